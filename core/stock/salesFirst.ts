/**
 * Sales before stock: a stock list that is written to a register while its sales wait for accounting would put sold
 * goods back on the shelf. Order of a day: supplier's documents, till sales, stock list to the till.
 */
import { compareIdentities } from '../records/identities';
import { isObject } from '../records/reading';
import type { Stop } from './guards';
import { millisOf } from './instant';
import { StockSyncError } from './settings';

export interface SalesQuestion {
	/** Reports of Sync Journal, records that wait (Get Waiting), or `{ register, waiting }` counts. */
	journal: unknown;
	/** Registers that the stock is for; [] = all. */
	registers: readonly string[];
	/** Flow that moves the stock; '' = every flow counts. */
	flow: string;
	/** When the stock list was made, by the clock of its system (ISO instant). */
	madeAt?: string;
}

/** Parts of a report that are not in accounting yet, in the words of messages. */
const OPEN_BUCKETS: Readonly<Record<string, string>> = {
	waiting: 'waiting',
	written: 'in a file whose fate is not known',
	unknown: 'sent with an unclear answer',
	refused: 'refused',
	held: 'held',
	changed: 'changed in the till',
	deletedInTarget: 'deleted in accounting',
};

interface Found {
	/** Register → what of it waits → how many. */
	open: Map<string, Map<string, number>>;
	/** Last run that sent something. */
	lastSent?: string;
	refusedOnEntry: number;
}

function add(found: Found, register: string, what: string, count: number): void {
	if (count <= 0) return;
	const row = found.open.get(register) ?? new Map<string, number>();
	row.set(what, (row.get(what) ?? 0) + count);
	found.open.set(register, row);
}

function countOf(value: unknown): number {
	const count = isObject(value) ? value.count : value;
	return typeof count === 'number' && Number.isFinite(count) ? count : 0;
}

function takeReport(report: Record<string, unknown>, question: SalesQuestion, found: Found): void {
	if (question.flow !== '' && report.flow !== question.flow && report.flow !== '') return;
	for (const register of report.registers as unknown[]) {
		if (!isObject(register)) continue;
		for (const [bucket, words] of Object.entries(OPEN_BUCKETS))
			add(found, String(register.register ?? ''), words, countOf(register[bucket]));
	}
	found.refusedOnEntry = Math.max(found.refusedOnEntry, countOf(report.intake));
	for (const run of [report.lastAutomatic, report.lastManual]) {
		if (!isObject(run) || typeof run.at !== 'string' || countOf(run.records) === 0) continue;
		if (found.lastSent === undefined || millisOf(run.at) > millisOf(found.lastSent)) found.lastSent = run.at;
	}
}

/** false: nothing that tells of the journal. */
function take(entry: unknown, question: SalesQuestion, found: Found): boolean {
	if (!isObject(entry)) return false;
	if (Array.isArray(entry.registers)) takeReport(entry, question, found);
	else if (entry.recordType === 'receipt') add(found, String(entry.register ?? ''), OPEN_BUCKETS.waiting, 1);
	// Money put into the till or taken out moves no stock; an item without fields stands for an empty list.
	else if (entry.recordType === 'cashMovement' || Object.keys(entry).length === 0) return true;
	else if ('waiting' in entry && 'register' in entry)
		add(found, String(entry.register), OPEN_BUCKETS.waiting, countOf(entry.waiting));
	else return false;
	return true;
}

/** JSON in a text, as an expression may give it. */
function plain(value: unknown): unknown {
	if (typeof value !== 'string') return value;
	try {
		return JSON.parse(value) as unknown;
	} catch {
		return undefined;
	}
}

function entriesOf(journal: unknown): unknown[] | undefined {
	const value = plain(journal);
	if (Array.isArray(value)) return value.map((entry) => (isObject(entry) && isObject(entry.json) ? entry.json : entry));
	return isObject(value) ? [value] : undefined;
}

/** A register whose name is written in another way may be the one: its sales count. */
const isLike = (a: string, b: string): boolean => a === b || compareIdentities('code', a, b) !== 'different';

/**
 * What speaks against writing stock now, or undefined.
 *
 * @throws StockSyncError for a journal that says nothing: no news is no permission
 */
export function salesStop(question: SalesQuestion): Stop | undefined {
	const entries = entriesOf(question.journal);
	const found: Found = { open: new Map(), refusedOnEntry: 0 };
	if (entries === undefined || entries.length === 0 || entries.some((entry) => !take(entry, question, found))) {
		throw new StockSyncError(
			'Journal State says nothing about sales that wait.',
			"Give the items of Sync Journal, Report (or Get Waiting with Always Output Data), e.g. {{ $('Report').all().map(item => item.json) }}; or choose Not Needed where the target is no till.",
		);
	}
	const wanted = question.registers;
	const open = [...found.open].filter(([register]) => wanted.length === 0 || wanted.some((one) => isLike(one, register)));
	const stop = (message: string): Stop => ({ by: 'salesWaiting', message });
	if (open.length > 0) {
		const each = open.map(
			([register, counts]) =>
				`register ${register}: ${[...counts].map(([what, count]) => `${count} ${what}`).join(', ')}`,
		);
		return stop(
			`Stock was not let through, because sales are not in accounting yet (${each.join('; ')}): their goods would come back on the shelf. Send the sales first, or settle what is held; then export the stock again.`,
		);
	}
	if (found.refusedOnEntry > 0) {
		return stop(
			`Stock was not let through: ${found.refusedOnEntry} deliveries of tills were refused on entry and may be sales that are not in accounting. Settle them (Sync Journal, Get Problems) first; then export the stock again.`,
		);
	}
	const { madeAt } = question;
	if (madeAt !== undefined && found.lastSent !== undefined && millisOf(madeAt) < millisOf(found.lastSent)) {
		return stop(
			`Stock was not let through: the list was made at ${madeAt}, before the last sales were sent (${found.lastSent}), so it does not count them. Export the stock again.`,
		);
	}
	return undefined;
}
