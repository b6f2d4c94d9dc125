/**
 * Keeps the journal small without forgetting what protects from sending twice. Three steps, in this order:
 *
 * 1. delete `free`: ranges of row ids (`fromId` to `toId`, both included) of which nothing has to be carried, so that there
 *    is room for step 2 also when n8n refuses every further row; largest first, the rest with the next run
 * 2. insert `rows`
 * 3. delete everything up to `deleteUpToId`
 *
 * Killed after any of them, also between two ranges, the journal says the same.
 */
import { isDay, localDay } from '../records/dates';
import { isObject } from '../records/reading';
import { stableJson } from '../text/digest';
import { entryOf } from './entry';
import { flowNames, foldJournal, makesAgain, registerOf } from './fold';
import type { Fold, FlowEntry } from './fold';
import type { JournalRow } from './journal';
import { freeRanges, placeOf } from './freeRanges';
import type { FreeRange } from './freeRanges';
import { INTAKE, carriedRow, isFinal, journalRow, keyInIntake, readId } from './rows';
import type { Row } from './rows';
import { rowsOfRuns, settledNote } from './runEnds';
import { inScope, lastRun, scopeOf, serves, wholeRun } from './runs';
import type { Scope } from './runs';

export class CompactError extends Error {
	override readonly name = 'CompactError';

	constructor(
		message: string,
		readonly hint: string,
	) {
		super(message);
	}
}

export interface CompactOptions {
	/** ISO instant. */
	now: string;
	/** Final rows of records of the last so many days stay; default 60. */
	keepDays?: number;
	/** Records (with their content) of the last so many days stay, so that Reconcile knows their payments; default 14. */
	keepRecordDays?: number;
	/**
	 * Rows younger than so many minutes are not deleted yet; default 15. With several writers a row with a lower id can
	 * become visible after one with a higher id, and must not be deleted unread.
	 */
	settleMinutes?: number;
}

interface Compacted {
	/** To delete before anything is inserted. */
	free: FreeRange[];
	/** To insert first. */
	rows: JournalRow[];
	/** To delete afterwards: all rows with this id and lower. 0 = nothing to do. */
	deleteUpToId: number;
	/** Records whose rows end here. */
	dropped: number;
	/** First day that is still complete; older records that turn up again are held. */
	lowWater: string;
}

