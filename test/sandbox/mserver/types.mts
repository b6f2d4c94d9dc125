/** State of the stand-in: plain JSON, so that it can be kept in a file and shown to tests as it is. */

export type Agenda = 'prodejky' | 'pokladna';

export interface CodeRecord {
	id: number;
	/** Zkratka (code). */
	ids: string;
}

export interface PaymentForm extends CodeRecord {
	/** typ:paymentType of a document. */
	paymentType?: string;
	/** Typ platby of the forma úhrady itself. */
	kind: 'cash' | 'creditCard' | 'ticket' | 'transfer' | 'cheque' | 'advance' | 'delivery' | 'other';
}

export interface NumberSeries {
	ids: string;
	agenda: Agenda;
	/** true: the number starts with the last two digits of the year and counts within it. */
	yearly: boolean;
}

export interface StockCard {
	id: number;
	code: string;
	name: string;
	ean?: string;
	plu?: number;
	store: string;
	unit: string;
	rateVAT: string;
	/** Decimal text. */
	quantity: string;
	/** Store flag "povolit stav do mínusu". */
	allowNegative?: boolean;
}

export interface Span {
	/** YYYY-MM-DD, inclusive. */
	from: string;
	till: string;
}

export interface Settings {
	ico: string;
	company: string;
	databaseName: string;
	key: string;
	programVersion: string;
	user: string;
	password: string;
	/** Right "Administrátorské funkce/POHODA mServer"; without it HTTP 403. */
	mayUseMServer: boolean;
	/** Right "Soubor/Datová komunikace (XML)"; without it every pack is refused. */
	mayImport: boolean;
	/** Accounting period of the unit. */
	period: Span;
	closedVatPeriods: Span[];
	paymentForms: PaymentForm[];
	/** Kasy; documents name them in pro:kasa. */
	cashRegisters: CodeRecord[];
	/** Pokladny; documents name them in vch:cashAccount. */
	cashAccounts: CodeRecord[];
	centres: CodeRecord[];
	activities: CodeRecord[];
	contracts: CodeRecord[];
	/** Předkontace */
	accountings: CodeRecord[];
	/** Členění DPH */
	vatClassifications: CodeRecord[];
	/** The first of an agenda is its default. */
	series: NumberSeries[];
	stock: StockCard[];
	/** A stock code that is not there: refuse the document, or make a text item of it. */
	unknownStock: 'error' | 'text';
	/** Globální nastavení: used when a document does not say. */
	roundingDocument: string;
	/** payVAT of a stock item that does not say. */
	stockPayVat: boolean;
	statusFormat: 'xml' | 'text';
	/** State of the pack item around a refused document; connectors have seen both. */
	refusedItemState: 'ok' | 'error';
}

export interface ExtId {
	ids: string;
	exSystemName: string;
	exSystemText?: string;
}

export interface StoredItem {
	id: number;
	extId?: string;
	text: string;
	/** Decimal texts. */
	quantity: string;
	coefficient: string;
	unitPrice: string;
	discountPercentage: string;
	unit?: string;
	payVAT: boolean;
	rateVAT: string;
	percent: string;
	/** Haléře. */
	net: number;
	vat: number;
	gross: number;
	code?: string;
	note?: string;
	stock?: { id: number; code: string; store: string };
	accounting?: string;
	centre?: string;
	activity?: string;
	contract?: string;
	refundOf?: number;
}

export interface StoredPayment {
	form: string;
	/** Haléře. */
	received: number;
	note?: string;
}

export interface RateTotal {
	net: number;
	vat: number;
	gross: number;
}

export interface StoredDocument {
	id: number;
	agenda: Agenda;
	/** prodejkaType or voucherType. */
	type: string;
	number: string;
	date: string;
	text: string;
	/** Kasa or pokladna. */
	cashRegister?: string;
	/** Name of the forma úhrady in the header. */
	payment?: string;
	payments: StoredPayment[];
	accounting?: string;
	vatClassification?: string;
	centre?: string;
	activity?: string;
	contract?: string;
	partner?: Record<string, string>;
	note?: string;
	intNote?: string;
	symPar?: string;
	originalDocument?: string;
	dateTax?: string;
	datePayment?: string;
	extIds: ExtId[];
	items: StoredItem[];
	roundingDocument: string;
	/** Haléře. */
	rates: Record<'none' | 'low' | 'high' | 'third', RateTotal>;
	rounding: number;
	total: number;
	/** What it does to the money in the till. */
	movement: number;
	packId: string;
	itemId: string;
	receivedAt: string;
	changedAt: string;
	warnings: string[];
}

export interface ImportLogEntry {
	packId: string;
	itemId: string;
	documentId: number;
	agenda: Agenda;
	number: string;
	/** YYYY-MM-DD */
	date: string;
}

export interface RefusedItem {
	at: string;
	packId: string;
	itemId: string;
	kind: 'pack' | 'schema' | 'duplicate' | 'document';
	note: string;
}

export interface RequestLogEntry {
	n: number;
	at: string;
	method: string;
	path: string;
	status: number;
	/** false: the connection was dropped or cut. */
	answered: boolean;
	operation?: 'import' | 'list';
	packId?: string;
	items?: number;
	application?: string;
	instance?: string;
	checkDuplicity?: boolean;
	encoding?: string;
	bytes: number;
	milliseconds: number;
	fault?: string;
}
