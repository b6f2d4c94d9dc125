import { ENTERED_BY_HAND } from '../../../../core/plan/decisions';
import type { IBinaryKeyData, IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { SYSTEM, planReceipts } from '../../../../core/helios/plan';
import type { PlannedReceipt } from '../../../../core/helios/plan';
import { zipFiles } from '../../../../core/helios/zip';
import { describeRecord } from '../../../../core/records/describe';
import { documentId } from '../../../../core/records/keys';
import type { ExportRef, Outcome, SyncResult } from '../../../../core/records/results';
import { FINAL_OUTCOMES } from '../../../../core/records/results';
import { problemTexts } from '../../../../core/plan/messages';
import { operationError } from '../../../shared/errors';
import type { Operation } from '../../../shared/types';
import { readEntries } from './entries';
import type { Entry } from './entries';
import { exportSets } from './exportFiles';
import type { ExportSet } from './exportFiles';
import { WRITE_FIELDS } from './writeFields';
import { readWriteSettings } from './writeSettings';
import type { WriteSettings } from './writeSettings';

/** A result, and in a preview what would have become of the record. */
type Shown = SyncResult & { wouldBe?: Outcome };

function resultOf({ sync, warnings }: Entry, { record, prepared }: PlannedReceipt, outcome: Outcome, text: string, made?: ExportRef): SyncResult {
	const { Rada, PoradoveCislo } = prepared.rows.header;
	return {
		key: record.key,
		outcome,
		target: {
			system: SYSTEM,
			kind: 'salesReceipt',
			...(made === undefined ? {} : { id: made.id, number: `${Rada}/${PoradoveCislo}` }),
			documentId: documentId(record.key, sync?.generation ?? 1),
		},
		warnings: [...warnings, ...prepared.warnings],
		message: `${describeRecord(record)}, ${text}${outcome === 'written' ? problemTexts(prepared.warnings) : ''}`,
		amount: record.total,
		source: record.source,
		register: record.register,
		number: record.number,
		date: record.date,
		...(made === undefined ? {} : { export: made }),
		...(sync === undefined ? {} : { sync }),
	};
}

function writtenText({ export: { id, time, by } }: ExportSet, { preview }: WriteSettings): string {
	const where = `${id} (time ${time.replace('T', ' ')}, author ${by})`;
	if (preview) return `would be written into the export ${where}; this is a preview, nothing counts as exported.`;
	return `was written into the export ${where}. Import its five files in Helios (Export/Import účtenek, Import) and look there at Import - přehled chyb; then choose ${ENTERED_BY_HAND} in the Problems form, or Retry for a receipt that did not arrive.`;
}

async function attachFiles(context: IExecuteFunctions, sets: readonly ExportSet[], settings: WriteSettings): Promise<Map<number, IBinaryKeyData>> {
	const attached = new Map<number, IBinaryKeyData>();
	const prepare = async (bytes: Uint8Array, name: string, type: string) =>
		await context.helpers.prepareBinaryData(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), name, type);
	const first = (set: ExportSet) => set.receipts[0].indexes[0];
	if (settings.output === 'files') {
		for (const set of sets) {
			const binary: IBinaryKeyData = {};
			for (const { file, fileName, bytes } of set.files) binary[file] = await prepare(bytes, fileName, 'text/plain');
			attached.set(first(set), binary);
		}
	} else if (sets.length > 0) {
		const entries = sets.flatMap(({ files }) => files.map(({ fileName, bytes }) => ({ name: fileName, bytes })));
		const archive = zipFiles(entries, sets[0].export.time);
		if (archive === undefined) {
			throw operationError(context.getNode(), 'The files are too large for one ZIP (4 GB)', 'Choose Five Binaries, or send fewer receipts at a time.');
		}
		const name = sets.length === 1 ? sets[0].export.id : `helios_${settings.exportTime.replace(/[-:]/g, '').replace('T', '_')}`;
		attached.set(Math.min(...sets.map(first)), { [settings.outputBinaryField]: await prepare(archive, `${name}.zip`, 'application/zip') });
	}
	return attached;
}

/** In a preview nothing changes the state of a record: what would become of those without row is told beside. */
function asPreview(result: SyncResult): Shown {
	if (result.outcome === 'preview') return result;
	return { ...result, outcome: 'preview', wouldBe: result.outcome, message: `Preview, nothing was written (${result.outcome}): ${result.message}` };
}

function hint(context: IExecuteFunctions, results: readonly Shown[]): void {
	const open = results.filter(({ outcome }) => ![...FINAL_OUTCOMES, 'written', 'preview'].includes(outcome));
	if (open.length === 0) return;
	context.addExecutionHints({
		message: `${open.length} of ${results.length} records are in no file. The message of each item says why and what to do.`,
		type: 'warning',
		location: 'outputPane',
	});
}

/**
 * Sales Receipt → Write Export Files: canonical records in, one result for each in the same order; the files are binaries of the first item of their series
 * (or of the first one, as ZIP). The bytes depend on records, parameters and export time alone; results carry the prefix (`target.id`), which holds series
 * and time, so store them in the journal before the files leave. Records with `sync.export` (Waiting Records, Export → Get) make that export again.
 */
async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<INodeExecutionData[]> {
	const settings = readWriteSettings(this);
	const { entries, refused } = readEntries(items);
	const plan = planReceipts(entries, settings.rows, settings.checks);
	const { sets, left } = exportSets(plan.receipts, settings);
	const byIndex = new Map(entries.map((entry) => [entry.index, entry]));
	const results: Shown[] = [];
	const put = (receipt: PlannedReceipt, outcome: Outcome, text: string, made?: ExportRef) => {
		for (const index of receipt.indexes) {
			const entry = byIndex.get(index);
			if (entry) results[index] = resultOf(entry, receipt, outcome, text, made);
		}
	};
	for (const { index, result } of refused) results[index] = result;
	for (const { index, result } of plan.decided) results[index] = { ...result, sync: byIndex.get(index)?.sync };
	for (const { receipt, reason } of left) put(receipt, 'refused', `was not written: ${reason}`);
	for (const set of sets) {
		for (const receipt of set.receipts) put(receipt, settings.preview ? 'preview' : 'written', writtenText(set, settings), set.export);
	}
	const shown = settings.preview ? results.map(asPreview) : results;
	hint(this, shown);
	const binaries = await attachFiles(this, sets, settings);
	return shown.map((result, index) => {
		const binary = binaries.get(index);
		return { json: { ...result } as unknown as IDataObject, ...(binary === undefined ? {} : { binary }), pairedItem: { item: index } };
	});
}

export const writeExportFiles: Operation = { description: WRITE_FIELDS, execute };
