/** Elements that prodejka and voucher share. `names` gives an element's name in the agenda's own namespace. */
import { microText, toMicro } from '../money/micro';
import type { Customer } from '../records/types';
import { plainId } from '../records/keys';
import type { PostingValues } from '../rules/values';
import type { DocumentDraft, DraftItem, DraftPayment } from './receipts/draft';
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
export type Names = (local: string) => string;

function has(text: string | undefined): text is string {
	return text !== undefined && text !== '';
}

/** `[name]` with the value, or `[name, ids]` as a reference; nothing for an empty value. */
export function field(names: Names, path: readonly string[], value: string | undefined): XmlNode[] {
	if (!has(value)) return [];
	const [outer, inner] = path;
	return [element(names(outer), inner === undefined ? value : [element(`typ:${inner}`, value)])];
}

function fields<T>(names: Names, table: ReadonlyArray<TextField<T>>, values: T): XmlNode[] {
	return table.flatMap(({ key, element: path }) => field(names, path, values[key] as string | undefined));
}

export function decimal(value: number): string {
	return microText(toMicro(value));
}

export function extId(names: Names, ids: string): XmlNode {
	return element(names('extId'), [element('typ:ids', ids), element('typ:exSystemName', EX_SYSTEM_NAME)]);
}

export function partner(names: Names, customer: Customer | undefined): XmlNode[] {
	const address = customer === undefined ? [] : fields((local) => `typ:${local}`, ADDRESS, customer);
	return address.length === 0 ? [] : [element(names('partnerIdentity'), [element('typ:address', address)])];
}

export function paymentType(names: Names, { form }: DraftPayment): XmlNode {
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
export function item(
	names: Names,
	kind: string,
	draft: DocumentDraft,
	line: DraftItem,
	index: number,
	sign: bigint,
): XmlNode {
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

export function codes(names: Names, draft: DocumentDraft, ...keys: Array<keyof PostingValues>): XmlNode[] {
	const wanted = HEADER_CODES.filter(
		({ key, only }) => keys.includes(key) && (only ?? draft.target) === draft.target,
	);
	return fields(names, wanted, draft.posting);
}

export function validate(names: Names, draft: DocumentDraft): XmlNode[] {
	if (draft.validateInStock === undefined) return [];
	return [element(names('validate'), [element('typ:inStock', String(draft.validateInStock))])];
}

export function cancelled(names: Names, draft: DocumentDraft): XmlNode[] {
	const { cancels } = draft;
	if (cancels === undefined) return [];
	const source = has(cancels.id) ? element('typ:id', cancels.id) : element('typ:number', cancels.number ?? '');
	return [element(names('cancelDocument'), [element('typ:sourceDocument', [source])])];
}
