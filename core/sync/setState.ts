/** What a person decides about records that wait for one. */
import { describeRecord } from '../records/describe';
import { formatMoney } from '../money/micro';
import { ENTERED_BY_HAND, NOT_TO_BE_SENT } from '../plan/decisions';
import { similarKey } from './chosen';
import { entriesOf, entryOf } from './entry';
import { recordOf } from './payload';
import type { Entry } from './entry';
import { flowNames, foldJournal } from './fold';
import type { Fold } from './fold';
import type { JournalRow, JournalState } from './journal';
import { ORDERS } from './recordKinds';
import { INTAKE, isByPerson, isFinal, journalRow, personRun } from './rows';

const ACTIONS = ['retry', 'hold', 'enteredByHand', 'notToBeSent', 'sendAgain'] as const;
export type Action = (typeof ACTIONS)[number];

interface SetStateOptions {
	/** May be '' when every key has its flow before it. */
	flow: string;
	/**
	 * Keys, or a flow and a key with a space between, as Get Problems gives them in `id`; its `ref` also says which content
	 * the person has seen.
	 */
	keys: readonly string[];
	/** `done` of saved workflows is `enteredByHand` without a number. */
	action: Action | 'done';
	/** Number of the document that was entered by hand. */
	targetNumber?: string;
	/** Why, as the person says it. */
	reason?: string;
	/** Who decides; shown in the journal. */
	who?: string;
}

interface StatesSet {
	rows: JournalRow[];
	/** What was not set, and why. */
	refused: Array<{ key: string; reason: string }>;
}

const STATE_OF: Readonly<Record<Action, JournalState>> = { retry: 'retry', hold: 'held', enteredByHand: 'done', notToBeSent: 'notToBeSent', sendAgain: 'sendAgain' };
const NO_FLOW = 'No flow has had it in hand yet. Switch the sending workflow on; it goes with the next run.';
const WORDS: Readonly<Record<Action, string>> = { retry: 'Retry', hold: 'Hold', enteredByHand: ENTERED_BY_HAND, notToBeSent: NOT_TO_BE_SENT, sendAgain: 'Send Again' };

/** What a person chooses from, in the order of ACTIONS. */
export const DECISIONS: readonly string[] = ACTIONS.map((action) => WORDS[action]);

/** What was decided and what was not, for the last page: a line each. */
export function decidedText({ rows, refused }: StatesSet): string {
	const not = refused.map(({ key, reason }) => `\n• ${key}: ${reason}`).join('');
	return rows.map(({ message }) => `• ${message}`).join('\n') + (not === '' ? '' : `\n\nNot set:${not}`);
}

/** Why an action makes no sense for an entry; undefined when it does. */
function objection(entry: Entry, action: Action): string | undefined {
	if (entry.flow === INTAKE) {
		return action === 'retry' || action === 'sendAgain'
			? `It was refused on entry. Correct it in the till and send it again from there; then choose ${NOT_TO_BE_SENT} for this one.`
			: undefined;
	}
	if (action === 'retry' && entry.state === 'changed' && !entry.unsure) {
		return `The target has its older content, and Retry would only find that again. Correct the document there and choose ${ENTERED_BY_HAND}, or cancel it there and choose Send Again.`;
	}
	if (action === 'notToBeSent' && isFinal(entry.state) && entry.inTarget) {
		const as = entry.targetNumber === '' ? '' : ` as ${entry.targetNumber}`;
		return `The target has it already${as}. Choose ${ENTERED_BY_HAND} when it is right there, or Send Again after it was cancelled there.`;
	}
	if (action !== 'sendAgain') return undefined;
	if (entry.unsure) return 'It is not clear whether it arrived. Choose Retry: it is looked up first.';
	return entry.sent ? undefined : 'It was not in the target yet. Choose Retry.';
}

/** What a person may choose for an entry. */
export function actionsFor(entry: Entry): Action[] {
	const now: Partial<Record<JournalState, Action>> = { held: 'hold', done: 'enteredByHand', notToBeSent: 'notToBeSent', retry: 'retry', sendAgain: 'sendAgain' };
	return ACTIONS.filter((action) => objection(entry, action) === undefined && now[entry.state] !== action);
}

/** How a message names an entry, also when its record cannot be read. */
export function describeEntry(entry: Entry): string {
	const record = recordOf(entry.newest);
	if (record) return describeRecord(record);
	if (entry.register === ORDERS && entry.number !== '') return `Order ${entry.number} of ${entry.recordDate}, ${formatMoney(entry.amount)}`;
	const name = entry.number === '' ? entry.key : `${entry.register}/${entry.number}`;
	return `Record ${name} of ${entry.recordDate}, ${formatMoney(entry.amount)}`;
}

