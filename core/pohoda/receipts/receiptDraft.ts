/** One record as one document, or the reasons why it must wait for a person. */
import { ENTERED_BY_HAND } from '../../plan/decisions';
import { fromMicro, sum, toMicro } from '../../money/micro';
import { documentId, packId } from '../../records/keys';
import type { SyncState } from '../../records/results';
import type { Receipt } from '../../records/types';
import type { PostingValues } from '../../rules/values';
import type { DocumentDraft } from './draft';
import { movementEet, placeEet } from './eet';
import { highTotal, pohodaHolds } from './holds';
import { placeItems } from './items';
import { computedGross, computedTotal } from './lines';
import { money } from '../../plan/messages';
import type { Reason } from '../../plan/messages';
import type { MovementInput, Placed, ReceiptInput, Run } from '../../plan/target';
import { NO_CASH_ACCOUNT, formOf, placePayments } from './payments';
import { refundsOf } from './refunds';
import { HEADER_VALUES, ITEM_VALUES, PAYMENT_VALUES, resolvePosting } from '../../rules/rules';
import type { ReceiptSettings } from './settings';
import { DOCUMENT_TEXTS, originalNote, originalText } from '../../plan/texts';

/** Of a document's text in POHODA. */
const LONGEST_TEXT = 240;

/** What POHODA will make of the draft's items. */
export function draftTotal(draft: Pick<DocumentDraft, 'items' | 'rounding'>): number {
	const lines = draft.items.map((item) =>
		computedGross(toMicro(item.quantity), toMicro(item.unitPrice), toMicro(item.discountPercentage ?? 0)),
	);
	return fromMicro(computedTotal(lines, draft.rounding));
}

function headerOf(receipt: Receipt, settings: ReceiptSettings): PostingValues {
	const { register, payments, total: amount, currency } = receipt;
	return resolvePosting(settings.rules, { register, payments, amount, currency }, HEADER_VALUES);
}

function totalReasons(receipt: Receipt, draft: DocumentDraft): Reason[] {
	const reasons: Reason[] = [];
	const todo = `Enter it in POHODA by hand and choose ${ENTERED_BY_HAND} in the Problems form, or correct it in the till and send it again from there.`;
	const computed = draftTotal(draft);
	if (computed !== receipt.total) {
		const text = `POHODA would make the total ${money(receipt, computed)} of it, and the till has ${money(receipt, receipt.total)} (rounding ${money(receipt, receipt.rounding)})`;
		reasons.push({ code: 'total', text, todo });
	}
	const paid = sum(receipt.payments.map(({ amount }) => amount));
	if (paid !== receipt.total) {
		const text = `its payments are ${money(receipt, paid)} and its total is ${money(receipt, receipt.total)}`;
		reasons.push({ code: 'payments', text, todo });
	}
	return reasons;
}

/** `Vratka P1/4530 k účtence P1/4512 ze dne 14.11.2026`; the note names the sale in any case. */
function textOf(receipt: Receipt, type: 'sale' | 'return', sync: SyncState | undefined): string {
	const plain = `${DOCUMENT_TEXTS[type]} ${receipt.register}/${receipt.number}`;
	const text = type === 'return' ? plain + originalText(receipt, sync?.originals) : plain;
	return text.length > LONGEST_TEXT ? plain : text;
}

