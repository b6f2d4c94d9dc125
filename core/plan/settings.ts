/** What planning needs to know besides the records, for any target, with the stated defaults. */

export interface PlanSettings {
	/** One document for each receipt, or one for each day × register × way of paying where the target has such documents. */
	documents: 'perReceipt' | 'perDay';
	/** Receipts in one Per Day document; more make a further one. */
	maxMembers: number;
	/**
	 * How Per Day documents are told apart: `existing` counts on from the ones that the target has (it must be asked
	 * first); `batch` names them after the run, for files that nobody can ask about.
	 */
	dayNumbering: 'existing' | 'batch';
	/** Local day of the run, against which the till's clock is held: a record dated well after it waits. undefined = not checked. */
	clockDay?: string;
	/** Instant of the run, ISO 8601: sales without a POK are told 48 hours after them. undefined = not looked at. */
	now?: string;
	/** The till gives a POK for every sale in person: one without any is told too, from 2027 on. */
	tillGivesPok?: boolean;
	/** EET states that hold a receipt back. */
	heldFiscalStates: readonly string[];
	/** The accounting unit, named in results. */
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

/**
 * Above this total (CZK, without sign) a receipt of a customer with DIČ belongs into the VAT control statement by
 * itself. By law 10 000 Kč including VAT (235/2004 Sb., section 101d and the statement's parts A.4/A.5).
 */
export const HIGH_TOTAL = 10_000;

export const DEFAULT_PLAN: PlanSettings = {
	documents: 'perReceipt',
	maxMembers: 2_000,
	dayNumbering: 'existing',
	heldFiscalStates: HELD_FISCAL_STATES,
};

/** Settings over defaults; what is given as undefined counts as not given. */
export function settingsOver<T extends object>(defaults: T, given: Partial<T>): T {
	return { ...defaults, ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) };
}
