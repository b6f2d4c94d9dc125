import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import type { MServer } from '../../sandbox/mserver/index.mts';
import { exchange, importOne, line, packItem, packXml, paid, prodejka, start, stockLine, type AnswerItem } from './helpers.mts';

let server: MServer;
let clock: string;
beforeEach(async () => {
	clock = '2026-11-14T11:00:00Z';
	server = await start({ now: () => new Date(clock) });
});
afterEach(() => server.close());

const SYSTEM = 'n8n-nodes-ekasa-sync';
const extId = (ids: string, system = SYSTEM): string => `<typ:ids>${ids}</typ:ids><typ:exSystemName>${system}</typ:exSystemName>`;
const withExtId = (ids: string, system = SYSTEM): string => `<pro:extId>${extId(ids, system)}</pro:extId>`;

async function ask(group: string, attributes = `extSystem="${SYSTEM}"`): Promise<AnswerItem> {
	const request = `<lst:listProdejkaRequest version="2.0" prodejkaVersion="2.0" ${attributes}>${group}</lst:listProdejkaRequest>`;
	return (await exchange(server, packXml(packItem('li1', request)))).items[0]!;
}

const filter = (fields: string, limit = ''): string => `${limit && `<lst:limit>${limit}</lst:limit>`}<lst:requestProdejka><ftr:filter>${fields}</ftr:filter></lst:requestProdejka>`;
const ids = (item: AnswerItem): string[] => ((item.content!['prodejka'] ?? []) as Array<Record<string, any>>).map((one) => one['prodejkaHeader'].id);

