/**
 * The field table: what a DocumentDraft can say, under which element it is written, and how much fits. Lengths are
 * those of the XSD (prodejka.xsd, voucher.xsd, type.xsd, set of March 2026). Writer and checks share it.
 */
import type { PostingValues } from '../rules/values';
import type { DocumentDraft, DraftItem, DraftPayment } from './receipts/draft';
import type { Customer } from '../records/types';

/** `text` may be cut where the caller allows it; `code` names something in POHODA, cut it would name something else. */
type FieldKind = 'text' | 'code';

export interface TextField<T> {
	/** Key in the draft. */
	key: keyof T & string;
	/** Local name of the element, or path of names, below its parent. */
	element: readonly string[];
	/** As a person knows it. */
	label: string;
	max?: number;
	kind: FieldKind;
}

/** Codes of the header, in the order of the XSD. `only`: the agenda that has the element. */
export const HEADER_CODES: ReadonlyArray<TextField<PostingValues> & { only?: DocumentDraft['target'] }> = [
	{
		key: 'cashAccount',
		element: ['cashAccount', 'ids'],
		label: 'cash account (pokladna)',
		max: 19,
		kind: 'code',
		only: 'cashDocument',
	},
	{ key: 'numberSeries', element: ['number', 'ids'], label: 'number series (číselná řada)', max: 19, kind: 'code' },
	{
		key: 'accounting',
		element: ['accounting', 'ids'],
		label: 'accounting entry (předkontace)',
		max: 19,
		kind: 'code',
	},
	{
		key: 'vatClassification',
		element: ['classificationVAT', 'ids'],
		label: 'VAT classification (členění DPH)',
		max: 19,
		kind: 'code',
		only: 'cashDocument',
	},
	{ key: 'centre', element: ['centre', 'ids'], label: 'centre (středisko)', max: 19, kind: 'code' },
	{ key: 'activity', element: ['activity', 'ids'], label: 'activity (činnost)', max: 19, kind: 'code' },
	{ key: 'contract', element: ['contract', 'ids'], label: 'contract (zakázka)', max: 19, kind: 'code' },
	{
		key: 'cashRegister',
		element: ['kasa', 'ids'],
		label: 'till (kasa)',
		max: 19,
		kind: 'code',
		only: 'salesReceipt',
	},
];

/** Codes of an item. */
export const ITEM_CODES: ReadonlyArray<TextField<PostingValues>> = [
	{
		key: 'itemAccounting',
		element: ['accounting', 'ids'],
		label: 'accounting entry (předkontace)',
		max: 19,
		kind: 'code',
	},
	{ key: 'centre', element: ['centre', 'ids'], label: 'centre (středisko)', max: 19, kind: 'code' },
	{ key: 'activity', element: ['activity', 'ids'], label: 'activity (činnost)', max: 19, kind: 'code' },
	{ key: 'contract', element: ['contract', 'ids'], label: 'contract (zakázka)', max: 19, kind: 'code' },
];

export const HEADER_TEXTS: ReadonlyArray<TextField<DocumentDraft>> = [
	{ key: 'documentId', element: ['extId', 'ids'], label: 'document id', max: 64, kind: 'code' },
	{ key: 'packId', element: [], label: 'pack id', max: 64, kind: 'code' },
	{ key: 'text', element: ['text'], label: 'text of the document', max: 240, kind: 'text' },
	{ key: 'note', element: ['note'], label: 'note', kind: 'text' },
	{ key: 'intNote', element: ['intNote'], label: 'internal note', kind: 'text' },
];

/** Children of typ:address, in the order of the XSD. */
export const ADDRESS: ReadonlyArray<TextField<Customer>> = [
	{ key: 'company', element: ['company'], label: 'company', max: 255, kind: 'text' },
	{ key: 'name', element: ['name'], label: 'name', max: 64, kind: 'text' },
	{ key: 'city', element: ['city'], label: 'city', max: 45, kind: 'text' },
	{ key: 'street', element: ['street'], label: 'street', max: 64, kind: 'text' },
	{ key: 'zip', element: ['zip'], label: 'postal code', max: 15, kind: 'code' },
	{ key: 'companyId', element: ['ico'], label: 'IČO', max: 15, kind: 'code' },
	{ key: 'vatId', element: ['dic'], label: 'DIČ', max: 18, kind: 'code' },
	{ key: 'country', element: ['country', 'ids'], label: 'country', max: 19, kind: 'code' },
	{ key: 'phone', element: ['phone'], label: 'phone', max: 40, kind: 'code' },
	{ key: 'email', element: ['email'], label: 'e-mail', max: 98, kind: 'code' },
];

export const ITEM_TEXTS: ReadonlyArray<TextField<DraftItem>> = [
	{ key: 'text', element: ['text'], label: 'text', max: 90, kind: 'text' },
	{ key: 'unit', element: ['unit'], label: 'unit', max: 10, kind: 'text' },
	{ key: 'note', element: ['note'], label: 'note', max: 90, kind: 'text' },
	{ key: 'code', element: ['code'], label: 'code', max: 64, kind: 'code' },
	{
		key: 'refundOf',
		element: ['refundItem', 'sourceItemExtId', 'ids'],
		label: 'id of the returned item',
		max: 64,
		kind: 'code',
	},
];

export const STOCK_TEXTS: ReadonlyArray<TextField<NonNullable<DraftItem['stock']>>> = [
	{ key: 'store', element: ['store', 'ids'], label: 'store (sklad)', max: 19, kind: 'code' },
	{ key: 'code', element: ['stockItem', 'ids'], label: 'stock code', max: 64, kind: 'code' },
	{ key: 'ean', element: ['stockItem', 'EAN'], label: 'EAN', max: 20, kind: 'code' },
];

export const PAYMENT_TEXTS: ReadonlyArray<TextField<DraftPayment>> = [
	{ key: 'note', element: ['note'], label: 'note', max: 255, kind: 'text' },
];

/** Name of forma úhrady (typ:paymentType/typ:ids). */
export const PAYMENT_FORM_LENGTH = 32;

export const VAT_CODES = ['none', 'high', 'low', 'third', 'historyHigh', 'historyLow'] as const;
export const PAYMENT_TYPES = ['cash', 'creditcard', 'draft', 'cheque', 'advance'] as const;
