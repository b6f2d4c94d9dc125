/** In which order records are sent. */
import type { Receipt } from '../records/types';
import { OriginalIndex } from '../plan/originals';
import { aboutRecord, isOrder, type JournalRecord } from './recordKinds';

interface Ordered {
	record: JournalRecord;
}

function instantOf(record: JournalRecord): number {
	const time = isOrder(record) || record.issuedAt === undefined ? Number.NaN : Date.parse(record.issuedAt);
	return Number.isNaN(time) ? Number.MAX_SAFE_INTEGER : time;
}

const byNumber = new Intl.Collator('en', { numeric: true });

/** Day, then time of issue where it is known, then number. */
export function inOrderOfIssue<T extends Ordered>(offered: readonly T[]): T[] {
	const keyed = offered.map((one) => ({ one, at: instantOf(one.record), ...aboutRecord(one.record) }));
	keyed.sort((a, b) => {
		if (a.recordDate !== b.recordDate) return a.recordDate < b.recordDate ? -1 : 1;
		return a.at - b.at || byNumber.compare(a.number, b.number) || (a.key < b.key ? -1 : 1);
	});
	return keyed.map(({ one }) => one);
}

/** Moves a return (or void) that stands before its sale behind it. */
export function afterOriginals<T extends Ordered>(offered: readonly T[]): T[] {
	const originals = new OriginalIndex(offered.flatMap(({ record }) => (isOrder(record) ? [] : [record])));
	const places = new Map(offered.map(({ record }, index) => [record.key, index]));
	const placeOf = (key: string) => places.get(key) ?? -1;
	const done = new Set<string>();
	const waiting = new Map<string, T[]>();
	const output: T[] = [];
	const emit = (first: T): void => {
		const stack = [first];
		for (let one = stack.pop(); one !== undefined; one = stack.pop()) {
			if (done.has(one.record.key)) continue;
			output.push(one);
			done.add(one.record.key);
			const behind = waiting.get(one.record.key) ?? [];
			waiting.delete(one.record.key);
			stack.push(...behind.reverse());
		}
	};
	for (const one of offered) {
		const { record } = one;
		const refers = record.recordType === 'receipt' && record.type !== 'sale';
		// Where several may be meant it goes behind the last of them.
		const meant = refers ? originals.candidates(record as Receipt, false).filter(({ key }) => !done.has(key)) : [];
		const original = meant.reduce<string | undefined>((last, { key }) => (last === undefined || placeOf(key) > placeOf(last) ? key : last), undefined);
		if (original === undefined) emit(one);
		else waiting.set(original, [...(waiting.get(original) ?? []), one]);
	}
	// What refers to each other in a circle comes last, in its order.
	for (const one of [...waiting.values()].flat()) emit(one);
	return output;
}
