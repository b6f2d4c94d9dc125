/** Date and time as the files have it (local, no offset) and as records have it (ISO 8601 with offset, Europe/Prague). */
import { IANAZone } from 'luxon';
import { ZONE } from '../records/dates';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** The clocks change on whole hours: the offsets of these hours are remembered. */
const offsets = new Map<number, number>();
const MOST_HOURS = 5000;
let zone: IANAZone | undefined;

/** Minutes ahead of UTC in Prague. */
function offsetAt(millis: number): number {
	const hour = Math.floor(millis / HOUR);
	const known = offsets.get(hour);
	if (known !== undefined) return known;
	if (offsets.size >= MOST_HOURS) offsets.clear();
	zone ??= IANAZone.create(ZONE);
	const offset = zone.offset(millis);
	offsets.set(hour, offset);
	return offset;
}

/** `20261114 10:15:32.000` → `2026-11-14`. */
export function dayOf(time: string): string {
	return `${time.slice(0, 4)}-${time.slice(4, 6)}-${time.slice(6, 8)}`;
}

/**
 * `20261114 10:15:32.000` → `2026-11-14T10:15:32+01:00`; without offset within hours of a change of the clocks, where the check of records decides.
 * undefined for exact midnight, which stands for a day without time.
 */
export function instantOf(time: string): string | undefined {
	const clock = time.slice(9);
	if (clock === '00:00:00.000') return undefined;
	const text = `${dayOf(time)}T${clock.replace(/\.000$/, '')}`;
	const millis = Date.parse(`${text}Z`);
	const offset = offsetAt(millis - 3 * HOUR);
	if (offset !== offsetAt(millis + HOUR) || offset % 60 !== 0) return text;
	return `${text}+${String(offset / 60).padStart(2, '0')}:00`;
}

/** ISO 8601 with offset → `20261114 10:15:32.000`; undefined for a text that is none. */
export function timeOf(instant: string): string | undefined {
	const millis = Date.parse(instant);
	if (Number.isNaN(millis)) return undefined;
	const local = new Date(millis + offsetAt(millis) * MINUTE).toISOString();
	return `${local.slice(0, 10).replaceAll('-', '')} ${local.slice(11, 23)}`;
}

/** First moment of a day, `2026-11-14` → `20261114 00:00:00.000`. */
export function midnight(day: string): string {
	return `${day.replaceAll('-', '')} 00:00:00.000`;
}

/** The accounting period of twelve months that a day lies in, by the month in which it begins (1 to 12). */
export function periodOf(day: string, firstMonth: number): { from: string; to: string } {
	const [year, month] = day.split('-').map(Number);
	const begins = month >= firstMonth ? year : year - 1;
	const last = new Date(Date.UTC(begins + 1, firstMonth - 1, 0)).toISOString().slice(0, 10);
	return { from: midnight(`${begins}-${String(firstMonth).padStart(2, '0')}-01`), to: midnight(last) };
}
