/** Lines of an invoice, its discounts, rounding and totals. */
import { badRequest } from '../errors.mts';
import { ENUMS } from '../rules/enums.mts';
import type { State } from '../state.mts';
import type { Entity } from '../types.mts';
import { dayOf } from './common.mts';
import { computeLine, exchangeOf, fromHalers, linePrices, NO_AMOUNTS, plus, pricesOf, roundingLine, roundingOf, vatSummary, type Exchange, type Line } from './prices.mts';

type Body = Record<string, any>;

export interface ComputedInvoice {
	exchange: Exchange;
	items: Entity[];
	prices: Record<string, unknown>;
}

const shownItem = (Id: number, item: Body, line: Line, exchange: Exchange, ItemType: number): Entity => ({
	Id,
	Amount: item['Amount'],
	Code: item['Code'] ?? '',
	DiscountName: item['DiscountName'] ?? '',
	DiscountPercentage: item['DiscountPercentage'] ?? 0,
	InvoiceProformaId: null,
	IsTaxMovement: item['IsTaxMovement'] ?? false,
	ItemType,
	Name: item['Name'] ?? null,
	PriceListItemId: item['PriceListItemId'] ?? null,
	Prices: { ...linePrices(line, exchange), TotalWithVatBeforeDiscount: fromHalers(line.before.gross), TotalWithoutVatBeforeDiscount: fromHalers(line.before.net), TotalVatBeforeDiscount: fromHalers(line.before.vat) },
	PriceType: item['PriceType'],
	Unit: item['Unit'] ?? '',
	VatCodeId: item['VatCodeId'] ?? null,
	VatRate: line.rate,
	VatRateType: item['VatRateType'],
});

/** Both discounts one after the other, in per cent. */
const bothDiscounts = (a: number, b: number): number => Number((100 - ((100 - a) * (100 - b)) / 100).toFixed(6));

/** Lines, rounding, totals; `DateOfTaxing` decides on the VAT rates. Throws Refusal. */
export function computeInvoice(state: State, body: Body, items: readonly Body[], idOf: (item: Body) => number): ComputedInvoice {
	const date = body['DateOfTaxing'] as string;
	const exchange = exchangeOf(state, body['CurrencyId'] as number, date, body['ExchangeRate'] as number, body['ExchangeRateAmount'] as number);
	const lines = items.map((item) => {
		const discountPercentage = bothDiscounts((item['DiscountPercentage'] as number | null) ?? 0, (body['DiscountPercentage'] as number | undefined) ?? 0);
		const line = computeLine(state, date, { amount: item['Amount'], unitPrice: item['UnitPrice'], priceType: item['PriceType'], vatRateType: item['VatRateType'], discountPercentage });
		if (typeof item['VatRate'] === 'number' && item['VatRate'] !== line.rate) throw badRequest(`The VAT rate ${item['VatRate']} is not that of type ${String(item['VatRateType'])} on ${dayOf(date)}.`, 'ConflictVatRateAndDate');
		return { item, line, vatRateType: item['VatRateType'] as number };
	});
	const sum = lines.reduce((amounts, { line }) => plus(amounts, line), NO_AMOUNTS);
	const before = lines.reduce((halers, { line }) => halers + line.before.gross, 0);
	const shown = lines.map(({ item, line }) => shownItem(idOf(item), item, line, exchange, (item['ItemType'] as number | undefined) ?? ENUMS.IssuedInvoiceItemType.ItemTypeNormal));
	const rounding = roundingOf(state, sum.gross, body['CurrencyId'] as number, [body['PaymentOptionId'] as number]);
	const line = roundingLine(rounding);
	if (rounding !== 0) shown.push(shownItem(idOf({}), { Amount: 1, Name: 'Zaokrouhlení', PriceType: 0, VatRateType: ENUMS.VatRateType.Zero }, line, exchange, ENUMS.IssuedInvoiceItemType.ItemTypeRound));
	const total = plus(sum, line);
	const prices = { TotalPaid: 0, TotalPaidHc: 0, ...pricesOf(total, exchange), VatRateSummary: vatSummary(lines, exchange), TotalDiscountAmount: fromHalers(before - sum.gross), TotalWithoutDiscount: fromHalers(before) };
	return { exchange, items: shown, prices };
}
