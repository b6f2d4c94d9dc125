/**
 * What orders, invoices, offers and stock documents have in common. Amounts stand in the currency of the document,
 * signed as in the document.
 */
import type { Entity, ExternalId, ShippingAddress } from './entity';
import type { VatCode } from './stock';
import type { Customer, ItemKind } from './types';

/** The other side of a document, with its address as it stands in the document. */
export interface Partner extends Customer {
	/** Id of the contact in the record's own source. */
	id?: string;
	externalIds?: ExternalId[];
	division?: string;
	slovakVatId?: string;
	vatPayer?: 'payer' | 'non-payer' | 'identified-person';
	mobile?: string;
	fax?: string;
	/** Let POHODA link the document to the one contact that has this IČO, DIČ, firm or name. */
	linkToContact?: boolean;
	shippingAddresses?: ShippingAddress[];
	refs?: Record<string, string>;
	extra?: Record<string, unknown>;
}

/** A document, or an item of one, that this one came from or belongs to. */
export interface DocumentLink {
	/** POHODA's English name of the agenda, e.g. receivedOrder. */
	agenda?: string;
	id?: string;
	number?: string;
	externalId?: ExternalId;
	itemId?: string;
	itemExternalId?: ExternalId;
	extra?: Record<string, unknown>;
}

/** Which card a line moves. Without it the line is text and stock stays as it is. */
export interface LineStock {
	store?: string;
	/** Id of the card in the record's own source. */
	id?: string;
	code?: string;
	ean?: string;
	plu?: string;
	externalId?: ExternalId;
	serialNumber?: string;
	refs?: Record<string, string>;
	extra?: Record<string, unknown>;
}

export interface LineAmounts {
	unitPrice?: number;
	/** After discount. */
	totalNet?: number;
	totalVat?: number;
	totalGross?: number;
}

export interface DocumentItem extends LineAmounts {
	id?: string;
	externalId?: string;
	/** What kind of thing is sold; goods when absent. Only goods have to be paired with cards. */
	kind?: ItemKind;
	code?: string;
	ean?: string;
	name?: string;
	/** One of them when absent. */
	quantity?: number;
	unit?: string;
	unitCoefficient?: number;
	/** Whether unitPrice contains VAT; false when absent. */
	priceIncludesVat?: boolean;
	discountPercent?: number;
	/** Per cent; null for a shop that is no VAT payer. */
	vatRate?: number | null;
	vatCode?: VatCode;
	/** In the currency of the books, where the document has another one. */
	home?: LineAmounts;
	/** Of an order: delivered so far; of a note: taken over into other documents. */
	delivered?: number;
	stock?: LineStock;
	accounting?: string;
	vatClassification?: string;
	centre?: string;
	activity?: string;
	contract?: string;
	note?: string;
	guarantee?: number;
	guaranteeUnit?: 'none' | 'hour' | 'day' | 'month' | 'year' | 'life';
	expires?: string;
	link?: DocumentLink;
	linkedTo?: DocumentLink;
	parameters?: Entity['parameters'];
	refs?: Record<string, string>;
	extra?: Record<string, unknown>;
}

export interface DocumentVat {
	/** Absent where only the name of the rate is known. */
	vatRate?: number | null;
	vatCode?: VatCode;
	net: number;
	vat: number;
	gross: number;
}

export const ROUNDINGS = [
	'none',
	'math2one',
	'math2half',
	'math2tenth',
	'math5cent',
	'up2one',
	'up2half',
	'up2tenth',
	'down2one',
	'down2half',
	'down2tenth',
] as const;

export interface BusinessDocument extends Entity {
	number?: string;
	/** Prefix of the number series (číselná řada) that gives the number. */
	numberSeries?: string;
	date?: string;
	text?: string;
	/** ISO 4217 */
	currency: string;
	/** Units of the home currency for `rateAmount` units of `currency`. */
	rate?: number;
	rateAmount?: number;
	partner?: Partner;
	priceLevel?: string;
	centre?: string;
	activity?: string;
	contract?: string;
	/** Name of the form of payment (forma úhrady) and POHODA's kind of it. */
	paymentForm?: string;
	paymentType?: string;
	carrier?: string;
	items: DocumentItem[];
	/** How POHODA rounds the total (roundingDocument). */
	roundingMode?: (typeof ROUNDINGS)[number];
	/** Signed; part of the total, never an item. */
	rounding?: number;
	vatSummary?: DocumentVat[];
	/** With VAT and rounding. */
	total?: number;
	/** In the currency of the books, where the document has another one. */
	home?: { rounding?: number; vatSummary?: DocumentVat[]; total?: number };
	/** Cancelled, or the document that cancels another one. */
	cancelled?: 'cancelledDocument' | 'cancelDocument';
	links?: DocumentLink[];
	linkedTo?: DocumentLink[];
	note?: string;
	internalNote?: string;
	updatedAt?: string;
}
