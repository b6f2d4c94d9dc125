import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { KeyTable } from '../../../core/stock/keyTable';
import { Packed } from '../../../core/stock/packed';

const anyText = fc.oneof(fc.string({ unit: 'binary', maxLength: 12 }), fc.string({ unit: 'grapheme' }), halves());

/** With halves of surrogate pairs, which UTF-8 cannot hold. */
function halves() {
	return fc
		.array(fc.integer({ min: 0xd7ff, max: 0xe000 }), { maxLength: 4 })
		.map((units) => String.fromCharCode(...units));
}

describe('key table', () => {
	test('numbers texts as a Map does, and gives them back', () => {
		fc.assert(
			fc.property(fc.array(anyText, { maxLength: 60 }), (keys) => {
				const table = new KeyTable();
				const map = new Map<string, number>();
				for (const key of keys) {
					if (!map.has(key)) map.set(key, map.size);
					expect(table.put(key)).toBe(map.get(key));
				}
				expect(table.length).toBe(map.size);
				expect([...map.keys()].map((_, number) => table.text(number))).toEqual([...map.keys()]);
			}),
			{ numRuns: 500 },
		);
	});

	test('grows past its first size and its first block, and takes a text larger than a block', () => {
		const table = new KeyTable();
		const keys = Array.from({ length: 5000 }, (_, index) => `Zboží ${index}`);
		keys.splice(500, 0, 'ž'.repeat(360_000), 'ý'.repeat(360_000));
		for (const key of keys) table.put(key);
		expect(table.length).toBe(keys.length);
		expect(keys.findIndex((key, number) => table.put(key) !== number || table.text(number) !== key)).toBe(-1);
	});
});

test('packed values come back as JSON has them; what was never put is undefined', () => {
	fc.assert(
		fc.property(fc.array(fc.tuple(fc.nat(30), fc.jsonValue()), { maxLength: 20 }), (pairs) => {
			const packed = new Packed(31);
			const map = new Map<number, unknown>();
			for (const [at, value] of pairs) {
				packed.put(at, value);
				map.set(at, JSON.parse(JSON.stringify(value)));
			}
			for (let at = 0; at < 31; at += 1) {
				expect(packed.has(at)).toBe(map.has(at));
				expect(packed.at(at)).toEqual(map.get(at));
			}
		}),
		{ numRuns: 100 },
	);
	const packed = new Packed(2000);
	for (let at = 0; at < 2000; at += 1) packed.put(at, ['ž'.repeat(at), at]);
	expect([0, 999, 1999].map((at) => packed.at(at))).toEqual([0, 999, 1999].map((at) => ['ž'.repeat(at), at]));
});
