/** Everything the stand-in remembers, and what tests may do to it. */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';

import { localDate } from '../mserver/clock.mts';
import { notFound } from './errors.mts';
import { Meter, type MonthCount } from './meter.mts';
import { ENUMS } from './rules/enums.mts';
import { defaultSettings, defaultTables } from './settings.mts';
import type { Entity, RequestLogEntry, Settings, SettingsPatch, Table } from './types.mts';

interface Data {
	settings: Settings;
	tables: Record<Table, Entity[]>;
	lastId: number;
	/** Highest serial number, by `sequence/year`. */
	lastNumbers: Record<string, number>;
	month: MonthCount;
}

const LOG_LIMIT = 5000;
const FIRST_ID = 100000;

export type LogEntity = keyof (typeof ENUMS)['LogEntityType'];
export type LogAction = keyof (typeof ENUMS)['LogActionType'];

/** An event that a webhook may tell. */
export interface Happening {
	entity: LogEntity;
	action: LogAction;
	id: number;
}

/** Names in messages. */
const SINGULAR: Partial<Record<Table, string>> = { SalesReceipts: 'Sales receipt', IssuedInvoices: 'Invoice', CashVouchers: 'Cash voucher', PriceListItems: 'Price list item', Contacts: 'Contact' };

function apply(data: Data, { tables = {}, agenda, webhooks, ...settings }: SettingsPatch): void {
	Object.assign(data.settings, structuredClone(settings));
	Object.assign(data.settings.agenda, agenda);
	Object.assign(data.settings.webhooks, webhooks);
	Object.assign(data.tables, structuredClone(tables));
}

export class State {
	requests: RequestLogEntry[] = [];
	/** What the service takes and a careful client would not send. */
	remarks: string[] = [];
	/** Where openapi.yaml disagrees with a request that was accepted or with an answer. */
	contractProblems: string[] = [];
	readonly meter: Meter;
	/** Set by the webhooks. */
	onHappening: (happening: Happening) => void = () => undefined;
	private data: Data;

	constructor(
		readonly now: () => Date,
		private readonly seed: SettingsPatch = {},
		private readonly file?: string,
	) {
		this.data = file && existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Data) : this.empty();
		this.meter = new Meter(this);
	}

	private empty(): Data {
		const settings = defaultSettings(this.now().getUTCFullYear());
		const data: Data = { settings, tables: defaultTables(), lastId: FIRST_ID, lastNumbers: {}, month: { month: '', used: 0 } };
		apply(data, this.seed);
		return data;
	}

	get settings(): Settings {
		return this.data.settings;
	}

	/** The month's calls; meter.mts counts. */
	get month(): MonthCount {
		return this.data.month;
	}

	/** Today in Prague. */
	get today(): string {
		return localDate(this.now());
	}

	/** Timestamps of the service: UTC without offset. */
	get stamp(): string {
		return this.now().toISOString().slice(0, 23);
	}

	table(name: Table): Entity[] {
		return this.data.tables[name];
	}

	find(name: Table, id: unknown): Entity | undefined {
		return this.data.tables[name].find((entity) => entity.Id === id);
	}

	/** Throws Refusal 404. */
	need(name: Table, id: unknown): Entity {
		const found = this.find(name, id);
		if (!found) throw notFound(SINGULAR[name] ?? name, id);
		return found;
	}

	nextId(): number {
		return ++this.data.lastId;
	}

	metadata(created?: string): Record<string, unknown> {
		return { DateCreated: created ?? this.stamp, DateLastChange: this.stamp, UserCreatedId: 1, UserLastChangeId: 1 };
	}

	insert(name: Table, row: Omit<Entity, 'Id'>): Entity {
		const entity: Entity = { Id: this.nextId(), ...row, Metadata: this.metadata() };
		this.table(name).push(entity);
		return entity;
	}

	/** Puts a changed row in the place of the old one. */
	replace(name: Table, entity: Entity): Entity {
		const rows = this.table(name);
		const changed = { ...entity, Metadata: this.metadata(entity['Metadata']?.DateCreated as string | undefined) };
		rows[rows.findIndex((row) => row.Id === entity.Id)] = changed;
		return changed;
	}

	remove(name: Table, id: number): void {
		this.data.tables[name] = this.table(name).filter((row) => row.Id !== id);
	}

	lastNumber(sequenceId: number, year: string): number {
		return this.data.lastNumbers[`${sequenceId}/${year}`] ?? 0;
	}

	setLastNumber(sequenceId: number, year: string, number: number): void {
		this.data.lastNumbers[`${sequenceId}/${year}`] = number;
	}

	/** Writes the log of the agenda and lets the webhooks know. */
	happened(entity: LogEntity, action: LogAction, id: number): void {
		this.table('Logs').push({ Id: this.nextId(), ActionType: ENUMS.LogActionType[action], EntityType: ENUMS.LogEntityType[entity], DateOfAction: this.stamp, _entity: id });
		this.onHappening({ entity, action, id });
	}

	/** Back to a fresh agenda; `settings` are put over the ones given at the start. */
	reset(settings: SettingsPatch = {}): void {
		this.data = this.empty();
		this.seedSettings(settings);
		this.requests = [];
		this.remarks = [];
		this.contractProblems = [];
		this.meter.clear();
	}

	seedSettings(settings: SettingsPatch): void {
		apply(this.data, settings);
		this.save();
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

	contractProblem(text: string): void {
		if (this.contractProblems.length < LOG_LIMIT) this.contractProblems.push(text);
	}

	/** Writes the file given at the start, if any; readers never see half of it. */
	save(): void {
		if (!this.file) return;
		writeFileSync(`${this.file}.new`, JSON.stringify(this.data));
		renameSync(`${this.file}.new`, this.file);
	}
}
