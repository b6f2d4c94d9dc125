import { describe, expect, test } from '@jest/globals';
import { checkRecord } from '../../../core/records/check';
import { reasons, withItem } from '../../support/checking.mts';
import { makeReceipt } from '../../support/receipts.mts';

describe('shape', () => {
	test.each([
		[{ total: '12.50' }, 'total is the text "12.50"; send a number without quotes'],
		[{ total: undefined }, 'total is missing. Send what the customer paid'],
		[{ total: null }, 'total is missing'],
		[{ total: Number.NaN }, 'total is not an exact amount: NaN'],
		[{ total: Number.POSITIVE_INFINITY }, 'total is not an exact amount: Infinity'],
		[{ total: 0.3000001 }, 'more than six decimals'],
		[{ total: 1e15 }, 'too large'],
		[{ items: undefined }, 'items is missing. Send a list'],
		[{ items: {} }, 'items is an object; send a list.'],
		[{ items: [5] }, 'Item 1 is 5; send an object.'],
		[{ items: [null] }, 'Item 1 is null; send an object.'],
		[{ items: Array.from({ length: 5001 }, () => ({})) }, 'items has 5001 entries; at most 5000 are taken.'],
		[{ payments: undefined }, 'payments is missing'],
		[{ payments: [{ amount: 100 }] }, 'Payment 1: method is missing. Send how it was paid'],
		[{ payments: [{ method: 'Edenred', amount: 100 }] }, 'Payment 1: method is the text "Edenred"; allowed are cash, card'],
		[{ payments: [{ method: 'cash' }] }, 'Payment 1: amount is missing'],
		[{ payments: [{ method: 'cash', amount: 100, currency: 'Kč' }] }, 'Payment 1: currency is the text "Kč"; send the ISO 4217 code'],
		[{ type: 'refund' }, 'type is the text "refund"; allowed are sale, return, void.'],
		[{ recordType: 'order' }, 'recordType is the text "order"; allowed are receipt and cashMovement.'],
		[{ recordType: 7 }, 'recordType is 7'],
		[{ paused: 'yes' }, 'paused is the text "yes"; send true or false.'],
		[{ customer: 'Jan' }, 'customer is the text "Jan"; send an object.'],
		[{ customer: { name: true } }, 'customer.name is true; send a text in quotes.'],
		[{ extra: [] }, 'extra is a list; send an object.'],
		[{ labels: 'a' }, 'labels is the text "a"; send a list.'],
		[{ labels: [{}] }, 'Label 1 is an object; send a text'],
		[{ note: 'x'.repeat(10_001) }, 'note is longer than 10000 characters.'],
		[{ unknown: { deep: 'x'.repeat(10_001) } }, 'unknown.deep is longer than 10000 characters.'],
		[{ vatSummary: [{ vatRate: 21, net: 1, vat: 1 }] }, 'VAT row 1: gross is missing'],
	])('%#: %p', (change, reason) => {
		expect(reasons({ ...makeReceipt(), ...change })).toContain(reason);
	});

	test.each([
		[{ vatRate: undefined }, 'Item 1: vatRate is missing. Send it in per cent, or null'],
		[{ vatRate: -1 }, 'Item 1: vatRate is -1; it must lie between 0 and 100'],
		[{ vatRate: '21' }, 'Item 1: vatRate is the text "21"'],
		[{ unitPrice: undefined }, 'Item 1: unitPrice is missing. Send the price per unit, VAT included'],
		[{ quantity: undefined }, 'Item 1: quantity is missing'],
		[{ kind: 'Goods' }, 'Item 1: kind is the text "Goods"; allowed are goods, service'],
		[{ line: 1.5 }, 'Item 1: line is 1.5; send a whole number.'],
		[{ line: '1' }, 'Item 1: line is the text "1"; send a number'],
		[{ extra: 5 }, 'Item 1: extra is 5; send an object.'],
	])('item %#: %p', (change, reason) => {
		expect(reasons(withItem(change))).toContain(reason);
	});

	test('a value is shown short', () => {
		expect(reasons({ ...makeReceipt(), type: 'x'.repeat(5000) })).toHaveLength('type is the text "…"; allowed are sale, return, void.'.length + 40);
	});

	test('all reasons are named, at most 20 of them', () => {
		const result = checkRecord({ ...makeReceipt(), items: Array.from({ length: 30 }, () => ({ quantity: 'x' })), total: 'x' });
		if (result.ok) throw new Error('Accepted');
		expect(result.reasons).toHaveLength(21);
		expect(result.reasons[20]).toBe('There are 71 more remarks of this kind.');
	});

	test.each([null, undefined, 5, 'text', true, [], [makeReceipt()], () => 1, Symbol('s')])('%p is no record', (input) => {
		expect(reasons(input)).toContain('A record is a JSON object with named fields; this one is');
	});
});
