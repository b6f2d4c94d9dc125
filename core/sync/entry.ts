/** One record in one flow, as everybody needs to see it: its state now, and what would be sent. */
import { concerns } from './fold';
import type { Fold, FlowEntry, KnownRecord } from './fold';
import type { JournalState } from './journal';
import { changedText, hasProblem, problemText } from './entryTexts';
import { isByPerson, isFinal } from './rows';
import type { Row } from './rows';

/** Design section 4: refused, tried again at most three times, then held. */
const MOST_RETRIES = 3;

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
	/** Amount of what the target has, or of what went out; where nothing did, of the record. */
	sentAmount: number;
	/** It was in the target, also by hand. */
	sent: boolean;
	/** It is there as far as the journal knows: not deleted since, and no person has chosen Send Again. */
	inTarget: boolean;
	/** That it is there was said by a person and not by the target. */
	byHand: boolean;
	/** Done, but the target did not take a value as it was sent, and nobody has looked at it yet. */
	problem: boolean;
	/** The state that the flow's rows give, whatever content the till has by now. */
	said: JournalState;
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
	/** Row of the content that the till has now. */
	newest?: Row;
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

/** A row of a run on which a person need not act yet, as opposed to what a person said. */
function isOpen(row: Row): boolean {
	return ['refused', 'waiting', 'unknown', 'written'].includes(row.state) || (row.state === 'held' && !isByPerson(row));
}

/** The state that the rows of the flow give, whatever content the till has by now. */
function saidOf({ row, attempts }: FlowEntry): JournalState {
	return row.state === 'refused' && attempts > MOST_RETRIES ? 'held' : row.state;
}

function stateOf(known: KnownRecord | undefined, folded: FlowEntry | undefined): JournalState {
	if (!folded) return known?.newest.state === 'held' ? 'held' : 'new';
	const { row, sent, unsure, generation } = folded;
	// Nothing is there, so nothing differs: the newest content shall not be sent either.
	if (row.state === 'notToBeSent') return row.state;
	if (isFinal(row.state)) return contentMoved(known, row) ? 'changed' : row.state;
	if (isOpen(row) && unsure && contentMoved(known, unsure)) return 'changed';
	if (isOpen(row) && !unsure && contentMoved(known, row)) {
		return putSomething(sent) && sent?.generation === generation ? 'changed' : 'new';
	}
	return saidOf(folded);
}

function messageOf(state: JournalState, folded: FlowEntry | undefined, known: KnownRecord | undefined): string {
	const row = folded?.row;
	if (!row) return known?.newest.message ?? '';
	if (state === 'changed') return changedText(row, folded, known);
	if (state === 'held' && row.state === 'refused') {
		return `${row.message} It was tried ${MOST_RETRIES + 1} times; choose Retry when the cause is gone.`;
	}
	if (isFinal(state) && hasProblem(row)) return problemText(row);
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
	const gone = folded?.reopened?.state === 'deletedInTarget' || row?.state === 'notToBeSent';
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
		sentAmount: (sent ?? folded?.unsure)?.amount ?? about.amount,
		sent: wasThere,
		inTarget: wasThere && sent?.generation === folded?.generation && !gone,
		byHand: sent?.state === 'done',
		problem: isFinal(state) && row !== undefined && hasProblem(row),
		said: folded ? saidOf(folded) : state,
		unsure: folded?.unsure,
		claim: folded?.claim,
		targetId: row?.targetId || sent?.targetId || '',
		targetNumber: row?.targetNumber || sent?.targetNumber || '',
		message: messageOf(state, folded, known),
		warnings: row?.warnings ?? known?.newest.warnings ?? '',
		since: known?.first.at || row?.at || '',
		// What may be in the target already is looked up and repeated as it was; a newer content comes after.
		offer: known && ((folded?.unsure && known.versions.get(folded.unsure.hash)) ?? known.newest),
		newest: known?.newest,
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
