/** iDoklad as a target of receipts: sales receipts (prodejky). */
import { NOT_TO_BE_SENT } from '../plan/decisions';
import type { Reason } from '../plan/messages';
import type { Target } from '../plan/target';
import type { Words } from '../plan/words';
import { placeReceipt } from './draft';
import type { RequestDraft } from './draft';
import { IDOKLAD_PER_DAY } from './perday';
import type { ReceiptSettings } from './settings';
import { SYSTEM } from './tables';
import type { Books } from './types';

const WORDS: Words = {
	system: SYSTEM,
	done: 'sent',
	missing: 'not in iDoklad yet',
	documents: {
		already: 'was',
		day: 'cumulative document',
		own: (number) => `as ${number ?? 'a document without number'}`,
		inDay: (number) => `in the cumulative document${number === undefined ? '' : ` ${number}`}`,
		membersIn: 'note',
	},
};

const NO_RECEIPT: Reason = {
	code: 'cashMovement',
	text: 'money put into or taken out of the till is no sales receipt',
	todo: `Send such records with Cash Document → Create of the iDoklad node, or choose ${NOT_TO_BE_SENT} in the Problems form.`,
};

/** @param books what was read of the agenda before */
export function idokladTarget(settings: ReceiptSettings, books: Books): Target<RequestDraft> {
	return {
		words: WORDS,
		place: (input) => placeReceipt(input, settings, books),
		movement: NO_RECEIPT,
		perDay: IDOKLAD_PER_DAY,
	};
}
