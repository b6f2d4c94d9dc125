/** Payments of a till as payment forms of POHODA. */
import type { PaymentMethod, Receipt, ReceiptPayment } from '../../records/types';
import type { TargetDocument } from '../../rules/values';
import type { DraftPayment } from './draft';
import { RETRY, payLabel } from '../../plan/messages';
import type { Reason } from '../../plan/messages';
import { PAYMENT_VALUES, resolvePosting, sameText } from '../../rules/rules';
import type { ReceiptSettings } from './settings';

type FormType = Extract<DraftPayment['form'], { type: string }>['type'];

/** What needs no rule. Everything else an accountant has to place. */
const DEFAULT_FORMS: Partial<Record<PaymentMethod, FormType>> = { cash: 'cash', card: 'creditcard' };

/** Words of the XSD that a rule may give instead of a name of the agenda Formy úhrad. */
const FORM_TYPES: readonly FormType[] = ['cash', 'creditcard', 'draft', 'cheque', 'advance'];

interface PlacedPayments {
	payments: DraftPayment[];
	/** Pokladna of a cash document. */
	cashAccount?: string;
	reasons: Reason[];
}

/** The form that a rule names: a word of the XSD, or a record of POHODA's agenda Formy úhrad. */
export function formOf(name: string): DraftPayment['form'] {
	const type = FORM_TYPES.find((one) => sameText(one, name));
	return type ? { type } : { ids: name };
}

function unknownForm(payment: ReceiptPayment): Reason {
	return {
		code: 'paymentForm',
		text: `payment '${payLabel(payment)}' has no POHODA payment form`,
		todo: `Add it to Posting Rules in the POHODA node and ${RETRY}`,
	};
}

function foreignPayment(payment: ReceiptPayment): Reason {
	return {
		code: 'paymentCurrency',
		text: `payment '${payLabel(payment)}' was made in ${payment.currency}`,
		todo: `Add a rule with that currency and a payment form to Posting Rules in the POHODA node and ${RETRY}`,
	};
}

/** POHODA would book it into the default pokladna of whoever runs it [seed 002: not transferred without one]. */
export const NO_CASH_ACCOUNT: Reason = {
	code: 'cashAccount',
	text: 'it goes as a cash document (Pokladní doklad), and no posting rule names its cash account (Pokladna)',
	todo: `Give one for its register in Posting Rules in the POHODA node and ${RETRY}`,
};

function notCash(payment: ReceiptPayment): Reason {
	return {
		code: 'cashDocumentPayment',
		text: `payment '${payLabel(payment)}' is not cash, and a cash document (Pokladní doklad) is about cash`,
		todo: `Add a rule with that payment and a cash account, or with the target Sales Receipt, to Posting Rules in the POHODA node and ${RETRY}`,
	};
}

/**
 * Payment forms and, for a cash document, the one cash account (pokladna). The payment methods cash and card have
 * POHODA's own forms; a rule that names a form goes before them; any other payment without a rule is a reason to hold.
 * A payment in another currency than the receipt's needs a rule that names that currency. A cash document takes cash,
 * or a payment that a rule puts on a cash account by naming the payment.
 */
export function placePayments(receipt: Receipt, target: TargetDocument, settings: ReceiptSettings): PlacedPayments {
	const reasons: Reason[] = [];
	const accounts = new Set<string | undefined>();
	const payments: DraftPayment[] = [];
	for (const payment of receipt.payments) {
		const currency = payment.currency || receipt.currency;
		const foreign = !sameText(currency, receipt.currency);
		const facts = { register: receipt.register, payments: [payment], amount: receipt.total, currency };
		const rules = foreign ? settings.rules.filter(({ match }) => match.currency !== undefined) : settings.rules;
		const values = resolvePosting(rules, facts, PAYMENT_VALUES);
		const standard = foreign ? undefined : DEFAULT_FORMS[payment.method];
		const named = resolvePosting(rules.filter(({ match }) => match.payment !== undefined), facts, ['cashAccount']);
		if (target === 'cashDocument') {
			if (payment.method !== 'cash' && named.cashAccount === undefined) reasons.push(notCash(payment));
			accounts.add(named.cashAccount ?? values.cashAccount);
		}
		const form = values.paymentForm === undefined ? standard && { type: standard } : formOf(values.paymentForm);
		const fallback = target === 'cashDocument' && named.cashAccount !== undefined ? { type: 'cash' as const } : undefined;
		const chosen = form ?? fallback;
		if (chosen) payments.push({ form: chosen, amount: payment.amount, ...(payment.reference ? { note: payment.reference } : {}) });
		else if (foreign) reasons.push(foreignPayment(payment));
		else if (target !== 'cashDocument') reasons.push(unknownForm(payment));
	}
	if (accounts.size > 1) {
		reasons.push({
			code: 'cashAccounts',
			text: `its payments belong to different cash accounts (${[...accounts].map((one) => one ?? 'none').join(', ')}), and a cash document has one`,
			todo: `Give them one cash account, or the target Sales Receipt, in Posting Rules in the POHODA node and ${RETRY}`,
		});
	}
	// Where a payment is no cash, that reason asks for the account already.
	if (target === 'cashDocument' && reasons.length === 0 && accounts.size <= 1 && [...accounts][0] === undefined) {
		reasons.push(NO_CASH_ACCOUNT);
	}
	// A receipt of nothing (everything discounted) may have no payment; the document still needs one.
	if (receipt.payments.length === 0) payments.push({ form: { type: 'cash' }, amount: 0 });
	return { payments, cashAccount: [...accounts][0], reasons };
}
