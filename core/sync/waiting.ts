/** What a flow has to send now. */
import { formatMoney, sum } from '../money/micro';
import { formatDay, isDay, localDay } from '../records/dates';
import type { SyncState } from '../records/results';
import { ChosenKeys, ChosenRegisters, type UnknownKey } from './chosen';
import { entriesOf } from './entry';
import { recordOf } from './payload';
import type { Entry } from './entry';
import { flowNames, foldJournal } from './fold';
import type { Fold } from './fold';
import type { JournalRow } from './journal';
import { syncOf } from './syncState';
import { afterOriginals, inOrderOfIssue } from './order';
import { knownOriginals } from './originals';
import { aboutRecord, type RecordKind, type RecordOf } from './recordKinds';
import { isByPerson, isFinal, journalRow, readRows } from './rows';
import type { RunNote } from './runs';
import { samePoks } from './samePok';
import { takenNumbers } from './taken';

export class WaitingError extends Error {
	override readonly name = 'WaitingError';

	constructor(
		message: string,
		readonly hint: string,
	) {
		super(message);
	}
}

export interface WaitingOptions<K extends RecordKind = 'till'> {
	flow: string;
	mode: 'manual' | 'automatic';
	/** Started in the editor, where the target may preview only and store nothing. */
	inEditor?: boolean;
	/** Execution id; what this run writes carries it. */
	runId: string;
	/** ISO instant; core has no clock. */
	now: string;
	/** YYYY-MM-DD. Records of before this day were never meant for this flow. */
	ignoreBefore: string;
	/** The flow serves these registers only; what other registers sell is none of its business. [] = all. */
	flowRegisters?: readonly string[];
	/** Only these registers in this run; [] = all of the flow. */
	registers?: readonly string[];
	/** Accounting days of the records, inclusive. */
	dateFrom?: string;
	dateTo?: string;
	/** Only these keys; [] = all. */
	keys?: readonly string[];
	/** Only records that a run of this flow on this day had in hand. */
	runOf?: string;
	/** What the flow takes; absent: records of tills. */
	recordKind?: K;
	/** Also what a run has held, because its cause may be gone; what a person holds stays held. */
	retryHeld?: boolean;
	/** Also what was written into a file whose fate is not known; with `keys` or `runOf` also what is closed. */
	includeWritten?: boolean;
	/** Whether a record may go on although another flow has sent it. */
	allowSecondSystem?: boolean;
	/**
	 * What was announced for an export by another run since so many minutes is left to that run; default 15. Older announcements are of a run that died.
	 */
	settleMinutes?: number;
	/** At most so many records; 0 = all. */
	limit?: number;
}

export interface Waiting<K extends RecordKind = 'till'> {
	/** In the order of issue, every return after its sale. */
	records: Array<{ record: RecordOf<K>; sync: SyncState }>;
	/** The heartbeat, also when there is nothing to do. */
	run: JournalRow;
	/** Keys that would go but whose record in the journal cannot be read; Get Problems lists them. */
	unreadable: string[];
	/** Chosen keys that the journal does not have. */
	unknownKeys: UnknownKey[];
}

const OFFERED: ReadonlySet<Entry['state']> = new Set(['new', 'waiting', 'unknown', 'retry', 'sendAgain', 'refused']);

function checkOptions({ flow, ignoreBefore, dateFrom, dateTo, runOf }: WaitingOptions<RecordKind>): void {
	if (flow.trim() === '') throw new WaitingError('Flow is empty.', 'Give the flow a name, for example pohoda.');
	if (!isDay(ignoreBefore)) {
		throw new WaitingError(
			`Ignore Records Before is ${ignoreBefore === '' ? 'empty' : `"${ignoreBefore.slice(0, 40)}"`}, and a day is needed.`,
			'Give the first day whose receipts this flow shall send (YYYY-MM-DD): what was entered before by hand must not be sent again.',
		);
	}
	for (const [name, day] of Object.entries({ 'Date From': dateFrom, 'Date To': dateTo, 'Run Of': runOf })) {
		if (day && !isDay(day)) throw new WaitingError(`${name} is "${day.slice(0, 40)}", which is no day.`, 'Give it as YYYY-MM-DD, or leave it empty.');
	}
}

/** Days on which runs of the flow took place, by runId. */
function runDays(fold: Fold, flow: string): Map<string, string> {
	return new Map(fold.runs.filter((row) => row.flow === flow).map((row) => [row.runId, row.recordDate]));
}

/** What the runs of the flow on a day had in hand, whatever was said about it since. */
function keysOfRuns(journal: readonly unknown[], fold: Fold, flow: string, day: string): Set<string> {
	const days = runDays(fold, flow);
	const { rows } = readRows(journal);
	return new Set(rows.filter((row) => row.flow === flow && days.get(row.runId) === day).map(({ key }) => key));
}

/** What the run is about: what the flow serves, and what of that was chosen. */
interface Choice {
	served: ChosenRegisters;
	registers: ChosenRegisters;
	keys: ChosenKeys;
}

/** @throws ChoiceError for registers that the journal writes in another way */
function choiceOf({ flowRegisters, registers, keys }: WaitingOptions<RecordKind>, entries: readonly Entry[]): Choice {
	const choice = { served: new ChosenRegisters(flowRegisters), registers: new ChosenRegisters(registers), keys: new ChosenKeys(keys) };
	if (choice.served.all && choice.registers.all) return choice;
	const known = new Set(entries.map(({ register }) => register));
	choice.served.check(known, 'Registers of This Flow');
	choice.registers.check(known, 'Registers');
	return choice;
}

