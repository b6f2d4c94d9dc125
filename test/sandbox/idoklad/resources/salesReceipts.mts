/** /SalesReceipts: prodejky. */
import { badRequest } from '../errors.mts';
import { dropMovements, mayChange } from '../documents/common.mts';
import { nextNumber, sequenceFor } from '../documents/numbers.mts';
import { isRounding, needReferences, pricesOf } from '../documents/prices.mts';
import { computeReceipt, createReceipt, patchReceipt } from '../documents/receipt.mts';
import type { Route } from '../router.mts';
import { ENUMS } from '../rules/enums.mts';
import { detail } from '../shape.mts';
import type { State } from '../state.mts';
import type { Entity } from '../types.mts';
import { deleteRoute, detailRoute, listRoute } from './common.mts';

const nextSerial = (state: State): number => nextNumber(state, sequenceFor(state, ENUMS.DocumentType.SalesReceipt), state.today);

const vatRegime = (state: State): number => (state.settings.agenda.vatRegistration === ENUMS.VatRegistrationType.VatPayer ? 1 : 0);

const defaultOption = (state: State): number => state.table('PaymentOptions').find((row) => row['IsDefault'] === true)?.Id ?? 1;

const defaults = (state: State): Record<string, unknown> => ({
	CurrencyId: state.settings.agenda.homeCurrencyId,
	DateOfIssue: state.today,
	DocumentSerialNumber: nextSerial(state),
	EKasa: null,
	ElectronicRecordsOfSales: null,
	ExchangeRate: 1,
	ExchangeRateAmount: 1,
	ExternalDocumentNumber: '',
	IsCumulative: false,
	IsIncomeTax: true,
	Items: [{ Amount: 1, Name: '', PriceListItemId: null, PriceType: 0, Unit: '', UnitPrice: 0, VatRateType: vatRegime(state) === 1 ? ENUMS.VatRateType.Basic : ENUMS.VatRateType.Zero }],
	Name: '',
	Note: '',
	PartnerId: null,
	Payments: [{ PaymentAmount: 0, PaymentOptionId: defaultOption(state), PaymentTransactionCode: '' }],
	SalesPosEquipmentId: null,
	Tags: [],
	VatRegime: vatRegime(state),
});

/** Prices are computed and nothing is stored. A rounding line that is sent gives its name and no amount. */
function recount(state: State, body: Record<string, any>): unknown {
	const sent = body['Items'] as Array<Record<string, any>>;
	const optionIds = (body['Payments'] as Array<{ PaymentOptionId: number }>).map(({ PaymentOptionId }) => PaymentOptionId);
	needReferences(state, optionIds.map((id) => ['PaymentOptions', 'PaymentOptionId', id]));
	const normal = sent.filter((item) => !isRounding(item));
	if (normal.length === 0) throw badRequest('The Items field needs a line that is not a rounding line.');
	const { exchange, items, total } = computeReceipt(state, body, normal, optionIds, (item) => (item['Id'] as number | undefined) ?? 0, sent.find(isRounding)?.['Name'] as string | undefined);
	return {
		CurrencyId: body['CurrencyId'],
		ExchangeRate: exchange.rate,
		ExchangeRateAmount: exchange.per,
		Items: items.map(({ Amount, Id, Name, Prices, PriceType, VatRate, VatRateType, ItemType }) => ({ Amount, Id, Name, Prices, PriceType, VatRate, VatRateType, ItemType })),
		Payments: optionIds.map((PaymentOptionId) => ({ PaymentOptionId })),
		Prices: pricesOf(total, exchange),
	};
}

function copy(state: State, row: Entity): Record<string, unknown> {
	const items = (row['Items'] as Entity[]).map(({ Amount, ItemType, Name, PriceListItemId, PriceType, Unit, Prices, VatRateType }) => ({ Amount, ItemType, Name, PriceListItemId, PriceType, Unit, UnitPrice: Prices.UnitPrice, VatRateType }));
	const payments = (row['Payments'] as Entity[]).map(({ PaymentOptionId, TransactionCode, Prices }) => ({ PaymentAmount: Prices.PaymentAmount, PaymentOptionId, PaymentTransactionCode: TransactionCode }));
	const kept = ['CurrencyId', 'ExchangeRate', 'ExchangeRateAmount', 'ExternalDocumentNumber', 'IsCumulative', 'IsIncomeTax', 'Name', 'Note', 'PartnerId', 'SalesPosEquipmentId'];
	return { ...defaults(state), ...Object.fromEntries(kept.map((name) => [name, row[name]])), Items: items, Payments: payments, Tags: (row['Tags'] as Array<{ TagId: number }>).map(({ TagId }) => TagId) };
}

function drop(state: State, row: Entity): void {
	mayChange(state, row);
	dropMovements(state, row.Id);
	state.remove('SalesReceipts', row.Id);
	state.happened('SalesReceipt', 'Delete', row.Id);
}

const created = (state: State, row: Entity): Entity => detail(state, 'SalesReceipts', row);

export const salesReceiptRoutes: Route[] = [
	listRoute('SalesReceipts'),
	detailRoute('SalesReceipts'),
	deleteRoute('SalesReceipts', drop),
	{ method: 'GET', path: '/SalesReceipts/Default', run: ({ state }) => defaults(state) },
	{ method: 'GET', path: '/SalesReceipts/{id}/Copy', run: ({ state, params }) => copy(state, state.need('SalesReceipts', Number(params['id']))) },
	{ method: 'POST', path: '/SalesReceipts', body: 'SalesReceiptPostModel', run: ({ state }, body) => created(state, createReceipt(state, body)) },
	{ method: 'POST', path: '/SalesReceipts/Batch', body: 'SalesReceiptPostModel', batch: true, run: ({ state }, body) => created(state, createReceipt(state, body)) },
	{ method: 'POST', path: '/SalesReceipts/Recount', body: 'SalesReceiptRecountPostModel', run: ({ state }, body) => recount(state, body) },
	{ method: 'PATCH', path: '/SalesReceipts', body: 'SalesReceiptPatchModel', run: ({ state }, body) => created(state, patchReceipt(state, body)) },
];
