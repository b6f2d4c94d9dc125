import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { HeliosSetError } from '../../../../core/helios/errors';
import type { Fault } from '../../../../core/helios/errors';
import { openSet } from '../../../../core/helios/readSet';
import type { ReadReceipt, RowCounts } from '../../../../core/helios/readSet';
import type { ReadSettings } from '../../../../core/helios/readSettings';
import { storedRaw } from '../../../../core/helios/storedRaw';
import type { ResultWarning } from '../../../../core/records/results';
import { toNodeError } from '../../../shared/errors';
import type { Operation } from '../../../shared/operation';
import { inputSets } from './inputSets';
import type { InputSet } from './inputSets';
import { READ_FIELDS } from './readFields';
import { readReadSettings } from './readSettings';

/** What became of one set. */
interface SetReport {
	rows?: RowCounts;
	receipts: number;
	refused: number;
	warnings: ResultWarning[];
	/** Items for its receipts, or for the set as a whole. */
	made: IDataObject[];
}

/** File, line, column, attribute, value and reason of the first fault stand beside the list of all. */
function faultFields(faults: readonly Fault[]): IDataObject {
	return faults.length === 0 ? {} : { ...faults[0], faults: faults.map((fault) => ({ ...fault })) };
}

function receiptJson(read: ReadReceipt): IDataObject {
	const { place } = read;
	if (!read.ok) {
		const { key, message, reasons, faults, raw } = read;
		return {
			outcome: 'refused',
			place: `${place.file}, line ${place.line}`,
			message,
			reasons,
			...(key === undefined ? {} : { key }),
			...faultFields(faults),
			fileName: place.file,
			rows: { ...place.rows },
			raw: { helios: storedRaw(raw) as unknown as IDataObject },
		};
	}
	// The content hash leaves `place` out: the same receipt from another export is the same receipt.
	const { record, warnings } = read;
	const own = { ...(record.extra?.place as IDataObject | undefined), ...place, ...(warnings.length > 0 ? { warnings } : {}) };
	return { ...record, extra: { ...record.extra, place: own } } as unknown as IDataObject;
}

function setJson(set: InputSet, message: string, faults: readonly Fault[]): IDataObject {
	return {
		outcome: 'refused',
		place: set.prefix,
		reasons: [message],
		...faultFields(faults),
		fileName: set.files[0]?.name ?? set.prefix,
		folder: set.folder,
		raw: { set: set.prefix, files: set.files.map(({ name }) => name) },
	};
}

/** A receipt that stands in one export twice under two ids. */
function doubled(read: Extract<ReadReceipt, { ok: true }>, before: number): IDataObject {
	const { record, place } = read;
	const reason = `${place.file}, line ${place.line}: the receipt ${record.register}/${record.number} stands in line ${before} already. Find out in Helios which one is right.`;
	return { outcome: 'refused', place: `${place.file}, line ${place.line}`, reasons: [reason], key: record.key, fileName: place.file, rows: { ...place.rows }, raw: record as unknown as IDataObject };
}

async function readSet(set: InputSet, settings: ReadSettings): Promise<SetReport> {
	const opened = await openSet(set, set.again ? { ...settings, encoding: 'utf-8' } : settings);
	const report: SetReport = { rows: opened.rows, receipts: 0, refused: 0, warnings: opened.warnings, made: [] };
	const lines = new Map<string, number>();
	for await (const read of opened.receipts()) {
		const before = read.ok ? lines.get(read.record.key) : undefined;
		const good = read.ok && before === undefined;
		if (good) lines.set(read.record.key, read.place.line);
		report.made.push(read.ok && before !== undefined ? doubled(read, before) : receiptJson(read));
		if (good) report.receipts += 1;
		else report.refused += 1;
	}
	return report;
}

/** A set that cannot be taken is one item; the others are read. */
async function reportOf(context: IExecuteFunctions, set: InputSet, settings: ReadSettings): Promise<SetReport> {
	try {
		return await readSet(set, settings);
	} catch (error) {
		if (!(error instanceof HeliosSetError)) throw toNodeError(context.getNode(), error as Error, set.items[0]);
		return { receipts: 0, refused: 0, warnings: [], made: [setJson(set, error.message, error.faults)] };
	}
}

function checkJson(set: InputSet, { rows, receipts, refused, warnings }: SetReport): IDataObject {
	const taken = rows !== undefined;
	const counts = taken ? `${receipts} ${receipts === 1 ? 'receipt' : 'receipts'} can be read, ${refused} cannot` : 'nothing of it can be read';
	return {
		checkOnly: true,
		set: set.prefix,
		fileNames: set.files.map(({ name }) => name),
		...(taken ? { rows: { ...rows } } : {}),
		...{ receipts, refused, readable: taken && refused === 0 },
		warnings: warnings as unknown as IDataObject[],
		message: `Export ${set.prefix}: ${counts}.`,
	};
}

/**
 * Sales Receipt → Read Export Files: all files of all items in, one item per receipt out, set by set: a canonical record, or
 * `{ outcome: 'refused', place, reasons, key?, file, line, column, attribute, value, reason, faults, rows, raw }`. A set that cannot be joined, and a file
 * with another name, is one such item. Items without a file pass through, except those that hold a receipt that was refused before (`raw.helios`): it is
 * read again.
 *
 * Check Only: one item per set with its counts, and the refused ones.
 */
async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<INodeExecutionData[]> {
	const { checkOnly, ...settings } = readReadSettings(this);
	const input = inputSets(this, items);
	const output: INodeExecutionData[] = input.passing.map((index) => ({ json: items[index].json, pairedItem: { item: index } }));
	for (const { item, fileName } of input.others) {
		const reason = `The file "${fileName}" was not taken: its name is none of an export, such as 001_20261114_101532_Uctenky.txt. Unpack archives first.`;
		output.push({ json: { outcome: 'refused', place: fileName, reasons: [reason], fileName, raw: { fileName } }, pairedItem: { item } });
	}
	for (const set of input.sets) {
		const pairedItem = set.items.map((item) => ({ item }));
		const report = await reportOf(this, set, settings);
		if (checkOnly) output.push({ json: checkJson(set, report), pairedItem });
		const shown = checkOnly ? report.made.filter(({ outcome }) => outcome === 'refused') : report.made;
		for (const json of shown) {
			const withSet = json.outcome === 'refused' || report.warnings.length === 0 ? json : withSetWarnings(json, report.warnings);
			output.push({ json: withSet, pairedItem });
		}
	}
	return output;
}

/** What is to be said about the set stands with each of its receipts. */
function withSetWarnings(json: IDataObject, warnings: readonly ResultWarning[]): IDataObject {
	const extra = json.extra as IDataObject;
	const place = extra.place as IDataObject;
	const all = [...((place.warnings as unknown as ResultWarning[] | undefined) ?? []), ...warnings];
	return { ...json, extra: { ...extra, place: { ...place, warnings: all as unknown as IDataObject[] } } };
}

export const readExportFiles: Operation = {
	name: 'Read Export Files',
	value: 'readExportFiles',
	action: 'Read export files of sales receipts',
	description: 'Get one item per receipt of any number of exports; what cannot be read comes as refused items with the reason',
	fields: READ_FIELDS,
	execute,
};
