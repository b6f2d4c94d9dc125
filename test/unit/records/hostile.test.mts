import fc from 'fast-check';
import { describe, expect, test } from '@jest/globals';
import { checkRecord } from '../../../core/records/check';
import { EXAMPLE_DEPOSIT, EXAMPLE_SALE } from '../../support/examples.mts';
import { recordSchema } from '../../support/recordSchema.mts';
import { arbCashMovement, arbReceipt, makeReceipt } from '../../support/receipts.mts';

/** Whatever comes in: an answer; and what is accepted is what types.ts says, is JSON, and is accepted again as it is. */
function judge(input: unknown): boolean {
	const result = checkRecord(input);
	if (!result.ok) {
		expect(result.reasons.length).toBeGreaterThan(0);
		for (const reason of result.reasons) expect(reason.length).toBeLessThan(1000);
		return false;
	}
	const judged = recordSchema.safeParse(result.record);
	if (!judged.success) throw judged.error;
	expect(JSON.parse(JSON.stringify(result.record))).toEqual(result.record);
	const again = checkRecord(result.record);
	expect(again).toMatchObject({ ok: true });
	expect(again).toHaveProperty('record', result.record);
	return true;
}

const arbAnything = fc.anything({
	withBigInt: true,
	withBoxedValues: true,
	withDate: true,
	withMap: true,
	withNullPrototype: true,
	withObjectString: true,
	withSet: true,
	withSparseArray: true,
	withTypedArray: true,
	maxDepth: 4,
});

const arbScalar = fc.oneof(
	fc.constantFrom<unknown>(null, undefined, '', ' ', 0, -0, 1, -1, 0.01, 1e21, Number.NaN, true, false, [], {}, '2026-11-14', 'CZK', 'cash', 'x'.repeat(10_001)),
	fc.double(),
	fc.string({ unit: 'binary' }),
	arbAnything,
);

/** All places of an object, as paths. */
function placesOf(value: unknown, path: string[] = []): string[][] {
	if (typeof value !== 'object' || value === null) return [path];
	return [path, ...Object.entries(value).flatMap(([name, content]) => placesOf(content, [...path, name]))];
}

function replaced(value: unknown, [name, ...rest]: string[], by: unknown): unknown {
	if (name === undefined) return by;
	const copy = Array.isArray(value) ? [...value] : { ...(value as object) };
	(copy as Record<string, unknown>)[name] = replaced((copy as Record<string, unknown>)[name], rest, by);
	return copy;
}

describe('never throws', () => {
	test('for anything', () => {
		fc.assert(fc.property(arbAnything, (input) => void judge(input)), { numRuns: 1000 });
	});

	test('for a record with anything in the place of one or two of its values', () => {
		const answers = { accepted: 0, refused: 0 };
		fc.assert(
			fc.property(fc.oneof(arbReceipt(), arbCashMovement(), fc.constantFrom(EXAMPLE_SALE, EXAMPLE_DEPOSIT)), fc.nat(), fc.nat(), arbScalar, arbScalar, (record, first, second, a, b) => {
				const places = placesOf(record);
				const once = replaced(record, places[first % places.length], a);
				answers[judge(once) ? 'accepted' : 'refused'] += 1;
				const left = placesOf(once);
				judge(replaced(once, left[second % left.length], b));
			}),
			{ numRuns: 2000 },
		);
		// Both kinds of answer were judged.
		expect(answers.accepted).toBeGreaterThan(50);
		expect(answers.refused).toBeGreaterThan(50);
	});

	test('for objects with any of the fields', () => {
		const names = [...Object.keys(EXAMPLE_SALE), 'rate', 'rateAmount', 'original', 'fiscal', 'extra', 'customer', 'amount', 'labels', 'paused', 'foo'];
		const arbFields = fc.dictionary(fc.constantFrom(...names), arbScalar);
		fc.assert(fc.property(arbFields, (fields) => void judge({ ...makeReceipt(), ...fields })), { numRuns: 1000 });
	});

	test('for objects that fight back', () => {
		const thrower = () => {
			throw new Error('gotcha');
		};
		const getter = Object.defineProperty({ ...makeReceipt() }, 'total', { get: thrower, enumerable: true });
		const proxy = new Proxy(makeReceipt(), { get: thrower, ownKeys: thrower, has: thrower, getPrototypeOf: thrower });
		expect(checkRecord({ ...makeReceipt(), items: proxy })).toMatchObject({ ok: false });
		for (const trap of [getter, proxy, { ...makeReceipt(), items: [proxy] }, { ...makeReceipt(), foo: proxy }]) {
			expect(checkRecord(trap)).toEqual({ ok: false, reasons: ['The record cannot be read as data. Send plain JSON.'] });
		}
	});
});

