/**
 * Fields that an update can empty: an element without content. POHODA's schema takes that for texts and codes alone, not
 * for numbers, days, yes or no, references and lists. That POHODA then empties the field is inferred.
 */
import type { Agenda } from './agenda';
import { isList, type Row } from './table';

/** Lists that POHODA keeps as one text, and what is computed: name in the record → row. */
const GIVEN: Readonly<Record<string, string>> = { groups: '$groups', searchKeys: '$keys', eans: '$ean' };

function isEmptiable({ field, element, type, only, required, unless }: Row): boolean {
	const part = element.slice(element.lastIndexOf('/') + 1);
	const plain = !field.startsWith('$') || Object.values(GIVEN).includes(field);
	const texts = type === 'text' || type === 'code';
	return texts && plain && only === undefined && required === undefined && unless === undefined && !/^(@|typ:ids$|typ:numberRequested$)/.test(part);
}

const nameOf = (field: string): string => Object.entries(GIVEN).find(([, row]) => row === field)?.[0] ?? field;

/** Names of fields that can be emptied, e.g. `phone`, `shop.availability`, sorted; none where the agenda is not updated. */
export function emptiableFields(agenda: Agenda): string[] {
	if (!agenda.actions.includes('update')) return [];
	const rows = agenda.table.rows.filter((row): row is Row => !isList(row) && isEmptiable(row));
	return rows.map(({ field }) => nameOf(field)).sort();
}

/** Rows of the table that these names mean. */
export const rowsToEmpty = (names: readonly string[]): Set<string> => new Set(names.map((name) => GIVEN[name] ?? name));
