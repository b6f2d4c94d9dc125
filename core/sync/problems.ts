/** What waits for a person. */
import { formatMoney, fromMicro, toMicro } from '../money/micro';
import { formatDay } from '../records/dates';
import { entriesOf, entryOf } from './entry';
import { recordOf } from './payload';
import type { Entry } from './entry';
import { concerns, flowNames, foldJournal, registerOf } from './fold';
import type { Fold } from './fold';
import type { JournalState } from './journal';
import { INTAKE, isFinal, keyInIntake } from './rows';
import type { Row } from './rows';
import { hoursBetween, inScope, scopeOf, serves } from './runs';
import { EET_START } from '../records/fiscal';
import { ENTERED_BY_HAND } from '../plan/decisions';
import { fiscalWarnings } from '../plan/fiscalChecks';
import { actionsFor, describeEntry, refOf } from './setState';
import type { Action } from './setState';

export interface Problem {
	/** What Set State takes where several flows are listed: the flow and the key. */
	id: string;
	/** The same with the content that is shown, so that a decision is never about one that came since. */
	ref: string;
	/** `row/<id>` for a row of the table that cannot be read. */
	key: string;
	flow: string;
	state: JournalState | 'unreadable';
	source: string;
	register: string;
	number: string;
	date: string;
	amount: number;
	/** `Receipt P1/4512 of 14 Nov 2026, 1 290.00 Kč` */
	title: string;
	message: string;
	targetNumber: string;
	attempts: number;
	/** When the record came, ISO instant; '' when unknown. */
	since: string;
	ageHours: number;
	/** What a person may choose; [] for what cannot be set here. */
	actions: Action[];
}

interface ProblemOptions {
	/** '' or absent = all flows. */
	flow?: string;
	now: string;
	/** From this age on, what waits for nobody in particular is listed too; default 24. */
	oldAfterHours?: number;
}

/** Somebody has to decide. */
const DECIDE: ReadonlySet<JournalState> = new Set(['held', 'refused', 'changed', 'deletedInTarget']);

function problemOf(entry: Entry, now: string, message = entry.message): Problem {
	const { key, flow, state, source, register, number, recordDate, amount, targetNumber, attempts, since } = entry;
	return {
		...{ id: `${flow} ${key}`, ref: refOf(entry), key, flow, state, source, register, number, date: recordDate, amount },
		...{ title: describeEntry(entry), message },
		...{ targetNumber, attempts, since, ageHours: Math.max(0, hoursBetween(since, now) ?? 0), actions: actionsFor(entry) },
	};
}

/** A record whose JSON somebody has damaged in the table can never be sent. */
function isUnreadable(entry: Entry): boolean {
	return !isFinal(entry.state) && entry.offer !== undefined && recordOf(entry.offer) === undefined;
}

const DAMAGED =
	`Its record in the journal is damaged, so it cannot be sent. Send it again from the till, or enter it by hand and choose ${ENTERED_BY_HAND}.`;

/** In the books, and 48 hours after the sale still without a POK: it was sent before that time was over. */
function unregistered(entry: Entry, now: string): string | undefined {
	const { newest, state, inTarget } = entry;
	if (!isFinal(state) || !inTarget || state === 'done' || state === 'notToBeSent') return undefined;
	// Only of a record with fiscal data something is known; the rest is not even parsed.
	if (newest === undefined || newest.recordDate < EET_START || !newest.payload.includes('"fiscal"')) return undefined;
	const record = recordOf(newest);
	const late = record?.recordType === 'receipt' ? fiscalWarnings(record, { now }).find(({ problem }) => problem) : undefined;
	return late && `${describeEntry(entry)}: ${late.text} and send the receipt again from there, with its POK; choose ${ENTERED_BY_HAND} when that is settled otherwise.`;
}

