import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import type { MServer } from '../../sandbox/mserver/index.mts';
import { importOne, paid, prodejka, start, stockLine } from './helpers.mts';

let server: MServer;
beforeEach(async () => {
	const card = { name: 'Hrnek', store: 'ZBOŽÍ', unit: 'ks', rateVAT: 'high', quantity: '10' };
	server = await start({
		settings: {
			stock: [
				{ ...card, id: 1, code: 'H1', ean: '8594001020328', plu: 7 },
				{ ...card, id: 2, code: 'DVOJÍ' },
				{ ...card, id: 3, code: 'DVOJÍ', store: 'SKLAD2' },
				{ ...card, id: 4, code: 'MINUS', allowNegative: true },
			],
		},
	});
});
afterEach(() => server.close());

const quantity = (id: number): string => server.state.card(id)!.quantity;
const newest = () => server.state.documents.at(-1)!;
const VALIDATE = '<pro:validate><typ:inStock>true</typ:inStock></pro:validate>';
const byKey = (key: string): string => stockLine('x', 1, 10).replace('<typ:ids>x</typ:ids>', key);

describe('finding the card', () => {
	test.each([
		['ids', '<typ:ids>H1</typ:ids>'],
		['id', '<typ:id>1</typ:id>'],
		['EAN', '<typ:EAN>8594001020328</typ:EAN>'],
		['PLU', '<typ:PLU>7</typ:PLU>'],
		['ids before EAN, in any order of elements', '<typ:EAN>nonsense</typ:EAN><typ:ids>H1</typ:ids>'],
	])('by %s', async (_name, key) => {
		expect((await importOne(server, prodejka({ items: byKey(key) }))).response).toBe('ok');
		expect(newest().items[0]).toMatchObject({ text: 'Hrnek', unit: 'ks', code: 'H1', stock: { id: 1, code: 'H1', store: 'ZBOŽÍ' } });
		expect(quantity(1)).toBe('9');
	});

	test('only the key of the highest priority counts', async () => {
		expect((await importOne(server, prodejka({ items: byKey('<typ:ids>H9</typ:ids><typ:EAN>8594001020328</typ:EAN>') }))).response).toBe('error');
	});

	test('an unknown code refuses the document with 108', async () => {
		const item = await importOne(server, prodejka({ items: stockLine('H9', 1, 10) }));
		expect(item).toMatchObject({ response: 'error', produced: undefined });
		expect(item.details[0]).toMatchObject({ state: 'error', errno: '108', note: "Zásoba 'H9' nebyla nalezena.", valueRequested: 'H9' });
		expect(item.details[0]!.XPath).toMatch(/prodejkaItem\[1\]\/pro:stockItem$/);
	});

	test('or becomes a text item with a warning, when the unit is set so', async () => {
		server.state.seedSettings({ unknownStock: 'text' });
		const item = await importOne(server, prodejka({ items: stockLine('H9', 1, 10) }));
		expect(item.details[0]).toMatchObject({ state: 'warning', errno: '603', valueRequested: 'H9' });
		expect(newest().items[0]).toMatchObject({ text: 'H9', code: 'H9', stock: undefined });
	});

	test('a code of two stores needs the store', async () => {
		expect((await importOne(server, prodejka({ items: stockLine('DVOJÍ', 1, 10) }))).details[0]!.note).toBe('Pro daný filtr bylo nalezeno více jak 1 záznam.');
		const inStore = stockLine('DVOJÍ', 1, 10).replace('<pro:stockItem>', '<pro:stockItem><typ:store><typ:ids>SKLAD2</typ:ids></typ:store>');
		expect((await importOne(server, prodejka({ items: inStore }))).response).toBe('ok');
		expect([quantity(2), quantity(3)]).toEqual(['10', '9']);
		const elsewhere = stockLine('H1', 1, 10).replace('<pro:stockItem>', '<pro:stockItem><typ:store><typ:ids>SKLAD2</typ:ids></typ:store>');
		expect((await importOne(server, prodejka({ items: elsewhere }))).response).toBe('error');
	});
});

