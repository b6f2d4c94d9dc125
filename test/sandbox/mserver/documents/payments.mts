/** Payments of an invoice, as a person or the bank statement enters them in POHODA. */
import { moneyText } from '../amounts.mts';
import type { StoredDocument } from '../types.mts';
import type { XmlObject } from '../xml.mts';

const remaining = ({ total, paid = 0 }: StoredDocument): number => total - paid;

/**
 * inv:liquidation: no day and an amount = nothing was paid yet, a day and no amount = settled, both = paid in part and the
 * amount is what remains [seen].
 */
export function liquidation(document: StoredDocument): XmlObject | undefined {
	const rest = remaining(document);
	if (rest === 0) return { 'typ:date': document.paidOn ?? document.date };
	return { ...(document.paid && document.paidOn ? { 'typ:date': document.paidOn } : {}), 'typ:amountHome': moneyText(rest) };
}

/** inv:liquidations, which a request has to ask for. */
export function liquidations(document: StoredDocument): XmlObject | undefined {
	if (!document.paid || !document.paidOn) return undefined;
	return {
		'typ:liquidation': {
			'typ:id': document.id,
			'typ:date': document.paidOn,
			'typ:sourceAgenda': 'bank',
			'typ:amount': moneyText(document.paid),
			'typ:foreignCurrencyAmount': '0',
			'typ:foreignCurrencySource': '0',
		},
	};
}
