/** EET of cash documents, invoices and sales receipts: fields and their shape. */
import { number } from './entity';
import { extra, flag, list, object, oneOf, text, type Fields } from './fields';
import { EET_STATES, type AnyEetState } from './fiscal';

/** One sending of a document to EET, as POHODA tells it. */
export interface EetDetail {
	/** Number of the document as it was registered. */
	sequence?: string;
	soldAt?: string;
	amount?: number;
	pkp?: string;
	bkp?: string;
	fik?: string;
	unit?: string;
	device?: string;
	mode?: 'current' | 'simplified';
	sentAt?: string;
	accepted?: string;
	test?: boolean;
	payer?: string;
	principal?: string;
	toDraw?: number;
	drawn?: number;
	firstSending?: boolean;
	messageId?: string;
	version?: number;
	extra?: Record<string, unknown>;
}

/** EET of a document (stateEET). An import may state externally, notEnter, notSend and forSending. */
export interface EetFields {
	eetState?: AnyEetState;
	/** Profile under which POHODA registers. */
	eetProfile?: string;
	/** Told only. */
	eetDetails?: EetDetail[];
}

const EET_DETAIL: Fields<keyof EetDetail> = {
	sequence: text,
	soldAt: text,
	amount: number,
	pkp: text,
	bkp: text,
	fik: text,
	unit: text,
	device: text,
	mode: oneOf(['current', 'simplified']),
	sentAt: text,
	accepted: text,
	test: flag,
	payer: text,
	principal: text,
	toDraw: number,
	drawn: number,
	firstSending: flag,
	messageId: text,
	version: number,
	extra,
};
export const EET: Fields<keyof EetFields> = { eetState: oneOf(EET_STATES), eetProfile: text, eetDetails: list(object(EET_DETAIL), 100) };
