/**
 * Canonical records of tills: the one language that every system's node speaks. The tables say what senders may give;
 * check.ts fills what may be absent.
 *
 * Codes and document numbers are strings (leading zeros survive). Money and quantities are JSON numbers with at most
 * six decimals; compute with them only through core/money. Instants are ISO 8601 with offset; accounting dates are
 * plain `YYYY-MM-DD`, the local calendar day in Europe/Prague. What a source knows beyond this travels in `extra`.
 */
import { amount, currency, extra, flag, identity, number, oneOf, positive, text, vatRate } from './fields';
import { filled, list, object, required, type Given, type Infer } from './table';

export const ITEM_KINDS = [
	'goods', 'service', 'discount', 'tip', 'advance', 'packaging', 'singlePurposeVoucher', 'multiPurposeVoucher', 'other',
] as const;
export type ItemKind = (typeof ITEM_KINDS)[number];

export const PAYMENT_METHODS = ['cash', 'card', 'mealVoucher', 'voucher', 'bankTransfer', 'online', 'credit', 'other'] as const;
export type PaymentMethod = (typeof PAYMENT_METHODS)[number];

const neededNumber = required(number, 'Send it as a number.');
const neededRate = required(vatRate, 'Send it in per cent, or null for a shop that is no VAT payer.');

const ITEM = {
	line: filled(amount((value) => Number.isInteger(value) && value >= 0 && value <= 1_000_000, 'send a whole number')),
	kind: filled(oneOf(ITEM_KINDS)),
	/** Product code in the till, as text. */
	code: text,
	ean: text,
	name: filled(text),
	quantity: required(number, 'Send it as a number, negative on a return.'),
	unit: text,
	/** Including VAT, before discount, per unit. A negative one is turned round by check.ts: the quantity carries the sign. */
	unitPrice: required(number, 'Send the price per unit, VAT included, before discount.'),
	/** Amount including VAT taken off the whole line; carries the sign of the line. */
	discount: number,
	/** Per cent; null for a shop that is no VAT payer. */
	vatRate: neededRate,
	/** After discount. */
	totalNet: number,
	totalVat: number,
	totalGross: filled(number),
	warehouse: text,
	note: text,
	extra,
};
/** A line of a receipt. A return has negative quantity and totals; prices stay positive. */
export type ReceiptItem = Infer<typeof ITEM>;

const PAYMENT = {
	method: required(oneOf(PAYMENT_METHODS), 'Send how it was paid, such as "cash" or "card".'),
	/** As the till calls it, e.g. "Edenred". */
	label: text,
	amount: neededNumber,
	tendered: number,
	change: number,
	/** In which `tendered` and `change` are; `amount` is in the receipt's currency. */
	currency,
	reference: text,
	extra,
};
/** What was paid by one means. `amount` is net of change and signed as it moves the till. */
export type ReceiptPayment = Infer<typeof PAYMENT>;

const VAT_ROW = { vatRate: neededRate, net: neededNumber, vat: neededNumber, gross: neededNumber };
export type VatSummaryRow = Infer<typeof VAT_ROW>;

const CUSTOMER = {
	name: text,
	company: text,
	/** IČO */
	companyId: text,
	/** DIČ */
	vatId: text,
	street: text,
	city: text,
	zip: text,
	country: text,
	email: text,
	phone: text,
};
export type Customer = Infer<typeof CUSTOMER>;

