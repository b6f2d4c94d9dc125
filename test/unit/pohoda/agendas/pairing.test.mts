import { describe, expect, test } from '@jest/globals';
import { pairItems, unpairedItems } from '../../../../core/pohoda/agendas/pairing';
import { EXAMPLE_ORDER } from '../../../support/entityExamples.mts';
import type { DocumentItem } from '../../../../core/records/document';
import { writeXml } from '../../../../core/xml/write';
import { written } from './support.mts';

const order = (...items: DocumentItem[]) => ({ items });

describe('an order goes only when every product has its card', () => {
	test('goods without a code or with an unknown one; transport does not count', () => {
		expect(unpairedItems(EXAMPLE_ORDER, new Set(['00123']))).toEqual([]);
		expect(unpairedItems(EXAMPLE_ORDER, new Set(['123']))).toEqual([
			{ line: 1, code: '00123', name: 'Termoska 0,5 l', reason: 'line 1 "Termoska 0,5 l": POHODA has no stock item with the code 00123' },
		]);
		expect(unpairedItems(order({ name: 'Dárek' }, { code: ' ' }), new Set([' ']))).toEqual([
			{ line: 1, name: 'Dárek', reason: 'line 1 "Dárek" has no code' },
			{ line: 2, reason: 'line 2 has no code' },
		]);
	});

	test('a card that is named otherwise is paired; a service that names a card has to have it', () => {
		const known = new Set(['A1']);
		expect(unpairedItems(order({ stock: { id: '7' } }, { stock: { ean: '859' } }, { code: 'x', stock: { code: 'A1' } }), known)).toEqual(
			[],
		);
		expect(unpairedItems(order({ kind: 'service', name: 'Montáž', stock: { code: 'M1' } }), known)).toMatchObject([
			{ line: 1, code: 'M1' },
		]);
		expect(unpairedItems(order({ kind: 'discount', code: 'SLEVA' }), known)).toEqual([]);
	});

	test('pairing makes lines of cards; the others stay text', () => {
		const paired = pairItems(EXAMPLE_ORDER, 'ZBOŽÍ');
		expect(paired.items.map(({ stock }) => stock)).toEqual([{ store: 'ZBOŽÍ', code: '00123' }, undefined]);
		expect(EXAMPLE_ORDER.items[0]).not.toHaveProperty('stock');
		expect(writeXml(written('order', paired))).toContain(
			'<ord:stockItem><typ:store><typ:ids>ZBOŽÍ</typ:ids></typ:store><typ:stockItem><typ:ids>00123</typ:ids></typ:stockItem></ord:stockItem>',
		);
		const own = order({ code: 'x', stock: { code: 'A1' } }, { name: 'bez kódu' });
		expect(pairItems(own)).toEqual(own);
	});
});
