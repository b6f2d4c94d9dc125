/** Texts that go into the books. They are Czech because the accountant's other documents are. */
import type { PaymentMethod } from '../records/types';

export const DOCUMENT_TEXTS = {
	sale: 'Účtenka',
	return: 'Vratka',
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
