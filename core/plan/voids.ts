/** Receipts that were taken back in the till. */
import { ENTERED_BY_HAND, NOT_TO_BE_SENT } from './decisions';
import { describeRecord } from '../records/describe';
import type { SyncResult, SyncState } from '../records/results';
import type { Receipt } from '../records/types';
import { money, notSent, originalName, resultOf } from './messages';
import type { PlanInput } from './messages';
import { namesOriginal, namesPeriod } from './originals';
import type { FoundOriginal, OriginalIndex } from './originals';
import type { Words } from './words';

type OneOriginal = Extract<FoundOriginal, { kind: 'one' }>;

const UNSURE = new Set(['unknown', 'written']);

/** Whether the journal leaves it open that the target has it. */
function unsure(sync: SyncState | undefined): boolean {
	return UNSURE.has(sync?.previous ?? '');
}

function wasSent(sync: SyncState | undefined): boolean {
	return sync?.sent === true || (sync?.generation ?? 1) > 1;
}

/** The records of the run, as a void needs to know them. */
export interface Surroundings {
	originals: OriginalIndex;
	entry(key: string): PlanInput | undefined;
	/** `voided` = taken back and not sent; `inTarget` = a document of the target has it, of that number where it is known. */
	standing(key: string): { state: 'voided' } | { state: 'inTarget'; number?: string } | undefined;
}

interface VoidDecision {
	result: SyncResult;
	/** Also decides the original: neither is sent. */
	original?: SyncResult;
}

function nothingToSend(input: PlanInput, words: Words, how: string): SyncResult {
	return resultOf(input, words, 'unchanged', `${describeRecord(input.record)}, was not sent: ${how}; there is nothing to send.`);
}

const findOut = ({ system }: Words): string =>
	`Find out in the till which receipt was cancelled. If ${system} has it, cancel the document there (Storno) and choose ${ENTERED_BY_HAND} for this one in the Problems form; choose ${NOT_TO_BE_SENT} for what must not be sent.`;

type VoidInput = PlanInput & { record: Receipt };

function forPerson(input: VoidInput, words: Words, text: string, number?: string): SyncResult {
	const cancel = number ? `Cancel ${number} in ${words.system} (Storno)` : `If ${words.system} has that document, cancel it there (Storno)`;
	const todo = `${cancel}; then choose ${ENTERED_BY_HAND} for this one in the Problems form.`;
	return notSent(input, words, 'changed', [{ code: 'void', text, todo }]);
}

function held(input: VoidInput, words: Words, text: string, todo: string): SyncResult {
	return notSent(input, words, 'held', [{ code: 'void', text, todo }]);
}

function waits(input: VoidInput, words: Words, text: string): SyncResult {
	return notSent(input, words, 'waiting', [{ code: 'void', text, todo: 'It is looked at again with the next run.' }]);
}

/** A receipt that was cancelled itself. */
function itself(input: VoidInput, words: Words): SyncResult {
	const { record: receipt, sync } = input;
	if (receipt.total !== 0) {
		const text = `it takes back ${money(receipt, receipt.total)} and does not name the receipt that it cancels`;
		return held(input, words, text, `Cancel that document in ${words.system} and choose ${ENTERED_BY_HAND} in the Problems form.`);
	}
	if (wasSent(sync) || unsure(sync)) return forPerson(input, words, 'it was cancelled in the till after it had been sent');
	return nothingToSend(input, words, 'it was voided in the till before the transfer');
}

/** What the target or the journal has of the original says that it is too late, or not clear yet; undefined when it can still be left out. */
function tooLate(input: VoidInput, original: PlanInput | undefined, { key, known }: OneOriginal, around: Surroundings, words: Words): SyncResult | undefined {
	const name = originalName(input.record, known);
	const standing = around.standing(key);
	// What is in the run is known better than the journal knew it.
	const elsewhere = original ? undefined : known?.state;
	if (standing?.state === 'voided' || elsewhere === 'voided') {
		return forPerson(input, words, `it cancels ${name}, which had been taken back before`);
	}
	const number = (standing?.state === 'inTarget' ? standing.number : undefined) ?? known?.targetNumber;
	if (standing?.state === 'inTarget' || elsewhere === 'sent' || wasSent(original?.sync)) {
		const where = number ? `${words.system} has as ${number}` : 'had been sent before';
		return forPerson(input, words, `it cancels ${name}, which ${where}`, number);
	}
	if (unsure(original?.sync) || elsewhere === 'unsure' || elsewhere === 'written') {
		return waits(input, words, `it cancels ${name}, and it is not clear yet whether ${words.system} has that one`);
	}
	if (original) return undefined;
	return elsewhere === 'open'
		? waits(input, words, `it cancels ${name}, which was not sent and is not among the receipts of this run`)
		: forPerson(input, words, `it cancels ${name}, which is not among the receipts of this run`);
}

/**
 * What becomes of a void. Taken back before the transfer: neither it nor its receipt is sent, both are `unchanged`.
 * Taken back after: `changed`, a person cancels the document. While it is not clear whether the receipt arrived the void
 * is `waiting`. Where it is not clear which receipt is meant it is held: a total of zero says nothing about that. A void that
 * names no other receipt is a receipt that was cancelled itself.
 */
export function decideVoid(input: VoidInput, around: Surroundings, words: Words): VoidDecision {
	const { record: receipt, sync } = input;
	const found = around.originals.find(receipt, sync?.originals);
	if (found.kind === 'none' && !namesOriginal(receipt)) return { result: itself(input, words) };
	if (found.kind === 'none') {
		return { result: forPerson(input, words, `it cancels ${originalName(receipt)}, which is not among the receipts of this run`) };
	}
	if (found.kind === 'several') {
		return { result: held(input, words, `it cancels ${originalName(receipt)}, and several receipts may be meant: ${found.names.join('; ')}`, findOut(words)) };
	}
	const original = around.entry(found.key);
	const late = tooLate(input, original, found, around, words);
	if (late) return { result: late };
	if (original?.record.recordType !== 'receipt') return { result: forPerson(input, words, `it cancels ${originalName(receipt)}, which is no receipt`) };
	const name = originalName(receipt, original.record);
	if (receipt.total === 0 && !namesPeriod(receipt)) {
		const text = `it cancels ${originalName(receipt)} without saying of which day, and its total of zero does not say either whether ${name}, ${money(receipt, original.record.total)}, is meant`;
		return { result: held(input, words, text, findOut(words)) };
	}
	if (receipt.total !== -original.record.total && receipt.total !== 0) {
		const text = `it cancels ${name} with ${money(receipt, receipt.total)}, and that one has ${money(receipt, original.record.total)}`;
		const todo = `Find out in the till what was cancelled; enter the difference in ${words.system} by hand and choose ${ENTERED_BY_HAND} in the Problems form.`;
		return { result: held(input, words, text, todo) };
	}
	return {
		result: nothingToSend(input, words, `it cancels ${name} before the transfer`),
		original: nothingToSend(original, words, 'it was voided in the till before the transfer'),
	};
}
