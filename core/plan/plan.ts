/** From records to documents of any target: what is sent, in which order, and what is decided without sending. */
import { describeRecord } from '../records/describe';
import type { SyncResult } from '../records/results';
import { collect, tornResult } from './collect';
import type { Entry } from './collect';
import { dayPrefix } from './dayIdentity';
import type { Draft } from './draft';
import { damagedGroup, existingOf, isThere, settleExisting } from './existing';
import type { Existing } from './existing';
import { doubledPoks, fiscalWarnings } from './fiscalChecks';
import { holdReasons } from './holds';
import type { Known } from './holds';
import { RETRY, notSent, resultOf } from './messages';
import type { PlanInput, Reason } from './messages';
import { OriginalIndex } from './originals';
import { dayDocuments } from './perday';
import { returnWaits } from './returns';
import { DEFAULT_PLAN, settingsOver } from './settings';
import type { PlanSettings } from './settings';
import type { DayMember, Placed, Plan, Planned, ReceiptInput, Run, Target } from './target';
import { decideVoid } from './voids';
import type { Surroundings } from './voids';
import type { Words } from './words';

/** What is known of the run, and what is decided so far. */
interface Work<D extends Draft> {
	target: Target<D>;
	words: Words;
	settings: PlanSettings;
	existing: Existing;
	known: Known;
	run: Run;
	entries: ReadonlyMap<string, Entry>;
	decided: Map<string, SyncResult>;
	beside: ReturnType<NonNullable<Target<D>['beside']>> | undefined;
}

const isReceipt = (entry: Entry): entry is Entry & ReceiptInput => entry.record.recordType === 'receipt';

function settleVoids<D extends Draft>({ entries, words, run: { originals }, decided }: Work<D>): void {
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
		if (!isReceipt(entry) || entry.record.type !== 'void' || decided.has(key)) continue;
		const decision = decideVoid(entry, around, words);
		decided.set(key, decision.result);
		if (decision.original) decided.set(decision.original.key, decision.original);
	}
}

/** Nobody knows which receipts are in the documents of its day, so it may be there already. */
function damagedDay<D extends Draft>({ existing, words }: Work<D>, { record, sync }: ReceiptInput): Reason[] {
	if (!damagedGroup(dayPrefix(record, sync?.generation), existing.days)) return [];
	return [
		{
			code: 'dayMembers',
			text: `a ${words.documents.day} of that day in ${words.system} was edited, and it cannot be read which receipts are in it`,
			todo: `Restore the line "ekasa-sync: …" in its ${words.documents.membersIn}, or enter the receipt by hand; then ${RETRY}`,
		},
	];
}

function refused(entry: Entry, words: Words, reasons: readonly string[]): SyncResult {
	const message = `${describeRecord(entry.record)}, was not ${words.done}: ${reasons.join(' ')}`;
	return resultOf(entry, words, 'refused', message, { warnings: reasons.map((text) => ({ code: 'check', text })) });
}

/** What becomes of a record: a result without document, or its document and whether it goes into one of its day. */
type Decided<D extends Draft> = { result: SyncResult } | { draft: D; inDay: boolean };

function decide<D extends Draft>(work: Work<D>, entry: Entry, placed: Placed<D>, inDay: boolean): Decided<D> {
	const { words, run, decided } = work;
	const held = (reasons: readonly Reason[]) => ({ result: notSent(entry, words, 'held', reasons) });
	const own = 'reasons' in placed ? placed.reasons : [];
	const reasons = [...holdReasons(entry, work.known, placed.expense), ...own, ...(inDay && isReceipt(entry) ? damagedDay(work, entry) : [])];
	if (reasons.length > 0 || 'reasons' in placed) return held(reasons);
	const outcomeOf = (key: string) => (isThere(decided.get(key)) ? 'duplicate' : decided.get(key)?.outcome);
	const wait = isReceipt(entry) ? returnWaits(entry, run.originals, outcomeOf, words) : undefined;
	if (wait) return { result: notSent(entry, words, wait.outcome, [wait.reason]) };
	if ('refused' in placed) return { result: refused(entry, words, placed.refused) };
	const { draft } = placed;
	const not = isReceipt(entry) ? work.beside?.(entry, draft) : undefined;
	if (not) return 'refused' in not ? { result: refused(entry, words, not.refused) } : held(not.reasons);
	if (isReceipt(entry)) draft.warnings.push(...fiscalWarnings(entry.record, work.settings, placed.tillRegisters), ...(placed.further ?? []));
	return { draft, inDay };
}

