/** What kinds of records the journal stores: what tills say, and orders of e-shops. A flow takes one kind. */
import { checkRecord } from '../records/check';
import { isObject } from '../records/reading';
import { checkOrder, type Order } from '../records/order';
import type { ResultWarning } from '../records/results';
import type { TillRecord } from '../records/types';
import type { JournalRow } from './journal';

export type JournalRecord = TillRecord | Order;

/** `till`: receipts and cash movements. */
export type RecordKind = 'till' | 'order';

export type RecordOf<K extends RecordKind> = K extends 'order' ? Order : TillRecord;

/** Register of rows about orders: they come from no till. It is the second part of their keys, too. */
export const ORDERS = 'order';

const ORDER_PAYLOAD = `{"recordType":"${ORDERS}"`;

/** Kind of a record row; the payload is not parsed, because journals have 100,000 rows. */
export function kindOfRow({ payload }: Pick<JournalRow, 'payload'>): RecordKind {
	return payload.startsWith(ORDER_PAYLOAD) ? 'order' : 'till';
}

export function isOrder(record: JournalRecord): record is Order {
	return record.recordType === 'order';
}

/** The record as JSON; kindOfRow reads its beginning. */
export function payloadOf(record: JournalRecord): string {
	if (!isOrder(record)) return JSON.stringify(record);
	const { recordType, ...rest } = record;
	return JSON.stringify({ recordType, ...rest });
}

/** Columns that say what a record is about. */
export function aboutRecord(record: JournalRecord): Pick<JournalRow, 'source' | 'register' | 'key' | 'recordDate' | 'number' | 'amount'> {
	if (!isOrder(record)) {
		const { source, register, key, date, number } = record;
		return { source, register, key, recordDate: date, number, amount: record.recordType === 'receipt' ? record.total : record.amount };
	}
	const { source = '', key, date = '', number, customerOrderNumber, total = 0 } = record;
	return { source, register: ORDERS, key, recordDate: date, number: customerOrderNumber ?? number ?? '', amount: total };
}

type CheckedJournalRecord =
	| { ok: true; record: JournalRecord; warnings: ResultWarning[] }
	| { ok: false; key?: string; reasons: string[] };

const NO_DAY = 'date is missing. Send the day of the order, such as 2026-11-14.';

/**
 * As checkRecord, and checkOrder for what says that it is an order; an order needs its day here. Whether a currency needs
 * a rate is the target's matter: one agenda's foreign currency is another one's own.
 */
export function checkJournalRecord(input: unknown): CheckedJournalRecord {
	if (!isObject(input) || input.recordType !== 'order') return checkRecord(input, { rateByTarget: true });
	const checked = checkOrder(input);
	if (!checked.ok || checked.record.date !== undefined) return checked;
	return { ok: false, key: checked.record.key, reasons: [NO_DAY] };
}
