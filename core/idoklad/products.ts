/** Products of a till as price list items (ceník), found again by their code. */
import { exactNumber, toMicro } from '../money/micro';
import { normalIdentity } from '../records/identities';
import { isObject } from '../records/reading';
import type { Receipt } from '../records/types';
import { LIMITS } from './tables';
import type { VatRate, VatRateType } from './types';
import { vatRateTypeOf } from './vat';

/** What a till knows about a product, as far as the price list takes it. */
export interface Product {
	/** In the till; at most 20 characters. */
	code: string;
	name: string;
	/** Per unit. */
	price: number;
	/** false: the price is without VAT, and goes as such. Absent: with VAT. */
	priceIncludesVat?: boolean;
	/** Per cent; null for a shop that is no VAT payer. */
	vatRate: number | null;
	ean?: string;
	unit?: string;
}

type ReadProduct = { ok: true; product: Product } | { ok: false; code?: string; reasons: string[] };

function textOf(value: unknown): string | undefined {
	if (typeof value === 'number') return String(value);
	return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

/**
 * A product from an item: `code`, `name`, `price` (also `unitPrice` or `prices.sale`), `vatRate`, and optional
 * `priceIncludesVat` (of a stock item `prices.saleIncludesVat`), `ean` (or the first of `eans`) and `unit`.
 */
export function readProduct(input: unknown): ReadProduct {
	if (!isObject(input)) return { ok: false, reasons: ['It is no object.'] };
	const code = textOf(input.code);
	const reasons: string[] = [];
	if (code === undefined) reasons.push('It has no code, by which it could be found again.');
	else if (code.length > LIMITS.code) reasons.push(`Its code has ${code.length} characters; iDoklad takes ${LIMITS.code}.`);
	const name = textOf(input.name);
	if (name === undefined) reasons.push('It has no name.');
	const prices = isObject(input.prices) ? input.prices : {};
	const given = input.price ?? input.unitPrice ?? prices.sale;
	const withoutVat = (input.priceIncludesVat ?? (given === prices.sale ? prices.saleIncludesVat : undefined)) === false;
	const price = typeof given === 'number' ? exactNumber(given) : undefined;
	if (typeof price !== 'number') reasons.push('Its price is no number with at most six decimals.');
	const vatRate = typeof input.vatRate === 'number' ? exactNumber(input.vatRate) : input.vatRate;
	if (vatRate !== null && typeof vatRate !== 'number') {
		reasons.push('Its vatRate is neither a number (per cent) nor null (no VAT payer).');
	}
	if (reasons.length > 0) return { ok: false, ...(code === undefined ? {} : { code }), reasons };
	const ean = textOf(input.ean) ?? (Array.isArray(input.eans) ? textOf(input.eans[0]) : undefined);
	const unit = textOf(input.unit);
	return {
		ok: true,
		product: {
			code: code as string,
			name: name as string,
			price: price as number,
			vatRate: vatRate as number | null,
			...(withoutVat ? { priceIncludesVat: false } : {}),
			...(ean === undefined ? {} : { ean }),
			...(unit === undefined ? {} : { unit }),
		},
	};
}

/**
 * Products that were sold, for tills that give no list: each code once, as the newest sale has it. Lines without a code,
 * discounts and the like are no products.
 */
export function productsOf(receipts: readonly Receipt[]): Product[] {
	const products = new Map<string, Product>();
	const sales = receipts.filter(({ type }) => type === 'sale');
	for (const { items } of [...sales].sort((a, b) => ((a.issuedAt ?? a.date) < (b.issuedAt ?? b.date) ? -1 : 1))) {
		for (const { kind, code, name, unitPrice, vatRate, ean, unit } of items) {
			if (code === undefined || code === '' || (kind !== 'goods' && kind !== 'service' && kind !== 'packaging')) continue;
			products.set(normalIdentity('code', code), { code, name, price: unitPrice, vatRate, ...(ean ? { ean } : {}), ...(unit ? { unit } : {}) });
		}
	}
	return [...products.values()];
}

/** POST /PriceListItems */
export interface PriceListItemPost {
	Code: string;
	Name: string;
	/** Quantity that a document starts with; not stock. */
	Amount: number;
	Price: number;
	PriceType: 0 | 1 | 2;
	VatRateType: VatRateType;
	CurrencyId: number;
	IsStockItem: boolean;
	BarCode?: string;
	Unit?: string;
}

/** PATCH /PriceListItems: the id and what changed. */
export type PriceListItemPatch = { Id: number } & Partial<PriceListItemPost>;

export interface ListedPriceItem {
	Id: number;
	Code?: string | null;
	Name?: string | null;
	BarCode?: string | null;
	Unit?: string | null;
	Price?: number;
	PriceType?: 0 | 1 | 2;
	VatRateType?: VatRateType;
}

interface ProductContext {
	/** Rates of the agenda's country. */
	vatRates: readonly VatRate[];
	/** The day on which the rates have to apply, YYYY-MM-DD. */
	day: string;
	currencyId: number;
	/** New items are kept on stock in iDoklad. */
	stockItem: boolean;
}

/** The item as it should be, or why not. */
export function priceListItem(product: Product, context: ProductContext): { item: PriceListItemPost } | { reason: string } {
	const { vatRates, day, currencyId, stockItem } = context;
	const type = vatRateTypeOf(product.vatRate, day, vatRates);
	if (type === undefined) return { reason: `its VAT rate ${product.vatRate} % is not in iDoklad's table on ${day}` };
	const barCode = product.ean !== undefined && product.ean.length <= LIMITS.code ? product.ean : undefined;
	return {
		item: {
			Code: product.code,
			Name: product.name.slice(0, LIMITS.name),
			Amount: 1,
			Price: product.price,
			PriceType: product.priceIncludesVat === false ? 1 : 0,
			VatRateType: type,
			CurrencyId: currencyId,
			IsStockItem: stockItem,
			...(barCode === undefined ? {} : { BarCode: barCode }),
			...(product.unit === undefined ? {} : { Unit: product.unit.slice(0, LIMITS.unit) }),
		},
	};
}

/** What has to change in an item of the list, or undefined when nothing does. What the till does not know stays. */
export function changesOf(listed: ListedPriceItem, item: PriceListItemPost): PriceListItemPatch | undefined {
	const patch: PriceListItemPatch = { Id: listed.Id };
	if ((listed.Name ?? '') !== item.Name) patch.Name = item.Name;
	if (listed.PriceType !== item.PriceType || listed.Price === undefined || toMicro(listed.Price) !== toMicro(item.Price)) {
		patch.Price = item.Price;
		patch.PriceType = item.PriceType;
	}
	if (listed.VatRateType !== item.VatRateType) patch.VatRateType = item.VatRateType;
	if (item.BarCode !== undefined && (listed.BarCode ?? '') !== item.BarCode) patch.BarCode = item.BarCode;
	if (item.Unit !== undefined && (listed.Unit ?? '') !== item.Unit) patch.Unit = item.Unit;
	return Object.keys(patch).length === 1 ? undefined : patch;
}
