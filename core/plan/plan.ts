/** From records to documents: what is sent, in which order, and what is decided without sending. */
import type { SyncResult } from '../records/results';
import type { Receipt } from '../records/types';
import { stableJson } from '../text/digest';
import type { DocumentDraft } from '../pohoda/receipts/draft';
import { isThere, settleExisting } from './existing';
import { RETRY, notSent } from './messages';
import type { PlanInput } from './messages';
import { OriginalIndex } from './originals';
import { damagedGroup, dayDocuments, dayPrefix } from './perday';
import type { DayMember, PlannedDraft } from './perday';
import { draftMovement, draftReceipt } from '../pohoda/receipts/receiptDraft';
import type { Drafted } from '../pohoda/receipts/receiptDraft';
import { refundsOf } from '../pohoda/receipts/refunds';
import { returnWaits } from './returns';
import type { ReturnWords } from './returns';
import { doubledPoks } from './fiscalChecks';
import { withDefaults } from './settings';
import type { PlanSettings } from './settings';
import { decideVoid } from './voids';
import type { Surroundings } from './voids';

interface Plan {
	/** In the order of sending. */
	drafts: PlannedDraft[];
	/** What is settled without sending: held, waiting, changed, unchanged, duplicate. */
	decided: Array<{ index: number; result: SyncResult }>;
}

/** One record with the places where it stands in the input. */
interface Entry extends PlanInput {
	indexes: number[];
}

interface Work {
	entries: Map<string, Entry>;
	settings: PlanSettings;
	originals: OriginalIndex;
	decided: Map<string, SyncResult>;
}

/** The same record twice becomes one document; two different ones under one key are a case for a person. */
function collect(records: readonly PlanInput[]): { entries: Map<string, Entry>; conflicts: Entry[] } {
	const entries = new Map<string, Entry>();
	const conflicts: Entry[] = [];
	const doubled = new Set<string>();
	for (const [index, input] of records.entries()) {
		const { key } = input.record;
		const known = entries.get(key);
		if (!known) {
			entries.set(key, { ...input, indexes: [index] });
		} else if (stableJson(known.record) === stableJson(input.record)) {
			known.indexes.push(index);
		} else {
			conflicts.push({ ...input, indexes: [index] });
			doubled.add(key);
		}
	}
	for (const key of doubled) {
		const entry = entries.get(key);
		if (entry) conflicts.push(entry);
		entries.delete(key);
	}
	return { entries, conflicts };
}

function conflictResult(entry: Entry, settings: PlanSettings): SyncResult {
	return notSent(entry, settings, 'held', [
		{
			code: 'doubledKey',
			text: `two records with different content have its identity (${entry.record.key})`,
			todo: `Find out in the till which one is right, send that one alone and ${RETRY}`,
		},
	]);
}

function settleVoids({ entries, settings, originals, decided }: Work): void {
	const around: Surroundings = {
		originals,
		entry: (key) => entries.get(key),
		standing(key) {
			const before = decided.get(key);
			if (before && isThere(before)) return { state: 'inTarget', number: before.target.number };
			return before?.outcome === 'unchanged' ? { state: 'voided' } : undefined;
		},
	};
	for (const [key, entry] of entries) {
		const { record } = entry;
		if (record.recordType !== 'receipt' || record.type !== 'void' || decided.has(key)) continue;
		const decision = decideVoid({ ...entry, record }, around, settings);
		decided.set(key, decision.result);
		if (decision.original) decided.set(decision.original.key, decision.original);
	}
}

function draftReceiptOf({ entries, settings, originals, decided }: Work, entry: Entry, record: Receipt): Drafted {
	const sale = (key: string) => {
		const original = entries.get(key);
		const gone = decided.has(key) && !isThere(decided.get(key));
		return original?.record.recordType === 'receipt' && !gone ? { ...original, record: original.record } : undefined;
	};
	const { refundOf, warnings } = refundsOf({ ...entry, record }, originals, sale, settings);
	const drafted = draftReceipt({ ...entry, record }, settings, refundOf);
	if ('draft' in drafted) drafted.draft.warnings.push(...warnings);
	return drafted;
}

