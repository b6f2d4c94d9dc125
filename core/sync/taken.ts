/** Numbers that the records of a flow have in the target, for a target that takes each only once. */
import type { TakenNumber } from '../records/results';
import type { Entry } from './entry';
import { recordOf } from './payload';
import type { JournalRecord } from './recordKinds';

/** Series and whole number, as Helios has them. */
const SERIES_NUMBER = /^[^/]{1,3}\/(\d{1,10})$/u;
/** Longer runs of digits in a till's number are no number of a document. */
const LONGEST = 40;

/** Whole numbers that may be made of a till's number by taking digits out of it. */
function wholeNumbers(text: string): Set<string> {
	const found = new Set<string>();
	for (const [digits] of text.slice(0, LONGEST).matchAll(/\d+/g)) {
		for (let from = 0; from < digits.length; from += 1) {
			for (let to = from + 1; to <= Math.min(digits.length, from + 10); to += 1) found.add(String(Number(digits.slice(from, to))));
		}
	}
	return found;
}

function takenBy(entry: Entry, targetNumber: string): TakenNumber {
	const { key, register, number, recordDate: date } = entry;
	const record = recordOf(entry.offer);
	const about = record?.recordType === 'receipt' ? { type: record.type, ...(record.shop === undefined ? {} : { shop: record.shop }) } : {};
	return { key, register, number, date, targetNumber, ...about };
}

/** By key: what other records have that are in the target, or may be. */
export function takenNumbers(entries: readonly Entry[], records: readonly JournalRecord[]): ReadonlyMap<string, TakenNumber[]> {
	const byNumber = new Map<string, Array<{ entry: Entry; targetNumber: string }>>();
	for (const entry of entries) {
		if (!entry.sent && !entry.unsure) continue;
		const targetNumber = entry.targetNumber || (entry.unsure?.targetNumber ?? '');
		const number = SERIES_NUMBER.exec(targetNumber)?.[1];
		if (number === undefined) continue;
		const at = String(Number(number));
		byNumber.set(at, [...(byNumber.get(at) ?? []), { entry, targetNumber }]);
	}
	const answer = new Map<string, TakenNumber[]>();
	for (const record of byNumber.size === 0 ? [] : records) {
		if (record.recordType !== 'receipt') continue;
		const others = [...wholeNumbers(record.number)].flatMap((number) => byNumber.get(number) ?? []).filter(({ entry }) => entry.key !== record.key);
		if (others.length > 0) answer.set(record.key, others.map(({ entry, targetNumber }) => takenBy(entry, targetNumber)));
	}
	return answer;
}
