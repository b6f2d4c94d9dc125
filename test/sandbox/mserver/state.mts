/** Everything the stand-in remembers, and what tests may do to it. */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';

import { decimal, decimalText, minus, plus, times, type Decimal } from './amounts.mts';
import { CardIndex } from './cardIndex.mts';
import { localDate } from './clock.mts';
import { defaultSettings } from './settings.mts';
import type { Agenda, ImportLogEntry, LoggedAgenda, NumberSeries, RefusedItem, RequestLogEntry, Settings, StockCard, StoredContact, StoredDocument, StoredItem } from './types.mts';
import { objectAt, type XmlObject } from './xml.mts';

interface Data {
	settings: Settings;
	documents: StoredDocument[];
	contacts: StoredContact[];
	/** Cards without a time of change have this one. */
	startedAt: string;
	/** XML import log: which pair (dataPack id, item id) made which document. Deleting a document does not touch it. */
	importLog: ImportLogEntry[];
	lastId: number;
	lastItemId: number;
	lastCardId: number;
	lastContactId: number;
	lastNumbers: Record<string, number>;
	refused: RefusedItem[];
}

export interface Counters {
	/** Requests to /xml that were let in. */
	xml: number;
	imports: number;
	lists: number;
	status: number;
	unauthorized: number;
	/** Most requests to /xml that were open at the same time. */
	mostAtOnce: number;
}

const LOG_LIMIT = 2000;
const noCounters = (): Counters => ({ xml: 0, imports: 0, lists: 0, status: 0, unauthorized: 0, mostAtOnce: 0 });

export class State {
	requests: RequestLogEntry[] = [];
	counters: Counters = noCounters();
	/** What POHODA takes and a careful sender would not send. */
	remarks: string[] = [];
	private data: Data;
	private readonly index = new CardIndex();

	constructor(
		readonly now: () => Date,
		private readonly seed: Partial<Settings> = {},
		private readonly file?: string,
	) {
		this.data = this.empty();
		if (!file || !existsSync(file)) return;
		const kept = JSON.parse(readFileSync(file, 'utf8')) as Data;
		// A file of an earlier version lacks what came later.
		this.data = { ...this.data, ...kept, settings: { ...this.data.settings, ...kept.settings } };
	}

	private empty(): Data {
		const year = Number(localDate(this.now()).slice(0, 4));
		const settings = structuredClone({ ...defaultSettings(year), ...this.seed });
		return {
			settings,
			documents: [],
			contacts: [],
			startedAt: this.now().toISOString(),
			importLog: [],
			lastId: 0,
			lastItemId: 0,
			lastCardId: 0,
			lastContactId: 0,
			lastNumbers: {},
			refused: [],
		};
	}

	get settings(): Settings {
		return this.data.settings;
	}

	/** Documents that are there, oldest first. */
	get documents(): readonly StoredDocument[] {
		return this.data.documents;
	}

	get contacts(): readonly StoredContact[] {
		return this.data.contacts;
	}

	get startedAt(): string {
		return this.data.startedAt;
	}

	get refused(): readonly RefusedItem[] {
		return this.data.refused;
	}

	/** Back to a fresh unit; `settings` are put over the ones given at the start. */
	reset(settings: Partial<Settings> = {}): void {
		this.data = this.empty();
		this.seedSettings(settings);
		this.requests = [];
		this.counters = noCounters();
		this.remarks = [];
		this.save();
	}

	seedSettings(settings: Partial<Settings>): void {
		Object.assign(this.data.settings, structuredClone(settings));
		this.save();
	}

	/** Deletes as a person in POHODA would: the stock comes back, the import log stays. Answers what was deleted. */
	deleteDocument(which: { id?: number; number?: string }): StoredDocument | undefined {
		const found = this.data.documents.find((document) => document.id === which.id || (which.number !== undefined && document.number === which.number));
		if (!found) return undefined;
		this.data.documents = this.data.documents.filter((document) => document !== found);
		for (const item of found.items) this.moveStock(found, item, -1);
		this.save();
		return found;
	}

