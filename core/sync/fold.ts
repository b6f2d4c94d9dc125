/** What the journal says now: its rows folded into one entry for each flow and key. */
import { claimAfter } from './claims';
import { ORDERS, kindOfRow, type RecordKind } from './recordKinds';
import { INTAKE, isByPerson, isFinal, readRows } from './rows';
import type { Row, UnreadableRow } from './rows';

/** A record as the intake stored it, in all versions of its content. */
export interface KnownRecord {
	key: string;
	/** When it came first. */
	first: Row;
	newest: Row;
	/** By content hash. */
	versions: Map<string, Row>;
}

/** What runs and people said about one key in one flow. */
export interface FlowEntry {
	key: string;
	flow: string;
	/** The row that decides the state. */
	row: Row;
	/** Times that the target or our checks refused it since it was new or a person chose Retry. */
	attempts: number;
	generation: number;
	/** Last row that says it is in the target (or needs nothing); its hash and amount are what the target has. */
	sent?: Row;
	/** What took it up again after that: a person, or the target's answer that somebody deleted the document. */
	reopened?: Row;
	/** It went out and the fate is not clear: unknown or written, and nothing final since. */
	unsure?: Row;
	/** First row that announced it for an export (exports.ts); of two runs at once it belongs to the one that came first. */
	claim?: Row;
}

export interface Fold {
	records: Map<string, KnownRecord>;
	/** flow → key → entry; the intake's refusals are the flow `intake`. */
	flows: Map<string, Map<string, FlowEntry>>;
	/** Oldest first. */
	runs: Row[];
	/** `registerOf` → day before which final rows were dropped. */
	lowWater: Map<string, string>;
	/** Flows that take other records than those of tills. */
	kinds: Map<string, RecordKind>;
	unreadable: UnreadableRow[];
	rowCount: number;
	highestId: number;
}

export function registerOf({ source, register }: { source: string; register: string }): string {
	return `${source}\n${register}`;
}

function foldRecord(known: KnownRecord | undefined, row: Row): KnownRecord {
	if (!known) return { key: row.key, first: row, newest: row, versions: new Map([[row.hash, row]]) };
	// The same content again (two deliveries at once) is no new version.
	if (known.versions.has(row.hash)) return known;
	known.versions.set(row.hash, row);
	known.newest = row;
	return known;
}

function byPerson(entry: FlowEntry, said: Row): FlowEntry {
	const generation = Math.max(entry.generation, said.generation);
	// What a person says is about the record as it is now, also when the list was read before somebody's Send Again.
	const row: Row = said.generation === generation ? said : { ...said, generation, raised: true };
	const again = row.state === 'retry' || row.state === 'sendAgain';
	return {
		...entry,
		row,
		generation,
		attempts: again ? row.attempt : Math.max(entry.attempts, row.attempt),
		...(row.state === 'done' ? { sent: row, unsure: undefined, reopened: undefined } : {}),
		...(row.state === 'notToBeSent' ? { unsure: undefined } : {}),
		...(row.state === 'sendAgain' ? { unsure: undefined } : {}),
		...(isFinal(entry.row.state) && !isFinal(row.state) ? { reopened: row } : {}),
	};
}

/** The target has it: a final row, or one that found a document with another content. */
function saysItIsThere(row: Row): boolean {
	return (isFinal(row.state) && row.state !== 'notToBeSent') || (row.state === 'changed' && row.targetId !== '');
}

/** Outcomes of a run that a final state withstands: the run raced with the one that succeeded. */
const WITHSTOOD = new Set<Row['state']>(['waiting', 'unknown', 'refused', 'held', 'written']);

function byRun(entry: FlowEntry, row: Row): FlowEntry {
	// An answer to what was sent before a person chose Send Again.
	if (row.generation < entry.generation) return isFinal(row.state) && !entry.sent ? { ...entry, sent: row } : entry;
	const { generation } = row;
	const newer = generation > entry.generation;
	const attempts = newer ? row.attempt : Math.max(entry.attempts, row.attempt);
	const now = entry.row.state;
	if (isFinal(row.state)) return { ...entry, row, attempts, generation, sent: row, unsure: undefined, reopened: undefined };
	// Only Send Again makes a newer generation, also where its own row is gone.
	if (newer) {
		const first = firstEntry(row);
		return { ...first, sent: entry.sent ?? first.sent, reopened: row };
	}
	if (now === 'done' || now === 'notToBeSent' || (isFinal(now) && WITHSTOOD.has(row.state))) return entry;
	if (row.state === 'deletedInTarget') return { ...entry, row, attempts, generation, ...deleted(entry, row) };
	if (saysItIsThere(row)) return { ...entry, row, attempts, generation, sent: row, unsure: undefined, reopened: row };
	if (isFinal(now)) return { ...entry, row, attempts, generation, reopened: row };
	const unsure = row.state === 'unknown' || row.state === 'written' ? row : entry.unsure;
	// What a person holds stays held until a person acts.
	if (now === 'held' && isByPerson(entry.row)) return { ...entry, attempts, unsure };
	return { ...entry, row, attempts, generation, unsure };
}