function daysBefore(day: string, days: number): string {
	return new Date(Date.parse(`${day}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
}

/** Ids of the rows with the time at which they were written. */
function writtenAt(journal: readonly unknown[]): Array<{ id: number; at: number }> {
	const rows: Array<{ id: number; at: number }> = [];
	for (const raw of journal) {
		const id = isObject(raw) ? readId(raw.id) : undefined;
		if (!isObject(raw) || id === undefined) continue;
		if (Number.isNaN(id)) {
			throw new CompactError(
				`A row of the journal has the id "${String(raw.id).slice(0, 40)}", which cannot be told apart from others, so nothing is deleted.`,
				'Housekeeping needs ids that are whole numbers below 9 007 199 254 740 992. Start a new table sync_journal, or ask the database administrator.',
			);
		}
		rows.push({ id, at: raw.createdAt instanceof Date ? raw.createdAt.getTime() : Date.parse(String(raw.createdAt)) });
	}
	return rows.sort((x, y) => x.id - y.id);
}

/**
 * The highest id up to which every row was written long enough ago; 0 = nothing can be deleted. A row of a clock that ran
 * ahead is as old as the oldest one that came after it.
 */
function settledUpTo(journal: readonly unknown[], now: string, settleMinutes: number): number {
	const rows = writtenAt(journal);
	const [settle, present] = [settleMinutes * 60_000, Date.parse(now)];
	let boundary = rows.at(-1)?.id ?? 0;
	let after = Infinity;
	for (const { id, at } of rows.reverse()) {
		const known = at - present > settle ? after : at;
		if (present - known < settle) boundary = id - 1;
		if (known < after) after = known;
	}
	return boundary;
}

/** Rows from which folding makes the same entry again. */
function rowsOf({ sent, reopened, unsure, claim, row }: FlowEntry): Row[] {
	const rows = [...new Set([sent, reopened, unsure, claim, row])].filter((one): one is Row => one !== undefined);
	return rows.sort((a, b) => a.order - b.order);
}

function entryRows(entry: FlowEntry): JournalRow[] {
	const { row, attempts, generation } = entry;
	return rowsOf(entry).map((one) => carriedRow(one, one === row ? { attempt: attempts, generation } : { attempt: 0 }));
}

/** A flow concerns a record when it has said something about it, or would take it. */
function isOpen(fold: Fold, flows: readonly string[], scopes: ReadonlyMap<string, Scope>, key: string): boolean {
	const entries = flows.flatMap((flow) => entryOf(fold, flow, key) ?? []);
	// What no flow serves waits for one.
	if (!entries.some(({ flow, register, row }) => row !== undefined || serves(scopes.get(flow) as Scope, { register }))) return true;
	return entries.some((entry) =>
		entry.row === undefined ? inScope(scopes.get(entry.flow) as Scope, entry) : !isFinal(entry.state),
	);
}

/** Refused deliveries keep what was sent until a person has settled them. */
function intakeRows(fold: Fold, cutoff: string): JournalRow[] {
	return [...(fold.flows.get(INTAKE)?.values() ?? [])].flatMap((entry) => {
		const { key, row } = entry;
		const accepted = fold.records.has(keyInIntake(key));
		if (!isFinal(row.state) && !accepted) return [carriedRow(row, { attempt: entry.attempts })];
		return row.recordDate >= cutoff ? [carriedRow(row, { attempt: entry.attempts, payload: '' })] : [];
	});
}

function unreadableRows(fold: Fold, today: string): JournalRow[] {
	return fold.unreadable.map(({ id, index, reason, raw }) =>
		journalRow({
			...{ kind: 'result', flow: INTAKE, state: 'refused', key: `${INTAKE}/row-${id ?? `x${index}`}`, recordDate: today },
			message: `A row of the journal could not be read (${reason}) when it was compacted; this is what it said.`,
			payload: stableJson(raw),
		}),
	);
}

function lowWaterRows(fold: Fold, cutoff: string): JournalRow[] {
	const registers = new Map<string, { source: string; register: string }>();
	for (const at of fold.lowWater.keys()) {
		const [source, register] = at.split('\n');
		registers.set(at, { source, register });
	}
	const seen = [...fold.records.values()].map(({ newest }) => newest);
	for (const [flow, entries] of fold.flows) if (flow !== INTAKE) for (const { row } of entries.values()) seen.push(row);
	for (const { source, register } of seen) registers.set(registerOf({ source, register }), { source, register });
	return [...registers].map(([at, { source, register }]) => {
		const before = fold.lowWater.get(at) ?? '';
		const recordDate = before > cutoff ? before : cutoff;
		return journalRow({ kind: 'run', state: 'lowWater', source, register, recordDate, message: `The journal is complete from ${recordDate} on.` });
	});
}

/** The last runs of each flow, for the report, and the one that says what the flow serves. */
function lastRuns(fold: Fold, flows: readonly string[]): Row[] {
	const last = flows.flatMap((flow) => [lastRun(fold, flow, 'manual'), lastRun(fold, flow, 'automatic'), lastRun(fold, flow), wholeRun(fold, flow)]);
	return [...new Set(last)].flatMap((row) => row ?? []);
}

/**
 * Rows to carry over: open and held records with their content, the final rows of the last `keepDays` days, the last
 * runs, open refusals of the intake, one low-water row for each register. Insert them first and delete after that: a
 * crash in between leaves both, and folding takes each row once. What other runs write meanwhile stays and keeps its
 * place in time. Folding the result gives the same entries, but for the final ones of before the low-water mark.
 *
 * @param journal all rows of the table, not only a window
 * @throws CompactError for days that make no sense
 */
export function compactJournal(journal: readonly unknown[], options: CompactOptions): Compacted {
	const { now, keepDays = 60, keepRecordDays = 14, settleMinutes = 15 } = options;
	if (!Number.isInteger(keepDays) || keepDays < 1 || !Number.isInteger(keepRecordDays) || keepRecordDays < 0) {
		throw new CompactError('Keep Days and Keep Record Days must be whole numbers of days, at least 1 and 0.', 'Correct them in the Sync Journal node.');
	}
	const today = localDay(now);
	const cutoff = daysBefore(today, keepDays);
	const contentCutoff = daysBefore(today, Math.min(keepRecordDays, keepDays));
	const fold = foldJournal(journal);
	const boundary = settledUpTo(journal, now, settleMinutes);
	if (boundary === 0) return { free: [], rows: [], deleteUpToId: 0, dropped: 0, lowWater: cutoff };
	const flows = flowNames(fold);
	const scopes = new Map(flows.map((flow) => [flow, scopeOf(fold, flow)]));
	const keys = new Set(fold.records.keys());
	for (const flow of flows) for (const key of fold.flows.get(flow)?.keys() ?? []) keys.add(key);
	const rows: JournalRow[] = [];
	const runs = lastRuns(fold, flows);
	const results = rowsOfRuns(journal, runs);
	// What the last runs stored stays until their rows say how much that was.
	const needed = new Set<Row>([...runs, ...[...results.values()].flat()]);
	/** Entries of flows that need more rows than those. */
	const whole = new Set<string>();
	let dropped = 0;
	for (const key of keys) {
		const known = fold.records.get(key);
		const entries = flows.flatMap((flow) => fold.flows.get(flow)?.get(key) ?? []);
		const recordDate = known?.newest.recordDate ?? entries[0]?.row.recordDate ?? '';
		const open = isOpen(fold, flows, scopes, key);
		// A day that cannot be read counts as young: nothing is forgotten by mistake.
		const young = recordDate >= cutoff || !isDay(recordDate);
		const content = open || recordDate >= contentCutoff || entries.length === 0;
		// What the flows said stays until the low-water mark is stored that stands for it.
		for (const entry of entries) {
			const parts = rowsOf(entry);
			for (const row of parts) needed.add(row);
			if (!makesAgain(entry, parts)) whole.add(placeOf(entry));
		}
		if (content) for (const row of known?.versions.values() ?? []) needed.add(row);
		if (!open && !young) {
			dropped += 1;
			continue;
		}
		if (known && content) rows.push(...[...known.versions.values()].map((row) => carriedRow(row)));
		rows.push(...entries.flatMap(entryRows));
	}
	rows.push(...intakeRows(fold, cutoff), ...unreadableRows(fold, today), ...runs.map((row) => carriedRow(row, { payload: settledNote(row, results) })), ...lowWaterRows(fold, cutoff));
	return { free: freeRanges(journal, { rows: needed, whole }, boundary), rows, deleteUpToId: boundary, dropped, lowWater: cutoff };
}
