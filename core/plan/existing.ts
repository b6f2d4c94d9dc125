/** What of the records the target has already. */
import { describeRecord } from '../records/describe';
import { documentId, plainId } from '../records/keys';
import type { SyncResult } from '../records/results';
import { compareFound, differsText } from './found';
import type { Differs } from './found';
import { resultOf } from './messages';
import type { PlanInput } from './messages';
import { dayPrefix } from './dayIdentity';
import type { Words } from './words';

/**
 * A document that the target already has: a Per Day document (make it with `existingDocument` of members.ts), or that of one
 * record whose fate was unknown.
 */
export interface ExistingDocument {
	/** '' where the document does not say it any more, and was found by its number. */
	documentId: string;
	/** Keys of the receipts in it; may be empty for a document of one. */
	members: readonly string[];
	/** The line of members was there but could not be read completely (somebody edited the note). */
	damaged?: boolean;
	/** The target's own id and number. */
	id?: string;
	number?: string;
	/** Its total, signed as it moves the till; undefined where the target states none. */
	total?: number;
	/** Agenda or document kind, as results name it. */
	kind?: string;
}

/** What the target has of the days and records of a run. */
export interface Existing {
	/** The document that holds a record already; the same object for each record of a document. */
	holder(input: PlanInput): ExistingDocument | undefined;
	/** Documents whose numbers Per Day must not take, and that may be damaged. */
	days: readonly ExistingDocument[];
}

/** Whether a document of the target is one of the group's: by its identity, also where that is a digest. */
function isOfGroup({ documentId: id }: ExistingDocument, prefix: string, days: Existing['days']): boolean {
	if (id.startsWith(prefix)) return true;
	return id.startsWith('h-') && days.some((_, n) => plainId(`${prefix}${n + 1}`) === id);
}

/** Whether a document of the group no longer says completely which receipts are in it. */
export function damagedGroup(prefix: string, days: Existing['days']): boolean {
	return days.some((document) => document.damaged === true && isOfGroup(document, prefix, days));
}

/** Whether the document holds the record. Send Again wants another one than that of an earlier generation. */
function mayHold(document: ExistingDocument, { record, sync }: PlanInput, days: Existing['days']): boolean {
	const generation = sync?.generation ?? 1;
	if (!document.members.includes(record.key)) return false;
	if (generation === 1 || document.documentId === documentId(record.key, generation)) return true;
	return record.recordType === 'receipt' && isOfGroup(document, dayPrefix(record, generation), days);
}

/** Documents that say which records are in them. */
export function existingOf(documents: readonly ExistingDocument[]): Existing {
	const byKey = new Map<string, ExistingDocument[]>();
	for (const document of documents) {
		for (const key of document.members) byKey.set(key, [...(byKey.get(key) ?? []), document]);
	}
	return {
		holder: (input) => byKey.get(input.record.key)?.find((document) => mayHold(document, input, documents)),
		days: documents,
	};
}

function settled(entry: PlanInput, document: ExistingDocument, differs: Map<string, Differs>, words: Words): SyncResult {
	const { record, sync } = entry;
	const { id, number, kind, members } = document;
	const sentAs = document.documentId || record.key;
	const about = { ...(kind === undefined ? {} : { kind }), documentId: sentAs };
	if (members.length > 0 && !members.includes(record.key)) {
		const text = `was not sent: another run made a ${words.documents.day} of that day at the same time, without it. It goes with the next run.`;
		return resultOf(entry, words, 'waiting', `${describeRecord(record)}, ${text}`, { target: about });
	}
	const alone = ['', documentId(record.key, sync?.generation ?? 1)].includes(document.documentId);
	const where = (alone ? words.documents.own : words.documents.inDay)(number, sentAs);
	const target = { ...about, ...(id === undefined ? {} : { id }), ...(number === undefined ? {} : { number }) };
	const different = differs.get(record.key);
	const said = different ? differsText(entry, different, words.system, where) : `${words.documents.already} in ${words.system} already, ${where}.`;
	const result = resultOf(entry, words, different ? 'changed' : 'duplicate', `${describeRecord(record)}, ${said}`, { target });
	return { ...result, ...(different?.has ? { has: different.has } : {}) };
}

/** Records that a document of the target holds already, by key: with the content that would be sent, or with another one. */
export function settleExisting(entries: readonly PlanInput[], existing: Existing, words: Words): Map<string, SyncResult> {
	const held = new Map<ExistingDocument, PlanInput[]>();
	for (const entry of entries) {
		const document = existing.holder(entry);
		if (document) held.set(document, [...(held.get(document) ?? []), entry]);
	}
	const decided = new Map<string, SyncResult>();
	for (const [document, inputs] of held) {
		const { members, damaged, total } = document;
		const all = members.length > 0 ? members : inputs.map(({ record }) => record.key);
		const differs = compareFound({ members: all, ...(damaged ? {} : { total }) }, inputs);
		for (const entry of inputs) decided.set(entry.record.key, settled(entry, document, differs, words));
	}
	return decided;
}

/** Whether a document of the target was found for it, with whatever content. */
export function isThere(result: SyncResult | undefined): boolean {
	return result?.outcome === 'duplicate' || (result?.outcome === 'changed' && result.target.documentId !== undefined);
}
