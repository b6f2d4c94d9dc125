import fc from 'fast-check';
import { describe, expect, test } from '@jest/globals';
import { checkRecord } from '../../../core/records/check';
import { EXAMPLE_SALE } from '../../support/examples.mts';
import type { Receipt } from '../../../core/records/types';
import { accepted, reasons, withItem } from '../../support/checking.mts';
import { arbReceipt, makeReceipt } from '../../support/receipts.mts';

describe('lines', () => {
	test('numbers that are missing or come twice are given anew', () => {
		const lines = (numbers: Array<number | undefined>) => {
			const items = numbers.map((line) => ({ name: 'a', quantity: 1, unitPrice: 10, vatRate: 21, line }));
			const { record, codes } = accepted({ ...makeReceipt({ total: 10 * numbers.length }), items });
			return [(record as Receipt).items.map(({ line }) => line), codes];
		};
		expect(lines([undefined, undefined])).toEqual([[1, 2], []]);
		expect(lines([0, 5, 3])).toEqual([[0, 5, 3], []]);
		expect(lines([1, 1, 2])).toEqual([[1, 2, 3], ['linesRenumbered']]);
		expect(lines([7, undefined])).toEqual([[1, 2], ['linesRenumbered']]);
	});

	test.each([
		[{ totalGross: 100 }, 100],
		[{ totalGross: 100.01 }, 100.01],
		[{ totalGross: 99.99 }, 99.99],
		[{ quantity: 0.333, totalGross: 33.3 }, 33.3],
		[{ quantity: 0.3333, totalGross: 33.34 }, 33.34],
		[{ quantity: 2, discount: 20, totalGross: 180 }, 180],
		[{ quantity: -2, discount: -20, totalGross: -180 }, -180],
		[{ quantity: 0, totalGross: 0 }, 0],
	])('%p adds up', (change, total) => {
		expect(accepted(withItem(change, total)).record).toMatchObject({ total });
	});

	test.each([
		[{ totalGross: 100.02 }, 'Item 1 "Zboží": totalGross is 100.02, but 1 × 100.00 − 0.00 = 100.00.'],
		[{ totalGross: -100 }, 'totalGross is -100.00, but'],
		[{ quantity: 0.3333, totalGross: 33.340001 }, 'totalGross is 33.340001, but 0.3333 × 100.00 − 0.00 = 33.33.'],
		[{ quantity: 2, discount: 20, totalGross: 200 }, '2 × 100.00 − 20.00 = 180.00'],
		[{ quantity: 2, discount: -20, totalGross: 220 }, 'discount is -20.00 for quantity 2. A discount carries the sign of the line'],
		[{ quantity: -2, discount: 20, totalGross: -220 }, 'discount is 20.00 for quantity -2'],
		[{ totalGross: 100, totalNet: 82.64, totalVat: 17.35 }, 'totalNet 82.64 + totalVat 17.35 = 99.99, but totalGross is 100.00'],
		[{ quantity: 8e9, unitPrice: 8e9 }, 'quantity × unitPrice is too large for an amount'],
	] as Array<[Record<string, number>, string]>)('%p does not', (change, reason) => {
		expect(reasons(withItem(change, change.totalGross ?? 0))).toContain(reason);
	});
});

