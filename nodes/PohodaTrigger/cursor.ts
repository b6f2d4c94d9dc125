/** Which of the records that POHODA reports as changed are new to the workflow. Nothing here asks or waits. */
import { momentBefore, POHODA_ZONE } from '../shared/pohoda/filterValues';
import { DateTime } from 'luxon';
import { sha256Hex } from '../../core/text/digest';

/** POHODA's id → fingerprint of the record as it was last handed on. */
export type Seen = Record<string, string>;

/** Where the last poll ended; kept as n8n's static data. */
export interface Cursor {
	/** What was asked for; another question begins anew. */
	of: string;
	/** POHODA's time of the answer from which the next question goes on. */
	since: string;
	/** Minutes by which POHODA's clock was ahead of UTC then. */
	utcOffset: number;
	/** Records of the last answer: they come again within the overlap. */
	seen: Seen;
	/** A list that was too long for one poll: where it goes on, its time, and what of it was handed on. */
	rest?: { idFrom: number; since: string; utcOffset: number; seen: Seen };
}

/** Changes with the record. 60 bits: a change is missed once in 10^18. */
export function fingerprint(record: object): string {
	return sha256Hex(JSON.stringify(record)).slice(0, 15);
}

/** Minutes by which POHODA's clock is ahead of UTC. */
export function utcOffsetAt(milliseconds: number): number {
	return DateTime.fromMillis(milliseconds, { zone: POHODA_ZONE }).offset;
}

/**
 * Time to ask from: the cursor's, earlier by the overlap and, when clocks were set back since (end of summer time), by
 * that hour too, because POHODA's own time repeats it.
 */
export function askedSince({ since, utcOffset }: Cursor, overlap: number, now: number): string | undefined {
	const setBack = Math.max(0, utcOffset - utcOffsetAt(now)) * 60;
	return momentBefore(since, overlap + setBack);
}

/** Takes records of one answer after the other and tells which are news. */
export class Comparison {
	/** Of this list so far. */
	readonly seen: Seen;

	constructor(private readonly cursor: Cursor) {
		this.seen = { ...cursor.rest?.seen };
	}

	isNews(id: string, record: object): boolean {
		const print = fingerprint(record);
		const known = Object.hasOwn(this.seen, id) ? this.seen[id] : this.cursor.seen[id];
		this.seen[id] = print;
		return known !== print;
	}
}
