/** Exports of a flow that writes several files with one prefix: their log, their records for a repeat, and which may leave now. */
import { formatMoney, sum } from '../money/micro';
import { localDay } from '../records/dates';
import { isObject } from '../records/reading';
import type { SyncState } from '../records/results';
import { exportOf } from './claims';
import { entryOf } from './entry';
import { recordOf } from './payload';
import { foldJournal } from './fold';
import type { JournalRow, JournalState } from './journal';
import type { JournalRecord } from './recordKinds';
import { journalRow, readRows } from './rows';
import type { Row } from './rows';

interface Made {
	id: string;
	time: string;
	by: string;
	/** Rows that announced or wrote it, oldest first. */
	rows: Row[];
}

/** All exports of a flow, oldest first. */
function exportsOf(journal: readonly unknown[], flow: string): Map<string, Made> {
	const found = new Map<string, Made>();
	for (const row of readRows(journal).rows) {
		const made = row.flow === flow ? exportOf(row) : undefined;
		if (!made) continue;
		const { id, time, by } = made;
		const one = found.get(id) ?? { id, time, by, rows: [] };
		one.rows.push(row);
		found.set(id, one);
	}
	return found;
}

/** The row of each record in the order of the files: of those that were written, else of those that were announced. */
function recordRows({ rows }: Made): Row[] {
	const written = rows.some(({ state }) => state === 'written');
	const byKey = new Map<string, Row>();
	for (const row of rows) if (!byKey.has(row.key) && (!written || row.state === 'written')) byKey.set(row.key, row);
	return [...byKey.values()];
}

/** A line of the log. */
interface ExportLine {
	export: string;
	/** Local, `2026-11-14T10:15:32`. */
	time: string;
	by: string;
	mode: JournalRow['mode'];
	records: number;
	amount: number;
	/** Announced, and not known to have left. */
	finished: boolean;
	/** How many of its records are in which state now, e.g. `{ written: 10, done: 2 }`. */
	states: Partial<Record<JournalState, number>>;
	/** `001_20261114_101532: 12 records, 1 290.00 Kč, …` */
	text: string;
	/** The same as an option of a form: a browser takes no tag out of it. */
	label: string;
}

/** The log of exports, newest first. `since`: first day; '' = all. */
export function listExports(journal: readonly unknown[], flow: string, since = ''): ExportLine[] {
	const fold = foldJournal(journal);
	const lines = [...exportsOf(journal, flow).values()].filter(({ time }) => time >= since).map((made): ExportLine => {
		const rows = recordRows(made);
		const states: ExportLine['states'] = {};
		for (const { key } of rows) {
			const state = entryOf(fold, flow, key)?.state ?? 'new';
			states[state] = (states[state] ?? 0) + 1;
		}
		const amount = sum(rows.map((row) => row.amount));
		const finished = made.rows.some(({ state }) => state === 'written');
		const [{ mode }] = rows;
		const now = Object.entries(states).map(([state, count]) => `${count} ${state}`).join(', ');
		const count = `${rows.length} ${rows.length === 1 ? 'record' : 'records'}`;
		const text = `${made.id}: ${count}, ${formatMoney(amount)}, ${mode}, by ${made.by}; now ${now}${finished ? '' : '; NOT FINISHED'}`;
		return { export: made.id, time: made.time, by: made.by, mode, records: rows.length, amount, finished, states, text, label: text.replaceAll('<', '‹').replaceAll('>', '›') };
	});
	return lines.sort((a, b) => (a.time === b.time ? (a.export < b.export ? 1 : -1) : a.time < b.time ? 1 : -1));
}

export class ExportError extends Error {
	override readonly name = 'ExportError';

	constructor(
		message: string,
		readonly hint: string,
	) {
		super(message);
	}
}

interface RepeatOptions {
	flow: string;
	/** Prefix of the export. */
	id: string;
	mode: 'manual' | 'automatic';
	runId: string;
	/** ISO instant. */
	now: string;
}

/**
 * The records of an export as they were when it was written, in the same order, with `sync.export`, and a run row for the log. The state of the records does
 * not matter and is not changed: it is the same export once more.
 *
 * @throws ExportError when the journal does not know the export, or not every content of it any more: fewer records would be other files under the same name
 */
