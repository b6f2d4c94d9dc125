/**
 * DocumentDraft → prodejka or voucher (pokladní doklad), element by element after prodejka.xsd and voucher.xsd of
 * version 2.0.
 */
import { absMicro, fromMicro, toMicro } from '../money/micro';
import type { DocumentDraft, DraftItem } from './receipts/draft';
import { element, type XmlNode } from '../xml/node';
import {
	cancelled,
	codes,
	decimal,
	extId,
	field,
	item,
	partner,
	paymentType,
	validate,
	type Names,
} from './documentParts';

export { itemExtId } from './documentParts';

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

/** Without it POHODA would decide by its EET profile or the payment form. Only the state: detailEET cannot carry EET 2.0. */
function eet(names: Names, { eet: state }: DocumentDraft): XmlNode[] {
	return state === undefined ? [] : [element(names('EET'), [element('typ:stateEET', state)])];
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
			? [...detail(names, 'prodejka', draft), ...payments, summary(names, 'prodejka', draft), ...eet(names, draft)]
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
		draft.cancels === undefined
			? [...detail(names, 'voucher', draft), summary(names, 'voucher', draft), ...eet(names, draft)]
			: [];
	return element('vch:voucher', [...cancelled(names, draft), header, ...body], { version: '2.0' });
}

/**
 * The document of a draft as POHODA imports it. Always written: extId, date, text, payVAT, unitPrice,
 * discountPercentage, roundingDocument; stateEET where the draft has it. Element order is that of the XSD. One payment stands in the header, several in
 * prodejkaPayments; a cash document has none. An expense has positive amounts. The draft should have passed checkDraft;
 * throws MoneyError for amounts that are no exact decimals.
 */
export function writeDocument(draft: DocumentDraft): XmlNode {
	return draft.target === 'salesReceipt' ? prodejka(draft) : voucher(draft);
}
