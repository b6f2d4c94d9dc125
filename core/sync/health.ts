/** Does the flow run, and did its last runs succeed? */
import type { Fold } from './fold';
import type { Row } from './rows';
import { failedRuns, runEnd } from './runEnds';
import type { RowsOfRuns } from './runEnds';
import { hoursBetween, lastRun, runNote } from './runs';

interface RunReport {
	at: string;
	runId: string;
	records: number;
	amount: number;
	/** It took records and has not stored their results. */
	failed: boolean;
	/** What is missing; '' when nothing is, or when the run's row does not tell. */
	message: string;
}

export interface Health {
	/** FAILING: it runs, and the last runs failed. */
	status: 'RUNNING' | 'FAILING' | 'NOT RUNNING' | 'NEVER RUN';
	message: string;
	/** So many runs failed since the last one that did not, as far as the journal can say. */
	failedRuns: number;
	lastAutomatic?: RunReport;
	lastManual?: RunReport;
	/** When the next automatic run is due, ISO instant. */
	next?: string;
}

function runReport(row: Row | undefined, results: RowsOfRuns, now: string): RunReport | undefined {
	if (!row) return undefined;
	const { at, records } = runNote(row);
	const ended = runEnd(row, results, now);
	return { at, runId: row.runId, records, amount: row.amount, failed: ended?.end === 'failed', message: ended?.message ?? '' };
}

/** Two servers' clocks may differ by so much. */
const CLOCK_AHEAD_HOURS = 0.25;

/** Late: the last automatic run is older than two intervals. */
function heartbeat(last: RunReport | undefined, now: string, intervalHours: number): Pick<Health, 'status' | 'message' | 'next'> {
	const age = last && hoursBetween(last.at, now);
	if (!last || age === undefined) {
		return { status: 'NEVER RUN', message: 'No automatic run has taken place yet. Is the sending workflow active?' };
	}
	if (age < -CLOCK_AHEAD_HOURS) {
		return {
			status: 'NOT RUNNING',
			message: `NOT RUNNING, as far as can be said: the last automatic run is dated ${last.at}, which is in the future, so the clock ran ahead then or runs behind now. Set the clock of the server; the next run puts it right.`,
		};
	}
	if (age > 2 * intervalHours) {
		return {
			status: 'NOT RUNNING',
			message: `NOT RUNNING: the last automatic run was ${age} hours ago (${last.at}), and one is due every ${intervalHours} hours. Look whether the sending workflow is active and its last execution succeeded.`,
		};
	}
	const next = new Date(Date.parse(last.at) + intervalHours * 3_600_000).toISOString();
	return { status: 'RUNNING', message: `The last automatic run was ${Math.max(0, age)} hours ago; the next is due ${next}.`, next };
}

export function healthOf(fold: Fold, flow: string, results: RowsOfRuns, options: { now: string; intervalHours: number }): Health {
	const { now, intervalHours } = options;
	const lastAutomatic = runReport(lastRun(fold, flow, 'automatic'), results, now);
	const lastManual = runReport(lastRun(fold, flow, 'manual'), results, now);
	const beat = heartbeat(lastAutomatic, now, intervalHours);
	const failed = failedRuns(fold, flow, results, now);
	const runs = { failedRuns: failed.length, ...(lastAutomatic ? { lastAutomatic } : {}), ...(lastManual ? { lastManual } : {}) };
	const [newest] = failed;
	if (!newest) return { ...beat, ...runs };
	const which = failed.length === 1 ? 'The last run' : `The last ${failed.length} runs failed; the newest`;
	const message = `${which} (${runNote(newest.row).at}) ${newest.message}. Look at its execution in n8n; what it took goes with the next run. ${beat.message}`;
	return { ...beat, ...runs, message, status: beat.status === 'RUNNING' ? 'FAILING' : beat.status };
}