/** What a decision is about: by hand closes what went out; what came later stays open, until the person sees that too. */
function contentOf(entry: Entry, action: Action): { hash: string; amount: number } {
	if (entry.flow === INTAKE) return { hash: entry.row?.hash ?? '', amount: entry.amount };
	if (action === 'enteredByHand' && entry.unsure) return { hash: entry.unsure.hash, amount: entry.unsure.amount };
	// Somebody has looked at the document that is there: it stays what it is.
	if (action === 'enteredByHand' && entry.problem) return { hash: entry.sentHash, amount: entry.sentAmount };
	return { hash: entry.hash || entry.sentHash, amount: entry.amount };
}

const BEFORE = ' Before that: ';

/** What a person holds says still why it waited. */
function reasonBefore(entry: Entry): string {
	const { row, message } = entry;
	if (message === '') return '';
	const at = row && isByPerson(row) ? message.indexOf(BEFORE) : -1;
	if (at >= 0) return message.slice(at);
	return row && isByPerson(row) ? '' : `${BEFORE}${message}`;
}

function rowOf(entry: Entry, action: Action, { reason = '', who = '', targetNumber = '' }: SetStateOptions): JournalRow {
	const again = action === 'retry' || action === 'sendAgain';
	const said = reason.trim() === '' ? '' : ` (${reason.trim().slice(0, 500)})`;
	const number = action === 'enteredByHand' ? targetNumber.trim().slice(0, 100) : '';
	const other = number !== '' && number !== entry.targetNumber;
	const hold = action === 'hold';
	return journalRow({
		...{ kind: 'result', key: entry.key, state: STATE_OF[action], mode: 'manual', runId: personRun(who) },
		flow: entry.flow,
		...{ source: entry.source, register: entry.register, number: entry.number, recordDate: entry.recordDate },
		...contentOf(entry, action),
		...(other ? { targetId: '', targetNumber: number } : { targetId: entry.targetId, targetNumber: entry.targetNumber }),
		message: `${describeEntry(entry)}: ${WORDS[action]}${number === '' ? '' : ` as ${number}`}, set by ${who.trim() === '' ? 'a person' : who.trim().slice(0, 100)}${said}.${hold ? reasonBefore(entry) : ''}`,
		warnings: hold ? entry.warnings : '',
		attempt: again ? 0 : entry.attempts,
		generation: entry.generation + (action === 'sendAgain' ? 1 : 0),
	});
}

/** The content that somebody saw, at the end of a ref. */
const SEEN = / @([0-9a-f]{12})$/;

/** What Get Problems gives for an entry and Set State takes: flow, key and the content that is shown. */
export function refOf({ flow, key, hash }: Pick<Entry, 'flow' | 'key' | 'hash'>): string {
	return `${flow} ${key}${/^[0-9a-f]{12}/.test(hash) ? ` @${hash.slice(0, 12)}` : ''}`;
}

/** Flow, key and content of a text that is either a key of the flow that was given, or has its own flow before it. */
function placeOf(fold: Fold, text: string, flow: string): { flow: string; key: string; seen?: string } {
	const own = [INTAKE, ...flowNames(fold)].find((name) => text.startsWith(`${name} `));
	const rest = own === undefined ? text : text.slice(own.length + 1);
	const seen = own === undefined ? undefined : SEEN.exec(rest)?.[1];
	const key = seen === undefined ? rest : rest.replace(SEEN, '');
	return { flow: fold.flows.get(INTAKE)?.has(key) === true ? INTAKE : (own ?? flow), key, ...(seen === undefined ? {} : { seen }) };
}

const MOVED = 'Another content of it has come since the list was made. Look at the list again and decide then.';

/** A key that differs by capitals or the like from one that is there is no key of the journal, but that one is meant. */
function unknownText(fold: Fold, flow: string, key: string): string {
	const similar = similarKey(key, entriesOf(fold, flow));
	return `The journal does not know this key${similar === undefined ? '' : `; it has "${similar}". Write it as the journal has it`}.`;
}

/**
 * Rows that set the state of chosen records in a flow. Keys of refused deliveries (`intake/…`) can be held or closed.
 * An action that would book twice or lead nowhere is refused with the way out.
 */
export function setStates(journal: readonly unknown[], options: SetStateOptions): StatesSet {
	const fold = foldJournal(journal);
	const answer: StatesSet = { rows: [], refused: [] };
	const action = options.action === 'done' ? 'enteredByHand' : options.action;
	for (const given of new Set(options.keys)) {
		const { flow, key, seen } = placeOf(fold, given, options.flow);
		const entry = flow === '' ? undefined : entryOf(fold, flow, key);
		const moved = entry !== undefined && seen !== undefined && !entry.hash.startsWith(seen);
		const unknown = flow === '' ? NO_FLOW : unknownText(fold, flow, key);
		const reason = moved ? MOVED : entry ? objection(entry, action) : unknown;
		if (!entry || reason !== undefined) answer.refused.push({ key, reason: reason ?? '' });
		else answer.rows.push(rowOf(entry, action, options));
	}
	return answer;
}
