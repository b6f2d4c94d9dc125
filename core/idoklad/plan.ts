/** From records to documents of iDoklad: what is sent, in which order, and what is decided without sending. */
import type { SyncResult } from '../records/results';
import type { Receipt } from '../records/types';
import { stableJson } from '../text/digest';
import { NOT_TO_BE_SENT } from '../plan/decisions';
import { RETRY, notSent } from '../plan/messages';
import type { PlanInput, Reason } from '../plan/messages';
import { doubledPoks } from '../plan/fiscalChecks';
import { OriginalIndex } from '../plan/originals';
import { dayPrefix } from '../plan/perday';
import { returnWaits } from '../plan/returns';
import type { ReturnWords } from '../plan/returns';
import { decideVoid } from '../plan/voids';
import type { Surroundings } from '../plan/voids';
import { draftReceipt, placeReceipt } from './draft';
import type { DocumentDraft } from './draft';
import { resultInOurWords } from './holds';
import { dayDocuments } from './perday';
import type { DayMember } from './perday';
import { planSettings } from './settings';
import type { ReceiptSettings } from './settings';
import { SYSTEM } from './tables';
import type { Books } from './types';
import { findRecord } from './window';
import type { Found, Window } from './window';

export interface Plan {
	/** In the order of sending: sales before returns. */
	drafts: DocumentDraft[];
	/** Per key: held, waiting, changed, unchanged. */
	decided: Map<string, SyncResult>;
	/** Key → document of iDoklad that holds the record already. */
	found: Map<string, Found>;
}

interface Work {
	entries: Map<string, PlanInput>;
	settings: ReceiptSettings;
	books: Books;
	window: Window;
	originals: OriginalIndex;
	plan: Plan;
}

function hold(work: Work, input: PlanInput, outcome: 'held' | 'waiting', reasons: readonly Reason[]): void {
	work.plan.decided.set(input.record.key, notSent(input, planSettings(work.settings), outcome, reasons));
}

/** The same record twice becomes one document; two different ones under one key are a case for a person. */
function collect(inputs: readonly PlanInput[]): { entries: Map<string, PlanInput>; torn: PlanInput[] } {
	const entries = new Map<string, PlanInput>();
	const torn = new Map<string, PlanInput>();
	for (const input of inputs) {
		const known = entries.get(input.record.key);
		if (!known) entries.set(input.record.key, input);
		else if (stableJson(known.record) !== stableJson(input.record)) torn.set(input.record.key, known);
	}
	for (const key of torn.keys()) entries.delete(key);
	return { entries, torn: [...torn.values()] };
}

function settleVoids(work: Work): void {
	const { entries, settings, originals, plan } = work;
	const around: Surroundings = {
		originals,
		entry: (key) => entries.get(key),
		standing(key) {
			const found = plan.found.get(key);
			if (found) return { state: 'inTarget', number: found.number };
			return plan.decided.get(key)?.outcome === 'unchanged' ? { state: 'voided' } : undefined;
		},
	};
	for (const input of entries.values()) {
		const { record } = input;
		const settled = plan.decided.has(record.key) || plan.found.has(record.key);
		if (record.recordType !== 'receipt' || record.type !== 'void' || settled) continue;
		const decision = decideVoid({ ...input, record }, around, planSettings(settings));
		plan.decided.set(record.key, resultInOurWords(decision.result));
		if (decision.original) plan.decided.set(decision.original.key, resultInOurWords(decision.original));
	}
}

/** Records that iDoklad has already. */
function settleFound({ entries, window, plan }: Work): void {
	for (const [key, input] of entries) {
		const { record } = input;
		const prefixOf = (generation: number) => (record.recordType === 'receipt' ? dayPrefix(record, generation) : '');
		const document = findRecord(window, input, prefixOf);
		if (document !== undefined) plan.found.set(key, document);
	}
}

function damagedDay(work: Work, receipt: Receipt, generation: number): Reason | undefined {
	const prefix = dayPrefix(receipt, generation);
	if (!work.window.days.some(({ documentId, damaged }) => damaged === true && documentId.startsWith(prefix))) return undefined;
	return {
		code: 'dayMembers',
		text: 'a cumulative document of that day in iDoklad was edited, and it cannot be read which receipts are in it',
		todo: `Restore the line "ekasa-sync: …" in its note, or enter the receipt by hand; then ${RETRY}`,
	};
}

const WORDS: ReturnWords = { system: SYSTEM, done: 'sent', missing: 'not in iDoklad yet' };

/** A company on the receipt needs a document that can name it. */
function alone({ customer }: Receipt, settings: ReceiptSettings): boolean {
	return settings.documents === 'perReceipt' || Boolean(customer?.companyId?.trim() || customer?.vatId?.trim());
}

function placeOne(work: Work, input: PlanInput & { record: Receipt }, members: DayMember[]): void {
	const { record: receipt, sync } = input;
	const single = alone(receipt, work.settings);
	const damaged = single ? undefined : damagedDay(work, receipt, sync?.generation ?? 1);
	const settings: ReceiptSettings = single ? work.settings : { ...work.settings, rounding: 'byIDoklad' };
	const placed = placeReceipt(input, settings, work.books);
	const reasons = damaged ? [...placed.reasons, damaged] : placed.reasons;
	const wait = returnWaits(input, work.originals, (key) => work.plan.decided.get(key)?.outcome, WORDS);
	if (reasons.length > 0) hold(work, input, 'held', reasons);
	else if (wait) hold(work, input, wait.outcome, [wait.reason]);
	else if (single) work.plan.drafts.push(draftReceipt(receipt, placed, sync?.generation ?? 1, sync?.originals));
	else members.push({ receipt, placed, generation: sync?.generation ?? 1, originals: sync?.originals });
}

const NO_RECEIPT: Reason = {
	code: 'cashMovement',
	text: 'money put into or taken out of the till is no sales receipt',
	todo: `Send such records with Cash Document → Create of the iDoklad node, or choose ${NOT_TO_BE_SENT} in the Problems form.`,
};

/**
 * Plans sales receipts for records that Receive has checked. Pure: the same input gives the same plan. Every key is in
 * one draft, in `decided` or in `found`.
 *
 * @param window what iDoklad has on these days (window.ts)
 */
export function planReceipts(inputs: readonly PlanInput[], settings: ReceiptSettings, books: Books, window: Window): Plan {
	const { entries, torn } = collect(inputs);
	const originals = new OriginalIndex([...entries.values()].map(({ record }) => record));
	const plan: Plan = { drafts: [], decided: new Map(), found: new Map() };
	const work: Work = { entries, settings: { ...settings, doubledPoks: doubledPoks(inputs.map(({ record }) => record)) }, books, window, originals, plan };
	for (const input of torn) {
		const text = `two records with different content have its identity (${input.record.key})`;
		hold(work, input, 'held', [
			{ code: 'doubledKey', text, todo: `Find out in the till which one is right, send that one alone and ${RETRY}` },
		]);
	}
	settleFound(work);
	settleVoids(work);
	const returned = ({ record }: PlanInput) => (record.recordType === 'receipt' && record.type === 'return' ? 1 : 0);
	const members: DayMember[] = [];
	for (const input of [...entries.values()].sort((a, b) => returned(a) - returned(b))) {
		const { record } = input;
		if (plan.decided.has(record.key) || plan.found.has(record.key)) continue;
		if (record.recordType === 'cashMovement') hold(work, input, 'held', [NO_RECEIPT]);
		else placeOne(work, { ...input, record }, members);
	}
	plan.drafts.push(...dayDocuments(members, new Set(window.days.map(({ documentId }) => documentId)), settings));
	return plan;
}
