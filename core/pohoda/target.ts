/** POHODA as a target of receipts and cash movements: prodejky and pokladní doklady. */
import type { Target } from '../plan/target';
import { DOCUMENT_WORDS } from '../plan/words';
import type { Words } from '../plan/words';
import type { DocumentDraft } from './receipts/draft';
import { pohodaPerDay } from './receipts/perday';
import { draftMovement, draftReceipt } from './receipts/receiptDraft';
import type { ReceiptSettings } from './receipts/settings';

export const SYSTEM = 'POHODA';

const WORDS: Words = {
	system: SYSTEM,
	done: 'sent',
	missing: 'not in POHODA yet',
	documents: DOCUMENT_WORDS,
};

export function pohodaTarget(settings: ReceiptSettings): Target<DocumentDraft> {
	return {
		words: WORDS,
		place: (input, run) => draftReceipt(input, settings, run),
		movement: (input) => draftMovement(input, settings),
		perDay: pohodaPerDay(settings),
		// A sale is there when its return comes.
		rank: ({ draft }) => (draft.type === 'return' ? 1 : 0),
	};
}
