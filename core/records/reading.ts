/** What comes up while a record is read: remarks as sentences, places, unknown fields as bounded JSON data. */
import { DateTime } from 'luxon';
import type { ResultWarning } from './results';

export const MAX_TEXT = 10_000;
const MAX_DEPTH = 32;
const MAX_REASONS = 20;
const MAX_NAMED = 5;

/** Never field names: as keys they could reach the prototype of an object that somebody merges into. */
const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);
const ENTRY: Record<string, string> = { items: 'Item', payments: 'Payment', vatSummary: 'VAT row', labels: 'Label' };

/** Whether a sender may mean a field by this name. */
export function isFieldName(name: string): boolean {
	return !FORBIDDEN.has(name);
}

export interface Reading {
	/** Where the reader is; list positions count from 0. */
	path: Array<string | number>;
	/** Why the record cannot be taken, at most 20. */
	reasons: string[];
	/** Reasons beyond that. */
	more: number;
	/** Places of numbers that were taken as text. */
	numbers: string[];
	/** Unknown fields of objects that have no `extra`, by their path. */
	homeless: Array<[name: string, value: unknown]>;
	/** Unknown values so far, and the characters of their names and texts. */
	values: number;
	characters: number;
	limits: Limits;
}

/** How much may come in fields that nobody knows. */
interface Limits {
	values: number;
	characters: number;
}

/** Of one record: what no flow needs must not fill the journal, which every run reads. */
const UNKNOWN_FIELDS: Limits = { values: 10_000, characters: 500_000 };

/** Of a whole delivery, before its records are told apart. */
export const WHOLE_DELIVERY: Limits = { values: 500_000, characters: 100_000_000 };

export function newReading(limits = UNKNOWN_FIELDS): Reading {
	return { path: [], reasons: [], more: 0, numbers: [], homeless: [], values: 0, characters: 0, limits };
}

/** Counts a value and its characters; false from the first one on that is too much, which is remarked. */
function fits(reading: Reading, characters: number): boolean {
	const { limits } = reading;
	const before = reading.values <= limits.values && reading.characters <= limits.characters;
	reading.values += 1;
	reading.characters += characters;
	if (reading.values <= limits.values && reading.characters <= limits.characters) return true;
	if (before) {
		const much = reading.values > limits.values ? `${limits.values} values` : `${limits.characters} characters`;
		remark(reading, `and the rest have more than ${much} in fields that are not known.`);
	}
	return false;
}

/** `customer.vip`, `items.2.code` (list positions from 1) */
export function pathText(path: ReadonlyArray<string | number>): string {
	return path.map((part) => (typeof part === 'number' ? part + 1 : part.slice(0, 40))).join('.');
}

/** `Item 2: totalGross`, `customer.name`, `total` */
function placeOf(path: ReadonlyArray<string | number>): string {
	const [head, index, ...rest] = path;
	if (typeof index !== 'number') return pathText(path.slice(0, 6));
	const entry = `${ENTRY[String(head)] ?? head} ${index + 1}`;
	return rest.length === 0 ? entry : `${entry}: ${pathText(rest.slice(0, 6))}`;
}

/** Notes a reason: a sentence about the current place. */
export function remark(reading: Reading, predicate: string): undefined {
	if (reading.reasons.length < MAX_REASONS) reading.reasons.push(`${placeOf(reading.path)} ${predicate}`);
	else reading.more += 1;
	return undefined;
}

/** All reasons as sentences. */
export function reasonsOf({ reasons, more }: Reading): string[] {
	return more === 0 ? reasons : [...reasons, `There are ${more} more remarks of this kind.`];
}

/** A value, short, as a person would point at it. */
export function shown(value: unknown): string {
	if (typeof value === 'string') return `the text "${value.length > 40 ? `${value.slice(0, 40)}…` : value}"`;
	if (Array.isArray(value)) return 'a list';
	if (typeof value === 'object' && value !== null) return 'an object';
	if (typeof value === 'function' || typeof value === 'symbol') return `a ${typeof value}`;
	return String(value);
}

/** An object that is no array. */
export function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Dates as ISO text; anything else as it is. */
export function plainValue(value: unknown): unknown {
	if (typeof value !== 'object' || value === null) return value;
	if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
	return DateTime.isDateTime(value) ? value.toISO() : value;
}

/**
 * A copy of an unknown value that is JSON data: dates become ISO text, big integers text, NaN and infinite numbers
 * null; functions, bytes, undefined and keys that name an object's prototype are left out. Too long texts, too deep
 * or too many values (also an object that contains itself) are remarks.
 */
export function copyJson(given: unknown, reading: Reading): unknown {
	const value = plainValue(given);
	const part = reading.path.at(-1);
	if (!fits(reading, (typeof value === 'string' ? value.length : 0) + (typeof part === 'string' ? part.length : 0))) return undefined;
	if (typeof value === 'string') {
		return value.length > MAX_TEXT ? remark(reading, `is longer than ${MAX_TEXT} characters.`) : value;
	}
	if (typeof value === 'number') return Number.isFinite(value) ? value + 0 : null;
	if (typeof value === 'bigint') return value.toString();
	if (value === null || typeof value === 'boolean') return value;
	if (typeof value !== 'object' || ArrayBuffer.isView(value)) return undefined;
	if (reading.path.length >= MAX_DEPTH) return remark(reading, `is nested more than ${MAX_DEPTH} levels deep.`);
	if (Array.isArray(value)) {
		if (value.length > reading.limits.values) return remark(reading, `has ${value.length} entries.`);
		return Array.from(value, (entry, index) => copyAt(index, entry, reading) ?? null);
	}
	const copy: Record<string, unknown> = {};
	for (const [name, content] of Object.entries(value)) {
		if (reading.values > reading.limits.values || reading.characters > reading.limits.characters) break;
		const meant = isFieldName(name) ? copyAt(name, content, reading) : undefined;
		if (meant !== undefined) copy[name] = meant;
	}
	return copy;
}

function copyAt(part: string | number, value: unknown, reading: Reading): unknown {
	reading.path.push(part);
	const copy = copyJson(value, reading);
	reading.path.pop();
	return copy;
}

/** Adds unknown fields under names that are still free. */
export function addExtra(
	extra: Record<string, unknown>,
	fields: ReadonlyArray<[name: string, value: unknown]>,
	reading: Reading,
): Record<string, unknown> {
	for (const [name, content] of fields) {
		const meant = content === null ? undefined : copyAt(name, content, reading);
		if (meant === undefined) continue;
		let free = name;
		for (let count = 2; Object.hasOwn(extra, free); count += 1) free = `${name}_${count}`;
		extra[free] = meant;
	}
	return extra;
}

/** One warning `numberAsText` for all numbers that were taken as text. */
export function numberWarnings({ numbers }: Reading): ResultWarning[] {
	if (numbers.length === 0) return [];
	const more = numbers.length > MAX_NAMED ? ` and ${numbers.length - MAX_NAMED} more` : '';
	const text =
		`Sent as a number and taken as text: ${numbers.slice(0, MAX_NAMED).join(', ')}${more}. ` +
		'Leading zeros may be lost; send codes and numbers in quotes.';
	return [{ code: 'numberAsText', text, place: numbers[0] }];
}
