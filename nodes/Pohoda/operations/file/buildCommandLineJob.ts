import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { buildMPohodaJob, buildXmlJob } from '../../../../core/pohoda/agendas/commandLine';
import { batchFile, windowsName } from '../../../../core/pohoda/agendas/commandLineFiles';
import { operationError } from '../../../shared/errors';
import { eachItem } from '../../../shared/runner';
import type { Operation } from '../../../shared/operation';
import { fileNameOf } from './aboutFile';
import { textOption } from './fileFields';
import { JOB_FIELDS } from './jobFields';

type Binaries = NonNullable<INodeExecutionData['binary']>;

/** Where one job's files lie on the computer that runs POHODA. */
interface Places {
	name: string;
	xmlFile?: string;
	iniFile: string;
	batFile: string;
	answerFile?: string;
}

const folderOf = (path: string): string => path.replace(/\\+$/, '');

function text(context: IExecuteFunctions, name: string, index: number): string {
	return String(context.getNodeParameter(name, index, '') ?? '').trim();
}

function refuse(context: IExecuteFunctions, index: number, reasons: readonly string[]) {
	return operationError(
		context.getNode(),
		`No job was made: ${reasons.join(' ')}`,
		'Correct the parameters; nothing was started.',
		index,
	);
}

async function asBinary(context: IExecuteFunctions, bytes: Uint8Array, fileName: string, mimeType: string) {
	return await context.helpers.prepareBinaryData(Buffer.from(bytes), fileName, mimeType);
}

function placesOf(folder: string, name: string, responseFolder: string | undefined, whole: boolean): Places {
	return {
		name,
		...(whole ? {} : { xmlFile: `${folder}\\${name}.xml`, answerFile: `${responseFolder ?? folder}\\${name}_answer.xml` }),
		iniFile: `${folder}\\${name}.ini`,
		batFile: `${folder}\\${name}.bat`,
	};
}

async function xmlJob(context: IExecuteFunctions, index: number, names: Set<string>): Promise<INodeExecutionData> {
	const options = context.getNodeParameter('options', index, {}) as IDataObject;
	const property = text(context, 'binaryPropertyName', index) || 'data';
	const folder = folderOf(text(context, 'workFolder', index));
	const whole = options.wholeFolder === true;
	const responseFolder = textOption(options.responseFolder);
	const given = responseFolder === undefined ? undefined : folderOf(responseFolder);
	const name = whole ? 'pohoda_folder' : windowsName(fileNameOf(context, index, property), 'pohoda');
	const places = placesOf(folder, name, given, whole);
	const reasons = names.has(name.toLowerCase())
		? [`two jobs would have the name ${name}: the second one would overwrite the files of the first.`]
		: [];
	names.add(name.toLowerCase());
	if (whole && (given ?? '').toLowerCase() === folder.toLowerCase()) {
		reasons.push('Response Folder is the work folder: POHODA would take its own answers for imports the next time.');
	}
	const database = text(context, 'database', index);
	const job = buildXmlJob({
		program: text(context, 'program', index),
		iniFile: places.iniFile,
		...(database === '' ? {} : { database }),
		listsUnits: options.listsUnits === true,
		input: places.xmlFile === undefined ? { folder } : { file: places.xmlFile },
		responseFile: places.answerFile,
		...(whole && given !== undefined ? { responseFolder: given } : {}),
		checkDuplicity: options.checkDuplicity !== false,
		formatOutput: options.formatOutput === true,
		xsltInput: textOption(options.xsltInput),
		xsltOutput: textOption(options.xsltOutput),
	});
	if (!job.ok || reasons.length > 0) throw refuse(context, index, [...reasons, ...(job.ok ? [] : job.reasons)]);
	const binary: Binaries = {
		ini: await asBinary(context, job.ini, `${name}.ini`, 'text/plain'),
		bat: await asBinary(context, batchFile(job, places.answerFile), `${name}.bat`, 'text/plain'),
	};
	if (!whole) {
		binary.data = { ...context.helpers.assertBinaryData(index, property), fileName: `${name}.xml` };
	}
	const { program, arguments: args, command } = job;
	const answers = whole ? `${given ?? `${folder}\\response`}` : places.answerFile;
	const message = `Put ${whole ? '' : `${places.xmlFile} and `}${places.iniFile} in place, set the variables POHODA_USER and POHODA_PASSWORD there, and run the command. Hand ${answers} to Read Command-Line Answers.`;
	return { json: { job: 'xml', program, arguments: args, command, ...places, answers, message }, binary };
}

async function syncJob(context: IExecuteFunctions, index: number, full: boolean): Promise<INodeExecutionData> {
	const job = buildMPohodaJob({ program: text(context, 'program', index), full });
	if (!job.ok) throw refuse(context, index, job.reasons);
	const { program, arguments: args, command } = job;
	const name = full ? 'mpohoda_full' : 'mpohoda';
	const message =
		'Set the variables POHODA_USER and POHODA_PASSWORD on the computer that runs POHODA, and run the command or the batch file there. That user and password follow the switch is inferred, see the guide. POHODA writes the outcome into its folder Log.';
	return {
		json: { job: full ? 'mPohodaFull' : 'mPohoda', program, arguments: args, command, message },
		binary: { bat: await asBinary(context, batchFile(job), `${name}.bat`, 'text/plain') },
	};
}

/**
 * File → Build Command-Line Job: an XML file → the same file under a safe name, the INI file and the batch file of
 * `Pohoda.exe /XML`; or the command of the synchronisation with mPOHODA. Nothing is started here. The login is named by
 * variables of the environment, never written.
 *
 * @throws NodeOperationError for paths and names that Windows or POHODA would not take
 */
async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<INodeExecutionData[]> {
	const names = new Set<string>();
	// Of the results of Build Import File only the first of each file carries it.
	const property = text(this, 'binaryPropertyName', 0) || 'data';
	const someFile = items.some(({ binary }) => binary?.[property] !== undefined);
	return await eachItem(this, items, async (index, { binary }) => {
		const job = this.getNodeParameter('job', index, 'xml') as string;
		if (job !== 'xml') return [await syncJob(this, index, job === 'mPohodaFull')];
		return someFile && binary?.[property] === undefined ? [] : [await xmlJob(this, index, names)];
	});
}

export const buildCommandLineJob: Operation = {
	name: 'Build Command-Line Job',
	value: 'buildCommandLineJob',
	action: 'Build command line job',
	description: 'Make the INI file and the command with which Pohoda.exe imports a file or synchronizes mPOHODA',
	fields: JOB_FIELDS,
	execute,
};