export function exportRecords(journal: readonly unknown[], options: RepeatOptions): { records: Array<{ record: JournalRecord; sync: SyncState }>; run: JournalRow } {
	const { flow, id, mode, runId, now } = options;
	const made = exportsOf(journal, flow).get(id);
	if (!made) throw new ExportError(`The journal knows no export "${id.slice(0, 60)}" of the flow ${flow}.`, 'Choose one of the log (Export → Get Many).');
	const fold = foldJournal(journal);
	const records: Array<{ record: JournalRecord; sync: SyncState }> = [];
	const missing: string[] = [];
	for (const row of recordRows(made)) {
		const known = fold.records.get(row.key);
		const record = recordOf(row.hash === '' ? known?.newest : known?.versions.get(row.hash));
		const { time, by } = made;
		const sync: SyncState = { flow, runId, mode, attempt: 0, generation: row.generation, previous: 'written', hash: row.hash, export: { id, time, by } };
		if (record) records.push({ record, sync });
		else missing.push(row.key);
	}
	if (missing.length > 0) {
		throw new ExportError(
			`The export ${id} cannot be made again: the journal has no content any more of ${missing.length} of its ${missing.length + records.length} records (${missing.slice(0, 3).join(', ')}).`,
			'Housekeeping keeps contents for a number of days (Keep Record Days). Take the files from a backup, or let the till send the receipts again.',
		);
	}
	const run = journalRow({
		...{ kind: 'run', flow, state: 'ok', recordDate: localDay(now), mode, runId },
		amount: sum(recordRows(made).map(({ amount }) => amount)),
		message: `The export ${id} is made again: ${records.length} ${records.length === 1 ? 'record' : 'records'}.`,
		payload: JSON.stringify({ at: now, ignoreBefore: '', records: records.length }),
	});
	return { records, run };
}

interface ConfirmOptions {
	flow: string;
	runId: string;
	/** ISO instant. */
	now: string;
	/** An export that another run announced longer ago is dead and may be taken over. */
	settleMinutes: number;
}

interface Confirmed {
	export: string;
	/** Whether its files may leave. */
	confirmed: boolean;
	records: number;
	message: string;
}

/**
 * Which exports of this run may leave, read from the journal *after* they were announced in it: those whose records all belong to them, because no other run
 * announced one of them before, and that no other run is writing just now. So of two runs at once one gives way; its records go with a later run.
 */
export function confirmExports(journal: readonly unknown[], { flow, runId, now, settleMinutes }: ConfirmOptions): Confirmed[] {
	const entries = foldJournal(journal).flows.get(flow);
	const answer: Confirmed[] = [];
	for (const { id, rows } of exportsOf(journal, flow).values()) {
		const mine = rows.filter((row) => row.runId === runId);
		if (mine.length === 0) continue;
		const young = (row: Row) => Date.parse(now) - Date.parse(row.at) < settleMinutes * 60_000;
		const rival = rows.find((row) => row.runId !== runId && row.order < mine[0].order && young(row));
		const lost = mine.filter(({ key }) => entries?.get(key)?.claim?.targetId !== id);
		const confirmed = rival === undefined && lost.length === 0;
		const why = rival ? 'another run is writing it just now' : `another export has ${lost[0]?.key ?? ''}${lost.length > 1 ? ` and ${lost.length - 1} more of its records` : ''}`;
		const message = confirmed ? `The export ${id} may leave.` : `The export ${id} does not leave: ${why}. What is still open goes with a later run.`;
		answer.push({ export: id, confirmed, records: mine.length, message });
	}
	return answer;
}

interface Written {
	outcome?: unknown;
	export?: unknown;
}

const idOf = ({ outcome, export: made }: Written): string | undefined => (outcome === 'written' && isObject(made) && typeof made.id === 'string' ? made.id : undefined);

/**
 * The results of a target that has made files, each with whether its export may leave; those of no export as they are. `together`: the files lie in one
 * archive, so that none leaves when one may not.
 */
export function confirmResults<R extends Written>(results: readonly R[], journal: readonly unknown[], { together = false, ...options }: ConfirmOptions & { together?: boolean }): R[] {
	const answers = new Map(confirmExports(journal, options).map((one) => [one.export, one]));
	const ids = new Set(results.flatMap((one) => idOf(one) ?? []));
	const whyNot = (id: string) => {
		const answer = answers.get(id);
		return answer?.confirmed === true ? undefined : (answer?.message ?? `The export ${id} does not leave: the journal does not say that it was announced. Store the results (Announce) before this.`);
	};
	const held = [...ids].find((id) => whyNot(id) !== undefined);
	return results.map((result) => {
		const id = idOf(result);
		if (id === undefined) return result;
		const why = whyNot(id) ?? (together && held !== undefined ? `The export ${id} does not leave: ${held}, which is in the same archive, does not. It goes with a later run.` : undefined);
		return { ...result, export: { ...(result.export as object), confirmed: why === undefined, ...(why === undefined ? {} : { why }) } };
	});
}
