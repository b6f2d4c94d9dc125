import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { documentRounding, readNumber } from '../../../core/pohoda/values';

describe('numbers of the XSD types float and double', () => {
	test.each([
		['1', 1_000_000n],
		['-0.5', -500_000n],
		['+2.50', 2_500_000n],
		['.5', 500_000n],
		['5.', 5_000_000n],
		['1E2', 100_000_000n],
		['1.5e-3', 1500n],
		['1.23456789E-3', 1235n],
		['9.99E-9', 0n],
		['0', 0n],
		['-0', 0n],
		['0.0000005', 1n],
		['0.0000004', 0n],
		['-0.0000005', -1n],
		['41.3223140495868', 41_322_314n],
		['-41.3223149', -41_322_315n],
		['.123456789', 123_457n],
		['123456789.123456', 123_456_789_123_456n],
	])('%s', (text, micro) => {
		expect(readNumber(text)).toBe(micro);
	});

	test.each(['', ' 1', '1 000', '1,5', 'NaN', 'INF', '0x10', '1e', '--1', '1.2.3', '1e400', '99999999999'])(
		'"%s" is none, and says so',
		(text) => {
			expect(typeof readNumber(text)).toBe('string');
		},
	);

	test('endless digits are refused at once', () => {
		const before = process.cpuUsage().user;
		expect(typeof readNumber(`${'1'.repeat(1_000_000)}x`)).toBe('string');
		// Backtracking over a million digits would take minutes.
		expect(process.cpuUsage().user - before).toBeLessThan(5_000_000);
	});

	test('a missing element is no number and no fault', () => {
		expect(readNumber(undefined)).toBeUndefined();
	});

	test('every amount of six decimals reads as itself, and more decimals as the nearest', () => {
		fc.assert(
			fc.property(
				fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }),
				fc.integer({ min: 0, max: 9 }),
				(micro, digit) => {
					const size = micro < 0n ? -micro : micro;
					const text = `${micro < 0n ? '-' : ''}${size / 1_000_000n}.${String(size % 1_000_000n).padStart(6, '0')}`;
					expect(readNumber(text)).toBe(micro);
					const away = digit >= 5 ? 1n : 0n;
					expect(readNumber(`${text}${digit}`)).toBe(micro < 0n ? micro - away : micro + away);
				},
			),
		);
	});
});

describe('rounding of a document', () => {
	const steps: Record<string, bigint> = { one: 1_000_000n, half: 500_000n, tenth: 100_000n };

	test('ends on a multiple, in the right direction, and mirrors for returns', () => {
		fc.assert(
			fc.property(
				fc.bigInt({ min: -(10n ** 10n), max: 10n ** 10n }),
				fc.constantFrom('math', 'up', 'down'),
				fc.constantFrom('one', 'half', 'tenth'),
				(amount, direction, step) => {
					const rounding = documentRounding(amount, `${direction}2${step}`) ?? 0n;
					const size = (value: bigint) => (value < 0n ? -value : value);
					expect((amount + rounding) % steps[step]).toBe(0n);
					expect(size(rounding)).toBeLessThan(steps[step]);
					if (direction === 'math') expect(size(rounding) * 2n).toBeLessThanOrEqual(steps[step]);
					if (direction === 'up') expect(size(amount + rounding)).toBeGreaterThanOrEqual(size(amount));
					if (direction === 'down') expect(size(amount + rounding)).toBeLessThanOrEqual(size(amount));
					expect(documentRounding(-amount, `${direction}2${step}`)).toBe(-rounding);
				},
			),
		);
	});

	test('none, and a mode that nobody knows', () => {
		expect(documentRounding(123n, 'none')).toBe(0n);
		expect(documentRounding(123n, 'math2dozen')).toBeUndefined();
		expect(documentRounding(20_000n, 'math5cent')).toBe(-20_000n);
	});
});
