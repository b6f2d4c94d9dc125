/** Names and batch files for jobs of POHODA's command line. */
import { encodeWindows1250 } from '../../text/windows1250';
import type { CommandLine } from './commandLine';

/** Names that Windows keeps for devices, with any ending. */
const DEVICES = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)/i;
const MAX_NAME = 100;

/**
 * Name without ending that Windows, an INI file and a command line take alike: ASCII letters, digits, `.`, `_` and `-`.
 * What cannot stay becomes `-`; `fallback` where nothing does.
 */
export function windowsName(fileName: string, fallback: string): string {
	const base = fileName
		.replace(/^.*[\\/]/, '')
		.replace(/\.[^.]*$/, '')
		.normalize('NFD')
		.replace(/\p{M}/gu, '')
		.replace(/[^A-Za-z0-9._-]+/g, '-')
		.slice(0, MAX_NAME)
		.replace(/^[-.]+|[-.]+$/g, '');
	if (base === '') return fallback;
	return DEVICES.test(base) ? `_${base}` : base;
}

/**
 * A batch file for the Windows task scheduler: runs the job and, where it has one answer file, ends with an error when
 * POHODA left none (its own exit code says nothing). Windows-1250 with CRLF; the login comes from the environment.
 */
export function batchFile({ command }: CommandLine, answerFile?: string): Uint8Array {
	const lines = [
		'@echo off',
		'chcp 1250 >nul',
		command,
		...(answerFile === undefined
			? []
			: [`if not exist "${answerFile}" (`, '  echo POHODA left no answer: it did not start, or the login or the database is wrong.', '  exit /b 1', ')']),
	];
	return encodeWindows1250(`${lines.join('\r\n')}\r\n`, { missing: 'refuse' }).bytes;
}
