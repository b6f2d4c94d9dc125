/**
 * A record is described once, by a table of its fields: the table checks what comes in, and the type follows from it
 * (`type Order = Infer<typeof ORDER>`). What a field means stands in its comment; editors show it wherever the type is used.
 */
import { addExtra, isFieldName, isObject, pathText, remark, shown, type Reading } from './reading';

/** How a field is read: the value as it is meant, or a remark why it cannot be taken and undefined. */
export interface Field<T = unknown> {
	read: (value: unknown, reading: Reading) => T | undefined;
	/** Must be there; the text says what to send. */
	required?: string;
	/** null is a value of its own, otherwise it means absent. */
	nullable?: boolean;
	/** The check fills it when it is absent: keeps its place in the order of fields. */
	filled?: boolean;
	/** Means a day of the calendar. */
	day?: boolean;
}

export type Fields = Readonly<Record<string, Field>>;

interface Required {
	required: string;
}
interface Filled {
	filled: true;
}

type Value<F> = F extends Field<infer T> ? T : never;
type Names<F extends Fields, By> = { [K in keyof F]: F[K] extends By ? K : never }[keyof F];
/** Mapped over names of the table itself: so editors show its comments, and lead to it. */
type Values<F extends Fields, Name extends keyof F> = { [K in Name]: Value<F[K]> };
type Shape<F extends Fields, Always extends keyof F> = Values<F, Always> & Partial<Values<F, Exclude<keyof F, Always>>>;
type Checked<F extends Fields> = Shape<F, Names<F, Required | Filled>>;
type Read<F extends Fields> = Shape<F, Names<F, Required>>;

/** The record that a table describes: what is required or filled is there, everything else may be absent. */
export type Infer<F extends Fields> = { [K in keyof Checked<F>]: Checked<F>[K] };

/** What a table lets through, before the check has filled the rest. */
export type Given<F extends Fields> = { [K in keyof Read<F>]: Read<F>[K] };

/** The field must be there. */
export function required<F extends Field>(field: F, hint: string): F & Required {
	return { ...field, required: hint };
}

/** The check fills the field when it is absent. */
export function filled<F extends Field>(field: F): F & Filled {
	return { ...field, filled: true };
}

/** null is a value of the field. */
export function nullable<T>({ read, ...field }: Field<T>): Field<T | null> {
	return { ...field, nullable: true, read: (value, reading) => (value === null ? null : read(value, reading)) };
}

/** A list of at most `max` entries. */
export function list<T>(entry: Field<T>, max: number): Field<T[]> {
	return {
		read: (value, reading) => {
			if (!Array.isArray(value)) return remark(reading, `is ${shown(value)}; send a list.`);
			if (value.length > max) return remark(reading, `has ${value.length} entries; at most ${max} are taken.`);
			// An entry that could not be read has left a remark, and the record is refused.
			return Array.from(value, (given: unknown, index) => {
				reading.path.push(index);
				const meant = entry.read(given, reading);
				reading.path.pop();
				return meant;
			}) as T[];
		},
	};
}

function isEmpty(value: unknown): boolean {
	return isObject(value) && Object.keys(value).length === 0;
}

/**
 * An object by its fields: null and empty optional values are absent, unknown fields go into its `extra`, or with their
 * path into the record's where it has none.
 */
export function readObject(value: Record<string, unknown>, fields: Fields, reading: Reading): Record<string, unknown> {
	const result: Record<string, unknown> = {};
	for (const name in fields) {
		const field = fields[name];
		const given = Object.hasOwn(value, name) ? value[name] : undefined;
		reading.path.push(name);
		if (given === undefined || (given === null && !field.nullable) || (given === '' && !field.required)) {
			if (field.required) remark(reading, `is missing. ${field.required}`);
			else if (field.filled) result[name] = undefined;
		} else {
			const meant = field.read(given, reading);
			if (meant !== undefined && (field.required || !isEmpty(meant))) result[name] = meant;
		}
		reading.path.pop();
	}
	const unknown = Object.keys(value)
		.filter((name) => !Object.hasOwn(fields, name) && isFieldName(name))
		.map((name): [string, unknown] => [name, value[name]]);
	if (unknown.length === 0) return result;
	if (Object.hasOwn(fields, 'extra')) {
		const all = addExtra((result.extra as Record<string, unknown> | undefined) ?? {}, unknown, reading);
		if (!isEmpty(all)) result.extra = all;
	} else {
		for (const [name, content] of unknown) reading.homeless.push([pathText([...reading.path, name]), content]);
	}
	return result;
}

/** An object inside a record. */
export function object<F extends Fields>(fields: F): Field<Infer<F>> {
	return {
		read: (value, reading) => {
			if (!isObject(value)) return remark(reading, `is ${shown(value)}; send an object.`);
			return readObject(value, fields, reading) as Infer<F>;
		},
	};
}
