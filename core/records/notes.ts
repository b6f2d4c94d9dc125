/**
 * Documents of stock and of the time before an order: výdejka, příjemka, převodka, nabídka; and a prodejka as POHODA
 * lists it.
 */
import type { BusinessDocument } from './document';
import { DOCUMENT, completeDocument } from './documentChecks';
import { EET, type EetFields } from './eetFields';
import { checkEntity, number, refs, type CheckedEntity } from './entity';
import { extra, flag, list, object, oneOf, required, text, type Fields } from './fields';

/** Goods that leave the store (výdejka). */
export interface GoodsIssueNote extends BusinessDocument {
	recordType: 'goodsIssueNote';
	orderNumber?: string;
	orderDate?: string;
	cashRegister?: string;
	pairingSymbol?: string;
	executed?: boolean;
	delivered?: boolean;
	checkStock?: boolean;
}

/** Goods that come into the store (příjemka). */
export interface GoodsReceivedNote extends BusinessDocument {
	recordType: 'goodsReceivedNote';
	receivedOn?: string;
	pairingSymbol?: string;
	executed?: boolean;
	delivered?: boolean;
	checkStock?: boolean;
}

/** Goods that move from one store to another (převodka); lines name the card in the store they leave. */
export interface StockTransfer extends BusinessDocument {
	recordType: 'stockTransfer';
	/** Store that the goods come to. */
	targetStore?: string;
	sourceCentre?: string;
	targetCentre?: string;
	/** HH:MM:SS */
	time?: string;
	receivedOn?: string;
	receivedTime?: string;
	pairingSymbol?: string;
	checkStock?: boolean;
}

/** Nabídka */
export interface Offer extends BusinessDocument {
	recordType: 'offer';
	type: 'issuedOffer' | 'receivedOffer';
	validTill?: string;
	executed?: boolean;
	delivered?: boolean;
	permanent?: boolean;
	details?: string;
}

/** Prodejka as it stands in POHODA's list; what a till issues is a Receipt. */
export interface SalesReceipt extends BusinessDocument, EetFields {
	recordType: 'salesReceipt';
	type: 'saleVoucher' | 'deposit' | 'withdrawal';
	cashRegister?: string;
	accounting?: string;
	accountingType?: string;
	/** One for each means of payment; amounts in the home currency, net of change. */
	payments?: Array<{
		form?: string;
		type?: string;
		amount?: number;
		tendered?: number;
		change?: number;
		text?: string;
		note?: string;
		refs?: Record<string, string>;
		extra?: Record<string, unknown>;
	}>;
	/** Total as it moves the till: a withdrawal is negative. */
	amount?: number;
	checkStock?: boolean;
}

const ISSUE: Fields<Exclude<keyof GoodsIssueNote, 'recordType'>> = {
	...DOCUMENT,
	orderNumber: text,
	orderDate: text,
	cashRegister: text,
	pairingSymbol: text,
	executed: flag,
	delivered: flag,
	checkStock: flag,
};
const RECEIVED: Fields<Exclude<keyof GoodsReceivedNote, 'recordType'>> = {
	...DOCUMENT,
	receivedOn: text,
	pairingSymbol: text,
	executed: flag,
	delivered: flag,
	checkStock: flag,
};
const TRANSFER: Fields<Exclude<keyof StockTransfer, 'recordType'>> = {
	...DOCUMENT,
	targetStore: text,
	sourceCentre: text,
	targetCentre: text,
	time: text,
	receivedOn: text,
	receivedTime: text,
	pairingSymbol: text,
	checkStock: flag,
};
const OFFER: Fields<Exclude<keyof Offer, 'recordType'>> = {
	...DOCUMENT,
	type: required(oneOf(['issuedOffer', 'receivedOffer']), 'Say whether it is issued or received.'),
	validTill: text,
	executed: flag,
	delivered: flag,
	permanent: flag,
	details: text,
};
const SALES_RECEIPT: Fields<Exclude<keyof SalesReceipt, 'recordType'>> = {
	...DOCUMENT,
	type: required(oneOf(['saleVoucher', 'deposit', 'withdrawal']), 'Say what kind of receipt it is.'),
	cashRegister: text,
	accounting: text,
	accountingType: text,
	payments: list(
		object({ form: text, type: text, amount: number, tendered: number, change: number, text, note: text, refs, extra }),
		100,
	),
	amount: number,
	checkStock: flag,
	...EET,
};

function check<T extends BusinessDocument>(
	input: unknown,
	recordType: string,
	fields: Fields,
	days: readonly string[],
): CheckedEntity<T> {
	const identityOf = ({ id, number: ofDocument }: Partial<T>): string | undefined => id ?? ofDocument;
	return checkEntity<T>(input, recordType, fields, identityOf, (record, warnings) =>
		completeDocument(record, days, warnings),
	);
}

/** Checks a record that comes from a workflow; see checkEntity. Warning: totalDiffers. The same for the four below. */
export function checkGoodsIssueNote(input: unknown): CheckedEntity<GoodsIssueNote> {
	return check(input, 'goodsIssueNote', ISSUE, ['date', 'orderDate']);
}

export function checkGoodsReceivedNote(input: unknown): CheckedEntity<GoodsReceivedNote> {
	return check(input, 'goodsReceivedNote', RECEIVED, ['date', 'receivedOn']);
}

export function checkStockTransfer(input: unknown): CheckedEntity<StockTransfer> {
	return check(input, 'stockTransfer', TRANSFER, ['date', 'receivedOn']);
}

export function checkOffer(input: unknown): CheckedEntity<Offer> {
	return check(input, 'offer', OFFER, ['date', 'validTill']);
}

export function checkSalesReceipt(input: unknown): CheckedEntity<SalesReceipt> {
	return check(input, 'salesReceipt', SALES_RECEIPT, ['date']);
}