function filterOf(options: WaitingOptions<RecordKind>, { served, registers, keys }: Choice, ofRun: ReadonlySet<string> | undefined): (entry: Entry) => boolean {
	const { ignoreBefore, dateFrom, dateTo, runOf, includeWritten = false, retryHeld = false, now, settleMinutes = 15 } = options;
	// Chosen by a person or by their run: also those that are closed, so that an export of them can be made once more.
	const chosen = includeWritten && (!keys.all || runOf !== undefined);
	const closed = ({ state, sent }: Entry) => chosen && sent && isFinal(state) && state !== 'notToBeSent';
	// What may have arrived with an older content is looked up by itself; the difference is a person's all the same.
	const stateOf = ({ state, unsure, said }: Entry) => (state === 'changed' && unsure ? said : state);
	const heldByRun = ({ state, row }: Entry) => state === 'held' && row?.state === 'held' && !isByPerson(row);
	const young = ({ at }: { at: string }) => Date.parse(now) - Date.parse(at) < settleMinutes * 60_000;
	const busy = ({ claim, unsure }: Entry) => claim !== undefined && unsure?.state === 'unknown' && young(unsure);
	return (entry) =>
		!busy(entry) &&
		(OFFERED.has(stateOf(entry)) || (includeWritten && stateOf(entry) === 'written') || closed(entry) || (retryHeld && heldByRun(entry))) &&
		entry.recordDate >= ignoreBefore &&
		(!dateFrom || entry.recordDate >= dateFrom) &&
		(!dateTo || entry.recordDate <= dateTo) &&
		served.has(entry.register) &&
		registers.has(entry.register) &&
		keys.has(entry.key) &&
		(ofRun === undefined || ofRun.has(entry.key));
}

function amountOf({ record }: Waiting<RecordKind>['records'][number]): number {
	return aboutRecord(record).amount;
}

function runRow(records: Waiting<RecordKind>['records'], options: WaitingOptions<RecordKind>): JournalRow {
	const { flow, mode, inEditor = false, runId, now, ignoreBefore, flowRegisters = [], keys = [], recordKind } = options;
	const czk = sum(records.filter(({ record }) => record.currency === 'CZK').map(amountOf));
	const count = records.length === 0 ? 'nothing to send' : `${records.length} ${records.length === 1 ? 'record' : 'records'} to send, ${formatMoney(czk)}`;
	const note: RunNote = {
		...{ at: now, ignoreBefore, records: records.length },
		...(inEditor ? {} : { awaits: records.length }),
		...(flowRegisters.length === 0 ? {} : { registers: [...flowRegisters] }),
		...(recordKind === 'order' ? { takes: recordKind } : {}),
		...(keys.length === 0 ? {} : { partial: true }),
	};
	return journalRow({
		...{ kind: 'run', flow, state: 'ok', recordDate: localDay(now), amount: czk, mode, runId },
		message: `${mode === 'manual' ? 'Manual' : 'Automatic'} run: ${count}; records of before ${formatDay(ignoreBefore)} are ignored.`,
		payload: JSON.stringify(note),
	});
}

/**
 * Records that the flow sends now: new, waiting, unknown, retry, refused at most three times over, Send Again; those
 * written into a file only when asked. Each carries `sync` for the target node and for Results; `previous` is `unknown`
 * where it may be in the target already.
 *
 * @throws WaitingError for options that would send too much or nothing, ChoiceError for registers written in another way
 */
export function waitingRecords<K extends RecordKind = 'till'>(journal: readonly unknown[], options: WaitingOptions<K>): Waiting<K> {
	checkOptions(options);
	const fold = foldJournal(journal);
	if (options.recordKind === 'order') fold.kinds.set(options.flow, 'order');
	const others = flowNames(fold);
	const entries = entriesOf(fold, options.flow);
	const choice = choiceOf(options, entries);
	const wanted = filterOf(options, choice, options.runOf ? keysOfRuns(journal, fold, options.flow, options.runOf) : undefined);
	const offered: Waiting<K>['records'] = [];
	const announced: Array<{ order: number; one: Waiting<K>['records'][number] }> = [];
	const unreadable: string[] = [];
	for (const entry of entries) {
		if (!wanted(entry)) continue;
		const record = recordOf(entry.offer);
		// Entries of the flow are of its kind.
		const one = record && { record: record as RecordOf<K>, sync: syncOf(fold, others, entry, options) };
		if (one?.sync.export) announced.push({ order: entry.claim?.order ?? 0, one });
		else if (one) offered.push(one);
		else unreadable.push(entry.key);
	}
	// An export is made again with the same bytes: in the order in which it was announced.
	const again = announced.sort((a, b) => a.order - b.order).map(({ one }) => one);
	const ordered = [...again, ...afterOriginals(inOrderOfIssue(offered))];
	const records = options.limit && options.limit > 0 ? ordered.slice(0, options.limit) : ordered;
	const concerns = ({ recordDate, register }: Entry) => recordDate >= options.ignoreBefore && choice.served.has(register);
	const known = knownOriginals(entries, records.map(({ record }) => record), concerns);
	const taken = takenNumbers(entries, records.map(({ record }) => record));
	const doubled = samePoks(entries, records.map(({ record }) => record));
	for (const { record, sync } of records) {
		const originals = known.get(record.key);
		if (originals) sync.originals = originals;
		const numbers = taken.get(record.key);
		if (numbers) sync.taken = numbers;
		const others = doubled.get(record.key);
		if (others) sync.samePok = others;
	}
	return { records, run: runRow(records, options), unreadable, unknownKeys: choice.keys.unknown(entries) };
}

