/** Invoices, cash vouchers, cash registers. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import type { IDoklad } from '../../../sandbox/idoklad/index.mts';
import { Client, DAY, start } from './helpers.mts';

let server: IDoklad;
let api: Client;
let partner: number;
beforeEach(async () => {
	server = await start();
	api = await Client.login(server);
	partner = (await api.post('/Contacts', { CompanyName: 'Odběratel s.r.o.', CountryId: 2, DeliveryAddresses: [{ Name: 'Sklad' }] })).data.Id;
});
afterEach(async () => {
	await server.close();
	expect(server.state.contractProblems).toEqual([]);
});

const line = (price: number, more: Record<string, unknown> = {}) => ({ Amount: 1, Name: 'Služba', UnitPrice: price, PriceType: 0, VatRateType: 1, DiscountPercentage: 0, IsTaxMovement: false, ...more });

/** Default first, then what is ours. */
const invoice = async (more: Record<string, unknown> = {}) => api.post('/IssuedInvoices', { ...(await api.get('/IssuedInvoices/Default')).data, PartnerId: partner, Description: 'Objednávka', Items: [line(121)], ...more });

describe('invoices', () => {
	test('Default posted with customer, description, lines', async () => {
		const { data } = await invoice();
		expect(data).toMatchObject({ DocumentNumber: '20260001', VariableSymbol: '20260001', DateOfMaturity: '2026-11-28', PaymentStatus: 0, Prices: { TotalWithVat: 121, TotalVat: 21, VatRateSummary: [{ VatRate: 21, TotalWithVat: 121 }] }, PartnerAddress: { NickName: 'Odběratel s.r.o.' } });
		expect((await api.list('/IssuedInvoices', { filter: `(PartnerId~eq~${partner}~and~NumericSequenceId~eq~602~and~IsPaid~eq~false)` })).data.TotalItems).toBe(1);
		expect((await api.get(`/IssuedInvoices/${data.Id}?include=Partner,PaymentOption`)).data).toMatchObject({ Partner: { Id: partner }, PaymentOption: { Id: 1 } });
	});

	test.each<[string, Record<string, unknown>, number, number]>([
		['no customer', { PartnerId: undefined }, 400, 400],
		['customer null', { PartnerId: null }, 400, 400],
		['no description', { Description: '' }, 400, 400],
		['due before issue', { DateOfMaturity: '2026-11-13' }, 400, 400],
		['no sequence', { NumericSequenceId: undefined }, 400, 400],
		['a sequence of receipts', { NumericSequenceId: 601 }, 400, 400],
		['a discount of 100 %', { Items: [line(1, { DiscountPercentage: 100 })] }, 400, 400],
		['no tax movement', { Items: [line(1, { IsTaxMovement: undefined })] }, 400, 400],
		['a rate that is not that of the type', { Items: [line(1, { VatRate: 12 })] }, 400, 151],
		['a variable symbol of 11 digits', { VariableSymbol: '12345678901' }, 400, 400],
		['an order number of 26 characters', { OrderNumber: 'x'.repeat(26) }, 400, 400],
		['a reduction without proforma', { Items: [line(1, { ItemType: 2 })] }, 400, 400],
		['a delivery address of somebody else', { DeliveryAddressId: 5 }, 400, 400],
	])('refused: %s', async (_what, change, status, code) => {
		expect(await invoice(change)).toMatchObject({ status, code });
	});

	test('a number that is taken', async () => {
		await invoice();
		expect(await invoice({ DocumentSerialNumber: 1 })).toMatchObject({ status: 409, code: 123 });
	});

	test('discounts of line and document; rounding by the payment option', async () => {
		const { data } = await invoice({ Items: [line(100, { DiscountPercentage: 10, VatRate: 21 }), line(50, { PriceType: 1 })], DiscountPercentage: 10 });
		expect(data.Items.map((one: any) => [one.Prices.TotalWithVatBeforeDiscount, one.Prices.TotalWithVat])).toEqual([[100, 81], [60.5, 54.45]]);
		expect(data).toMatchObject({ DiscountType: 3, Prices: { TotalWithVat: 135.45, TotalDiscountAmount: 25.05, TotalWithoutDiscount: 160.5 } });
		server.state.seedSettings({ agenda: { rounding: 2 } });
		expect((await invoice({ PaymentOptionId: 3, Items: [line(10.4)] })).data).toMatchObject({ Prices: { TotalWithVat: 10 }, Items: [{}, { ItemType: 1, Prices: { TotalWithVat: -0.4, TotalVat: 0 } }] });
	});

	test('Recount keeps Ids and types', async () => {
		const { data } = await api.post('/IssuedInvoices/Recount', { CurrencyId: 1, DateOfTaxing: DAY, DiscountPercentage: 0, PaymentOptionId: 1, Items: [{ Id: 1, Name: 'Test', Amount: 2, UnitPrice: 100, ItemType: 2, PriceType: 1, VatRateType: 1, DiscountPercentage: 0 }] });
		expect(data.Items).toMatchObject([{ Id: 1, Name: 'Test', ItemType: 2, Prices: { TotalWithVat: 242, TotalVat: 42, TotalWithoutVat: 200 } }]);
	});

	test('PATCH, Copy, PDF, DELETE', async () => {
		const { Id, Items } = (await invoice({ DeliveryAddressId: (await api.get(`/Contacts/${partner}`)).data.DeliveryAddresses[0].Id })).data;
		const changed = (await api.patch('/IssuedInvoices', { Id, Description: 'Nová', MyAddress: { AccountNumber: '555777', Iban: '5453187522' }, Items: [{ Id: Items[0].Id, UnitPrice: 60.5 }] })).data;
		expect(changed).toMatchObject({ Description: 'Nová', MyAddress: { AccountNumber: '555777', NickName: 'Kavárna Na rohu s.r.o.' }, DeliveryAddress: { Name: 'Sklad' }, Prices: { TotalWithVat: 60.5 } });
		expect((await api.patch('/IssuedInvoices', { Id, DateOfMaturity: '2020-01-01' })).status).toBe(400);
		expect((await api.get(`/IssuedInvoices/${Id}/Copy`)).data).toMatchObject({ Description: 'Nová', PartnerId: partner, DocumentSerialNumber: 2 });
		expect(Buffer.from((await api.get(`/Reports/IssuedInvoice/${Id}/Pdf`)).data, 'base64').subarray(0, 5).toString()).toBe('%PDF-');
		expect((await api.get(`/Reports/IssuedInvoice/${Id}/Pdf`, { Accept: 'application/pdf' })).status).toBe(406);
		expect((await api.delete(`/IssuedInvoices/${Id}`)).data).toBe(true);
		expect((await api.get('/IssuedInvoices/Default?templateId=1')).status).toBe(404);
	});

	test('paid and unpaid', async () => {
		const { Id } = (await invoice()).data;
		expect(await api.put(`/IssuedDocumentPayments/FullyUnpay/${Id}`)).toMatchObject({ status: 400, code: 113 });
		expect((await api.put(`/IssuedDocumentPayments/FullyPay/${Id}?dateOfPayment=2026-11-20`)).data).toBe(true);
		expect((await api.get(`/IssuedInvoices/${Id}`)).data).toMatchObject({ PaymentStatus: 1, DateOfPayment: '2026-11-20', Prices: { TotalPaid: 121 } });
		expect(await api.put(`/IssuedDocumentPayments/FullyPay/${Id}`)).toMatchObject({ status: 400, code: 110 });
		expect(await api.delete(`/IssuedInvoices/${Id}`)).toMatchObject({ status: 400, code: 106 });
		expect((await api.put(`/IssuedDocumentPayments/FullyUnpay/${Id}`)).data).toBe(true);
		expect((await api.get(`/IssuedInvoices/${Id}`)).data).toMatchObject({ PaymentStatus: 0, DateOfPayment: '1753-01-01', Prices: { TotalPaid: 0 } });
		expect((await api.put('/IssuedDocumentPayments/FullyPay/5')).status).toBe(404);
		expect((await api.put(`/IssuedDocumentPayments/FullyPay/${Id}?dateOfPayment=zitra`)).status).toBe(400);
	});
});

