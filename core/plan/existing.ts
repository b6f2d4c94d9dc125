/** What of the records the target has already. */
import { describeRecord } from '../records/describe';
import { documentId } from '../records/keys';
import type { SyncResult } from '../records/results';
import { compareFound, differsText } from './found';
import { resultOf } from './messages';
import type { PlanInput } from './messages';
import { dayPrefix, isOfGroup } from './perday';
import type { ExistingDocument, PlanSettings } from './settings';

/** The document of the target that holds a record already. Send Again wants another one than that. */
function holderOf({ record, sync }: PlanInput, holders: readonly ExistingDocument[], settings: PlanSettings): ExistingDocument | undefined {
	const generation = sync?.generation ?? 1;
	const own = documentId(record.key, generation);
	return holders.find(
		(one) =>
			generation === 1 ||
			one.documentId === own ||
			(record.recordType === 'receipt' && isOfGroup(one, dayPrefix(record, generation), settings)),
	);
}

/** Records that a document of the target holds already, by key: with the content that would be sent, or with another one. */
export function settleExisting(entries: readonly PlanInput[], settings: PlanSettings): Map<string, SyncResult> {
	const decided = new Map<string, SyncResult>();
	const holders = new Map<string, ExistingDocument[]>();
	for (const document of settings.existing) {
		for (const key of document.members) holders.set(key, [...(holders.get(key) ?? []), document]);
	}
	const held = new Map<ExistingDocument, PlanInput[]>();
	for (const entry of entries) {
		const { key } = entry.record;
		const document = holderOf(entry, holders.get(key) ?? [], settings);
		if (document) held.set(document, [...(held.get(document) ?? []), entry]);
	}
	for (const [document, members] of held) {
		const { id, number, documentId: sentAs, damaged } = document;
		const different = compareFound({ members: document.members, ...(damaged ? {} : { total: document.total }) }, members);
		const target = { documentId: sentAs, ...(id === undefined ? {} : { id }), ...(number === undefined ? {} : { number }) };
		for (const entry of members) {
			const { record, sync } = entry;
			const alone = sentAs === documentId(record.key, sync?.generation ?? 1);
			const where = alone ? `as ${number ?? sentAs}` : `in the document ${number ?? sentAs} of that day`;
			const differs = different.get(record.key);
			const said = differs ? differsText(entry, differs, settings.system, where) : `is in ${settings.system} already, ${where}.`;
			const result = resultOf(entry, settings, differs ? 'changed' : 'duplicate', `${describeRecord(record)}, ${said}`, { target });
			decided.set(record.key, { ...result, ...(differs?.has ? { has: differs.has } : {}) });
		}
	}
	return decided;
}

/** Whether a document of the target was found for it, with whatever content. */
export function isThere(result: SyncResult | undefined): boolean {
	return result?.outcome === 'duplicate' || (result?.outcome === 'changed' && result.target.documentId !== undefined);
}