function decideOne<D extends Draft>(work: Work<D>, entry: Entry): Decided<D> {
	const { target, words, settings, run } = work;
	const { record } = entry;
	if (record.recordType === 'cashMovement') {
		const { movement } = target;
		if (typeof movement !== 'function') return { result: notSent(entry, words, 'held', [movement]) };
		return decide(work, entry, movement({ ...entry, record }), false);
	}
	const placed = target.place({ ...entry, record }, run);
	return decide(work, entry, placed, target.perDay !== undefined && settings.documents === 'perDay' && placed.alone !== true);
}

function workOf<D extends Draft>(inputs: readonly PlanInput[], entries: ReadonlyMap<string, Entry>, target: Target<D>, settings: PlanSettings, existing: Existing): Work<D> {
	const words = { ...target.words, unit: settings.unit };
	const decided = settleExisting([...entries.values()], existing, words);
	const originals = new OriginalIndex([...entries.values()].map(({ record }) => record));
	const sale: Run['sale'] = (key) => {
		const entry = entries.get(key);
		const gone = decided.has(key) && !isThere(decided.get(key));
		return entry !== undefined && isReceipt(entry) && !gone ? entry : undefined;
	};
	const { heldFiscalStates, clockDay } = settings;
	const known: Known = { heldFiscalStates, clockDay, system: words.system, doubledPoks: doubledPoks(inputs.map(({ record }) => record)) };
	return { target, words, settings, existing, known, run: { originals, sale }, entries, decided, beside: target.beside?.() };
}

function dayMember<D extends Draft>({ sync, indexes, record: receipt }: Entry & ReceiptInput, draft: D): DayMember<D> {
	return { receipt, draft, generation: sync?.generation ?? 1, originals: sync?.originals, batch: sync?.batch ?? sync?.runId, indexes };
}

/** Sales are decided before returns, which may have to wait for one. */
function openEntries<D extends Draft>({ entries, decided }: Work<D>): Entry[] {
	const last = ({ record }: Entry) => (record.recordType === 'receipt' && record.type === 'return' ? 1 : 0);
	return [...entries.values()].filter(({ record }) => !decided.has(record.key)).sort((a, b) => last(a) - last(b));
}

/**
 * Plans documents for records that Receive has checked. Pure: the same input gives the same plan. Every input index is
 * in exactly one draft or decision.
 *
 * @param inputs in the order of issue; `sync` as Waiting Records gave it, absent without a journal
 * @param given over DEFAULT_PLAN of settings.ts
 * @param existing what the target has of these days and records
 * @throws MoneyError for amounts that are no exact decimals (checked records have none)
 */
export function plan<D extends Draft>(
	inputs: readonly PlanInput[],
	target: Target<D>,
	given: Partial<PlanSettings> = {},
	existing: Existing = existingOf([]),
): Plan<D> {
	const settings = settingsOver(DEFAULT_PLAN, given);
	const { entries, torn } = collect(inputs);
	const work = workOf(inputs, entries, target, settings, existing);
	if (!target.placesVoids) settleVoids(work);
	const drafts: Array<Planned<D>> = [];
	const members: Array<DayMember<D>> = [];
	for (const entry of openEntries(work)) {
		const made = decideOne(work, entry);
		if ('result' in made) work.decided.set(entry.record.key, made.result);
		else if (made.inDay && isReceipt(entry)) members.push(dayMember(entry, made.draft));
		else drafts.push({ draft: made.draft, indexes: entry.indexes });
	}
	if (target.perDay) drafts.push(...dayDocuments(members, target.perDay, settings, existing.days));
	const { rank } = target;
	const at = (indexes: readonly number[], result: SyncResult) => indexes.map((index) => ({ index, result }));
	const decided = [
		...[...work.decided].flatMap(([key, result]) => at(entries.get(key)?.indexes ?? [], result)),
		...torn.flatMap((entry) => at(entry.indexes, tornResult(entry, work.words))),
	];
	return {
		drafts: rank ? drafts.sort((a, b) => rank(a) - rank(b)) : drafts,
		decided: decided.sort((a, b) => a.index - b.index),
	};
}
