/** From records to documents that POHODA's XML can carry. */
import { checkDraft } from '../../../../core/pohoda/checks';
import { existingOf } from '../../../../core/plan/existing';
import { plan } from '../../../../core/plan/plan';
import { pohodaTarget } from '../../../../core/pohoda/target';
import type { ReceiptSettings } from '../../../../core/pohoda/receipts/settings';
import type { CreateSettings } from './createSettings';
import { isUnclear } from './prepare';
import type { Entry } from '../../../shared/entrance';
import type { ReadyDocument, ResultBook } from './resultBook';

/** After a clear look-up a record is there (`existing`) or not; it is no longer unclear. */
function asPlanned(entry: Entry, lookedUp: boolean): Pick<Entry, 'record' | 'sync'> {
	const { record, sync } = entry;
	if (sync === undefined || !lookedUp || !isUnclear(entry)) return { record, sync };
	return { record, sync: { ...sync, previous: undefined } };
}

/**
 * Documents in the order of sending. Records that are decided without one (held, waiting, …) and documents that the
 * XML cannot carry (refused) go into the book.
 */
export function readyDocuments(
	entries: readonly Entry[],
	settings: CreateSettings,
	chosen: ReceiptSettings,
	lookedUp: boolean,
	book: ResultBook,
): ReadyDocument[] {
	const inputs = entries.map((entry) => asPlanned(entry, lookedUp));
	const { drafts, decided } = plan(inputs, pohodaTarget(chosen), chosen, existingOf(chosen.existing));
	for (const { index, result } of decided) {
		const { index: item, sync } = entries[index];
		book.set(item, sync === undefined ? result : { ...result, sync });
	}
	const ready: ReadyDocument[] = [];
	for (const { draft, indexes, after } of drafts) {
		const checked = checkDraft(draft, settings);
		const document = {
			draft: { ...checked.draft, warnings: [...draft.warnings, ...checked.warnings] },
			entries: indexes.map((index) => entries[index]),
			...(after === undefined ? {} : { after }),
		};
		if (checked.reasons.length === 0) ready.push(document);
		else {
			book.settleDocument(document, chosen, {
				outcome: 'refused',
				warnings: checked.reasons.map((text) => ({ code: 'check', text })),
				message: `was not sent: ${checked.reasons.join(' ')}`,
			});
		}
	}
	return ready;
}
