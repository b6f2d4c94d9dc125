/** One documented example per record type. */
import { recordKey } from '../../core/records/keys';
import type { CashMovement, Receipt } from '../../core/records/types';

/** A cash sale at two VAT rates, paid in whole crowns: 1 289.60 + 0.40 rounding. */
export const EXAMPLE_SALE: Receipt = {
	recordType: 'receipt',
	key: recordKey({ source: 'ekasa', register: 'P1', number: '4512', date: '2026-11-14' }),
	source: 'ekasa',
	shop: 'Brno',
	register: 'P1',
	shift: '2026-11-14-1',
	number: '4512',
	type: 'sale',
	issuedAt: '2026-11-14T10:15:32+01:00',
	date: '2026-11-14',
	currency: 'CZK',
	items: [
		{
			line: 1,
			kind: 'goods',
			code: '00123',
			ean: '8590001000012',
			name: 'Termoska 0,5 l',
			quantity: 2,
			unit: 'ks',
			unitPrice: 549.9,
			discount: 59.8,
			vatRate: 21,
			totalNet: 859.5,
			totalVat: 180.5,
			totalGross: 1040,
		},
		{
			line: 2,
			kind: 'goods',
			code: '00456',
			name: 'Káva zrnková',
			quantity: 0.5,
			unit: 'kg',
			unitPrice: 499.2,
			vatRate: 12,
			totalNet: 222.86,
			totalVat: 26.74,
			totalGross: 249.6,
		},
	],
	payments: [{ method: 'cash', label: 'Hotově', amount: 1290, tendered: 1500, change: 210 }],
	vatSummary: [
		{ vatRate: 21, net: 859.5, vat: 180.5, gross: 1040 },
		{ vatRate: 12, net: 222.86, vat: 26.74, gross: 249.6 },
	],
	total: 1290,
	rounding: 0.4,
	cashier: 'Jana',
};

/** One of the two flasks comes back the next day: quantity, totals and payments are negative, the price is not. */
export const EXAMPLE_RETURN: Receipt = {
	recordType: 'receipt',
	key: recordKey({ source: 'ekasa', register: 'P1', number: '4530', date: '2026-11-15' }),
	source: 'ekasa',
	shop: 'Brno',
	register: 'P1',
	shift: '2026-11-15-1',
	number: '4530',
	type: 'return',
	issuedAt: '2026-11-15T09:02:11+01:00',
	date: '2026-11-15',
	currency: 'CZK',
	items: [
		{
			line: 1,
			kind: 'goods',
			code: '00123',
			ean: '8590001000012',
			name: 'Termoska 0,5 l',
			quantity: -1,
			unit: 'ks',
			unitPrice: 549.9,
			discount: -29.9,
			vatRate: 21,
			totalNet: -429.75,
			totalVat: -90.25,
			totalGross: -520,
		},
	],
	payments: [{ method: 'cash', label: 'Hotově', amount: -520 }],
	vatSummary: [{ vatRate: 21, net: -429.75, vat: -90.25, gross: -520 }],
	total: -520,
	rounding: 0,
	cashier: 'Jana',
	original: { register: 'P1', number: '4512', date: '2026-11-14' },
};

/** A card sale: no rounding. */
export const EXAMPLE_CARD_SALE: Receipt = {
	recordType: 'receipt',
	key: recordKey({ source: 'ekasa', register: 'P1', number: '4513', date: '2026-11-14' }),
	source: 'ekasa',
	shop: 'Brno',
	register: 'P1',
	shift: '2026-11-14-1',
	number: '4513',
	type: 'sale',
	issuedAt: '2026-11-14T10:21:05+01:00',
	date: '2026-11-14',
	currency: 'CZK',
	items: [
		{ line: 1, kind: 'goods', code: '00777', name: 'Rohlík', quantity: 10, unit: 'ks', unitPrice: 3.9, vatRate: 12, totalGross: 39 },
		{ line: 2, kind: 'service', name: 'Dárkové balení', quantity: 1, unitPrice: 45.5, vatRate: 21, totalGross: 45.5 },
	],
	payments: [{ method: 'card', label: 'Karta', amount: 84.5, reference: '401233' }],
	total: 84.5,
	rounding: 0,
	cashier: 'Jana',
};

/** The float that is put into the drawer in the morning. */
export const EXAMPLE_DEPOSIT: CashMovement = {
	recordType: 'cashMovement',
	key: recordKey({ source: 'ekasa', register: 'P1', number: '17', date: '2026-11-14', cash: true }),
	source: 'ekasa',
	shop: 'Brno',
	register: 'P1',
	shift: '2026-11-14-1',
	number: '17',
	issuedAt: '2026-11-14T07:55:00+01:00',
	date: '2026-11-14',
	currency: 'CZK',
	amount: 2000,
	note: 'Ranní hotovost',
	cashier: 'Jana',
};
