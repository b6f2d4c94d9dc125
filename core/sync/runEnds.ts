/** How runs ended, as far as the journal can say: every record that a run took gets a row of its result. */
import { isObject } from '../records/reading';
import type { Fold } from './fold';
import { readRows } from './rows';
import type { Row } from './rows';
import { hoursBetween, runNote } from './runs';

interface RunEnd {
	/** Records whose result it stored. */
	recorded: number;
	/** running: it is so young that it may be at work still. */
	end: 'complete' | 'running' | 'failed';
	/** What it took and recorded; '' when that is the same. */
	message: string;
}

/** Rows of results by the run that stored them. */
export type RowsOfRuns = ReadonlyMap<string, readonly Row[]>;

/** No run takes longer. */
const LONGEST_RUN_HOURS = 1;

function runOf({ flow, runId }: Row): string {
	return `${flow}\n${runId}`;
}

/** Of the runs that say how many results they await; rows of older versions say nothing. */
export function rowsOfRuns(journal: readonly unknown[], runs: readonly Row[]): RowsOfRuns {
	const found = new Map<string, Row[]>();
	for (const row of runs) if (runNote(row).awaits !== undefined) found.set(runOf(row), []);
	if (found.size === 0) return found;
	for (const row of readRows(journal).rows) if (row.kind === 'result') found.get(runOf(row))?.push(row);
	return found;
}

/** What was announced and then written has two rows. */
function recordedBy(row: Row, results: RowsOfRuns): number {
	const keys = new Set(results.get(runOf(row))?.map(({ key }) => key));
	return Math.max(keys.size, runNote(row).recorded ?? 0);
}

/** undefined: the run does not say what it awaits. */
export function runEnd(row: Row, results: RowsOfRuns, now: string): RunEnd | undefined {
	const { awaits, at } = runNote(row);
	if (awaits === undefined) return undefined;
	const recorded = recordedBy(row, results);
	if (recorded >= awaits) return { recorded, end: 'complete', message: '' };
	const age = hoursBetween(at, now);
	const took = `took ${awaits} ${awaits === 1 ? 'record' : 'records'} and recorded ${recorded === 0 ? 'nothing' : `the result of ${recorded} only`}`;
	// Without a time of its own it cannot be said to be over.
	if (age === undefined || age < LONGEST_RUN_HOURS) return { recorded, end: 'running', message: `${took} so far: it may still be running` };
	return { recorded, end: 'failed', message: `${took}: it failed` };
}

/**
 * Newest first: the runs of a flow that failed since the last one that did not. A run that looked at some records only
 * and found none of them to send says nothing about the others.
 */
export function failedRuns(fold: Fold, flow: string, results: RowsOfRuns, now: string): Array<{ row: Row; message: string }> {
	const failed: Array<{ row: Row; message: string }> = [];
	for (const row of fold.runs.filter((one) => one.flow === flow && one.state === 'ok').reverse()) {
		const ended = runEnd(row, results, now);
		if (ended?.end === 'failed') failed.push({ row, message: ended.message });
		else if (ended?.end === 'running') continue;
		else if (ended === undefined || !runNote(row).partial || runNote(row).records > 0) break;
	}
	return failed;
}

/** The note of a run whose results may be dropped: what it awaits is settled, or how many there were is kept. */
export function settledNote(row: Row, results: RowsOfRuns): string {
	const { awaits } = runNote(row);
	if (awaits === undefined) return row.payload;
	const note = JSON.parse(row.payload) as unknown;
	const recorded = recordedBy(row, results);
	const settled = recorded >= awaits ? { awaits: undefined, recorded: undefined } : { recorded };
	return JSON.stringify({ ...(isObject(note) ? note : {}), ...settled });
}
