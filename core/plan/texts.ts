/** Texts that go into the books. They are Czech because the accountant's other documents are. */
import { isDay } from '../records/dates';
import type { KnownOriginal } from '../records/results';
import type { PaymentMethod, Receipt } from '../records/types';

export const DOCUMENT_TEXTS = {
	sale: 'Účtenka',
	return: 'Vratka',
	void: 'Storno',
	day: 'Tržba',
	supplement: 'doplněk',
	deposit: 'Vklad do pokladny',
	withdrawal: 'Výběr z pokladny',
	rounding: 'Zaokrouhlení',
} as const;

/** Ways of paying in the text of a Per Day document; a till's own label goes before them. */
export const PAYMENT_TEXTS: Readonly<Record<PaymentMethod, string>> = {
	cash: 'hotově',
	card: 'kartou',
	mealVoucher: 'stravenkami',
	voucher: 'poukazem',
	bankTransfer: 'převodem',
	online: 'online',
	credit: 'na účet zákazníka',
	other: 'jinak',
};

/** `2026-11-14` → `14.11.2026` */
export function czechDay(day: string): string {
	const [year, month, date] = day.split('-').map(Number);
	return `${date}.${month}.${year}`;
}

/**
 * ` k účtence P1/4512 ze dne 14.11.2026`: which sale a return or void takes back, as far as it is known; '' when the receipt names none. `known`
 * says the day where the receipt does not.
 */
export function originalText({ original, register }: Receipt, known: readonly KnownOriginal[] = [], withDay = true): string {
	if (!original?.number) return '';
	const day = original.date || (known.length === 1 ? known[0].date : '');
	return ` k účtence ${original.register || register}/${original.number}${withDay && isDay(day) ? ` ze dne ${czechDay(day)}` : ''}`;
}

/** The sentence of a return about its sale, for notes; undefined when the receipt names none. */
export function originalNote(receipt: Receipt, known?: readonly KnownOriginal[]): string | undefined {
	const text = receipt.type === 'sale' ? '' : originalText(receipt, known);
	return text === '' ? undefined : `${DOCUMENT_TEXTS[receipt.type]}${text}.`;
}

/** Most returns that the note of a day's document names. */
const MOST_RETURNS = 100;

/** Returns of a Per Day document with their sales, one on a line; '' when there are none. */
export function returnsNote(members: ReadonlyArray<{ receipt: Receipt; originals?: readonly KnownOriginal[] }>): string {
	const lines = members
		.filter(({ receipt }) => receipt.type === 'return')
		.map(({ receipt, originals }) => `${DOCUMENT_TEXTS.return} ${receipt.register}/${receipt.number}${originalText(receipt, originals)}`);
	const more = lines.length - MOST_RETURNS;
	return [...lines.slice(0, MOST_RETURNS), ...(more > 0 ? [`a dalších vratek: ${more}`] : [])].join('\n');
}
