/** Items that come into a write operation: checked records, or the result of what is none. One entrance for all targets. */
import type { IDataObject } from 'n8n-workflow';
import { checkRecord } from '../../core/records/check';
import type { CheckedRecord } from '../../core/records/check';
import type { ResultWarning, SyncResult, SyncState } from '../../core/records/results';
import type { TillRecord } from '../../core/records/types';

/** An input item that is a record. */
export interface Entry<R = TillRecord> {
	/** Of the input item. */
	index: number;
	record: R;
	sync?: SyncState;
	/** Of the check on entry, and of what was decided since. */
	warnings: ResultWarning[];
}

/** An input item that is none, with what is told about it. */
export interface Refused {
	/** Of the input item. */
	index: number;
	result: SyncResult;
}

export interface Entries<R = TillRecord> {
	entries: Array<Entry<R>>;
	refused: Refused[];
}

/** What a target says of items that it cannot take. */
export interface Entrance {
	/** e.g. "POHODA" */
	system: string;
	/** Continues "Item 3 (key) was not …: ". */
	done: 'sent' | 'written';
	/** What to do about an item that is no record. */
	advice: string;
}

type CheckedAs<R> = { ok: true; record: R; warnings: ResultWarning[] } | { ok: false; reasons: string[]; key?: string };

const MAKE_RECEIPTS = 'Connect Waiting Records or a node that makes canonical receipts, and correct the record there.';

/** What Waiting Records put beside the record; undefined without a journal. */
export function syncOf(json: IDataObject): SyncState | undefined {
	const { sync } = json;
	const known = typeof sync === 'object' && sync !== null && typeof (sync as IDataObject).flow === 'string';
	return known ? (sync as unknown as SyncState) : undefined;
}

function refusal({ system, done, advice }: Entrance, index: number, json: IDataObject, reasons: readonly string[], known: string | undefined): SyncResult {
	const key = known ?? (typeof json.key === 'string' ? json.key : '');
	const sync = syncOf(json);
	return {
		key,
		outcome: 'refused',
		target: { system },
		warnings: reasons.map((text) => ({ code: 'record', text })),
		message: `Item ${index + 1}${key === '' ? '' : ` (${key})`} was not ${done}: it is no complete record. ${reasons.slice(0, 3).join(' ')} ${advice}`,
		amount: typeof json.total === 'number' ? json.total : 0,
		...(sync === undefined ? {} : { sync }),
	};
}

/** Sorts what came in into records and results of what is none; never throws. */
export function enter<R>(inputs: readonly IDataObject[], entrance: Entrance, check: (json: IDataObject) => CheckedAs<R>): Entries<R> {
	const read: Entries<R> = { entries: [], refused: [] };
	for (const [index, json] of inputs.entries()) {
		const checked = check(json);
		if (checked.ok) {
			const sync = syncOf(json);
			read.entries.push({ index, record: checked.record, ...(sync === undefined ? {} : { sync }), warnings: checked.warnings });
		} else {
			read.refused.push({ index, result: refusal(entrance, index, json, checked.reasons, checked.key) });
		}
	}
	return read;
}

/** Receipts and cash movements. What the check has to remark on records of the journal stands there already. */
export function enterTillRecords(
	inputs: readonly IDataObject[],
	entrance: Omit<Entrance, 'advice'>,
	options: Parameters<typeof checkRecord>[1] = {},
): Entries {
	return enter(inputs, { ...entrance, advice: MAKE_RECEIPTS }, (json): CheckedRecord => {
		const checked = checkRecord(json, options);
		return checked.ok && syncOf(json) !== undefined ? { ...checked, warnings: [] } : checked;
	});
}
