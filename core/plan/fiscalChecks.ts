/** What a receipt's fiscal data say about itself, about its payments and about the other receipts of the run. */
import { absMicro, toMicro } from '../money/micro';
import { EET_START, entersEet, isPok, isRegistered, isTest, plainPok } from '../records/fiscal';
import type { ResultWarning } from '../records/results';
import type { Receipt, ReceiptPayment, TillRecord } from '../records/types';
import { NOT_TO_BE_SENT } from './decisions';
import { money } from './messages';
import type { PlanInput, Reason } from './messages';
import type { PlanSettings } from './settings';

/** A till may send a sale so long after it when its connection fails [eet2]. */
const LATEST = 48 * 3_600_000;

const SETTLE = 'Find out in the till whether the sale is registered, and send the receipt again from there.';

/** Why the POK of a receipt stops it. */
export function pokReasons({ fiscal }: Receipt): Reason[] {
	if (fiscal === undefined) return [];
	const { pok } = fiscal;
	if (pok !== undefined && !isPok(pok)) {
		return [{ code: 'pokShape', text: `its POK '${pok.slice(0, 60)}' is none (a UUID and two hexadecimal digits)`, todo: SETTLE }];
	}
	if (!isTest(fiscal)) return [];
	const text = `it is registered in the tax office's playground only${pok === undefined ? '' : ` (POK ${pok})`}`;
	return [{ code: 'testPok', text, todo: `Switch the till to the real EET. ${SETTLE}` }];
}

/** POKs that two receipts of the run have; a void may repeat that of its original. What the journal knows beside them stands in `sync.samePok`. */
export function doubledPoks(records: readonly TillRecord[]): Map<string, string[]> {
	const keys = new Map<string, Set<string>>();
	for (const record of records) {
		const pok = record.recordType === 'receipt' && record.type !== 'void' ? record.fiscal?.pok : undefined;
		if (pok === undefined || !isPok(pok)) continue;
		keys.set(plainPok(pok), (keys.get(plainPok(pok)) ?? new Set()).add(record.key));
	}
	return new Map([...keys].filter(([, same]) => same.size > 1).map(([pok, same]) => [pok, [...same]]));
}

/** Keys that a message names. */
const NAMED = 5;

export function doubledPok({ record, sync }: PlanInput, doubled: ReadonlyMap<string, readonly string[]> | undefined): Reason | undefined {
	const pok = record.recordType === 'receipt' && record.type !== 'void' ? record.fiscal?.pok : undefined;
	// Files that may have left are made again as they were; the other one is held.
	if (pok === undefined || sync?.export !== undefined || sync?.batch !== undefined) return undefined;
	const others = new Set(sync?.samePok);
	for (const key of doubled?.get(plainPok(pok)) ?? []) {
		if (others.size > NAMED) break;
		if (key !== record.key) others.add(key);
	}
	if (others.size === 0) return undefined;
	const named = `${[...others].slice(0, NAMED).join(', ')}${others.size > NAMED ? ' and more' : ''}`;
	const text = `its POK ${pok} stands on another receipt too (${named}): one sale may be here twice`;
	const todo = `Find out in the till which of them is right, and send that one alone: choose ${NOT_TO_BE_SENT} in the Problems form for the other, and Retry for the right one if it is not in the books yet.`;
	return { code: 'samePok', text, todo };
}

/** What the amount of the registered sale may be: all that was paid, or the part that enters EET; the rounding does not count. */
function amountFits({ fiscal, payments, total, rounding }: Receipt): boolean {
	const stated = toMicro(fiscal?.amount ?? 0);
	const entering = payments.filter(entersEet).reduce((sum, { amount }) => sum + toMicro(amount), 0n);
	const room = absMicro(toMicro(rounding));
	return [toMicro(total), entering].some((amount) => absMicro(stated - amount) <= room);
}

/** What is sold on account is paid later. */
function paidInPerson(payment: ReceiptPayment): boolean {
	return entersEet(payment) && payment.method !== 'credit';
}

/**
 * Not registered although its time is over: where the record comes with data of EET 2.0, or the till is known to give a POK;
 * else nothing is known.
 */
function notRegistered(receipt: Receipt, now: string, givesPok: boolean): boolean {
	const { fiscal, date, issuedAt, payments } = receipt;
	const told = givesPok || fiscal?.system === 'eet2' || [fiscal?.unit, fiscal?.device, fiscal?.sequence, fiscal?.soldAt, fiscal?.amount].some((value) => value !== undefined);
	if (!told || date < EET_START || isRegistered(receipt) || !payments.some(paidInPerson)) return false;
	const sold = Date.parse(fiscal?.soldAt ?? issuedAt ?? `${date}T23:59:59+01:00`);
	return Date.parse(now) - sold > LATEST;
}

/**
 * What a person should know of a receipt that goes all the same.
 *
 * @param settings without `now` the time is not looked at
 * @param tillRegisters whether the till registers this sale
 */
export function fiscalWarnings(receipt: Receipt, { now, tillGivesPok }: Pick<PlanSettings, 'now' | 'tillGivesPok'>, tillRegisters = true): ResultWarning[] {
	const { fiscal, payments, total } = receipt;
	const warnings: ResultWarning[] = [];
	if (fiscal?.amount !== undefined && !amountFits(receipt)) {
		const text = `EET has ${money(receipt, fiscal.amount)} for this sale, and the receipt has ${money(receipt, total)}`;
		warnings.push({ code: 'eetAmount', text, place: receipt.key, requested: String(total), produced: String(fiscal.amount) });
	}
	if (fiscal?.pok !== undefined && payments.length > 0 && !payments.some(entersEet)) {
		warnings.push({ code: 'pokOnTransfer', text: `It has the POK ${fiscal.pok} although nothing of it was paid in person`, place: receipt.key });
	}
	if (now !== undefined && tillRegisters && notRegistered(receipt, now, tillGivesPok === true)) {
		const text = 'The sale has no POK 48 hours after it: the till has not registered it in EET. Register it in the till';
		warnings.push({ code: 'notRegistered', text, place: receipt.key, problem: true });
	}
	return warnings;
}
