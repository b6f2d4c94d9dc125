/** How messages name a record. */
import { formatMoney } from '../money/micro';
import { formatDay } from './dates';
import type { Order } from './order';
import type { TillRecord } from './types';

const RECEIPTS = { sale: 'Receipt', return: 'Return', void: 'Void receipt' } as const;

function kindOf(record: TillRecord): string {
	if (record.recordType === 'receipt') return RECEIPTS[record.type] ?? 'Receipt';
	if (record.amount === 0) return 'Cash movement';
	return record.amount > 0 ? 'Cash deposit' : 'Cash withdrawal';
}

function describeOrder({ key, number, customerOrderNumber, date, total, currency, type }: Order): string {
	const kind = type === 'issuedOrder' ? 'Issued order' : 'Order';
	const day = date === undefined ? '' : ` of ${formatDay(date)}`;
	const amount = total === undefined ? '' : `, ${formatMoney(total, currency)}`;
	return `${kind} ${customerOrderNumber ?? number ?? key}${day}${amount}`;
}

/**
 * `Receipt P1/4512 of 14 Nov 2026, 1 290.00 Kč`; also `Return …`, `Void receipt …`, `Cash deposit …`,
 * `Cash withdrawal …` (amount without sign: the word says the direction). A record without number is named by its key.
 * An order: `Order 1042 of 14 Nov 2026, 1 290.00 Kč`.
 */
export function describeRecord(record: TillRecord | Order): string {
	if (record.recordType === 'order') return describeOrder(record);
	const name = record.number === '' ? record.key : `${record.register}/${record.number}`;
	const amount = record.recordType === 'receipt' ? record.total : Math.abs(record.amount);
	return `${kindOf(record)} ${name} of ${formatDay(record.date)}, ${formatMoney(amount, record.currency)}`;
}
