/** Which of the records that POHODA reports as changed are new to the workflow. Nothing here asks or waits. */
import { DateTime } from 'luxon';
import { z } from 'zod';
import { sha256Hex } from '../../../core/text/digest';
import { momentBefore, POHODA_ZONE } from './filterValues';

/** POHODA's id → fingerprint of the record as it was last handed on. */
export type Seen = Record<string, string>;

/** Where an answer ended. */
export interface Point {
	/** POHODA's time of the answer from which the next question goes on. */
	since: string;
	/** Minutes by which POHODA's clock was ahead of UTC then. */
	utcOffset: number;
	/** Records of that answer: they come again within the overlap. */
	seen: Seen;
}

/** Where the last poll ended; kept as n8n's static data. */
export interface Cursor extends Point {
	/** What was asked for; another question begins anew. */
	of: string;
	/** A list that was too long for one poll: where it goes on, its time, and what of it was handed on. */
	rest?: Point & { idFrom: number };
}

const POINT = z.object({ since: z.string(), utcOffset: z.number(), seen: z.record(z.string()) });

function json(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}

/** A point as the text that a flow carries from one Get Many to the next. */
export function pointText({ since, utcOffset, seen }: Point): string {
	return JSON.stringify({ since, utcOffset, seen });
}

/** Reads such a text; undefined for any other. */
export function pointOf(text: string): Point | undefined {
	const { success, data } = POINT.safeParse(json(text));
	return success ? data : undefined;
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
 * Time to ask from: the point's, earlier by the overlap (seconds) and, when clocks were set back since (end of summer
 * time), by that hour too, because POHODA's own time repeats it.
 */
export function askedSince({ since, utcOffset }: Point, overlap: number, now: number): string | undefined {
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
