import { ENTERED_BY_HAND } from '../../../../core/plan/decisions';
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { SYSTEM, heliosTarget } from '../../../../core/helios/target';
import { zipFiles } from '../../../../core/helios/zip';
import { describeRecord } from '../../../../core/records/describe';
import type { ExportRef, Outcome, SyncResult } from '../../../../core/records/results';
import { problemTexts } from '../../../../core/plan/messages';
import { plan } from '../../../../core/plan/plan';
import { operationError } from '../../../shared/errors';
import { enterTillRecords } from '../../../shared/entrance';
import type { Entry } from '../../../shared/entrance';
import { Results } from '../../../shared/results';
import type { ResultWords } from '../../../shared/results';
import type { Operation } from '../../../shared/operation';
import { exportSets } from './exportFiles';
import type { ExportSet, PlannedReceipt } from './exportFiles';
import { WRITE_FIELDS } from './writeFields';
import { readWriteSettings } from './writeSettings';
import type { WriteSettings } from './writeSettings';

const WORDS: ResultWords = { system: SYSTEM, done: 'written', there: 'are in the files', missed: 'are in no file' };

function resultOf({ sync, warnings }: Entry, { draft: { documentId, record, rows, warnings: own } }: PlannedReceipt, outcome: Outcome, text: string, made?: ExportRef): SyncResult {
	const { Rada, PoradoveCislo } = rows.header;
	return {
		key: record.key,
		outcome,
		target: {
			system: SYSTEM,
			kind: 'salesReceipt',
			...(made === undefined ? {} : { id: made.id, number: `${Rada}/${PoradoveCislo}` }),
			documentId,
		},
		warnings: [...warnings, ...own],
		message: `${describeRecord(record)}, ${text}${outcome === 'written' ? problemTexts(own) : ''}`,
		amount: record.total,
		source: record.source,
		register: record.register,
		number: record.number,
		date: record.date,
		...(made === undefined ? {} : { export: made }),
		...(sync === undefined ? {} : { sync }),
	};
}

function writtenText({ export: { id, time, by } }: ExportSet, { preview, place }: WriteSettings): string {
	const where = `${id} (time ${time.replace('T', ' ')}, author ${by})`;
	if (preview) return `would be written into the export ${where}; this is a preview, nothing counts as exported.`;
	const files = place === '' ? 'Import its five files in Helios' : `Its five files are in ${place}; import them in Helios`;
	return `was written into the export ${where}. ${files} (Export/Import účtenek, Import) and look there at Import - přehled chyb; then choose ${ENTERED_BY_HAND} in the Problems form, or Retry for a receipt that did not arrive.`;
}

async function attachFiles(context: IExecuteFunctions, book: Results, sets: readonly ExportSet[], entries: readonly Entry[], settings: WriteSettings): Promise<void> {
	const prepare = async (bytes: Uint8Array, name: string, type: string) =>
		await context.helpers.prepareBinaryData(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), name, type);
	const first = (set: ExportSet) => entries[set.receipts[0].indexes[0]].index;
	if (settings.output === 'files') {
		for (const set of sets) {
			for (const { file, fileName, bytes } of set.files) book.attach(first(set), file, await prepare(bytes, fileName, 'text/plain'));
		}
	} else if (sets.length > 0) {
		const all = sets.flatMap(({ files }) => files.map(({ fileName, bytes }) => ({ name: fileName, bytes })));
		const archive = zipFiles(all, sets[0].export.time);
		if (archive === undefined) {
			throw operationError(context.getNode(), 'The files are too large for one ZIP (4 GB)', 'Choose Five Binaries, or send fewer receipts at a time.');
		}
		const name = sets.length === 1 ? sets[0].export.id : `helios_${settings.exportTime.replace(/[-:]/g, '').replace('T', '_')}`;
		book.attach(Math.min(...sets.map(first)), settings.outputBinaryField, await prepare(archive, `${name}.zip`, 'application/zip'));
	}
}

/**
 * Sales Receipt → Write Export Files: canonical records in, one result for each in the same order; the files are binaries of the first item of their series
 * (or of the first one, as ZIP). The bytes depend on records, parameters and export time alone; results carry the prefix (`target.id`), which holds series
 * and time, so store them in the journal before the files leave. Records with `sync.export` (Waiting Records, Export → Get) make that export again.
 */
async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<INodeExecutionData[]> {
	const settings = readWriteSettings(this);
	const { entries, refused } = enterTillRecords(items.map(({ json }) => json), WORDS);
	const { drafts, decided } = plan(entries, heliosTarget(settings.rows), settings.checks);
	const { sets, left } = exportSets(drafts, settings);
	const book = new Results(items.length, WORDS);
	const put = (receipt: PlannedReceipt, outcome: Outcome, text: string, made?: ExportRef) => {
		for (const entry of receipt.indexes.map((at) => entries[at])) book.set(entry.index, resultOf(entry, receipt, outcome, text, made));
	};
	book.noRecords(refused);
	for (const { index: at, result } of decided) book.set(entries[at].index, { ...result, sync: entries[at].sync });
	for (const { receipt, reason } of left) put(receipt, 'refused', `was not written: ${reason}`);
	for (const set of sets) {
		for (const receipt of set.receipts) put(receipt, settings.preview ? 'preview' : 'written', writtenText(set, settings), { ...set.export, ...(settings.place === '' ? {} : { place: settings.place }) });
	}
	if (settings.preview) book.previewRest();
	book.hint(this);
	await attachFiles(this, book, sets, entries, settings);
	return book.items();
}

export const writeExportFiles: Operation = {
	name: 'Write Export Files',
	value: 'writeExportFiles',
	action: 'Write export files of sales receipts',
	description: 'Make the five files (or a ZIP of them) for the import of Helios; one result per receipt',
	fields: WRITE_FIELDS,
	execute,
};
