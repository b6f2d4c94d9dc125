/** /IssuedInvoices (faktury vydané), their payment and PDF. There is no batch. */
import { badRequest, notFound } from '../errors.mts';
import { dayOf, dropMovements, mayChange } from '../documents/common.mts';
import { createInvoice, patchInvoice, setPaid } from '../documents/invoice.mts';
import { computeInvoice } from '../documents/invoiceLines.mts';
import { nextNumber, sequenceFor, variableSymbol, formatNumber } from '../documents/numbers.mts';
import { needReferences } from '../documents/prices.mts';
import { pdfOf } from '../pdf.mts';
import type { Call, Route } from '../router.mts';
import { isDate } from '../rules/check.mts';
import { ENUMS } from '../rules/enums.mts';
import { detail } from '../shape.mts';
import type { State } from '../state.mts';
import type { Entity } from '../types.mts';
import { deleteRoute, detailRoute, listRoute } from './common.mts';

type Body = Record<string, any>;

const MATURITY_DAYS = 14;

const addDays = (date: string, days: number): string => new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);

function defaults({ state, query }: Call): Body {
	const template = query.get('templateId');
	if (template !== undefined) throw notFound('Template', template);
	const sequence = sequenceFor(state, ENUMS.DocumentType.IssuedInvoice);
	const number = nextNumber(state, sequence, state.today);
	return {
		AccountNumber: null, BankId: null, ConstantSymbolId: 1, CurrencyId: state.settings.agenda.homeCurrencyId, DateOfIssue: state.today, DateOfMaturity: addDays(state.today, MATURITY_DAYS), DateOfPayment: null,
		DateOfTaxing: state.today, DateOfVatApplication: null, DeliveryAddressId: null, Description: '', DiscountPercentage: 0, DocumentSerialNumber: number, EetResponsibility: 0, ExchangeRate: 1, ExchangeRateAmount: 1,
		HasVatRegimeOss: false, Iban: null, IsEet: false, IsIncomeTax: true,
		Items: [{ Amount: 1, Code: '', DiscountName: '', DiscountPercentage: 0, InvoiceProformaId: null, IsTaxMovement: false, ItemType: 0, Name: '', PriceListItemId: null, PriceType: 0, Unit: '', UnitPrice: 0, VatCodeId: null, VatRateType: 1, VatRate: null }],
		ItemsTextPrefix: 'Fakturujeme Vám:', ItemsTextSuffix: '', Note: '', NumericSequenceId: sequence.Id, OrderNumber: '', PaymentOptionId: 1, PartnerId: null, ProformaInvoices: null, ReportLanguage: 1, SalesOrderId: null,
		SalesPosEquipmentId: null, Swift: null, Tags: [], VariableSymbol: variableSymbol(formatNumber(sequence['NumberFormat'] as string, state.today, number)), VatOnPayStatus: 0, VatReverseChargeCodeId: null, VatRatePeriods: [],
		VatRegime: state.settings.agenda.vatRegistration === ENUMS.VatRegistrationType.VatPayer ? 1 : 0,
	};
}

function recount(state: State, body: Body): Body {
	needReferences(state, [['PaymentOptions', 'PaymentOptionId', body['PaymentOptionId']]]);
	const normal = (body['Items'] as Body[]).filter((item) => item['ItemType'] !== ENUMS.IssuedInvoiceItemType.ItemTypeRound);
	const { exchange, items, prices } = computeInvoice(state, body, normal, (item) => (item['Id'] as number | undefined) ?? 0);
	return {
		CurrencyId: body['CurrencyId'],
		ExchangeRate: exchange.rate,
		ExchangeRateAmount: exchange.per,
		DiscountPercentage: body['DiscountPercentage'] ?? 0,
		DiscountType: body['DiscountPercentage'] ? 3 : 0,
		Items: items.map(({ Amount, DiscountPercentage, Id, ItemType, Name, Prices, PriceType, VatRate, VatRateType }) => ({ Amount, DiscountPercentage, Id, ItemType, Name, Prices, PriceType, VatRate, VatRateType })),
		PaymentOptionId: body['PaymentOptionId'],
		Prices: prices,
	};
}

