import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import type { IDoklad } from '../../../sandbox/idoklad/index.mts';
import { base64, Client, Clock, product, receipt, start } from './helpers.mts';

let server: IDoklad;
let api: Client;
let partner: number;
const clock = new Clock();

beforeAll(async () => {
	server = await start({ now: clock.now, settings: { callsPerMinute: 10_000 } });
	api = await Client.login(server);
	partner = (await api.post('/Contacts', { CompanyName: 'Žluťoučký kůň s.r.o.', CountryId: 2, IdentificationNumber: '87654321' })).data.Id;
	const days = ['2026-11-10', '2026-11-11', '2026-11-12', '2026-11-12', '2026-11-13'];
	for (const [index, DateOfIssue] of days.entries()) {
		const more = index === 0 ? { PartnerId: partner, Tags: [701], SalesPosEquipmentId: 802 } : index === 1 ? { SalesPosEquipmentId: 801 } : {};
		await api.post('/SalesReceipts', receipt(index + 1, 100, { DateOfIssue, Name: ['Účtenka (1)', 'Účtenka 2', 'vratka ~3', 'Účtenka 4', 'Čaj'][index], ...more }));
	}
	const stock = (await api.post('/PriceListItems', product({ Code: 'A', IsStockItem: true, InitialStockBalance: 5, InitialDateStockBalance: '2026-01-01' }))).data;
	await api.post('/PriceListItems', product({ Code: 'B', Name: 'Čaj' }));
	clock.forward(60);
	await api.patch('/PriceListItems', { Id: stock.Id, Price: 55 });
});
afterAll(async () => {
	await server.close();
	expect(server.state.contractProblems).toEqual([]);
});

const serials = async (filter: string, path = '/SalesReceipts'): Promise<number[]> => {
	const { data, message } = await api.list(path, { filter, sort: 'Id~Asc', pageSize: 200 });
	if (!data) throw new Error(message);
	return data.Items.map((row: any) => row.DocumentSerialNumber ?? row.Code);
};

describe('filter', () => {
	test.each<[string, number[]]>([
		['(DateOfIssue~eq~2026-11-12)', [3, 4]],
		['(DateOfIssue~!eq~2026-11-12)', [1, 2, 5]],
		['(DateOfIssue~gte~2026-11-11~and~DateOfIssue~lte~2026-11-12)', [2, 3, 4]],
		['((DateOfIssue~lt~2026-11-11)~or~(DateOfIssue~gt~2026-11-12))', [1, 5]],
		['(((DateOfIssue~gte~2026-11-10)~and~(DateOfIssue~lte~2026-11-11))~or~(DateOfIssue~eq~2026-11-13))', [1, 2, 5]],
		['(DateOfIssue~gt~2026-11-12 00:00:00.000)', [5]],
		[`(Name~eq:base64~${base64('Účtenka (1)')})`, [1]],
		[`(Name~eq:base64~${base64('vratka ~3')})`, [3]],
		[`(Name~ct:base64~${base64('účtenka')})`, [1, 2, 4]],
		[`(Name~!ct:base64~${base64('Účtenka')})`, [3, 5]],
		[`(Name~ss:base64~${base64('čaj')})`, [5]],
		['(DocumentNumber~eq~PR2600002)', [2]],
		['(DocumentNumber~eq~"PR2600002")', []],
		['(Exported~eq~0)', [1, 2, 3, 4, 5]],
		['(Exported~eq~Exported)', []],
		['(SalesPosEquipmentId~eq~null)', [3, 4, 5]],
		['(SalesPosEquipmentId~ct~801,802)', [1, 2]],
		['(TagIds~ct~5,701)', [1]],
		['(TagIds~!ct~701)', [2, 3, 4, 5]],
		[`(PartnerName~ct:base64~${base64('kůň')})`, [1]],
	])('%s', async (filter, found) => {
		expect(await serials(filter)).toEqual(found);
	});

	test('a list of Ids', async () => {
		const ids = (await api.list('/SalesReceipts', { sort: 'Id~Asc' })).data.Items.map(({ Id }: any) => Id);
		expect(await serials(`(Id~ct~${ids[0]},${ids[4]})`)).toEqual([1, 5]);
	});

	test.each<[string, Array<string>]>([
		['(Code~eq~A)', ['A']],
		['(HasStockMovement~eq~true)', ['A']],
		['(StockBalance~gte~5)', ['A']],
		['(StockBalance~lt~5)', ['B']],
		['(DateLastChange~gt~2026-11-14 11:00:30.000)', ['A']],
		['(DateLastChange~lte~2026-11-14T11:00:00.000)', ['B']],
	])('price list %s', async (filter, found) => {
		expect(await serials(filter, '/PriceListItems')).toEqual(found);
	});

	test.each([
		'DateOfIssue~eq~2026-11-12',
		'(DateOfIssue~eq~2026-11-12',
		'(DateOfIssue~eq~2026-11-12))',
		'(DateOfIssue~eq)',
		'(DateOfIssue~is~2026-11-12)',
		'(DateOfIssue~eq~yesterday)',
		'(ExternalDocumentNumber~eq~P1/1)',
		'(DateLastChange~gt~2026-11-12)',
		'(Name~eq~Účtenka 2)',
		'(Name~gt~A)',
		'(Name~eq:base64~***)',
		'(Id~eq~abc)',
		'(Exported~eq~Maybe)',
		'(Id~eq~1~and~Id~eq~2~or~Id~eq~3)',
		'()',
		'',
	])('refused: %s', async (filter) => {
		expect(await api.list('/SalesReceipts', { filter })).toMatchObject({ status: 400, code: 400 });
	});

	test('a plus sign that was not encoded spoils Base64', async () => {
		const text = base64('>>>');
		expect(text).toContain('+');
		expect((await api.get(`/SalesReceipts?filter=(Name~eq:base64~${text})`)).status).toBe(400);
		expect((await api.list('/SalesReceipts', { filter: `(Name~eq:base64~${text})` })).status).toBe(200);
	});

	test('columns of a list are its own', async () => {
		expect((await api.list('/PriceListItems', { filter: '(BarCode~eq~1)' })).message).toContain('only by Id, Code');
		expect((await api.list('/Contacts', { filter: '(IdentificationNumber~eq~87654321)' })).data.Items).toHaveLength(1);
		expect((await api.list('/Logs', { filter: '(EntityType~eq~SalesReceipt~and~ActionType~eq~1)', pageSize: 200 })).data.TotalItems).toBe(5);
		expect((await api.list('/Logs', { filter: '(DateFrom~gte~2026-11-14 11:00:30.000)' })).data.TotalItems).toBe(1);
		expect((await api.list('/Logs', { filter: '(DateTo~lte~2026-11-14 11:00:30.000)' })).data.TotalItems).toBe(8);
	});
});

