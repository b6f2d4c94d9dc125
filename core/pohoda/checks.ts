/** Whether POHODA's XML can carry a draft: lengths, characters, enums and numbers, before anything is sent. */
import { amountFault } from '../money/micro';
import type { ResultWarning } from '../records/results';
import { isDay } from '../records/dates';
import type { DocumentDraft, DraftItem } from './receipts/draft';
import { missingCharacters, transliterate } from '../text/windows1250';
import { illegalCharacters } from '../xml/write';
import {
	ADDRESS,
	HEADER_CODES,
	HEADER_TEXTS,
	ITEM_CODES,
	ITEM_TEXTS,
	PAYMENT_FORM_LENGTH,
	PAYMENT_TEXTS,
	PAYMENT_TYPES,
	STOCK_TEXTS,
	VAT_CODES,
	type TextField,
} from './fields';

export interface DraftCheckOptions {
	/** true: too long a text is cut with a warning; codes never are. */
	cutLongTexts: boolean;
	/** What to do with characters that Windows-1250 or XML does not have. */
	missingCharacters: 'refuse' | 'transliterate';
}

export interface CheckedDraft {
	/** The draft as it may be written; the given one is not changed. */
	draft: DocumentDraft;
	warnings: ResultWarning[];
	/** Why it cannot be written; empty = it can. Each names field, limit and value. */
	reasons: string[];
}

class Check {
	readonly warnings: ResultWarning[] = [];

	readonly reasons: string[] = [];

	constructor(private readonly options: DraftCheckOptions) {}

	/** A copy of the texts of a table, each as it may be written. */
	texts<T extends object>(owner: T, table: ReadonlyArray<TextField<T>>, place: string): T {
		const copy = { ...owner };
		for (const { key, label, max, kind } of table) {
			const value = owner[key as keyof T];
			if (typeof value === 'string')
				copy[key as keyof T] = this.text(value, place + label, max, kind) as T[keyof T];
		}
		return copy;
	}

	text(given: string, place: string, max: number | undefined, kind: 'text' | 'code'): string {
		const text = this.characters(given.normalize('NFC'), place);
		const length = [...text].length;
		if (max === undefined || length <= max) return text;
		if (kind === 'code' || !this.options.cutLongTexts) {
			const cut = kind === 'code' ? 'A code cannot be shortened.' : 'Shorten it, or allow Cut Long Texts.';
			this.reasons.push(
				`${place} has ${length} characters, POHODA takes ${max}: "${text.slice(0, 60)}…". ${cut}`,
			);
			return text;
		}
		const shortened = [...text].slice(0, max).join('').trimEnd();
		this.warnings.push({
			code: 'textCut',
			text: `${place} was cut from ${length} to ${max} characters.`,
			place,
			requested: text,
			produced: shortened,
		});
		return shortened;
	}

	private characters(text: string, place: string): string {
		const illegal = illegalCharacters(text);
		const missing = missingCharacters(text).filter((character) => illegalCharacters(character).length === 0);
		if (illegal.length === 0 && missing.length === 0) return text;
		const named = [...new Set([...illegal.map(({ character }) => character), ...missing])].slice(0, 10).join(' ');
		if (this.options.missingCharacters === 'refuse') {
			this.reasons.push(
				`${place} has characters that POHODA cannot hold: ${named}. Correct it, or allow replacing them.`,
			);
			return text;
		}
		const legal = illegal.reduceRight(
			(rest, { position }) => rest.slice(0, position) + rest.slice(position + 1),
			text,
		);
		const produced = transliterate(legal).text;
		this.warnings.push({
			code: 'charactersReplaced',
			text: `${place}: ${named} replaced.`,
			place,
			requested: text,
			produced,
		});
		return produced;
	}

	number(value: number, place: string): void {
		const fault = amountFault(value);
		if (fault !== undefined) this.reasons.push(`${place} cannot be written: ${fault}.`);
	}

	oneOf(value: string, allowed: readonly string[], place: string): void {
		if (!allowed.includes(value)) this.reasons.push(`${place} is "${value}"; POHODA knows ${allowed.join(', ')}.`);
	}
}

