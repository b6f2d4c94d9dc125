/** Faktury vydané a přijaté, zálohové, proforma, opravné; ostatní pohledávky a závazky (invoice.xsd). */
import { DOCUMENT } from '../../records/document';
import { INVOICE_TYPES } from '../../records/invoice';
import { documentList, type Agenda } from './agenda';
import { PRICE_ROWS, HOME_ROWS, FOREIGN_ROWS, readLine, writeLine } from './amounts';
import { documentTable, lines, numbering } from './documentParts';
import { EET_ROWS } from './eet';
import { paymentState } from './liquidation';
import { cost, externalIds, labels, links, parameters, partner, payment, source, sourceRows } from './parts';
import { choice, code, day, flag, id, list, number, ref, text, told, within, type Row, type Table } from './table';
import { LIQUIDATION_WORDS, VAT_CLASSES } from './words';

const ADVANCE: Table = {
	prefix: 'inv',
	rows: [
		told(id('id', 'id')),
		...(within('source', 'sourceDocument', sourceRows('')) as Row[]),
		number('$quantity', 'quantity'),
		...PRICE_ROWS,
		...HOME_ROWS,
		...FOREIGN_ROWS,
		text('note', 'note', 90),
	],
	afterRead: (advance, given, context) => {
		readLine(advance, given, context);
		if (given.$quantity !== undefined && given.$quantity !== 1) advance.quantity = given.$quantity;
	},
	beforeWrite: (advance, context) => {
		const { check, place } = context;
		for (const field of ['unitPrice', 'totalNet', 'totalVat']) {
			if (advance[field] === undefined) {
				check.refuse(`${place}${field} is missing; POHODA needs it to deduct an advance.`);
			}
		}
		return writeLine({ ...advance, quantity: advance.quantity ?? 1 }, { ...context, lineTotals: true });
	},
};

/** Payments of an invoice (liquidations), told when the request asks for them. */
const LIQUIDATION: Table = {
	prefix: 'typ',
	rows: [
		told(id('id', 'id')),
		told(day('date', 'date')),
		told(choice('agenda', 'sourceAgenda', LIQUIDATION_WORDS)),
		told(code('number', 'sourceDocument/number', 32)),
		told(number('amount', 'amount')),
		told(number('foreignAmount', 'foreignCurrencyAmount')),
	],
};

function bankAccount(field: string, element: string): Row[] {
	return within(field, element, [
		...ref('code', '', 19),
		code('number', 'typ:accountNo', 34),
		code('bankCode', 'typ:bankCode', 11),
	]) as Row[];
}

export const INVOICE: Agenda = {
	name: 'invoice',
	label: 'invoice (faktura)',
	prefix: 'inv',
	root: 'invoice',
	table: documentTable({
		prefix: 'inv',
		root: 'invoice',
		before: [
			links('links', 'links'),
			...source('cancels', 'cancelDocument'),
			...source('corrects', 'correctiveDocument'),
			flag('corrects.transferItems', 'correctiveDocument/@itemTransfer'),
		],
		header: [
			told(id('id', 'id')),
			externalIds('extId', 1),
			choice('type', 'invoiceType', INVOICE_TYPES, { required: 'Say what kind of invoice it is.' }),
			told(choice('cancelled', 'storno', DOCUMENT.cancelled.words)),
			...numbering(),
			code('variableSymbol', 'symVar', 20),
			code('originalNumber', 'originalDocument', 32),
			code('pairingSymbol', 'symPar', 20),
			day('date', 'date', { required: 'Without it POHODA takes today.' }),
			day('taxDate', 'dateTax'),
			day('accountingDate', 'dateAccounting'),
			day('vatStatementDate', 'dateKHDPH'),
			day('dueDate', 'dateDue'),
			day('vatApplicationDate', 'dateApplicationVAT'),
			...ref('accounting', 'accounting', 19, { label: 'accounting entry (předkontace)' }),
			{ ...choice('accountingType', 'accounting/typ:accountingType', ['withoutAccounting']), unless: ['accounting'] },
			...ref('vatClassification', 'classificationVAT', 19, { label: 'VAT classification (členění DPH)' }),
			{
				...choice('vatClassificationType', 'classificationVAT/typ:classificationVATType', VAT_CLASSES),
				unless: ['vatClassification'],
			},
			code('vatStatementNumber', 'numberKHDPH', 32),
			text('text', 'text', 240),
			...partner('partnerIdentity'),
			code('orderNumber', 'numberOrder', 32),
			day('orderDate', 'dateOrder'),
			...ref('priceLevel', 'priceLevel'),
			...payment('paymentType'),
			...bankAccount('bankAccount', 'account'),
			code('constantSymbol', 'symConst', 4),
			code('specificSymbol', 'symSpec', 16),
			code('partnerAccount.number', 'paymentAccount/typ:accountNo', 34),
			code('partnerAccount.bankCode', 'paymentAccount/typ:bankCode', 11),
			flag('paidByTerminal', 'paymentTerminal'),
			...cost(''),
			...ref('carrier', 'carrier', 20),
			text('note', 'note'),
			text('internalNote', 'intNote'),
			told(day('$liquidated', 'liquidation/typ:date')),
			told(number('$remaining', 'liquidation/typ:amountHome')),
			told(number('$remainingForeign', 'liquidation/typ:amountForeign')),
			flag('marked', 'markRecord'),
			labels('labels'),
			parameters('parameters'),
			flag('checkStock', 'validate/typ:inStock'),
		],
		lines: lines('inv', [
			'link',
			'linked',
			'coefficientTold',
			'foreign',
			'guarantee',
			'accounting',
			'vatClassification',
			'cost',
			'expires',
		]),
		payments: [list('advances', 'invoiceDetail/invoiceAdvancePaymentItem', ADVANCE, { label: 'advance' })],
		summary: 'foreign',
		after: [
			told(links('linkedTo', 'linkedDocuments')),
			told(list('payments', 'liquidations/typ:liquidation', LIQUIDATION)),
			...EET_ROWS,
		],
		afterRead: (record, given) => {
			const { total } = (record.home ?? record) as { total?: number };
			const state = paymentState({
				date: given.$liquidated as string | undefined,
				remaining: given.$remaining as number | undefined,
				remainingForeign: given.$remainingForeign as number | undefined,
				total,
			});
			if (state !== undefined) record.payment = state;
		},
		beforeWrite: (record, { check }) => {
			const account = record.partnerAccount as Record<string, unknown> | undefined;
			if (account !== undefined && (!account.number || !account.bankCode)) {
				check.refuse('partnerAccount needs number and bankCode, both.');
			}
			return {};
		},
	}),
	list: documentList('Invoice', 'invoice', { attribute: 'invoiceType', words: INVOICE_TYPES, required: true }),
	actions: ['create'],
};
