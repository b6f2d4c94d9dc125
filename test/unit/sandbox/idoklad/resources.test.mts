/** Price list, stock, contacts, tags, code lists, agenda, exported flags. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import type { IDoklad } from '../../../sandbox/idoklad/index.mts';
import { Client, Clock, DAY, item, product, receipt, start } from './helpers.mts';

let server: IDoklad;
let api: Client;
let clock: Clock;
beforeEach(async () => {
	clock = new Clock();
	server = await start({ now: clock.now });
	api = await Client.login(server);
});
afterEach(async () => {
	await server.close();
	expect(server.state.contractProblems).toEqual([]);
});

describe('price list', () => {
	test('Default, create, read, change; the same code twice is taken', async () => {
		const { data: defaults } = await api.get('/PriceListItems/Default');
		const { data } = await api.post('/PriceListItems', { ...defaults, Name: 'Káva', Code: 'KAVA', BarCode: '8590000000001', Price: 49 });
		expect(data).toMatchObject({ Name: 'Káva', Code: 'KAVA', StockBalance: 0, Currency: null });
		expect((await api.post('/PriceListItems', product())).status).toBe(200);
		clock.forward(5);
		expect((await api.patch('/PriceListItems', { Id: data.Id, Price: 55.5 })).data).toMatchObject({ Price: 55.5, Name: 'Káva', Metadata: { DateCreated: '2026-11-14T11:00:00.000', DateLastChange: '2026-11-14T11:00:05.000' } });
		expect((await api.get(`/PriceListItems/${data.Id}?include=Currency`)).data.Currency).toMatchObject({ Code: 'CZK' });
	});

	test.each<[string, Record<string, unknown>]>([
		['no name', { Name: undefined }],
		['a code of 21 characters', { Code: 'x'.repeat(21) }],
		['a bar code of 21 characters', { BarCode: '1'.repeat(21) }],
		['no price', { Price: undefined }],
		['price as text', { Price: '49' }],
		['no VAT rate', { VatRateType: undefined }],
		['no currency', { CurrencyId: undefined }],
		['an unknown currency', { CurrencyId: 77 }],
		['an unknown VAT code', { VatCodeId: 77 }],
		['opening day before 1753', { IsStockItem: true, InitialStockBalance: 1, InitialDateStockBalance: '0001-01-01' }],
	])('refused: %s', async (_what, change) => {
		expect(await api.post('/PriceListItems', product(change))).toMatchObject({ status: 400, code: 400 });
	});

	test('deleting what is used needs the word', async () => {
		const { Id } = (await api.post('/PriceListItems', product())).data;
		await api.post('/SalesReceipts', receipt(1, 100, { Items: [item(100, { PriceListItemId: Id })] }));
		expect(await api.delete(`/PriceListItems/${Id}/false`)).toMatchObject({ status: 400, code: 101 });
		expect(await api.delete(`/PriceListItems/${Id}/true`)).toMatchObject({ status: 200, data: true });
		expect((await api.delete(`/PriceListItems/${Id}`)).status).toBe(405);
	});
});

describe('stock', () => {
	let id: number;
	beforeEach(async () => {
		id = (await api.post('/PriceListItems', product({ IsStockItem: true, InitialStockBalance: 10.5, InitialDateStockBalance: '2026-01-01' }))).data.Id;
	});
	const balance = async (): Promise<number> => (await api.get(`/PriceListItems/${id}`)).data.StockBalance;
	const movements = async (): Promise<any[]> => (await api.list('/StockMovements', { filter: `(PriceListItemId~eq~${id})`, sort: 'Id~Asc' })).data.Items;

	test('the opening balance is a movement', async () => {
		expect(await movements()).toMatchObject([{ Amount: 10.5, DateOfMovement: '2026-01-01' }]);
		expect(await balance()).toBe(10.5);
	});

	test('movements: in, out, never 0; only the note changes', async () => {
		const { data: defaults } = await api.get(`/StockMovements/Default/${id}`);
		expect(defaults).toMatchObject({ PriceListItemId: id, DateOfMovement: DAY });
		expect((await api.post('/StockMovements', defaults)).message).toContain('must not be 0');
		const { data } = await api.post('/StockMovements', { ...defaults, Amount: -0.3, Note: 'rozbito' });
		expect(await balance()).toBe(10.2);
		expect((await api.patch('/StockMovements', { Id: data.Id, Note: 'Note', Amount: 5 })).data).toMatchObject({ Note: 'Note', Amount: -0.3 });
		expect(server.state.remarks).toEqual(['StockMovementPatchModel: Amount is not known and ignored.']);
		expect((await api.delete(`/StockMovements/${data.Id}`)).data).toBe(true);
		expect(await balance()).toBe(10.5);
		expect((await api.post('/StockMovements', { ...defaults, Amount: 1, Note: 'x'.repeat(101) })).status).toBe(400);
		expect((await api.post('/StockMovements', { ...defaults, Amount: 1, PriceListItemId: 5 })).status).toBe(404);
	});

	test('what is not kept in stock has no movements', async () => {
		const other = (await api.post('/PriceListItems', product())).data.Id;
		expect((await api.post('/StockMovements', { PriceListItemId: other, Amount: 1, DateOfMovement: DAY })).status).toBe(400);
	});

	test('a receipt line takes from stock; changing and deleting the receipt give back', async () => {
		const made = (await api.post('/SalesReceipts', receipt(1, 98, { Items: [item(49, { Amount: 2, PriceListItemId: id })] }))).data;
		expect(await balance()).toBe(8.5);
		const [, own] = await movements();
		expect(own).toMatchObject({ Amount: -2, Note: 'Doklad PR2600001' });
		expect((await api.delete(`/StockMovements/${own.Id}`)).status).toBe(400);
		await api.patch('/SalesReceipts', { Id: made.Id, Items: [{ Id: made.Items[0].Id, Name: 'Káva', Amount: 3 }] });
		expect(await balance()).toBe(7.5);
		await api.delete(`/SalesReceipts/${made.Id}`);
		expect(await balance()).toBe(10.5);
	});
});

describe('contacts and tags', () => {
	const contact = { CompanyName: 'Odběratel s.r.o.', CountryId: 2, IdentificationNumber: '87654321', DeliveryAddresses: [{ Name: 'Sklad', City: 'Brno' }] };

	test('create, find by IČO, change, delete', async () => {
		expect((await api.get('/Contacts/Default')).data).toMatchObject({ CountryId: 2, CompanyName: '' });
		const { data } = await api.post('/Contacts', contact);
		expect(data).toMatchObject({ CompanyName: 'Odběratel s.r.o.', Email: null, SendReminders: false, DeliveryAddresses: [{ Name: 'Sklad', City: 'Brno' }] });
		expect((await api.post('/Contacts', contact)).status).toBe(200);
		expect((await api.list('/Contacts', { filter: '(IdentificationNumber~eq~87654321)' })).data.TotalItems).toBe(2);
		expect((await api.patch('/Contacts', { Id: data.Id, Street: 'Dlouhá 1', BankId: null })).data).toMatchObject({ Street: 'Dlouhá 1', CompanyName: 'Odběratel s.r.o.' });
		expect((await api.patch('/Contacts', { Id: data.Id, CountryId: null })).status).toBe(400);
		await api.post('/SalesReceipts', receipt(1, 100, { PartnerId: data.Id }));
		expect(await api.delete(`/Contacts/${data.Id}`)).toMatchObject({ status: 400, code: 101 });
		expect((await api.get(`/Contacts/${data.Id}?include=Country`)).data.Country).toMatchObject({ Code: 'CZE' });
	});

	test.each<[string, Record<string, unknown>]>([
		['no name', { CompanyName: undefined }],
		['no country', { CountryId: undefined }],
		['an unknown country', { CountryId: 99 }],
		['no e-mail address', { Email: 'nobody' }],
		['a postcode of 12 characters', { PostalCode: '1'.repeat(12) }],
		['a street of 101 characters', { Street: 'x'.repeat(101) }],
		['an address without name', { DeliveryAddresses: [{ City: 'Brno' }] }],
	])('refused: %s', async (_what, change) => {
		expect((await api.post('/Contacts', { ...contact, ...change })).status).toBe(400);
	});

	test('tags', async () => {
		const { data } = await api.post('/Tags', { Name: 'P1', Color: '#aabbcc' });
		const made = (await api.post('/SalesReceipts', receipt(1, 100, { Tags: [data.Id] }))).data;
		expect((await api.patch('/Tags', { Id: data.Id, Name: 'P2' })).data).toEqual({ Id: data.Id, Name: 'P2', Color: '#aabbcc' });
		expect((await api.post('/Tags', { Name: 'P1', Color: 'red' })).status).toBe(400);
		expect((await api.get('/Tags')).data.TotalItems).toBe(2);
		await api.delete(`/Tags/${data.Id}`);
		expect((await api.get(`/SalesReceipts/${made.Id}`)).data.Tags).toEqual([]);
	});
});

describe('code lists and agenda', () => {
	const all = async (path: string): Promise<any[]> => (await api.list(path, { pageSize: 200, sort: 'Id~Asc' })).data.Items;

	test('rates of VAT by day', async () => {
		const czech = (await all('/VatRates')).filter(({ CountryId }) => CountryId === 2);
		const on = (day: string) => czech.filter((row) => row.DateValidityFrom <= day && day <= row.DateValidityTo).map(({ RateType, Rate }) => [RateType, Rate]).sort();
		expect(on('2026-11-14')).toEqual([[0, 12], [1, 21], [2, 0]]);
		expect(on('2023-12-31')).toEqual([[0, 15], [1, 21], [2, 0], [3, 10]]);
		expect((await api.get(`/VatRates/${czech[0].Id}?include=Country`)).data.Country.Code).toBe('CZE');
	});

	test('payment options, currencies, countries, POS equipments', async () => {
		expect((await all('/PaymentOptions')).filter(({ IsRounded }) => IsRounded).map(({ Id, Name }) => [Id, Name])).toEqual([[3, 'Hotově']]);
		expect((await api.get('/PaymentOptions/2')).data).toMatchObject({ Name: 'Kartou' });
		expect((await all('/Currencies')).slice(0, 2).map(({ Code }) => Code)).toEqual(['CZK', 'EUR']);
		expect((await all('/Countries')).slice(0, 2).map(({ Code }) => Code)).toEqual(['SVK', 'CZE']);
		expect((await api.list('/SalesPosEquipments', { filter: '(SalesPosEquipmentType~eq~External)', sort: 'Id~Asc' })).data.Items.map(({ Designation }: any) => Designation)).toEqual(['P1', 'P2']);
		expect((await api.get('/SalesPosEquipments/801?include=SalesOffice')).data.SalesOffice).toMatchObject({ City: 'Praha' });
		expect((await api.get('/SalesOffices/811')).data).toMatchObject({ Designation: 11 });
		expect((await api.list('/ExchangeRates', { filter: '(CurrencyId~eq~2)' })).data.TotalItems).toBe(1);
		expect((await api.get('/VatCodes')).data.TotalItems).toBe(2);
		expect(await api.get('/SalesPosEquipments/Info')).toMatchObject({ status: 403, code: 420 });
	});

	test('all code lists in one call, and which have changed', async () => {
		const { data } = await api.get('/System/GetCodeBooks?includeVectorData=false');
		expect(Object.keys(data)).toEqual(['Banks', 'ConstantSymbols', 'Countries', 'Currencies', 'PaymentOptions', 'VatCodes', 'VatRates', 'VatReverseChargeCodes']);
		expect(data.VatRates[0]).toMatchObject({ Vector: null, RateType: 1 });
		expect((await api.get('/System/GetCodeBooks')).data.PaymentOptions[0].Vector).toHaveLength(8);
		expect((await api.get('/System/GetCodeBooksChanges?lastCheck=2025-12-31')).data).toMatchObject({ VatRates: true, Bank: true, Currencies: true });
		expect((await api.get('/System/GetCodeBooksChanges?lastCheck=2026-06-01')).data).toMatchObject({ VatRates: false, ExchangeRates: false });
		expect((await api.get('/System/GetCodeBooksChanges')).status).toBe(400);
	});

	test('the agenda', async () => {
		server.state.seedSettings({ agenda: { rounding: 2 } });
		const { data } = await api.get('/Account/CurrentAgenda');
		expect(data).toMatchObject({ Id: 4711, RoundingDifference: 2, VatRegistrationType: 1, DefaultCurrencyId: 1, AllowEditExported: true, Subscription: { Type: 2, DateTo: '2027-12-31' }, CashRegisters: [{ Name: 'Hlavní pokladna' }, { CurrencyId: 2 }] });
		expect((await api.get('/Account/Agendas')).data).toMatchObject({ TotalItems: 1, Items: [{ Id: 4711 }] });
	});

	test('numeric sequences', async () => {
		expect((await api.list('/NumericSequences', { filter: '(DocumentType~eq~SalesReceipt)' })).data.Items).toMatchObject([{ Id: 601, LastNumber: 0, Year: 2026 }]);
		await api.patch('/NumericSequences', { Id: 601, LastNumber: 41 });
		expect((await api.get('/SalesReceipts/Default')).data.DocumentSerialNumber).toBe(42);
		expect((await api.get('/NumericSequences/601?year=2025')).data).toMatchObject({ LastNumber: 0, Year: 2025 });
		for (const NumberFormat of ['PR{RR}', 'PRODEJKY{NNNNN}']) expect((await api.patch('/NumericSequences', { Id: 601, NumberFormat })).status).toBe(400);
		server.state.table('NumericSequences').push({ Id: 699, DocumentType: 6, Name: 'Druhá', NumberFormat: 'D{NNNN}', IsDefault: false });
		expect(await api.patch('/NumericSequences', { Id: 699, NumberFormat: 'PR{RR}{NNNNN}' })).toMatchObject({ status: 409, code: 123 });
		expect((await api.patch('/NumericSequences', { Id: 699, IsDefault: true })).status).toBe(200);
		expect((await api.get('/NumericSequences/601')).data.IsDefault).toBe(false);
	});
});

describe('exported flags', () => {
	let id: number;
	beforeEach(async () => {
		id = (await api.post('/SalesReceipts', receipt(1))).data.Id;
	});
	const flag = (Exported: number, EntityType = 8, Id = id) => api.put('/Batch/Exported', { Items: [{ Id, EntityType, Exported }] });
	const state = async (): Promise<number> => (await api.get(`/SalesReceipts/${id}`)).data.Exported;

	test('set and taken back; changing marks as changed', async () => {
		expect((await flag(1)).body.Results).toMatchObject([{ IsSuccess: true, Data: { Id: id, EntityType: 8, Exported: 1 } }]);
		expect(await state()).toBe(1);
		await api.patch('/SalesReceipts', { Id: id, Note: 'x' });
		expect(await state()).toBe(2);
		await flag(0);
		expect(await state()).toBe(0);
		expect((await api.list(`/Logs/${id}/SalesReceipt`, { sort: 'Id~Asc' })).data.Items.map(({ ActionType }: any) => ActionType)).toEqual([1, 11, 2, 12]);
	});

	test('an agenda that protects what was exported', async () => {
		server.state.seedSettings({ agenda: { allowEditExported: false } });
		await flag(1);
		expect(await api.patch('/SalesReceipts', { Id: id, Note: 'x' })).toMatchObject({ status: 400, code: 107 });
		expect(await api.delete(`/SalesReceipts/${id}`)).toMatchObject({ status: 400, code: 107 });
	});

	test('its numbers of entities are not those of webhooks; what is not there', async () => {
		const price = (await api.post('/PriceListItems', product())).data.Id;
		expect((await flag(1, 10, price)).body.Results[0].IsSuccess).toBe(true);
		for (const [entity, which] of [[6, id], [8, price], [8, 5]] as const) expect((await flag(1, entity, which)).body.Results[0]).toMatchObject({ IsSuccess: false, StatusCode: 404 });
		expect((await api.put('/Batch/Exported', { Items: [{ Id: id, Exported: 1 }, { Id: id, EntityType: 9, Exported: 1 }] })).body.Results.map((one: any) => one.StatusCode)).toEqual([400, 400]);
	});
});
