/**
 * Reads the five files of one export into canonical receipts.
 *
 * A set that does not fit together gives nothing: half of it would look like a complete short one. A receipt with a damaged row is refused with all its
 * rows, the others are read. Every row is in exactly one receipt, taken or refused.
 */
import type { ResultWarning } from '../records/results';
import { formatDay } from '../records/dates';
import type { Receipt } from '../records/types';
import { HeliosSetError, faultText } from './errors';
import type { Fault } from './errors';
import { dayOf } from './localTime';
import type { GoodsRows, TypedReceipt } from './readItems';
import { readReceipt } from './readReceipt';
import type { ReadSettings } from './readSettings';
import { indexSet } from './setIndex';
import type { SetFiles } from './setIndex';
import { joinSet } from './setJoin';
import type { JoinedReceipt } from './setJoin';
import { typedRow } from './sourceRows';
import type { SourceFile, SourceRow } from './sourceRows';
import { HELIOS_FILES } from './structures';
import type { HeliosFile } from './structures';
import { withKnownGoods } from './substitute';

/** The files of one export. */
export interface SourceSet {
	/** What their names have in common, e.g. `001_20261114_101532`. */
	prefix: string;
	files: readonly SourceFile[];
}

export type RowCounts = Record<HeliosFile, number>;

interface ReceiptPlace {
	set: string;
	/** Name of the Uctenky file and line of the header in it. */
	file: string;
	line: number;
	rows: RowCounts;
}

/** The rows of a refused receipt as text, to be read again without the files. */
export interface RawReceipt {
	prefix: string;
	files: Partial<Record<HeliosFile, string>>;
}

export type ReadReceipt =
	| { ok: true; record: Receipt; warnings: ResultWarning[]; place: ReceiptPlace }
	/** `message` names receipt, file and every reason. */
	| { ok: false; key?: string; message: string; reasons: string[]; faults: Fault[]; place: ReceiptPlace; raw: RawReceipt };

interface OpenSet {
	/** Rows of each file. */
	rows: RowCounts;
	/** About the set, e.g. a file that is missing and may be. */
	warnings: ResultWarning[];
	/** In the order of Uctenky.txt. May be read once. */
	receipts(): AsyncGenerator<ReadReceipt>;
}

/** Files that hold something of every receipt; without the others a set is complete. */
const NEEDED: readonly HeliosFile[] = ['Uctenky', 'UctenkyPol', 'UctenkyUhr'];

function filesOf({ prefix, files }: SourceSet): { files: SetFiles; warnings: ResultWarning[] } {
	const found: SetFiles = {};
	const faults: Fault[] = [];
	for (const source of files) {
		const before = found[source.file];
		if (before) faults.push({ file: source.name, reason: `and ${before.name} are both ${source.file} of this export.` });
		else found[source.file] = source;
	}
	const missing = HELIOS_FILES.filter((file) => found[file] === undefined);
	for (const file of missing.filter((one) => NEEDED.includes(one))) {
		faults.push({ file: `${prefix}_${file}.txt`, reason: 'is missing; perhaps the export is still being copied.' });
	}
	if (faults.length > 0) throw setError(prefix, faults);
	const warnings = missing.map((file) => ({
		code: 'fileMissing',
		text: `${prefix}_${file}.txt is missing and was taken as empty.`,
		place: file,
	}));
	return { files: found, warnings };
}

function setError(prefix: string, faults: readonly Fault[]): HeliosSetError {
	const shown = faults.slice(0, 3).map((fault) => (fault.file === '' ? fault.reason : faultText(fault)));
	const more = faults.length > 3 ? ` (${faults.length - 3} more)` : '';
	return new HeliosSetError(`The export ${prefix} was not taken: ${shown.join(' ')}${more}`, faults);
}

function allRows(joined: JoinedReceipt): Record<HeliosFile, SourceRow[]> {
	return {
		Uctenky: [joined.header],
		UctenkyPol: joined.items.map(({ row }) => row),
		UctenkyFin: joined.financial,
		UctenkyUhr: joined.payments,
		UctenkyEtal: joined.items.flatMap(({ etalons }) => etalons),
	};
}

