/** Rows of one receipt file, each with its place and its ids; what is damaged stays in the sequence. */
import { readDelimited } from '../text/delimited';
import type { DelimitedRow } from '../text/delimited';
import { blankRow } from './build';
import { decodeFile } from './decode';
import type { ReadEncoding } from './decode';
import { shortValue } from './errors';
import type { Fault } from './errors';
import { KEYS, attributesOf } from './structures';
import type { Cell, HeliosFile, Row } from './structures';
import { lengthOf, readCell } from './values';

/** A file that can be read more than once: first its ids, then its rows. */
export interface SourceFile {
	name: string;
	file: HeliosFile;
	open(): AsyncIterable<Uint8Array>;
}

export interface SourceRow {
	line: number;
	/** As in the file, without line end. */
	text: string;
	/** IDOriginal of a receipt or item. */
	own?: number;
	/** Id of the receipt (of the item in UctenkyEtal) that it belongs to. */
	parent?: number;
	/** As in the file; absent when the row is damaged. */
	cells?: Array<string | null>;
	/** Why the row is damaged. */
	fault?: Fault;
}

const ID = /^\s*(-?\d{1,10})\s*$/;

function idOf(cell: string | null | undefined): number | undefined {
	const match = ID.exec(cell ?? '');
	const value = match ? Number(match[1]) : Number.NaN;
	return Math.abs(value) <= 2_147_483_647 ? value + 0 : undefined;
}

function damage(source: SourceFile, { line, text, fault }: DelimitedRow): Fault | undefined {
	if (fault === undefined) return undefined;
	const attributes = attributesOf(source.file);
	const place = { file: source.name, line, value: shortValue(text) };
	if (fault.reason === 'long') return { ...place, reason: 'is longer than a row can be.' };
	if (fault.reason === 'columns') return { ...place, reason: `has ${fault.found} columns, and this file has ${attributes.length}.` };
	const attribute = attributes[fault.found - 1]?.name;
	const reason = 'has a quote that does not fit: a text is not closed, or a quote stands inside of a cell that does not begin with one.';
	return { ...place, column: fault.found, ...(attribute === undefined ? {} : { attribute }), reason };
}

/** Some programs write the names of the columns into the first line. */
function isHeading({ line, text }: DelimitedRow, file: HeliosFile): boolean {
	return line === 1 && text.replace(/^"/, '').toLowerCase().startsWith(`${attributesOf(file)[0].name.toLowerCase()}${text.startsWith('"') ? '"' : '\t'}`);
}

/** Columns are read by their place: a heading that has them in other places, or another one, says that the rows below are laid out in another way. */
function headingFault({ name, file }: SourceFile, { line, text }: DelimitedRow): Fault | undefined {
	const known = attributesOf(file).map((attribute) => attribute.name.toLowerCase());
	const given = text.split('\t').map((cell) => cell.trim().replace(/^"(.*)"$/, '$1').toLowerCase());
	const at = given.findIndex((cell, index) => cell !== known[index] && (given.length >= known.length || known.includes(cell)));
	if (at === -1) return undefined;
	const expected = attributesOf(file)[at]?.name;
	const reason = `is the name of the column in the first line, and ${expected === undefined ? 'the file ends before it' : `this column is ${expected}`}. The rows below may be laid out in another way.`;
	return { file: name, line, column: at + 1, value: shortValue(text.split('\t')[at]), reason };
}

function sourceRow(source: SourceFile, row: DelimitedRow): SourceRow {
	const { own, parent } = KEYS[source.file];
	const { line, text, cells } = row;
	const fault = damage(source, row);
	// The ids come before every text, so the damage is behind them.
	const first = fault === undefined ? cells : text.split('\t', 2);
	return {
		line,
		text,
		...(own === undefined ? {} : { own: idOf(first[own]) }),
		...(parent === undefined ? {} : { parent: idOf(first[parent]) }),
		...(fault === undefined ? { cells } : { fault }),
	};
}

/**
 * All rows of a file in their order, one array for each piece; without empty lines and without a line of column names. Names in
 * other places are a damaged row without ids.
 *
 * @throws HeliosSetError when the bytes do not fit the encoding
 */
export async function* readSource(source: SourceFile, encoding: ReadEncoding): AsyncGenerator<SourceRow[]> {
	const text = decodeFile(source.name, source.open(), encoding);
	for await (const rows of readDelimited(text, { columns: attributesOf(source.file).length })) {
		yield rows
			.filter((row) => row.cells.length > 0 || row.fault !== undefined)
			.flatMap((row) => {
				if (!isHeading(row, source.file)) return [sourceRow(source, row)];
				const fault = headingFault(source, row);
				return fault === undefined ? [] : [{ line: row.line, text: row.text, fault }];
			});
	}
}

/** A row by the names of its attributes. */
interface TypedRow<F extends HeliosFile> {
	row: Row<F>;
	/** Cells that are none of their type, or the damage of the whole row. */
	faults: Fault[];
	/** Texts that are longer than their column and were taken whole. */
	long: Fault[];
}

/** VARCHAR(20) in the documentation and 50 in newer versions of Helios. */
const GROWN = 'SKP';

/**
 * Cells in normal form. A cell with a fault is NULL in the row.
 *
 * @param takeLong whether texts that are longer than their column are taken; a damaged row often shows as one
 */
export function typedRow<F extends HeliosFile>(name: string, file: F, source: SourceRow, takeLong = false): TypedRow<F> {
	// A copy of a complete row keeps the shape of the object, which is faster than one column after the other.
	const row: Record<string, Cell> = blankRow(file);
	const typed = { row: row as Row<F>, faults: source.fault ? [source.fault] : [], long: [] as Fault[] };
	const { cells, line } = source;
	if (cells === undefined) return typed;
	const attributes = attributesOf(file);
	for (let index = 0; index < attributes.length; index += 1) {
		const attribute = attributes[index];
		const cell = readCell(attribute, cells[index]);
		if (typeof cell === 'object' && cell !== null) {
			row[attribute.name] = null;
			const value = cells[index];
			const place = { file: name, line, column: index + 1, attribute: attribute.name };
			typed.faults.push({ ...place, ...(value === null ? {} : { value: shortValue(value) }), reason: cell.reason });
			continue;
		}
		row[attribute.name] = cell;
		const { length = Number.MAX_SAFE_INTEGER } = attribute;
		if (cell !== null && cell.length > length && lengthOf(cell) > length && attribute.type === 'VARCHAR') {
			const place = { file: name, line, column: index + 1, attribute: attribute.name, value: shortValue(cell) };
			const reason = `has ${lengthOf(cell)} characters, and the column takes ${length}.`;
			(takeLong || attribute.name === GROWN ? typed.long : typed.faults).push({ ...place, reason });
		}
	}
	return typed;
}
