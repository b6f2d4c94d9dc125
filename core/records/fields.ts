/**
 * Readers of fields. Each gives the value as it is meant, or notes why it cannot be taken and gives undefined. One pass
 * without a copy of the whole, because files hold 100,000 receipts (a zod schema takes five times as long).
 */
import { exactNumber } from '../money/micro';
import { MAX_TEXT, addExtra, copyJson, isFieldName, isObject, pathText, plainValue, remark, shown, type Reading } from './reading';

const MAX_IDENTITY = 200;

export interface Field {
	read: (value: unknown, reading: Reading) => unknown;
	/** Must be there; the text says what to send. */
	required?: string;
	/** null is a value of its own, otherwise it means absent. */
	nullable?: boolean;
	/** The check fills it when it is absent: keeps its place in the order of fields. */
	filled?: boolean;
}

export type Fields<Name extends string = string> = Readonly<Record<Name, Field>>;

/** The field must be there. */
export function required(field: Field, hint: string): Field {
	return { ...field, required: hint };
}

/** The check fills the field when it is absent. */
export function filled(field: Field): Field {
	return { ...field, filled: true };
}

/** null is a value of the field. */
export function nullable({ read, ...field }: Field): Field {
	return { ...field, nullable: true, read: (value, reading) => (value === null ? null : read(value, reading)) };
}

function readText(given: unknown, reading: Reading): string | undefined {
	const value = plainValue(given);
	if (typeof value === 'number' && Number.isSafeInteger(value)) {
		reading.numbers.push(pathText(reading.path));
		return String(value);
	}
	if (typeof value !== 'string') return remark(reading, `is ${shown(value)}; send a text in quotes.`);
	if (value.length > MAX_TEXT) return remark(reading, `is longer than ${MAX_TEXT} characters.`);
	return value;
}

/** Text as it is; a whole number becomes text, with a warning. */
export const text: Field = { read: readText };

/** Text that stands in keys, columns and messages: trimmed, at most 200 characters on one line. */
export const identity: Field = {
	read: (value, reading) => {
		const given = readText(value, reading)?.trim();
		if (given === undefined) return undefined;
		if (given === '') return remark(reading, 'is empty.');
		if (given.length > MAX_IDENTITY) return remark(reading, `is longer than ${MAX_IDENTITY} characters.`);
		if (/\p{Cc}/u.test(given)) return remark(reading, 'contains control characters, such as line breaks.');
		return given;
	},
};

/** ISO 4217 code. */
export const currency: Field = {
	read: (value, reading) => {
		const code = readText(value, reading)?.trim().toUpperCase();
		if (code === undefined || /^[A-Z]{3}$/.test(code)) return code;
		return remark(reading, `is ${shown(value)}; send the ISO 4217 code of three letters, such as CZK or EUR.`);
	},
};

function readAmount(value: unknown, reading: Reading): number | undefined {
	if (typeof value !== 'number') return remark(reading, `is ${shown(value)}; send a number without quotes, such as 12.5.`);
	const exact = exactNumber(value);
	if (typeof exact === 'string') return remark(reading, `is not an exact amount: ${exact}.`);
	return exact + 0; // -0 is 0 in JSON
}

/** A number of at most six decimals; `rule` is what it must fulfil, `otherwise` what to say. */
export function amount(rule?: (value: number) => boolean, otherwise = ''): Field {
	if (!rule) return { read: readAmount };
	return {
		read: (value, reading) => {
			const number = readAmount(value, reading);
			if (number === undefined || rule(number)) return number;
			return remark(reading, `is ${number}; ${otherwise}.`);
		},
	};
}

/** One of the words. */
export function oneOf(words: readonly string[]): Field {
	return {
		read: (value, reading) =>
			typeof value === 'string' && words.includes(value)
				? value
				: remark(reading, `is ${shown(value)}; allowed are ${words.join(', ')}.`),
	};
}

/** true or false. */
export const flag: Field = {
	read: (value, reading) => (typeof value === 'boolean' ? value : remark(reading, `is ${shown(value)}; send true or false.`)),
};

/** A list of at most `max` entries. */
export function list(entry: Field, max: number): Field {
	return {
		read: (value, reading) => {
			if (!Array.isArray(value)) return remark(reading, `is ${shown(value)}; send a list.`);
			if (value.length > max) return remark(reading, `has ${value.length} entries; at most ${max} are taken.`);
			return Array.from(value, (given: unknown, index) => {
				reading.path.push(index);
				const meant = entry.read(given, reading);
				reading.path.pop();
				return meant;
			});
		},
	};
}

/** Anything a source knows beyond the canonical fields, as JSON data. */
export const extra: Field = {
	read: (value, reading) => {
		if (!isObject(value)) return remark(reading, `is ${shown(value)}; send an object.`);
		return copyJson(value, reading);
	},
};

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
	const unknown = Object.entries(value).filter(([name]) => !Object.hasOwn(fields, name) && isFieldName(name));
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
export function object(fields: Fields): Field {
	return {
		read: (value, reading) =>
			isObject(value) ? readObject(value, fields, reading) : remark(reading, `is ${shown(value)}; send an object.`),
	};
}
