import type { INodeExecutionData } from 'n8n-workflow';
import { SYSTEM } from '../../../../core/helios/plan';
import { checkRecord } from '../../../../core/records/check';
import type { ResultWarning, SyncResult, SyncState } from '../../../../core/records/results';
import type { TillRecord } from '../../../../core/records/types';

/** An input item that is a canonical record. */
export interface Entry {
	/** Of the input item. */
	index: number;
	record: TillRecord;
	sync?: SyncState;
	/** Of the check on entry; not repeated for records that come from the journal, which has them. */
	warnings: ResultWarning[];
}

const isSync = (value: unknown): value is SyncState =>
	typeof value === 'object' && value !== null && typeof (value as SyncState).flow === 'string';

/** The result of an item that is no record that could be written. */
function unreadable(index: number, json: INodeExecutionData['json'], reasons: string[], key: string | undefined): SyncResult {
	const named = key === undefined ? `Item ${index + 1}` : `Item ${index + 1} (${key})`;
	return {
		key: key ?? (typeof json.key === 'string' ? json.key : ''),
		outcome: 'refused',
		target: { system: SYSTEM },
		warnings: reasons.map((text) => ({ code: 'record', text })),
		message: `${named} was not written: it is no complete record. ${reasons.slice(0, 3).join(' ')} Connect Waiting Records or a node that makes canonical receipts, and correct the record there.`,
		amount: typeof json.total === 'number' ? json.total : 0,
		...(isSync(json.sync) ? { sync: json.sync } : {}),
	};
}

/** Sorts the input items into records and results of what is none; never throws. */
export function readEntries(items: readonly INodeExecutionData[]): { entries: Entry[]; refused: Array<{ index: number; result: SyncResult }> } {
	const entries: Entry[] = [];
	const refused: Array<{ index: number; result: SyncResult }> = [];
	for (const [index, { json }] of items.entries()) {
		const checked = checkRecord(json);
		if (checked.ok) {
			const sync = isSync(json.sync) ? json.sync : undefined;
			entries.push({ index, record: checked.record, sync, warnings: sync === undefined ? checked.warnings : [] });
		} else refused.push({ index, result: unreadable(index, json, checked.reasons, checked.key) });
	}
	return { entries, refused };
}
