/**
 * How amounts come about, in whole haléře (cents). A line with VAT is quantity × unit price rounded to 0.01, its VAT is
 * gross × rate / (100 + rate); a line without VAT the other way round. Half away from zero.
 */
import { decimal, decimalText, divideRounded, minus, roundDocument, times, toHalers, vatInside, vatOnTop, type Decimal } from '../../mserver/amounts.mts';
import { badRequest } from '../errors.mts';
import { ENUMS } from '../rules/enums.mts';
import type { State } from '../state.mts';

export interface Amounts {
	net: number;
	vat: number;
	gross: number;
}

/** Home currency = amount × rate / per. */
export interface Exchange {
	rate: number;
	per: number;
}

export interface LineInput {
	amount: number;
	unitPrice: number;
	/** 0 WithVat, 1 WithoutVat, 2 OnlyBase (as WithoutVat here) */
	priceType: number;
	vatRateType: number;
	discountPercentage?: number;
	customVat?: number | null;
}

export interface Line extends Amounts {
	/** Per cent. */
	rate: number;
	unitPrice: number;
	/** Before discount. */
	before: Amounts;
}

export const NO_AMOUNTS: Amounts = { net: 0, vat: 0, gross: 0 };
export const plus = (a: Amounts, b: Amounts): Amounts => ({ net: a.net + b.net, vat: a.vat + b.vat, gross: a.gross + b.gross });

const exact = (number: number): Decimal => decimal(String(number))!;
export const fromHalers = (halers: number): number => halers / 100;
export const halersOf = (amount: number): number => toHalers(exact(amount));

/** Exact sum of numbers with few decimals. */
export const exactSum = (numbers: readonly number[]): number => Number(decimalText(numbers.reduce((sum, one) => minus(sum, exact(-one)), exact(0))));

/** The rate of a VatRateType on a day; who pays no VAT has none. Throws Refusal 400. */
export function vatRate(state: State, vatRateType: number, date: string): number {
	const { agenda } = state.settings;
	if (agenda.vatRegistration !== ENUMS.VatRegistrationType.VatPayer) return 0;
	const day = date.slice(0, 10);
	const rows = state.table('VatRates').filter((row) => row['CountryId'] === agenda.countryId && row['RateType'] === vatRateType);
	if (rows.length === 0) throw badRequest(`There is no VAT rate of type ${vatRateType}.`, 'VatRateType');
	const row = rows.find((one) => one['DateValidityFrom'] <= day && day <= one['DateValidityTo']);
	if (!row) throw badRequest(`The VAT rate of type ${vatRateType} does not apply on ${day}.`, 'ConflictVatRateAndDate');
	return row['Rate'] as number;
}

function withPrice(product: Decimal, priceType: number, rate: Decimal): Amounts {
	const amount = toHalers(product);
	if (priceType === ENUMS.PriceType.WithVat) {
		const vat = vatInside(amount, rate);
		return { net: amount - vat, vat, gross: amount };
	}
	const vat = vatOnTop(amount, rate);
	return { net: amount, vat, gross: amount + vat };
}

/** Throws Refusal 400 for a rate that does not apply. */
export function computeLine(state: State, date: string, line: LineInput): Line {
	const places = state.settings.unitPriceDecimals;
	const unitPrice = places === undefined ? line.unitPrice : Number(line.unitPrice.toFixed(places));
	const rate = vatRate(state, line.vatRateType, date);
	const product = times(exact(line.amount), exact(unitPrice));
	const before = withPrice(product, line.priceType, exact(rate));
	const discounted = line.discountPercentage ? withPrice(times(times(product, exact(exactSum([100, -line.discountPercentage]))), exact(0.01)), line.priceType, exact(rate)) : before;
	const amounts = { ...discounted };
	if (typeof line.customVat === 'number') {
		amounts.vat = halersOf(line.customVat);
		if (line.priceType === ENUMS.PriceType.WithVat) amounts.net = amounts.gross - amounts.vat;
		else amounts.gross = amounts.net + amounts.vat;
	}
	return { ...amounts, rate, unitPrice: line.unitPrice, before };
}