/** Somebody deleted the document: so it was there, and it is known that nothing is there now. */
function deleted(entry: FlowEntry, row: Row): Partial<FlowEntry> {
	return { sent: entry.sent ?? row, reopened: row, unsure: undefined };
}

function firstEntry(row: Row): FlowEntry {
	const { key, flow, attempt: attempts, generation } = row;
	const entry: FlowEntry = { key, flow, row, attempts, generation };
	if (saysItIsThere(row)) entry.sent = row;
	if (row.state === 'unknown' || row.state === 'written') entry.unsure = row;
	return row.state === 'deletedInTarget' ? { ...entry, ...deleted(entry, row) } : entry;
}

/**
 * Newest row of (flow, key) wins, except:
 * - created, updated, unchanged, duplicate and done are not undone by a later waiting, unknown, refused, held or written
 *   of a run that raced; only a person's Retry, Hold or Send Again does (or the answer that the document was deleted)
 * - what a person holds, has entered by hand or will not send is not undone by a run that does not finish it
 * - an answer to an older generation does not touch a newer one
 */
function foldResult(entry: FlowEntry | undefined, row: Row): FlowEntry {
	if (!entry) return { ...firstEntry(row), claim: claimAfter(undefined, row) };
	const person = isByPerson(row) || row.state === 'done' || row.state === 'notToBeSent' || row.state === 'retry' || row.state === 'sendAgain';
	return { ...(person ? byPerson(entry, row) : byRun(entry, row)), claim: claimAfter(entry, row) };
}

/** Whether the rows alone, oldest first, make the same entry again. */
export function makesAgain(entry: FlowEntry, rows: readonly Row[]): boolean {
	const again = rows.reduce<FlowEntry | undefined>(foldResult, undefined);
	const parts = ['row', 'sent', 'reopened', 'unsure', 'claim', 'attempts', 'generation'] as const;
	return again !== undefined && !rows.some(({ raised }) => raised) && parts.every((part) => again[part] === entry[part]);
}

/** Folds rows as a Data Table gives them, in any order. Never throws; what cannot be read is in `unreadable`. */
export function foldJournal(input: readonly unknown[]): Fold {
	const { rows, unreadable, highestId } = readRows(input);
	const fold: Fold = {
		records: new Map(),
		flows: new Map(),
		runs: [],
		lowWater: new Map(),
		kinds: new Map(),
		unreadable,
		rowCount: rows.length + unreadable.length,
		highestId,
	};
	for (const row of rows) {
		if (row.state === 'lowWater') {
			const at = registerOf(row);
			if (row.recordDate > (fold.lowWater.get(at) ?? '')) fold.lowWater.set(at, row.recordDate);
		} else if (row.kind === 'run') {
			fold.runs.push(row);
			if (row.payload.includes(`"takes":"${ORDERS}"`)) fold.kinds.set(row.flow, ORDERS);
		}
		else if (row.kind === 'record') fold.records.set(row.key, foldRecord(fold.records.get(row.key), row));
		else {
			const entries = fold.flows.get(row.flow) ?? new Map<string, FlowEntry>();
			if (!fold.flows.has(row.flow)) fold.flows.set(row.flow, entries);
			entries.set(row.key, foldResult(entries.get(row.key), row));
		}
	}
	// A run that was killed has left results and no row of its own.
	for (const [flow, entries] of fold.flows) {
		const [first] = entries.keys();
		const known = first === undefined ? undefined : fold.records.get(first);
		if (known && kindOfRow(known.newest) === ORDERS) fold.kinds.set(flow, ORDERS);
	}
	return fold;
}

/** Whether the record is of the kind that the flow takes. */
export function concerns(fold: Fold, flow: string, { newest }: KnownRecord): boolean {
	return kindOfRow(newest) === (fold.kinds.get(flow) ?? 'till');
}

/** Flows that send, by name; a flow that only ever looked counts. */
export function flowNames(fold: Fold): string[] {
	const names = new Set([...fold.flows.keys(), ...fold.runs.map(({ flow }) => flow)]);
	names.delete(INTAKE);
	names.delete('');
	return [...names].sort();
}
