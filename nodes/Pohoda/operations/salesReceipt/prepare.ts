/** Documents that have to be asked of POHODA before receipts are planned; nothing is written. */
import { documentId } from '../../../../core/records/keys';
import type { ExistingDocument } from '../../../../core/plan/existing';
import { existingDocument } from '../../../../core/plan/members';
import { originalsToLookUp } from '../../../../core/pohoda/receipts/refunds';
import type { ReceiptSettings } from '../../../../core/pohoda/receipts/settings';
import type { ListedDocument } from '../../../../core/pohoda/list';
import { findAll, findByExtIds, lookUpError } from '../../lookup';
import type { Asker, LookUp } from '../../lookup';
import type { Asked } from '../../unit';
import type { Entry } from '../../../shared/entrance';

const AGENDAS = ['salesReceipt', 'cashDocument'] as const;

function documentsOf(asker: Asker, found: LookUp): Asked<ListedDocument[]> {
	if (found.kind === 'found') return { ok: true, value: found.documents };
	if (found.kind === 'denied' || found.kind === 'refused') throw lookUpError(asker.context, found);
	return { ok: false, reason: found.reason };
}

/** Days that follow each other as one question; a gap starts another. */
export function dayRanges(days: readonly string[]): Array<{ dateFrom: string; dateTill: string }> {
	const ranges: Array<{ dateFrom: string; dateTill: string }> = [];
	for (const day of [...new Set(days)].sort()) {
		const last = ranges[ranges.length - 1];
		if (last !== undefined && Date.parse(day) - Date.parse(last.dateTill) <= 86_400_000) last.dateTill = day;
		else ranges.push({ dateFrom: day, dateTill: day });
	}
	return ranges;
}

const isDayDocument = ({ intNote, extIds }: ListedDocument): boolean =>
	extIds.length > 0 && (intNote?.includes('ekasa-sync:') === true || extIds.some((extId) => extId.includes('/day/')));

/** The Per Day documents that POHODA has of the days of these records. */
async function dayDocumentsOf(asker: Asker, entries: readonly Entry[], settings: ReceiptSettings): Promise<Asked<ExistingDocument[]>> {
	const usesCash = settings.target === 'cashDocument' || settings.rules.some(({ values }) => values.targetDocument === 'cashDocument');
	const existing: ExistingDocument[] = [];
	for (const agenda of AGENDAS.slice(0, usesCash ? 2 : 1)) {
		for (const range of dayRanges(entries.map(({ record }) => record.date))) {
			const found = documentsOf(asker, await findAll(asker, { agenda, ...range }));
			if (!found.ok) return found;
			for (const { id, number, intNote, extIds, total } of found.value.filter(isDayDocument)) {
				existing.push(...extIds.map((extId) => existingDocument({ documentId: extId, intNote, id, number, total })));
			}
		}
	}
	return { ok: true, value: existing };
}

/** Documents of records whose last answer was unclear, as far as POHODA has them. */
async function unclearDocuments(asker: Asker, entries: readonly Entry[]): Promise<Asked<ExistingDocument[]>> {
	const byId = new Map(entries.map(({ record, sync }) => [documentId(record.key, sync?.generation ?? 1), record.key]));
	const found = documentsOf(asker, await findByExtIds(asker, AGENDAS, [...byId.keys()]));
	if (!found.ok) return found;
	const value = found.value.flatMap(({ id, number, extIds, total }) =>
		extIds.flatMap((extId) => {
			const key = byId.get(extId);
			return key === undefined ? [] : [{ documentId: extId, members: [key], id, number, total }];
		}),
	);
	return { ok: true, value };
}

/** Sent or written into a file before, and nobody knows whether it arrived. */
export const isUnclear = ({ sync }: Entry): boolean => sync?.previous === 'unknown' || sync?.previous === 'written';

/**
 * Documents in POHODA that the plan must know: those of records whose last answer was unclear, and the Per Day documents of
 * the days where they matter. Empty without a request where neither is needed.
 *
 * @throws NodeApiError or NodeOperationError when POHODA refuses the question
 */
export async function askExisting(
	asker: Asker,
	entries: readonly Entry[],
	settings: ReceiptSettings,
): Promise<Asked<ExistingDocument[]>> {
	const unclear = entries.filter(isUnclear);
	const sent: Asked<ExistingDocument[]> = unclear.length > 0 ? await unclearDocuments(asker, unclear) : { ok: true, value: [] };
	// What was written into a file may stand in a Per Day document of that file.
	const inDays = settings.documents === 'perDay' ? entries : unclear.filter(({ sync }) => sync?.batch !== undefined);
	if (!sent.ok || inDays.length === 0) return sent;
	const days = await dayDocumentsOf(asker, inDays, settings);
	return days.ok ? { ok: true, value: [...sent.value, ...days.value] } : days;
}

/**
 * Sales that returns of this run name and that are not in it: one question for every hundred of them, none where there is none. What cannot be asked costs the
 * links to items, and never the return.
 */
export async function askOriginals(asker: Asker, entries: readonly Entry[], settings: ReceiptSettings): Promise<ReceiptSettings['lookedUp']> {
	const wanted = originalsToLookUp(entries, settings);
	if (wanted.length === 0) return undefined;
	const found = await findByExtIds(asker, ['salesReceipt'], wanted);
	if (found.kind !== 'found') return { documents: new Map(), failed: found.reason };
	return { documents: new Map(found.documents.flatMap(({ extIds, items }) => extIds.map((extId) => [extId, items] as const))) };
}
