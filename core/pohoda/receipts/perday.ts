/** The document of a day × register × way of paying in POHODA: equal lines summed, payments by form. */
import { sum } from '../../money/micro';
import { membersLine } from '../../plan/members';
import type { DayMember, PerDay } from '../../plan/target';
import { DOCUMENT_TEXTS, PAYMENT_TEXTS, czechDay, returnsNote } from '../../plan/texts';
import { isRegistered } from '../../records/fiscal';
import type { Receipt } from '../../records/types';
import { ITEM_VALUES, resolvePosting } from '../../rules/rules';
import { stableJson } from '../../text/digest';
import type { DocumentDraft, DraftItem } from './draft';
import { mergeLines, mergePayments } from './merge';
import type { ReceiptSettings } from './settings';

type Member = DayMember<DocumentDraft>;

/**
 * What the receipts were rounded by, as a line without VAT: POHODA would round the day's sum once, and the till rounded
 * every receipt. Undefined when nothing remains.
 */
function roundingLine(members: readonly Member[], { rules }: ReceiptSettings): DraftItem | undefined {
	const rounding = sum(members.map(({ receipt }) => receipt.rounding));
	if (rounding === 0) return undefined;
	const { register, payments, currency } = members[0].receipt;
	const facts = { register, payments, amount: rounding, currency, itemKind: 'other' as const, vatRate: null };
	return {
		text: DOCUMENT_TEXTS.rounding,
		quantity: rounding < 0 ? -1 : 1,
		unitPrice: Math.abs(rounding),
		vat: { rate: 'none' },
		totalGross: rounding,
		posting: resolvePosting(rules, facts, ITEM_VALUES),
	};
}

function dayText(first: Receipt, n: number): string {
	const ways = [...new Set(first.payments.map(({ method, label }) => label?.trim() || PAYMENT_TEXTS[method]))].sort().join(', ');
	const supplement = n > 1 ? `, ${DOCUMENT_TEXTS.supplement} ${n - 1}` : '';
	return `${DOCUMENT_TEXTS.day} ${czechDay(first.date)}, ${first.register}${ways ? `, ${ways}` : ''}${supplement}`;
}

function dayDraft(members: readonly Member[], documentId: string, n: number, settings: ReceiptSettings): DocumentDraft {
	const [{ receipt, draft: first }] = members;
	const drafts = members.map(({ draft }) => draft);
	const lines = mergeLines(drafts.flatMap(({ items }) => items));
	const rounding = roundingLine(members, settings);
	const items = rounding ? [...lines, rounding] : lines;
	const total = sum(drafts.map((draft) => draft.total));
	const keys = members.map((member) => member.receipt.key);
	const note = returnsNote(members);
	return {
		documentId,
		packId: first.packId,
		target: first.target,
		type: total < 0 ? 'return' : 'sale',
		keys,
		date: receipt.date,
		text: dayText(receipt, n),
		posting: first.posting,
		items,
		payments: mergePayments(drafts.flatMap(({ payments }) => payments)),
		rounding: 'none',
		total,
		roundingAmount: 0,
		...(note === '' ? {} : { note }),
		intNote: membersLine(keys),
		...(first.eet === undefined ? {} : { eet: first.eet }),
		validateInStock: items.some(({ stock }) => stock !== undefined),
		warnings: drafts.flatMap(({ warnings }) => warnings),
	};
}

/**
 * Documents of one group differ where their header must: another number series, centre, target document or EET state. Sales
 * that are shown as registered and others never share one.
 */
function alike({ draft: { target, posting, eet }, receipt }: Member): string {
	return stableJson({ target, posting, eet, registered: eet === 'externally' && isRegistered(receipt) });
}

export function pohodaPerDay(settings: ReceiptSettings): PerDay<DocumentDraft> {
	return { alike, join: (members, documentId, n) => dayDraft(members, documentId, n, settings) };
}
