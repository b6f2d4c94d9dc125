/** Day, time and key of a record as given, completed. */
import { isDay, readInstant } from './dates';
import { MAX_KEY, recordKey } from './keys';
import type { ResultWarning } from './results';

interface GivenIdentity {
	key?: string;
	source: string;
	register: string;
	number?: string;
	issuedAt?: string;
	date?: string;
}

interface Identity {
	key: string;
	number: string;
	issuedAt?: string;
	date: string;
}

/** A key of the sender's own: any short text on one line. */
function isKey(key: unknown): key is string {
	return typeof key === 'string' && key.trim() !== '' && key.length <= MAX_KEY && !/[\p{Cc}\p{Surrogate}]/u.test(key);
}

function checkTime(given: GivenIdentity): { issuedAt?: string; date?: string; warnings: ResultWarning[]; reasons: string[] } {
	const warnings: ResultWarning[] = [];
	const reasons: string[] = [];
	const instant = given.issuedAt === undefined ? undefined : readInstant(given.issuedAt);
	if (given.issuedAt !== undefined && !instant) {
		const shown = given.issuedAt.slice(0, 40);
		reasons.push(`issuedAt is "${shown}"; send date and time with offset, such as 2026-11-14T10:15:00+01:00.`);
	}
	if (instant && !instant.sure) {
		const text = `issuedAt ${given.issuedAt} has no offset and the clocks changed at that hour; ${instant.iso} was taken.`;
		warnings.push({ code: 'issuedAtUnclear', text, place: 'issuedAt', requested: given.issuedAt, produced: instant.iso });
	}
	if (given.date !== undefined && !isDay(given.date)) {
		reasons.push(`date is "${given.date.slice(0, 40)}"; send a day of the calendar, such as 2026-11-14.`);
	}
	if (given.date === undefined && given.issuedAt === undefined) {
		reasons.push('date is missing, and so is issuedAt. Send the day of the sale, such as 2026-11-14.');
	}
	if (given.date !== undefined && instant && instant.day !== given.date) {
		const text = `date is ${given.date}, but issuedAt ${instant.iso} is ${instant.day} in Prague. The date is taken as it is.`;
		warnings.push({ code: 'dateDiffers', text, place: 'date', requested: given.date, produced: instant.day });
	}
	return { issuedAt: instant?.iso, date: given.date ?? instant?.day, warnings, reasons };
}

/**
 * Completes identity and time: `date` from `issuedAt`, an offset for local Prague time, `key` from its parts. A key of
 * the sender's own is kept (a source without numbers has another identity); then the number may be missing and is ''.
 */
export function checkIdentity(
	given: GivenIdentity,
	cash: boolean,
): { identity?: Identity; warnings: ResultWarning[]; reasons: string[] } {
	const { issuedAt, date, warnings, reasons } = checkTime(given);
	const ownKey = isKey(given.key) ? given.key.trim() : undefined;
	if (given.number === undefined && ownKey === undefined) {
		reasons.push(
			'number is missing. Without it the record has no identity: send the number that the till gave it, ' +
				'or a key of your own that never changes and never comes twice.',
		);
	}
	if (reasons.length > 0 || date === undefined) return { warnings, reasons };
	const number = given.number ?? '';
	const key = ownKey ?? recordKey({ source: given.source, register: given.register, number, date, cash });
	if (ownKey === undefined && given.key !== undefined) {
		const text = `The key given is longer than ${MAX_KEY} characters or not plain text on one line; ${key} is used.`;
		warnings.push({ code: 'keyComputed', text, place: 'key', produced: key });
	}
	return { identity: { key, number, date, ...(issuedAt === undefined ? {} : { issuedAt }) }, warnings, reasons };
}

/** Key of a record that could not be taken, when enough of it is there. */
export function keyOfRefused(value: Record<string, unknown>, cash: boolean): string | undefined {
	if (isKey(value.key)) return value.key.trim();
	const text = (field: unknown) => (typeof field === 'string' && field.trim() !== '' ? field.trim() : undefined);
	const [source, register, number] = [text(value.source), text(value.register), text(value.number)];
	const instant = typeof value.issuedAt === 'string' ? readInstant(value.issuedAt) : undefined;
	const date = typeof value.date === 'string' && isDay(value.date) ? value.date : instant?.day;
	if (source === undefined || register === undefined || number === undefined || date === undefined) return undefined;
	return recordKey({ source, register, number, date, cash });
}
