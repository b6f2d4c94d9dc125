/** What makes a file or a whole set of files unusable. */

/** Where and why something cannot be read. */
export interface Fault {
	/** Name of the file. */
	file: string;
	/** From 1; absent for what concerns the whole file. */
	line?: number;
	/** Column of the file, from 1. */
	column?: number;
	attribute?: string;
	/** As in the file, shortened. */
	value?: string;
	/** A sentence. */
	reason: string;
}

/** `001_…_UctenkyPol.txt, line 3, column 23 (Mnozstvi): "x" is no number.` */
export function faultText({ file, line, column, attribute, value, reason }: Fault): string {
	const at = line === undefined ? '' : `, line ${line}`;
	const where = column === undefined ? '' : `, column ${column}${attribute === undefined ? '' : ` (${attribute})`}`;
	return `${file}${at}${where}: ${value === undefined ? '' : `"${value}" `}${reason}`;
}

const SHOWN = 60;

/** A value short enough for a message, on one line. */
export function shortValue(text: string): string {
	const line = text.replace(/[\t\r\n]+/g, ' ');
	return line.length > SHOWN ? `${line.slice(0, SHOWN)}…` : line;
}

/** The set as a whole cannot be used; nothing of it is. */
export class HeliosSetError extends Error {
	override readonly name = 'HeliosSetError';

	constructor(
		message: string,
		readonly faults: readonly Fault[] = [],
	) {
		super(message);
	}
}
