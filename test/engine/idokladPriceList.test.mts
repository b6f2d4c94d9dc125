// The price list against the strict stand-in: each code once, also when two runs meet or an answer is lost.
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import { EXAMPLE_CARD_SALE } from '../support/examples.mts';
import { idokladContract } from '../sandbox/idoklad/contract.mts';
import { startIDoklad } from '../sandbox/idoklad/index.mts';
import type { IDoklad as StandIn } from '../sandbox/idoklad/index.mts';
import { runIDoklad } from '../support/idokladNode.mts';

let server: StandIn;

beforeEach(async () => {
	server = await startIDoklad({ contract: idokladContract() });
});

afterEach(async () => {
	await server.close();
	expect([server.state.remarks, server.state.contractProblems]).toEqual([[], []]);
});

const PRODUCTS = Array.from({ length: 60 }, (_, n): IDataObject => ({ code: `00${n}`, name: `Zboží ${n}`, price: 10 + n / 10, vatRate: 21 }));

const NEW = { Name: 'Zboží', Amount: 1, Price: 4, PriceType: 0, VatRateType: 0, CurrencyId: 1, IsStockItem: false, BarCode: null, Unit: null };

const send = async (items: IDataObject[]) =>
	await runIDoklad(server, { resource: 'priceListItem', operation: 'upsert', productsFrom: 'products' }, items);

const codes = () => server.state.table('PriceListItems').map(({ Code }) => Code as string);
const counted = (items: IDataObject[]) => {
	const counts: Record<string, number> = {};
	for (const { outcome } of items) counts[String(outcome)] = (counts[String(outcome)] ?? 0) + 1;
	return counts;
};

