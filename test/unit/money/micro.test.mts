import fc from 'fast-check';
import { describe, expect, test } from '@jest/globals';
import {
	AMOUNT_LIMIT,
	HALER,
	MoneyError,
	amountFault,
	exactNumber,
	formatMicro,
	formatMoney,
	fromMicro,
	microText,
	sum,
	toMicro,
} from '../../../core/money/micro';

const arbMicro = fc.bigInt({ min: -AMOUNT_LIMIT + 1n, max: AMOUNT_LIMIT - 1n });
const arbAmount = fc.bigInt({ min: -800_000_000_000n, max: 800_000_000_000n }).map((hellers) => hellers * HALER);

describe('toMicro', () => {
	test.each([
		[0, 0n],
		[-0, 0n],
		[1, 1_000_000n],
		[0.1, 100_000n],
		[1290.4, 1_290_400_000n],
		[-12.345678, -12_345_678n],
		[0.000001, 1n],
		[1e-6, 1n],
		[8589934591.999999, 8_589_934_591_999_999n],
		['1.5', 1_500_000n],
		['-0.01', -10_000n],
		['+7', 7_000_000n],
		['.5', 500_000n],
		['5.', 5_000_000n],
		['007.10', 7_100_000n],
		['1.5000000000', 1_500_000n],
		['1.5E+2', 150_000_000n],
		['25e-1', 2_500_000n],
		['0e999', 0n],
		['-0.000000', 0n],
	])('%p', (value, micro) => {
		expect(toMicro(value)).toBe(micro);
		expect(amountFault(value)).toBeUndefined();
	});

	test.each([
		[Number.NaN, 'NaN is not a number'],
		[Number.POSITIVE_INFINITY, 'Infinity is not a number'],
		[1e-7, '1e-7 has more than six decimals'],
		[17.4000001, 'more than six decimals'],
		[0.3000000011, 'more than six decimals'],
		['0.2999999989', 'more than six decimals'],
		[1e21, '1e+21 is too large'],
		[2 ** 33, 'too large'],
		[-(2 ** 33), 'too large'],
		[Number.MAX_VALUE, 'too large'],
		['1e999', 'too large'],
		['1e-999', 'more than six decimals'],
		['0.0000001', 'more than six decimals'],
		['', 'not a decimal number'],
		['.', 'not a decimal number'],
		['1,5', 'not a decimal number'],
		['1 290', 'not a decimal number'],
		[' 1', 'not a decimal number'],
		['0x10', 'not a decimal number'],
		['NaN', 'not a decimal number'],
		['1'.repeat(41), 'too large'],
		['1'.repeat(81), 'not a decimal number'],
		['--1', 'not a decimal number'],
		['1e', 'not a decimal number'],
	])('%p is refused: %s', (value, why) => {
		expect(() => toMicro(value)).toThrow(MoneyError);
		expect(() => toMicro(value)).toThrow(why);
		expect(amountFault(value)).toContain(why);
	});

	test.each([
		[17.400000000000002, 17_400_000n],
		[0.1 + 0.2, 300_000n],
		[0.1 + 0.2 - 0.3, 0n],
		[-(0.1 + 0.2), -300_000n],
		[99.99999999999999, 100_000_000n],
		['17.400000000000002', 17_400_000n],
		['0.300000001', 300_000n],
		['0.299999999', 300_000n],
	])('%p is the residue of a calculation with binary floats', (value, micro) => {
		expect(toMicro(value)).toBe(micro);
		expect(amountFault(value)).toBeUndefined();
		expect(exactNumber(Number(value))).toBe(Number(micro) / 1e6);
	});

	test('sums and products of tills in binary floats are what they mean; a seventh decimal never is', () => {
		const price = fc.integer({ min: -1_000_000, max: 1_000_000 });
		fc.assert(
			fc.property(fc.array(price, { minLength: 1, maxLength: 12 }), fc.integer({ min: 1, max: 999 }), (hellers, grams) => {
				const meant = hellers.reduce((total, one) => total + one, 0);
				expect(toMicro(hellers.reduce((total, one) => total + one / 100, 0))).toBe(BigInt(meant) * HALER);
				expect(toMicro((hellers[0] / 100) * (grams / 1000))).toBe(BigInt(hellers[0]) * BigInt(grams) * 10n);
				expect(amountFault(`${meant}.${String(grams).padStart(3, '0')}0001`)).toContain('more than six decimals');
			}),
			{ seed: 9, numRuns: 1000 },
		);
	});

	test('other types are refused', () => {
		for (const value of [null, undefined, true, {}, [], 5n]) {
			expect(() => toMicro(value as never)).toThrow(MoneyError);
		}
	});

	test('number, text and Micro convert into each other without loss', () => {
		fc.assert(
			fc.property(arbMicro, (micro) => {
				expect(toMicro(microText(micro))).toBe(micro);
				expect(toMicro(fromMicro(micro))).toBe(micro);
				expect(toMicro(String(fromMicro(micro)))).toBe(micro);
			}),
			{ numRuns: 2000 },
		);
	});

	test('any double is read as its shortest text, or refused', () => {
		fc.assert(
			fc.property(fc.double(), (value) => {
				const byText = amountFault(String(value)) === undefined ? toMicro(String(value)) : undefined;
				const byNumber = amountFault(value) === undefined ? toMicro(value) : undefined;
				expect(byNumber).toBe(byText);
			}),
			{ numRuns: 2000 },
		);
	});
});

