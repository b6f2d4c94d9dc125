/** What a person chooses for receipts on their way into iDoklad, with the stated defaults. */
import { DEFAULT_PLAN, HIGH_TOTAL } from '../plan/settings';
import type { PlanSettings } from '../plan/settings';
import type { PaymentSettings } from './payments';

export interface ReceiptSettings extends PaymentSettings, PlanSettings {
	/**
	 * `byIDoklad`: the agenda's own rounding line has to come to the till's total, else the receipt is held. `ownLine`:
	 * the till's rounding goes as a line without VAT, which fits an agenda with rounding off.
	 */
	rounding: 'byIDoklad' | 'ownLine';
	/** `note`: the customer stands in the note. `link`: the contact with that IČO is the partner, where there is one. */
	customers: 'note' | 'link';
	/** A receipt over `highTotalLimit` (Kč, without sign) with the customer's DIČ or IČO. */
	highTotal: 'hold' | 'send';
	highTotalLimit: number;
	/** Ids of tags that every document gets. */
	tags: readonly number[];
}

export const DEFAULT_RECEIPT_SETTINGS: ReceiptSettings = {
	...DEFAULT_PLAN,
	rules: [],
	manyPayments: 'hold',
	rounding: 'byIDoklad',
	customers: 'note',
	highTotal: 'hold',
	highTotalLimit: HIGH_TOTAL,
	tags: [],
	maxMembers: 500,
};