function checkItem(check: Check, item: DraftItem, index: number): DraftItem {
	const place = `item ${index + 1}: `;
	const { vat, stock } = item;
	for (const key of ['quantity', 'unitPrice', 'totalGross'] as const) check.number(item[key], place + key);
	if (item.unitPrice < 0)
		check.reasons.push(
			`${place}unitPrice is ${item.unitPrice}; prices are positive, the quantity carries the sign.`,
		);
	if (item.discountPercentage !== undefined) {
		check.number(item.discountPercentage, `${place}discountPercentage`);
		if (Math.abs(item.discountPercentage) > 999)
			check.reasons.push(`${place}discountPercentage is ${item.discountPercentage}; POHODA takes -999 to 999.`);
	}
	if ('percent' in vat) check.number(vat.percent, `${place}VAT rate`);
	else check.oneOf(vat.rate, VAT_CODES, `${place}VAT rate`);
	if (stock !== undefined && !stock.code && !stock.ean) {
		check.reasons.push(`${place}"${item.text}" is to move stock, but has neither a stock code nor an EAN.`);
	}
	return {
		...check.texts(item, ITEM_TEXTS, place),
		posting: check.texts(item.posting, ITEM_CODES, place),
		...(stock === undefined ? {} : { stock: check.texts(stock, STOCK_TEXTS, place) }),
	};
}

function checkPayment(
	check: Check,
	payment: DocumentDraft['payments'][number],
	index: number,
): DocumentDraft['payments'][number] {
	const place = `payment ${index + 1}: `;
	check.number(payment.amount, `${place}amount`);
	const { form } = payment;
	const texts = check.texts(payment, PAYMENT_TEXTS, place);
	if ('ids' in form) {
		if (form.ids.trim() === '') check.reasons.push(`${place}the payment form (forma úhrady) is empty.`);
		return {
			...texts,
			form: { ids: check.text(form.ids, `${place}payment form (forma úhrady)`, PAYMENT_FORM_LENGTH, 'code') },
		};
	}
	check.oneOf(form.type, PAYMENT_TYPES, `${place}payment form`);
	return texts;
}

function checkHeader(check: Check, draft: DocumentDraft): void {
	check.oneOf(draft.target, ['salesReceipt', 'cashDocument'], 'target document');
	check.oneOf(draft.type, ['sale', 'return', 'deposit', 'withdrawal'], 'type');
	check.oneOf(draft.rounding, ['none', 'math2one'], 'rounding');
	check.number(draft.total, 'total');
	if (!isDay(draft.date))
		check.reasons.push(`date is "${draft.date}"; a day of the calendar such as 2026-11-14 is needed.`);
	if (draft.text.trim() === '') check.reasons.push('text of the document is empty; POHODA needs one.');
	if (draft.documentId === '' || draft.packId === '') check.reasons.push('document id or pack id is empty.');
	const sells = draft.type === 'sale' || draft.type === 'return';
	if (sells && draft.cancels === undefined && draft.items.length === 0)
		check.reasons.push('the document has no items.');
	if (draft.cancels !== undefined && !draft.cancels.id && !draft.cancels.number) {
		check.reasons.push('the document that is to be cancelled has neither id nor number.');
	}
}

/**
 * Checks a draft against what POHODA's schemas take, and returns it as it may be written: texts in composed form (NFC),
 * cut or with replaced characters only where the options allow it, each with a warning (`textCut`,
 * `charactersReplaced`).
 */
export function checkDraft(draft: DocumentDraft, options: DraftCheckOptions): CheckedDraft {
	const check = new Check(options);
	checkHeader(check, draft);
	const written: DocumentDraft = {
		...check.texts(draft, HEADER_TEXTS, ''),
		posting: check.texts(draft.posting, HEADER_CODES, ''),
		items: draft.items.map((item, index) => checkItem(check, item, index)),
		payments: draft.payments.map((payment, index) => checkPayment(check, payment, index)),
		...(draft.customer === undefined ? {} : { customer: check.texts(draft.customer, ADDRESS, 'customer: ') }),
	};
	return { draft: written, warnings: check.warnings, reasons: check.reasons };
}
