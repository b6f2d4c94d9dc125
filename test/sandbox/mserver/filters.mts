/** ftr:filter and ftr:userFilterName: which records a request or an action means. */
import { asLocalTime, localTime } from './clock.mts';
import { child, textOf, type El } from './tree.mts';
import type { ExtId, Settings } from './types.mts';
import { textAt, type XmlObject } from './xml.mts';

type Test<T> = (record: T) => boolean;
/** Field of the filter -> test that its element asks for. */
export type Fields<T> = Readonly<Record<string, (el: El) => Test<T>>>;

interface Changing {
	changedAt?: string;
}

/** Fields that every kind of record has. */
export const idField = <T extends { id: number }>(): Fields<T> => ({
	id: (el) => {
		const id = Number(el.text);
		return (record) => record.id === id;
	},
});

export const extIdField = <T extends { extIds?: readonly ExtId[] }>(): Fields<T> => ({
	extId: (el) => {
		const ids = textOf(el, 'typ:ids');
		const system = textOf(el, 'typ:exSystemName');
		return (record) => (record.extIds ?? []).some((extId) => extId.ids === ids && extId.exSystemName === system);
	},
});

/** POHODA's clock has no offset; the boundary itself is included [inferred]. `startedAt` stands for a record without a time. */
export const changesField = <T extends Changing>(startedAt: string): Fields<T> => ({
	lastChanges: (el) => {
		const since = asLocalTime(el.text.trim());
		return (record) => localTime(new Date(record.changedAt ?? startedAt)) >= since;
	},
});

export const NO_FILTER = 'Uživatelský filtr nebyl nalezen.';

export interface Selection<T> {
	test: Test<T>;
	/** A user filter that is not there. */
	unknownFilter?: El;
}

/** What the filter of a request selects; a field that says nothing about this kind of record (the period of a series) fits all. `header` gives the exported header that a user filter looks at. */
export function selection<T>(request: El | undefined, fields: Fields<T>, settings: Settings, header: (record: T) => XmlObject): Selection<T> {
	const tests = (child(request, 'ftr:filter')?.children ?? []).map((el) => fields[el.local]?.(el) ?? (() => true));
	const named = child(request, 'ftr:userFilterName');
	const filter = named && settings.userFilters.find(({ name }) => name === named.text);
	if (named && !filter) return { test: () => false, unknownFilter: named };
	if (filter) {
		const where = Object.entries(filter.where);
		tests.push((record) => {
			const shown = header(record);
			return where.every(([name, text]) => (textAt(shown, name) ?? textAt(shown, name, 'typ:ids')) === text);
		});
	}
	return { test: (record) => tests.every((one) => one(record)) };
}