describe('size', () => {
	test('deep nesting is refused with its place', () => {
		let deep: unknown = 1;
		for (let level = 0; level < 100_000; level += 1) deep = { a: deep };
		expect(checkRecord({ ...makeReceipt(), foo: deep })).toMatchObject({ reasons: [expect.stringMatching(/^foo\.a\.a\.a\.a\.a is nested more than 32 levels deep\.$/)] });
		let list: unknown = 1;
		for (let level = 0; level < 100_000; level += 1) list = [list];
		expect(checkRecord({ ...makeReceipt(), extra: { list } }).ok).toBe(false);
		expect(checkRecord(deep).ok).toBe(false);
	});

	test('an object that contains itself', () => {
		const loop: Record<string, unknown> = { ...makeReceipt() };
		loop.self = loop;
		expect(checkRecord(loop)).toMatchObject({ ok: false });
		const wide: unknown[] = [];
		wide.push(...Array.from({ length: 50 }, () => wide));
		expect(checkRecord({ ...makeReceipt(), wide }).ok).toBe(false);
	});

	test('a list of nothing with a great length', () => {
		expect(checkRecord({ ...makeReceipt(), foo: new Array(4_000_000_000) })).toMatchObject({ reasons: ['foo has 4000000000 entries.'] });
		expect(checkRecord({ ...makeReceipt(), items: new Array(4_000_000_000) }).ok).toBe(false);
	});

	test.each<[string, (record: Record<string, unknown>) => void, string]>([
		['100,000 unknown keys', (record) => Object.assign(record, Object.fromEntries(Array.from({ length: 100_000 }, (_, n) => [`k${n}`, n]))), 'more than 10000 values'],
		['100,000 unknown keys inside an item', (record) => Object.assign((record.items as object[])[0], Object.fromEntries(Array.from({ length: 100_000 }, (_, n) => [`k${n}`, n]))), 'more than 10000 values'],
		['nested lists of 12,000', (record) => Object.assign(record, { a: { b: Array.from({ length: 12 }, () => Array.from({ length: 1000 }, () => 1)) } }), 'more than 10000 values'],
		['long unknown texts', (record) => Object.assign(record, Object.fromEntries(Array.from({ length: 60 }, (_, n) => [`k${n}`, 'x'.repeat(9_000)]))), 'more than 500000 characters'],
		['long unknown names', (record) => Object.assign(record, Object.fromEntries(Array.from({ length: 60 }, (_, n) => [`${n}${'x'.repeat(9_000)}`, n]))), 'more than 500000 characters'],
	])('%s are refused, in one remark', (_name, change, reason) => {
		const record = JSON.parse(JSON.stringify(makeReceipt())) as Record<string, unknown>;
		change(record);
		const checked = checkRecord(record);
		expect(checked).toMatchObject({ ok: false });
		const reasons = checked.ok ? [] : checked.reasons.filter((one) => one.includes('in fields that are not known'));
		expect(reasons).toEqual([expect.stringContaining(reason)]);
	});
	test('as many unknown keys as a till could mean are kept', () => {
		const checked = checkRecord({ ...makeReceipt(), ...Object.fromEntries(Array.from({ length: 9_000 }, (_, n) => [`k${n}`, n])) });
		expect(checked.ok).toBe(true);
	});
	test('more values than a record can have', () => {
		const many = Array.from({ length: 1000 }, () => Array.from({ length: 600 }, () => 1));
		expect(checkRecord({ ...makeReceipt(), many }).ok).toBe(false);
	});

	test('huge texts are neither kept nor repeated', () => {
		const huge = 'x'.repeat(50_000_000);
		for (const change of [{ number: huge }, { total: huge }, { type: huge }, { foo: huge }, { [huge]: { [huge]: huge } }, { date: huge }, { issuedAt: huge }]) {
			expect(judge({ ...makeReceipt(), ...change })).toBe(false);
		}
	});

	test('5,000 items are taken', () => {
		const items = Array.from({ length: 5000 }, (_, index) => ({ name: `Zboží ${index}`, quantity: 1, unitPrice: 0.01, vatRate: 21 }));
		expect(checkRecord({ ...makeReceipt({ total: 50 }), items }).ok).toBe(true);
	});
});

describe('keys of prototypes', () => {
	const hostile = '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"prototype":{"polluted":1}}';

	test('change nothing and do not travel on', () => {
		const receipt = makeReceipt({ customer: { name: 'Jan' } });
		const evil = JSON.parse(`{"a":${hostile}}`).a;
		const input = JSON.parse(JSON.stringify(receipt).replace(/^\{/, hostile.replace(/\}$/, ',')));
		input.items[0] = Object.assign(Object.create(null), input.items[0], { extra: JSON.parse(`{"x":1,"deep":${hostile}}`) });
		Object.defineProperty(input.customer, '__proto__', { value: evil, enumerable: true });
		const result = checkRecord(input);
		const items = [{ ...receipt.items[0], extra: { x: 1, deep: {} } }];
		expect(result).toEqual({ ok: true, record: { ...receipt, items }, warnings: [] });
		expect(JSON.stringify(result)).not.toContain('polluted');
		expect(({} as Record<string, unknown>).polluted).toBeUndefined();
	});

	test('inherited values are not the record’s', () => {
		expect(checkRecord(Object.create(makeReceipt())).ok).toBe(false);
	});

	test('names of methods are ordinary unknown fields', () => {
		const odd = { toString: 'a', hasOwnProperty: 'b', valueOf: 'c', toJSON: 'd', then: 'e' };
		expect(checkRecord({ ...makeReceipt(), ...odd })).toMatchObject({ ok: true, record: { extra: odd } });
	});
});
