/** What a person chooses for receipts on their way into iDoklad, with the stated defaults. */
import { withDefaults } from '../plan/settings';
import type { PlanSettings } from '../plan/settings';
import type { PaymentSettings } from './payments';
import { SYSTEM } from './tables';

export interface ReceiptSettings extends PaymentSettings {
	/** One document for each receipt, or a cumulative one for each day × register × way of paying. */
	documents: 'perReceipt' | 'perDay';
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
	/** EET states that hold a receipt back; undefined = those that core/rules states. */
	heldFiscalStates?: readonly string[];
	/** As in core/rules. */
	clockDay?: string;
	/** As in core/rules. */
	now?: PlanSettings['now'];
	tillGivesPok?: PlanSettings['tillGivesPok'];
	/** As in core/rules; set by the planner. */
	doubledPoks?: PlanSettings['doubledPoks'];
	/** Receipts in one Per Day document; more make a further one. */
	maxMembers: number;
	/** IČO of the agenda, shown in results. */
	unit?: string;
}

export const DEFAULT_RECEIPT_SETTINGS: ReceiptSettings = {
	rules: [],
	manyPayments: 'hold',
	documents: 'perReceipt',
	rounding: 'byIDoklad',
	customers: 'note',
	highTotal: 'hold',
	highTotalLimit: 10_000,
	tags: [],
	maxMembers: 500,
};

/** The part that core/rules works with. */
export function planSettings(settings: ReceiptSettings): PlanSettings {
	return withDefaults({
		rules: settings.rules,
		documents: settings.documents,
		stockMover: 'other',
		highTotalLimit: settings.highTotalLimit,
		heldFiscalStates: settings.heldFiscalStates,
		clockDay: settings.clockDay,
		now: settings.now,
		tillGivesPok: settings.tillGivesPok,
		doubledPoks: settings.doubledPoks,
		system: SYSTEM,
		unit: settings.unit,
	});
}
