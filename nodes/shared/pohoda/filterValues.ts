/** What the panel's filters say, as POHODA's filters. */
import { DateTime } from 'luxon';
import type { FilterName } from '../../../core/pohoda/agendas/agenda';
import type { RecordFilter } from '../../../core/pohoda/agendas/filters';
import { EX_SYSTEM_NAME } from '../../../core/pohoda/constants';
import { codeOf } from './references';

/** POHODA's clock shows the time of its country. */
export const POHODA_ZONE = 'Europe/Prague';

/** Seconds that a question by time looks further back: transactions end later than they begin. */
export const OVERLAP = 60;

/** One value each in POHODA's filter; of several values each becomes a filter of its own. */
const SEVERAL: Readonly<Record<FilterName, readonly string[]>> = {
	stock: ['id', 'externalId', 'code', 'ean', 'plu'],
	contact: ['id', 'externalId', 'companyId', 'vatId'],
	document: ['id', 'externalId'],
	id: ['id'],
	series: ['id'],
	registrationNumber: ['id', 'externalId'],
};

/** Lists within one filter, and what separates their values (names of firms have commas). */
const LISTS: Readonly<Record<string, RegExp>> = { numbers: /[,;\n]/, companyIds: /[,;\n]/, companies: /[;\n]/ };

interface FilterValues {
	filters?: RecordFilter[];
	/** Why POHODA cannot be asked like this. */
	fault?: string;
}

function parts(value: unknown, separator: RegExp): string[] {
	const given = Array.isArray(value) ? value.map((one) => codeOf(one) ?? '') : (codeOf(value) ?? '').split(separator);
	return [...new Set(given.map((one) => one.trim()).filter((one) => one !== ''))];
}

/**
 * The moment `overlap` seconds earlier, as POHODA shows it: `2026-11-14T10:14:00`, its own time. Old releases end their
 * dateTimeStamp with Z, and whether that is UTC is not known: it stays as it was given. Another offset becomes the time of
 * POHODA's clock. Undefined for what is no moment.
 */
export function momentBefore(text: string, overlap: number): string | undefined {
	const given = text.trim().replace(/^(\d{4}-\d{2}-\d{2}) /, '$1T');
	const utc = given.endsWith('Z');
	const moment = DateTime.fromISO(given, { setZone: true, zone: 'utc' });
	if (!moment.isValid) return undefined;
	// Reckoned as the hands of the clock: an hour that comes twice is an hour back.
	const shown = /[+-]\d{2}:?\d{2}$/.test(given) ? moment.setZone(POHODA_ZONE).setZone('utc', { keepLocalTime: true }) : moment;
	return shown.minus({ seconds: overlap }).toFormat(`yyyy-MM-dd'T'HH:mm:ss${utc ? "'Z'" : ''}`);
}

/**
 * Filters from the values of the collection Filters: all fields hold together; a field with several values makes a filter
 * for each of them. [] = no filter.
 */
export function filtersOf(
	name: FilterName,
	given: Readonly<Record<string, unknown>>,
	{ extSystem = EX_SYSTEM_NAME, overlap = OVERLAP }: { extSystem?: string; overlap?: number } = {},
): FilterValues {
	const filter: Record<string, unknown> = {};
	let many: { field: string; values: string[] } | undefined;
	const wrap = (field: string, value: string) => (field === 'externalId' ? { id: value, system: extSystem } : value);
	for (const [field, value] of Object.entries(given)) {
		if (typeof value === 'boolean') filter[field] = value;
		else if (field in LISTS) {
			const values = parts(value, LISTS[field]);
			if (values.length > 0) filter[field] = values;
		} else if (SEVERAL[name].includes(field)) {
			const values = parts(value, /[,;\n]/);
			if (values.length > 1 && many !== undefined) {
				return { fault: `several values of ${many.field} and of ${field} at once are not possible. Give several in one filter only.` };
			}
			if (values.length > 1) many = { field, values };
			else if (values.length === 1) filter[field] = wrap(field, values[0]);
		} else {
			const text = codeOf(value);
			if (text !== undefined) filter[field] = text;
		}
	}
	if (typeof filter.changedSince === 'string') {
		const since = momentBefore(filter.changedSince, overlap);
		if (since === undefined) {
			return { fault: `Changed Since is "${filter.changedSince}"; the cursor of the list before, or a date and time such as 2026-11-14T10:15:00, is needed.` };
		}
		filter.changedSince = since;
	}
	if (many !== undefined) {
		const { field, values } = many;
		return { filters: values.map((value) => ({ ...filter, [field]: wrap(field, value) })) };
	}
	return { filters: Object.keys(filter).length === 0 ? [] : [filter] };
}
