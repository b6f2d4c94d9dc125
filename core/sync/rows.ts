/** Journal rows as they come from and go to a Data Table. */
import { amountFault } from '../money/micro';
import { isObject } from '../records/reading';
import { cleanJson, cleanText } from '../text/clean';
import { JOURNAL_COLUMNS } from './journal';
import type { JournalKind, JournalRow, JournalState } from './journal';

/** A row that was read: every column has its type. */
export interface Row extends JournalRow {
	/** Position in time: n8n's id, or the original id of a row that Compact carried over. */
	order: number;
	/** When it was first written, ISO instant; '' when unknown. */
	at: string;
	/** Without the mark of a carried row. */
	runId: string;
	/** The generation is not its own: folding gave it that of another row. */
	raised?: true;
}

export interface UnreadableRow {
	/** Position in the input. */
	index: number;
	id?: number;
	reason: string;
	raw: unknown;
}

interface RowsRead {
	/** Oldest first, each row once. */
	rows: Row[];
	unreadable: UnreadableRow[];
	/** Of all rows, readable or not; 0 when there is none. */
	highestId: number;
}

/** The intake's own flow: records that were refused on entry. */
export const INTAKE = 'intake';

/** Key of a refused record: by what was sent, with the record's own key behind it where it has one. */
export function intakeKey(hash: string, key = ''): string {
	return `${INTAKE}/${hash.slice(0, 24)}${key === '' ? '' : `/${key}`}`;
}

/** The record's own key inside an `intakeKey`; '' when it had none. */
export function keyInIntake(key: string): string {
	return key.split('/').slice(2).join('/');
}

const PERSON = 'person:';
/** `…|row:123@2026-11-14T10:00:00.000Z`: which row Compact carried over, and from when it is. */
const CARRIED = /^(.*)\|row:(\d{1,15})@(.*)$/s;

/** What a row of each kind may say. */
const STATES: Readonly<Record<JournalKind, ReadonlySet<JournalState>>> = {
	record: new Set<JournalState>(['new', 'changed', 'held']),
	result: new Set<JournalState>([
		...(['created', 'updated', 'unchanged', 'duplicate', 'written', 'waiting', 'unknown', 'refused', 'held'] as const),
		...(['changed', 'deletedInTarget', 'done', 'notToBeSent', 'retry', 'sendAgain'] as const),
	]),
	run: new Set<JournalState>(['ok', 'lowWater']),
};

/** After these nothing is left to do. */
const FINAL: ReadonlySet<JournalState> = new Set(['created', 'updated', 'unchanged', 'duplicate', 'done', 'notToBeSent']);

export function isFinal(state: JournalState): boolean {
	return FINAL.has(state);
}

/** runId of what a person set, so that a run never undoes it by accident: `person:Jana`. */
export function personRun(who: string): string {
	return `${PERSON}${who.replace(/\s+/g, ' ').trim().slice(0, 100)}`;
}

export function isByPerson(row: JournalRow): boolean {
	return row.runId.startsWith(PERSON);
}

/** Columns that hold JSON. */
const JSON_COLUMNS: ReadonlySet<string> = new Set(['payload', 'warnings']);

/** A row with every column, ready to be inserted. This is the one place where texts enter the journal: they are cleaned here. */
export function journalRow(fields: Partial<JournalRow> & { kind: JournalKind }): JournalRow {
	const row: Record<string, unknown> = {};
	for (const { name, type } of JOURNAL_COLUMNS) {
		const value = fields[name] ?? (name === 'generation' ? 1 : type === 'number' ? 0 : '');
		const text = typeof value === 'string' && JSON_COLUMNS.has(name) ? cleanJson(value) : value;
		row[name] = typeof text === 'string' ? cleanText(text) : text;
	}
	return row as unknown as JournalRow;
}

/** The same row for a later insert: it keeps its place in time although n8n gives it a new id. */
export function carriedRow(row: Row, changes: Partial<JournalRow> = {}): JournalRow {
	return journalRow({ ...row, ...changes, runId: `${row.runId}|row:${row.order}@${row.at}` });
}

function readNumber(value: unknown): number | undefined {
	if (value === null || value === undefined || value === '') return undefined;
	const number = typeof value === 'string' ? Number(value) : value;
	return typeof number === 'number' && Number.isFinite(number) ? number : Number.NaN;
}

