/** What planning needs to know besides the records, with the stated defaults. */
import type { TargetDocument } from '../rules/values';
import type { EetSetting } from '../records/fiscal';
import type { PostingRule } from '../rules/rules';

/**
 * A document that the target already has: a Per Day document (make it with `existingDocument` of perday.ts), or that of one
 * record whose fate was unknown.
 */
export interface ExistingDocument {
	documentId: string;
	/** Keys of the receipts in it. */
	members: readonly string[];
	/** The line of members was there but could not be read completely (somebody edited the note). */
	damaged?: boolean;
	/** The target's own id and number. */
	id?: string;
	number?: string;
	/** Its total, signed as it moves the till; undefined where the target states none. */
	total?: number;
}

/** An item of a document as the target lists it. */
export interface OriginalLine {
	extId?: string;
	code?: string;
	ean?: string;
	text?: string;
}

/** Sales that returns of this run name, as the target has them. */
interface LookedUp {
	/** By the identity of the document; one that was asked for and is not here is not in the target. */
	documents: ReadonlyMap<string, readonly OriginalLine[]>;
	/** Why they could not be looked up; then nothing is known. */
	failed?: string;
}

export interface PlanSettings {
	rules: readonly PostingRule[];
	/** One document for each receipt, or one for each day × register × payment. */
	documents: 'perReceipt' | 'perDay';
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
	/** Local day of the run, against which the till's clock is held: a record dated well after it waits. undefined = not checked. */
	clockDay?: string;
	/**
	 * Above this total (CZK, without sign) a receipt of a customer with DIČ belongs into the VAT control statement by
	 * itself. By law 10 000 Kč including VAT (235/2004 Sb., section 101d and the statement's parts A.4/A.5).
	 */
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
	/** Instant of the run, ISO 8601: sales without a POK are told 48 hours after them. undefined = not looked at. */
	now?: string;
	/** The till gives a POK for every sale in person: one without any is told too, from 2027 on. */
	tillGivesPok?: boolean;
	/** POKs that stand on several records of the run, with their keys; set by the planner. */
	doubledPoks?: ReadonlyMap<string, readonly string[]>;
	/** EET states that hold a receipt back. */
	heldFiscalStates: readonly string[];
	/**
	 * How Per Day documents are told apart: `existing` counts on from the ones that the target has (it must be asked
	 * first); `batch` names them after the run, for files that nobody can ask about.
	 */
	dayNumbering: 'existing' | 'batch';
	/** What the target has already: Per Day documents of these days, documents that were looked up. */
	existing: readonly ExistingDocument[];
	/** Sales of returns that are not in this run, as the target has them; undefined = nobody asked. */
	lookedUp?: LookedUp;
	/** Receipts in one Per Day document; more make a further one. */
	maxMembers: number;
	/** Named in results, e.g. "POHODA" and its IČO. */
	system: string;
	unit?: string;
}

/** EET state that may be held → what it means; [X] annotations of stateEETType in type.xsd. */
export const UNSENT_FISCAL_STATES: Readonly<Record<string, string>> = {
	forSending: 'waits to be sent',
	simplify: 'was issued in the simplified regime and not sent',
	invalidData: 'was not accepted because of its data',
	commError: 'could not be delivered',
	notSend: 'was excluded from sending by a person',
};

/** Those that stop a document unless the user says otherwise [seed 002]. */
export const HELD_FISCAL_STATES: readonly string[] = ['forSending', 'simplify', 'invalidData', 'commError'];

export const DEFAULT_SETTINGS: PlanSettings = {
	rules: [],
	documents: 'perReceipt',
	target: 'salesReceipt',
	stockMover: 'thisDocument',
	unknownStockCard: 'textItem',
	highTotalLimit: 10_000,
	highTotalWithVatId: 'hold',
	eet: 'tillRegisters',
	heldFiscalStates: HELD_FISCAL_STATES,
	dayNumbering: 'existing',
	existing: [],
	maxMembers: 2_000,
	system: 'POHODA',
};

/** Settings over the defaults; what is given as undefined counts as not given. */
export function withDefaults(settings: Partial<PlanSettings>): PlanSettings {
	const given = Object.entries(settings).filter(([, value]) => value !== undefined);
	return { ...DEFAULT_SETTINGS, ...Object.fromEntries(given) };
}
