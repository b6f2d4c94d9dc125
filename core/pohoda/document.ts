/**
 * DocumentDraft → prodejka or voucher (pokladní doklad), element by element after prodejka.xsd and voucher.xsd of
 * version 2.0.
 */
import { absMicro, fromMicro, microText, toMicro } from '../money/micro';
import type { Customer } from '../records/types';
import { plainId } from '../records/keys';
import type { DocumentDraft, DraftItem, DraftPayment, PostingValues } from '../rules/draft';
import { element, type XmlNode } from '../xml/node';
import { EX_SYSTEM_NAME } from './constants';
import { ADDRESS, HEADER_CODES, ITEM_CODES, type TextField } from './fields';

/**
 * extId of a document's item: what `refundOf` of a return's item names. `line` counts the items of the draft from 1.
 */
export function itemExtId(documentId: string, line: number): string {
	return plainId(`${documentId}/${line}`);
}

/** Names of elements in one agenda's namespace. */
type Names = (local: string) => string;

function has(text: string | undefined): text is string {
	return text !== undefined && text !== '';
}

/** `[name]` with the value, or `[name, ids]` as a reference; nothing for an empty value. */
function field(names: Names, path: readonly string[], value: string | undefined): XmlNode[] {
	if (!has(value)) return [];
	const [outer, inner] = path;
	return [element(names(outer), inner === undefined ? value : [element(`typ:${inner}`, value)])];
}

function fields<T>(names: Names, table: ReadonlyArray<TextField<T>>, values: T): XmlNode[] {
	return table.flatMap(({ key, element: path }) => field(names, path, values[key] as string | undefined));
}

function decimal(value: number): string {
	return microText(toMicro(value));
}

function extId(names: Names, ids: string): XmlNode {
	return element(names('extId'), [element('typ:ids', ids), element('typ:exSystemName', EX_SYSTEM_NAME)]);
}

function partner(names: Names, customer: Customer | undefined): XmlNode[] {
	const address = customer === undefined ? [] : fields((local) => `typ:${local}`, ADDRESS, customer);
	return address.length === 0 ? [] : [element(names('partnerIdentity'), [element('typ:address', address)])];
}

function paymentType(names: Names, { form }: DraftPayment): XmlNode {
	const inner = 'ids' in form ? element('typ:ids', form.ids) : element('typ:paymentType', form.type);
	return element(names('paymentType'), [inner]);
}

function vat(names: Names, { vat: rate }: DraftItem): XmlNode {
	return 'percent' in rate
		? element(names('percentVAT'), decimal(rate.percent))
		: element(names('rateVAT'), rate.rate);
}

function stock(names: Names, { stock: card }: DraftItem): XmlNode[] {
	if (card === undefined) return [];
	// Only the first of id, ids, EAN, PLU counts for POHODA: send one.
	const key = has(card.code) ? element('typ:ids', card.code) : element('typ:EAN', card.ean ?? '');
	return [
		element(names('stockItem'), [
			...field((local) => `typ:${local}`, ['store', 'ids'], card.store),
			element('typ:stockItem', [key]),
		]),
	];
}

/** @param sign -1 turns the document round: an expense voucher has positive amounts */
function item(names: Names, kind: string, draft: DocumentDraft, line: DraftItem, index: number, sign: bigint): XmlNode {
	const refund = [
		element('typ:sourceItemExtId', [
			element('typ:ids', line.refundOf ?? ''),
			element('typ:exSystemName', EX_SYSTEM_NAME),
		]),
	];
	return element(names(kind), [
		...(draft.target === 'salesReceipt' && has(line.refundOf) ? [element(names('refundItem'), refund)] : []),
		element(names('extId'), itemExtId(draft.documentId, index + 1)),
		element(names('text'), line.text),
		element(names('quantity'), microText(sign * toMicro(line.quantity))),
		...field(names, ['unit'], line.unit),
		element(names('payVAT'), 'true'),
		vat(names, line),
		element(names('discountPercentage'), decimal(line.discountPercentage ?? 0)),
		element(names('homeCurrency'), [element('typ:unitPrice', decimal(line.unitPrice))]),
		...field(names, ['note'], line.note),
		// A stock card brings its own code.
		...field(names, ['code'], line.stock === undefined ? line.code : undefined),
		...stock(names, line),
		...fields(names, ITEM_CODES, line.posting),
	]);
}

/** A deposit or withdrawal without items: one text item outside of VAT. */
function cashItem({ text, total }: DocumentDraft): DraftItem {
	return {
		text,
		quantity: total < 0 ? -1 : 1,
		unitPrice: fromMicro(absMicro(toMicro(total))),
		vat: { rate: 'none' },
		totalGross: total,
		posting: {},
	};
}