const FISCAL = {
	/** EET from 2027, EET of 2016 to 2022, or the Slovak eKasa. */
	system: oneOf(['eet2', 'eet1', 'sk-ekasa']),
	version: text,
	/** EET state as POHODA names it (notEnter, notSend, forSending, externally, simplify, sent, invalidData, commError), or in the till's words. */
	state: text,
	/** EET 2.0: the tax office's confirmation of the sale (potvrzovací kód). */
	pok: text,
	/** id_jednotky: the place of business. */
	unit: text,
	/** id_pokl: the register. */
	device: text,
	/** porad_cis: number of the receipt as it was registered. */
	sequence: text,
	/** dat_trzby: instant of the sale, ISO 8601 with offset. */
	soldAt: text,
	/** celk_trzba, CZK. */
	amount: number,
	/** urceno_cerp_zuct: sold to be drawn later (vouchers, deposits), CZK. */
	toDraw: number,
	/** cerp_zuct: drawn now of what was sold before, CZK. */
	drawn: number,
	/** dat_prij: when the tax office took it, ISO 8601. */
	accepted: text,
	/** Registered in the tax office's playground only. */
	test: flag,
	/** EET 1. */
	fik: text,
	bkp: text,
	pkp: text,
	extra,
};
/** What a fiscal system says about the sale. Nothing in the package may require it. */
export type FiscalData = Infer<typeof FISCAL>;

const ORIGINAL = {
	shop: text,
	register: text,
	number: text,
	date: text,
	/** First and last day of the period in which the number was given, YYYY-MM-DD, where the source says that and no day. */
	periodFrom: text,
	periodTo: text,
};
/** The sale that a return refers to. */
export type OriginalReceipt = Infer<typeof ORIGINAL>;

/** Identity of a record of a till. */
const IDENTITY = {
	/** See core/records/keys.ts */
	key: filled(text),
	/** System it comes from, e.g. "ekasa". */
	source: required(identity, 'Name the system it comes from, such as "ekasa".'),
	shop: identity,
	register: required(identity, 'Name the cash register, such as "P1".'),
	shift: identity,
	number: filled(identity),
};
const TIME = {
	/** ISO 8601 with offset. */
	issuedAt: text,
	/** Local calendar day, YYYY-MM-DD. */
	date: filled(text),
	/** ISO 4217; CZK when the till says nothing. */
	currency: filled(currency),
};

export const RECEIPT = {
	recordType: required(oneOf(['receipt']), 'Send "receipt".'),
	...IDENTITY,
	type: filled(oneOf(['sale', 'return', 'void'])),
	...TIME,
	/** CZK for `rateAmount` units of `currency`; absent for CZK. */
	rate: positive,
	rateAmount: positive,
	items: required(list(object(ITEM), 5000), 'Send a list with one entry per line of the receipt.'),
	payments: required(list(object(PAYMENT), 100), 'Send a list with one entry per means of payment; their amounts add up to total.'),
	vatSummary: list(object(VAT_ROW), 50),
	/** What the customer paid: items + rounding = total = payments. */
	total: required(number, 'Send what the customer paid, rounding included.'),
	/** Signed; never an item. */
	rounding: filled(number),
	customer: object(CUSTOMER),
	cashier: text,
	note: text,
	fiscal: object(FISCAL),
	original: object(ORIGINAL),
	/** A person took it out of synchronisation in the till. */
	paused: flag,
	/** The till shows it as cancelled; the receipt that cancels it is one of its own, with its own number. */
	cancelled: flag,
	labels: list(text, 100),
	extra,
};
export type Receipt = Infer<typeof RECEIPT>;
export type ReceiptType = Receipt['type'];

export const CASH_MOVEMENT = {
	recordType: required(oneOf(['cashMovement']), 'Send "cashMovement".'),
	...IDENTITY,
	...TIME,
	amount: required(number, 'Send it as a number: positive into the till, negative out of it.'),
	note: text,
	cashier: text,
	extra,
};
/** Money put into or taken out of the till without a sale. Positive = in (deposit), negative = out (withdrawal). */
export type CashMovement = Infer<typeof CASH_MOVEMENT>;

export type TillRecord = Receipt | CashMovement;

/** What the tables let through; the rest is for check.ts to fill. */
export type GivenItem = Given<typeof ITEM>;
export type GivenReceipt = Omit<Given<typeof RECEIPT>, 'items'> & { items: GivenItem[] };
export type GivenCashMovement = Given<typeof CASH_MOVEMENT>;