/** Normal forms of all rows of a receipt, and what is wrong with them. */
function typed(files: SetFiles, joined: JoinedReceipt, takeLong: boolean): { receipt: TypedReceipt; faults: Fault[]; long: Fault[] } {
	const faults: Fault[] = [];
	const long: Fault[] = [];
	const rowOf = <F extends HeliosFile>(file: F, source: SourceRow) => {
		const one = typedRow(files[file]?.name ?? file, file, source, takeLong);
		faults.push(...one.faults);
		long.push(...one.long);
		return one.row;
	};
	const receipt: TypedReceipt = {
		header: rowOf('Uctenky', joined.header),
		items: joined.items.map(({ row, etalons }): GoodsRows => ({
			row: rowOf('UctenkyPol', row),
			etalons: etalons.map((one) => rowOf('UctenkyEtal', one)),
		})),
		financial: joined.financial.map((row) => rowOf('UctenkyFin', row)),
		payments: joined.payments.map((row) => rowOf('UctenkyUhr', row)),
	};
	return { receipt, faults, long };
}

/** `Receipt 001/1042 of 18 Mar 2026 (001_…_Uctenky.txt, line 1)`, as far as its row can be read. */
function nameOf({ Rada, PoradoveCislo, DatPorizeni }: TypedReceipt['header'], { file, line }: ReceiptPlace): string {
	const number = PoradoveCislo === null ? '' : ` ${Rada?.trim() ?? ''}/${PoradoveCislo}`;
	const day = DatPorizeni === null ? '' : ` of ${formatDay(dayOf(DatPorizeni))}`;
	return `Receipt${number}${day} (${file}, line ${line})`;
}

function readOne(prefix: string, files: SetFiles, joined: JoinedReceipt, settings: ReadSettings): ReadReceipt {
	const rows = allRows(joined);
	const { receipt, faults, long } = typed(files, joined, settings.takeLongTexts);
	const { header } = receipt;
	const counts = Object.fromEntries(HELIOS_FILES.map((file) => [file, rows[file].length])) as RowCounts;
	const place = { set: prefix, file: files.Uctenky?.name ?? '', line: joined.header.line, rows: counts };
	const refuse = (reasons: string[], faults: Fault[], key?: string): ReadReceipt => {
		const text = (file: HeliosFile) => rows[file].map((row) => `${row.text}\r\n`).join('');
		const raw: RawReceipt = { prefix, files: Object.fromEntries(HELIOS_FILES.map((file) => [file, text(file)])) };
		const message = `${nameOf(header, place)}: ${reasons.join(' ')}`;
		return { ok: false, ...(key === undefined ? {} : { key }), message, reasons, faults, place, raw };
	};
	if (faults.length > 0) return refuse(faults.slice(0, 20).map(faultText), faults);
	const goods = withKnownGoods(receipt.items, settings);
	const read = readReceipt({ ...receipt, items: goods.items }, settings);
	if (!read.ok || goods.reasons.length > 0) return refuse([...(read.ok ? [] : read.reasons), ...goods.reasons], [], read.ok ? read.record.key : read.key);
	const longs = long.map((fault): ResultWarning => ({ code: 'textLong', text: faultText(fault), place: fault.attribute }));
	return { ok: true, record: read.record, warnings: [...goods.warnings, ...longs, ...read.warnings], place };
}

async function* receiptsOf(prefix: string, files: SetFiles, joined: AsyncGenerator<JoinedReceipt>, settings: ReadSettings): AsyncGenerator<ReadReceipt> {
	for await (const one of joined) yield readOne(prefix, files, one, settings);
}

/**
 * Looks through all files of a set; the receipts are read afterwards, in a second pass. Memory does not grow with the files, apart from some 10 bytes for
 * each row.
 *
 * @throws HeliosSetError when the set cannot be joined (a file is missing or there twice, a child without parent, doubled ids, a damaged id) or the bytes do
 * not fit the encoding; `receipts()` throws it when the files changed in between
 */
export async function openSet(set: SourceSet, settings: ReadSettings): Promise<OpenSet> {
	const { files, warnings } = filesOf(set);
	const index = await indexSet(files, settings.encoding);
	if (index.faults.length > 0) throw setError(set.prefix, index.faults);
	return { rows: index.rows, warnings, receipts: () => receiptsOf(set.prefix, files, joinSet(files, index, settings.encoding), settings) };
}

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
	yield new TextEncoder().encode(text);
}

/** A refused receipt as a set of its own; read it with the encoding `utf-8`. */
export function rawSet({ prefix, files }: RawReceipt): SourceSet {
	const sources = HELIOS_FILES.map((file) => ({ name: `${prefix}_${file}.txt`, file, open: () => bytesOf(files[file] ?? '') }));
	return { prefix, files: sources };
}
