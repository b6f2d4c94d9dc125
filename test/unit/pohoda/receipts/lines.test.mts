import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { toMicro } from '../../../../core/money/micro';
import { computedGross, computedTotal, priceLine } from '../../../../core/pohoda/receipts/lines';
import type { TillLine } from '../../../../core/pohoda/receipts/lines';
import { vatOf } from '../../../../core/pohoda/receipts/vat';

describe('computedGross', () => {
	const cases: Array<[number, number, number, number]> = [
		[3, 33.33, 0, 99.99],
		[0.333, 29.9, 0, 9.96],
		[1, 100, 12.5, 87.5],
		[-2, 49.995, 0, -99.99],
		[1, 0.005, 0, 0.01],
		[-1, 0.005, 0, -0.01],
		[3, 0.001666, 0, 0],
		[1, 10, 150, -5],
	];
	test.each(cases)('%d × %d less %d %% = %d', (quantity, price, percent, expected) => {
		expect(computedGross(toMicro(quantity), toMicro(price), toMicro(percent))).toBe(toMicro(expected));
	});
});

test('a document is rounded half away from zero to whole crowns', () => {
	const rounded = (...lines: number[]) => computedTotal(lines.map(toMicro), 'math2one');
	expect(rounded(99.5)).toBe(toMicro(100));
	expect(rounded(99.49)).toBe(toMicro(99));
	expect(rounded(-99.5)).toBe(toMicro(-100));
	expect(computedTotal([toMicro(0.1), toMicro(0.2)], 'none')).toBe(toMicro(0.3));
});

describe('priceLine', () => {
	const cases: Array<[string, TillLine, boolean, object | undefined]> = [
		['the till\'s own price', { quantity: 3, unitPrice: 33.33, totalGross: 99.99 }, false, { quantity: 3, unitPrice: 33.33, by: 'till' }],
		['price after discount', { quantity: 2, unitPrice: 100, discount: 50, totalGross: 150 }, false, { quantity: 2, unitPrice: 75, by: 'afterDiscount' }],
		[
			'discount in per cent where the price would not be exact',
			{ quantity: 3, unitPrice: 10, discount: 3, totalGross: 27 },
			false,
			{ quantity: 3, unitPrice: 9, by: 'afterDiscount' },
		],
		[
			'a discount that leaves no exact price but is a plain percentage',
			{ quantity: 7, unitPrice: 3.33, discount: 2.331, totalGross: 20.98 },
			false,
			{ quantity: 7, unitPrice: 3.33, discountPercentage: 10, by: 'discount' },
		],
		['the shortest price that gives the total', { quantity: 3, unitPrice: 4, discount: 2, totalGross: 10 }, false, { quantity: 3, unitPrice: 3.333, by: 'total' }],
		['a till that rounds lines in its own way', { quantity: 0.333, unitPrice: 29.9, totalGross: 9.97 }, false, { quantity: 0.333, unitPrice: 29.94, by: 'total' }],
		['a return mirrors the sale', { quantity: -3, unitPrice: 4, discount: -2, totalGross: -10 }, false, { quantity: -3, unitPrice: 3.333, by: 'total' }],
		['a discount line', { quantity: 1, unitPrice: -50, totalGross: -50 }, true, { quantity: 1, unitPrice: -50, by: 'till' }],
		['a text line without quantity', { quantity: 0, unitPrice: 0, totalGross: -5 }, true, { quantity: -1, unitPrice: 5, by: 'onePiece' }],
		['stock without quantity cannot have an amount', { quantity: 0, unitPrice: 5, totalGross: 5 }, false, undefined],
		['stock in such a quantity that no price fits', { quantity: 90_000_000, unitPrice: 1, totalGross: 90_000_000.01 }, false, undefined],
		['less than a haléř', { quantity: 1, unitPrice: 1, totalGross: 1.001 }, true, undefined],
	];
	test.each(cases)('%s', (_name, line, textItem, expected) => {
		expect(priceLine(line, textItem)).toEqual(expected);
	});

	const halers = (max: number) => fc.integer({ min: -max, max }).map((value) => value / 100);
	test('what it gives is what POHODA computes, and stock keeps its quantity', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: -50_000, max: 50_000 }).filter((q) => q !== 0),
				halers(1_000_000),
				halers(10_000),
				halers(10_000_000),
				fc.boolean(),
				(thousandths, unitPrice, discount, totalGross, text) => {
					const quantity = thousandths / 1000;
					const priced = priceLine({ quantity, unitPrice, discount, totalGross }, text);
					// Below 10 000 pieces six decimals always reach the total.
					if (!priced) throw new Error('no price found');
					expect(computedGross(toMicro(priced.quantity), toMicro(priced.unitPrice), toMicro(priced.discountPercentage ?? 0))).toBe(
						toMicro(totalGross),
					);
					if (!text) expect(priced.quantity).toBe(quantity);
				},
			),
		);
	});
});

describe('vatOf', () => {
	const cases: Array<[number | null, string, boolean, object | undefined]> = [
		[null, '2026-11-14', false, { rate: 'none' }],
		[0, '2026-11-14', false, { rate: 'none' }],
		[21, '2026-11-14', false, { rate: 'high' }],
		[12, '2026-11-14', false, { rate: 'low' }],
		[12, '2024-01-01', false, { rate: 'low' }],
		[15, '2023-12-31', false, { rate: 'low' }],
		[10, '2023-12-31', false, { percent: 10 }],
		[12, '2023-12-31', false, undefined],
		[15, '2024-01-01', false, undefined],
		[15, '2024-01-02', true, { percent: 15 }],
		[10, '2026-11-14', true, { percent: 10 }],
		[10, '2026-11-14', false, undefined],
		[10, '2014-06-01', true, undefined],
		[19, '2026-11-14', true, undefined],
		[23, '2026-11-14', false, undefined],
		[21, '1990-01-01', false, undefined],
	];
	test.each(cases)('%p %% on %s (correction: %p)', (rate, date, correction, expected) => {
		expect(vatOf(rate, date, correction)).toEqual(expected);
	});
});
