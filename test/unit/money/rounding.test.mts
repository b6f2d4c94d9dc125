import fc from 'fast-check';
import { describe, expect, test } from '@jest/globals';
import { AMOUNT_LIMIT, HALER, MoneyError, ONE, divMicro, lineGross, mulMicro, roundMicro, toMicro, vatFromGross } from '../../../core/money/micro';

const arbMicro = fc.bigInt({ min: -AMOUNT_LIMIT + 1n, max: AMOUNT_LIMIT - 1n });

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