function draftOf(work: Work, entry: Entry): Drafted {
	const { record } = entry;
	if (record.recordType === 'cashMovement') return draftMovement({ ...entry, record }, work.settings);
	const drafted = draftReceiptOf(work, entry, record);
	if ('reasons' in drafted || drafted.alone || work.settings.documents === 'perReceipt') return drafted;
	if (!damagedGroup(dayPrefix(record, entry.sync?.generation), work.settings)) return drafted;
	const text = `a document of that day in ${work.settings.system} was edited, and it cannot be read which receipts are in it`;
	const todo = `Restore the line "ekasa-sync: …" in its internal note, or enter the receipt by hand; then ${RETRY}`;
	return { reasons: [{ code: 'dayMembers', text, todo }] };
}

const WORDS: ReturnWords = { system: 'POHODA', done: 'sent', missing: 'not in POHODA yet' };

function waitsForOriginal({ originals, decided, settings }: Work, entry: Entry): SyncResult | undefined {
	const { record } = entry;
	if (record.recordType !== 'receipt') return undefined;
	const wait = returnWaits({ ...entry, record }, originals, (key) => (isThere(decided.get(key)) ? 'duplicate' : decided.get(key)?.outcome), WORDS);
	return wait && notSent(entry, settings, wait.outcome, [wait.reason]);
}

function dayMember({ sync, indexes }: Entry, receipt: Receipt, draft: DocumentDraft): DayMember {
	return { receipt, draft, generation: sync?.generation ?? 1, originals: sync?.originals, batch: sync?.batch ?? sync?.runId, indexes };
}

/** Returns last, so that a sale is there when its return comes. */
function sendingOrder({ draft }: { draft: DocumentDraft }): number {
	return draft.type === 'return' ? 1 : 0;
}

/**
 * Plans documents for records that Receive has checked. Pure: the same input gives the same plan. Every input index is
 * in exactly one draft or decision.
 *
 * @param records in the order of issue; `sync` as Waiting Records gave it, absent without a journal
 * @param settings over DEFAULT_SETTINGS of settings.ts
 * @throws MoneyError for amounts that are no exact decimals (checked records have none)
 */
export function planDocuments(records: readonly PlanInput[], settings: Partial<PlanSettings> = {}): Plan {
	const { entries, conflicts } = collect(records);
	const originals = new OriginalIndex([...entries.values()].map(({ record }) => record));
	const work: Work = { entries, settings: withDefaults({ ...settings, doubledPoks: doubledPoks(records.map(({ record }) => record)) }), originals, decided: new Map() };
	for (const [key, result] of settleExisting([...entries.values()], work.settings)) work.decided.set(key, result);
	settleVoids(work);

	const drafts: Plan['drafts'] = [];
	const members: DayMember[] = [];
	const open = [...entries.values()].filter(({ record }) => !work.decided.has(record.key));
	const returnsLast = (entry: Entry) => (entry.record.recordType === 'receipt' && entry.record.type === 'return' ? 1 : 0);
	for (const entry of open.sort((a, b) => returnsLast(a) - returnsLast(b))) {
		const { record, indexes } = entry;
		const drafted = draftOf(work, entry);
		const wait = 'reasons' in drafted ? undefined : waitsForOriginal(work, entry);
		if ('reasons' in drafted) work.decided.set(record.key, notSent(entry, work.settings, 'held', drafted.reasons));
		else if (wait) work.decided.set(record.key, wait);
		else if (record.recordType === 'cashMovement' || drafted.alone || work.settings.documents === 'perReceipt') {
			drafts.push({ draft: drafted.draft, indexes });
		} else members.push(dayMember(entry, record, drafted.draft));
	}
	const all = [...drafts, ...dayDocuments(members, work.settings)];
	const decided = [...work.decided].flatMap(([key, result]) => (entries.get(key)?.indexes ?? []).map((index) => ({ index, result })));
	const torn = conflicts.flatMap((entry) => entry.indexes.map((index) => ({ index, result: conflictResult(entry, work.settings) })));
	return {
		drafts: all.sort((a, b) => sendingOrder(a) - sendingOrder(b)),
		decided: [...decided, ...torn].sort((a, b) => a.index - b.index),
	};
}