describe('cash vouchers', () => {
	const voucher = async (more: Record<string, unknown> = {}, kind = 'Entry') => api.post('/CashVouchers', { ...(await api.get(`/CashVouchers/Default/${kind}`)).data, Name: 'Vklad', Items: [{ Name: 'Vklad', Price: 500, PriceType: 0, VatRateType: 2 }], ...more });

	test('Default by name or number, create, list', async () => {
		expect((await api.get('/CashVouchers/Default/-1')).data.MovementType).toBe(-1);
		expect((await api.get('/CashVouchers/Default/Sideways')).status).toBe(400);
		const { data } = await voucher();
		expect(data).toMatchObject({ DocumentNumber: 'PD260001', MovementType: 1, CashRegisterId: 501, CurrencyId: 1, Status: 0, Prices: { TotalWithVat: 500 }, Items: [{ Price: 500, Amount: 1 }] });
		await voucher({ Name: 'Výběr' }, 'Issue');
		expect((await api.list('/CashVouchers', { filter: '(MovementType~eq~-1)' })).data.Items).toMatchObject([{ Name: 'Výběr' }]);
		expect((await voucher({ CashRegisterId: 502, ExchangeRate: 0 })).data).toMatchObject({ CurrencyId: 2, ExchangeRate: 25.125 });
	});

	test.each<[string, Record<string, unknown>, number]>([
		['no lines', { Items: [] }, 400],
		['a line without price', { Items: [{ Name: 'x', PriceType: 0, VatRateType: 2 }] }, 400],
		['a cash register that is not there', { CashRegisterId: 5 }, 400],
		['a blank name', { Name: ' ' }, 400],
		['movement 0', { MovementType: 0 }, 400],
		['a person of 101 characters', { Person: 'x'.repeat(101) }, 400],
	])('refused: %s', async (_what, change, status) => {
		expect((await voucher(change)).status).toBe(status);
	});

	test('a number that is taken, VAT by hand, PATCH, DELETE', async () => {
		const { data } = await voucher();
		expect(await voucher({ DocumentSerialNumber: 1 })).toMatchObject({ status: 409, code: 123 });
		const recount = await api.post('/CashVouchers/Recount', { CurrencyId: 1, DateOfTransaction: DAY, Items: [{ Id: 1, CustomVat: 10, UnitPrice: 100, PriceType: 1, VatRateType: 1 }] });
		expect(recount.data.Prices.VatRateSummary).toMatchObject([{ TotalWithoutVat: 100, TotalWithVat: 110 }]);
		expect((await api.patch('/CashVouchers', { Id: data.Id, Name: 'Jiný', Items: [{ Id: data.Items[0].Id, Price: 400 }] })).data).toMatchObject({ Name: 'Jiný', Prices: { TotalWithVat: 400 } });
		expect((await api.delete(`/CashVouchers/${data.Id}`)).data).toBe(true);
	});

	test('paired with an invoice: it is paid, and unpaid again', async () => {
		const { Id } = (await invoice()).data;
		const { data: defaults } = await api.get(`/CashVouchers/Default/IssuedInvoice/${Id}`);
		const { data } = await api.post('/CashVouchers', defaults);
		expect(data).toMatchObject({ PairedDocument: { DocumentId: Id, DocumentNumber: '20260001', DocumentType: 0 }, Status: 1 });
		expect((await api.get(`/IssuedInvoices/${Id}`)).data.PaymentStatus).toBe(1);
		expect(await voucher({ PairedDocument: { DocumentId: Id, DocumentType: 0 } })).toMatchObject({ status: 400, code: 139 });
		expect((await api.patch('/CashVouchers', { Id: data.Id, PairedDocument: { DocumentId: null, DocumentType: null } })).data.PairedDocument).toBeNull();
		expect((await api.get(`/IssuedInvoices/${Id}`)).data.PaymentStatus).toBe(0);
		const pair = (CashVoucherId: number) => api.post('/CashVouchers/PairWithDocument', { CashVoucherId, DocumentType: 0, DocumentId: Id });
		expect(await pair((await voucher()).data.Id)).toMatchObject({ status: 400, code: 146 });
		expect(await pair((await voucher({ CashRegisterId: 502 })).data.Id)).toMatchObject({ status: 400, code: 141 });
		expect(await pair(data.Id)).toMatchObject({ status: 200, data: true });
		expect(await pair(data.Id)).toMatchObject({ status: 400, code: 145 });
		await api.delete(`/CashVouchers/${data.Id}`);
		expect((await api.get(`/IssuedInvoices/${Id}`)).data.PaymentStatus).toBe(0);
		expect(server.state.table('CashVouchers')).toHaveLength(2);
	});
});

