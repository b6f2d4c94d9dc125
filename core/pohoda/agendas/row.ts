/** One row of a mapping table: a field of a record and its place in POHODA's XML. */
export type FieldType =
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

export type Fields = Record<string, unknown>;
