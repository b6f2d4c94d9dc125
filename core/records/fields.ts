/**
 * The field vocabulary of records: what kinds of values there are. Each gives the value as it is meant, or notes why it
 * cannot be taken. One pass without a copy of the whole, because files hold 100,000 receipts (a zod schema takes five
 * times as long).
 */
import { exactNumber } from '../money/micro';
import { isDay } from './dates';
import { MAX_TEXT, copyJson, isObject, pathText, plainValue, remark, shown, type Reading } from './reading';
import { nullable, readObject, type Field, type Fields } from './table';

const MAX_IDENTITY = 200;
const MAX_LONG = 1_000_000;

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
export const text: Field<string> = { read: readText };

/** Text that may be long, such as a description in HTML. */
export const longText: Field<string> = {
	read: (given, reading) => {
		const value = plainValue(given);
		if (typeof value !== 'string' || value.length <= MAX_TEXT) return readText(value, reading);
		return value.length > MAX_LONG ? remark(reading, `is longer than ${MAX_LONG} characters.`) : value;
	},
};

/** Text that stands in keys, columns and messages: trimmed, at most 200 characters on one line. */
export const identity: Field<string> = {
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
export const currency: Field<string> = {
	read: (value, reading) => {
		const code = readText(value, reading)?.trim().toUpperCase();
		if (code === undefined || /^[A-Z]{3}$/.test(code)) return code;
		return remark(reading, `is ${shown(value)}; send the ISO 4217 code of three letters, such as CZK or EUR.`);
	},
};

/** A day, YYYY-MM-DD. Whether the calendar has it is said once all other fields are right; see wrongDays. */
export const day: Field<string> = { read: readText, day: true };

/** Sentences about the fields of kind `day` of a record that are none. */
export function wrongDays(record: Readonly<Record<string, unknown>>, fields: Fields): string[] {
	return Object.entries(fields).flatMap(([name, field]) => {
		const value = record[name];
		if (!field.day || value === undefined || isDay(String(value))) return [];
		return [`${name} is "${String(value).slice(0, 40)}"; send a day of the calendar such as 2026-11-14.`];
	});
}

function readAmount(value: unknown, reading: Reading): number | undefined {
	if (typeof value !== 'number') return remark(reading, `is ${shown(value)}; send a number without quotes, such as 12.5.`);
	const exact = exactNumber(value);
	if (typeof exact === 'string') return remark(reading, `is not an exact amount: ${exact}.`);
	return exact + 0; // -0 is 0 in JSON
}

/** A number of at most six decimals that fulfils a rule; `otherwise` is what to say when it does not. */
export function amount(rule: (value: number) => boolean, otherwise: string): Field<number> {
	return {
		read: (value, reading) => {
			const given = readAmount(value, reading);
			if (given === undefined || rule(given)) return given;
			return remark(reading, `is ${given}; ${otherwise}.`);
		},
	};
}

/** A number of at most six decimals. */
export const number: Field<number> = { read: readAmount };
export const positive = amount((value) => value > 0, 'it must be more than 0');
export const whole = amount((value) => Number.isInteger(value), 'send a whole number');

/** Per cent; null for a shop that is no VAT payer. */
export const vatRate = nullable(amount((value) => value >= 0 && value <= 100, 'it must lie between 0 and 100 per cent'));

/** One of the words, which are on the field for those who show or map them. */
export function oneOf<const W extends readonly string[]>(words: W): Field<W[number]> & { words: W } {
	return {
		words,
		read: (value, reading) =>
			typeof value === 'string' && words.includes(value)
				? value
				: remark(reading, `is ${shown(value)}; allowed are ${words.join(', ')}.`),
	};
}

/** true or false. */
export const flag: Field<boolean> = {
	read: (value, reading) => (typeof value === 'boolean' ? value : remark(reading, `is ${shown(value)}; send true or false.`)),
};

/** Field → id, both texts. */
export const refs: Field<Record<string, string>> = {
	read: (value, reading) => {
		if (!isObject(value)) return remark(reading, `is ${shown(value)}; send an object with texts.`);
		const names = Object.keys(value).slice(0, 100);
		return readObject(value, Object.fromEntries(names.map((name) => [name, identity])), reading) as Record<string, string>;
	},
};

/** Anything a source knows beyond the canonical fields, as JSON data. */
export const extra: Field<Record<string, unknown>> = {
	read: (value, reading) => {
		if (!isObject(value)) return remark(reading, `is ${shown(value)}; send an object.`);
		return copyJson(value, reading) as Record<string, unknown> | undefined;
	},
};
