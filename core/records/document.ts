/**
 * What orders, invoices, offers and stock documents have in common. Amounts stand in the currency of the document,
 * signed as in the document.
 */
import { sum, toMicro } from '../money/micro';
import { vatPayer } from './contact';
import { ENTITY, EXTERNAL_ID, SHIPPING_ADDRESS, checkEntity, type CheckedEntity } from './entity';
import { amount, currency, day, extra, flag, identity, longText, number, oneOf, positive, refs, text, vatRate, whole, wrongDays } from './fields';
import type { ResultWarning } from './results';
import { guaranteeUnit, vatCode } from './stock';
import { filled, list, object, required, type Infer } from './table';
import { ITEM_KINDS } from './types';

/** The other side of a document, with its address as it stands in the document. */
const PARTNER = {
	/** Id of the contact in the record's own source. */
	id: identity,
	externalIds: list(object(EXTERNAL_ID), 100),
	company: text,
	division: text,
	name: text,
	street: text,
	city: text,
	zip: text,
	country: text,
	/** IČO */
	companyId: text,
	/** DIČ */
	vatId: text,
	slovakVatId: text,
	vatPayer,
	phone: text,
	mobile: text,
	fax: text,
	email: text,
	/** Let POHODA link the document to the one contact that has this IČO, DIČ, firm or name. */
	linkToContact: flag,
	shippingAddresses: list(object(SHIPPING_ADDRESS), 100),
	refs,
	extra,
};

/** A document, or an item of one, that this one came from or belongs to. */
export const LINK = {
	/** POHODA's English name of the agenda, e.g. receivedOrder. */
	agenda: text,
	id: identity,
	number: text,
	externalId: object(EXTERNAL_ID),
	itemId: identity,
	itemExternalId: object(EXTERNAL_ID),
	extra,
};

/** Which card a line moves. Without it the line is text and stock stays as it is. */
const STOCK = {
	store: text,
	/** Id of the card in the record's own source. */
	id: identity,
	code: text,
	ean: text,
	plu: text,
	externalId: object(EXTERNAL_ID),
	serialNumber: text,
	refs,
	extra,
};

export const AMOUNTS = {
	unitPrice: number,
	/** After discount. */
	totalNet: number,
	totalVat: number,
	totalGross: number,
};

const ITEM = {
	id: identity,
	externalId: text,
	/** What kind of thing is sold; goods when absent. Only goods have to be paired with cards. */
	kind: oneOf(ITEM_KINDS),
	code: text,
	ean: text,
	name: text,
	/** One of them when absent. */
	quantity: number,
	unit: text,
	unitCoefficient: number,
	...AMOUNTS,
	/** Whether unitPrice contains VAT; false when absent. */
	priceIncludesVat: flag,
	discountPercent: amount((value) => Math.abs(value) <= 999, 'it must lie between -999 and 999'),
	/** Per cent; null for a shop that is no VAT payer. */
	vatRate,
	vatCode,
	/** In the currency of the books, where the document has another one. */
	home: object(AMOUNTS),
	/** Of an order: delivered so far; of a note: taken over into other documents. */
	delivered: number,
	stock: object(STOCK),
	accounting: text,
	vatClassification: text,
	centre: text,
	activity: text,
	contract: text,
	note: text,
	guarantee: whole,
	guaranteeUnit,
	expires: text,
	link: object(LINK),
	linkedTo: object(LINK),
	parameters: ENTITY.parameters,
	refs,
	extra,
};
export type DocumentItem = Infer<typeof ITEM>;

const needed = required(number, 'Send it as a number.');
/** The rate is absent where only its name is known. */
const VAT_ROWS = list(object({ vatRate, vatCode, net: needed, vat: needed, gross: needed }), 50);

export const DOCUMENT = {
	...ENTITY,
	number: text,
	/** Prefix of the number series (číselná řada) that gives the number. */
	numberSeries: text,
	date: day,
	text: longText,
	/** ISO 4217 */
	currency: filled(currency),
	/** Units of the home currency for `rateAmount` units of `currency`. */
	rate: positive,
	rateAmount: positive,
	partner: object(PARTNER),
	priceLevel: text,
	centre: text,
	activity: text,
	contract: text,
	/** Name of the form of payment (forma úhrady) and POHODA's kind of it. */
	paymentForm: text,
	paymentType: text,
	carrier: text,
	items: filled(list(object(ITEM), 10_000)),
	/** How POHODA rounds the total (roundingDocument). */
	roundingMode: oneOf([
		'none', 'math2one', 'math2half', 'math2tenth', 'math5cent', 'up2one', 'up2half', 'up2tenth', 'down2one', 'down2half', 'down2tenth',
	]),
	/** Signed; part of the total, never an item. */
	rounding: number,
	vatSummary: VAT_ROWS,
	/** With VAT and rounding. */
	total: number,
	/** In the currency of the books, where the document has another one. */
	home: object({ rounding: number, vatSummary: VAT_ROWS, total: number }),
	/** Cancelled, or the document that cancels another one. */
	cancelled: oneOf(['cancelledDocument', 'cancelDocument']),
	links: list(object(LINK), 1000),
	linkedTo: list(object(LINK), 1000),
	note: longText,
	internalNote: longText,
	updatedAt: text,
};
export type BusinessDocument = Infer<typeof DOCUMENT>;

/** Fills what the canonical record always has, and compares lines with the total. */
function complete(record: BusinessDocument, warnings: ResultWarning[]): void {
	record.currency ??= 'CZK';
	record.items ??= [];
	const { total, items } = record;
	if (total === undefined || items.length === 0 || items.some(({ totalGross }) => totalGross === undefined)) return;
	const added = sum([...items.map(({ totalGross }) => totalGross ?? 0), record.rounding ?? 0]);
	if (toMicro(added) === toMicro(total)) return;
	const said = `The lines and the rounding make ${added}, the document says ${total}.`;
	warnings.push({ code: 'totalDiffers', text: said, place: 'total' });
}

type DocumentTable = Parameters<typeof checkEntity>[1] & typeof DOCUMENT;

/** Checks a document that comes from a workflow; see checkEntity. Warning: totalDiffers. */
export function checkDocument<F extends DocumentTable>(
	input: unknown,
	fields: F,
	identityOf: (record: Partial<Infer<F>>) => string | undefined,
): CheckedEntity<Infer<F>> {
	return checkEntity(input, fields, identityOf, (record, warnings) => {
		complete(record as BusinessDocument, warnings);
		return wrongDays(record, fields);
	});
}
