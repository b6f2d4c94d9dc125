/** What Get Many leaves out because the list before brought it, and what it tells the next one. */
import { fingerprint, pointText, utcOffsetAt } from '../../shared/pohoda/cursor';
import type { Point, Seen } from '../../shared/pohoda/cursor';
import type { AnyRecord } from '../../shared/pohoda/questions';

/** Records that a cursor remembers, about 25 bytes each: it has to fit a field of a table. */
const MOST = 2000;

/** Records of one list, in any order. */
export class Changes {
	private seen: Seen | undefined = {};

	private count = 0;

	/**
	 * @param before where the list before ended; undefined = everything is news
	 * @param now milliseconds, before the list is asked for
	 */
	constructor(
		private readonly before: Point | undefined,
		private readonly now: number,
	) {}

	/** Whether the record is new or different since the list before. */
	isNews(record: AnyRecord): boolean {
		this.count += 1;
		if (this.count > MOST) this.seen = undefined;
		const { id, key } = record;
		const known = this.before?.seen[id ?? key];
		if (this.seen === undefined && known === undefined) return true;
		const print = fingerprint(record);
		if (this.seen !== undefined) this.seen[id ?? key] = print;
		return known !== print;
	}

	/**
	 * Text for the next Changed Since. A list of more than MOST records remembers none of them: what was saved within the
	 * overlap comes once more then, but nothing is left out.
	 */
	cursor(since: string): string {
		return pointText({ since, utcOffset: utcOffsetAt(this.now), seen: this.seen ?? {} });
	}
}
