/** The unit that the stand-in plays when nothing else is said. */
import type { CodeRecord, PaymentForm, Settings } from './types.mts';

const codes = (...list: string[]): CodeRecord[] => list.map((ids, index) => ({ id: index + 1, ids }));

/** POHODA's usual names; the names are data of the unit and may be changed by its users. */
const PAYMENT_FORMS: PaymentForm[] = [
	{ id: 1, ids: 'Příkazem', paymentType: 'draft', kind: 'transfer' },
	{ id: 2, ids: 'Hotově', paymentType: 'cash', kind: 'cash', entersEet: true },
	{ id: 3, ids: 'Složenkou', paymentType: 'postal', kind: 'transfer' },
	{ id: 4, ids: 'Dobírkou', paymentType: 'delivery', kind: 'delivery' },
	{ id: 5, ids: 'Plat.kartou', paymentType: 'creditcard', kind: 'creditCard', entersEet: true },
	{ id: 6, ids: 'Zálohou', paymentType: 'advance', kind: 'advance' },
	{ id: 7, ids: 'Inkasem', paymentType: 'encashment', kind: 'transfer' },
	{ id: 8, ids: 'Šekem', paymentType: 'cheque', kind: 'cheque', entersEet: true },
	{ id: 9, ids: 'Zápočtem', paymentType: 'compensation', kind: 'other' },
	{ id: 10, ids: 'Stravenky', kind: 'ticket', entersEet: true },
	{ id: 11, ids: 'Poukázkou', kind: 'ticket', entersEet: true },
];

/** Settings of a fresh stand-in; `year` is its accounting year. */
export function defaultSettings(year: number): Settings {
	return {
		ico: '12345678',
		company: 'Ukázka s.r.o.',
		databaseName: `StwPh_12345678_${year}.mdb`,
		key: '908ba96e-887a-428b-805e-f2e53dac82bb',
		programVersion: '14105.5 SQL (12.1.2026)',
		user: 'api',
		password: 'heslo',
		mayUseMServer: true,
		mayImport: true,
		period: { from: `${year}-01-01`, till: `${year}-12-31` },
		closedVatPeriods: [],
		paymentForms: PAYMENT_FORMS.map((form) => ({ ...form })),
		eet: { from: '2027-01-01', profile: 'byPaymentForm' },
		cashRegisters: codes('P1', 'P2', 'P3'),
		cashAccounts: codes('HP', 'P1', 'P2'),
		centres: codes('BRNO', 'PRAHA'),
		activities: codes('PRODEJ'),
		contracts: codes('EKASA'),
		accountings: codes('1Pp', '2Pp', 'Bez'),
		vatClassifications: codes('UD', 'UN', 'PN'),
		series: [
			{ ids: 'PR', agenda: 'prodejky', yearly: true },
			{ ids: 'P1', agenda: 'prodejky', yearly: true },
			{ ids: 'P2', agenda: 'prodejky', yearly: true },
			{ ids: 'HP', agenda: 'pokladna', yearly: true },
			{ ids: 'HV', agenda: 'pokladna', yearly: true },
			{ ids: 'OP', agenda: 'prijate_objednavky', yearly: true },
			{ ids: 'OV', agenda: 'vydane_objednavky', yearly: true },
			{ ids: 'FV', agenda: 'vydane_faktury', yearly: true },
			{ ids: 'ZF', agenda: 'vydane_zalohove_faktury', yearly: true },
			{ ids: 'OS', agenda: 'ostatni_pohledavky', yearly: true },
			{ ids: 'FP', agenda: 'prijate_faktury', yearly: true },
			{ ids: 'ZP', agenda: 'prijate_zalohove_faktury', yearly: true },
			{ ids: 'OZ', agenda: 'ostatni_zavazky', yearly: true },
			{ ids: 'NV', agenda: 'vydane_nabidky', yearly: true },
			{ ids: 'NP', agenda: 'prijate_nabidky', yearly: true },
			{ ids: 'VY', agenda: 'vydejky', yearly: true },
			{ ids: 'PJ', agenda: 'prijemky', yearly: true },
			{ ids: 'PV', agenda: 'prevod', yearly: true },
		],
		stock: [
			{ id: 1, code: 'KAVA-250', name: 'Káva mletá 250 g', ean: '8594001020304', plu: 101, store: 'ZBOŽÍ', unit: 'ks', rateVAT: 'low', quantity: '10000', purchasePrice: '89', salePrice: '129', salePriceWithVAT: true },
			{ id: 2, code: 'CAJ-20', name: 'Čaj černý 20 sáčků', ean: '8594001020311', plu: 102, store: 'ZBOŽÍ', unit: 'ks', rateVAT: 'low', quantity: '10000', purchasePrice: '31', salePrice: '49', salePriceWithVAT: true },
			{ id: 3, code: 'HRNEK-01', name: 'Hrnek s uchem, modrý', ean: '8594001020328', plu: 103, store: 'ZBOŽÍ', unit: 'ks', rateVAT: 'high', quantity: '10000', purchasePrice: '95', salePrice: '159', salePriceWithVAT: true },
			{ id: 4, code: '00421', name: 'Žlutá konvička 0,8 l', ean: '8594001020335', plu: 104, store: 'ZBOŽÍ', unit: 'ks', rateVAT: 'high', quantity: '10000', purchasePrice: '260', salePrice: '399', salePriceWithVAT: true },
			{ id: 5, code: 'SYR-KG', name: 'Sýr uzený, váhový', plu: 105, store: 'ZBOŽÍ', unit: 'kg', rateVAT: 'low', quantity: '5000.5', purchasePrice: '189', salePrice: '289', salePriceWithVAT: true },
			{ id: 6, code: 'Kř1320', name: 'Křeslo čalouněné', store: 'ZBOŽÍ', unit: 'ks', rateVAT: 'high', quantity: '10', purchasePrice: '3100', salePrice: '4990', salePriceWithVAT: true },
		],
		stores: [
			{ id: 1, ids: 'ZBOŽÍ', name: 'Zboží' },
			{ id: 2, ids: 'PRODEJNA', name: 'Prodejna Brno' },
		],
		priceGroups: codes('Zboží', 'Služby'),
		sellingPrices: codes('Prodejní', 'Sleva 1', 'VIP'),
		bankAccounts: [
			{ id: 1, ids: 'KB', number: '123456789', bankCode: '0100' },
			{ id: 2, ids: 'CS', number: '2000145399', bankCode: '0800' },
		],
		establishments: codes('Brno'),
		registrationNumbers: [{ id: 1, number: 'SN-000123', kind: 'serialNumber', code: '00421', store: 'ZBOŽÍ', quantity: '1' }],
		userFilters: [{ name: 'E-shop', where: { 'stk:isInternet': 'true' } }],
		movementChangesCard: true,
		unknownStock: 'error',
		roundingDocument: 'math2one',
		stockPayVat: false,
		statusFormat: 'xml',
		refusedItemState: 'ok',
	};
}
