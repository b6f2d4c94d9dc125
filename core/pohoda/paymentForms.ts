/** Forms of payment in POHODA's XML → canonical methods. */
import type { PaymentMethod } from '../records/types';

/** typ:paymentType/typ:paymentType, the enum of the XSD with POHODA's own words. */
const ENUM: Readonly<Record<string, PaymentMethod>> = {
	/** hotově */
	cash: 'cash',
	/** platební kartou */
	creditcard: 'card',
	/** příkazem */
	draft: 'bankTransfer',
	/** inkasem */
	encashment: 'bankTransfer',
	/** složenkou */
	postal: 'other',
	/** dobírkou */
	delivery: 'other',
	/** zálohou */
	advance: 'other',
	/** šekem */
	cheque: 'other',
	/** zápočtem */
	compensation: 'other',
};

/** Words in the name of a payment form, without diacritics and in lower case; the first row that fits counts. */
const NAMES: ReadonlyArray<{ words: RegExp; method: PaymentMethod }> = [
	{ words: /straven|meal ?voucher/, method: 'mealVoucher' },
	{ words: /poukaz|darkov|voucher|gift/, method: 'voucher' },
	{ words: /hotov|^cash/, method: 'cash' },
	{ words: /kart|card/, method: 'card' },
	{ words: /prevod|prikaz|transfer|bank/, method: 'bankTransfer' },
	{ words: /online|internet/, method: 'online' },
	{ words: /uver|na fakturu|credit/, method: 'credit' },
];

function ofEnum(type: string): PaymentMethod {
	return Object.hasOwn(ENUM, type) ? ENUM[type] : 'other';
}

/**
 * Method of a payment form given by the enum (`type`) or by the name of the record in POHODA (`ids`; wins, as in
 * POHODA). An unknown name is `other` and keeps its label: posting rules decide about it, nothing is guessed.
 */
export function paymentMethod(form: { ids?: string; type?: string }): { method: PaymentMethod; label?: string } {
	if (form.ids !== undefined) {
		const plain = form.ids.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
		return {
			method: NAMES.find(({ words }) => words.test(plain))?.method ?? ofEnum(plain),
			label: form.ids,
		};
	}
	const method = ofEnum(form.type ?? '');
	return method === 'other' && form.type !== undefined ? { method, label: form.type } : { method };
}

/** ISO 4217: no currency is known. */
export const NO_CURRENCY = 'XXX';

/** Words of foreign money in the names of payment forms, without diacritics and in lower case. */
const CURRENCIES: ReadonlyArray<{ words: RegExp; currency: string }> = [
	{ words: /\beur|€/, currency: 'EUR' },
	{ words: /\busd\b|\$|dolar|dollar/, currency: 'USD' },
	{ words: /\bgbp\b|£|\blib(r|e)|pound/, currency: 'GBP' },
	{ words: /\bpln\b|zlot/, currency: 'PLN' },
	{ words: /\bchf\b|frank/, currency: 'CHF' },
	{ words: /\bhuf\b|forint/, currency: 'HUF' },
];

const OTHERS = /\b(AUD|BGN|CAD|CNY|DKK|HKD|ILS|INR|JPY|NOK|NZD|RON|RSD|RUB|SEK|SGD|THB|TRY|UAH|VND)\b/g;

/** Currency that the name of a payment form says; undefined where it says none, or several. */
export function currencyIn(label: string): string | undefined {
	const plain = label.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
	const found = CURRENCIES.filter(({ words }) => words.test(plain));
	const codes = new Set([...found.map(({ currency }) => currency), ...(label.match(OTHERS) ?? [])]);
	return codes.size === 1 ? [...codes][0] : undefined;
}
