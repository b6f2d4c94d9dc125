/** EET of cash documents, invoices and sales receipts. */
import { extra, flag, number, oneOf, text } from './fields';
import { EET_STATES } from './fiscal';
import { list, object } from './table';

/** One sending of a document to EET, as POHODA tells it. */
export const EET_DETAIL = {
	/** Number of the document as it was registered. */
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

/** EET of a document (stateEET). An import may state externally, notEnter, notSend and forSending. */
export const EET = {
	eetState: oneOf(EET_STATES),
	/** Profile under which POHODA registers. */
	eetProfile: text,
	/** Told only. */
	eetDetails: list(object(EET_DETAIL), 100),
};
