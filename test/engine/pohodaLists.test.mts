// Get Many of POHODA's agendas and code lists in the real n8n engine; mServer is played by nock, with answers of POHODA
// that others published where there are some.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, describe, expect, test } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import nock from 'nock';
import { PohodaMServerApi } from '../../credentials/PohodaMServerApi.credentials';
import { Pohoda } from '../../nodes/Pohoda/Pohoda.node';
import { readBinaryOf, runNode } from '../support/engine.mts';
import type { RunResult } from '../support/engine.mts';
import { bytesOf } from '../support/pohodaAnswers.mts';
import { card, listXml, playStock } from '../support/pohodaLists.mts';
import type { Card } from '../support/pohodaLists.mts';

const URL = 'http://127.0.0.1:4440';
const fixture = (name: string) => readFileSync(path.join(__dirname, '../fixtures/pohoda', name));

afterEach(() => nock.cleanAll());
afterAll(() => nock.restore());

function run(parameters: IDataObject, more: { continueOnFail?: boolean; items?: number } = {}): Promise<RunResult> {
	return runNode({
		node: new Pohoda(),
		parameters: { resource: 'stockItem', operation: 'getAll', returnAll: true, ...parameters },
		inputs: Array.from({ length: more.items ?? 1 }, () => ({ json: {} })),
		credentials: { pohodaMServerApi: { type: new PohodaMServerApi(), data: { url: URL, user: 'api', password: 'heslo', ico: '12345678' } } },
		continueOnFail: more.continueOnFail,
	});
}

function recordsOf({ outputs, error }: RunResult): IDataObject[] {
	if (error) throw error;
	return outputs[0].map(({ json }) => json);
}

const cards = (count: number): Card[] => Array.from({ length: count }, (_, at) => ({ id: at * 3 + 1, code: `Z${at}`, changed: '2026-11-01T08:00:00' }));

function answerOnce(body: Uint8Array): string[] {
	const requests: string[] = [];
	nock(URL)
		.post('/xml')
		.reply((_path, sent) => {
			requests.push(Buffer.from(String(sent), /^[0-9a-f]+$/.test(String(sent)) ? 'hex' : 'latin1').toString('latin1'));
			return [200, Buffer.from(body)];
		});
	return requests;
}

