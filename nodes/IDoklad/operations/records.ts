/** Input items as canonical records, and the results as output items. */
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { SYSTEM } from '../../../core/idoklad/tables';
import { checkRecord } from '../../../core/records/check';
import { FINAL_OUTCOMES } from '../../../core/records/results';
import type { ResultWarning, SyncResult, SyncState } from '../../../core/records/results';
import type { PlanInput } from '../../../core/plan/messages';

/** An input item that is a canonical record. */
export interface Entry extends PlanInput {
	/** Of the input item. */
	index: number;
	/** Of the check on entry; records that come from the journal were checked before. */
	warnings: ResultWarning[];
}

export interface Entries {
	entries: Entry[];
	/** Results of items that are no records, by index. */
	refused: Map<number, SyncResult>;
}

function syncOf(json: IDataObject): SyncState | undefined {
	const { sync } = json;
	return typeof sync === 'object' && sync !== null && 'flow' in sync ? (sync as unknown as SyncState) : undefined;
}

/** Sorts the input items; never throws. */
export function readEntries(items: readonly INodeExecutionData[]): Entries {
	const read: Entries = { entries: [], refused: new Map() };
	for (const [index, { json }] of items.entries()) {
		const sync = syncOf(json);
		// The agenda's own currency needs no rate (header.ts); which one that is, is read with the agenda.
		const checked = checkRecord(json, { rateByTarget: true });
		if (checked.ok) {
			read.entries.push({ index, record: checked.record, ...(sync ? { sync } : {}), warnings: sync ? [] : checked.warnings });
			continue;
		}
		const key = checked.key ?? (typeof json.key === 'string' ? json.key : '');
		read.refused.set(index, {
			key,
			outcome: 'refused',
			target: { system: SYSTEM },
			warnings: checked.reasons.map((text) => ({ code: 'record', text })),
			message: `Item ${index + 1}${key ? ` (${key})` : ''} was not sent: it is no complete record. ${checked.reasons.slice(0, 3).join(' ')} Connect Waiting Records or a node that makes canonical receipts, and correct the record there.`,
			amount: typeof json.total === 'number' ? json.total : 0,
			...(sync ? { sync } : {}),
		});
	}
	return read;
}

export interface Outcome {
	/** By key. */
	results: ReadonlyMap<string, SyncResult>;
	/** By key: the request that would go. */
	previews?: ReadonlyMap<string, object>;
	calls: { used: number; bound: number };
	preview: boolean;
}

/** In a preview nothing changes the state of a record: what would become of it is told beside. */
function shown(result: SyncResult, preview: boolean): SyncResult & { wouldBe?: string } {
	if (!preview || result.outcome === 'preview') return result;
	return {
		...result,
		outcome: 'preview',
		message: `Preview, nothing was sent (${result.outcome}): ${result.message}`,
		wouldBe: result.outcome,
	};
}

/** One paired item for each input item, in their order. */
export function resultItems(count: number, { entries, refused }: Entries, outcome: Outcome): INodeExecutionData[] {
	const byIndex = new Map(entries.map((entry) => [entry.index, entry]));
	return Array.from({ length: count }, (_, index) => {
		const entry = byIndex.get(index);
		const result = entry ? outcome.results.get(entry.record.key) : refused.get(index);
		const request = entry && outcome.previews?.get(entry.record.key);
		const json = result && {
			...shown({ ...result, warnings: [...(entry?.warnings ?? []), ...result.warnings] }, outcome.preview),
			...(request ? { preview: JSON.stringify(request, null, '\t') } : {}),
			calls: outcome.calls,
		};
		return { json: (json ?? {}) as unknown as IDataObject, pairedItem: { item: index } };
	});
}

/** So many remarks about a run as a whole are shown. */
const MOST_HINTS = 10;

/** Tells in the editor how many records did not get through, and what concerns the run as a whole. */
export function hintOpen(context: IExecuteFunctions, items: readonly INodeExecutionData[], notes: readonly string[]): void {
	const outcomes = items.map(({ json }) => String(json.outcome ?? ''));
	const open = outcomes.filter((outcome) => ![...FINAL_OUTCOMES, 'preview'].includes(outcome));
	if (open.length > 0) {
		const counts = new Map<string, number>();
		for (const outcome of open) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
		const parts = [...counts].map(([outcome, count]) => `${count} ${outcome}`).join(', ');
		context.addExecutionHints({
			message: `${open.length} of ${items.length} records did not get into iDoklad: ${parts}. The message of each item says why and what to do.`,
			type: 'warning',
			location: 'outputPane',
		});
	}
	for (const message of notes.slice(0, MOST_HINTS))
		context.addExecutionHints({ message, type: 'warning', location: 'outputPane' });
}
