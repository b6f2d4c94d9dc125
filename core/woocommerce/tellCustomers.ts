/** What a run over customers and contacts did, for people. */
import { isObject } from '../records/reading';
import { escapeHtml } from '../text/html';
import type { Differences } from './compareCustomers';
import { textOf as text, type Given } from './values';

/** What Compare found, as it travels to the end of the run. */
export interface Found {
	toShop: number;
	newInShop: number;
	toContacts: number;
	newContacts: number;
	unclear: string[];
}

interface Told {
	text: string;
	html: string;
	needsPerson: number;
	subject: string;
	decisions: string;
}

const MOST_LINES = 50;
const FOR_A_PERSON: ReadonlySet<unknown> = new Set(['held', 'refused', 'changed', 'deletedInTarget', 'unknown']);

export function foundIn({ toShop, newInShop, toContacts, newContacts, unclear }: Differences): Found {
	return { toShop: toShop.length, newInShop: newInShop.length, toContacts: toContacts.length, newContacts: newContacts.length, unclear };
}

/** @param results of the nodes that wrote, in both systems; an item with `error` was not done */
export function tellCustomers(found: Found, results: readonly unknown[], { system, preview }: { system: string; preview: boolean }): Told {
	const read = results.filter(isObject);
	const errors = read.filter((one: Given) => text(one.error) !== '' && one.outcome === undefined).map(({ error }) => text(error));
	const withOutcome = (wanted: (outcome: unknown) => boolean) => read.filter(({ outcome }) => wanted(outcome)).map(({ message }) => text(message));
	const decide = [...found.unclear, ...withOutcome((outcome) => FOR_A_PERSON.has(outcome)), ...errors];
	const open = [...decide, ...withOutcome((outcome) => outcome === 'waiting')];
	const counted: Array<[count: number, what: string]> = [
		[found.toShop, 'changed (or marked as agreeing) in the shop'],
		[found.newInShop, 'new in the shop'],
		[found.toContacts, `changed in ${system}`],
		[found.newContacts, `new in ${system}`],
	];
	const lines = counted.filter(([count]) => count > 0).map(([count, what]) => `${count}${preview ? ' would be' : ''} ${what}`);
	const more = open.length > MOST_LINES ? `\n… and ${open.length - MOST_LINES} more` : '';
	const plain = `${lines.join(', ') || 'Everybody agrees'}.${open.slice(0, MOST_LINES).map((one) => `\n• ${one}`).join('')}${more}`;
	const subject = decide.length === 0 ? '' : 'Customers of the e-shop need a decision';
	return { text: plain, html: escapeHtml(plain), needsPerson: decide.length, subject, decisions: decide.join('\n\n') };
}
