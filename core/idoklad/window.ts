/**
 * What iDoklad has on the days of a run, by our identities, and which documents of one identity are too many. Nothing in
 * iDoklad prevents duplicates: two runs at once, or a run after an answer that never came, can both create a receipt.
 */
import { documentId } from '../records/keys';
import type { PlanInput } from '../rules/messages';
import { existingDocument } from '../rules/members';
import { toMicro } from '../money/micro';
import { externalNumber, idIn } from './identity';
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
}

/** Several documents of one identity. */
export interface Doublet {
	/** The one that stays: an exported one if there is one, else the lowest id. */
	keep: Found;
	/** To be deleted: everything in them is in the one that stays, or this run has just made them. */
	remove: Found[];
	/** Too many as well, but a person has to decide. */
	stuck: Found[];
}

export interface Window {
	byId: ReadonlyMap<string, Found>;
	/** Documents without a readable identity, by ExternalDocumentNumber and day. */
	byTrace: ReadonlyMap<string, Found>;
	/** Cumulative documents. */
	days: readonly Found[];
	doublets: readonly Doublet[];
}

function trace(external: string, date: string): string {
	return `${external}\n${date}`;
}

function readDocument(listed: ListedDocument): Found {
	const id = idIn(listed.Name) ?? '';
	const { members, damaged } = existingDocument({ documentId: id, intNote: listed.Note ?? undefined });
	return {
		documentId: id,
		id: listed.Id,
		...(listed.DocumentNumber ? { number: listed.DocumentNumber } : {}),
		date: (listed.DateOfIssue ?? listed.DateOfTransaction ?? '').slice(0, 10),
		externalNumber: listed.ExternalDocumentNumber ?? '',
		...(listed.Prices?.TotalWithVat === undefined ? {} : { total: listed.Prices.TotalWithVat }),
		fixed: (listed.Exported ?? NOT_EXPORTED) !== NOT_EXPORTED || listed.IsAccounted === true,
		members,
		...(damaged ? { damaged } : {}),
	};
}

function sameTotal(a: number | undefined, b: number | undefined): boolean {
	return a !== undefined && b !== undefined && toMicro(a) === toMicro(b);
}

/** Nothing is lost with `one`: somebody's copy of a document, changed afterwards, is not a duplicate. */
function containedIn(one: Found, keep: Found): boolean {
	if (one.damaged || keep.damaged) return false;
	if (one.members.length > 0 || keep.members.length > 0) {
		return one.members.length > 0 && one.members.every((key) => keep.members.includes(key));
	}
	return one.date === keep.date && one.externalNumber === keep.externalNumber && sameTotal(one.total, keep.total);
}

function doubletOf(documents: readonly Found[], own: ReadonlySet<number>): Doublet {
	const sorted = [...documents].sort((a, b) => a.id - b.id);
	const keep = sorted.find(({ fixed }) => fixed) ?? sorted[0];
	const others = sorted.filter((one) => one !== keep);
	const removable = (one: Found) => !one.fixed && (own.has(one.id) || containedIn(one, keep));
	return { keep, remove: others.filter(removable), stuck: others.filter((one) => !removable(one)) };
}

/**
 * @param listed every document of the days, as the service lists them
 * @param own ids of the documents that this run has created
 */
export function readWindow(listed: readonly ListedDocument[], own: ReadonlySet<number> = new Set()): Window {
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
	const doublets = [...groups.values()].filter(({ length }) => length > 1).map((group) => doubletOf(group, own));
	const kept = new Map(doublets.map((doublet) => [doublet.keep.documentId, doublet.keep]));
	const byId = new Map([...groups].map(([id, [first]]) => [id, kept.get(id) ?? first]));
	const days = [...groups.values()].flat().filter(({ members, damaged }) => members.length > 0 || damaged === true);
	return { byId, byTrace, days, doublets };
}

/** The document that holds a record, or undefined. A cumulative document of another generation does not count. */
export function findRecord(
	window: Window,
	{ record, sync }: PlanInput,
	dayPrefixOf: (generation: number) => string,
): Found | undefined {
	const generation = sync?.generation ?? 1;
	const own = window.byId.get(documentId(record.key, generation));
	if (own !== undefined) return own;
	const traced =
		record.recordType === 'receipt' ? window.byTrace.get(trace(externalNumber(record, generation), record.date)) : undefined;
	if (traced !== undefined) return traced;
	const prefix = dayPrefixOf(generation);
	return window.days.find((day) => day.members.includes(record.key) && (generation === 1 || day.documentId.startsWith(prefix)));
}