	/** New card of stock; it gets an id that no card ever had. */
	addCard(card: Omit<StockCard, 'id'>): StockCard {
		const { stock } = this.data.settings;
		this.data.lastCardId = stock.reduce((highest, one) => Math.max(highest, one.id), this.data.lastCardId) + 1;
		const added = { ...card, id: this.data.lastCardId };
		stock.push(added);
		this.changedCard(added);
		return added;
	}

	/** To be called when a card was changed. */
	changedCard(card: StockCard): void {
		card.changedAt = this.now().toISOString();
		this.index.forget();
	}

	deleteCard(card: StockCard): void {
		const { settings } = this.data;
		this.data.lastCardId = Math.max(this.data.lastCardId, card.id);
		settings.stock = settings.stock.filter((one) => one !== card);
	}

	/** Whether a document has moved the card: such a card cannot be deleted. */
	hasMovements(card: StockCard): boolean {
		return this.data.documents.some((document) => document.goods !== 0 && document.items.some((item) => item.stock?.id === card.id));
	}

	addContact(contact: Omit<StoredContact, 'id' | 'changedAt'>): StoredContact {
		const added = { ...contact, id: ++this.data.lastContactId, changedAt: this.now().toISOString() };
		this.data.contacts.push(added);
		return added;
	}

	deleteContact(contact: StoredContact): void {
		this.data.contacts = this.data.contacts.filter((one) => one !== contact);
	}

	imported(packId: string, itemId: string): ImportLogEntry[] {
		return this.data.importLog.filter((entry) => entry.packId === packId && entry.itemId === itemId);
	}

	/** Writes the XML import log. */
	logImport(entry: Omit<ImportLogEntry, 'date'>): void {
		this.data.importLog.push({ ...entry, date: localDate(this.now()) });
	}

	exists(agenda: LoggedAgenda, id: number): boolean {
		const { documents, contacts } = this.data;
		if (agenda === 'zasoby') return this.card(id) !== undefined;
		return (agenda === 'adresar' ? contacts : documents).some((record) => record.id === id);
	}

	hasNumber(agenda: Agenda, number: string): boolean {
		return this.data.documents.some((document) => document.agenda === agenda && document.number === number);
	}

	/** The next free number of a series in the document's year. */
	nextNumber(series: NumberSeries, date: string): string {
		const prefix = series.yearly ? `${date.slice(2, 4)}${series.ids}` : series.ids;
		const key = `${series.agenda}/${prefix}`;
		let number: string;
		do {
			const next = (this.data.lastNumbers[key] ?? 0) + 1;
			this.data.lastNumbers[key] = next;
			number = `${prefix}${String(next).padStart(5, '0')}`;
		} while (this.hasNumber(series.agenda, number));
		return number;
	}

	/** Gives ids, writes the import log and moves the stock. */
	store(draft: Omit<StoredDocument, 'id' | 'receivedAt' | 'changedAt'>): StoredDocument {
		const instant = this.now().toISOString();
		const document: StoredDocument = { ...draft, id: ++this.data.lastId, receivedAt: instant, changedAt: instant };
		for (const item of document.items) {
			item.id = ++this.data.lastItemId;
			this.moveStock(document, item, 1);
		}
		this.data.documents.push(document);
		this.logImport({ packId: document.packId, itemId: document.itemId, recordId: document.id, agenda: document.agenda, number: document.number });
		return document;
	}

	/** A payment as a person enters it: so many haléře on a day, the whole rest where no amount is given. */
	pay(which: { id?: number; number?: string }, halers?: number, date = localDate(this.now())): StoredDocument | undefined {
		const document = this.data.documents.find((one) => one.id === which.id || (which.number !== undefined && one.number === which.number));
		if (!document) return undefined;
		document.paid = halers === undefined ? document.total : (document.paid ?? 0) + halers;
		document.paidOn = date;
		this.changedDocument(document);
		this.save();
		return document;
	}

