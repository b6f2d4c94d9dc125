/**
 * Jobs for POHODA's command line: the INI file of `Pohoda.exe /XML` and the switches of the synchronisation with
 * mPOHODA.
 */
import { encodeWindows1250, missingCharacters } from '../../text/windows1250';

export interface XmlJob {
	/** Folder of the program or path of Pohoda.exe, e.g. `C:\Program Files (x86)\STORMWARE\POHODA`. */
	program: string;
	/** Where the INI file will lie, e.g. `C:\Sync\xml_imp.ini`. */
	iniFile: string;
	/** Name of the unit's database, e.g. `StwPh_12345678_2026.mdb` or, on SQL, `StwPh_12345678_2026`. */
	database?: string;
	/** The job only lists accounting units: it needs no database. */
	listsUnits?: boolean;
	/** One file, or a folder whose XML files are all processed. */
	input: { file: string } | { folder: string };
	/** Answer file for an input file. */
	responseFile?: string;
	/** Folder for answers; POHODA takes the subfolder `response` of the input by default. */
	responseFolder?: string;
	/** Refuse what was imported before; on by default. */
	checkDuplicity?: boolean;
	/** Lines and indentation in the answer; slow for big files. */
	formatOutput?: boolean;
	xsltInput?: string;
	xsltOutput?: string;
}

export interface CommandLine {
	/** Path of Pohoda.exe. */
	program: string;
	/** Arguments; user and password are the names of variables, in `%…%`, never the values. */
	arguments: string[];
	/** The whole line for cmd.exe, a .bat file or the Windows task scheduler. */
	command: string;
}

type BuiltXmlJob =
	| ({ ok: true; ini: Uint8Array; iniFile: string } & CommandLine)
	| { ok: false; reasons: string[] };
type BuiltSyncJob = ({ ok: true } & CommandLine) | { ok: false; reasons: string[] };

/** Variables of the environment that hold the login, so that no file and no workflow has a password in it. */
const USER_VARIABLE = 'POHODA_USER';
const PASSWORD_VARIABLE = 'POHODA_PASSWORD';

const ABSOLUTE = /^(?:[A-Za-z]:\\|\\\\[^\\]+\\[^\\]+)/;

/** Why a text cannot be a path on the command line and in the INI file. */
function pathFault(path: string, label: string): string[] {
	const missing = missingCharacters(path);
	if (path.includes('/')) return [`${label} has forward slashes: POHODA wants backslashes, e.g. C:\\Sync\\in.xml.`];
	if (!ABSOLUTE.test(path)) {
		return [
			`${label} "${path.slice(0, 80)}" is no absolute path such as C:\\Sync\\in.xml or \\\\server\\share\\in.xml.`,
		];
	}
	if (/["%<>|*?]|\p{Cc}/u.test(path)) {
		return [`${label} has characters that a Windows path or the command line cannot carry ( " % < > | * ? ).`];
	}
	if (missing.length > 0) {
		return [`${label} has characters that Windows-1250 does not have: ${missing.slice(0, 10).join(' ')}.`];
	}
	return [];
}

function databaseFault(value: string): string[] {
	if (!/^[A-Za-z0-9_.-]{1,128}$/.test(value)) {
		return [
			`database is "${value.slice(0, 80)}"; letters, digits, "_", "-" and "." are allowed, e.g. StwPh_12345678_2026.mdb.`,
		];
	}
	return [];
}

function programPath(program: string): string {
	return /\.exe$/i.test(program) ? program : `${program.replace(/\\+$/, '')}\\Pohoda.exe`;
}

function commandLine(program: string, switches: readonly string[], tail: readonly string[]): CommandLine {
	const path = programPath(program);
	const login = [`%${USER_VARIABLE}%`, `%${PASSWORD_VARIABLE}%`];
	const quoted = [...login, ...tail].map((one) => `"${one}"`);
	return {
		program: path,
		arguments: [...switches, ...login, ...tail],
		command: [`"${path}"`, ...switches, ...quoted].join(' '),
	};
}

/** Keys of the section [XML], in STORMWARE's order (documented). */
function iniLines(job: XmlJob): string[] {
	const {
		input,
		responseFile,
		responseFolder,
		database,
		checkDuplicity = true,
		formatOutput,
		xsltInput,
		xsltOutput,
	} = job;
	const values: Array<[string, string | undefined]> = [
		['input_dir', 'folder' in input ? input.folder : undefined],
		['response_dir', responseFolder],
		['input_xml', 'file' in input ? input.file : undefined],
		['response_xml', responseFile],
		['database', database],
		['check_duplicity', checkDuplicity ? '1' : '0'],
		['format_output', formatOutput ? '1' : undefined],
		['XSLT_input', xsltInput],
		['XSLT_output', xsltOutput],
	];
	return ['[XML]', ...values.flatMap(([key, value]) => (value === undefined ? [] : [`${key}=${value}`]))];
}

/**
 * INI file (Windows-1250, CRLF) and command of one job of `Pohoda.exe /XML "user" "password" "ini"`. The program's
 * exit code says nothing: the answer file is the only proof. Never
 * run two jobs for one unit at once.
 *
 * @returns reasons for paths and names that Windows or POHODA would not take
 */
export function buildXmlJob(job: XmlJob): BuiltXmlJob {
	const { input } = job;
	const paths: Array<[string, string | undefined]> = [
		['program', job.program],
		['INI file', job.iniFile],
		['input', 'folder' in input ? input.folder : input.file],
		['response file', job.responseFile],
		['response folder', job.responseFolder],
		['XSLT of the input', job.xsltInput],
		['XSLT of the output', job.xsltOutput],
	];
	const reasons = paths.flatMap(([label, path]) => (path === undefined ? [] : pathFault(path, label)));
	if (job.database !== undefined) reasons.push(...databaseFault(job.database));
	else if (!job.listsUnits) {
		reasons.push("database is missing: POHODA needs the name of the unit's database, e.g. StwPh_12345678_2026.mdb.");
	}
	if ('folder' in input && job.responseFile !== undefined) {
		reasons.push('A response file belongs to one input file; for a folder give a response folder.');
	}
	if (reasons.length > 0) return { ok: false, reasons };
	const ini = encodeWindows1250(`${iniLines(job).join('\r\n')}\r\n`, { missing: 'refuse' }).bytes;
	return { ok: true, ini, iniFile: job.iniFile, ...commandLine(job.program, ['/XML'], [job.iniFile]) };
}

/**
 * Command of the synchronisation with mPOHODA: `/mPohoda` brings what changed since the last time, `/mPohoda:f`
 * everything (documented). That user and password follow the switch, as
 * with `/XML`, is inferred: STORMWARE describes it only in the program's own help.
 */
export function buildMPohodaJob(job: { program: string; full?: boolean }): BuiltSyncJob {
	const reasons = pathFault(job.program, 'program');
	if (reasons.length > 0) return { ok: false, reasons };
	return { ok: true, ...commandLine(job.program, [job.full === true ? '/mPohoda:f' : '/mPohoda'], []) };
}
