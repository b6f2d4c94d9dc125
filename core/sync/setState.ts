/** What a person decides about records that wait for one. */
import { describeRecord } from '../records/describe';
import { formatMoney } from '../money/micro';
import { entryOf, recordOf } from './entry';
import type { Entry } from './entry';
import { flowNames, foldJournal } from './fold';
import type { Fold } from './fold';
import type { JournalRow, JournalState } from './journal';
import { ORDERS } from './recordKinds';
import { INTAKE, journalRow, personRun } from './rows';

export const ACTIONS = ['retry', 'hold', 'done', 'sendAgain'] as const;
export type Action = (typeof ACTIONS)[number];

export interface SetStateOptions {
	/** May be '' when every key has its flow before it. */
	flow: string;
	/** Keys, or a flow and a key with a space between, as Get Problems gives them in `id`. */
	keys: readonly string[];
	action: Action;
	/** Why, as the person says it. */
	reason?: string;
	/** Who decides; shown in the journal. */
	who?: string;
}

export interface StatesSet {
	rows: JournalRow[];
	/** What was not set, and why. */
	refused: Array<{ key: string; reason: string }>;
}

const STATE_OF: Readonly<Record<Action, JournalState>> = { retry: 'retry', hold: 'held', done: 'done', sendAgain: 'sendAgain' };
const NO_FLOW = 'No flow has had it in hand yet. Switch the sending workflow on; it goes with the next run.';
const WORDS: Readonly<Record<Action, string>> = { retry: 'Retry', hold: 'Hold', done: 'Done by Hand', sendAgain: 'Send Again' };

/** Why an action makes no sense for an entry; undefined when it does. */
function objection(entry: Entry, action: Action): string | undefined {
	if (entry.flow === INTAKE) {
		return action === 'retry' || action === 'sendAgain'
			? 'It was refused on entry. Correct it in the till and send it again from there; then choose Done by Hand.'
			: undefined;
	}
	if (action === 'retry' && entry.state === 'changed') {
		return 'The target has its older content, and Retry would only find that again. Correct the document there and choose Done by Hand, or cancel it there and choose Send Again.';
	}
	if (action !== 'sendAgain') return undefined;
	if (entry.unsure) return 'It is not clear whether it arrived. Choose Retry: it is looked up first.';
	return entry.sent ? undefined : 'It was not in the target yet. Choose Retry.';
}

/** What a person may choose for an entry. */
export function actionsFor(entry: Entry): Action[] {
	const now: Partial<Record<JournalState, Action>> = { held: 'hold', done: 'done', retry: 'retry', sendAgain: 'sendAgain' };
	return ACTIONS.filter((action) => objection(entry, action) === undefined && now[entry.state] !== action);
}

/** How a message names an entry, also when its record cannot be read. */
export function describeEntry(entry: Entry): string {
	const record = recordOf(entry.offer);
	if (record) return describeRecord(record);
	if (entry.register === ORDERS && entry.number !== '') return `Order ${entry.number} of ${entry.recordDate}, ${formatMoney(entry.amount)}`;
	const name = entry.number === '' ? entry.key : `${entry.register}/${entry.number}`;
	return `Record ${name} of ${entry.recordDate}, ${formatMoney(entry.amount)}`;
}

function rowOf(entry: Entry, { action, reason = '', who = '' }: SetStateOptions): JournalRow {
	const again = action === 'retry' || action === 'sendAgain';
	const said = reason.trim() === '' ? '' : ` (${reason.trim().slice(0, 500)})`;
	return journalRow({
		...{ kind: 'result', key: entry.key, state: STATE_OF[action], mode: 'manual', runId: personRun(who) },
		flow: entry.flow,
		...{ source: entry.source, register: entry.register, number: entry.number, recordDate: entry.recordDate, amount: entry.amount },
		// By hand means: what the till has now is in the target.
		hash: entry.flow === INTAKE ? (entry.row?.hash ?? '') : entry.hash || entry.sentHash,
		...{ targetId: entry.targetId, targetNumber: entry.targetNumber },
		message: `${describeEntry(entry)}: ${WORDS[action]}, set by ${who.trim() === '' ? 'a person' : who.trim().slice(0, 100)}${said}.`,
		attempt: again ? 0 : entry.attempts,
		generation: entry.generation + (action === 'sendAgain' ? 1 : 0),
	});
}

/** Flow and key of a text that is either a key of the flow that was given, or has its own flow before it. */
function placeOf(fold: Fold, text: string, flow: string): { flow: string; key: string } {
	const own = [INTAKE, ...flowNames(fold)].find((name) => text.startsWith(`${name} `));
	const key = own === undefined ? text : text.slice(own.length + 1);
	return { flow: fold.flows.get(INTAKE)?.has(key) === true ? INTAKE : (own ?? flow), key };
}

/**
 * Rows that set the state of chosen records in a flow. Keys of refused deliveries (`intake/…`) can be held or done.
 * An action that would book twice or lead nowhere is refused with the way out.
 */
export function setStates(journal: readonly unknown[], options: SetStateOptions): StatesSet {
	const fold = foldJournal(journal);
	const answer: StatesSet = { rows: [], refused: [] };
	for (const given of new Set(options.keys)) {
		const { flow, key } = placeOf(fold, given, options.flow);
		const entry = flow === '' ? undefined : entryOf(fold, flow, key);
		const reason = entry ? objection(entry, options.action) : flow === '' ? NO_FLOW : 'The journal does not know this key.';
		if (!entry || reason !== undefined) answer.refused.push({ key, reason: reason ?? '' });
		else answer.rows.push(rowOf(entry, options));
	}
	return answer;
}
