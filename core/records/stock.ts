/** A stock item: a card of an accounting system, a product of a till or an e-shop. */
import type { Entity } from './entity';

export const STOCK_KINDS = ['card', 'text', 'service', 'package', 'set', 'product'] as const;
export type StockKind = (typeof STOCK_KINDS)[number];

/** POHODA's names of VAT rates; used only where the per cent are not known. */
export const VAT_CODES = ['none', 'high', 'low', 'third', 'historyHigh', 'historyLow', 'historyThird'] as const;
export type VatCode = (typeof VAT_CODES)[number];

export interface PriceLevel {
	id?: string;
	/** Name of the level (cenová hladina), e.g. "Sleva 1". */
	name?: string;
	price?: number;
	extra?: Record<string, unknown>;
}

export interface StockPrices {
	sale?: number;
	saleIncludesVat?: boolean;
	purchase?: number;
	purchaseIncludesVat?: boolean;
	/** Weighted average of purchases, computed by the source. */
	weightedPurchase?: number;
	levels?: PriceLevel[];
}

/** How an e-shop shows it. */
export interface ShopFlags {
	news?: boolean;
	clearance?: boolean;
	action?: boolean;
	recommended?: boolean;
	discount?: boolean;
	preparing?: boolean;
	availability?: string;
	shipping?: string;
}

export interface StockFile {
	id?: string;
	/** Name of a file, or address of a link. */
	file?: string;
	description?: string;
	default?: boolean;
	order?: number;
	extra?: Record<string, unknown>;
}

export interface StockReference {
	id?: string;
	code?: string;
	ean?: string;
	plu?: string;
	order?: number;
	extra?: Record<string, unknown>;
}

export interface InternetParameter {
	id?: string;
	name?: string;
	order?: number;
	/** textValue, currencyValue, booleanValue, numberValue, integerValue, datetimeValue, unit, listValue */
	type?: string;
	values?: Array<{ id?: string; value?: string; order?: number; extra?: Record<string, unknown> }>;
	extra?: Record<string, unknown>;
}

export interface StockComponent {
	id?: string;
	/** Id of the card that is contained. */
	cardId?: string;
	code?: string;
	name?: string;
	storage?: string;
	quantity?: number;
	/** Pieces on stock. */
	onStock?: number;
	unit?: string;
	order?: number;
	refs?: Record<string, string>;
	extra?: Record<string, unknown>;
}

export interface SerialNumber {
	id?: string;
	number?: string;
	quantity?: number;
	expires?: string;
	note?: string;
	extra?: Record<string, unknown>;
}

export interface StockItem extends Entity {
	recordType: 'stockItem';
	kind?: StockKind;
	/** Product code as text: leading zeros count. */
	code: string;
	eans?: string[];
	plu?: string;
	name: string;
	nameSuffix?: string;
	shortName?: string;
	unit?: string;
	/** Bigger units: one of them is `coefficient` of `unit`. */
	units?: Array<{ unit: string; coefficient?: number }>;
	/** Per cent on sale; null for a shop that is no VAT payer. */
	vatRate?: number | null;
	vatCode?: VatCode;
	purchaseVatRate?: number | null;
	purchaseVatCode?: VatCode;
	prices?: StockPrices;
	/** Cenová skupina */
	priceGroup?: string;
	/** Which price stays when costs change. */
	priceFixation?: 'none' | 'sellingPrice' | 'margin';
	/** On stock; changes only by documents. */
	quantity?: number;
	quantityToIssue?: number;
	reserved?: number;
	orderedByCustomers?: number;
	orderedFromSuppliers?: number;
	inClaims?: number;
	inService?: number;
	minimum?: number;
	maximum?: number;
	weight?: number;
	volume?: number;
	/** Store (sklad): the first part of `storage`. */
	warehouse?: string;
	/** Path in the source's tree, e.g. "ZBOŽÍ/Elektro" (členění skladu). */
	storage?: string;
	/** Id of the supplier's contact. */
	supplierId?: string;
	/** Name and quantity for automatic orders. */
	orderName?: string;
	orderQuantity?: number;
	producer?: string;
	guarantee?: number;
	guaranteeUnit?: 'none' | 'hour' | 'day' | 'month' | 'year' | 'life';
	/** Offered on documents (odbyt). */
	forSale?: boolean;
	forInternet?: boolean;
	active?: boolean;
	serialNumbered?: boolean;
	batched?: boolean;
	shop?: ShopFlags;
	description?: string;
	longDescription?: string;
	pictures?: StockFile[];
	files?: StockFile[];
	links?: StockFile[];
	/** Ids of e-shop categories. */
	categories?: Array<{ id: string; main?: boolean; extra?: Record<string, unknown> }>;
	related?: StockReference[];
	alternatives?: StockReference[];
	internetParameters?: InternetParameter[];
	/** Parts of a package, set or product. */
	components?: StockComponent[];
	/** Serial numbers or batches on stock. */
	numbers?: SerialNumber[];
	centre?: string;
	activity?: string;
	contract?: string;
	note?: string;
	updatedAt?: string;
}

/** What an update says: only the fields that shall change, and what identifies the card. */
export type StockUpdate = Partial<Omit<StockItem, 'recordType' | 'key'>> & Pick<StockItem, 'recordType' | 'key'>;
