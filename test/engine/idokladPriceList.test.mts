// The price list against the strict stand-in: each code once, also when two runs meet or an answer is lost.
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
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

	test('an item that was there twice before is left alone, and named', async () => {
		await send(PRODUCTS.slice(0, 1));
		const { Id: _id, ...copy } = server.state.table('PriceListItems')[0]!;
		server.state.insert('PriceListItems', copy);
		const [item] = await send([{ ...PRODUCTS[0], price: 99 }]);
		expect(item).toMatchObject({ outcome: 'updated', warnings: [{ code: 'doubledCode' }] });
		expect(codes()).toHaveLength(2);
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
