/** What the journal knows of the receipts that returns and voids may mean, whether or not they go in the same run. */
import type { KnownOriginal } from '../records/results';
import { OriginalIndex, numberPlace, originalPlace } from '../plan/originals';
import type { Entry } from './entry';
import { recordOf } from './payload';
import type { JournalRecord } from './recordKinds';

function refersTo(record: JournalRecord): string | undefined {
	return record.recordType === 'receipt' && record.type !== 'sale' ? originalPlace(record) : undefined;
}

function stateOf(entry: Entry, concerns: (entry: Entry) => boolean): KnownOriginal['state'] {
	const { unsure, sent, row } = entry;
	if (unsure) return unsure.state === 'written' ? 'written' : 'unsure';
	if (sent) return 'sent';
	if (row?.state === 'unchanged') return 'voided';
	return concerns(entry) && entry.state !== 'notToBeSent' ? 'open' : 'outside';
}

function knownOf(entry: Entry, concerns: (entry: Entry) => boolean): Omit<KnownOriginal, 'date' | 'total' | 'currency'> {
	const { key, register, number, targetNumber, targetId, generation } = entry;
	return {
		...{ key, register, number, state: stateOf(entry, concerns), generation },
		...(targetNumber === '' ? {} : { targetNumber }),
		...(targetId === '' ? {} : { targetId }),
	};
}

/**
 * By the key of a return or void: what it may mean. Contents are read only where a record names their number, so that a large journal stays quick.
 *
 * @param concerns whether the flow sends the record at all
 */
export function knownOriginals(
	entries: readonly Entry[],
	records: readonly JournalRecord[],
	concerns: (entry: Entry) => boolean,
): ReadonlyMap<string, KnownOriginal[]> {
	const referring = records.filter((record) => refersTo(record) !== undefined);
	const wanted = new Set(referring.map(refersTo));
	const index = new OriginalIndex([]);
	const byKey = new Map<string, Entry>();
	for (const entry of wanted.size === 0 ? [] : entries) {
		const { key, source, register, number, recordDate: date, amount: total } = entry;
		if (!wanted.has(numberPlace(source, register, number))) continue;
		const record = recordOf(entry.offer);
		if (record === undefined) index.add({ key, source, register, number, date, total, currency: 'CZK', anyShop: true });
		else if (record.recordType === 'receipt' && record.type !== 'void') index.add(record);
		byKey.set(key, entry);
	}
	const answer = new Map<string, KnownOriginal[]>();
	for (const record of referring) {
		if (record.recordType !== 'receipt') continue;
		const known = index.candidates(record).flatMap(({ key, date, total, currency }) => {
			const entry = byKey.get(key);
			return entry === undefined ? [] : [{ ...knownOf(entry, concerns), date, total, currency }];
		});
		if (known.length > 0) answer.set(record.key, known);
	}
	return answer;
}