describe('moving the stock', () => {
	test('sales take out, returns bring back, decimals are exact, coefficients count', async () => {
		await importOne(server, prodejka({ items: stockLine('H1', '0.1', 10) + stockLine('H1', '0.2', 10) }));
		expect(quantity(1)).toBe('9.7');
		await importOne(server, prodejka({ items: stockLine('H1', '-0.3', 10) }));
		expect(quantity(1)).toBe('10');
		await importOne(server, prodejka({ items: stockLine('H1', '1', 10).replace('<pro:payVAT>', '<pro:coefficient>6</pro:coefficient><pro:payVAT>') }));
		expect(quantity(1)).toBe('4');
	});

	test('a text item with a code and a refused document move nothing', async () => {
		const textItem = stockLine('H1', 1, 10).replace(/<pro:stockItem>.*<\/pro:stockItem>/, '<pro:code>H1</pro:code>');
		await importOne(server, prodejka({ items: textItem }));
		await importOne(server, prodejka({ items: stockLine('H1', 1, 10) + stockLine('H9', 1, 10) }));
		await importOne(server, prodejka({ items: stockLine('H1', 1, 10), payments: paid('Hotově', '1') }));
		expect(quantity(1)).toBe('10');
	});

	test('deleting a document brings its stock back', async () => {
		await importOne(server, prodejka({ items: stockLine('H1', 4, 10) }));
		expect(quantity(1)).toBe('6');
		server.state.deleteDocument({ id: newest().id });
		expect(quantity(1)).toBe('10');
	});
});

describe('short stock', () => {
	test('validate/inStock=true refuses, names the card and what is there, and stores nothing', async () => {
		const item = await importOne(server, prodejka({ header: VALIDATE, items: stockLine('H1', 11, 10) }));
		expect(item).toMatchObject({ response: 'error', produced: undefined });
		expect(item.details[0]).toMatchObject({ state: 'error', note: "Zásoba 'H1' není na skladě v požadovaném množství (stav 10 ks).", valueRequested: '11' });
		expect(item.details[0]!.XPath).toMatch(/pro:quantity$/);
		expect(quantity(1)).toBe('10');
	});

	test('lines of one document add up', async () => {
		const item = await importOne(server, prodejka({ header: VALIDATE, items: stockLine('H1', 6, 10) + stockLine('H1', 5, 10) }));
		expect(item.details).toHaveLength(1);
		expect(item.details[0]!.note).toContain('(stav 4 ks)');
		expect((await importOne(server, prodejka({ header: VALIDATE, items: stockLine('H1', 6, 10) + stockLine('H1', 4, 10) }))).response).toBe('ok');
		expect(quantity(1)).toBe('0');
	});

	test('without it the document is made with quantity zero and a warning: the total is not what was sent', async () => {
		const item = await importOne(server, prodejka({ items: stockLine('H1', 11, 10) + stockLine('H1', 1, 10), payments: paid('Hotově', '120') }));
		expect(item).toMatchObject({ state: 'ok', response: 'ok' });
		expect(item.details[0]).toMatchObject({ state: 'warning', errno: '603', valueRequested: '11', valueProduced: '0' });
		expect(newest()).toMatchObject({ total: 1000, items: [{ quantity: '0', gross: 0 }, { quantity: '1', gross: 1000 }] });
		expect(quantity(1)).toBe('9');
	});

	test('a store that may go below zero does, and returns are never short', async () => {
		await importOne(server, prodejka({ header: VALIDATE, items: stockLine('MINUS', 11, 10) }));
		expect(quantity(4)).toBe('-1');
		server.state.card(1)!.quantity = '0';
		expect((await importOne(server, prodejka({ header: VALIDATE, items: stockLine('H1', -1, 10) }))).response).toBe('ok');
		expect(quantity(1)).toBe('1');
	});
});