describe('fromMicro', () => {
	test('sums beyond the range of amounts stay exact or are refused', () => {
		expect(fromMicro(50_000_000_000_250_000n)).toBe(50_000_000_000.25);
		expect(fromMicro(-90_000_000_000_000_000_000n)).toBe(-90_000_000_000_000);
		expect(() => fromMicro(50_000_000_000_000_001n)).toThrow(MoneyError);
		expect(() => fromMicro(10n ** 30n)).toThrow(MoneyError);
	});
});

describe('microText', () => {
	test.each([
		[0n, 0, '0'],
		[0n, 2, '0.00'],
		[1n, 0, '0.000001'],
		[-1n, 2, '-0.000001'],
		[1_500_000n, 0, '1.5'],
		[1_500_000n, 2, '1.50'],
		[-12_000_000n, 0, '-12'],
		[10n ** 24n, 0, '1000000000000000000'],
	])('%p with at least %p decimals is %p', (micro, decimals, text) => {
		expect(microText(micro, decimals)).toBe(text);
	});
});

describe('sum', () => {
	test('is exact', () => {
		expect(sum([])).toBe(0);
		expect(sum([0.1, 0.2])).toBe(0.3);
		expect(sum(Array.from({ length: 1000 }, () => 0.01))).toBe(10);
		expect(() => sum([1, Number.NaN])).toThrow(MoneyError);
	});

	test('does not depend on the order', () => {
		fc.assert(
			fc.property(fc.array(arbAmount.map(fromMicro), { maxLength: 50 }), (values) => {
				const total = values.reduce((all, value) => all + toMicro(value), 0n);
				expect(sum(values)).toBe(fromMicro(total));
				expect(sum([...values].reverse())).toBe(sum(values));
			}),
		);
	});
});

describe('formatMoney', () => {
	test.each([
		[1290, undefined, '1 290.00 Kč'],
		[12.5, 'EUR', '12.50 EUR'],
		[-1234567.891, 'CZK', '-1 234 567.891 Kč'],
		[0, 'CZK', '0.00 Kč'],
		[999.999999, 'CZK', '999.999999 Kč'],
		[100, 'CZK', '100.00 Kč'],
		[Number.NaN, 'CZK', 'NaN Kč'],
		[1e300, 'USD', '1e+300 USD'],
	])('%p %p is %p', (amount, currency, text) => {
		expect(formatMoney(amount, currency)).toBe(text);
	});

	test('of a Micro of any size', () => {
		expect(formatMicro(10n ** 18n)).toBe('1 000 000 000 000.00 Kč');
	});
});
