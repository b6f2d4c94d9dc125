/** State of the stand-in: plain JSON, so that it can be kept in a file and shown to tests as it is. */

import type { XmlObject } from './xml.mts';

/** Agendas with documents, by POHODA's print names. */
export const DOCUMENT_AGENDAS = [
	'prodejky',
	'pokladna',
	'prijate_objednavky',
	'vydane_objednavky',
	'vydane_faktury',
	'vydane_zalohove_faktury',
	'ostatni_pohledavky',
	'prijate_faktury',
	'prijate_zalohove_faktury',
	'ostatni_zavazky',
	'vydane_nabidky',
	'prijate_nabidky',
	'vydejky',
	'prijemky',
	'prevod',
] as const;
export type Agenda = (typeof DOCUMENT_AGENDAS)[number];
/** Agendas that a pack can put something into. */
export type LoggedAgenda = Agenda | 'zasoby' | 'adresar';

export interface CodeRecord {
	id: number;
	/** Zkratka (code). */
	ids: string;
}

export interface PaymentForm extends CodeRecord {
	/** typ:paymentType of a document. */
	paymentType?: string;
	/** Typ platby of the forma úhrady itself. */
	/** Vstupuje do EET. */
	entersEet?: boolean;
	kind: 'cash' | 'creditCard' | 'ticket' | 'transfer' | 'cheque' | 'advance' | 'delivery' | 'other';
}

export interface NumberSeries {
	ids: string;
	agenda: Agenda;
	/** true: the number starts with the last two digits of the year and counts within it. */
	yearly: boolean;
}

/** A name that a user gave to a filter: records whose exported header has these texts. */
export interface UserFilter {
	name: string;
	/** `stk:isInternet` -> `true` */
	where: Record<string, string>;
}

/** Typ zásoby. */
export type StockKind = 'card' | 'text' | 'service' | 'package' | 'set' | 'product';

export interface StockCard {
	id: number;
	/** card when not given. */
	kind?: StockKind;
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
	/** Členění: path in the tree, which begins with the store; the store itself when not given. */
	storage?: string;
	/** Cenová skupina */
	priceGroup?: string;
	/** Decimal texts. */
	purchasePrice?: string;
	salePrice?: string;
	salePriceWithVAT?: boolean;
	/** Default true, as for a card made by hand in a unit with a shop. */
	isSales?: boolean;
	isInternet?: boolean;
	extIds?: ExtId[];
	/** Further elements of the header as they are exported. */
	header?: XmlObject;
	/** stockDetail, stockPriceItem … as they are exported. */
	parts?: XmlObject;
	/** ISO instant; the start of the stand-in when not given. */
	changedAt?: string;
}

/** Adresář */
export interface StoredContact {
	id: number;
	extIds: ExtId[];
	/** Content of addressbookHeader as it is exported. */
	header: XmlObject;
	/** addressbookAccount, addressbookGDPR. */
	parts: XmlObject;
	changedAt: string;
}

export interface Store extends CodeRecord {
	name: string;
}

export interface BankAccount extends CodeRecord {
	number: string;
	bankCode: string;
}

/** Evidenční číslo: a serial number or batch of a card. */
export interface RegistrationNumber {
	id: number;
	number: string;
	kind: 'serialNumber' | 'batch';
	code: string;
	store: string;
	quantity: string;
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
	/** EET is switched on: from which day, and what the profile says about a new document. */
	eet?: { from: string; profile: 'byPaymentForm' | 'notSend' };
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
	/** Sklady */
	stores: Store[];
	/** Cenové skupiny */
	priceGroups: CodeRecord[];
	/** Prodejní ceny */
	sellingPrices: CodeRecord[];
	bankAccounts: BankAccount[];
	establishments: CodeRecord[];
	registrationNumbers: RegistrationNumber[];
	userFilters: UserFilter[];
	/** Whether a movement of goods counts as a change of the card (lastChanges); POHODA's documentation does not say. */
	movementChangesCard: boolean;
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
	/** An advance that is deducted. */
	advance?: boolean;
	/** Quantity of an order that was delivered. */
	delivered?: string;
	/** Further elements of the item as they were sent. */
	extra?: XmlObject;
	/** In the document's other currency. */
	foreign?: { unitPrice: string; net: number; vat: number; gross: number };
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
	/** prodejkaType, voucherType, invoiceType, orderType, offerType; '' where the agenda has no types. */
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
	/** What it does to the stock: goods come in, go out, or stay. */
	goods: 1 | -1 | 0;
	/** Převodka: the store that the goods come to. */
	targetStore?: string;
	/** Id of the contact that the document is linked to. */
	partnerId?: number;
	/** Further elements of the header, and further parts of the document, as they were sent. */
	extra?: XmlObject;
	parts?: XmlObject;
	foreign?: { currency: string; rate: string; amount: string; total: number };
	/** stateEET. */
	eet?: string;
	/** This one cancels another, or was cancelled by it. */
	storno?: 'cancelDocument' | 'cancelledDocument';
	/** Haléře that were paid by liquidations, and the day of the last one. */
	paid?: number;
	paidOn?: string;
	/** Id of the document that a sales receipt was posted by. */
	postedBy?: number;
	packId: string;
	itemId: string;
	receivedAt: string;
	changedAt: string;
	warnings: string[];
}

export interface ImportLogEntry {
	packId: string;
	itemId: string;
	recordId: number;
	agenda: LoggedAgenda;
	number?: string;
	/** YYYY-MM-DD */
	date: string;
}

export interface Detail {
	state: 'warning' | 'error';
	errno?: number;
	note: string;
	xpath?: string;
	requested?: string;
	produced?: string;
}

/** What an import did; with an error among the details nothing was stored. */
export interface ImportResult {
	details: Detail[];
	produced?: {
		id: number;
		number?: string;
		code?: string;
		action: 'add' | 'update' | 'delete' | 'print' | 'accountingSalesVouchers';
		extId?: ExtId;
	};
	/** Further children of the answer. */
	further?: XmlObject;
}

export interface RefusedItem {
	at: string;
	packId: string;
	itemId: string;
	kind: 'pack' | 'schema' | 'duplicate' | 'document' | 'list';
	note: string;
}

export interface RequestLogEntry {
	/** 1, 2, ... in the order in which they ended. */
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
