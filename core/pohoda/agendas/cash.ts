/** Pokladní doklad (voucher.xsd) and prodejka (prodejka.xsd) as POHODA lists them. */
import { DOCUMENT } from '../../records/document';
import { CASH_DOCUMENT as CASH } from '../../records/invoice';
import { SALES_RECEIPT as SALE } from '../../records/notes';
import { documentList, type Agenda } from './agenda';
import { movedAmount } from './amounts';
import { documentTable, lines, needText, numbering } from './documentParts';
import { EET_ROWS } from './eet';
import { cost, externalIds, labels, links, parameters, partner, payment, source } from './parts';
import { addExtra, unread } from './read';
import { choice, code, day, flag, id, list, number, ref, text, told, type Fields, type Table } from './table';
import { PAYMENT_WORDS, VAT_CLASSES } from './words';
import { fromMicro, toMicro } from '../../money/micro';

const accounting = [
	...ref('accounting', 'accounting', 19, { label: 'accounting entry (předkontace)' }),
	{ ...choice('accountingType', 'accounting/typ:accountingType', ['withoutAccounting']), unless: ['accounting'] },
];

export const CASH_DOCUMENT: Agenda = {
	name: 'cashDocument',
	label: 'cash document (pokladní doklad)',
	prefix: 'vch',
	root: 'voucher',
	table: documentTable({
		prefix: 'vch',
		root: 'voucher',
		before: source('cancels', 'cancelDocument'),
		header: [
			told(id('id', 'id')),
			externalIds('extId', 1),
			choice('type', 'voucherType', CASH.type.words, { required: 'Say whether money comes or goes.' }),
			told(choice('cancelled', 'storno', DOCUMENT.cancelled.words)),
			...ref('cashAccount', 'cashAccount', 19, { label: 'cash account (pokladna)', required: 'Name the cash box.' }),
			...numbering(),
			code('originalNumber', 'originalDocument', 32),
			day('date', 'date', { required: 'Without it POHODA takes today.' }),
			day('paymentDate', 'datePayment'),
			day('taxDate', 'dateTax'),
			...accounting,
			...ref('vatClassification', 'classificationVAT', 19, { label: 'VAT classification (členění DPH)' }),
			{
				...choice('vatClassificationType', 'classificationVAT/typ:classificationVATType', VAT_CLASSES),
				unless: ['vatClassification'],
			},
			text('text', 'text', 240),
			...partner('partnerIdentity'),
			code('pairingSymbol', 'symPar', 20),
			...ref('priceLevel', 'priceLevel'),
			...cost(''),
			text('note', 'note'),
			text('internalNote', 'intNote'),
			flag('marked', 'markRecord'),
			labels('labels'),
			parameters('parameters'),
			flag('checkStock', 'validate/typ:inStock'),
		],
		lines: lines('vch', ['coefficient', 'foreign', 'accounting', 'vatClassification', 'cost']),
		summary: 'foreign',
		after: EET_ROWS,
		afterRead: (record) => movedAmount(record, record.type === 'expense'),
		beforeWrite: needText,
	}),
	list: documentList('Voucher', 'voucher'),
	actions: ['create'],
};

const PAYMENT: Table = {
	prefix: 'pro',
	rows: [
		...ref('form', 'paymentType', 32, { label: 'payment form (forma úhrady)' }),
		{ ...choice('type', 'paymentType/typ:paymentType', PAYMENT_WORDS), unless: ['form'] },
		told(text('text', 'text', 255)),
		number('$received', 'received', { label: 'amount' }),
		told(number('$receivedHome', 'receivedHomeCurrency')),
		told(number('$returned', 'returned')),
		text('note', 'note', 255),
	],
	afterRead: (part, given) => {
		const { $received: received, $receivedHome: home } = given;
		const tendered = home ?? received;
		if (typeof home === 'number' && received !== undefined && received !== home) addExtra(part, 'received', received);
		if (typeof tendered !== 'number' || given[unread('$returned')] !== undefined || given[unread('$receivedHome')] !== undefined) return;
		const change = typeof given.$returned === 'number' ? given.$returned : 0;
		part.amount = fromMicro(toMicro(tendered) - toMicro(change));
		if (change !== 0) Object.assign(part, { tendered, change });
	},
	beforeWrite: (part, { check, place, ownIds }) => {
		if (part.amount === undefined) check.refuse(`${place}amount is missing.`);
		const known = part.form ?? part.type ?? (ownIds ? (part.refs as Fields | undefined)?.form : undefined);
		if (!known) check.refuse(`${place}payment form (forma úhrady) is missing.`);
		return { $received: part.amount };
	},
};

export const SALES_RECEIPT: Agenda = {
	name: 'salesReceipt',
	label: 'sales receipt (prodejka)',
	prefix: 'pro',
	root: 'prodejka',
	table: documentTable({
		prefix: 'pro',
		root: 'prodejka',
		before: [...source('cancels', 'cancelDocument'), links('links', 'links')],
		header: [
			told(id('id', 'id')),
			externalIds('extId', 1),
			choice('type', 'prodejkaType', SALE.type.words, {
				required: 'Say whether it is a sale, a deposit or a withdrawal.',
			}),
			told(choice('cancelled', 'storno', DOCUMENT.cancelled.words)),
			...numbering(),
			day('date', 'date', { required: 'POHODA needs the day of the sale.' }),
			...accounting,
			text('text', 'text', 240),
			...partner('partnerIdentity'),
			...payment('paymentType'),
			...ref('priceLevel', 'priceLevel'),
			...cost(''),
			...ref('cashRegister', 'kasa', 19, { label: 'till (kasa)' }),
			text('note', 'note'),
			text('internalNote', 'intNote'),
			flag('marked', 'markRecord'),
			labels('labels'),
			parameters('parameters'),
			flag('checkStock', 'validate/typ:inStock'),
		],
		lines: lines('pro', ['link', 'linked', 'coefficient', 'guarantee', 'accounting', 'cost', 'expires']),
		payments: [list('payments', 'prodejkaPayments/paymentItem', PAYMENT, { label: 'payment' })],
		summary: 'home',
		after: [told(links('linkedTo', 'linkedDocuments')), ...EET_ROWS],
		afterRead: (record) => {
			// POHODA's default for a receipt without type.
			record.type ??= 'saleVoucher';
			movedAmount(record, record.type === 'withdrawal');
		},
		beforeWrite: needText,
	}),
	list: documentList('Prodejka', 'prodejka'),
	actions: ['create'],
};
