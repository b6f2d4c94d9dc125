/** Rules of the trade that keep a record back whatever its document would look like. Each is one row of a table. */
import { ENTERED_BY_HAND, NOT_TO_BE_SENT } from './decisions';
import { formatDay, readInstant } from '../records/dates';
import { eetStateOf } from '../records/fiscal';
import type { Receipt } from '../records/types';
import { doubledPok, pokReasons } from './fiscalChecks';
import type { PlanInput, Reason } from './messages';
import { UNSENT_FISCAL_STATES } from './settings';
import type { PlanSettings } from './settings';
import type { Words } from './words';

/** What the checks know besides the record. */
export interface Known extends Pick<PlanSettings, 'heldFiscalStates' | 'clockDay'>, Pick<Words, 'system'> {
	/** POKs that stand on several records of the run, with their keys. */
	doubledPoks: ReadonlyMap<string, readonly string[]>;
}

/** `expense`: the record goes as an expense of the cash box, which EET does not stop [seed 002]. */
type Check = (input: PlanInput, known: Known, expense: boolean) => Reason | undefined;

const secondSystem: Check = ({ sync }) =>
	sync?.sentTo === undefined || sync.sentTo.length === 0
		? undefined
		: {
				code: 'secondSystem',
				text: `the flow ${sync.sentTo.map((flow) => `'${flow}'`).join(', ')} has sent it already, and two accounting systems would book it twice`,
				todo: `If both are meant to have it, choose Retry in the Problems form for this one, or switch on Allow Second System in Waiting Records; otherwise choose ${NOT_TO_BE_SENT}.`,
			};

const paused: Check = ({ record }) =>
	record.recordType === 'receipt' && record.paused === true
		? {
				code: 'paused',
				text: 'it was taken out of synchronisation in the till',
				todo: `Release it in the till and send it again from there, or choose ${NOT_TO_BE_SENT} in the Problems form to leave it out.`,
			}
		: undefined;

const cancelled: Check = ({ record }) =>
	record.recordType === 'receipt' && record.cancelled === true
		? {
				code: 'cancelled',
				text: 'it was cancelled in the till, and the receipt that cancels it is not here',
				todo: `Export that one too, then both are settled; or choose ${ENTERED_BY_HAND} in the Problems form.`,
			}
		: undefined;

/** An unknown word never means go; with no state to hold the check is off. */
const fiscalState: Check = ({ record }, { heldFiscalStates }, expense) => {
	const word = record.recordType === 'receipt' ? record.fiscal?.state?.trim() : undefined;
	if (!word || expense || heldFiscalStates.length === 0) return undefined;
	const state = eetStateOf(word);
	if (state === undefined) {
		return {
			code: 'fiscalState',
			text: `its EET state '${word.slice(0, 60)}' is not known`,
			todo: `Find out in the till whether the sale is registered, and send the receipt again from there with a known state, or enter it by hand and choose ${ENTERED_BY_HAND} in the Problems form.`,
		};
	}
	if (!heldFiscalStates.some((held) => eetStateOf(held) === state)) return undefined;
	return {
		code: 'fiscalState',
		text: `its EET record ${UNSENT_FISCAL_STATES[state] ?? 'is in a state that is held'} (${word})`,
		todo: 'Settle the EET record in the till and send the receipt again from there.',
	};
};

const pok: Check = (input, { doubledPoks }) =>
	input.record.recordType === 'receipt' ? (pokReasons(input.record)[0] ?? doubledPok(input, doubledPoks)) : undefined;

/** A day or two ahead can be a shift that ends after midnight or a machine in another zone; more is a wrong clock. */
const DAYS_AHEAD = 2;

/** Whole days from one plain day to another. */
const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);

const future: Check = ({ record }, { clockDay, system }) => {
	if (clockDay === undefined) return undefined;
	const issued = record.issuedAt === undefined ? undefined : readInstant(record.issuedAt)?.day;
	const day = issued !== undefined && issued > record.date ? issued : record.date;
	const ahead = daysBetween(clockDay, day);
	if (ahead <= DAYS_AHEAD) return undefined;
	return {
		code: 'future',
		text: `it is dated ${formatDay(day)}, ${ahead} days ahead of today (${formatDay(clockDay)})`,
		todo: `Set the clock of the till and send it again from there with the right day, or enter it in ${system} by hand and choose ${ENTERED_BY_HAND} in the Problems form.`,
	};
};

const CHECKS: readonly Check[] = [secondSystem, paused, cancelled, fiscalState, pok, future];

/** Everything that keeps the record back in every target, in the order of the table. */
export function holdReasons(input: PlanInput, known: Known, expense = false): Reason[] {
	return CHECKS.flatMap((check) => check(input, known, expense) ?? []);
}

/** Above the limit (without sign) of the VAT control statement. */
export function isHighTotal(receipt: Receipt, limit: number): boolean {
	return receipt.currency === 'CZK' && Math.abs(receipt.total) > limit;
}