/** Draft of a sale or return. The draft's rounding is the till's: to whole crowns when it rounded, else none. */
export function draftReceipt(input: ReceiptInput, settings: ReceiptSettings, run: Run): Placed<DocumentDraft> {
	const { record: receipt, sync } = input;
	const header = headerOf(receipt, settings);
	const classification = header.vatClassification ?? settings.highTotalVatClassification;
	const high = highTotal(receipt, settings, classification);
	const target = high === 'cashDocument' ? high : (header.targetDocument ?? settings.target);
	const { payments, cashAccount, reasons: paymentReasons } = placePayments(receipt, target, settings);
	const refunds = refundsOf(input, run, settings);
	const { items, warnings, reasons: itemReasons } = placeItems(input, settings, refunds.refundOf);
	const eet = placeEet(receipt, settings);
	const type = receipt.type === 'return' ? 'return' : 'sale';
	const note = [receipt.note, type === 'return' ? originalNote(receipt, sync?.originals) : undefined].filter(Boolean).join('\n');
	const draft: DocumentDraft = {
		documentId: documentId(receipt.key, sync?.generation ?? 1),
		packId: packId(receipt.source, receipt.register),
		target,
		type,
		keys: [receipt.key],
		date: receipt.date,
		text: textOf(receipt, type, sync),
		posting: {
			...header,
			targetDocument: target,
			...(target === 'cashDocument' && cashAccount !== undefined ? { cashAccount } : {}),
			...(high === 'cashDocument' ? { vatClassification: classification } : {}),
		},
		items,
		payments,
		rounding: receipt.rounding === 0 ? 'none' : 'math2one',
		total: receipt.total,
		roundingAmount: receipt.rounding,
		...(receipt.customer ? { customer: receipt.customer } : {}),
		...(note === '' ? {} : { note }),
		...(eet.state === undefined ? {} : { eet: eet.state }),
		validateInStock: items.some(({ stock }) => stock !== undefined),
		warnings: [...warnings, ...eet.warnings],
	};
	const reasons = [
		...pohodaHolds(input, settings),
		...(typeof high === 'object' ? [high] : []),
		...paymentReasons,
		...itemReasons,
		...eet.reasons,
		// Without all of its items the total would differ anyway, and that would hide the reason.
		...(items.length === receipt.items.length ? totalReasons(receipt, draft) : []),
	];
	return {
		alone: high === 'cashDocument',
		expense: target === 'cashDocument' && receipt.total < 0,
		tillRegisters: eet.state === 'externally',
		further: refunds.warnings,
		...(reasons.length > 0 ? { reasons } : { draft }),
	};
}

/** Draft of a deposit or withdrawal: one line without VAT, paid in cash. */
export function draftMovement(input: MovementInput, settings: ReceiptSettings): Placed<DocumentDraft> {
	const { record: movement, sync } = input;
	const { register, amount, currency } = movement;
	const facts = { register, payments: [{ method: 'cash' as const }], amount, currency };
	const header = resolvePosting(settings.rules, facts, HEADER_VALUES);
	const target = header.targetDocument ?? settings.target;
	const reasons = pohodaHolds(input, settings);
	if (reasons.length > 0) return { reasons };
	if (target === 'cashDocument' && header.cashAccount === undefined) return { reasons: [NO_CASH_ACCOUNT] };
	const { paymentForm } = resolvePosting(settings.rules, facts, PAYMENT_VALUES);
	const form = formOf(paymentForm ?? 'cash');
	const type = amount > 0 ? 'deposit' : 'withdrawal';
	const eet = movementEet(settings);
	const draft: DocumentDraft = {
		documentId: documentId(movement.key, sync?.generation ?? 1),
		packId: packId(movement.source, register),
		target,
		type,
		keys: [movement.key],
		date: movement.date,
		text: `${DOCUMENT_TEXTS[type]} ${register}/${movement.number}`,
		posting: { ...header, targetDocument: target },
		items: [
			{
				text: movement.note || DOCUMENT_TEXTS[type],
				quantity: amount > 0 ? 1 : -1,
				unitPrice: Math.abs(amount),
				vat: { rate: 'none' },
				totalGross: amount,
				posting: resolvePosting(settings.rules, { ...facts, itemKind: 'other', vatRate: null }, ITEM_VALUES),
			},
		],
		payments: [{ form, amount }],
		rounding: 'none',
		total: amount,
		roundingAmount: 0,
		...(movement.note ? { note: movement.note } : {}),
		...(eet === undefined ? {} : { eet }),
		warnings: [],
	};
	return { draft };
}
