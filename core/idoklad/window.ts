/**
 * What iDoklad has on the days of a run, by our identities, and which documents of one identity are too many. Nothing in
 * iDoklad prevents duplicates: two runs at once, or a run after an answer that never came, can both create a receipt.
 */
import { existingDocument } from '../plan/members';
import { idIn } from './identity';
import { contentOf, isMarked } from './mark';
import { NOT_EXPORTED } from './tables';
import type { ListedDocument } from './types';

export interface Found {
	documentId: string;
	id: number;
	number?: string;
	date: string;
	externalNumber: string;
	/** With VAT; undefined when the list did not say. */
	total?: number;
	/** Exported to the accounting program, or accounted into a cash voucher: never deleted. */
	fixed: boolean;
	/** Receipts in a cumulative document; empty for a document of one receipt. */
	members: readonly string[];
	/** The list of members was edited and cannot be read completely. */
	damaged?: boolean;
	/** Its note says the number under which a run of ours sent it. */
	marked: boolean;
	/** As the list has it, to compare what is in it (mark.ts). */
	listed: ListedDocument;
}

/** Why a document that is too many is left to a person. */
export type Stuck = 'fixed' | 'notOurs' | 'content';

/** Several documents of one identity. */
export interface Doublet {
	/** The one that stays: of ours an exported one if there is one, else the lowest id. */
	keep: Found;
	/** To be deleted: made by us like the one that stays, and everything in them is in it, or this run has just made them. */
	remove: Found[];
	/** Too many as well, but a person has to decide. */
	stuck: Array<{ one: Found; why: Stuck }>;
}

/** What a run knows about who made which document. */
interface Made {
	/** Ids of the documents that this run has created. */
	own: ReadonlySet<number>;
	/** Ids that were there when the run looked before sending. */
	before: ReadonlySet<number>;
}

export interface Window {
	byId: ReadonlyMap<string, Found>;
	/** Documents without a readable identity, by ExternalDocumentNumber and day. */
	byTrace: ReadonlyMap<string, Found>;
	/** Cumulative documents. */
	days: readonly Found[];
	doublets: readonly Doublet[];
	/** Of every document. */
	ids: ReadonlySet<number>;
}

/** By which a document is found whose identity somebody took away. */
export function trace(external: string, date: string): string {
	return `${external}\n${date}`;
}

/** What the list does not say counts as exported; vouchers say nothing about accounting. */
function isFixed({ Exported, IsAccounted, DateOfTransaction }: ListedDocument): boolean {
	return Exported !== NOT_EXPORTED || (IsAccounted !== false && (DateOfTransaction === undefined || IsAccounted !== undefined));
}

function readDocument(listed: ListedDocument): Found {
	const id = idIn(listed.Name) ?? '';
	const { members, damaged } = existingDocument({ documentId: id, intNote: listed.Note ?? undefined });
	const total: unknown = listed.Prices?.TotalWithVat;
	return {
		documentId: id,
		id: listed.Id,
		...(listed.DocumentNumber ? { number: listed.DocumentNumber } : {}),
		date: (listed.DateOfIssue ?? listed.DateOfTransaction ?? '').slice(0, 10),
		externalNumber: listed.ExternalDocumentNumber ?? '',
		...(typeof total === 'number' ? { total } : {}),
		fixed: isFixed(listed),
		members,
		...(damaged ? { damaged } : {}),
		marked: isMarked(listed),
		listed,
	};
}

/**
 * Whether nobody but a run of ours made it: this run, or one that marked it. A document with a lower id than one of this
 * run that was not there before is of another run: people copy what is there, and nothing with that identity was.
 */
function ours(one: Found, group: readonly Found[], { own, before }: Made): boolean {
	if (one.marked || own.has(one.id)) return true;
	return !before.has(one.id) && group.some(({ id }) => own.has(id) && id > one.id);
}

function sameContent(one: Found, keep: Found): boolean {
	const content = contentOf(one.listed);
	return content !== undefined && content === contentOf(keep.listed);
}

/** This run has just sent it, and what is missing in the one that stays goes with the next run. */
function justSent(one: Found, keep: Found, { own }: Made): boolean {
	return own.has(one.id) && one.members.length > 0 && keep.members.length > 0 && keep.damaged !== true;
}

function doubletOf(group: readonly Found[], made: Made): Doublet {
	const sorted = [...group].sort((a, b) => a.id - b.id);
	const mine = new Set(sorted.filter((one) => ours(one, group, made)));
	const keep = sorted.find((one) => mine.has(one) && one.fixed) ?? sorted.find((one) => mine.has(one)) ?? sorted[0];
	const doublet: Doublet = { keep, remove: [], stuck: [] };
	for (const one of sorted) {
		if (one === keep) continue;
		if (!mine.has(one) || !mine.has(keep)) doublet.stuck.push({ one, why: 'notOurs' });
		else if (one.fixed) doublet.stuck.push({ one, why: 'fixed' });
		else if (sameContent(one, keep) || justSent(one, keep, made)) doublet.remove.push(one);
		else doublet.stuck.push({ one, why: 'content' });
	}
	return doublet;
}

const NOTHING_SENT: Made = { own: new Set(), before: new Set() };

/**
 * @param listed every document of the days, as the service lists them
 * @param made what this run knows, after it has sent
 */
export function readWindow(listed: readonly ListedDocument[], made: Made = NOTHING_SENT): Window {
	const groups = new Map<string, Found[]>();
	const byTrace = new Map<string, Found>();
	const seen = new Set<number>();
	for (const document of listed) {
		// A page boundary may shift while others write.
		if (seen.has(document.Id)) continue;
		seen.add(document.Id);
		const found = readDocument(document);
		if (found.documentId !== '') groups.set(found.documentId, [...(groups.get(found.documentId) ?? []), found]);
		else if (found.externalNumber !== '') byTrace.set(trace(found.externalNumber, found.date), found);
	}
	const doublets = [...groups.values()].filter(({ length }) => length > 1).map((group) => doubletOf(group, made));
	const kept = new Map(doublets.map((doublet) => [doublet.keep.documentId, doublet.keep]));
	const byId = new Map([...groups].map(([id, [first]]) => [id, kept.get(id) ?? first]));
	const days = [...groups.values()].flat().filter(({ members, damaged }) => members.length > 0 || damaged === true);
	return { byId, byTrace, days, doublets, ids: seen };
}
