/** What a person chooses for receipts on their way into POHODA, and what was asked there before, with the stated defaults. */
import type { EetSetting } from '../../records/fiscal';
import type { ExistingDocument } from '../../plan/existing';
import { DEFAULT_PLAN, HIGH_TOTAL, settingsOver } from '../../plan/settings';
import type { PlanSettings } from '../../plan/settings';
import type { PostingRule } from '../../rules/rules';
import type { TargetDocument } from '../../rules/values';

/** An item of a document as POHODA lists it. */
export interface OriginalLine {
	extId?: string;
	code?: string;
	ean?: string;
	text?: string;
}

/** Sales that returns of this run name, as POHODA has them. */
interface LookedUp {
	/** By the identity of the document; one that was asked for and is not here is not in POHODA. */
	documents: ReadonlyMap<string, readonly OriginalLine[]>;
	/** Why they could not be looked up; then nothing is known. */
	failed?: string;
}

export interface ReceiptSettings extends PlanSettings {
	rules: readonly PostingRule[];
	/** Where no rule says otherwise. */
	target: TargetDocument;
	/** Whether these documents move stock. `other`: another document or system does, items go without stock card. */
	stockMover: 'thisDocument' | 'other';
	/**
	 * An item without a stock card in the target: goods without code and EAN, and where `stockCodes` is given every item
	 * whose code and EAN are not in it.
	 */
	unknownStockCard: 'textItem' | 'hold' | 'substitute';
	/** Code of the stock card for `substitute`. */
	substituteCode?: string;
	/** Codes and EANs of the target's stock cards; undefined = not known, every code is tried. */
	stockCodes?: ReadonlySet<string>;
	/**
	 * From this many days after the sale on, an item that was tried before goes without stock card, so that short stock
	 * does not keep the receipt out of the books. undefined = never. Needs `today`.
	 */
	shortStockTextAfterDays?: number;
	/** YYYY-MM-DD; core has no clock. */
	today?: string;
	/** See HIGH_TOTAL. */
	highTotalLimit: number;
	highTotalWithVatId: 'hold' | 'cashDocument';
	/** Členění DPH of that cash document where no rule gives one. */
	highTotalVatClassification?: string;
	/** Registers that the target knows; undefined = not checked. */
	registers?: readonly string[];
	/** The accounting unit's period, both days inclusive; undefined = not known. */
	period?: { from: string; to: string };
	/** Who registers the sales in EET, where no rule says otherwise. */
	eet: EetSetting;
	/** What the target has already: Per Day documents of these days, documents that were looked up. */
	existing: readonly ExistingDocument[];
	/** Sales of returns that are not in this run; undefined = nobody asked. */
	lookedUp?: LookedUp;
}

export const DEFAULT_SETTINGS: ReceiptSettings = {
	...DEFAULT_PLAN,
	rules: [],
	target: 'salesReceipt',
	stockMover: 'thisDocument',
	unknownStockCard: 'textItem',
	highTotalLimit: HIGH_TOTAL,
	highTotalWithVatId: 'hold',
	eet: 'tillRegisters',
	existing: [],
};

export function withDefaults(settings: Partial<ReceiptSettings>): ReceiptSettings {
	return settingsOver(DEFAULT_SETTINGS, settings);
}
