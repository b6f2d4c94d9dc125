import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import { accountReceipts } from '../../../sandbox/idoklad/documents/accounting.mts';
import type { IDoklad } from '../../../sandbox/idoklad/index.mts';
import { CARD, CASH, Client, DAY, item, receipt, receipts, start } from './helpers.mts';

let server: IDoklad;
let api: Client;
beforeEach(async () => {
	server = await start();
	api = await Client.login(server);
});
afterEach(async () => {
	await server.close();
	expect(server.state.contractProblems).toEqual([]);
});

const without = (name: string): Record<string, any> => Object.fromEntries(Object.entries(receipt(1)).filter(([key]) => key !== name));

describe('what a receipt needs', () => {
	test.each(['CurrencyId', 'DateOfIssue', 'DocumentSerialNumber', 'ExternalDocumentNumber', 'IsCumulative', 'IsIncomeTax', 'Name', 'Items', 'Payments'])('%s is required', async (name) => {
		const answer = await api.post('/SalesReceipts', without(name));
		expect(answer).toMatchObject({ status: 400, code: 400, data: null, message: `The ${name} field is required.` });
		expect(receipts(server)).toEqual([]);
	});

	const payment = (more: Record<string, unknown>) => ({ Payments: [{ PaymentOptionId: CARD, PaymentAmount: 100, PaymentTransactionCode: '', ...more }] });
	test.each<[string, Record<string, unknown>]>([
		['an empty name', { Name: '' }],
		['a blank name', { Name: '  ' }],
		['a name of 201 characters', { Name: 'x'.repeat(201) }],
		['an external number of 21 characters', { ExternalDocumentNumber: 'x'.repeat(21) }],
		['null as external number', { ExternalDocumentNumber: null }],
		['no lines', { Items: [] }],
		['no payment', { Payments: [] }],
		['three payments', { Payments: [1, 2, 3].map((PaymentOptionId) => ({ PaymentOptionId, PaymentAmount: 100 / 3, PaymentTransactionCode: '' })) }],
		['a payment without transaction code', payment({ PaymentTransactionCode: undefined })],
		['a transaction code of 51 characters', payment({ PaymentTransactionCode: 'x'.repeat(51) })],
		['a payment option that is not there', payment({ PaymentOptionId: 99 })],
		['a customer 0', { PartnerId: 0 }],
		['a customer that is not there', { PartnerId: 123 }],
		['a POS equipment that is not there', { SalesPosEquipmentId: 123 }],
		['a tag that is not there', { Tags: [1] }],
		['a number as text', { CurrencyId: '1' }],
		['a currency that is not there', { CurrencyId: 99 }],
		['a day that does not exist', { DateOfIssue: '2026-02-30' }],
		['a Czech date', { DateOfIssue: '14.11.2026' }],
		['a day before 1753', { DateOfIssue: '1752-12-31' }],
		['serial number 0', { DocumentSerialNumber: 0 }],
		['a number longer than the sequence allows', { DocumentSerialNumber: 1_234_567 }],
		['a line of a unit of 21 characters', { Items: [item(100, { Unit: 'x'.repeat(21) })] }],
		['a line with five decimal places', { Items: [item(100, { UnitPrice: 33.33333, Amount: 3 })] }],
		['a line with price type 2', { Items: [item(100, { PriceType: 2 })] }],
		['a rate by name', { Items: [item(100, { VatRateType: 'Basic' })] }],
		['a price list item that is not there', { Items: [item(100, { PriceListItemId: 5 })] }],
		['payments that do not add up', payment({ PaymentAmount: 99.99 })],
	])('%s', async (_what, change) => {
		expect(await api.post('/SalesReceipts', receipt(1, 100, change))).toMatchObject({ status: 400, code: 400 });
		expect(receipts(server)).toEqual([]);
	});

	test('a rate that no longer applies', async () => {
		expect(await api.post('/SalesReceipts', receipt(1, 100, { Items: [item(100, { VatRateType: 3 })] }))).toMatchObject({ status: 400, code: 151 });
		expect(await api.post('/SalesReceipts', receipt(1, 100, { DateOfIssue: '2023-05-05', Items: [item(100, { VatRateType: 3 })] }))).toMatchObject({ status: 200 });
	});
});

