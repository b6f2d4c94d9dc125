/** Receipts that were taken back in the till. */
import { describeRecord } from '../records/describe';
import type { SyncResult, SyncState } from '../records/results';
import type { Receipt } from '../records/types';
import { money, notSent, originalName, resultOf } from './messages';
import type { PlanInput } from './messages';
import { namesOriginal } from './originals';
import type { PlanSettings } from './settings';

const UNSURE = new Set(['unknown', 'written']);

/** Whether the journal leaves it open that the target has it. */
function unsure(sync: SyncState | undefined): boolean {
	return UNSURE.has(sync?.previous ?? '');
}

function wasSent(sync: SyncState | undefined): boolean {
	return sync?.sent === true || (sync?.generation ?? 1) > 1;
}

/** The receipt that a void takes back, where it is among the records. */
export interface VoidedOriginal extends PlanInput {
	record: Receipt;
	/** Member of a Per Day document that the target has. */
	inTarget: boolean;
}

export interface VoidDecision {
	result: SyncResult;
	/** Also decides the original: neither is sent. */
	original?: SyncResult;
}

function nothingToSend(input: PlanInput, settings: PlanSettings, how: string): SyncResult {
	return resultOf(input, settings, 'unchanged', `${describeRecord(input.record)}, was not sent: ${how}; there is nothing to send.`);
}

function forPerson(input: PlanInput & { record: Receipt }, settings: PlanSettings, text: string): SyncResult {
	return notSent(input, settings, 'changed', [
		{
			code: 'void',
			text,
			todo: 'If POHODA has that document, cancel it there (Storno); then choose Done by Hand for this one in the Problems form.',
		},
	]);
}

/**
 * What becomes of a void. Taken back before the transfer: neither it nor its receipt is sent, both are `unchanged`.
 * Taken back after: `changed`, a person cancels the document. While it is not clear whether the receipt arrived the void
 * is `waiting`. A void that names no other receipt is a receipt that was cancelled itself.
 */
export function decideVoid(
	input: PlanInput & { record: Receipt },
	original: VoidedOriginal | undefined,
	settings: PlanSettings,
): VoidDecision {
	const { record: receipt, sync } = input;
	if (!namesOriginal(receipt)) {
		if (receipt.total !== 0) {
			const text = `it takes back ${money(receipt, receipt.total)} and does not name the receipt that it cancels`;
			const todo = 'Cancel that document in POHODA and choose Done by Hand in the Problems form.';
			return { result: notSent(input, settings, 'held', [{ code: 'void', text, todo }]) };
		}
		if (wasSent(sync) || unsure(sync)) return { result: forPerson(input, settings, 'it was cancelled in the till after it had been sent') };
		return { result: nothingToSend(input, settings, 'it was voided in the till before the transfer') };
	}
	const name = originalName(receipt);
	if (!original) return { result: forPerson(input, settings, `it cancels ${name}, which is not among the receipts of this run`) };
	if (original.inTarget || wasSent(original.sync)) {
		return { result: forPerson(input, settings, `it cancels ${name}, which had been sent before`) };
	}
	if (unsure(original.sync)) {
		const text = `it cancels ${name}, and it is not clear yet whether POHODA has that one`;
		return { result: notSent(input, settings, 'waiting', [{ code: 'void', text, todo: 'It is looked at again with the next run.' }]) };
	}
	if (receipt.total !== -original.record.total && receipt.total !== 0) {
		const text = `it cancels ${name} with ${money(receipt, receipt.total)}, and that one has ${money(receipt, original.record.total)}`;
		const todo = 'Find out in the till what was cancelled; enter the difference in POHODA by hand and choose Done by Hand in the Problems form.';
		return { result: notSent(input, settings, 'held', [{ code: 'void', text, todo }]) };
	}
	return {
		result: nothingToSend(input, settings, `it cancels ${name} before the transfer`),
		original: nothingToSend(original, settings, 'it was voided in the till before the transfer'),
	};
}
