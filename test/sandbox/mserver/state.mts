/** Everything the stand-in remembers, and what tests may do to it. */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';

import { decimal, decimalText, minus, plus, times, type Decimal } from './amounts.mts';
import { localDate } from './clock.mts';
import { defaultSettings } from './settings.mts';
import type { Agenda, ImportLogEntry, NumberSeries, RefusedItem, RequestLogEntry, Settings, StockCard, StoredDocument, StoredItem } from './types.mts';

interface Data {
	settings: Settings;
	documents: StoredDocument[];
	/** XML import log: which pair (dataPack id, item id) made which document. Deleting a document does not touch it. */
	importLog: ImportLogEntry[];
	lastId: number;
	lastItemId: number;
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

	constructor(
		readonly now: () => Date,
		private readonly seed: Partial<Settings> = {},
		private readonly file?: string,
	) {
		this.data = file && existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Data) : this.empty();
	}

	private empty(): Data {
		const year = Number(localDate(this.now()).slice(0, 4));
		const settings = structuredClone({ ...defaultSettings(year), ...this.seed });
		return { settings, documents: [], importLog: [], lastId: 0, lastItemId: 0, lastNumbers: {}, refused: [] };
	}

	get settings(): Settings {
		return this.data.settings;
	}

	/** Documents that are there, oldest first. */
	get documents(): readonly StoredDocument[] {
		return this.data.documents;
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
		for (const item of found.items) this.moveStock(found, item, 1);
		this.save();
		return found;
	}

	imported(packId: string, itemId: string): ImportLogEntry[] {
		return this.data.importLog.filter((entry) => entry.packId === packId && entry.itemId === itemId);
	}

	exists(id: number): boolean {
		return this.data.documents.some((document) => document.id === id);
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
			this.moveStock(document, item, -1);
		}
		this.data.documents.push(document);
		this.data.importLog.push({
			packId: document.packId,
			itemId: document.itemId,
			documentId: document.id,
			agenda: document.agenda,
			number: document.number,
			date: localDate(this.now()),
		});
		return document;
	}

	card(id: number): StockCard | undefined {
		return this.data.settings.stock.find((candidate) => candidate.id === id);
	}

	private moveStock(document: StoredDocument, item: StoredItem, direction: 1 | -1): void {
		const card = item.stock && this.card(item.stock.id);
		if (!card) return;
		const moved: Decimal = times(decimal(item.quantity)!, decimal(item.coefficient)!);
		// An expense of the cash desk pays for goods that come in.
		const goesOut = (document.type === 'expense') === (direction === 1);
		card.quantity = decimalText(goesOut ? minus(decimal(card.quantity)!, moved) : plus(decimal(card.quantity)!, moved));
	}

	refuse(item: Omit<RefusedItem, 'at'>): void {
		this.data.refused.push({ at: this.now().toISOString(), ...item });
		if (this.data.refused.length > LOG_LIMIT) this.data.refused.shift();
	}

	logRequest(entry: RequestLogEntry): void {
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