describe('each code once', () => {
	test('leading zeros and prices arrive as they are; the second time nothing is sent', async () => {
		expect(counted(await send(PRODUCTS))).toEqual({ created: 60 });
		expect(server.state.table('PriceListItems')[7]).toMatchObject({ Code: '007', Price: 10.7, PriceType: 0 });
		const before = server.state.requests.length;
		expect(counted(await send(PRODUCTS))).toEqual({ unchanged: 60 });
		expect(server.state.requests.slice(before).filter(({ method, path }) => method !== 'GET' && path.startsWith('/v3'))).toEqual([]);
	});

	test('two runs at once', async () => {
		server.faults.add({ kind: 'slow', milliseconds: 150, method: 'POST', path: '/PriceListItems/Batch', count: 10 });
		const both = await Promise.all([send(PRODUCTS), send(PRODUCTS)]);
		expect(codes()).toHaveLength(60);
		expect(new Set(codes()).size).toBe(60);
		for (const items of both) expect(items.filter(({ outcome }) => outcome !== 'created' && outcome !== 'duplicate')).toEqual([]);
		expect(counted(await send(PRODUCTS))).toEqual({ unchanged: 60 });
	});

	test('a batch that was taken although the connection dropped is found by looking', async () => {
		server.faults.add({ kind: 'drop', method: 'POST', path: '/PriceListItems/Batch', after: 1 });
		const first = await send(PRODUCTS);
		expect(codes()).toHaveLength(60);
		expect(counted(first)).toEqual({ created: 60 });
		expect(first[55]!.message).toContain('found by looking');
	});

	test('a code that is there twice, or only in a similar form, is a case for a person: nothing is changed or made again', async () => {
		for (const Code of ['D', 'D', 'A1 ', '1', 'e', 'X']) server.state.insert('PriceListItems', { ...NEW, Code });
		const before = structuredClone(server.state.table('PriceListItems'));
		const items = await send(['D', 'A1', '001', 'E', 'X'].map((code) => ({ code, name: `Zboží ${code}`, price: 5, vatRate: 12 })));
		expect(items.map(({ outcome }) => outcome)).toEqual(['held', 'held', 'held', 'held', 'updated']);
		expect(items[0]!.message).toContain('the price list has the code D 2 times');
		expect(items[1]!.message).toContain("was not sent: the price list has no code A1, but a similar one: 'A1 ' (Id ");
		expect(items[2]!.message).toContain("'1' (Id ");
		expect(codes()).toEqual(['D', 'D', 'A1 ', '1', 'e', 'X']);
		expect(server.state.table('PriceListItems').slice(0, 5)).toEqual(before.slice(0, 5));
	});

	test('the case of codes that a space or lost zeros change, and of two products with one code: four for a person', async () => {
		const { inIDoklad, products } = JSON.parse(readFileSync('test/fixtures/cases/idoklad/price-list-codes.json', 'utf8')) as { inIDoklad: IDataObject[]; products: IDataObject[] };
		for (const row of inIDoklad) server.state.insert('PriceListItems', { ...NEW, ...row });
		const items = await send(products);
		expect(items.map(({ outcome }) => outcome)).toEqual(['held', 'held', 'held', 'held']);
		expect(items[1]!.message).toContain("a similar one: '1' (Id ");
		expect(items[2]!.message).toContain('other items of this list have the same code D ("druhý", 6.00 Kč)');
		expect(codes()).toEqual(['A1 ', '1']);
	});

	test('of two products with one code or similar codes in one call none is sent; the same product twice is one', async () => {
		const product = (code: string, name: string, price = 5) => ({ code, name, price, vatRate: 12 });
		const items = await send([product('D', 'první'), product('D', 'druhý', 6), product('007', 'agent'), product('7', 'sedm'), product('S', 'stejné'), product('S', 'stejné')]);
		expect(items.map(({ outcome }) => outcome)).toEqual(['held', 'held', 'held', 'held', 'created', 'created']);
		expect(items[0]!.message).toBe(
			'Product D "první", 5.00 Kč, was not sent: other items of this list have the same code D ("druhý", 6.00 Kč). Give each product a code of its own in the till and send the list again.',
		);
		expect(items[3]!.message).toContain(`the list of the till has a similar code, '007' ("agent")`);
		expect(codes()).toEqual(['S']);
	});

	test('products made of receipts follow the same rule', async () => {
		server.state.insert('PriceListItems', { ...NEW, Code: '00777 ' });
		const items = await runIDoklad(server, { resource: 'priceListItem', operation: 'upsert', productsFrom: 'receipts' }, [EXAMPLE_CARD_SALE as unknown as IDataObject]);
		expect(items).toMatchObject([{ outcome: 'held', warnings: [{ code: 'codeConflict' }] }]);
	});

	test('an item that is no receipt is told of beside the products of the others', async () => {
		const broken = { ...EXAMPLE_CARD_SALE, total: 1 } as unknown as IDataObject;
		const items = await runIDoklad(server, { resource: 'priceListItem', operation: 'upsert', productsFrom: 'receipts' }, [broken, EXAMPLE_CARD_SALE as unknown as IDataObject]);
		expect(items).toMatchObject([{ outcome: 'created' }, { outcome: 'refused', message: expect.stringMatching(/^Item 1 .* was not sent: it is no complete record\./) }]);
	});
});

test('a price without VAT goes as one; a stock item of Stock Sync or a file is taken as it is', async () => {
	const stock = { recordType: 'stockItem', code: 'S1', name: 'Sirup', vatRate: 12, prices: { sale: 100, saleIncludesVat: false }, eans: ['8591234567890'], unit: 'ks' };
	expect(counted(await send([stock, { ...stock, code: 'S2', prices: { sale: 112, saleIncludesVat: true } }]))).toEqual({ created: 2 });
	expect(server.state.table('PriceListItems')).toMatchObject([{ Price: 100, PriceType: 1, BarCode: '8591234567890' }, { Price: 112, PriceType: 0 }]);
});

test('iDoklad not reachable: every product waits, the run is no error', async () => {
	await server.off();
	const items = await send(PRODUCTS.slice(0, 2));
	await server.on();
	expect(counted(items)).toEqual({ waiting: 2 });
});
