/** The receipt that a return or void refers to. */
import { formatMoney } from '../money/micro';
import { formatDay, isDay } from '../records/dates';
import { normalIdentity } from '../records/identities';
import type { KnownOriginal } from '../records/results';
import type { Receipt, TillRecord } from '../records/types';

/** What of a receipt says whether another one may mean it. */
type Candidate = Pick<Receipt, 'key' | 'source' | 'shop' | 'register' | 'number' | 'date' | 'issuedAt' | 'total' | 'currency'> & {
	/** Its content is gone, so it may be of any shop. */
	anyShop?: boolean;
};

/** Which receipt is meant. Of several nobody knows which; `names` says them as messages do. */
export type FoundOriginal = { kind: 'none' } | { kind: 'one'; key: string; known?: KnownOriginal } | { kind: 'several'; names: string[] };

/** Receipts of one number on one register, wherever and whenever. */
export function numberPlace(source: string, register: string, number: string): string {
	return [source, ...[register, number].map((value) => normalIdentity('code', value))].join('\n');
}

/** Where the receipt's original stands; undefined when the receipt names no number. */
export function originalPlace({ source, register, original }: Receipt): string | undefined {
	return original?.number ? numberPlace(source, original.register || register, original.number) : undefined;
}

function namesItself({ type, register, number, date, original }: Receipt): boolean {
	if (type === 'return' || original?.periodFrom || original?.periodTo) return false;
	if (original?.number === undefined || (original.date || date) !== date) return false;
	return numberPlace('', original.register || register, original.number) === numberPlace('', register, number);
}

/** Whether the receipt names another one; a void that carries its own number cancels itself. */
export function namesOriginal(receipt: Receipt): boolean {
	return Boolean(receipt.original?.number) && !namesItself(receipt);
}

/** Whether the receipt says of which day or period the number is: numbers restart, some every day. */
export function namesPeriod({ original }: Receipt): boolean {
	return [original?.date, original?.periodFrom, original?.periodTo].some((day) => day !== undefined && isDay(day));
}

const shopName = (shop: string | undefined) => shop?.trim().toLowerCase() ?? '';

/** Whether the receipt may mean the candidate: same shop, day or period as named, and not issued after it. */
function mayMean(receipt: Receipt, candidate: Candidate, byClock: boolean): boolean {
	const { key, shop, date, issuedAt, original = {} } = receipt;
	const within = (from = '', to = '') => (!isDay(from) || candidate.date >= from) && (!isDay(to) || candidate.date <= to);
	const day = namesItself(receipt) ? date : original.date;
	const [then, now] = [candidate.issuedAt, issuedAt].map((time) => (time === undefined ? Number.NaN : Date.parse(time)));
	return (
		candidate.key !== key &&
		(candidate.anyShop === true || shopName(candidate.shop) === shopName(original.shop ?? shop)) &&
		within(day, day) &&
		within(original.periodFrom, original.periodTo) &&
		candidate.date <= date &&
		!(byClock && then > now)
	);
}

/** Those that the receipt may mean. What takes back money goes before what gives some: a sale and a return may share a number. */
function candidatesOf(receipt: Receipt, all: readonly Candidate[], byClock: boolean): Candidate[] {
	const possible = all.filter((one) => mayMean(receipt, one, byClock));
	const opposite = possible.filter(({ total }) => total * receipt.total < 0);
	return opposite.length > 0 ? opposite : possible;
}

/** `P1/4512 of 14 Nov 2026, 1 290.00 Kč` */
function nameOf({ register, number, date, total, currency }: Omit<Candidate, 'key' | 'source'>): string {
	return `${register}/${number} of ${formatDay(date)}, ${formatMoney(total, currency)}`;
}

/** Receipts that others may refer to. */
export class OriginalIndex {
	private readonly keys = new Set<string>();
	private readonly byNumber = new Map<string, Candidate[]>();

	constructor(records: Iterable<TillRecord>) {
		for (const record of records) {
			// What is taken back is no void.
			if (record.recordType === 'receipt' && record.type !== 'void') this.add(record);
		}
	}

	add(candidate: Candidate): void {
		if (this.keys.has(candidate.key)) return;
		this.keys.add(candidate.key);
		const at = numberPlace(candidate.source, candidate.register, candidate.number);
		this.byNumber.set(at, [...(this.byNumber.get(at) ?? []), candidate]);
	}

	has(key: string): boolean {
		return this.keys.has(key);
	}

	/** All that the receipt may mean. @param byClock false: also what was issued later on its day, as for an order of sending, which no wrong clock may upset */
	candidates(receipt: Receipt, byClock = true): Candidate[] {
		const at = originalPlace(receipt);
		return at === undefined ? [] : candidatesOf(receipt, this.byNumber.get(at) ?? [], byClock);
	}

	/**
	 * The receipt that `receipt.original` names: by source, shop, register, number, day or period, never one that was issued after it.
	 *
	 * @param known what the journal knows of receipts that may be meant, also those that are not here
	 */
	find(receipt: Receipt, known: readonly KnownOriginal[] = []): FoundOriginal {
		const here = this.candidates(receipt).map((one) => ({ ...one, known: known.find(({ key }) => key === one.key) }));
		const elsewhere = known.filter(({ key }) => !this.keys.has(key)).map((one) => ({ ...one, known: one }));
		const all = [...here, ...elsewhere];
		if (all.length === 0) return { kind: 'none' };
		if (all.length > 1) return { kind: 'several', names: all.map(nameOf).sort() };
		const [{ key, known: one }] = all;
		return { kind: 'one', key, ...(one === undefined ? {} : { known: one }) };
	}
}
