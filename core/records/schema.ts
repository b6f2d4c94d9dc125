/** The shape of canonical records as senders may give them; check.ts fills what may be absent. */
import { amount, currency, extra, filled, flag, identity, list, nullable, object, oneOf, required, text, type Fields } from './fields';
import {
	FISCAL_SYSTEMS,
	ITEM_KINDS,
	PAYMENT_METHODS,
	type CashMovement,
	type Customer,
	type FiscalData,
	type OriginalReceipt,
	type Receipt,
	type ReceiptItem,
	type ReceiptPayment,
	type VatSummaryRow,
} from './types';

const MAX_ITEMS = 5000;
const MAX_PAYMENTS = 100;
const MAX_RATES = 50;
const MAX_LABELS = 100;
const MAX_LINE = 1_000_000;

const number = amount();
const neededNumber = required(number, 'Send it as a number.');
const exchange = amount((value) => value > 0, 'it must be more than 0');
const vatRate = required(
	nullable(amount((value) => value >= 0 && value <= 100, 'it must lie between 0 and 100 per cent')),
	'Send it in per cent, or null for a shop that is no VAT payer.',
);

const ITEM: Fields<keyof ReceiptItem> = {
	line: filled(amount((value) => Number.isInteger(value) && value >= 0 && value <= MAX_LINE, 'send a whole number')),
	kind: filled(oneOf(ITEM_KINDS)),
	code: text,
	ean: text,
	name: filled(text),
	quantity: required(number, 'Send it as a number, negative on a return.'),
	unit: text,
	// A negative price is turned round by check.ts: the quantity carries the sign.
	unitPrice: required(number, 'Send the price per unit, VAT included, before discount.'),
	discount: number,
	vatRate,
	totalNet: number,
	totalVat: number,
	totalGross: filled(number),
	warehouse: text,
	note: text,
	extra,
};

const PAYMENT: Fields<keyof ReceiptPayment> = {
	method: required(oneOf(PAYMENT_METHODS), 'Send how it was paid, such as "cash" or "card".'),
	label: text,
	amount: neededNumber,
	tendered: number,
	change: number,
	currency,
	reference: text,
	extra,
};

const VAT_ROW: Fields<keyof VatSummaryRow> = { vatRate, net: neededNumber, vat: neededNumber, gross: neededNumber };

const CUSTOMER: Fields<keyof Customer> = {
	name: text,
	company: text,
	companyId: text,
	vatId: text,
	street: text,
	city: text,
	zip: text,
	country: text,
	email: text,
	phone: text,
};

const FISCAL: Fields<keyof FiscalData> = {
	system: oneOf(FISCAL_SYSTEMS),
	version: text,
	state: text,
	pok: text,
	unit: text,
	device: text,
	sequence: text,
	soldAt: text,
	amount: number,
	toDraw: number,
	drawn: number,
	accepted: text,
	test: flag,
	fik: text,
	bkp: text,
	pkp: text,
	extra,
};

const ORIGINAL: Fields<keyof OriginalReceipt> = { shop: text, register: text, number: text, date: text, periodFrom: text, periodTo: text };

const source = required(identity, 'Name the system it comes from, such as "ekasa".');
const register = required(identity, 'Name the cash register, such as "P1".');

export const RECEIPT: Fields<keyof Receipt> = {
	recordType: oneOf(['receipt']),
	key: filled(text),
	source,
	shop: identity,
	register,
	shift: identity,
	number: filled(identity),
	type: filled(oneOf(['sale', 'return', 'void'])),
	issuedAt: text,
	date: filled(text),
	currency: filled(currency),
	rate: exchange,
	rateAmount: exchange,
	items: required(list(object(ITEM), MAX_ITEMS), 'Send a list with one entry per line of the receipt.'),
	payments: required(
		list(object(PAYMENT), MAX_PAYMENTS),
		'Send a list with one entry per means of payment; their amounts add up to total.',
	),
	vatSummary: list(object(VAT_ROW), MAX_RATES),
	total: required(number, 'Send what the customer paid, rounding included.'),
	rounding: filled(number),
	customer: object(CUSTOMER),
	cashier: text,
	note: text,
	fiscal: object(FISCAL),
	original: object(ORIGINAL),
	paused: flag,
	cancelled: flag,
	labels: list(text, MAX_LABELS),
	extra,
};

export const CASH_MOVEMENT: Fields<keyof CashMovement> = {
	recordType: oneOf(['cashMovement']),
	key: filled(text),
	source,
	shop: identity,
	register,
	shift: identity,
	number: filled(identity),
	issuedAt: text,
	date: filled(text),
	currency: filled(currency),
	amount: required(number, 'Send it as a number: positive into the till, negative out of it.'),
	note: text,
	cashier: text,
	extra,
};

type Optional<T, K extends keyof T> = Omit<T, K> & Partial<Pick<T, K>>;

/** What the tables above let through; the rest is for check.ts to fill. */
export type GivenItem = Optional<ReceiptItem, 'line' | 'kind' | 'name' | 'totalGross'>;
type Late = 'key' | 'number' | 'date' | 'currency';
export type GivenReceipt = Optional<Omit<Receipt, 'items'>, Late | 'type' | 'rounding'> & { items: GivenItem[] };
export type GivenCashMovement = Optional<CashMovement, Late>;
