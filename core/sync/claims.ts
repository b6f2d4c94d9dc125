/** Which export a record belongs to: what `export` says on rows of results, and which row of several counts. */
import { isObject } from '../records/reading';
import type { ExportRef } from '../records/results';
import type { JournalRow } from './journal';
import { isFinal } from './rows';
import type { Row } from './rows';

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** What a row of results keeps of the export, as JSON in `payload`. `again`: it was known that an earlier export has the record. */
export function exportNote({ time, by }: ExportRef, again: boolean): string {
	return JSON.stringify({ export: { time, by, ...(again ? { again } : {}) } });
}

/** The export that a row speaks of; undefined for other rows. */
export function exportOf(row: JournalRow): (ExportRef & { again: boolean }) | undefined {
	if (row.kind !== 'result' || row.targetId === '' || !row.payload.startsWith('{"export":')) return undefined;
	const note = parse(row.payload);
	const given = isObject(note) && isObject(note.export) ? note.export : {};
	const { time, by, again } = given;
	return typeof time === 'string' && typeof by === 'string' ? { id: row.targetId, time, by, again: again === true } : undefined;
}

/** What is known of a record in a flow, as far as it says to which export the record belongs. */
interface Claimed {
	row: Row;
	unsure?: Row;
	claim?: Row;
}

/**
 * The row that says to which export a record belongs, after one more row. The first announcement counts, so that of two runs at once one gives way. It ends
 * with a final state and with a person's decision; Retry of what may be half way keeps it. An export on purpose of what another one has takes its place.
 */
export function claimAfter(entry: Claimed | undefined, row: Row): Row | undefined {
	const claim = entry?.claim;
	if (isFinal(row.state) || row.state === 'sendAgain' || (row.state === 'retry' && entry?.unsure?.state === 'written')) return undefined;
	const made = exportOf(row);
	if (made === undefined) return claim;
	const replaces = made.again && entry?.row.state === 'written' && claim?.targetId !== made.id;
	return claim === undefined || replaces ? row : claim;
}