describe('what becomes of it', () => {
	test('the answer, the detail, the list', async () => {
		const { data } = await api.post('/SalesReceipts', receipt(1, 112, { Items: [item(112, { Unit: 'ks' })], Note: 'Děkujeme', Tags: [701], SalesPosEquipmentId: 801 }));
		expect(data).toMatchObject({
			DocumentNumber: 'PR2600001',
			DateOfIssue: DAY,
			Exported: 0,
			IsAccounted: false,
			Currency: null,
			Items: [{ Amount: 1, ItemType: 0, VatRate: 12, Prices: { UnitPrice: 112, TotalWithVat: 112, TotalVat: 12, TotalWithoutVat: 100 } }],
			Payments: [{ PaymentOptionId: CARD, TransactionCode: '', Prices: { PaymentAmount: 112 } }],
			Prices: { TotalWithVat: 112, TotalVat: 12, TotalWithoutVat: 100 },
			Tags: [{ TagId: 701, Tag: null }],
			Metadata: { DateCreated: '2026-11-14T11:00:00.000' },
		});
		expect(data.Items[0]).not.toHaveProperty('UnitPrice');
		expect(JSON.stringify(data)).not.toContain('"_');
		expect((await api.get(`/SalesReceipts/${data.Id}`)).data).toEqual(data);
		const list = (await api.get('/SalesReceipts')).data;
		expect(list).toMatchObject({ TotalItems: 1, TotalPages: 1 });
		expect(list.Items[0]).not.toHaveProperty('Currency');
		expect(list.Items[0]).toMatchObject({ Id: data.Id, Name: 'Účtenka P1/1' });
	});

	test('nothing prevents the same receipt twice', async () => {
		const ids = [];
		for (const serial of [1, 2]) ids.push((await api.post('/SalesReceipts', receipt(serial, 100, { ExternalDocumentNumber: 'P1/7', Name: 'Účtenka P1/7' }))).data.Id);
		expect(new Set(ids).size).toBe(2);
	});

	test('VAT: 2 × 99.2 without VAT, gross with VAT, a return', async () => {
		const Items = [item(99.2, { Amount: 2, PriceType: 1, VatRateType: 1 }), item(19.9, { Amount: 0.333 }), item(50, { Amount: -1, VatRateType: 2 })];
		const { data } = await api.post('/SalesReceipts', receipt(1, 196.69, { Items }));
		expect(data.Items.map((line: any) => [line.Prices.TotalWithoutVat, line.Prices.TotalVat, line.Prices.TotalWithVat])).toEqual([
			[198.4, 41.66, 240.06],
			[5.92, 0.71, 6.63],
			[-50, 0, -50],
		]);
		expect(data.Prices).toMatchObject({ TotalWithVat: 196.69, TotalVat: 42.37, TotalWithoutVat: 154.32 });
	});

	test('who pays no VAT has none', async () => {
		server.state.seedSettings({ agenda: { vatRegistration: 0 } });
		const { data } = await api.post('/SalesReceipts', receipt(1));
		expect(data).toMatchObject({ VatRegime: 0, Items: [{ VatRate: 0 }], Prices: { TotalVat: 0, TotalWithVat: 100 } });
	});

	test('a foreign currency: with its rate, or with that of the list', async () => {
		const euro = (serial: number, more: Record<string, unknown>) => api.post('/SalesReceipts', receipt(serial, 10, { CurrencyId: 2, ...more }));
		expect((await euro(1, { ExchangeRate: 24, ExchangeRateAmount: 1 })).data).toMatchObject({ ExchangeRate: 24, Prices: { TotalWithVat: 10, TotalWithVatHc: 240 } });
		expect((await euro(2, {})).data).toMatchObject({ ExchangeRate: 25.125, Prices: { TotalWithVatHc: 251.25 } });
	});

	test('two payments; a single one without an amount is the total', async () => {
		const Payments = [{ PaymentOptionId: CASH, PaymentAmount: 30, PaymentTransactionCode: '' }, { PaymentOptionId: CARD, PaymentAmount: 70, PaymentTransactionCode: 'T1' }];
		expect((await api.post('/SalesReceipts', receipt(1, 100, { Payments }))).data.Payments).toHaveLength(2);
		expect((await api.post('/SalesReceipts', receipt(2, 100, { Payments: [{ PaymentOptionId: CASH, PaymentTransactionCode: '' }] }))).data.Payments[0].Prices.PaymentAmount).toBe(100);
		expect((await api.post('/SalesReceipts', receipt(3, 100, { Payments: [{ PaymentOptionId: CASH, PaymentTransactionCode: '' }, Payments[1]] }))).status).toBe(400);
	});

	test('payments that do not add up, where the agenda takes them', async () => {
		server.state.seedSettings({ paymentMismatch: 'accept' });
		expect((await api.post('/SalesReceipts', receipt(1, 100, { Payments: [{ PaymentOptionId: CARD, PaymentAmount: 1, PaymentTransactionCode: '' }] }))).status).toBe(200);
		expect(server.state.remarks).toEqual(['The payments add up to 1, the document to 100.']);
	});

	test('Default posted back with a name; unknown properties are ignored with a remark', async () => {
		const { data } = await api.get('/SalesReceipts/Default');
		expect(data).toMatchObject({ DocumentSerialNumber: 1, VatRegime: 1, Items: [{ UnitPrice: 0 }], Payments: [{ PaymentTransactionCode: '' }] });
		const body = { ...data, Name: 'Test', Items: [{ ...data.Items[0], Name: 'Test' }] };
		expect((await api.post('/SalesReceipts', body)).status).toBe(200);
		expect(server.state.remarks).toEqual(['SalesReceiptPostModel: VatRegime is not known and ignored.']);
	});
});

