/** A stock item: a card of an accounting system, a product of a till or an e-shop. */
import { ENTITY, checkEntity, recordType, type CheckedEntity } from './entity';
import { extra, flag, identity, longText, number, oneOf, refs, text, vatRate, whole } from './fields';
import { list, object, required, type Infer } from './table';

export const STOCK_KINDS = ['card', 'text', 'service', 'package', 'set', 'product'] as const;
export type StockKind = (typeof STOCK_KINDS)[number];

/** POHODA's names of VAT rates; used only where the per cent are not known. */
export const vatCode = oneOf(['none', 'high', 'low', 'third', 'historyHigh', 'historyLow', 'historyThird']);
/** In which the guarantee is counted. */
export const guaranteeUnit = oneOf(['none', 'hour', 'day', 'month', 'year', 'life']);

const PRICES = {
	sale: number,
	saleIncludesVat: flag,
	purchase: number,
	purchaseIncludesVat: flag,
	/** Weighted average of purchases, computed by the source. */
	weightedPurchase: number,
	/** Price levels (cenové hladiny), named e.g. "Sleva 1". */
	levels: list(object({ id: identity, name: text, price: number, extra }), 1000),
};
export type StockPrices = Infer<typeof PRICES>;

/** How an e-shop shows it. */
const SHOP = {
	news: flag,
	clearance: flag,
	action: flag,
	recommended: flag,
	discount: flag,
	preparing: flag,
	availability: text,
	shipping: text,
};

const FILE = {
	id: identity,
	/** Name of a file, or address of a link. */
	file: text,
	description: text,
	default: flag,
	order: whole,
	extra,
};

const REFERENCE = { id: identity, code: text, ean: text, plu: text, order: whole, extra };

const INTERNET_PARAMETER = {
	id: identity,
	name: text,
	order: whole,
	/** textValue, currencyValue, booleanValue, numberValue, integerValue, datetimeValue, unit, listValue */
	type: text,
	values: list(object({ id: identity, value: text, order: whole, extra }), 1000),
	extra,
};

const COMPONENT = {
	id: identity,
	/** Id of the card that is contained. */
	cardId: identity,
	code: text,
	name: text,
	storage: text,
	quantity: number,
	/** Pieces on stock. */
	onStock: number,
	unit: text,
	order: whole,
	refs,
	extra,
};

export const STOCK_ITEM = {
	recordType: recordType('stockItem'),
	...ENTITY,
	kind: oneOf(STOCK_KINDS),
	/** Product code as text: leading zeros count. */
	code: required(identity, 'Send the product code as text.'),
	eans: list(text, 100),
	plu: text,
	name: required(text, 'Send the name of the product.'),
	nameSuffix: text,
	shortName: text,
	unit: text,
	/** Bigger units: one of them is `coefficient` of `unit`. */
	units: list(object({ unit: required(text, 'Name the unit.'), coefficient: number }), 10),
	/** Per cent on sale; null for a shop that is no VAT payer. */
	vatRate,
	vatCode,
	purchaseVatRate: vatRate,
	purchaseVatCode: vatCode,
	prices: object(PRICES),
	/** Cenová skupina */
	priceGroup: text,
	/** Which price stays when costs change. */
	priceFixation: oneOf(['none', 'sellingPrice', 'margin']),
	/** On stock; changes only by documents. */
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
	/** Store (sklad): the first part of `storage`. */
	warehouse: text,
	/** Path in the source's tree, e.g. "ZBOŽÍ/Elektro" (členění skladu). */
	storage: text,
	/** Id of the supplier's contact. */
	supplierId: identity,
	/** Name and quantity for automatic orders. */
	orderName: text,
	orderQuantity: number,
	producer: text,
	guarantee: whole,
	guaranteeUnit,
	/** Offered on documents (odbyt). */
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
	/** Ids of e-shop categories. */
	categories: list(object({ id: required(identity, 'Send the id of the category.'), main: flag, extra }), 1000),
	related: list(object(REFERENCE), 5000),
	alternatives: list(object(REFERENCE), 5000),
	internetParameters: list(object(INTERNET_PARAMETER), 1000),
	/** Parts of a package, set or product. */
	components: list(object(COMPONENT), 5000),
	/** Serial numbers or batches on stock. */
	numbers: list(object({ id: identity, number: text, quantity: number, expires: text, note: longText, extra }), 100_000),
	centre: text,
	activity: text,
	contract: text,
	note: longText,
	updatedAt: text,
};
export type StockItem = Infer<typeof STOCK_ITEM>;

const STOCK_UPDATE = { ...STOCK_ITEM, code: identity, name: text };
/** What an update says: only the fields that shall change, and what identifies the card. */
export type StockUpdate = Infer<typeof STOCK_UPDATE>;

function storageReasons({ warehouse, storage }: Pick<StockItem, 'warehouse' | 'storage'>): string[] {
	if (warehouse === undefined || storage === undefined || storage.split('/')[0] === warehouse) return [];
	return [
		`storage is "${storage}", which is not in the warehouse "${warehouse}". Correct one of them or leave one out.`,
	];
}

/** Checks a stock item that comes from a workflow; see checkEntity. */
export function checkStockItem(input: unknown): CheckedEntity<StockItem> {
	return checkEntity(input, STOCK_ITEM, ({ id, code }) => id ?? code, storageReasons);
}

/** As checkStockItem, for a change: code and name may be missing. */
export function checkStockUpdate(input: unknown): CheckedEntity<StockUpdate> {
	return checkEntity(input, STOCK_UPDATE, ({ id, code, eans }) => id ?? code ?? eans?.[0], storageReasons);
}
