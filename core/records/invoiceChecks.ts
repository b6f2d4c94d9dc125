/** Checks of invoices and cash documents that come from a workflow. */
import { AMOUNTS, DOCUMENT, LINK, completeDocument } from './documentChecks';
import { checkEntity, number, refs, type CheckedEntity } from './entity';
import { extra, flag, identity, list, object, oneOf, required, text, type Fields } from './fields';
import { EET } from './eetFields';
import {
	INVOICE_TYPES,
	type AdvanceDeduction,
	type BankAccountRef,
	type CashDocument,
	type Invoice,
	type PaymentState,
} from './invoice';
import { vatCode, vatRate } from './stockChecks';

const ACCOUNT: Fields<keyof BankAccountRef> = { code: text, number: text, bankCode: text, refs, extra };
const ADVANCE: Fields<keyof AdvanceDeduction> = {
	id: identity,
	source: object(LINK),
	quantity: number,
	unitPrice: number,
	totalNet: number,
	totalVat: number,
	totalGross: number,
	priceIncludesVat: flag,
	vatRate,
	vatCode,
	note: text,
	home: object(AMOUNTS),
	extra,
};
const PAYMENT: Fields<keyof PaymentState> = {
	state: required(oneOf(['unpaid', 'partlyPaid', 'paid', 'overpaid']), 'Say whether it is paid.'),
	remaining: required(number, 'Send what is still to be paid.'),
	remainingForeign: number,
	date: text,
};

const INVOICE: Fields<Exclude<keyof Invoice, 'recordType'>> = {
	...DOCUMENT,
	type: required(oneOf(INVOICE_TYPES), 'Say what kind of invoice it is.'),
	variableSymbol: text,
	constantSymbol: text,
	specificSymbol: text,
	pairingSymbol: text,
	originalNumber: text,
	taxDate: text,
	accountingDate: text,
	dueDate: text,
	vatStatementDate: text,
	vatApplicationDate: text,
	vatStatementNumber: text,
	accounting: text,
	accountingType: text,
	vatClassification: text,
	vatClassificationType: text,
	orderNumber: text,
	orderDate: text,
	bankAccount: object(ACCOUNT),
	partnerAccount: object(ACCOUNT),
	paidByTerminal: flag,
	corrects: object({ ...LINK, transferItems: flag }),
	cancels: object(LINK),
	advances: list(object(ADVANCE), 1000),
	payment: object(PAYMENT),
	payments: list(object({ ...LINK, date: text, amount: number, foreignAmount: number }), 1000),
	checkStock: flag,
	...EET,
};

const CASH_DOCUMENT: Fields<Exclude<keyof CashDocument, 'recordType'>> = {
	...DOCUMENT,
	type: required(oneOf(['receipt', 'expense']), 'Say whether money comes or goes.'),
	cashAccount: text,
	originalNumber: text,
	paymentDate: text,
	taxDate: text,
	pairingSymbol: text,
	accounting: text,
	accountingType: text,
	vatClassification: text,
	vatClassificationType: text,
	amount: number,
	checkStock: flag,
	...EET,
};

const INVOICE_DAYS = [
	'date',
	'taxDate',
	'accountingDate',
	'dueDate',
	'vatStatementDate',
	'vatApplicationDate',
	'orderDate',
];

/** Checks an invoice that comes from a workflow; see checkEntity. Warning: totalDiffers. */
export function checkInvoice(input: unknown): CheckedEntity<Invoice> {
	return checkEntity<Invoice>(
		input,
		'invoice',
		INVOICE,
		({ id, number: ofInvoice, originalNumber }) => id ?? ofInvoice ?? originalNumber,
		(record, warnings) => completeDocument(record, INVOICE_DAYS, warnings),
	);
}

/** Checks a cash document that comes from a workflow; see checkEntity. Warning: totalDiffers. */
export function checkCashDocument(input: unknown): CheckedEntity<CashDocument> {
	return checkEntity<CashDocument>(
		input,
		'cashDocument',
		CASH_DOCUMENT,
		({ id, number: ofDocument }) => id ?? ofDocument,
		(record, warnings) => completeDocument(record, ['date', 'paymentDate', 'taxDate'], warnings),
	);
}