describe('listProdejkaRequest', () => {
	test('nothing there: an empty list, state ok, with POHODA\'s own time', async () => {
		const item = await ask('<lst:requestProdejka/>');
		expect(item).toMatchObject({ id: 'li1', state: 'ok', content: { '@state': 'ok', '@version': '2.0', '@dateTimeStamp': '2026-11-14T12:00:00', '@dateValidFrom': '2026-11-14' } });
		expect(ids(item)).toEqual([]);
	});

	test('a document comes back with everything', async () => {
		const header = `${withExtId('ekasa/P1/1/2026-11-14')}<pro:kasa><typ:ids>P1</typ:ids></pro:kasa><pro:intNote>ekasa-sync: a,b</pro:intNote><pro:partnerIdentity><typ:address><typ:company>Růžička &amp; syn</typ:company></typ:address></pro:partnerIdentity>`;
		await importOne(server, prodejka({ header, rounding: 'math2one', items: line('100.40') + stockLine('HRNEK-01', 2, '189'), payments: paid('Stravenky', '100') + paid('Hotově', '378') }));
		const document = (await ask('<lst:requestProdejka/>')).content!['prodejka'][0];
		expect(document.prodejkaHeader).toMatchObject({
			id: '1',
			extId: { ids: 'ekasa/P1/1/2026-11-14', exSystemName: SYSTEM },
			prodejkaType: 'saleVoucher',
			number: { numberRequested: '26PR00001' },
			date: '2026-11-14',
			text: 'Účtenka',
			kasa: { id: '1', ids: 'P1' },
			paymentType: { ids: 'Hotově', paymentType: 'cash' },
			partnerIdentity: { address: { company: 'Růžička & syn' } },
			intNote: 'ekasa-sync: a,b',
		});
		expect(document.prodejkaDetail.prodejkaItem).toHaveLength(2);
		expect(document.prodejkaDetail.prodejkaItem[1]).toMatchObject({
			text: 'Hrnek s uchem, modrý',
			quantity: '2',
			code: 'HRNEK-01',
			rateVAT: { '#text': 'high', '@value': '21' },
			homeCurrency: { unitPrice: '189', price: '312.40', priceVAT: '65.60', priceSum: '378.00' },
			stockItem: { store: { ids: 'ZBOŽÍ' }, stockItem: { ids: 'HRNEK-01' } },
		});
		expect(document.prodejkaPayments.paymentItem.map((one: Record<string, any>) => [one['paymentType'].ids, one['received']])).toEqual([
			['Stravenky', '100.00'],
			['Hotově', '378.00'],
		]);
		expect(document.prodejkaSummary).toMatchObject({ roundingDocument: 'math2one', homeCurrency: { priceLowSum: '100.40', priceHighSum: '378.00', round: { priceRound: '-0.40' } } });
	});

	test('extIds are shown for the system that is asked for, and only then', async () => {
		await importOne(server, prodejka({ header: withExtId('k1') }));
		const shown = async (attributes: string): Promise<unknown> => (await ask('<lst:requestProdejka/>', attributes)).content!['prodejka'][0].prodejkaHeader.extId;
		expect(await shown(`extSystem="${SYSTEM}"`)).toBeDefined();
		expect(await shown('extSystem="other"')).toBeUndefined();
		expect(await shown('')).toBeUndefined();
	});

	describe('filters', () => {
		beforeEach(async () => {
			await importOne(server, prodejka({ date: '2026-11-12', header: withExtId('k1') }), { itemId: 'a' });
			clock = '2026-11-14T12:00:00Z';
			await importOne(server, prodejka({ date: '2026-11-13', header: withExtId('k2') }), { itemId: 'b' });
			await importOne(server, prodejka({ date: '2026-11-14', header: withExtId('k2', 'other') }), { itemId: 'c' });
		});

		test.each([
			['id', '<ftr:id>2</ftr:id>', ['2']],
			['extId: ids and system', `<ftr:extId>${extId('k2')}</ftr:extId>`, ['2']],
			['extId of nobody', `<ftr:extId>${extId('k3')}</ftr:extId>`, []],
			['dateFrom', '<ftr:dateFrom>2026-11-13</ftr:dateFrom>', ['2', '3']],
			['dateTill', '<ftr:dateTill>2026-11-13</ftr:dateTill>', ['1', '2']],
			['both', '<ftr:dateFrom>2026-11-13</ftr:dateFrom><ftr:dateTill>2026-11-13</ftr:dateTill>', ['2']],
			['selectedNumbers', '<ftr:selectedNumbers><ftr:number><typ:numberRequested>26PR00003</typ:numberRequested></ftr:number><ftr:number><typ:numberRequested>26PR00001</typ:numberRequested></ftr:number></ftr:selectedNumbers>', ['1', '3']],
			['lastChanges in local time', '<ftr:lastChanges>2026-11-14T13:00:00</ftr:lastChanges>', ['2', '3']],
			['lastChanges with an offset', '<ftr:lastChanges>2026-11-14T11:59:59Z</ftr:lastChanges>', ['2', '3']],
			['lastChanges after all', '<ftr:lastChanges>2026-11-14T13:00:01</ftr:lastChanges>', []],
			['all have to hold', `<ftr:extId>${extId('k1')}</ftr:extId><ftr:dateFrom>2026-11-13</ftr:dateFrom>`, []],
		])('by %s', async (_name, fields, expected) => {
			expect(ids(await ask(filter(fields)))).toEqual(expected);
		});

		test('several groups in one request', async () => {
			const groups = filter(`<ftr:extId>${extId('k1')}</ftr:extId>`) + filter(`<ftr:extId>${extId('k2')}</ftr:extId>`) + filter(`<ftr:extId>${extId('k1')}</ftr:extId>`);
			expect(ids(await ask(groups))).toEqual(['1', '2']);
		});

		test('255 groups are the most', async () => {
			expect((await ask(filter('<ftr:id>1</ftr:id>').repeat(255))).state).toBe('ok');
			expect((await ask(filter('<ftr:id>1</ftr:id>').repeat(256))).note).toMatch(/requestProdejka' is unexpected/);
		});

		test('paging', async () => {
			expect(ids(await ask('<lst:limit><ftr:count>2</ftr:count></lst:limit><lst:requestProdejka/>'))).toEqual(['1', '2']);
			expect(ids(await ask('<lst:limit><ftr:idFrom>3</ftr:idFrom><ftr:count>2</ftr:count></lst:limit><lst:requestProdejka/>'))).toEqual(['3']);
			expect((await ask('<lst:limit><ftr:count>10001</ftr:count></lst:limit><lst:requestProdejka/>')).note).toMatch(/maxInclusive constraint of '10000'/);
		});

		test('deleted documents are gone', async () => {
			server.state.deleteDocument({ id: 2 });
			expect(ids(await ask('<lst:requestProdejka/>'))).toEqual(['1', '3']);
		});

		test('elements in the wrong namespace and SQL are refused', async () => {
			expect((await ask('<lst:requestProdejka><lst:filter/></lst:requestProdejka>')).note).toMatch(/filter' is unexpected/);
			expect((await ask('<lst:limit><lst:count>1</lst:count></lst:limit><lst:requestProdejka/>')).note).toMatch(/count' is unexpected/);
			expect((await ask('<lst:requestProdejka><ftr:queryFilter><ftr:filter>1=1</ftr:filter></ftr:queryFilter></lst:requestProdejka>')).note).toMatch(/does not do/);
		});
	});
});

describe('other requests', () => {
	test('listVoucherRequest lists cash documents only', async () => {
		await importOne(server, prodejka());
		const voucher = '<vch:voucher version="2.0"><vch:voucherHeader><vch:extId><typ:ids>v1</typ:ids><typ:exSystemName>s</typ:exSystemName></vch:extId><vch:voucherType>expense</vch:voucherType><vch:cashAccount><typ:ids>HP</typ:ids></vch:cashAccount><vch:date>2026-11-14</vch:date><vch:text>Výdaj</vch:text></vch:voucherHeader><vch:voucherSummary><vch:roundingDocument>none</vch:roundingDocument><vch:homeCurrency><typ:priceNone>500</typ:priceNone></vch:homeCurrency></vch:voucherSummary></vch:voucher>';
		await importOne(server, voucher, { itemId: 'v' });
		const request = '<lst:listVoucherRequest version="2.0" voucherVersion="2.0" extSystem="s"><lst:requestVoucher/></lst:listVoucherRequest>';
		const item = (await exchange(server, packXml(packItem('li1', request)))).items[0]!;
		expect(item.content!['voucher']).toHaveLength(1);
		expect(item.content!['voucher'][0]).toMatchObject({ voucherHeader: { voucherType: 'expense', extId: { ids: 'v1' }, cashAccount: { ids: 'HP' }, number: { numberRequested: '26HP00001' } }, voucherSummary: { homeCurrency: { priceNone: '500.00' } } });
	});

	test('listAccountingUnitRequest names the unit', async () => {
		const item = (await exchange(server, packXml(packItem('u', '<acu:listAccountingUnitRequest version="1.0"/>')))).items[0]!;
		expect(item.content!['itemAccountingUnit']).toMatchObject({ year: '2026', dateFrom: '2026-01-01', dateTo: '2026-12-31', dataFile: 'StwPh_12345678_2026.mdb', accountingUnitIdentity: { address: { ico: '12345678' } } });
	});

	test('imports and lists may share a pack and are done in order', async () => {
		const list = '<lst:listProdejkaRequest version="2.0" prodejkaVersion="2.0"><lst:requestProdejka/></lst:listProdejkaRequest>';
		const answer = await exchange(server, packXml(packItem('l1', list) + packItem('r1', prodejka()) + packItem('l2', list)));
		expect([ids(answer.items[0]!).length, ids(answer.items[2]!).length]).toEqual([0, 1]);
		expect(server.state.counters).toMatchObject({ imports: 1, lists: 0 });
	});
});
