/** Results that are decided before anything is sent, in the words of people. */
import { formatMoney } from '../money/micro';
import { formatDay } from '../records/dates';
import { describeRecord } from '../records/describe';
import type { Outcome, ResultTarget, ResultWarning, SyncResult, SyncState } from '../records/results';
import type { Receipt, ReceiptPayment, TillRecord } from '../records/types';
import type { Named } from './words';

/** Why a record is not sent (`text` continues "was not sent: ") and who does what about it (`todo`, a sentence). */
export interface Reason {
	/** Stands in `warnings`, so that lists can be grouped. */
	code: string;
	text: string;
	todo: string;
}

/** A record with the state it came with. */
export interface PlanInput {
	record: TillRecord;
	sync?: SyncState;
}

export const RETRY = 'choose Retry in the Problems form; the receipt goes with the next run.';

export function payLabel(payment: Pick<ReceiptPayment, 'method' | 'label'>): string {
	return payment.label?.trim() || payment.method;
}

/** `P1/4512 of 14 Nov 2026`, as far as the receipt names its original; `found` knows the day where the receipt does not. */
export function originalName(receipt: Receipt, found?: { date: string }): string {
	const { number = '', register, date } = receipt.original ?? {};
	const day = date || found?.date;
	return `${register || receipt.register}/${number}${day ? ` of ${formatDay(day)}` : ''}`;
}

export function money(record: TillRecord, amount: number): string {
	return formatMoney(amount, record.currency);
}

/** What every result of a record carries. */
export function resultOf(
	{ record, sync }: PlanInput,
	{ system, unit }: Named,
	outcome: Outcome,
	message: string,
	more: { warnings?: ResultWarning[]; target?: Partial<ResultTarget> } = {},
): SyncResult {
	return {
		key: record.key,
		outcome,
		target: { system, ...(unit === undefined ? {} : { unit }), ...more.target },
		warnings: more.warnings ?? [],
		message,
		amount: record.recordType === 'receipt' ? record.total : record.amount,
		source: record.source,
		register: record.register,
		number: record.number,
		date: record.date,
		...(sync === undefined ? {} : { sync }),
	};
}

/** What a person has to do about a document that exists, as it continues the message. */
export function problemTexts(warnings: readonly ResultWarning[]): string {
	return warnings.flatMap(({ problem, text }) => (problem === true ? [` ${text}${text.endsWith('.') ? '' : '.'}`] : [])).join('');
}

/** The warnings of a document as each of its records gets them: what is said of one record (`place` is its key) is not said of the others. */
export function warningsByKey({ keys, warnings }: { keys: readonly string[]; warnings: readonly ResultWarning[] }): (key: string) => ResultWarning[] {
	const members = new Set(keys);
	return (key) => warnings.filter(({ place }) => place === undefined || place === key || !members.has(place));
}

/** All reasons in one message; each way out is said once. */
export function notSent(
	input: PlanInput,
	named: Named,
	outcome: 'held' | 'waiting' | 'changed',
	reasons: readonly Reason[],
): SyncResult {
	const todos = [...new Set(reasons.map(({ todo }) => todo))];
	const message = `${describeRecord(input.record)}, was not sent: ${reasons.map(({ text }) => text).join('; ')}. ${todos.join(' ')}`;
	return resultOf(input, named, outcome, message, { warnings: reasons.map(({ code, text }) => ({ code, text })) });
}
