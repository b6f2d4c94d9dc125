/** Documents of a target, matched with the journal's records by their identity. */
import { amountFault, toMicro } from '../money/micro';
import { documentId } from '../records/keys';
import { isObject } from '../records/reading';
import { readMembers } from '../plan/members';
import type { Entry } from './entry';

export interface MatchedDocuments {
	/** Key → the documents that hold it. `difference`: what the document has more than its records, on its first record only. */
	byKey: Map<string, Array<{ name: string; difference: bigint }>>;
	/** Documents with our identity whose records the journal does not know. */
	strangers: Array<{ date: string; name: string; micro: bigint }>;
}

interface TargetDocument {
	name: string;
	number: string;
	date: string;
	ids: string[];
	members: string[];
	total?: bigint;
}

function text(value: unknown): string {
	return typeof value === 'string' ? value : '';
}

function readDocument(input: unknown): TargetDocument | undefined {
	if (!isObject(input)) return undefined;
	const ids = Array.isArray(input.extIds) ? input.extIds.filter((one): one is string => typeof one === 'string') : [];
	if (text(input.documentId) !== '') ids.push(text(input.documentId));
	// POHODA names members in the internal note; the iDoklad node has read them already.
	const keys = Array.isArray(input.keys) ? input.keys.filter((one): one is string => typeof one === 'string') : [];
	const members = keys.length > 0 ? keys : readMembers(text(input.intNote));
	const { total } = input;
	const usable = typeof total === 'number' && amountFault(total) === undefined;
	return {
		name: `document ${text(input.number) || text(input.id) || ids[0]}`,
		number: text(input.number),
		date: text(input.date).slice(0, 10),
		ids,
		members,
		...(usable ? { total: toMicro(total) } : {}),
	};
}

/**
 * Matches by extId (the key, or its digest, of each generation) and by the members that a Per Day document names.
 * A document without a readable total counts as equal to its records. Documents of other origin are left out, but for
 * those whose number a person has given for what was entered by hand.
 */
export function matchDocuments(documents: readonly unknown[], entries: readonly Entry[]): MatchedDocuments {
	const byId = new Map<string, Entry>();
	const byOwnKey = new Map<string, Entry>();
	for (const entry of entries) {
		byOwnKey.set(entry.key, entry);
		for (let generation = 1; generation <= entry.generation; generation += 1) byId.set(documentId(entry.key, generation), entry);
	}
	const byNumber = new Map<string, Entry[]>();
	for (const entry of entries.filter(({ byHand, targetNumber }) => byHand && targetNumber !== '')) {
		byNumber.set(entry.targetNumber, [...(byNumber.get(entry.targetNumber) ?? []), entry]);
	}
	const matched: MatchedDocuments = { byKey: new Map(), strangers: [] };
	const seen = new Set<string>();
	for (const document of documents.flatMap((one) => readDocument(one) ?? [])) {
		const whole = document.members.length > 0 ? document.members.flatMap((key) => byOwnKey.get(key) ?? []) : [];
		const single = document.ids.flatMap((id) => byId.get(id) ?? []);
		const ours = document.ids.length > 0 || document.members.length > 0;
		const entered = ours ? [] : (byNumber.get(document.number) ?? []);
		if (!ours && entered.length === 0) continue;
		const held = [...new Set([...(whole.length > 0 ? whole : single), ...entered])];
		const complete = document.members.length === 0 || held.length === document.members.length;
		if (held.length === 0) {
			matched.strangers.push({ date: document.date, name: document.name, micro: document.total ?? 0n });
			continue;
		}
		// What was sent, not what the till has by now: a correction is no fault of the document.
		const till = held.reduce((total, { sentAmount }) => total + toMicro(sentAmount), 0n);
		for (const [index, { key }] of held.entries()) {
			const again = seen.has(key);
			seen.add(key);
			// A second document of the same record counts with its whole amount: it is booked twice.
			const doubled = again ? toMicro(held[index].sentAmount) : 0n;
			const extra = index === 0 && complete && document.total !== undefined ? document.total - till : 0n;
			const list = matched.byKey.get(key) ?? [];
			list.push({ name: document.name, difference: doubled + extra });
			matched.byKey.set(key, list);
		}
	}
	return matched;
}
