import fc from 'fast-check';
import { describe, expect, test } from '@jest/globals';
import {
	AMOUNT_LIMIT,
	HALER,
	MoneyError,
	ONE,
	amountFault,
	divMicro,
	formatMicro,
	formatMoney,
	fromMicro,
	lineGross,
	microText,
	mulMicro,
	roundMicro,
	sum,
	toMicro,
	vatFromGross,
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
		[0.1 + 0.2, 'more than six decimals'],
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

describe('rounding, half away from zero', () => {
	test.each([
		[5_000n, HALER, HALER],
		[4_999n, HALER, 0n],
		[-5_000n, HALER, -HALER],
		[-4_999n, HALER, 0n],
		[1_289_500_000n, ONE, 1_290_000_000n],
		[-1_289_500_000n, ONE, -1_290_000_000n],
		[7n, 5n, 5n],
		[8n, 5n, 10n],
	])('%p to a multiple of %p is %p', (micro, step, rounded) => {
		expect(roundMicro(micro, step)).toBe(rounded);
	});

	test('a multiple is at most half a step away', () => {
		fc.assert(
			fc.property(arbMicro, fc.bigInt({ min: 1n, max: 10n ** 9n }), (micro, step) => {
				const rounded = roundMicro(micro, step);
				const away = 2n * (rounded - micro);
				expect(rounded % step).toBe(0n);
				expect(away <= step && -away <= step).toBe(true);
				expect(roundMicro(-micro, step)).toBe(-rounded);
			}),
		);
	});

	test('product and quotient', () => {
		expect(mulMicro(toMicro(0.456), toMicro(129.9))).toBe(toMicro(59.2344));
		expect(mulMicro(toMicro(0.000001), toMicro(0.5))).toBe(1n);
		expect(mulMicro(toMicro(-0.000001), toMicro(0.5))).toBe(-1n);
		expect(divMicro(toMicro(100), toMicro(3))).toBe(33_333_333n);
		expect(divMicro(toMicro(-200), toMicro(3))).toBe(-66_666_667n);
		expect(() => divMicro(ONE, 0n)).toThrow(MoneyError);
		expect(() => roundMicro(ONE, 0n)).toThrow(MoneyError);
	});

	test('a line is rounded once', () => {
		// 0.5 × 0.009999 = 0.0049995; at six decimals that is 0.005, which would become 0.01.
		expect(roundMicro(mulMicro(toMicro(0.5), toMicro(0.009999)), HALER)).toBe(HALER);
		expect(lineGross(toMicro(0.5), toMicro(0.009999), 0n)).toBe(0n);
		expect(lineGross(toMicro(0.5), toMicro(0.01), 0n)).toBe(HALER);
		expect(lineGross(toMicro(0.456), toMicro(129.9), 0n)).toBe(toMicro(59.23));
		expect(lineGross(toMicro(2), toMicro(549.9), toMicro(59.8))).toBe(toMicro(1040));
		expect(lineGross(toMicro(-2), toMicro(549.9), toMicro(-59.8))).toBe(toMicro(-1040));
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

describe('vatFromGross', () => {
	test.each([
		[121, 21, 21, 100],
		[112, 12, 12, 100],
		[1040, 21, 180.5, 859.5],
		[249.6, 12, 26.74, 222.86],
		[-520, 21, -90.25, -429.75],
		[0.01, 21, 0, 0.01],
		[0.03, 21, 0.01, 0.02],
		[100, 0, 0, 100],
		[100, null, 0, 100],
		// 11.50 × 15 / 115 = 1.50 and 0.023 × 15 / 115 = 0.003
		[11.5, 15, 1.5, 10],
	])('%p at %p %% holds %p', (gross, rate, vat, net) => {
		expect(vatFromGross(toMicro(gross), rate)).toEqual({ net: toMicro(net), vat: toMicro(vat) });
	});

	test('exact halves go away from zero', () => {
		// 0.23 × 15 / 115 = 0.03; 0.115 × 15 / 115 = 0.015 → 0.02
		expect(vatFromGross(toMicro(0.115), 15).vat).toBe(toMicro(0.02));
		expect(vatFromGross(toMicro(-0.115), 15).vat).toBe(toMicro(-0.02));
	});

	test('net + VAT = gross, VAT nearest to gross × rate / (100 + rate), and mirrored for returns', () => {
		fc.assert(
			fc.property(arbMicro, fc.constantFrom(null, 0, 5, 10, 12, 15, 19, 20, 21, 23, 7.7), (gross, rate) => {
				const { net, vat } = vatFromGross(gross, rate);
				expect(net + vat).toBe(gross);
				expect(vat % HALER).toBe(0n);
				const percent = toMicro(rate ?? 0);
				// |vat × (100 + rate) − gross × rate| ≤ half a haléř × (100 + rate)
				const off = vat * (100n * ONE + percent) - gross * percent;
				expect(2n * (off < 0n ? -off : off) <= HALER * (100n * ONE + percent)).toBe(true);
				expect(vatFromGross(-gross, rate)).toEqual({ net: -net, vat: -vat });
			}),
			{ numRuns: 1000 },
		);
	});

	test('a negative rate is refused', () => {
		expect(() => vatFromGross(ONE, -21)).toThrow(MoneyError);
		expect(() => vatFromGross(ONE, Number.NaN)).toThrow(MoneyError);
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
