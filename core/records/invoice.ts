/** Invoices of all kinds and documents of the cash box. */
import type { BusinessDocument, DocumentLink, LineAmounts } from './document';
import type { EetFields } from './eetFields';
import type { VatCode } from './stock';

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
export type InvoiceType = (typeof INVOICE_TYPES)[number];

/** How much of an invoice is paid. */
export interface PaymentState {
	state: 'unpaid' | 'partlyPaid' | 'paid' | 'overpaid';
	/** Still to be paid, signed as the invoice; negative on an invoice that was overpaid. */
	remaining: number;
	/** In the invoice's currency where that is another one than of the books. */
	remainingForeign?: number;
	/** Day of the last payment. */
	date?: string;
}

/** Deduction of an advance (odpočet zálohy). */
export interface AdvanceDeduction extends LineAmounts {
	id?: string;
	/** The advance invoice. */
	source?: DocumentLink;
	/** 1 where absent. */
	quantity?: number;
	priceIncludesVat?: boolean;
	vatRate?: number | null;
	vatCode?: VatCode;
	note?: string;
	/** In the currency of the books, where the document has another one. */
	home?: LineAmounts;
	extra?: Record<string, unknown>;
}

export interface BankAccountRef {
	/** Short name of the account in the accounting system. */
	code?: string;
	number?: string;
	bankCode?: string;
	refs?: Record<string, string>;
	extra?: Record<string, unknown>;
}

export interface Invoice extends BusinessDocument, EetFields {
	recordType: 'invoice';
	type: InvoiceType;
	variableSymbol?: string;
	constantSymbol?: string;
	specificSymbol?: string;
	pairingSymbol?: string;
	/** The supplier's number of a received invoice. */
	originalNumber?: string;
	taxDate?: string;
	accountingDate?: string;
	dueDate?: string;
	/** Day for the VAT control statement (kontrolní hlášení). */
	vatStatementDate?: string;
	vatApplicationDate?: string;
	vatStatementNumber?: string;
	accounting?: string;
	accountingType?: string;
	vatClassification?: string;
	vatClassificationType?: string;
	orderNumber?: string;
	orderDate?: string;
	/** Our account that the money comes to. */
	bankAccount?: BankAccountRef;
	/** The partner's account that we pay to. */
	partnerAccount?: BankAccountRef;
	paidByTerminal?: boolean;
	/** The invoice that this one corrects (opravný daňový doklad, dobropis). */
	corrects?: DocumentLink & { transferItems?: boolean };
	/** The document that this one cancels. */
	cancels?: DocumentLink;
	advances?: AdvanceDeduction[];
	payment?: PaymentState;
	payments?: Array<DocumentLink & { date?: string; amount?: number; foreignAmount?: number }>;
	/** Refuse the document when stock is short. */
	checkStock?: boolean;
}

export interface CashDocument extends BusinessDocument, EetFields {
	recordType: 'cashDocument';
	type: 'receipt' | 'expense';
	/** Cash box (pokladna). */
	cashAccount?: string;
	originalNumber?: string;
	paymentDate?: string;
	taxDate?: string;
	pairingSymbol?: string;
	accounting?: string;
	accountingType?: string;
	vatClassification?: string;
	vatClassificationType?: string;
	/** Total as it moves the cash box: an expense is negative. */
	amount?: number;
	checkStock?: boolean;
}