describe('rounding by the agenda', () => {
	const recount = (price: number, options: number[], more: Record<string, unknown> = {}) =>
		api.post('/SalesReceipts/Recount', { CurrencyId: 1, DateOfIssue: DAY, Items: [item(price, { Id: 1 })], Payments: options.map((PaymentOptionId) => ({ PaymentOptionId })), ...more });

	test.each<[0 | 1 | 2, number[], number]>([
		[0, [CASH], 100.4],
		[1, [CARD], 100],
		[2, [CASH], 100],
		[2, [CARD], 100.4],
		[2, [CARD, CASH], 100],
	])('setting %s with options %j', async (rounding, options, total) => {
		server.state.seedSettings({ agenda: { rounding } });
		const { data } = await recount(100.4, options);
		expect(data.Prices.TotalWithVat).toBe(total);
		const rounds = data.Items.filter(({ ItemType }: any) => ItemType === 1);
		expect(rounds).toHaveLength(total === 100 ? 1 : 0);
		if (total === 100) expect(rounds[0]).toMatchObject({ Name: 'Zaokrouhlení', Prices: { TotalWithVat: -0.4, TotalVat: 0, TotalWithoutVat: -0.4 }, VatRate: 0 });
	});

	test('a rounding line that is sent gives its name and no amount', async () => {
		server.state.seedSettings({ agenda: { rounding: 1 } });
		const Items = [item(99.2, { Id: 5, Amount: 2, PriceType: 1, VatRateType: 1, ItemType: 0 }), item(0.1, { Name: 'Rounding', ItemType: 1 })];
		const { data } = await recount(0, [1], { Items });
		expect(data.Items.map(({ Id, Name, Prices }: any) => [Id, Name, Prices.TotalWithVat])).toEqual([
			[5, 'Káva', 240.06],
			[0, 'Rounding', -0.06],
		]);
	});

	test('a posted receipt gets the line, its payment is the rounded sum, Copy shows it', async () => {
		server.state.seedSettings({ agenda: { rounding: 2 } });
		const cash = (amount: number) => ({ Payments: [{ PaymentOptionId: CASH, PaymentAmount: amount, PaymentTransactionCode: '' }] });
		expect((await api.post('/SalesReceipts', receipt(1, 99.5, cash(99.5)))).status).toBe(400);
		const { data } = await api.post('/SalesReceipts', receipt(1, 99.5, cash(100)));
		expect(data.Prices.TotalWithVat).toBe(100);
		const copy = (await api.get(`/SalesReceipts/${data.Id}/Copy`)).data;
		expect(copy.Items.filter(({ ItemType }: any) => ItemType === 1)).toHaveLength(1);
		expect(copy.DocumentSerialNumber).toBe(2);
	});

	test('foreign currencies are not rounded; Recount stores nothing', async () => {
		server.state.seedSettings({ agenda: { rounding: 1 } });
		expect((await recount(10.4, [CASH], { CurrencyId: 2, ExchangeRate: 20, ExchangeRateAmount: 1 })).data).toMatchObject({ ExchangeRate: 20, Prices: { TotalWithVat: 10.4, TotalWithVatHc: 208 } });
		expect(receipts(server)).toEqual([]);
		expect((await recount(1, [])).status).toBe(400);
		expect((await recount(1, [CASH], { Items: [item(1, { ItemType: 1 })] })).status).toBe(400);
	});

	test('an agenda that keeps fewer decimals of a unit price', async () => {
		server.state.seedSettings({ unitPriceDecimals: 2 });
		expect((await recount(0, [CARD], { Items: [item(33.3333, { Amount: 3 })] })).data.Prices.TotalWithVat).toBe(99.99);
	});
});

