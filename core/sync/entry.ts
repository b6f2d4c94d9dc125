/** One record in one flow, as everybody needs to see it: its state now, and what would be sent. */
import { amountFault } from '../money/micro';
import { isObject } from '../records/reading';
import { concerns } from './fold';
import type { Fold, FlowEntry, KnownRecord } from './fold';
import type { JournalState } from './journal';
import { kindOfRow, type JournalRecord } from './recordKinds';
import { isByPerson, isFinal } from './rows';
import type { Row } from './rows';

/** Design section 4: refused, tried again at most three times, then held. */
export const MOST_RETRIES = 3;

export interface Entry {
	key: string;
	flow: string;
	/** `new` until a run or a person says something. */
	state: JournalState;
	source: string;
	register: string;
	number: string;
	recordDate: string;
	amount: number;
	attempts: number;
	generation: number;
	/** Content that the till has now; '' when Compact has dropped it. */
	hash: string;
	/** Content that the target has; '' when it has none. */
	sentHash: string;
	/** It was in the target, also by hand. */
	sent: boolean;
	/** It is there as far as the journal knows: not deleted since, and no person has chosen Send Again. */
	inTarget: boolean;
	/** It went out and nothing final is known since: unknown or written. */
	unsure?: Row;
	/** The row that announced the export to which it belongs. */
	claim?: Row;
	targetId: string;
	targetNumber: string;
	message: string;
	warnings: string;
	/** When the record came, ISO instant; '' when unknown. */
	since: string;
	/** Row whose payload would be sent. */
	offer?: Row;
	/** Row that decides the state; absent while nobody has said anything. */
	row?: Row;
}

/** Whether the flow's last word on it was about another content than the till has now. */
function contentMoved(known: KnownRecord | undefined, row: Row): boolean {
	if (!known) return false;
	if (row.hash !== '') return row.hash !== known.newest.hash;
	return known.versions.size > 1 && known.newest.order > row.order;
}

/** A row that put something into the target, as opposed to a void pair of which nothing was sent. */
export function putSomething(row: Row | undefined): boolean {
	return row !== undefined && (row.state !== 'unchanged' || row.targetId !== '');
}

function stateOf(known: KnownRecord | undefined, folded: FlowEntry | undefined): JournalState {
	if (!folded) return known?.newest.state === 'held' ? 'held' : 'new';
	const { row, sent, unsure, attempts, generation } = folded;
	if (isFinal(row.state)) return contentMoved(known, row) ? 'changed' : row.state;
	const open = row.state === 'refused' || row.state === 'waiting' || (row.state === 'held' && !isByPerson(row));
	if (open && !unsure && contentMoved(known, row)) {
		return putSomething(sent) && sent?.generation === generation ? 'changed' : 'new';
	}
	return row.state === 'refused' && attempts > MOST_RETRIES ? 'held' : row.state;
}

function messageOf(state: JournalState, row: Row | undefined, known: KnownRecord | undefined): string {
	if (!row) return known?.newest.message ?? '';
	if (state === 'changed' && row.state !== 'changed') {
		const where = known !== undefined && kindOfRow(known.newest) === 'order' ? 'e-shop' : 'till';
		return `The ${where} has another content now than what was sent (${row.targetNumber === '' ? row.state : row.targetNumber}). Correct the document in the target and choose Done by Hand, or cancel it there and choose Send Again.`;
	}
	if (state === 'held' && row.state === 'refused') {
		return `${row.message} It was tried ${MOST_RETRIES + 1} times; choose Retry when the cause is gone.`;
	}
	return state === 'new' ? '' : row.message;
}

/** The entry of a key in a flow; undefined when the journal does not know the key, or it is nothing for this flow. */
export function entryOf(fold: Fold, flow: string, key: string): Entry | undefined {
	const known = fold.records.get(key);
	const folded = fold.flows.get(flow)?.get(key);
	const about = known?.newest ?? folded?.row;
	if (!about || (!folded && known && !concerns(fold, flow, known))) return undefined;
	const state = stateOf(known, folded);
	const row = folded?.row;
	const sent = folded?.sent;
	const wasThere = putSomething(sent);
	// One literal: journals have 100,000 rows.
	return {
		key,
		flow,
		state,
		source: about.source,
		register: about.register,
		number: about.number,
		recordDate: about.recordDate,
		amount: about.amount,
		attempts: state === 'new' ? 0 : (folded?.attempts ?? 0),
		generation: folded?.generation ?? 1,
		hash: known?.newest.hash ?? '',
		sentHash: sent?.hash ?? '',
		sent: wasThere,
		inTarget: wasThere && sent?.generation === folded?.generation && folded?.reopened?.state !== 'deletedInTarget',
		unsure: folded?.unsure,
		claim: folded?.claim,
		targetId: row?.targetId || sent?.targetId || '',
		targetNumber: row?.targetNumber || sent?.targetNumber || '',
		message: messageOf(state, row, known),
		warnings: row?.warnings ?? known?.newest.warnings ?? '',
		since: known?.first.at || row?.at || '',
		// What may be in the target already is looked up and repeated as it was; a newer content comes after.
		offer: known && ((folded?.unsure && known.versions.get(folded.unsure.hash)) ?? known.newest),
		row,
	};
}

/** All entries of a flow: every stored record, and what the flow knows beyond them. */
export function entriesOf(fold: Fold, flow: string): Entry[] {
	const entries: Entry[] = [];
	const add = (key: string) => {
		const entry = entryOf(fold, flow, key);
		if (entry) entries.push(entry);
	};
	for (const key of fold.records.keys()) add(key);
	for (const key of fold.flows.get(flow)?.keys() ?? []) if (!fold.records.has(key)) add(key);
	return entries;
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

function isAmount(value: unknown): boolean {
	return typeof value === 'number' && amountFault(value) === undefined;
}

/**
 * The record of a row's payload, or undefined when it is none. Receive has checked it before it was stored, so only
 * the shape is looked at.
 */
export function recordOf(row: Row | undefined): JournalRecord | undefined {
	const value = row && row.payload !== '' ? parse(row.payload) : undefined;
	if (!isObject(value) || value.key !== row?.key || typeof value.date !== 'string') return undefined;
	if (value.recordType === 'cashMovement') return isAmount(value.amount) ? (value as unknown as JournalRecord) : undefined;
	if (value.recordType === 'order') return Array.isArray(value.items) && value.items.every(isObject) ? (value as unknown as JournalRecord) : undefined;
	const lists =
		Array.isArray(value.items) &&
		Array.isArray(value.payments) &&
		[...value.items, ...value.payments].every(isObject) &&
		value.payments.every(({ amount }: Record<string, unknown>) => isAmount(amount));
	return value.recordType === 'receipt' && isAmount(value.total) && lists ? (value as unknown as JournalRecord) : undefined;
}
