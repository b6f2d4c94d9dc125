/** Runs of a flow: the heartbeat. */
import { isObject } from '../records/reading';
import { ChosenRegisters } from './chosen';
import type { Fold } from './fold';
import type { JournalRow } from './journal';
import type { Row } from './rows';

/** What a run row remembers of its run, as JSON in `payload`. */
export interface RunNote {
	/** ISO instant. */
	at: string;
	/** Records of before this day are none of the flow's business. */
	ignoreBefore: string;
	/** How many it took in hand. */
	records: number;
	/**
	 * Of so many records it has to store a result (runEnds.ts). Absent: nobody says so, because it ran in the editor, where
	 * the target may preview only, because an older version wrote the row, or because Compact has found them all.
	 */
	awaits?: number;
	/** Of how many there was a result when Compact looked last. */
	recorded?: number;
	/** The flow serves these registers only; absent = all. */
	registers?: string[];
	/** Absent: records of tills. */
	takes?: 'order';
	/** It looked at chosen keys only (a file that somebody dropped), so it says nothing about the flow as a whole. */
	partial?: boolean;
}

/** What is a flow's business, by its newest run. */
export interface Scope {
	/** First day that it sends; '' when it says none. */
	ignoreBefore: string;
	registers: ChosenRegisters;
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** The note of a run row; without a readable one the time n8n wrote the row. */
export function runNote(row: Row): RunNote {
	const note = row.payload === '' ? undefined : parse(row.payload);
	const { at, ignoreBefore, records, awaits, recorded, registers, partial } = isObject(note) ? note : ({} as Record<string, unknown>);
	return {
		at: typeof at === 'string' && at !== '' ? at : row.at,
		ignoreBefore: typeof ignoreBefore === 'string' ? ignoreBefore : '',
		records: typeof records === 'number' ? records : 0,
		...(typeof awaits === 'number' ? { awaits } : {}),
		...(typeof recorded === 'number' ? { recorded } : {}),
		...(partial === true ? { partial } : {}),
		...(Array.isArray(registers) ? { registers: registers.filter((one): one is string => typeof one === 'string') } : {}),
	};
}

/** The newest run of a flow, of one mode when it is given. */
export function lastRun(fold: Fold, flow: string, mode?: JournalRow['mode']): Row | undefined {
	return fold.runs.findLast((row) => row.flow === flow && row.state === 'ok' && (mode === undefined || row.mode === mode));
}

/** The newest run that looked at the flow as a whole. */
export function wholeRun(fold: Fold, flow: string): Row | undefined {
	return fold.runs.findLast((one) => one.flow === flow && one.state === 'ok' && !runNote(one).partial);
}

export function scopeOf(fold: Fold, flow: string): Scope {
	const row = wholeRun(fold, flow) ?? lastRun(fold, flow);
	const note = row && runNote(row);
	return { ignoreBefore: note?.ignoreBefore ?? '', registers: new ChosenRegisters(note?.registers) };
}

/** Whether the flow serves the register at all. */
export function serves({ registers }: Scope, { register }: { register: string }): boolean {
	return registers.has(register);
}

/** Whether a record of which the flow has said nothing yet is its business. */
export function inScope(scope: Scope, record: { recordDate: string; register: string }): boolean {
	return record.recordDate >= scope.ignoreBefore && serves(scope, record);
}

/** Whole and half hours between two instants, one decimal; undefined when one of them is none. */
export function hoursBetween(from: string, to: string): number | undefined {
	const hours = (Date.parse(to) - Date.parse(from)) / 3_600_000;
	return Number.isNaN(hours) ? undefined : Math.round(hours * 10) / 10;
}