describe('pages and order', () => {
	test('20 rows unless asked, at most 200', async () => {
		expect((await api.list('/SalesReceipts', { pageSize: 2, page: 2, sort: 'Id~Asc' })).data).toMatchObject({ TotalItems: 5, TotalPages: 3, Items: [{ DocumentSerialNumber: 3 }, { DocumentSerialNumber: 4 }] });
		expect((await api.list('/SalesReceipts', { page: 9 })).data).toEqual({ Items: [], TotalItems: 5, TotalPages: 1 });
		for (const query of ['pageSize=201', 'pageSize=0', 'page=0', 'page=x']) expect((await api.get(`/SalesReceipts?${query}`)).status).toBe(400);
		expect((await api.list('/SalesReceipts', { pageSize: 200 })).status).toBe(200);
	});

	test.each<[string, number[]]>([
		['Id~Desc', [5, 4, 3, 2, 1]],
		['DateOfIssue~Asc|Id~Desc', [1, 2, 4, 3, 5]],
		['Name~Asc', [5, 1, 2, 4, 3]],
		['SalesPosEquipmentDesignation~Desc|Id~Asc', [1, 2, 3, 4, 5]],
		['PartnerName~Desc|Id~Asc', [1, 2, 3, 4, 5]],
	])('sort %s', async (sort, found) => {
		expect((await api.list('/SalesReceipts', { sort })).data.Items.map((row: any) => row.DocumentSerialNumber)).toEqual(found);
	});

	test('without sort the newest comes first; what is refused', async () => {
		expect((await api.get('/SalesReceipts')).data.Items[0].DocumentSerialNumber).toBe(5);
		for (const sort of ['Note~Asc', 'Id', 'Id~Up', '-Id']) expect((await api.list('/SalesReceipts', { sort })).status).toBe(400);
		expect((await api.list('/SalesReceipts', { filterType: 'xor' })).status).toBe(400);
	});
});

describe('select and include', () => {
	test('select: only what is named, dots into lists', async () => {
		const { data } = await api.list('/SalesReceipts', { select: 'Id,Prices.TotalWithVat,Items.Name', pageSize: 1 });
		expect(data.Items).toEqual([{ Id: expect.any(Number), Prices: { TotalWithVat: 100 }, Items: [{ Name: 'Káva' }] }]);
		expect(data.TotalItems).toBe(5);
		expect((await api.list('/SalesReceipts', { select: 'Id,Nonsense' })).status).toBe(400);
		expect((await api.list('/SalesReceipts', { select: 'Id,,Name' })).status).toBe(400);
		expect((await api.get('/Account/CurrentAgenda?select=Id,Name')).data).toEqual({ Id: 4711, Name: 'Kavárna Na rohu s.r.o.' });
		expect(Object.keys((await api.get('/VatRates?select=Id,Rate&pageSize=200')).data.Items[0])).toEqual(['Id', 'Rate']);
	});

	test('include: related rows that are null otherwise', async () => {
		const [{ Id }] = (await api.list('/SalesReceipts', { filter: '(TagIds~ct~701)' })).data.Items;
		const plain = (await api.get(`/SalesReceipts/${Id}`)).data;
		expect([plain.Partner, plain.Currency, plain.Payments[0].PaymentOption, plain.Tags[0].Tag]).toEqual([null, null, null, null]);
		const { data } = await api.get(`/SalesReceipts/${Id}?include=Partner,Payments.PaymentOption,Tags.Tag`);
		expect(data).toMatchObject({ Partner: { Id: partner, CompanyName: 'Žluťoučký kůň s.r.o.' }, Payments: [{ PaymentOption: { Name: 'Kartou' } }], Tags: [{ Tag: { Name: 'eKasa' } }], Currency: null });
		expect((await api.get(`/SalesReceipts/${Id}?include=Owner`)).status).toBe(400);
	});
});
