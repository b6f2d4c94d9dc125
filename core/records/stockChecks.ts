/** Checks of stock items that come from a workflow. */
import { ENTITY, checkEntity, longText, number, refs, whole, type CheckedEntity } from './entity';
import { amount, extra, flag, identity, list, nullable, object, oneOf, required, text, type Fields } from './fields';
import {
	STOCK_KINDS,
	VAT_CODES,
	type InternetParameter,
	type ShopFlags,
	type StockComponent,
	type StockFile,
	type StockItem,
	type StockPrices,
	type StockReference,
	type StockUpdate,
} from './stock';

/** Per cent or null (no VAT payer). */
export const vatRate = nullable(
	amount((value) => value >= 0 && value <= 100, 'it must lie between 0 and 100 per cent'),
);
/** POHODA's name of a rate. */
export const vatCode = oneOf(VAT_CODES);
const REFERENCE: Fields<keyof StockReference> = { id: identity, code: text, ean: text, plu: text, order: whole, extra };
const FILE: Fields<keyof StockFile> = {
	id: identity,
	file: text,
	description: text,
	default: flag,
	order: whole,
	extra,
};
const SHOP: Fields<keyof ShopFlags> = {
	news: flag,
	clearance: flag,
	action: flag,
	recommended: flag,
	discount: flag,
	preparing: flag,
	availability: text,
	shipping: text,
};
const PRICES: Fields<keyof StockPrices> = {
	sale: number,
	saleIncludesVat: flag,
	purchase: number,
	purchaseIncludesVat: flag,
	weightedPurchase: number,
	levels: list(object({ id: identity, name: text, price: number, extra }), 1000),
};
const INTERNET_PARAMETER: Fields<keyof InternetParameter> = {
	id: identity,
	name: text,
	order: whole,
	type: text,
	values: list(object({ id: identity, value: text, order: whole, extra }), 1000),
	extra,
};
const COMPONENT: Fields<keyof StockComponent> = {
	id: identity,
	cardId: identity,
	code: text,
	name: text,
	storage: text,
	quantity: number,
	onStock: number,
	unit: text,
	order: whole,
	refs,
	extra,
};

const STOCK_ITEM: Fields<Exclude<keyof StockItem, 'recordType'>> = {
	...ENTITY,
	kind: oneOf(STOCK_KINDS),
	code: required(identity, 'Send the product code as text.'),
	eans: list(text, 100),
	plu: text,
	name: required(text, 'Send the name of the product.'),
	nameSuffix: text,
	shortName: text,
	unit: text,
	units: list(object({ unit: required(text, 'Name the unit.'), coefficient: number }), 10),
	vatRate,
	vatCode,
	purchaseVatRate: vatRate,
	purchaseVatCode: vatCode,
	prices: object(PRICES),
	priceGroup: text,
	priceFixation: oneOf(['none', 'sellingPrice', 'margin']),
	quantity: number,
	quantityToIssue: number,
	reserved: number,
	orderedByCustomers: number,
	orderedFromSuppliers: number,
	inClaims: number,
	inService: number,
	minimum: number,
	maximum: number,
	weight: number,
	volume: number,
	warehouse: text,
	storage: text,
	supplierId: identity,
	orderName: text,
	orderQuantity: number,
	producer: text,
	guarantee: whole,
	guaranteeUnit: oneOf(['none', 'hour', 'day', 'month', 'year', 'life']),
	forSale: flag,
	forInternet: flag,
	active: flag,
	serialNumbered: flag,
	batched: flag,
	shop: object(SHOP),
	description: longText,
	longDescription: longText,
	pictures: list(object(FILE), 1000),
	files: list(object(FILE), 1000),
	links: list(object(FILE), 1000),
	categories: list(object({ id: required(identity, 'Send the id of the category.'), main: flag, extra }), 1000),
	related: list(object(REFERENCE), 5000),
	alternatives: list(object(REFERENCE), 5000),
	internetParameters: list(object(INTERNET_PARAMETER), 1000),
	components: list(object(COMPONENT), 5000),
	numbers: list(
		object({ id: identity, number: text, quantity: number, expires: text, note: longText, extra }),
		100_000,
	),
	centre: text,
	activity: text,
	contract: text,
	note: longText,
	updatedAt: text,
};

function storageReasons({ warehouse, storage }: StockUpdate): string[] {
	if (warehouse === undefined || storage === undefined || storage.split('/')[0] === warehouse) return [];
	return [
		`storage is "${storage}", which is not in the warehouse "${warehouse}". Correct one of them or leave one out.`,
	];
}

/** Checks a stock item that comes from a workflow; see checkEntity. */
export function checkStockItem(input: unknown): CheckedEntity<StockItem> {
	return checkEntity<StockItem>(input, 'stockItem', STOCK_ITEM, ({ id, code }) => id ?? code, storageReasons);
}

/** As checkStockItem, for a change: code and name may be missing. */
export function checkStockUpdate(input: unknown): CheckedEntity<StockUpdate> {
	const fields = { ...STOCK_ITEM, code: identity, name: text };
	return checkEntity<StockUpdate>(
		input,
		'stockItem',
		fields,
		({ id, code, eans }) => id ?? code ?? eans?.[0],
		storageReasons,
	);
}
