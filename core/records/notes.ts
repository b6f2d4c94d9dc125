/**
 * Documents of stock and of the time before an order: výdejka, příjemka, převodka, nabídka; and a prodejka as POHODA
 * lists it.
 */
import { DOCUMENT, checkDocument, type BusinessDocument } from './document';
import { EET } from './eetFields';
import { recordType, type CheckedEntity } from './entity';
import { day, extra, flag, number, oneOf, refs, text } from './fields';
import { list, object, required, type Infer } from './table';

const ISSUE = {
	recordType: recordType('goodsIssueNote'),
	...DOCUMENT,
	orderNumber: text,
	orderDate: day,
	cashRegister: text,
	pairingSymbol: text,
	executed: flag,
	delivered: flag,
	checkStock: flag,
};
/** Goods that leave the store (výdejka). */
type GoodsIssueNote = Infer<typeof ISSUE>;

const RECEIVED = {
	recordType: recordType('goodsReceivedNote'),
	...DOCUMENT,
	receivedOn: day,
	pairingSymbol: text,
	executed: flag,
	delivered: flag,
	checkStock: flag,
};
/** Goods that come into the store (příjemka). */
type GoodsReceivedNote = Infer<typeof RECEIVED>;

const TRANSFER = {
	recordType: recordType('stockTransfer'),
	...DOCUMENT,
	/** Store that the goods come to. */
	targetStore: text,
	sourceCentre: text,
	targetCentre: text,
	/** HH:MM:SS */
	time: text,
	receivedOn: day,
	receivedTime: text,
	pairingSymbol: text,
	checkStock: flag,
};
/** Goods that move from one store to another (převodka); lines name the card in the store they leave. */
type StockTransfer = Infer<typeof TRANSFER>;

export const OFFER = {
	recordType: recordType('offer'),
	...DOCUMENT,
	type: required(oneOf(['issuedOffer', 'receivedOffer']), 'Say whether it is issued or received.'),
	validTill: day,
	executed: flag,
	delivered: flag,
	permanent: flag,
	details: text,
};
/** Nabídka */
type Offer = Infer<typeof OFFER>;

const PAYMENT = {
	form: text,
	type: text,
	amount: number,
	tendered: number,
	change: number,
	text,
	note: text,
	refs,
	extra,
};

/** Prodejka as it stands in POHODA's list; what a till issues is a Receipt. */
export const SALES_RECEIPT = {
	recordType: recordType('salesReceipt'),
	...DOCUMENT,
	type: required(oneOf(['saleVoucher', 'deposit', 'withdrawal']), 'Say what kind of receipt it is.'),
	cashRegister: text,
	accounting: text,
	accountingType: text,
	/** One for each means of payment; amounts in the home currency, net of change. */
	payments: list(object(PAYMENT), 100),
	/** Total as it moves the till: a withdrawal is negative. */
	amount: number,
	checkStock: flag,
	...EET,
};
const identityOf = ({ id, number: ofDocument }: Partial<BusinessDocument>): string | undefined => id ?? ofDocument;

/** See checkDocument. The same for the three below. */
export function checkGoodsIssueNote(input: unknown): CheckedEntity<GoodsIssueNote> {
	return checkDocument(input, ISSUE, identityOf);
}

export function checkGoodsReceivedNote(input: unknown): CheckedEntity<GoodsReceivedNote> {
	return checkDocument(input, RECEIVED, identityOf);
}

export function checkStockTransfer(input: unknown): CheckedEntity<StockTransfer> {
	return checkDocument(input, TRANSFER, identityOf);
}

export function checkOffer(input: unknown): CheckedEntity<Offer> {
	return checkDocument(input, OFFER, identityOf);
}
