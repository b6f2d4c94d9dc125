import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { changesOf, covers } from '../../../../core/pohoda/agendas/changes';
import { AGENDAS } from '../../../../core/pohoda/agendas/index';
import type { Fields } from '../../../../core/pohoda/agendas/table';
import { creationId, deletionId, updateId } from '../../../../core/pohoda/agendas/transfer';
import { recordsOf } from './generate.mts';
import { answerOf, read, STRICT, told } from './support.mts';

const { filter: _, ...OPTIONS } = STRICT;

describe('what differs', () => {
	test.each(['stockItem', 'contact'] as const)('%s: what POHODA tells of a record needs no update', async (name) => {
		await fc.assert(
			fc.asyncProperty(recordsOf(name), async (record) => {
				const { records } = await read(name, answerOf(name, [told(name, { ...record, id: '7' })]));
				const changes = changesOf(AGENDAS[name], { ...records[0] }, records[0], OPTIONS);
				// Nothing that could be written is no difference either.
				if (!changes.ok) return expect(changes.reasons.join()).toContain('nothing to send');
				return expect(changes.names).toEqual([]);
			}),
			{ numRuns: 100 },
		);
	});

	test('only what is given counts, and only what differs is left', () => {
		const existing: Fields = { id: '7', code: 'A', name: 'Hrnek', vatRate: 21, storage: 'ZBOŽÍ/A', warehouse: 'ZBOŽÍ', prices: { sale: 10 }, pictures: [{ id: '1', file: 'a.jpg' }] };
		const wanted = { code: 'A', name: ' Hrnek ', vatCode: 'high', warehouse: 'ZBOŽÍ', forSale: false, prices: { sale: 12 }, pictures: [{ file: 'a.jpg' }, { file: 'b.jpg' }] };
		const changes = changesOf(AGENDAS.stockItem, wanted, existing, OPTIONS);
		expect(changes).toMatchObject({ ok: true, names: ['pictures', 'prices'], record: { prices: { sale: 12 }, pictures: [{ file: 'b.jpg' }] } });
	});

	test('the kind of a card is left as it is, with a warning', () => {
		const changes = changesOf(AGENDAS.stockItem, { kind: 'service', code: 'A' }, { id: '7', kind: 'card', code: 'A' }, OPTIONS);
		expect(changes).toMatchObject({ ok: true, names: [], warnings: [{ code: 'kindNotChanged' }] });
	});

	test.each([
		[undefined, false, true],
		[undefined, true, false],
		['a\r\nb', 'a\nb', true],
		[['A', 'B'], ['A'], false],
		[[{ a: 1 }, { a: 2 }], [{ a: 2 }], true],
		[{ a: 1 }, { a: 1, extra: {} }, true],
		[{ a: 1 }, { b: 1 }, false],
	])('%j holds %j: %s', (theirs, wanted, answer) => expect(covers(theirs, wanted)).toBe(answer));
});

describe('identity', () => {
	const change = { before: { name: 'A' }, after: { name: 'B' }, day: '2026-11-14' };

	test('the same change is the same, another one, the way back, another day and generation are not', () => {
		const others = [{ ...change, after: { name: 'C' } }, { ...change, before: change.after, after: change.before }, { ...change, day: '2026-11-15' }];
		const ids = [updateId('k', change, 1), updateId('k', change, 2), ...others.map((one) => updateId('k', one, 1)), creationId('k', 1), deletionId('k', '7', 1)];
		expect(updateId('k', structuredClone(change), 1)).toBe(ids[0]);
		expect(new Set(ids).size).toBe(ids.length);
		expect(ids.every((id) => id.length <= 64)).toBe(true);
		expect(updateId('k'.repeat(200), change, 1)).toMatch(/^h-[0-9a-f]{48}$/);
	});
});