/** n8n's id of a row, also as text (PostgreSQL's bigint); NaN for what is none or too large to be told apart. */
export function readId(value: unknown): number | undefined {
	const given = typeof value === 'bigint' ? value.toString() : value;
	if (given === null || given === undefined || given === '') return undefined;
	const id = typeof given === 'string' && /^\d{1,16}$/.test(given) ? Number(given) : given;
	return typeof id === 'number' && Number.isSafeInteger(id) && id >= 0 ? id : Number.NaN;
}

function usable(name: string, number: number | undefined): boolean {
	if (number === undefined) return true;
	return name === 'amount' ? amountFault(number) === undefined : !Number.isNaN(number);
}

/** Columns by their type; a text as answer names the one that cannot be read. */
function readColumns(raw: Record<string, unknown>): Row | string {
	const row: Record<string, unknown> = {};
	for (const { name, type } of JOURNAL_COLUMNS) {
		const value = raw[name];
		if (type === 'number') {
			const number = readNumber(value);
			if (!usable(name, number)) return `its column "${name}" is no number that can be used`;
			row[name] = number ?? (name === 'generation' ? 1 : 0);
		} else if (typeof value === 'string') row[name] = value;
		else if (value === null || value === undefined) row[name] = '';
		else if (typeof value === 'number' || typeof value === 'boolean') row[name] = String(value);
		else return `its column "${name}" is no text`;
	}
	return row as unknown as Row;
}

function fault(row: JournalRow): string | undefined {
	if (!Object.hasOwn(STATES, row.kind)) return `its kind "${row.kind.slice(0, 40)}" is none of record, result, run`;
	if (!STATES[row.kind].has(row.state)) return `its state "${row.state.slice(0, 40)}" is none of a ${row.kind} row`;
	if (row.kind !== 'run' && row.key === '') return 'it has no key';
	if (row.kind === 'result' && row.flow === '') return 'it has no flow';
	return undefined;
}

function instant(value: unknown): string {
	if (typeof value === 'string') return value;
	return value instanceof Date && !Number.isNaN(value.getTime()) ? value.toISOString() : '';
}

/** What "Always Output Data" makes of an empty table: an item without content. */
function isNothing(raw: unknown): boolean {
	if (raw === undefined || raw === null) return true;
	return isObject(raw) && !raw.kind && Object.values(raw).every((value) => value === undefined || value === null);
}

/**
 * Reads rows of the Data Table: empty items are ignored, numbers and texts are converted, a row that cannot be
 * understood is reported and never stops the others. Rows without id count as the newest, in their order.
 */
export function readRows(input: readonly unknown[]): RowsRead {
	const rows: Row[] = [];
	const unreadable: UnreadableRow[] = [];
	const seen = new Set<number>();
	let highestId = 0;
	let sorted = true;
	for (const [index, raw] of input.entries()) {
		if (isNothing(raw)) continue;
		const id = isObject(raw) ? readId(raw.id) : undefined;
		const known = id !== undefined && !Number.isNaN(id);
		if (known && id > highestId) highestId = id;
		const read = isObject(raw) ? readColumns(raw) : 'it is no object';
		const reason = typeof read === 'string' ? read : fault(read);
		if (typeof read === 'string' || reason !== undefined) {
			unreadable.push({ index, ...(known ? { id } : {}), reason: reason ?? '', raw });
			continue;
		}
		const carried = read.runId.includes('|row:') ? CARRIED.exec(read.runId) : null;
		const order = carried ? Number(carried[2]) : known ? id : Number.MAX_SAFE_INTEGER;
		// Between the insert and the delete of Compact a row is there twice.
		if (order !== Number.MAX_SAFE_INTEGER && seen.has(order)) continue;
		seen.add(order);
		if (rows.length > 0 && rows[rows.length - 1].order > order) sorted = false;
		if (known) read.id = id;
		read.order = order;
		read.at = carried ? carried[3] : instant((raw as Record<string, unknown>).createdAt);
		if (carried) read.runId = carried[1];
		rows.push(read);
	}
	if (!sorted) rows.sort((a, b) => a.order - b.order);
	return { rows, unreadable, highestId };
}