	/** Changes a document as a person would: elements of its header, by their canonical names. */
	changeDocument(which: { id?: number; number?: string }, header: XmlObject): StoredDocument | undefined {
		const document = this.data.documents.find((one) => one.id === which.id || (which.number !== undefined && one.number === which.number));
		if (!document) return undefined;
		document.extra = { ...document.extra, ...header };
		this.changedDocument(document);
		this.save();
		return document;
	}

	/** Changes the card with this code, or the one of them in `store`; makes it where it is not there yet. */
	putCard(card: Partial<StockCard> & { code: string }): StockCard {
		const found = this.cardsWithCode(card.code).find((one) => card.store === undefined || one.store === card.store);
		const store = card.store ?? this.data.settings.stores[0]!.ids;
		const put = found ? Object.assign(found, card, { id: found.id }) : this.addCard({ name: card.code, unit: 'ks', rateVAT: 'high', quantity: '0', ...card, store });
		this.changedCard(put);
		this.save();
		return put;
	}

	/** Changes a contact, or makes one; `address` has names and texts as typ:address has them. */
	putContact({ id, address = {}, header = {} }: { id?: number; address?: Record<string, string>; header?: XmlObject }): StoredContact | undefined {
		const found = this.data.contacts.find((one) => one.id === id);
		if (id !== undefined && !found) return undefined;
		const before = objectAt(found?.header, 'adb:identity');
		const sent = Object.fromEntries(Object.entries(address).map(([name, text]) => [`typ:${name}`, name === 'country' ? { 'typ:ids': text } : text]));
		const identity = { 'typ:address': { ...objectAt(before, 'typ:address'), ...sent }, ...(before?.['typ:shipToAddress'] !== undefined && { 'typ:shipToAddress': before['typ:shipToAddress'] }) };
		const put = { ...found?.header, 'adb:identity': identity, ...header };
		const contact = found ? Object.assign(found, { header: put, changedAt: this.now().toISOString() }) : this.addContact({ extIds: [], header: put, parts: {} });
		this.save();
		return contact;
	}

	changedDocument(document: StoredDocument): void {
		document.changedAt = this.now().toISOString();
	}

	card(id: number): StockCard | undefined {
		return this.index.of(this.data.settings.stock).byId.get(id);
	}

	cardsWithCode(code: string): readonly StockCard[] {
		return this.index.of(this.data.settings.stock).byCode.get(code) ?? [];
	}

	/** `direction` -1 takes the movement back. */
	private moveStock(document: StoredDocument, item: StoredItem, direction: 1 | -1): void {
		const card = item.stock && this.card(item.stock.id);
		if (!card || document.goods === 0) return;
		const moved = times(decimal(item.quantity)!, decimal(item.coefficient)!);
		this.move(card, moved, document.goods * direction);
		if (document.targetStore === undefined) return;
		const target = this.cardsWithCode(card.code).find((one) => one.store === document.targetStore);
		if (target) this.move(target, moved, -document.goods * direction);
	}

	private move(card: StockCard, quantity: Decimal, sign: number): void {
		const before = decimal(card.quantity)!;
		card.quantity = decimalText(sign > 0 ? plus(before, quantity) : minus(before, quantity));
		if (this.data.settings.movementChangesCard) card.changedAt = this.now().toISOString();
	}

	refuse(item: Omit<RefusedItem, 'at'>): void {
		this.data.refused.push({ at: this.now().toISOString(), ...item });
		if (this.data.refused.length > LOG_LIMIT) this.data.refused.shift();
	}

	logRequest(entry: RequestLogEntry): void {
		// Numbered when they end: requests that run at once would start with the same number.
		entry.n = (this.requests.at(-1)?.n ?? 0) + 1;
		this.requests.push(entry);
		if (this.requests.length > LOG_LIMIT) this.requests.shift();
	}

	remark(text: string): void {
		if (this.remarks.length < LOG_LIMIT && !this.remarks.includes(text)) this.remarks.push(text);
	}

	/** Writes the file given at the start, if any; readers never see half of it. */
	save(): void {
		if (!this.file) return;
		writeFileSync(`${this.file}.new`, JSON.stringify(this.data));
		renameSync(`${this.file}.new`, this.file);
	}
}
