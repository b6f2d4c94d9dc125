/** Receipts on their way to POHODA: prodejky and cash documents made of receipts. */
import { buildPack } from '../../core/pohoda/pack';
import type { DocumentDraft } from '../../core/pohoda/receipts/draft';
import { readMembers } from '../../core/plan/members';
import { findByExtIds } from './lookup';
import type { Asker } from './lookup';
import { packChannel } from './packChannel';
import type { PackForm } from './packChannel';
import type { Channel } from '../shared/sender';
import type { Trace } from '../shared/sendWords';

/** Whether a document found by its extId holds the records of the draft; documents of one record always do. */
function holdsTheSame({ intNote: ours = '' }: DocumentDraft, theirs = ''): boolean {
	const members = new Set(readMembers(theirs));
	const wanted = readMembers(ours);
	return wanted.length === 0 || (wanted.length === members.size && wanted.every((key) => members.has(key)));
}

/** A sale goes before its return. */
export const receiptRank = ({ type }: DocumentDraft): number => (type === 'return' ? 1 : 0);

function receiptForm(asker: Asker): PackForm<DocumentDraft> {
	return {
		origin: 'Posting Rules',
		pack: buildPack,
		rank: receiptRank,
		async find(drafts) {
			const agendas = [...new Set(drafts.map(({ target }) => target))];
			const ids = drafts.map(({ documentId }) => documentId);
			const found = await findByExtIds(asker, agendas, ids);
			if (found.kind !== 'found') return found;
			const byExtId = new Map(found.documents.flatMap((one) => one.extIds.map((extId) => [extId, one] as const)));
			const traces = new Map<string, Trace>();
			for (const draft of drafts) {
				const document = byExtId.get(draft.documentId);
				if (document === undefined) continue;
				const { id, number, total } = document;
				// A day's document of this number may be another run's, with other receipts: then ours are planned anew.
				const outcome = holdsTheSame(draft, document.intNote) ? 'created' : 'duplicate';
				traces.set(draft.documentId, { outcome, id, number, total, found: 'the document was found in POHODA by its extId' });
			}
			return { kind: 'found', traces };
		},
	};
}

/** @param batch most documents of a pack */
export const receiptChannel = (asker: Asker, batch: number): Channel<DocumentDraft> => packChannel(asker, batch, receiptForm(asker));