function flowProblems(fold: Fold, flow: string, now: string, oldAfterHours: number): Problem[] {
	const scope = scopeOf(fold, flow);
	return entriesOf(fold, flow).flatMap((entry) => {
		const late = unregistered(entry, now);
		if (late !== undefined && !entry.problem) return [{ ...problemOf(entry, now, late), actions: ['enteredByHand' as const] }];
		if ((isFinal(entry.state) && !entry.problem) || (entry.row === undefined && !inScope(scope, entry))) return [];
		if (isUnreadable(entry)) return [problemOf(entry, now, DAMAGED)];
		const old = (hoursBetween(entry.since, now) ?? 0) >= oldAfterHours;
		if (!DECIDE.has(entry.state) && !entry.problem && !old) return [];
		return [problemOf(entry, now, entry.message || `It has waited since ${entry.since}; no run of the flow has taken it.`)];
	});
}

/** Refused on entry, and not come in properly since. */
export function openIntake(fold: Fold): Entry[] {
	return [...(fold.flows.get(INTAKE)?.values() ?? [])].flatMap(({ key, row }) => {
		const entry = entryOf(fold, INTAKE, key);
		const accepted = fold.records.get(keyInIntake(key));
		const mended = accepted !== undefined && accepted.newest.order > row.order;
		return entry === undefined || isFinal(entry.state) || mended ? [] : [entry];
	});
}

/** Registers that sell although no flow serves them, one problem each. */
function unserved(fold: Fold, flows: readonly string[], now: string): Problem[] {
	const scopes = flows.map((flow) => ({ flow, scope: scopeOf(fold, flow) }));
	const registers = new Map<string, Row[]>();
	for (const known of fold.records.values()) {
		const { newest } = known;
		if (flows.length === 0 || scopes.some(({ flow, scope }) => concerns(fold, flow, known) && serves(scope, newest))) continue;
		if (flows.some((flow) => fold.flows.get(flow)?.has(newest.key))) continue;
		registers.set(registerOf(newest), [...(registers.get(registerOf(newest)) ?? []), newest]);
	}
	return [...registers.values()].map((rows) => {
		const [{ source, register, recordDate, at }] = rows;
		const amount = fromMicro(rows.reduce((total, row) => total + toMicro(row.amount), 0n));
		return {
			...{ id: ` register/${register}`, ref: '', key: `register/${register}`, flow: '', state: 'new', source, register, number: '' },
			...{ date: recordDate, amount, title: `Register ${register} (${source})` },
			message: `No flow serves it: ${rows.length} ${rows.length === 1 ? 'record' : 'records'}, ${formatMoney(amount)}, since ${formatDay(recordDate)}. Add it to Registers of This Flow in the workflow that shall send them.`,
			...{ targetNumber: '', attempts: 0, since: at, ageHours: Math.max(0, hoursBetween(at, now) ?? 0), actions: [] },
		};
	});
}

function rowProblems(fold: Fold): Problem[] {
	return fold.unreadable.map(({ id, index, reason }) => ({
		...{ id: ` row/${id ?? `input ${index + 1}`}`, ref: '', key: `row/${id ?? `input ${index + 1}`}`, flow: '', state: 'unreadable', source: '', register: '', number: '', date: '' },
		...{ amount: 0, title: `Row ${id ?? `${index + 1} of the input`} of the journal`, targetNumber: '', attempts: 0, since: '', ageHours: 0 },
		message: `It was left out because ${reason}. Rows are not edited by hand: restore it, or delete it in the Data Table.`,
		actions: [],
	}));
}

/**
 * Everything that a person has to look at, oldest first: held, refused, changed, deleted in the target, done but not as it was sent; what is new,
 * waiting, unknown or written for longer than `oldAfterHours`; deliveries refused on entry; registers that no flow serves
 * (when all flows are listed); damaged rows.
 */
export function listProblems(journal: readonly unknown[], options: ProblemOptions): Problem[] {
	const { flow = '', now, oldAfterHours = 24 } = options;
	const fold = foldJournal(journal);
	const known = flowNames(fold);
	// Where no flow has ever run, what has come in waits for all of them.
	const flows = flow !== '' || known.length === 0 ? [flow] : known;
	const problems = [
		...flows.flatMap((name) => flowProblems(fold, name, now, oldAfterHours)),
		...openIntake(fold).map((entry) => problemOf(entry, now)),
	];
	problems.sort((a, b) => (a.date === b.date ? (a.key < b.key ? -1 : 1) : a.date < b.date ? -1 : 1));
	return [...problems, ...(flow === '' ? unserved(fold, known, now) : []), ...rowProblems(fold)];
}