describe('changing and deleting', () => {
	let id: number;
	beforeEach(async () => {
		id = (await api.post('/SalesReceipts', receipt(1, 100, { SalesPosEquipmentId: 801 }))).data.Id;
	});

	test('PATCH changes what it names and nothing else', async () => {
		const { data } = await api.patch('/SalesReceipts', { Id: id, Name: 'updated name', Note: 'updated note', PartnerAddress: { CompanyName: 'CompanyUpdate' } });
		expect(data).toMatchObject({ Name: 'updated name', Note: 'updated note', PartnerAddress: { NickName: 'CompanyUpdate' }, ExternalDocumentNumber: 'P1/1', Prices: { TotalWithVat: 100 } });
	});

	test('the currency only without POS equipment', async () => {
		expect(await api.patch('/SalesReceipts', { Id: id, CurrencyId: 2 })).toMatchObject({ status: 400, code: 117 });
		expect((await api.patch('/SalesReceipts', { Id: id, CurrencyId: 2, SalesPosEquipmentId: null })).data).toMatchObject({ CurrencyId: 2, SalesPosEquipmentId: null, ExchangeRate: 25.125 });
	});

	test('lines: by Id, new ones, those not named go; the only payment follows', async () => {
		const [line] = (await api.get(`/SalesReceipts/${id}`)).data.Items;
		const { data } = await api.patch('/SalesReceipts', { Id: id, Items: [{ Id: line.Id, Name: 'Čaj', UnitPrice: 60 }, item(15)] });
		expect(data.Items.map(({ Name, Prices }: any) => [Name, Prices.TotalWithVat])).toEqual([['Čaj', 60], ['Káva', 15]]);
		expect(data).toMatchObject({ Prices: { TotalWithVat: 75 }, Payments: [{ Prices: { PaymentAmount: 75 } }] });
		expect((await api.patch('/SalesReceipts', { Id: id, Items: [{ Id: 1, Name: 'x' }] })).status).toBe(400);
		expect((await api.patch('/SalesReceipts', { Id: id, Items: [{ Name: 'x' }] })).status).toBe(400);
		expect((await api.patch('/SalesReceipts', { Id: id, Items: [{ Id: line.Id, UnitPrice: 1 }] })).message).toContain('Items[0].Name field is required');
	});

	test('null only where it means something; numbers stay', async () => {
		expect((await api.patch('/SalesReceipts', { Id: id, Name: null })).status).toBe(400);
		expect((await api.patch('/SalesReceipts', { Id: id, SalesPosEquipmentId: null })).data.SalesPosEquipmentId).toBeNull();
		expect((await api.patch('/SalesReceipts', { Id: id, IsCumulative: true, DocumentSerialNumber: 9 })).data).toMatchObject({ IsCumulative: false, DocumentSerialNumber: 1 });
		expect((await api.patch('/SalesReceipts', { Name: 'x' })).message).toBe('The Id field is required.');
		expect((await api.patch('/SalesReceipts', { Id: 5, Name: 'x' })).status).toBe(404);
	});

	test('DELETE answers true; what is gone is gone', async () => {
		expect(await api.delete(`/SalesReceipts/${id}`)).toMatchObject({ status: 200, data: true });
		expect((await api.get(`/SalesReceipts/${id}`)).status).toBe(404);
		expect((await api.delete(`/SalesReceipts/${id}`)).status).toBe(404);
	});

	test('accounted receipts stay as they are', async () => {
		const voucher = accountReceipts(server.state, [id]);
		expect((await api.get(`/SalesReceipts/${id}`)).data).toMatchObject({ IsAccounted: true, Items: [{ CashVoucherItemId: voucher['Items'][0].Id }] });
		expect(await api.patch('/SalesReceipts', { Id: id, Note: 'x' })).toMatchObject({ status: 400, code: 112 });
		expect(await api.delete(`/SalesReceipts/${id}`)).toMatchObject({ status: 400, code: 112 });
		expect(await api.patch('/CashVouchers', { Id: voucher.Id, Name: 'x' })).toMatchObject({ status: 400, code: 136 });
	});

	test('the PDF is JSON with Base64', async () => {
		const { data } = await api.get(`/Reports/SalesReceipt/${id}/Pdf`);
		expect(Buffer.from(data, 'base64').toString('latin1')).toMatch(/^%PDF-1\.4[^]*Prodejka PR2600001[^]*%%EOF\n$/);
	});
});