function detail(names: Names, agenda: string, draft: DocumentDraft): XmlNode[] {
	const cash = draft.type === 'deposit' || draft.type === 'withdrawal';
	const items = cash && draft.items.length === 0 ? [cashItem(draft)] : draft.items;
	if (items.length === 0) return [];
	// Withdrawals and expenses say by their type that money leaves; their amounts are positive [inferred for a
	// prodejka].
	const turned = draft.type === 'withdrawal' || (draft.target === 'cashDocument' && draft.total < 0);
	const nodes = items.map((line, index) => item(names, `${agenda}Item`, draft, line, index, turned ? -1n : 1n));
	return [element(names(`${agenda}Detail`), nodes)];
}

function summary(names: Names, agenda: string, draft: DocumentDraft): XmlNode {
	return element(names(`${agenda}Summary`), [element(names('roundingDocument'), draft.rounding)]);
}

function codes(names: Names, draft: DocumentDraft, ...keys: Array<keyof PostingValues>): XmlNode[] {
	const wanted = HEADER_CODES.filter(
		({ key, only }) => keys.includes(key) && (only ?? draft.target) === draft.target,
	);
	return fields(names, wanted, draft.posting);
}

function validate(names: Names, draft: DocumentDraft): XmlNode[] {
	if (draft.validateInStock === undefined) return [];
	return [element(names('validate'), [element('typ:inStock', String(draft.validateInStock))])];
}

function cancelled(names: Names, draft: DocumentDraft): XmlNode[] {
	const { cancels } = draft;
	if (cancels === undefined) return [];
	const source = has(cancels.id) ? element('typ:id', cancels.id) : element('typ:number', cancels.number ?? '');
	return [element(names('cancelDocument'), [element('typ:sourceDocument', [source])])];
}

const PRODEJKA_TYPES = {
	sale: 'saleVoucher',
	return: 'saleVoucher',
	deposit: 'deposit',
	withdrawal: 'withdrawal',
} as const;

function prodejka(draft: DocumentDraft): XmlNode {
	const names: Names = (local) => `pro:${local}`;
	const [only] = draft.payments;
	const split = draft.payments.length > 1;
	const header = element('pro:prodejkaHeader', [
		extId(names, draft.documentId),
		element('pro:prodejkaType', PRODEJKA_TYPES[draft.type]),
		...codes(names, draft, 'numberSeries'),
		element('pro:date', draft.date),
		...codes(names, draft, 'accounting'),
		element('pro:text', draft.text),
		...partner(names, draft.customer),
		...(split || only === undefined ? [] : [paymentType(names, only)]),
		...codes(names, draft, 'centre', 'activity', 'contract', 'cashRegister'),
		...field(names, ['note'], draft.note),
		...field(names, ['intNote'], draft.intNote),
		...validate(names, draft),
	]);
	const received = draft.payments.map((payment) =>
		element('pro:paymentItem', [
			paymentType(names, payment),
			element('pro:received', decimal(payment.amount)),
			...field(names, ['note'], payment.note),
		]),
	);
	const payments = split ? [element('pro:prodejkaPayments', received)] : [];
	// POHODA takes everything else of a cancelling document from the original.
	const body =
		draft.cancels === undefined
			? [...detail(names, 'prodejka', draft), ...payments, summary(names, 'prodejka', draft)]
			: [];
	return element('pro:prodejka', [...cancelled(names, draft), header, ...body], { version: '2.0' });
}

function voucher(draft: DocumentDraft): XmlNode {
	const names: Names = (local) => `vch:${local}`;
	const expense = draft.type === 'withdrawal' || draft.total < 0;
	const header = element('vch:voucherHeader', [
		extId(names, draft.documentId),
		element('vch:voucherType', expense ? 'expense' : 'receipt'),
		...codes(names, draft, 'cashAccount', 'numberSeries'),
		element('vch:date', draft.date),
		element('vch:datePayment', draft.date),
		element('vch:dateTax', draft.date),
		...codes(names, draft, 'accounting', 'vatClassification'),
		element('vch:text', draft.text),
		...partner(names, draft.customer),
		...codes(names, draft, 'centre', 'activity', 'contract'),
		...field(names, ['note'], draft.note),
		...field(names, ['intNote'], draft.intNote),
		...validate(names, draft),
	]);
	const body =
		draft.cancels === undefined ? [...detail(names, 'voucher', draft), summary(names, 'voucher', draft)] : [];
	return element('vch:voucher', [...cancelled(names, draft), header, ...body], { version: '2.0' });
}

/**
 * The document of a draft as POHODA imports it. Always written: extId, date, text, payVAT, unitPrice,
 * discountPercentage, roundingDocument. Element order is that of the XSD. One payment stands in the header, several in
 * prodejkaPayments; a cash document has none. An expense has positive amounts. The draft should have passed checkDraft;
 * throws MoneyError for amounts that are no exact decimals.
 */
export function writeDocument(draft: DocumentDraft): XmlNode {
	return draft.target === 'salesReceipt' ? prodejka(draft) : voucher(draft);
}
