/**
 * What posting rules make of a receipt: everything a target document needs, in the target's terms but not yet in its
 * format. This folder builds drafts, core/pohoda/document.ts writes them.
 */
import type { EetState } from '../../records/fiscal';
import type { Customer } from '../../records/types';
import type { Draft } from '../../plan/draft';
import type { PostingValues, TargetDocument } from '../../rules/values';

export interface DraftItem {
	text: string;
	quantity: number;
	unit?: string;
	/** Including VAT, per unit, after discount unless `discountPercentage` is given. Exact; at most six decimals. */
	unitPrice: number;
	/** Set only where POHODA's own computation gives the till's total to the haléř. */
	discountPercentage?: number;
	/** rateVAT of the XSD, or percent for rates outside it. */
	vat: { rate: 'none' | 'high' | 'low' | 'third' | 'historyHigh' | 'historyLow' } | { percent: number };
	/** Signed gross of the line as the till has it. */
	totalGross: number;
	code?: string;
	/** Present only when this document moves stock. */
	stock?: { store?: string; code?: string; ean?: string };
	note?: string;
	posting: PostingValues;
	/** extId of the original item of a return. */
	refundOf?: string;
}

export interface DraftPayment {
	/** Name of forma úhrady in POHODA (ids), or the enum of the XSD. */
	form: { ids: string } | { type: 'cash' | 'creditcard' | 'draft' | 'cheque' | 'advance' };
	/** Signed. */
	amount: number;
	note?: string;
}

export interface DocumentDraft extends Draft {
	/** dataPack id: constant for a source and register. */
	packId: string;
	target: TargetDocument;
	type: 'sale' | 'return' | 'deposit' | 'withdrawal';
	text: string;
	posting: PostingValues;
	items: DraftItem[];
	/** One or more; a single one goes into the header, several into prodejkaPayments. */
	payments: DraftPayment[];
	rounding: 'none' | 'math2one';
	/** Signed: total = items + rounding. */
	roundingAmount: number;
	customer?: Customer;
	note?: string;
	intNote?: string;
	/** EET state that the document states (stateEET); undefined = POHODA decides. */
	eet?: EetState;
	/** true = POHODA refuses the document when stock is short. */
	validateInStock?: boolean;
	/** Makes the document a cancelling one (cancelDocument): POHODA's id or number of the document that it cancels. */
	cancels?: { id?: string; number?: string };
}