describe('pages', () => {
	test('all records come once, in the order of ids, paired; the last page is asked for only when the one before was full', async () => {
		const played = playStock(URL, cards(25));
		const result = await run({ options: { pageSize: 10 } });
		expect(recordsOf(result).map(({ code }) => code)).toEqual(cards(25).map(({ code }) => code));
		expect(result.outputs[0].every(({ pairedItem }) => JSON.stringify(pairedItem) === '{"item":0}')).toBe(true);
		expect(played.requests.map((xml) => /<ftr:idFrom>(\d+)</.exec(xml)?.[1])).toEqual([undefined, '29', '59']);
		expect(played.requests.every((xml) => xml.includes('<ftr:count>10</ftr:count>'))).toBe(true);
	});

	test('Limit asks for no more than it needs', async () => {
		const played = playStock(URL, cards(25));
		expect(recordsOf(await run({ returnAll: false, limit: 12, options: { pageSize: 10 } }))).toHaveLength(12);
		expect(played.requests.map((xml) => /<ftr:count>(\d+)</.exec(xml)?.[1])).toEqual(['10', '2']);
	});

	test('records that are added and deleted between two pages neither shift nor double the others', async () => {
		const played = playStock(URL, cards(25));
		played.before = (_request, count) => {
			if (count === 2) played.cards = played.cards.filter(({ code }) => code !== 'Z3').concat({ id: 5, code: 'NEW' });
		};
		const codes = recordsOf(await run({ options: { pageSize: 10 } })).map(({ code }) => code);
		expect(codes).toEqual(cards(25).map(({ code }) => code));
	});

	test('an answer that is cut off is an error, never a short list', async () => {
		const whole = listXml('lStk:listStock', cards(30).map(card));
		for (const cut of [whole.length - 10, Math.floor(whole.length / 2)]) {
			answerOnce(bytesOf(whole.slice(0, cut)));
			const { error, outputs } = await run({});
			expect(error?.message).toMatch(/^POHODA's list of stock item \(zásoba\) cannot be used: /);
			expect(error?.description).toContain('cut off is no short list');
			expect(outputs.flat()).toEqual([]);
		}
	});

	test('as a file: a later page that breaks is an error, and nothing is handed out', async () => {
		const played = playStock(URL, cards(25));
		const broken = listXml('lStk:listStock', cards(20).slice(10).map(card)).slice(0, -10);
		played.instead = (_request, count) => (count === 2 ? { body: broken } : undefined);
		const { error, outputs } = await run({ outputAs: 'file', options: { pageSize: 10 } });
		expect(error?.message).toMatch(/^POHODA's list of stock item \(zásoba\) cannot be used: /);
		expect(outputs.flat()).toEqual([]);
	});

	test('pages that POHODA does not sort or does not begin where asked are an error', async () => {
		const played = playStock(URL, []);
		played.instead = () => ({ body: listXml('lStk:listStock', [card({ id: 9, code: 'A' }), card({ id: 4, code: 'B' })]) });
		expect((await run({ options: { pageSize: 2 } })).error?.message).toMatch(/not in the order of ids/);
		played.instead = () => ({ body: listXml('lStk:listStock', [card({ id: 4, code: 'A' }), card({ id: 9, code: 'B' })]) });
		expect((await run({ options: { pageSize: 2 } })).error?.message).toMatch(/from id 10 on and gave 4/);
	});

	test("POHODA's refusal and an answer without the list are errors with its words; Continue gives an item for each", async () => {
		answerOnce(fixture('rsp_denied_cp1250.xml'));
		expect((await run({})).error?.message).toMatch(/Uživatel není oprávn.n importovat/);
		answerOnce(fixture('rsp_list_payment_utf8.xml'));
		answerOnce(fixture('rsp_list_payment_utf8.xml'));
		const { outputs } = await run({}, { continueOnFail: true, items: 2 });
		expect(outputs[0].map(({ json, pairedItem }) => [/without the list/.test(String(json.error)), pairedItem])).toEqual([
			[true, { item: 0 }],
			[true, { item: 1 }],
		]);
	});
});

describe('what comes out', () => {
	test('a simplified record has numbers as numbers, codes as text; the full one also ids and extra', async () => {
		playStock(URL, [{ id: 7, code: '0012', price: 45.5, count: 3 }]);
		const [simple] = recordsOf(await run({}));
		expect(simple).toMatchObject({ recordType: 'stockItem', key: 'pohoda/stockItem/7', code: '0012', quantity: 3, vatRate: 21, warehouse: 'HLAVNÍ' });
		expect(simple).not.toHaveProperty('refs');
		const [full] = recordsOf(await run({ simplify: false, options: { source: 'unit2' } }));
		expect(full).toMatchObject({ key: 'unit2/stockItem/7', refs: { storage: '1' } });
	});

	test('as a file: JSON Lines that end with count and dateTimeStamp, one item', async () => {
		playStock(URL, cards(25));
		const result = await run({ outputAs: 'file', options: { pageSize: 10 }, outputBinaryField: 'list' });
		expect(recordsOf(result)).toEqual([
			{
				fileName: 'pohoda-stockItem.jsonl',
				count: 25,
				list: 'stockItem',
				dateTimeStamp: '2026-11-20T12:00:00',
				ico: '12345678',
				programVersion: '14105.5 SQL (12.1.2026)',
				cursor: expect.stringContaining('"since":"2026-11-20T12:00:00"'),
			},
		]);
		const lines = (await readBinaryOf(result.outputs[0][0], 'list')).toString('utf8').trimEnd().split('\n').map((line) => JSON.parse(line) as IDataObject);
		expect(lines).toHaveLength(26);
		expect(lines[3]).toMatchObject({ recordType: 'stockItem', code: 'Z3' });
		expect(lines[25]).toMatchObject({ recordType: 'endOfList', count: 25, dateTimeStamp: '2026-11-20T12:00:00', madeAt: '2026-11-20T12:00:00' });
	});

	test('Add End of List tells the time for the next Changed Since, also of an empty list: that of the first page', async () => {
		const played = playStock(URL, cards(3));
		played.before = (_request, count) => (played.now = `2026-11-20T12:00:0${count}`);
		expect(recordsOf(await run({ options: { pageSize: 2, endItem: true } })).at(-1)).toMatchObject({ recordType: 'endOfList', count: 3, dateTimeStamp: '2026-11-20T12:00:01' });
		played.cards = [];
		expect(recordsOf(await run({ options: { endItem: true } }))).toEqual([expect.objectContaining({ recordType: 'endOfList', count: 0, dateTimeStamp: '2026-11-20T12:00:03' })]);
	});

	test('invoices bring their state of payment, asked for as the part liquidations', async () => {
		const requests = answerOnce(fixture('rsp_list_issued_invoices_utf8.xml'));
		const invoices = recordsOf(await run({ resource: 'invoice', kind: 'issuedInvoice' }));
		expect(requests[0]).toContain('invoiceType="issuedInvoice"');
		expect(requests[0]).toContain('<lst:liquidations>true</lst:liquidations>');
		expect(invoices.length).toBeGreaterThan(0);
		expect(invoices[0]).toMatchObject({ recordType: 'invoice', type: 'issuedInvoice' });
	});

	test.each([
		['contact', undefined, 'rsp_list_addressbook_utf8.xml'],
		['order', 'receivedOrder', 'rsp_list_received_orders_utf8.xml'],
		['stockItem', undefined, 'rsp_list_stock_first10_utf8.xml'],
	])('%s: a published answer of POHODA', async (resource, kind, file) => {
		answerOnce(fixture(file));
		const records = recordsOf(await run({ resource, ...(kind === undefined ? {} : { kind }) }));
		expect(records.length).toBeGreaterThan(0);
		for (const record of records) expect(record).toMatchObject({ recordType: resource, key: expect.stringMatching(/^pohoda\//) });
	});
});

describe('filters', () => {
	test('Changed Since is asked for a minute earlier, whatever form the time has', async () => {
		const played = playStock(URL, []);
		for (const [changedSince, asked] of [
			['2026-11-14T10:15:00', '2026-11-14T10:14:00'],
			['2026-11-14 00:00:30', '2026-11-13T23:59:30'],
			// Old releases of POHODA end the time with Z; what it means there is not known, so it goes back as it came.
			['2010-12-29T02:29:03Z', '2010-12-29T02:28:03Z'],
			['2026-11-14T10:15:00+02:00', '2026-11-14T09:14:00'],
		]) {
			recordsOf(await run({ filters: { changedSince } }));
			expect(played.requests.at(-1)).toContain(`<ftr:lastChanges>${asked}</ftr:lastChanges>`);
		}
		recordsOf(await run({ filters: { changedSince: '2026-11-14T10:15:00' }, options: { overlap: 0 } }));
		expect(played.requests.at(-1)).toContain('<ftr:lastChanges>2026-11-14T10:15:00</ftr:lastChanges>');
		expect((await run({ filters: { changedSince: 'yesterday' } })).error?.message).toContain('Changed Since is "yesterday"');
	});

	test('the cursor of a list gives the next one each change once: what came before stays out, within the overlap too', async () => {
		const played = playStock(URL, cards(3), '2026-11-20T12:00:00');
		const change = (at: number, changed: string, price: number) => (played.cards[at] = { ...played.cards[at], changed, price });
		const next = async (changedSince?: unknown) => {
			const records = recordsOf(await run({ ...(changedSince === undefined ? {} : { filters: { changedSince } }), options: { pageSize: 2, endItem: true } }));
			const end = records.pop();
			expect(end).toMatchObject({ recordType: 'endOfList', count: records.length });
			return { codes: records.map(({ code }) => code), cursor: end?.cursor };
		};
		change(0, '2026-11-20T11:59:30', 11);
		const first = await next();
		expect(first.codes).toEqual(['Z0', 'Z1', 'Z2']);
		// Z0 lies within the overlap of the second question and is as it was; Z1 changes while POHODA answers.
		change(1, '2026-11-20T12:00:00', 12);
		played.now = '2026-11-20T12:00:20';
		const second = await next(first.cursor);
		expect(played.requests.at(-1)).toContain('<ftr:lastChanges>2026-11-20T11:59:00</ftr:lastChanges>');
		expect(second.codes).toEqual(['Z1']);
		// Both lie within the overlap of the third one; Z0 has changed again.
		change(0, '2026-11-20T12:00:20', 13);
		const third = await next(second.cursor);
		expect(third.codes).toEqual(['Z0']);
		expect((await next(third.cursor)).codes).toEqual([]);
		// A retry with the same cursor gives the same: nothing is remembered anywhere else.
		expect((await next(second.cursor)).codes).toEqual(['Z0']);
	});

	test('a list that Limit cut off gives no cursor and no time: the rest would never come', async () => {
		playStock(URL, cards(5));
		const end = async (limit: number) => recordsOf(await run({ returnAll: false, limit, options: { endItem: true } })).at(-1);
		expect(await end(3)).toEqual(expect.objectContaining({ recordType: 'endOfList', count: 3, limited: true }));
		expect(await end(3)).not.toHaveProperty('cursor');
		expect((await end(3))?.dateTimeStamp).toBeUndefined();
		expect(await end(6)).toEqual(expect.objectContaining({ count: 5, dateTimeStamp: '2026-11-20T12:00:00', cursor: expect.any(String) }));
	});

	test('several codes become one request with a filter for each; a card that fits two comes once', async () => {
		const played = playStock(URL, cards(10));
		expect(recordsOf(await run({ filters: { code: 'Z2, Z4,Z2', store: { __rl: true, mode: 'code', value: 'HLAVNÍ' } } })).map(({ code }) => code)).toEqual(['Z2', 'Z4']);
		expect(played.requests).toHaveLength(1);
		expect(played.requests[0].match(/<lStk:requestStock>/g)).toHaveLength(2);
		expect(played.requests[0].match(/<ftr:store>/g)).toHaveLength(2);
		expect(played.requests[0]).not.toContain('limit');
		played.instead = () => ({ body: listXml('lStk:listStock', [card({ id: 1, code: 'A' }), card({ id: 1, code: 'A' })]) });
		expect(recordsOf(await run({ filters: { code: 'A, B' } }))).toHaveLength(1);
		expect((await run({ filters: { code: 'A, B', ean: '1, 2' } })).error?.message).toContain('several values of code and of ean at once');
	});

	test('external ids of a named system, numbers, firms with commas in their names, a saved filter', async () => {
		const requests = answerOnce(bytesOf(listXml('lst:listOrder', [])));
		recordsOf(
			await run({
				resource: 'order',
				kind: 'receivedOrder',
				filters: { externalId: '4512', numbers: '26OP1, 26OP2', companies: 'Novák, s.r.o.; Dlouhý', dateFrom: '2026-11-01', userFilter: 'Pro e-shop' },
				options: { extSystem: 'woocommerce', parts: ['documents'] },
			}),
		);
		const [xml] = requests;
		expect(xml).toContain('extSystem="woocommerce"');
		expect(xml).toContain('<typ:ids>4512</typ:ids><typ:exSystemName>woocommerce</typ:exSystemName>');
		expect(xml.match(/<typ:numberRequested>/g)).toHaveLength(2);
		expect(xml.match(/<ftr:company>/g)).toHaveLength(2);
		expect(xml).toContain('<ftr:userFilterName>Pro e-shop</ftr:userFilterName>');
		expect(xml).toContain('<lst:parameters>false</lst:parameters>');
	});

	test('a value that POHODA cannot take is refused before anything is sent', async () => {
		expect((await run({ filters: { id: 'abc' } })).error?.message).toContain("POHODA's ids are whole numbers");
	});
});

describe('code lists', () => {
	test('stores and payment forms as POHODA answers them', async () => {
		answerOnce(fixture('rsp_list_store_utf8.xml'));
		const stores = recordsOf(await run({ resource: 'codeList', codeList: 'stores' }));
		expect(stores.length).toBeGreaterThan(0);
		for (const store of stores) expect(store).toMatchObject({ list: 'stores', code: expect.any(String), name: expect.any(String) });
		answerOnce(fixture('rsp_list_payment_utf8.xml'));
		expect(recordsOf(await run({ resource: 'codeList', codeList: 'paymentForms', returnAll: false, limit: 1 }))).toHaveLength(1);
	});
});
