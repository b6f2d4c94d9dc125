/** Payments of a till as payment options of iDoklad: one or two on a receipt. */
import { sum } from '../money/micro';
import type { Receipt, ReceiptPayment } from '../records/types';
import { RETRY, payLabel } from '../plan/messages';
import type { Reason } from '../plan/messages';
import { resolvePosting, sameText } from '../rules/rules';
import type { PostingRule } from '../rules/rules';
import type { ResultWarning } from '../records/results';
import { LIMITS, STANDARD_PAYMENT_OPTIONS } from './tables';
import type { PaymentOption, SalesReceiptPaymentPost } from './types';

export interface PaymentSettings {
	rules: readonly PostingRule[];
	/** What becomes of more than two payment options on a receipt. */
	manyPayments: 'hold' | 'merge';
}

interface PlacedPayments {
	payments: SalesReceiptPaymentPost[];
	warnings: ResultWarning[];
	reasons: Reason[];
}

/** The row that a rule means: by Id, Code or Name. */
export function findOption(named: string, options: readonly PaymentOption[]): PaymentOption | undefined {
	return (
		options.find(({ Id }) => String(Id) === named.trim()) ??
		options.find(({ Code, Name }) => sameText(Code ?? '', named) || sameText(Name ?? '', named))
	);
}

/** Payment option of one payment, or the reason why there is none. */
function optionOf(
	payment: ReceiptPayment,
	receipt: Receipt,
	rules: readonly PostingRule[],
	options: readonly PaymentOption[],
): PaymentOption | Reason {
	const currency = payment.currency || receipt.currency;
	const foreign = !sameText(currency, receipt.currency);
	const usable = foreign ? rules.filter(({ match }) => match.currency !== undefined) : rules;
	const facts = { register: receipt.register, payments: [payment], amount: receipt.total, currency };
	const { paymentForm: named } = resolvePosting(usable, facts, ['paymentForm']);
	if (named !== undefined) {
		return (
			findOption(named, options) ?? {
				code: 'paymentOption',
				text: `Posting Rules put payment '${payLabel(payment)}' on '${named}', and iDoklad has no such payment option`,
				todo: `Choose one from the list in Posting Rules of the iDoklad node and ${RETRY}`,
			}
		);
	}
	const standard = foreign ? undefined : options.find(({ Id }) => Id === STANDARD_PAYMENT_OPTIONS[payment.method]);
	return (
		standard ?? {
			code: 'paymentOption',
			text: foreign
				? `payment '${payLabel(payment)}' was made in ${currency}`
				: `payment '${payLabel(payment)}' has no iDoklad payment option`,
			todo: `Add ${foreign ? 'a rule with that currency' : 'it'} to Posting Rules in the iDoklad node and ${RETRY}`,
		}
	);
}

interface Share {
	option: PaymentOption;
	cash: boolean;
	amounts: number[];
	references: string[];
}

function amountOf(share: Share): number {
	return sum(share.amounts);
}

function joined(shares: readonly Share[]): Share {
	const largest = shares.reduce((a, b) => (Math.abs(amountOf(b)) > Math.abs(amountOf(a)) ? b : a));
	return {
		...largest,
		amounts: shares.flatMap(({ amounts }) => amounts),
		references: shares.flatMap(({ references }) => references),
	};
}

/** Cash into one, everything else into another; each under the option with the largest amount. */
function merge(shares: readonly Share[]): Share[] {
	const groups = [shares.filter(({ cash }) => cash), shares.filter(({ cash }) => !cash)];
	return groups.filter((group) => group.length > 0).map(joined);
}

function toPost(share: Share): SalesReceiptPaymentPost {
	return {
		PaymentOptionId: share.option.Id,
		PaymentAmount: amountOf(share),
		PaymentTransactionCode: share.references.join(', ').slice(0, LIMITS.transactionCode),
	};
}

function nameOf({ option }: Share): string {
	return option.Name ?? option.Code ?? String(option.Id);
}

/**
 * Payments with the same option are summed. More than two options are a reason to hold, or with `merge` cash becomes one
 * payment and all that is not cash another, with a warning that says what went where. A receipt of nothing gets a cash
 * payment of 0, because the service wants one.
 */
export function placePayments(receipt: Receipt, settings: PaymentSettings, options: readonly PaymentOption[]): PlacedPayments {
	const shares = new Map<number, Share>();
	const reasons: Reason[] = [];
	const given: readonly ReceiptPayment[] = receipt.payments.length > 0 ? receipt.payments : [{ method: 'cash', amount: 0 }];
	for (const payment of given) {
		const option = optionOf(payment, receipt, settings.rules, options);
		if ('todo' in option) {
			reasons.push(option);
			continue;
		}
		const share = shares.get(option.Id) ?? { option, cash: payment.method === 'cash', amounts: [], references: [] };
		share.amounts.push(payment.amount);
		if (payment.reference) share.references.push(payment.reference);
		shares.set(option.Id, share);
	}
	const all = [...shares.values()];
	if (reasons.length > 0 || all.length <= 2) return { payments: all.map(toPost), warnings: [], reasons };
	if (settings.manyPayments === 'merge') {
		const merged = merge(all);
		const text = `${all.map((share) => `${nameOf(share)} ${amountOf(share)}`).join(', ')} went as ${merged.map((share) => `${nameOf(share)} ${amountOf(share)}`).join(', ')}`;
		return { payments: merged.map(toPost), warnings: [{ code: 'paymentsMerged', text, place: 'payments' }], reasons: [] };
	}
	return {
		payments: [],
		warnings: [],
		reasons: [
			{
				code: 'manyPayments',
				text: `it has ${all.length} ways of paying (${all.map(nameOf).join(', ')}), and iDoklad takes two`,
				todo: `Let the iDoklad node merge them (More Than Two Payments), or put some under one payment option in Posting Rules, and ${RETRY}`,
			},
		],
	};
}
