/** Contacts, orders and invoices for a unit that people look at; they come in as XML, by the same rules as anybody's. */
import iconv from 'iconv-lite';

import { localDate } from './clock.mts';
import { NAMESPACES } from './namespaces.mts';
import { processPack, readPack } from './pack.mts';
import type { State } from './state.mts';
import { xmlText, type XmlObject } from './xml.mts';

interface Partner {
	company: string;
	ico: string;
	city: string;
	street: string;
	zip: string;
	email: string;
}

const PARTNERS: Partner[] = [
	{ company: 'Kavárna U Mostu s.r.o.', ico: '87654321', city: 'Brno', street: 'Křenová 12', zip: '60200', email: 'objednavky@umostu.example' },
	{ company: 'Penzion Třešňovka', ico: '01234567', city: 'Žďár nad Sázavou', street: 'Nádražní 5', zip: '59101', email: 'penzion@tresnovka.example' },
	{ company: 'Čajovna Šálek, Jiří Růžička', ico: '27074358', city: 'Olomouc', street: 'Ostružnická 8', zip: '77900', email: 'caj@salek.example' },
];

const address = ({ company, ico, city, street, zip }: Partner): XmlObject => ({ 'typ:company': company, 'typ:city': city, 'typ:street': street, 'typ:zip': zip, 'typ:ico': ico });

const contact = (partner: Partner): XmlObject => ({
	'adb:addressbook': { '@version': '2.0', 'adb:addressbookHeader': { 'adb:identity': { 'typ:address': address(partner) }, 'adb:email': partner.email, 'adb:p2': 'true' } },
});

type Line = [code: string, quantity: number, unitPrice: string, rate: 'high' | 'low'];

const lines = (ns: string, name: string, items: readonly Line[]): XmlObject => ({
	[`${ns}:${name}Item`]: items.map(([code, quantity, unitPrice, rate]) => ({
		[`${ns}:quantity`]: quantity,
		[`${ns}:payVAT`]: 'true',
		[`${ns}:rateVAT`]: rate,
		[`${ns}:homeCurrency`]: { 'typ:unitPrice': unitPrice },
		[`${ns}:stockItem`]: { 'typ:stockItem': { 'typ:ids': code } },
	})),
});

const order = (partner: Partner, number: string, date: string, items: readonly Line[]): XmlObject => ({
	'ord:order': {
		'@version': '2.0',
		'ord:orderHeader': {
			'ord:orderType': 'receivedOrder',
			'ord:numberOrder': number,
			'ord:date': date,
			'ord:text': `Objednávka z e-shopu ${number}`,
			'ord:partnerIdentity': { 'typ:address': { '@linkToAddress': 'true', ...address(partner) } },
		},
		'ord:orderDetail': lines('ord', 'order', items),
		'ord:orderSummary': { 'ord:roundingDocument': 'none' },
	},
});

const invoice = (partner: Partner, symVar: string, date: string, items: readonly Line[]): XmlObject => ({
	'inv:invoice': {
		'@version': '2.0',
		'inv:invoiceHeader': {
			'inv:invoiceType': 'issuedInvoice',
			'inv:symVar': symVar,
			'inv:date': date,
			'inv:dateTax': date,
			'inv:text': 'Fakturujeme Vám zboží',
			'inv:partnerIdentity': { 'typ:address': { '@linkToAddress': 'true', ...address(partner) } },
			'inv:paymentType': { 'typ:paymentType': 'draft' },
		},
		'inv:invoiceDetail': lines('inv', 'invoice', items),
		'inv:invoiceSummary': { 'inv:roundingDocument': 'none' },
	},
});

/** Puts the sample records into the unit, once; answers how many are there. */
export function fillSampleUnit(state: State): number {
	if (state.contacts.length > 0) return 0;
	const date = localDate(state.now());
	const [kavarna, penzion, cajovna] = PARTNERS as [Partner, Partner, Partner];
	const records = [
		...PARTNERS.map(contact),
		order(kavarna, 'E-1041', date, [['KAVA-250', 12, '129', 'low'], ['HRNEK-01', 6, '159', 'high']]),
		order(cajovna, 'E-1042', date, [['CAJ-20', 40, '49', 'low']]),
		invoice(kavarna, '1041', date, [['KAVA-250', 12, '129', 'low']]),
		invoice(penzion, '1042', date, [['00421', 2, '399', 'high'], ['CAJ-20', 10, '49', 'low']]),
		invoice(cajovna, '1043', date, [['HRNEK-01', 24, '149', 'high']]),
	];
	const root = {
		'dat:dataPack': {
			...Object.fromEntries(Object.entries(NAMESPACES).map(([prefix, uri]) => [`@xmlns:${prefix}`, uri])),
			'@version': '2.0',
			'@id': 'samples',
			'@ico': state.settings.ico,
			'@application': 'samples',
			'@note': '',
			'dat:dataPackItem': records.map((record, index) => ({ '@id': `sample-${index + 1}`, '@version': '2.0', ...record })),
		},
	};
	const { items } = processPack(state, readPack(state, iconv.encode(xmlText(root, 'Windows-1250'), 'windows-1250')), false);
	const refused = items.find((item) => item.state === 'error' || !item.response?.produced);
	if (refused) throw new Error(`A sample record was refused: ${refused.note ?? JSON.stringify(refused.response?.details)}`);
	const invoices = state.documents.filter(({ agenda }) => agenda === 'vydane_faktury');
	// One is paid, one in part, one not at all.
	state.pay({ id: invoices[0]!.id });
	state.pay({ id: invoices[1]!.id }, 50_000);
	state.save();
	return items.length;
}