describe('items + rounding = total = payments', () => {
	test('a difference of 0.01 is refused with both sides', () => {
		const text = reasons({ ...EXAMPLE_SALE, rounding: 0.39 });
		expect(text).toContain('Items 1 289.60 Kč + rounding 0.39 Kč = 1 289.99 Kč, but total is 1 290.00 Kč: differs by 0.01 CZK.');
		expect(text).not.toContain('Payments');
		expect(reasons({ ...makeReceipt(), payments: [{ method: 'cash', amount: 100.01 }] })).toBe(
			'Payments are 100.01 Kč, but total is 100.00 Kč: differs by 0.01 CZK. ' +
				'Send what each means of payment brought, without the change given back.',
		);
		expect(reasons({ ...makeReceipt(), payments: [] })).toContain('Payments are 0.00 Kč, but total is 100.00 Kč: differs by 100.00 CZK');
	});

	test('a millionth is a difference too', () => {
		expect(reasons({ ...makeReceipt(), payments: [{ method: 'cash', amount: 99.999999 }] })).toContain('differs by 0.000001 CZK');
	});

	test('any change of one amount is noticed', () => {
		fc.assert(
			fc.property(arbReceipt(), fc.integer({ min: 1, max: 10_000 }), fc.constantFrom('total', 'rounding', 'payment'), (receipt, hellers, which) => {
				const off = (value: number) => Number((value + hellers / 100).toFixed(2));
				const changed =
					which === 'payment'
						? { ...receipt, payments: [{ ...receipt.payments[0], amount: off(receipt.payments[0].amount) }, ...receipt.payments.slice(1)] }
						: { ...receipt, [which]: off(receipt[which as 'total' | 'rounding']) };
				expect(checkRecord(changed).ok).toBe(false);
			}),
		);
	});

	test('10 × 0.10 are 1.00', () => {
		const items = Array.from({ length: 10 }, () => ({ name: 'Bonbon', quantity: 1, unitPrice: 0.1, vatRate: 12 }));
		expect(accepted({ ...makeReceipt({ total: 1 }), items }).record).toMatchObject({ total: 1 });
	});

	test('rounding over 0.50 is unusual', () => {
		expect(accepted(makeReceipt({ items: [{ unitPrice: 99.5 }], rounding: 0.5 })).codes).toEqual([]);
		expect(accepted(makeReceipt({ items: [{ unitPrice: 99.49 }], rounding: 0.51 })).codes).toEqual(['roundingLarge']);
		expect(accepted(makeReceipt({ items: [{ unitPrice: 101 }], rounding: -1 })).codes).toEqual(['roundingLarge']);
	});
});

describe('type', () => {
	test('sale and return need items', () => {
		expect(reasons({ ...makeReceipt({ total: 0 }), items: [] })).toContain('items is empty');
		expect(reasons({ ...makeReceipt({ total: 0, type: 'return' }), items: [] })).toContain('items is empty');
	});

	test('a return is not positive', () => {
		expect(reasons(makeReceipt({ type: 'return' }))).toContain('type is return, but total is 100.00 Kč. A return carries negative');
		expect(accepted(makeReceipt({ type: 'return', items: [{ unitPrice: 0 }] })).codes).toEqual([]);
	});

	test('a sale that takes back more than it sells is unusual', () => {
		const items = [{ quantity: -3, kind: 'packaging' as const }, {}];
		expect(accepted(makeReceipt({ type: 'sale', items })).codes).toEqual(['negativeSale']);
	});

	test('a void is zero or names the receipt that it mirrors', () => {
		const mirrored = makeReceipt({ type: 'void', items: [{ quantity: -1 }] });
		expect(accepted({ ...makeReceipt({ type: 'void', total: 0 }), items: [] }).codes).toEqual([]);
		expect(reasons(mirrored)).toContain('type is void and total is -100.00 Kč, but original.number is missing');
		expect(accepted({ ...mirrored, original: { number: '4511' } }).codes).toEqual([]);
		expect(accepted({ ...makeReceipt({ type: 'void' }), original: { number: '4511' } }).codes).toEqual(['positiveVoid']);
	});
});

describe('currency', () => {
	test('a foreign one needs a rate', () => {
		expect(reasons(makeReceipt({ currency: 'EUR' }))).toContain('currency is EUR, but rate is missing. Send the CZK for rateAmount');
		expect(accepted(makeReceipt({ currency: 'EUR', rate: 25.125 })).record).toMatchObject({ rate: 25.125, rateAmount: 1 });
		expect(accepted(makeReceipt({ currency: 'HUF', rate: 6.1, rateAmount: 100 })).record).toMatchObject({ rateAmount: 100 });
		expect(reasons(makeReceipt({ currency: 'EUR', rate: 0 }))).toContain('rate is 0; it must be more than 0');
		expect(reasons({ ...makeReceipt({ currency: 'EUR' }), payments: [] })).toContain('differs by 100.00 EUR');
	});

	test('small letters are meant well, and crowns need no rate', () => {
		expect(accepted({ ...makeReceipt(), currency: ' czk ', rate: 1 })).toMatchObject({ record: { currency: 'CZK' }, codes: [] });
		const { record, codes } = accepted({ ...makeReceipt(), rate: 25, rateAmount: 1 });
		expect(record).toEqual(makeReceipt());
		expect(codes).toEqual(['rateIgnored']);
		expect(reasons({ ...makeReceipt(), currency: 'Kč' })).toContain('currency is the text "Kč"; send the ISO 4217 code');
	});
});
