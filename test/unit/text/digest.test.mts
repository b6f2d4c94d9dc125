import fc from 'fast-check';
import { describe, expect, test } from '@jest/globals';
import { contentHash, sha256Hex, stableJson } from '../../../core/text/digest';
import { arbReceipt, makeReceipt } from '../../support/receipts.mts';

describe('sha256Hex', () => {
	test('known values (FIPS 180-2)', () => {
		expect(sha256Hex('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
		expect(sha256Hex(new Uint8Array())).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
	});

	test('text counts as UTF-8', () => {
		expect(sha256Hex('ěšč 🍕')).toBe(sha256Hex(new TextEncoder().encode('ěšč 🍕')));
	});
});

describe('stableJson', () => {
	test('sorts keys at every level and drops undefined', () => {
		expect(stableJson({ b: [{ z: 1, a: undefined, c: null }], a: 'ž' })).toBe('{"a":"ž","b":[{"c":null,"z":1}]}');
		expect(stableJson(undefined)).toBe('null');
	});

	test('a key __proto__ is a key like others', () => {
		expect(stableJson(JSON.parse('{"b":1,"__proto__":{"a":2}}'))).toBe('{"__proto__":{"a":2},"b":1}');
		expect(stableJson({ toJSON: 'text', a: 1 })).toBe('{"a":1,"toJSON":"text"}');
	});

	test('is JSON of the same content', () => {
		fc.assert(
			fc.property(fc.jsonValue(), (value) => {
				expect(JSON.parse(stableJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
			}),
		);
	});
});

describe('contentHash', () => {
	const shuffled = <T,>(value: T): T => {
		if (Array.isArray(value)) return value.map(shuffled) as T;
		if (typeof value !== 'object' || value === null) return value;
		return Object.fromEntries(Object.entries(value).reverse().map(([name, content]) => [name, shuffled(content)])) as T;
	};

	test('does not depend on the order of fields', () => {
		fc.assert(
			fc.property(arbReceipt(), (receipt) => {
				expect(contentHash(shuffled(receipt))).toBe(contentHash(receipt));
			}),
		);
	});

	test('does not count sync and extra.place', () => {
		const receipt = makeReceipt();
		const carried = { ...receipt, sync: { flow: 'pohoda', attempt: 3 }, extra: { place: 'item 7' } };
		expect(contentHash(carried)).toBe(contentHash(receipt));
		expect(carried.extra).toEqual({ place: 'item 7' });
		expect(contentHash({ ...receipt, extra: { place: 'x', table: 7 } })).toBe(contentHash({ ...receipt, extra: { table: 7 } }));
	});

	test('notices every change of content', () => {
		const receipt = makeReceipt({ extra: { table: 7 } });
		const changes = [
			{ note: 'x' },
			{ total: 100.01 },
			{ extra: { table: 8 } },
			{ extra: undefined },
			{ payments: [{ method: 'card' as const, amount: 100 }] },
			{ key: 'other' },
		];
		const hashes = new Set([receipt, ...changes.map((change) => ({ ...receipt, ...change }))].map(contentHash));
		expect(hashes.size).toBe(changes.length + 1);
	});

	test('stays the same from version to version', () => {
		const text =
			'{"currency":"CZK","date":"2026-11-14","items":[{"kind":"goods","line":1,"name":"Zboží 1","quantity":1,"totalGross":100,' +
			'"unitPrice":100,"vatRate":21}],"key":"ekasa/P1/4512/2026-11-14","number":"4512","payments":[{"amount":100,"method":"cash"}],' +
			'"recordType":"receipt","register":"P1","rounding":0,"source":"ekasa","total":100,"type":"sale"}';
		expect(contentHash(makeReceipt())).toBe(sha256Hex(text));
	});
});
