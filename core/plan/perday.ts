/** One document for each day × register × way of paying, instead of one for each receipt. */
import { sum } from '../money/micro';
import { isRegistered } from '../records/fiscal';
import { plainId } from '../records/keys';
import type { KnownOriginal } from '../records/results';
import type { Receipt, ReceiptPayment } from '../records/types';
import { sha256Hex, stableJson } from '../text/digest';
import type { DocumentDraft, DraftItem } from '../pohoda/receipts/draft';
import { membersLine } from './members';
import { mergeLines, mergePayments } from '../pohoda/receipts/merge';
import { ITEM_VALUES, resolvePosting } from '../rules/rules';
import type { ExistingDocument, PlanSettings } from './settings';
import { DOCUMENT_TEXTS, PAYMENT_TEXTS, czechDay, returnsNote } from './texts';

export { existingDocument, membersLine, readMembers } from './members';

/** A receipt that has passed all checks. */
export interface DayMember {
	receipt: Receipt;
	draft: DocumentDraft;
	generation: number;
	/** Of a return: what it may mean. */
	originals?: readonly KnownOriginal[];
	/** Run whose file it belongs to, for `dayNumbering: batch`. */
	batch?: string;
	indexes: number[];
}

function paymentName({ method, label }: Pick<ReceiptPayment, 'method' | 'label'>): string {
	// Cash and card are one till drawer and one terminal, whatever the buttons are called.
	const name = method === 'cash' || method === 'card' || !label?.trim() ? method : `${method}:${label.trim().toLowerCase()}`;
	return encodeURIComponent(name.normalize('NFC').replace(/\p{Surrogate}/gu, '?')).replace(
		/[!'()*.]/g,
		(char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
	);
}

/** Ways of paying of one receipt as a part of identities: sorted, each once, joined by dots (`card.cash`). */
export function paymentCombination(receipt: Receipt): string {
	const names = [...new Set(receipt.payments.map(paymentName))].sort();
	return names.length === 0 ? 'cash' : names.join('.');
}

/**
 * What the identities of a day's documents begin with: `<source>/<register>/day/<date>/<payment>/`; generation from 2
 * on is a deliberate Send Again.
 */
export function dayPrefix(receipt: Receipt, generation = 1): string {
	const [source, register, , date] = receipt.key.split('/');
	const again = generation > 1 ? `~${generation}` : '';
	return `${source}/${register}/day/${date}/${paymentCombination(receipt)}${again}/`;
}

/**
 * What the receipts were rounded by, as a line without VAT: POHODA would round the day's sum once, and the till rounded
 * every receipt. Undefined when nothing remains.
 */
function roundingLine(members: readonly DayMember[], settings: PlanSettings): DraftItem | undefined {
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
		posting: resolvePosting(settings.rules, facts, ITEM_VALUES),
	};
}

function dayText(first: Receipt, n: number): string {
	const ways = [...new Set(first.payments.map(({ method, label }) => label?.trim() || PAYMENT_TEXTS[method]))].sort().join(', ');
	const supplement = n > 1 ? `, ${DOCUMENT_TEXTS.supplement} ${n - 1}` : '';
	return `${DOCUMENT_TEXTS.day} ${czechDay(first.date)}, ${first.register}${ways ? `, ${ways}` : ''}${supplement}`;
}

function dayDraft(members: readonly DayMember[], documentId: string, n: number, settings: PlanSettings): DocumentDraft {
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

/** In the order of issue, and always the same for the same receipts. */
function inOrder(a: DayMember, b: DayMember): number {
	const [x, y] = [a, b].map(({ receipt }) => [receipt.issuedAt ?? '', receipt.number.padStart(20, '0'), receipt.key]);
	for (const [part, text] of x.entries()) if (text !== y[part]) return text < y[part] ? -1 : 1;
	return 0;
}

function groupBy<T>(list: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
	const groups = new Map<string, T[]>();
	for (const one of list) {
		const key = keyOf(one);
		const group = groups.get(key);
		if (group) group.push(one);
		else groups.set(key, [one]);
	}
	return groups;
}

/**
 * Documents of one group differ where their header must: another number series, centre, target document or EET state. Sales
 * that are shown as registered and others never share one.
 */
function headerKey({ draft: { target, posting, eet }, receipt }: DayMember): string {
	return stableJson({ target, posting, eet, registered: eet === 'externally' && isRegistered(receipt) });
}

/** Whether a document of the target is one of the group's: by its identity, also where that is a digest. */
export function isOfGroup({ documentId }: ExistingDocument, prefix: string, settings: PlanSettings): boolean {
	if (documentId.startsWith(prefix)) return true;
	return documentId.startsWith('h-') && settings.existing.some((_, n) => plainId(`${prefix}${n + 1}`) === documentId);
}

/** Whether a document of the group no longer says completely which receipts are in it. */
export function damagedGroup(prefix: string, settings: PlanSettings): boolean {
	return settings.existing.some((document) => document.damaged === true && isOfGroup(document, prefix, settings));
}

/** Endings of the identities of one group's documents. */
type Numbering = (chunk: readonly DayMember[], n: number) => string;

/**
 * Named after the run, or after the members where there is no journal: the same receipts of the same run always make
 * the same document, and what comes with another run makes another one.
 */
const byBatch: Numbering = (chunk, n) => {
	const name = chunk[0].batch ?? chunk.map(({ receipt }) => receipt.key).join(',');
	return `b-${sha256Hex(name).slice(0, 12)}${n > 1 ? `.${n}` : ''}`;
};

export interface PlannedDraft {
	draft: DocumentDraft;
	/** The records of `planDocuments` that are in it. */
	indexes: number[];
	/**
	 * Document that this run must have created before it sends this one. Another run may have taken that number with
	 * other members; then everything has to be planned again. Only several Per Day documents of one group have it.
	 */
	after?: string;
}

/**
 * Per Day documents of receipts that are not yet in one. Numbers that the target has are skipped, so what comes late
 * makes a supplement; two runs at once may take the same number, and then the target refuses the second, which looks
 * again. Returns stand as negative lines in the day on which they were made.
 */
export function dayDocuments(members: readonly DayMember[], settings: PlanSettings): PlannedDraft[] {
	const taken = new Set(settings.existing.map(({ documentId }) => documentId));
	const batches = settings.dayNumbering === 'batch';
	const ending: Numbering = batches ? byBatch : (_chunk, n) => String(n);
	const documents: PlannedDraft[] = [];
	const groupOf = (member: DayMember) =>
		`${dayPrefix(member.receipt, member.generation)}${batches ? `\n${member.batch ?? ''}` : ''}`;
	for (const group of groupBy(members, groupOf).values()) {
		const prefix = dayPrefix(group[0].receipt, group[0].generation);
		let n = 1;
		let after: string | undefined;
		for (const alike of groupBy([...group].sort(inOrder), headerKey).values()) {
			for (let from = 0; from < alike.length; from += settings.maxMembers) {
				const chunk = alike.slice(from, from + settings.maxMembers);
				while (!batches && taken.has(plainId(`${prefix}${n}`))) n += 1;
				const id = plainId(`${prefix}${ending(chunk, n)}`);
				const indexes = chunk.flatMap((member) => member.indexes);
				documents.push({ draft: dayDraft(chunk, id, n, settings), indexes, ...(after === undefined ? {} : { after }) });
				if (!batches) after = id;
				n += 1;
			}
		}
	}
	return documents;
}