function copy(call: Call): Body {
	const { state, params } = call;
	const row = state.need('IssuedInvoices', Number(params['id']));
	const { DeliveryAddressId: _delivery, ProformaInvoices: _proforma, SalesOrderId: _order, VatRatePeriods: _periods, ...base } = defaults(call);
	const kept = ['CurrencyId', 'Description', 'DiscountPercentage', 'DiscountType', 'ExchangeRate', 'ExchangeRateAmount', 'IsIncomeTax', 'ItemsTextPrefix', 'ItemsTextSuffix', 'Note', 'OrderNumber', 'PartnerId', 'PaymentOptionId', 'DeliveryAddress', 'DateOfVatApplication', 'SalesPosEquipmentId'];
	const items = (row['Items'] as Entity[]).map(({ Amount, Code, DiscountName, DiscountPercentage, IsTaxMovement, ItemType, Name, PriceListItemId, PriceType, Unit, Prices, VatCodeId, VatRateType }) => ({
		Amount, Code, DiscountName, DiscountPercentage, IsTaxMovement, ItemType, Name, PriceListItemId, PriceType, Unit, UnitPrice: Prices.UnitPrice, VatCodeId, VatRateType,
	}));
	return { ...base, ...Object.fromEntries(kept.map((name) => [name, row[name]])), ConstantSymbolId: row['ConstantSymbolId'] ?? 1, Items: items, Tags: (row['Tags'] as Array<{ TagId: number }>).map(({ TagId }) => TagId) };
}

function drop(state: State, row: Entity): void {
	mayChange(state, row);
	if (row['_paid'] === true) throw badRequest('The invoice has payments.', 'PaymentsDependency');
	dropMovements(state, row.Id);
	state.remove('IssuedInvoices', row.Id);
	state.happened('IssuedInvoice', 'Delete', row.Id);
}

function paymentDay({ state, query }: Call): string {
	const text = query.get('dateOfPayment') ?? state.today;
	if (!isDate(text)) throw badRequest(`The value '${text}' of dateOfPayment is not a date.`);
	return dayOf(text);
}

/** Always JSON with Base64 in Data; `compressed` and `language` change nothing here. */
const pdf = (table: 'SalesReceipts' | 'IssuedInvoices', title: string) => ({ state, params }: Call): string => {
	const row = state.need(table, Number(params['id']));
	return pdfOf(`${title} ${row['DocumentNumber'] as string}`, [`${row['DateOfIssue'] as string}`, `${row['Prices'].TotalWithVat as number}`]).toString('base64');
};

export const invoiceRoutes: Route[] = [
	listRoute('IssuedInvoices', undefined, (_state, { ProformaInvoices: _proforma, VatRatePeriods: _periods, ...row }) => row as Entity),
	detailRoute('IssuedInvoices'),
	deleteRoute('IssuedInvoices', drop),
	{ method: 'GET', path: '/IssuedInvoices/Default', query: ['templateId'], run: defaults },
	{ method: 'GET', path: '/IssuedInvoices/{id}/Copy', run: copy },
	{ method: 'POST', path: '/IssuedInvoices', body: 'IssuedInvoicePostModel', run: ({ state }, body) => detail(state, 'IssuedInvoices', createInvoice(state, body)) },
	{ method: 'POST', path: '/IssuedInvoices/Recount', body: 'IssuedInvoiceRecountPostModel', run: ({ state }, body) => recount(state, body) },
	{ method: 'PATCH', path: '/IssuedInvoices', body: 'IssuedInvoicePatchModel', run: ({ state }, body) => detail(state, 'IssuedInvoices', patchInvoice(state, body)) },
	{
		method: 'PUT',
		path: '/IssuedDocumentPayments/FullyPay/{invoiceId}',
		query: ['dateOfPayment', 'salesPosEquipmentId'],
		run: (call) => {
			setPaid(call.state, Number(call.params['invoiceId']), paymentDay(call));
			return true;
		},
	},
	{
		method: 'PUT',
		path: '/IssuedDocumentPayments/FullyUnpay/{invoiceId}',
		run: ({ state, params }) => {
			setPaid(state, Number(params['invoiceId']), undefined);
			return true;
		},
	},
	{ method: 'GET', path: '/Reports/SalesReceipt/{id}/Pdf', query: ['language', 'compressed'], run: pdf('SalesReceipts', 'Prodejka') },
	{ method: 'GET', path: '/Reports/IssuedInvoice/{id}/Pdf', query: ['language', 'compressed'], run: pdf('IssuedInvoices', 'Faktura') },
];
