/**
 * Posting rules: the table in which an accountant says where things belong. A rule is data: conditions and values.
 */
import type { ItemKind, PaymentMethod } from '../records/types';
import type { PostingValues } from './values';

/** A condition that is absent holds for everything. */
export interface RuleMatch {
	register?: string;
	/** Method (`mealVoucher`) or the till's label (`Edenred`), upper or lower case. */
	payment?: string;
	itemKind?: ItemKind;
	/** Per cent; null for lines of a shop that is no VAT payer. */
	vatRate?: number | null;
	/** Size of the receipt's total without sign, so that a return goes where its sale went. Inclusive. */
	amountFrom?: number;
	/** Inclusive. */
	amountTo?: number;
	/** ISO 4217: of the receipt, or of the payment where a payment form is looked for. */
	currency?: string;
}

export interface PostingRule {
	match: RuleMatch;
	values: PostingValues;
}

/** What a rule is compared with. */
export interface RuleFacts {
	register: string;
	/** All payments of the receipt; one when the form of that one is looked for. */
	payments: ReadonlyArray<{ method: PaymentMethod; label?: string }>;
	/** Given only when values of an item are looked for. */
	itemKind?: ItemKind;
	/** Given only when values of an item are looked for. */
	vatRate?: number | null;
	/** Of the whole receipt; the sign does not matter. */
	amount: number;
	currency: string;
}

export type PostingName = keyof PostingValues;

/** Which values are looked for at which level. */
export const HEADER_VALUES: readonly PostingName[] = [
	'targetDocument',
	'numberSeries',
	'cashRegister',
	'cashAccount',
	'accounting',
	'centre',
	'activity',
	'contract',
	'vatClassification',
];
export const PAYMENT_VALUES: readonly PostingName[] = ['paymentForm', 'cashAccount'];
export const ITEM_VALUES: readonly PostingName[] = ['itemAccounting', 'centre', 'activity', 'contract'];

/** Upper and lower case, outer and doubled spaces do not matter in codes and labels that people type. */
export function sameText(a: string, b: string): boolean {
	return fold(a) === fold(b);
}

function fold(text: string): string {
	return text.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase();
}

function paidBy(payment: { method: PaymentMethod; label?: string }, wanted: string): boolean {
	return sameText(payment.method, wanted) || (payment.label !== undefined && sameText(payment.label, wanted));
}

/**
 * Whether every condition of the rule holds. A rule with an item kind or VAT rate holds only for items; one with a
 * payment holds for a receipt when *every* payment of it is that one.
 */
function ruleHolds({ match }: PostingRule, facts: RuleFacts): boolean {
	const { register, payment, itemKind, vatRate, amountFrom, amountTo, currency } = match;
	const amount = Math.abs(facts.amount);
	if (register !== undefined && !sameText(register, facts.register)) return false;
	if (itemKind !== undefined && itemKind !== facts.itemKind) return false;
	if (vatRate !== undefined && vatRate !== facts.vatRate) return false;
	if (amountFrom !== undefined && amount < amountFrom) return false;
	if (amountTo !== undefined && amount > amountTo) return false;
	if (currency !== undefined && !sameText(currency, facts.currency)) return false;
	if (payment === undefined) return true;
	return facts.payments.length > 0 && facts.payments.every((one) => paidBy(one, payment));
}

/**
 * First match wins, for each value on its own: of the rules that hold and say something about the value, the topmost
 * decides. A rule that leaves a value empty says nothing about it.
 *
 * Example, read from the top:
 *
 * | register | payment | number series | centre |
 * |----------|---------|---------------|--------|
 * | P1       | card    | K             |        |
 * | P1       |         | H             | BRNO   |
 * |          |         |               | PRAHA  |
 *
 * A card receipt of P1 gets series K (row 1) and centre BRNO (row 2); cash on P1 gets H and BRNO; a receipt of P2 gets
 * no series and PRAHA.
 */
export function resolvePosting(
	rules: readonly PostingRule[],
	facts: RuleFacts,
	wanted: readonly PostingName[] = HEADER_VALUES,
): PostingValues {
	const found: Partial<Record<PostingName, string>> = {};
	for (const rule of rules) {
		const missing = wanted.filter((name) => found[name] === undefined && rule.values[name] !== undefined);
		if (missing.length === 0 || !ruleHolds(rule, facts)) continue;
		for (const name of missing) found[name] = rule.values[name];
	}
	return found as PostingValues;
}
