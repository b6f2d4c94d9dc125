/** What targets answered becomes rows. */
import { exactNumber } from '../money/micro';
import { formatDay, isDay } from '../records/dates';
import { isObject } from '../records/reading';
import { OUTCOMES } from '../records/results';
import type { ExportRef, Outcome } from '../records/results';
import { exportNote } from './claims';
import type { JournalRow } from './journal';
import { journalRow } from './rows';

interface ResultsOptions {
	/** For results without `sync` (a target node that ran without Waiting Records). */
	flow: string;
	runId: string;
	mode: 'manual' | 'automatic';
	/** Only what was made for an export is stored, as announced: its files have not left yet. */
	announce?: boolean;
}

interface ResultRows {
	rows: Array<{ row: JournalRow; index: number }>;
	/** Items that are no results: nothing was stored for them. */
	skipped: Array<{ index: number; reason: string }>;
	/** Results of a preview; nothing was sent and nothing is stored. */
	previews: number;
}

const KNOWN: ReadonlySet<string> = new Set(OUTCOMES);

function text(value: unknown): string {
	return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}

function number(value: unknown, fallback: number): number {
	const exact = typeof value === 'number' ? exactNumber(value) : undefined;
	return typeof exact === 'number' ? exact : fallback;
}

/** The last part of a key is the record's day. */
function dayOf(date: unknown, key: string): string {
	if (typeof date === 'string' && isDay(date)) return date;
	const last = key.slice(key.lastIndexOf('/') + 1);
	return isDay(last) ? last : '';
}

function warningsText(value: unknown): string {
	return Array.isArray(value) && value.length > 0 ? JSON.stringify(value) : '';
}

function exportIn({ export: given }: Record<string, unknown>): ExportRef | undefined {
	const { id, time, by, confirmed } = isObject(given) ? given : ({} as Record<string, unknown>);
	if (typeof id !== 'string' || id === '' || typeof time !== 'string' || typeof by !== 'string') return undefined;
	return { id, time, by, ...(typeof confirmed === 'boolean' ? { confirmed } : {}) };
}

/** Amount and hash of what the target has: of the document that was found, else of what was offered. */
function contentOf(result: Record<string, unknown>, sync: Record<string, unknown>): { amount: number; hash: string } {
	const offered = { amount: number(result.amount, 0), hash: text(sync.hash) };
	if (!isObject(result.has)) return offered;
	return { amount: number(result.has.amount, offered.amount), hash: text(result.has.hash) };
}

/** A record of an export before its files leave. */
function announced(result: Record<string, unknown>, { id }: ExportRef): Record<string, unknown> {
	const name = `${number(result.amount, 0) < 0 ? 'Return' : 'Receipt'} ${text(result.register)}/${text(result.number)}`;
	const day = typeof result.date === 'string' && isDay(result.date) ? ` of ${formatDay(result.date)}` : '';
	return { ...result, message: `${name}${day} is announced for the export ${id}. If the run stops now, a later one makes the same files.` };
}

function rowOf(result: Record<string, unknown>, outcome: Exclude<Outcome, 'preview'>, options: ResultsOptions): JournalRow {
	const sync = isObject(result.sync) ? result.sync : {};
	const target = isObject(result.target) ? result.target : {};
	const key = text(result.key);
	const [source = '', register = '', ownNumber = ''] = key.split('/').map(decode);
	const mode = sync.mode === 'manual' || sync.mode === 'automatic' ? sync.mode : options.mode;
	const made = outcome === 'unknown' || outcome === 'written' ? exportIn(result) : undefined;
	return journalRow({
		...{ kind: 'result', key, state: outcome, mode },
		flow: text(sync.flow) || options.flow,
		source: text(result.source) || source,
		register: text(result.register) || register,
		number: text(result.number) || ownNumber.replace(/^cash-/, ''),
		recordDate: dayOf(result.date, key),
		...contentOf(result, sync),
		...(made === undefined ? {} : { payload: exportNote(made, sync.previous === 'written') }),
		// A file's document has no id yet; its identity finds it in the answer file.
		targetId: made?.id || text(target.id) || (outcome === 'written' ? text(target.documentId) : ''),
		targetNumber: text(target.number),
		message: text(result.message),
		warnings: warningsText(result.warnings),
		// Only refusals count against the limit; the rest may be tried for ever.
		attempt: number(sync.attempt, 0) + (outcome === 'refused' ? 1 : 0),
		generation: Math.max(1, number(sync.generation, 1)),
		runId: text(sync.runId) || options.runId,
	});
}

const ENCODED = /^(?:[^%]|%[0-9A-Fa-f]{2})*$/;

function decode(part: string): string {
	if (!ENCODED.test(part)) return part;
	try {
		return decodeURIComponent(part);
	} catch {
		return part;
	}
}

function isNothing(item: unknown): boolean {
	return isObject(item) && Object.keys(item).length === 0;
}

/**
 * One row for each result. Storing the same results twice changes nothing in what the journal says. Previews are left
 * out, and so is what belongs to an export that may not leave; an item without key or with an outcome that is not known is
 * reported and stores nothing.
 */
export function resultRows(results: readonly unknown[], options: ResultsOptions): ResultRows {
	const answer: ResultRows = { rows: [], skipped: [], previews: 0 };
	for (const [index, result] of results.entries()) {
		if (isNothing(result)) continue;
		const outcome = isObject(result) ? result.outcome : undefined;
		if (!isObject(result) || text(result.key) === '') {
			const why = isObject(result) && typeof result.error === 'string' ? `: ${result.error.slice(0, 300)}` : '';
			answer.skipped.push({ index, reason: `Item ${index + 1} is no result with a key${why}` });
		} else if (outcome === 'preview') answer.previews += 1;
		else if (typeof outcome !== 'string' || !KNOWN.has(outcome)) {
			answer.skipped.push({ index, reason: `The result of ${text(result.key)} has no outcome that is known` });
		} else {
			const made = outcome === 'written' ? exportIn(result) : undefined;
			// Its files stay here: the journal says already that it was announced.
			if (made?.confirmed === false) continue;
			if (options.announce !== true) answer.rows.push({ row: rowOf(result, outcome as Exclude<Outcome, 'preview'>, options), index });
			else if (made !== undefined) answer.rows.push({ row: rowOf(announced(result, made), 'unknown', options), index });
		}
	}
	return answer;
}
