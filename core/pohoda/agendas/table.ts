/**
 * Mapping tables: which field of a record stands where in POHODA's XML. One table per agenda, shared by reader and
 * writer; what it does not name goes into
 * `extra` when read. Rows stand in the order of the XSD, which is the order of writing.
 */
import type { ReadContext, WriteContext } from './context';
import type { Fields, FieldType, Row } from './row';

export type { Fields, Row } from './row';

export interface ListRow {
	field: string;
	/** Path to the element that is repeated. */
	element: string;
	of: Table;
	/** The list holds only this field of each entry. */
	single?: string;
	only?: 'read' | 'write';
	/** Entries that fit. */
	max?: number;
	/**
	 * An entry with an id is a change of that entry when the record itself is updated; otherwise POHODA would add it
	 * once more.
	 */
	changedById?: boolean;
	/**
	 * An entry with one of these fields was told by POHODA, which has no way to change it: on an update it is there
	 * already and is not sent once more.
	 */
	thereBy?: readonly string[];
	label?: string;
}

export interface Table {
	/** Prefix of element names without one. */
	prefix: string;
	rows: ReadonlyArray<Row | ListRow>;
	/** Turns `$` values into fields of the record that was read. */
	afterRead?: (record: Fields, given: Fields, context: ReadContext) => void;
	/** The `$` values of a record that is to be written; reasons go to the context. */
	beforeWrite?: (record: Fields, context: WriteContext) => Fields;
}

type More = Partial<Omit<Row, 'field' | 'element' | 'type'>>;

function maker(type: FieldType): (field: string, element: string, more?: More) => Row {
	return (field, element, more = {}) => ({ field, element, type, ...more });
}

function sized(type: FieldType): (field: string, element: string, max?: number, more?: More) => Row {
	return (field, element, max, more = {}) => ({ field, element, type, ...(max === undefined ? {} : { max }), ...more });
}

export const text = sized('text');
export const code = sized('code');
export const id = maker('id');
export const digits = maker('digits');
export const number = maker('number');
export const integer = maker('integer');
export const flag = maker('flag');
export const day = maker('day');
export const instant = maker('instant');
export const time = maker('time');

/** @param choices words that are the same on both sides, or word in the record → word in POHODA */
export function choice(
	field: string,
	element: string,
	choices: readonly string[] | Readonly<Record<string, string>>,
	more: More = {},
): Row {
	const table = Array.isArray(choices)
		? Object.fromEntries((choices as readonly string[]).map((word) => [word, word]))
		: (choices as Record<string, string>);
	return { field, element, type: 'choice', choices: table, ...more };
}

/**
 * A reference (typ:refType): the field holds the code (ids), `refs.<field>` the id, which is written only where there
 * is no code.
 */
export function ref(field: string, element: string, max: number | undefined = 19, more: More = {}): Row[] {
	const dot = field.lastIndexOf('.') + 1;
	const refs = `${field.slice(0, dot)}refs.${field.slice(dot)}`;
	const ofId = more.only === undefined ? {} : { only: more.only };
	return [{ ...id(refs, `${element}/typ:id`, ofId), unless: [field] }, code(field, `${element}/typ:ids`, max, more)];
}

export function list(
	field: string,
	element: string,
	of: Table,
	more: Partial<Omit<ListRow, 'field' | 'element' | 'of'>> = {},
): ListRow {
	return { field, element, of, ...more };
}

/** A row that POHODA only tells. */
export function told<R extends Row | ListRow>(row: R): R {
	return { ...row, only: 'read' };
}

function joined(first: string, second: string, separator: string): string {
	return first === '' ? second : second === '' ? first : `${first}${separator}${second}`;
}

/** Rows of a part that stands in several agendas, below a field and an element. */
export function within(field: string, element: string, rows: ReadonlyArray<Row | ListRow>): Array<Row | ListRow> {
	return rows.map((row) => ({
		...row,
		field: joined(field, row.field, '.'),
		element: joined(element, row.element, '/'),
		...('needs' in row && row.needs !== undefined ? { needs: joined(field, row.needs, '.') } : {}),
		...('unless' in row && row.unless !== undefined
			? { unless: row.unless.map((one) => joined(field, one, '.')) }
			: {}),
	}));
}

export function isList(row: Row | ListRow): row is ListRow {
	return 'of' in row;
}
