/** Records back from the payload of their rows. */
import { amountFault } from '../money/micro';
import { isObject } from '../records/reading';
import type { JournalRecord } from './recordKinds';
import type { Row } from './rows';

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

function isAmount(value: unknown): boolean {
	return typeof value === 'number' && amountFault(value) === undefined;
}

/**
 * The record of a row's payload, or undefined when it is none. Receive has checked it before it was stored, so only
 * the shape is looked at.
 */
export function recordOf(row: Row | undefined): JournalRecord | undefined {
	const value = row && row.payload !== '' ? parse(row.payload) : undefined;
	if (!isObject(value) || value.key !== row?.key || typeof value.date !== 'string') return undefined;
	if (value.recordType === 'cashMovement') return isAmount(value.amount) ? (value as unknown as JournalRecord) : undefined;
	if (value.recordType === 'order') return Array.isArray(value.items) && value.items.every(isObject) ? (value as unknown as JournalRecord) : undefined;
	const lists =
		Array.isArray(value.items) &&
		Array.isArray(value.payments) &&
		[...value.items, ...value.payments].every(isObject) &&
		value.payments.every(({ amount }: Record<string, unknown>) => isAmount(amount));
	return value.recordType === 'receipt' && isAmount(value.total) && lists ? (value as unknown as JournalRecord) : undefined;
}
