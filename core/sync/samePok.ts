/** Records of the journal that carry the POK of a record that goes now: one sale under two keys. */
import { isPok, plainPok } from '../records/fiscal';
import type { Entry } from './entry';
import { putSomething } from './entry';
import { recordOf } from './payload';
import type { JournalRecord } from './recordKinds';
import type { Row } from './rows';

/** A till that repeats one POK for ever must not make every record carry all keys; whoever reads them says "and more". */
const MOST = 6;

/** As Receive stores it: inside of texts the quotes are escaped, so only a field begins like this. */
const FIELD = '"pok":"';

/** A void may repeat the POK of its sale. */
function pokOf(record: JournalRecord | undefined): string | undefined {
	const pok = record?.recordType === 'receipt' && record.type !== 'void' ? record.fiscal?.pok : undefined;
	return pok !== undefined && isPok(pok) ? plainPok(pok) : undefined;
}

/** What a person will not send, and what was taken back before it was sent, is in no books and never will be. */
function counts({ state, row }: Entry): boolean {
	return state !== 'notToBeSent' && !(row?.state === 'unchanged' && !putSomething(row));
}

/** What stands in fields of that name, of the record and of what its till adds; a journal has 100,000 rows: nothing is parsed. */
function poksIn(text: string): string[] {
	const found: string[] = [];
	for (let at = text.indexOf(FIELD); at >= 0; at = text.indexOf(FIELD, at)) {
		at += FIELD.length;
		found.push(plainPok(text.slice(at, text.indexOf('"', at))));
	}
	return found;
}

/** By POK and key: rows in which it seems to stand. */
function candidates(entries: readonly Entry[], wanted: ReadonlySet<string>): Map<string, Map<string, Row[]>> {
	const found = new Map<string, Map<string, Row[]>>();
	for (const entry of entries) {
		if (!counts(entry)) continue;
		for (const row of new Set([entry.newest, entry.offer].filter((one) => one !== undefined))) {
			for (const pok of poksIn(row.payload)) {
				if (!wanted.has(pok)) continue;
				const keys = found.get(pok) ?? new Map<string, Row[]>();
				found.set(pok, keys.set(entry.key, [...(keys.get(entry.key) ?? []), row]));
			}
		}
	}
	return found;
}

/**
 * By key of a record: keys of others with its POK, a few of them. What the till has now counts, and what is offered where
 * that is an older content; the same receipt corrected under its key is no other record. Contents that Compact has
 * dropped are not known any more.
 */
export function samePoks(entries: readonly Entry[], records: readonly JournalRecord[]): ReadonlyMap<string, string[]> {
	const wanted = new Set(records.flatMap((record) => pokOf(record) ?? []));
	const found = candidates(wanted.size === 0 ? [] : entries, wanted);
	const read = new Map<Row, string | undefined>();
	const standsIn = (pok: string | undefined, row: Row) => {
		if (!read.has(row)) read.set(row, pokOf(recordOf(row)));
		return read.get(row) === pok;
	};
	const answer = new Map<string, string[]>();
	for (const record of records) {
		const pok = pokOf(record);
		const others: string[] = [];
		for (const [key, rows] of found.get(pok ?? '') ?? []) {
			if (others.length === MOST) break;
			if (key !== record.key && rows.some((row) => standsIn(pok, row))) others.push(key);
		}
		if (others.length > 0) answer.set(record.key, others);
	}
	return answer;
}
