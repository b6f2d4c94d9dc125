/**
 * Mapping tables: which field of a record stands where in POHODA's XML. One table per agenda, shared by reader and
 * writer; what it does not name goes into
 * `extra` when read. Rows stand in the order of the XSD, which is the order of writing.
 */
import type { ReadContext, WriteContext } from './context';

type FieldType =
	/** May be cut where the caller allows it. */
	| 'text'
	/** Names something: never cut. */
	| 'code'
	/** POHODA's id: a whole number from 1, as text. */
	| 'id'
	/** Digits that are a name, such as a PLU. */
	| 'digits'
	| 'number'
	| 'integer'
	| 'flag'
	| 'day'
	| 'instant'
	| 'time'
	| 'choice';

export interface Row {
	/** Path in the record, e.g. `partner.city`. `$…` is a value that the table's rules turn into fields. */
	field: string;
	/**
	 * Path of elements below the table's own element, e.g. `orderHeader/number/typ:ids`; `@name` at the end is an
	 * attribute, '' the element itself. Without prefix: the agenda's own.
	 */
	element: string;
	type: FieldType;
	/** Characters that fit. */
	max?: number;
	/** Of a number: least and greatest. */
	range?: readonly [number, number];
	/** Of a choice: word in the record → word in POHODA. */
	choices?: Readonly<Record<string, string>>;
	/** Of a choice: words that POHODA takes, where it only tells the others. */
	takes?: readonly string[];
	/** `read`: POHODA only tells it; `write`: POHODA only takes it. */
	only?: 'read' | 'write';
	/** Needed when a record is created; the text says what to do. */
	required?: string;
	/** Written only where none of these fields has a value: POHODA looks at one key only. */
	unless?: readonly string[];
	/** Has no meaning without that field. */
	needs?: string;
	/** As a person knows it; the field's name by default. */
	label?: string;
}

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

export type Fields = Record<string, unknown>;

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
