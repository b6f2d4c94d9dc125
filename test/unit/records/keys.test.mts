import fc from 'fast-check';
import { describe, expect, test } from '@jest/globals';
import { documentId, packId, plainId, recordKey } from '../../../core/records/keys';

const parts = { source: 'ekasa', register: 'P1', number: '4512', date: '2026-11-14' };

describe('recordKey', () => {
	test('of a receipt and of a cash movement', () => {
		expect(recordKey(parts)).toBe('ekasa/P1/4512/2026-11-14');
		expect(recordKey({ ...parts, number: '17', cash: true })).toBe('ekasa/P1/cash-17/2026-11-14');
	});

	test('encodes what is not plain', () => {
		expect(recordKey({ ...parts, register: 'Pokladna č. 1/2', number: "A(1)*'!%" })).toBe(
			'ekasa/Pokladna%20%C4%8D.%201%2F2/A%281%29%2A%27%21%25/2026-11-14',
		);
		expect(recordKey({ ...parts, number: '00-._~9' })).toBe('ekasa/P1/00-._~9/2026-11-14');
	});

	test('the same letter in two forms of Unicode is the same key', () => {
		expect(recordKey({ ...parts, register: 'C\u030C' })).toBe(recordKey({ ...parts, register: 'Č' }));
	});

	test('half an emoji is no obstacle', () => {
		expect(recordKey({ ...parts, number: 'a\uD83D' })).toBe('ekasa/P1/a%EF%BF%BD/2026-11-14');
	});

	test('a receipt is never taken for a cash movement', () => {
		expect(recordKey({ ...parts, number: 'cash-17' })).toBe('ekasa/P1/cash%2D17/2026-11-14');
		expect(recordKey({ ...parts, number: 'cash-17', cash: true })).toBe('ekasa/P1/cash-cash-17/2026-11-14');
	});

	test('is never longer than 200 characters', () => {
		const long = recordKey({ ...parts, register: 'č'.repeat(40) });
		expect(long).toMatch(/^h-[0-9a-f]{48}$/);
		expect(recordKey({ ...parts, register: 'č'.repeat(40), number: '4513' })).not.toBe(long);
		expect(recordKey({ ...parts, register: 'x'.repeat(178) })).toHaveLength(200);
		expect(recordKey({ ...parts, register: 'x'.repeat(179) })).toMatch(/^h-/);
	});

	test('different parts give different keys of plain characters', () => {
		const arbPart = fc.oneof(fc.string(), fc.constantFrom('cash-1', '1', 'cash%2D1', 'a/b', 'a', 'b', '%', '%25'));
		const arbParts = fc.record({ source: arbPart, register: arbPart, number: arbPart, date: arbPart, cash: fc.boolean() });
		fc.assert(
			fc.property(arbParts, arbParts, (a, b) => {
				expect(recordKey(a)).toMatch(/^(?:[A-Za-z0-9._~%-]*\/){3}[A-Za-z0-9._~%-]*$|^h-[0-9a-f]{48}$/);
				expect(recordKey(a) === recordKey(b)).toBe(JSON.stringify(a) === JSON.stringify(b));
			}),
			{ numRuns: 2000 },
		);
	});
});

describe('plainId', () => {
	test('plain text of at most 64 characters stays', () => {
		expect(plainId('ekasa/P1/4512/2026-11-14')).toBe('ekasa/P1/4512/2026-11-14');
		expect(plainId('a'.repeat(64))).toBe('a'.repeat(64));
		expect(plainId('a%20~._-/Z9')).toBe('a%20~._-/Z9');
	});

	test.each(['a'.repeat(65), 'Káva', 'a b', '', 'a\n', 'a&b', 'ekasa|1'])('%p becomes a digest', (text) => {
		expect(plainId(text)).toMatch(/^h-[0-9a-f]{48}$/);
		expect(plainId(text)).toBe(plainId(text));
		expect(plainId(text)).not.toBe(plainId(`${text}x`));
	});

	test('a shorter limit', () => {
		expect(plainId('abc', 3)).toBe('abc');
		expect(plainId('a'.repeat(33), 32)).toHaveLength(32);
	});

	test('known digest', () => {
		expect(plainId('a b')).toBe('h-c8687a08aa5d6ed2044328fa6a697ab8e96dc34291e8c203');
	});
});

describe('documentId and packId', () => {
	test('a generation makes another document', () => {
		expect(documentId('ekasa/P1/1/2026-01-01', 1)).toBe('ekasa/P1/1/2026-01-01');
		expect(documentId('ekasa/P1/1/2026-01-01', 2)).toBe('ekasa/P1/1/2026-01-01~2');
		const long = 'x'.repeat(64);
		expect(new Set([documentId(long, 1), documentId(long, 2), documentId(long, 3)]).size).toBe(3);
	});

	test('a pack belongs to source and register', () => {
		expect(packId('ekasa', 'P1')).toBe('ekasa/P1');
		expect(packId('ekasa', 'Pokladna 1')).toBe('ekasa/Pokladna%201');
		expect(packId('ekasa', 'č'.repeat(40))).toMatch(/^h-[0-9a-f]{48}$/);
	});
});
