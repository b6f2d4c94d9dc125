// The types of records follow from their tables: what must be there, what may be absent, which words there are. The
// type check of this file is the test (npm run typecheck); jest has nothing to run but the last case.
import { expect, test } from '@jest/globals';
import type { Contact } from '../../../core/records/contact';
import { flag, identity, number, oneOf, text } from '../../../core/records/fields';
import type { Invoice } from '../../../core/records/invoice';
import type { Order } from '../../../core/records/order';
import type { StockItem, StockUpdate } from '../../../core/records/stock';
import { filled, list, nullable, object, readObject, required, type Given, type Infer } from '../../../core/records/table';
import { newReading } from '../../../core/records/reading';
import type { CashMovement, Receipt, ReceiptItem } from '../../../core/records/types';

type Deep<T> = T extends Array<infer U> ? Array<Deep<U>> : T extends object ? { [K in keyof T]: Deep<T[K]> } : T;
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
/** true when two types have the same fields, as required or optional, with the same values at every depth. */
type Equal<A, B> = Same<Deep<A>, Deep<B>>;
type Always<T> = { [K in keyof T]-?: undefined extends T[K] ? never : K }[keyof T];

const SMALL = {
	key: filled(text),
	name: required(identity, 'Send it.'),
	kind: oneOf(['a', 'b']),
	rate: nullable(number),
	parts: required(list(object({ id: required(text, 'Send it.'), main: flag }), 5), 'Send it.'),
};

type Parts = Array<{ id: string; main?: boolean }>;

export const equal: [
	Equal<Infer<typeof SMALL>, { key: string; name: string; kind?: 'a' | 'b'; rate?: number | null; parts: Parts }>,
	Equal<Given<typeof SMALL>, { key?: string; name: string; kind?: 'a' | 'b'; rate?: number | null; parts: Parts }>,
	Same<Always<Receipt>, 'recordType' | 'key' | 'source' | 'register' | 'number' | 'type' | 'date' | 'currency' | 'items' | 'payments' | 'total' | 'rounding'>,
	Same<Always<ReceiptItem>, 'line' | 'kind' | 'name' | 'quantity' | 'unitPrice' | 'vatRate' | 'totalGross'>,
	Same<Always<CashMovement>, 'recordType' | 'key' | 'source' | 'register' | 'number' | 'date' | 'currency' | 'amount'>,
	Same<Always<Order>, 'recordType' | 'key' | 'type' | 'currency' | 'items'>,
	Same<Always<Invoice>, 'recordType' | 'key' | 'type' | 'currency' | 'items'>,
	Same<Always<StockItem>, 'recordType' | 'key' | 'code' | 'name'>,
	Same<Always<StockUpdate>, 'recordType' | 'key'>,
	Same<Always<Contact>, 'recordType' | 'key'>,
	Equal<Pick<Order, 'recordType' | 'type' | 'dateTill'>, { recordType: 'order'; type: 'receivedOrder' | 'issuedOrder'; dateTill?: string }>,
	Equal<Pick<StockItem, 'vatRate' | 'eans' | 'units'>, { vatRate?: number | null; eans?: string[]; units?: Array<{ unit: string; coefficient?: number }> }>,
	Equal<Receipt['type'], 'sale' | 'return' | 'void'>,
] = [true, true, true, true, true, true, true, true, true, true, true, true, true];

/** The comparison bites. */
export const different: [
	Equal<Infer<typeof SMALL>, Given<typeof SMALL>>,
	Equal<Receipt, Omit<Receipt, 'note'>>,
	Equal<Receipt, Omit<Receipt, 'total'> & { total?: number }>,
] = [false, false, false];

test('a table reads what its type says', () => {
	const value = readObject({ name: ' n ', parts: [{ id: 'i', main: true }], rate: null }, SMALL, newReading());
	expect(value).toEqual({ key: undefined, name: 'n', rate: null, parts: [{ id: 'i', main: true }] });
});
