/** Accounting days: plain `YYYY-MM-DD`, the calendar day in Europe/Prague. */
import { DateTime, IANAZone } from 'luxon';

export const ZONE = 'Europe/Prague';
const MINUTE = 60_000;

const DAY = /^([12]\d{3})-(\d{2})-(\d{2})$/;
const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const INSTANT =
	/^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.\d{1,9})?)?(?:(Z)|([+-])(0\d|1[0-4]):?([0-5]\d))?$/;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A text that is no instant. */
export class DateError extends Error {
	override readonly name = 'DateError';
}

/** true for `YYYY-MM-DD` that the calendar has. */
export function isDay(text: string): boolean {
	const match = DAY.exec(text);
	if (!match) return false;
	const [year, month, day] = match.slice(1).map(Number);
	const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
	const length = month === 2 && leap ? 29 : (LENGTHS[month - 1] ?? 0);
	return day >= 1 && day <= length;
}

let zone: IANAZone | undefined;
/** Offset of the hour that was asked for last: records come in order of time, and the clocks change on whole hours. */
let latest = { hour: Number.NaN, offset: 0 };

/** Minutes ahead of UTC in Prague. */
function offsetAt(millis: number): number {
	const hour = Math.floor(millis / (60 * MINUTE));
	if (latest.hour === hour) return latest.offset;
	zone ??= IANAZone.create(ZONE);
	latest = { hour, offset: zone.offset(millis) };
	return latest.offset;
}

/**
 * ISO 8601 date and time with seconds and offset optional, read as local time in Europe/Prague when it has no offset;
 * undefined when it is none. `sure` is false when that local time exists twice or not at all (change of summer time).
 */
export function readInstant(text: string): { iso: string; day: string; sure: boolean } | undefined {
	const match = INSTANT.exec(text);
	if (!match || !isDay(match[1])) return undefined;
	const [, written, hour, minute, second = '00', utc, sign, offsetHours = '0', offsetMinutes = '0'] = match;
	if (utc !== undefined || sign !== undefined) {
		const offset = (Number(offsetHours) * 60 + Number(offsetMinutes)) * (sign === '-' ? -1 : 1);
		const millis = Date.parse(`${written}T${hour}:${minute}:${second}Z`) - offset * MINUTE;
		const local = new Date(millis + offsetAt(millis) * MINUTE);
		return { iso: text, day: local.toISOString().slice(0, 10), sure: true };
	}
	const time = DateTime.fromISO(text, { zone: ZONE });
	const day = time.toFormat('yyyy-MM-dd');
	const asWritten = time.toFormat("yyyy-MM-dd'T'HH:mm") === text.slice(0, 16);
	const once = time.getPossibleOffsets().length === 1;
	return { iso: time.toISO({ suppressMilliseconds: true }) ?? text, day, sure: asWritten && once };
}

/**
 * Local calendar day in Europe/Prague of an ISO 8601 instant.
 * @throws DateError when the text is none.
 */
export function localDay(isoInstant: string): string {
	const instant = readInstant(isoInstant);
	if (!instant) throw new DateError(`"${String(isoInstant).slice(0, 40)}" is not a date and time`);
	return instant.day;
}

/** `2026-11-14` → `14 Nov 2026`; a text that is no day stays as it is. */
export function formatDay(day: string): string {
	if (!isDay(day)) return day;
	const [year, month, date] = day.split('-').map(Number);
	return `${date} ${MONTHS[month - 1]} ${year}`;
}
