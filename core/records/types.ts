/**
 * Canonical records: the one language that every system's node speaks.
 *
 * Codes and document numbers are strings (leading zeros survive). Money and quantities are JSON numbers with at most
 * six decimals; compute with them only through core/money. Instants are ISO 8601 with offset; accounting dates are
 * plain `YYYY-MM-DD`, the local calendar day in Europe/Prague. What a source knows beyond this travels in `extra`.
 */

export type ReceiptType = 'sale' | 'return' | 'void';

export const ITEM_KINDS = [
	'goods',
	'service',
	'discount',
	'tip',
	'advance',
	'packaging',
	'singlePurposeVoucher',
	'multiPurposeVoucher',
	'other',
] as const;
export type ItemKind = (typeof ITEM_KINDS)[number];

export const PAYMENT_METHODS = [
	'cash',
	'card',
	'mealVoucher',
	'voucher',
	'bankTransfer',
	'online',
	'credit',
	'other',
] as const;
export type PaymentMethod = (typeof PAYMENT_METHODS)[number];

/** A line of a receipt. A return has negative quantity and totals; prices stay positive. */
export interface ReceiptItem {
	line: number;
	kind: ItemKind;
	/** Product code in the till, as text. */
	code?: string;
	ean?: string;
	name: string;
	quantity: number;
	unit?: string;
	/** Including VAT, before discount, per unit. */
	unitPrice: number;
	/** Amount including VAT taken off the whole line; carries the sign of the line. */
	discount?: number;
	/** Per cent; null for a shop that is no VAT payer. */
	vatRate: number | null;
	/** After discount. */
	totalNet?: number;
	totalVat?: number;
	totalGross: number;
	warehouse?: string;
	note?: string;
	extra?: Record<string, unknown>;
}

/** What was paid by one means. `amount` is net of change and signed as it moves the till. */
export interface ReceiptPayment {
	method: PaymentMethod;
	/** As the till calls it, e.g. "Edenred". */
	label?: string;
	amount: number;
	tendered?: number;
	change?: number;
	/** In which `tendered` and `change` are; `amount` is in the receipt's currency. */
	currency?: string;
	reference?: string;
	extra?: Record<string, unknown>;
}

export interface VatSummaryRow {
	vatRate: number | null;
	net: number;
	vat: number;
	gross: number;
}

export interface Customer {
	name?: string;
	company?: string;
	/** IČO */
	companyId?: string;
	/** DIČ */
	vatId?: string;
	street?: string;
	city?: string;
	zip?: string;
	country?: string;
	email?: string;
	phone?: string;
}

export const FISCAL_SYSTEMS = ['eet2', 'eet1', 'sk-ekasa'] as const;
export type FiscalSystem = (typeof FISCAL_SYSTEMS)[number];

/** What a fiscal system says about the sale. Nothing in the package may require it. */
export interface FiscalData {
	/** EET from 2027, EET of 2016 to 2022, or the Slovak eKasa. */
	system?: FiscalSystem;
	version?: string;
	/** EET state as POHODA names it (notEnter, notSend, forSending, externally, simplify, sent, invalidData, commError), or in the till's words. */
	state?: string;
	/** EET 2.0: the tax office's confirmation of the sale (potvrzovací kód). */
	pok?: string;
	/** id_jednotky: the place of business. */
	unit?: string;
	/** id_pokl: the register. */
	device?: string;
	/** porad_cis: number of the receipt as it was registered. */
	sequence?: string;
	/** dat_trzby: instant of the sale, ISO 8601 with offset. */
	soldAt?: string;
	/** celk_trzba, CZK. */
	amount?: number;
	/** urceno_cerp_zuct: sold to be drawn later (vouchers, deposits), CZK. */
	toDraw?: number;
	/** cerp_zuct: drawn now of what was sold before, CZK. */
	drawn?: number;
	/** dat_prij: when the tax office took it, ISO 8601. */
	accepted?: string;
	/** Registered in the tax office's playground only. */
	test?: boolean;
	/** EET 1. */
	fik?: string;
	bkp?: string;
	pkp?: string;
	extra?: Record<string, unknown>;
}

/** The sale that a return refers to. */
export interface OriginalReceipt {
	shop?: string;
	register?: string;
	number?: string;
	date?: string;
	/** First and last day of the period in which the number was given, YYYY-MM-DD, where the source says that and no day. */
	periodFrom?: string;
	periodTo?: string;
}

export interface Receipt {
	recordType: 'receipt';
	/** See core/records/keys.ts */
	key: string;
	/** System it comes from, e.g. "ekasa". */
	source: string;
	shop?: string;
	register: string;
	shift?: string;
	number: string;
	type: ReceiptType;
	/** ISO 8601 with offset. */
	issuedAt?: string;
	/** Local calendar day, YYYY-MM-DD. */
	date: string;
	/** ISO 4217; CZK when the till says nothing. */
	currency: string;
	/** CZK for `rateAmount` units of `currency`; absent for CZK. */
	rate?: number;
	rateAmount?: number;
	items: ReceiptItem[];
	payments: ReceiptPayment[];
	vatSummary?: VatSummaryRow[];
	/** What the customer paid: items + rounding = total = payments. */
	total: number;
	/** Signed; never an item. */
	rounding: number;
	customer?: Customer;
	cashier?: string;
	note?: string;
	fiscal?: FiscalData;
	original?: OriginalReceipt;
	/** A person took it out of synchronisation in the till. */
	paused?: boolean;
	/** The till shows it as cancelled; the receipt that cancels it is one of its own, with its own number. */
	cancelled?: boolean;
	labels?: string[];
	extra?: Record<string, unknown>;
}

/** Money put into or taken out of the till without a sale. Positive = in (deposit), negative = out (withdrawal). */
export interface CashMovement {
	recordType: 'cashMovement';
	key: string;
	source: string;
	shop?: string;
	register: string;
	shift?: string;
	number: string;
	issuedAt?: string;
	date: string;
	currency: string;
	amount: number;
	note?: string;
	cashier?: string;
	extra?: Record<string, unknown>;
}

export type TillRecord = Receipt | CashMovement;