describe('cash registers', () => {
	const create = (more: Record<string, unknown> = {}) => api.post('/CashRegisters', { CurrencyId: 1, Name: 'Bar', ...more });

	test('create, change, delete, only one default', async () => {
		const { data } = await create({ DateInitialState: '2026-01-01', InitialState: 1000, IsDefault: true });
		expect(data).toMatchObject({ Name: 'Bar', InitialState: 1000, IsDefault: true });
		expect((await api.get('/CashRegisters/501?include=Currency')).data).toMatchObject({ IsDefault: false, Currency: { Code: 'CZK' } });
		expect((await api.patch('/CashRegisters', { Id: data.Id, Name: 'Terasa' })).data).toMatchObject({ Name: 'Terasa', InitialState: 1000 });
		expect((await api.delete(`/CashRegisters/${data.Id}`)).data).toBe(true);
		expect(await api.delete('/CashRegisters/501')).toMatchObject({ status: 400, code: 117 });
		expect((await api.list('/CashRegisters', { filter: '(CurrencyId~eq~2)' })).data.TotalItems).toBe(1);
	});

	test('five in the home currency, one in a foreign one', async () => {
		expect((await create({ CurrencyId: 2 })).status).toBe(400);
		for (let more = 0; more < 4; more += 1) expect((await create()).status).toBe(200);
		expect((await create()).status).toBe(400);
	});

	test.each<[string, Record<string, unknown>]>([
		['no name', { Name: undefined }],
		['a name of 101 characters', { Name: 'x'.repeat(101) }],
		['an opening state without day', { InitialState: 5 }],
		['an unknown currency', { CurrencyId: 99 }],
	])('refused: %s', async (_what, change) => {
		expect((await create(change)).status).toBe(400);
	});
});
