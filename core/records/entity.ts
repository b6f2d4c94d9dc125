/** What stock items, contacts and documents have in common: identity, addresses, the entrance check. */
import { extra, flag, identity, longText, number, oneOf, refs, text } from './fields';
import { MAX_KEY, plainId } from './keys';
import { addExtra, isObject, newReading, numberWarnings, plainValue, reasonsOf, remark, shown, type Reading } from './reading';
import type { ResultWarning } from './results';
import { filled, list, object, readObject, required, type Field, type Fields, type Infer } from './table';

export const EXTERNAL_ID = {
	system: required(text, 'Name the system that the id belongs to.'),
	id: required(text, 'Send the id.'),
	text,
};
/** Identity of a record in another system. */
export type ExternalId = Infer<typeof EXTERNAL_ID>;

const parameterValue: Field<string | number | boolean> = {
	read: (given, reading) => {
		const value = plainValue(given);
		if (typeof value === 'boolean') return value;
		return typeof value === 'number' ? number.read(value, reading) : longText.read(value, reading);
	},
};

/** A user-defined field of the source (volitelný parametr). */
const PARAMETER = {
	name: required(text, 'Name the parameter.'),
	type: required(
		oneOf(['text', 'memo', 'currency', 'boolean', 'number', 'integer', 'date', 'list']),
		'Say what kind of value it is.',
	),
	/** number for currency, number and integer; boolean for boolean; day for date; code of the entry for list. */
	value: parameterValue,
	/** Name of the list that the value comes from. */
	list: text,
	refs,
	extra,
};

/** A place that goods are sent to. */
export const SHIPPING_ADDRESS = {
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

export const ENTITY = {
	/** `<source>/<kind>/<id>`, see entityKey. */
	key: filled(text),
	/** System it comes from. Ids in `refs` and in fields named `id` belong to that system. */
	source: identity,
	/** Its id in that system, as text. */
	id: identity,
	externalIds: list(object(EXTERNAL_ID), 100),
	/** That system's ids of what other fields name by code: field → id. Counts only where the field itself is empty. */
	refs,
	labels: list(text, 100),
	parameters: list(object(PARAMETER), 500),
	/** Marked in the source's table (POHODA: column X). */
	marked: flag,
	/** What the source says beyond the fields of this package, by the source's own names. */
	extra,
};
export type Entity = Infer<typeof ENTITY>;

/** The field that says which record it is; the check fills it. */
export function recordType<const Name extends string>(name: Name) {
	return { ...filled(oneOf([name])), name };
}

type EntityTable = Fields & typeof ENTITY & { recordType: Field & { name: string } };

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

/**
 * Checks a record by its fields: types, required fields, exact numbers; unknown fields move to `extra`; fills
 * recordType and key. Never throws; the input is not changed.
 *
 * @param identityOf what identifies a record that brings no key
 * @param rules further reasons and warnings about a record whose fields are right
 */
export function checkEntity<F extends EntityTable>(
	input: unknown,
	fields: F,
	identityOf: (record: Partial<Infer<F>>) => string | undefined,
	rules: (record: Infer<F>, warnings: ResultWarning[]) => string[] = () => [],
): CheckedEntity<Infer<F>> {
	if (!isObject(input)) {
		return { ok: false, reasons: [`A record is a JSON object with named fields; this one is ${shown(input)}.`] };
	}
	const reading = newReading();
	const value = read(input, fields, reading);
	if (value === undefined) return { ok: false, reasons: ['The record cannot be read as data. Send plain JSON.'] };
	const record = value as Partial<Entity>;
	const id = identityOf(value as Partial<Infer<F>>);
	if (record.key === undefined && id !== undefined) record.key = entityKey(record.source, fields.recordType.name, id);
	if (record.key === undefined) {
		reading.path.push('key');
		remark(reading, 'is missing and there is nothing to make it of. Send the key, an id, or the number or code.');
	}
	const warnings = numberWarnings(reading);
	const reasons = reading.reasons.length > 0 ? reasonsOf(reading) : rules(value as Infer<F>, warnings);
	if (reasons.length > 0) return { ok: false, ...(record.key === undefined ? {} : { key: record.key }), reasons };
	return { ok: true, record: value as Infer<F>, warnings };
}

function read(input: Record<string, unknown>, fields: EntityTable, reading: Reading): Record<string, unknown> | undefined {
	const { name } = fields.recordType;
	const given = input.recordType ?? name;
	if (given !== name) {
		reading.path.push('recordType');
		remark(reading, `is ${shown(given)}; allowed is ${name}.`);
		reading.path.pop();
	}
	try {
		const value = readObject({ ...input, recordType: name, sync: undefined }, fields, reading);
		if (reading.homeless.length > 0)
			value.extra = addExtra(isObject(value.extra) ? value.extra : {}, reading.homeless, reading);
		return value;
	} catch {
		return undefined;
	}
}
