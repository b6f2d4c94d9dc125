/** What stock items, contacts and documents have in common: identity, addresses, the entrance check. */
import type { ResultWarning } from './results';
import {
	amount,
	extra,
	filled,
	flag,
	identity,
	list,
	object,
	oneOf,
	readObject,
	required,
	text,
	type Field,
	type Fields,
} from './fields';
import { MAX_KEY, plainId } from './keys';
import {
	addExtra,
	isObject,
	newReading,
	numberWarnings,
	plainValue,
	reasonsOf,
	remark,
	shown,
	type Reading,
} from './reading';

/** Identity of a record in another system. */
export interface ExternalId {
	system: string;
	id: string;
	text?: string;
}

/** A user-defined field of the source (volitelný parametr). */
export interface Parameter {
	name: string;
	type: 'text' | 'memo' | 'currency' | 'boolean' | 'number' | 'integer' | 'date' | 'list';
	/** number for currency, number and integer; boolean for boolean; day for date; code of the entry for list. */
	value?: string | number | boolean;
	/** Name of the list that the value comes from. */
	list?: string;
	refs?: Record<string, string>;
	extra?: Record<string, unknown>;
}

export interface Entity {
	/** `<source>/<kind>/<id>`, see entityKey. */
	key: string;
	/** System it comes from. Ids in `refs` and in fields named `id` belong to that system. */
	source?: string;
	/** Its id in that system, as text. */
	id?: string;
	externalIds?: ExternalId[];
	/** That system's ids of what other fields name by code: field → id. Counts only where the field itself is empty. */
	refs?: Record<string, string>;
	labels?: string[];
	parameters?: Parameter[];
	/** Marked in the source's table (POHODA: column X). */
	marked?: boolean;
	/** What the source says beyond the fields of this package, by the source's own names. */
	extra?: Record<string, unknown>;
}

/** A place that goods are sent to. */
export interface ShippingAddress {
	id?: string;
	externalId?: string;
	company?: string;
	division?: string;
	name?: string;
	street?: string;
	city?: string;
	zip?: string;
	country?: string;
	phone?: string;
	email?: string;
	default?: boolean;
	refs?: Record<string, string>;
	extra?: Record<string, unknown>;
}

function part(text: string): string {
	return encodeURIComponent(text.normalize('NFC').replace(/\p{Surrogate}/gu, '\uFFFD')).replace(
		/[!'()*]/g,
		(char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
	);
}

/**
 * `<source>/<kind>/<id>`, each part percent-encoded like in recordKey, e.g. `pohoda/stockItem/27`; without a source
 * `<kind>/<id>`.
 */
export function entityKey(source: string | undefined, kind: string, id: string): string {
	return plainId([...(source === undefined ? [] : [source]), kind, id].map(part).join('/'), MAX_KEY);
}

export type CheckedEntity<T> =
	| { ok: true; record: T; warnings: ResultWarning[] }
	| { ok: false; key?: string; reasons: string[] };

const MAX_LONG = 1_000_000;

/** Text that may be long, such as a description in HTML. */
export const longText: Field = {
	read: (given, reading) => {
		const value = plainValue(given);
		if (typeof value !== 'string' || value.length <= 10_000) return text.read(value, reading);
		return value.length > MAX_LONG ? remark(reading, `is longer than ${MAX_LONG} characters.`) : value;
	},
};

export const number = amount();
export const positive = amount((value) => value > 0, 'it must be more than 0');
export const whole = amount((value) => Number.isInteger(value), 'send a whole number');

/** Field → id, both texts. */
export const refs: Field = {
	read: (value, reading) => {
		if (!isObject(value)) return remark(reading, `is ${shown(value)}; send an object with texts.`);
		const fields: Fields = Object.fromEntries(
			Object.keys(value)
				.slice(0, 100)
				.map((name) => [name, identity]),
		);
		return readObject(value, fields, reading);
	},
};

const parameterValue: Field = {
	read: (given, reading) => {
		const value = plainValue(given);
		if (typeof value === 'boolean') return value;
		return typeof value === 'number' ? number.read(value, reading) : longText.read(value, reading);
	},
};

const PARAMETER: Fields<keyof Parameter> = {
	name: required(text, 'Name the parameter.'),
	type: required(
		oneOf(['text', 'memo', 'currency', 'boolean', 'number', 'integer', 'date', 'list']),
		'Say what kind of value it is.',
	),
	value: parameterValue,
	list: text,
	refs,
	extra,
};

export const EXTERNAL_ID: Fields<keyof ExternalId> = {
	system: required(text, 'Name the system that the id belongs to.'),
	id: required(text, 'Send the id.'),
	text,
};

export const SHIPPING_ADDRESS: Fields<keyof ShippingAddress> = {
	id: identity,
	externalId: text,
	company: text,
	division: text,
	name: text,
	street: text,
	city: text,
	zip: text,
	country: text,
	phone: text,
	email: text,
	default: flag,
	refs,
	extra,
};

export const ENTITY: Fields<keyof Entity> = {
	key: filled(text),
	source: identity,
	id: identity,
	externalIds: list(object(EXTERNAL_ID), 100),
	refs,
	labels: list(text, 100),
	parameters: list(object(PARAMETER), 500),
	marked: flag,
	extra,
};

/**
 * Checks a record by its fields: types, required fields, exact numbers; unknown fields move to `extra`; fills
 * recordType and key. Never throws; the input is not changed.
 *
 * @param identityOf what identifies a record that brings no key
 * @param rules further reasons and warnings about a record whose fields are right
 */
export function checkEntity<T extends Entity>(
	input: unknown,
	recordType: string,
	fields: Fields,
	identityOf: (record: Partial<T>) => string | undefined,
	rules: (record: T, warnings: ResultWarning[]) => string[] = () => [],
): CheckedEntity<T> {
	if (!isObject(input)) {
		return { ok: false, reasons: [`A record is a JSON object with named fields; this one is ${shown(input)}.`] };
	}
	const reading = newReading();
	const value = read(input, recordType, fields, reading);
	if (value === undefined) return { ok: false, reasons: ['The record cannot be read as data. Send plain JSON.'] };
	const record = value as Partial<T>;
	const id = identityOf(record);
	if (record.key === undefined && id !== undefined) record.key = entityKey(record.source, recordType, id);
	if (record.key === undefined) {
		reading.path.push('key');
		remark(reading, 'is missing and there is nothing to make it of. Send the key, an id, or the number or code.');
	}
	const warnings = numberWarnings(reading);
	const reasons = reading.reasons.length > 0 ? reasonsOf(reading) : rules(record as T, warnings);
	if (reasons.length > 0) return { ok: false, ...(record.key === undefined ? {} : { key: record.key }), reasons };
	return { ok: true, record: record as T, warnings };
}

function read(
	input: Record<string, unknown>,
	recordType: string,
	fields: Fields,
	reading: Reading,
): Record<string, unknown> | undefined {
	const given = input.recordType ?? recordType;
	if (given !== recordType) {
		reading.path.push('recordType');
		remark(reading, `is ${shown(given)}; allowed is ${recordType}.`);
		reading.path.pop();
	}
	try {
		const value = readObject({ ...input, recordType, sync: undefined }, { recordType: text, ...fields }, reading);
		if (reading.homeless.length > 0)
			value.extra = addExtra(isObject(value.extra) ? value.extra : {}, reading.homeless, reading);
		return value;
	} catch {
		return undefined;
	}
}
