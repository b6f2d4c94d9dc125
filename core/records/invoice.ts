/** Invoices of all kinds and documents of the cash box. */
import { AMOUNTS, DOCUMENT, LINK, checkDocument } from './document';
import { EET } from './eetFields';
import { recordType, type CheckedEntity } from './entity';
import { day, extra, flag, identity, number, oneOf, refs, text, vatRate } from './fields';
import { vatCode } from './stock';
import { list, object, required, type Infer } from './table';

export const INVOICE_TYPES = [
	'issuedInvoice',
	'issuedCreditNotice',
	'issuedDebitNote',
	'issuedAdvanceInvoice',
	'receivable',
	'issuedProformaInvoice',
	'penalty',
	'issuedCorrectiveTax',
	'receivedInvoice',
	'receivedCreditNotice',
	'receivedDebitNote',
	'receivedAdvanceInvoice',
	'commitment',
	'receivedProformaInvoice',
	'receivedCorrectiveTax',
] as const;

const PAYMENT = {
	state: required(oneOf(['unpaid', 'partlyPaid', 'paid', 'overpaid']), 'Say whether it is paid.'),
	/** Still to be paid, signed as the invoice; negative on an invoice that was overpaid. */
	remaining: required(number, 'Send what is still to be paid.'),
	/** In the invoice's currency where that is another one than of the books. */
	remainingForeign: number,
	/** Day of the last payment. */
	date: text,
};
/** How much of an invoice is paid. */
export type PaymentState = Infer<typeof PAYMENT>;

/** Deduction of an advance (odpočet zálohy). */
const ADVANCE = {
	id: identity,
	/** The advance invoice. */
	source: object(LINK),
	/** 1 where absent. */
	quantity: number,
	...AMOUNTS,
	priceIncludesVat: flag,
	vatRate,
	vatCode,
	note: text,
	/** In the currency of the books, where the document has another one. */
	home: object(AMOUNTS),
	extra,
};

const ACCOUNT = {
	/** Short name of the account in the accounting system. */
	code: text,
	number: text,
	bankCode: text,
	refs,
	extra,
};

const INVOICE = {
	recordType: recordType('invoice'),
	...DOCUMENT,
	type: required(oneOf(INVOICE_TYPES), 'Say what kind of invoice it is.'),
	variableSymbol: text,
	constantSymbol: text,
	specificSymbol: text,
	pairingSymbol: text,
	/** The supplier's number of a received invoice. */
	originalNumber: text,
	taxDate: day,
	accountingDate: day,
	dueDate: day,
	/** Day for the VAT control statement (kontrolní hlášení). */
	vatStatementDate: day,
	vatApplicationDate: day,
	vatStatementNumber: text,
	accounting: text,
	accountingType: text,
	vatClassification: text,
	vatClassificationType: text,
	orderNumber: text,
	orderDate: day,
	/** Our account that the money comes to. */
	bankAccount: object(ACCOUNT),
	/** The partner's account that we pay to. */
	partnerAccount: object(ACCOUNT),
	paidByTerminal: flag,
	/** The invoice that this one corrects (opravný daňový doklad, dobropis). */
	corrects: object({ ...LINK, transferItems: flag }),
	/** The document that this one cancels. */
	cancels: object(LINK),
	advances: list(object(ADVANCE), 1000),
	payment: object(PAYMENT),
	payments: list(object({ ...LINK, date: text, amount: number, foreignAmount: number }), 1000),
	/** Refuse the document when stock is short. */
	checkStock: flag,
	...EET,
};
export type Invoice = Infer<typeof INVOICE>;

export const CASH_DOCUMENT = {
	recordType: recordType('cashDocument'),
	...DOCUMENT,
	type: required(oneOf(['receipt', 'expense']), 'Say whether money comes or goes.'),
	/** Cash box (pokladna). */
	cashAccount: text,
	originalNumber: text,
	paymentDate: day,
	taxDate: day,
	pairingSymbol: text,
	accounting: text,
	accountingType: text,
	vatClassification: text,
	vatClassificationType: text,
	/** Total as it moves the cash box: an expense is negative. */
	amount: number,
	checkStock: flag,
	...EET,
};
export type CashDocument = Infer<typeof CASH_DOCUMENT>;

/** See checkDocument. */
export function checkInvoice(input: unknown): CheckedEntity<Invoice> {
	return checkDocument(input, INVOICE, ({ id, number: ofInvoice, originalNumber }) => id ?? ofInvoice ?? originalNumber);
}

/** See checkDocument. */
export function checkCashDocument(input: unknown): CheckedEntity<CashDocument> {
	return checkDocument(input, CASH_DOCUMENT, ({ id, number: ofDocument }) => id ?? ofDocument);
}