/** Rate of a document: what it says (0 = nothing), else the newest of the list up to the day; the home currency has 1. */
export function exchangeOf(state: State, currencyId: number, date: string, rate?: number | null, per?: number | null): Exchange {
	if (!state.find('Currencies', currencyId)) throw badRequest(`Currency with Id ${currencyId} does not exist.`);
	if (currencyId === state.settings.agenda.homeCurrencyId) return { rate: 1, per: 1 };
	if (rate) return { rate, per: per || 1 };
	const known = state.table('ExchangeRates').filter((row) => row['CurrencyId'] === currencyId && row['Date'] <= date.slice(0, 10)).at(-1);
	return { rate: (known?.['ExchangeRateValue'] as number | undefined) ?? 1, per: (known?.['Amount'] as number | undefined) ?? 1 };
}

/** Haléře of a foreign currency in those of the home currency. */
export function inHome(halers: number, { rate, per }: Exchange): number {
	const [a, b] = [exact(rate), exact(per)];
	return Number(divideRounded(BigInt(halers) * a.digits * 10n ** BigInt(b.scale), b.digits * 10n ** BigInt(a.scale)));
}

/** The property `Prices` of a document. */
export const pricesOf = (sum: Amounts, exchange: Exchange): Record<string, number> => ({
	TotalVat: fromHalers(sum.vat),
	TotalVatHc: fromHalers(inHome(sum.vat, exchange)),
	TotalWithVat: fromHalers(sum.gross),
	TotalWithVatHc: fromHalers(inHome(sum.gross, exchange)),
	TotalWithoutVat: fromHalers(sum.net),
	TotalWithoutVatHc: fromHalers(inHome(sum.net, exchange)),
});

/** The property `Prices` of a line; the unit price stands here and not on the line. */
export const linePrices = (line: Line, exchange: Exchange): Record<string, number> => ({ UnitPrice: line.unitPrice, ...pricesOf(line, exchange) });

/** Prices.VatRateSummary of invoices and cash vouchers. */
export function vatSummary(lines: ReadonlyArray<{ line: Line; vatRateType: number }>, exchange: Exchange): Array<Record<string, number>> {
	const rates = new Map<string, { type: number; rate: number; sum: Amounts }>();
	for (const { line, vatRateType } of lines) {
		const key = `${vatRateType}/${line.rate}`;
		rates.set(key, { type: vatRateType, rate: line.rate, sum: plus(rates.get(key)?.sum ?? NO_AMOUNTS, line) });
	}
	return [...rates.values()].map(({ type, rate, sum }) => ({ ...pricesOf(sum, exchange), VatRateType: type, VatRate: rate }));
}

/**
 * What the service adds to a total: never, always, or where a payment option rounds; whole units, in the home currency only.
 * With two payments one that rounds is enough.
 */
export function roundingOf(state: State, total: number, currencyId: number, optionIds: readonly number[]): number {
	const { rounding, homeCurrencyId } = state.settings.agenda;
	if (rounding === ENUMS.Round.Never || currencyId !== homeCurrencyId) return 0;
	const rounds = rounding === ENUMS.Round.Always || optionIds.some((id) => state.find('PaymentOptions', id)?.['IsRounded'] === true);
	return rounds ? roundDocument(total, 'math2one') - total : 0;
}

/** A line of ItemType 1 carries no VAT. */
export const roundingLine = (halers: number): Line => ({ net: halers, vat: 0, gross: halers, rate: 0, unitPrice: fromHalers(halers), before: { net: halers, vat: 0, gross: halers } });

/** Rows that have to exist when a document points to them. Throws Refusal 400. */
export function needReferences(state: State, references: ReadonlyArray<[table: 'Contacts' | 'SalesPosEquipments' | 'PaymentOptions' | 'Tags' | 'PriceListItems' | 'Countries' | 'CashRegisters' | 'VatCodes', name: string, id: unknown]>): void {
	for (const [table, name, id] of references) if (id !== null && id !== undefined && !state.find(table, id)) throw badRequest(`${name}: there is no entity with Id ${String(id)}.`);
}

export const isRounding = (item: { ItemType?: number }): boolean => item.ItemType === ENUMS.SalesReceiptItemType.ItemTypeRound;
