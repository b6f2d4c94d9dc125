/**
 * Filter grammar: `(Prop~op~value)`, joined by `~and~` or `~or~` inside parentheses, nested as deep as one likes. A value with
 * anything but plain characters has to come as Base64 of its UTF-8 bytes (`op:base64`). Quotes are taken as they stand, so
 * a quoted value matches nothing.
 */
import { badRequest, type Refusal } from './errors.mts';
import { enumValue, type EnumName } from './rules/enums.mts';
import { isDate } from './rules/check.mts';
import type { Entity } from './types.mts';

export type Predicate = (row: Entity) => boolean;
type Test = (value: unknown) => boolean;

const OPERATORS = ['eq', '!eq', 'lt', 'lte', 'gt', 'gte', 'ct', '!ct', 'ss'] as const;
type Operator = (typeof OPERATORS)[number];

const bad = (filter: string, why: string): Refusal => badRequest(`The filter '${filter}' is not valid: ${why}.`);

/** Values along a path; a list on the way gives several. */
export function valuesAt(row: unknown, path: string): unknown[] {
	let found: unknown[] = [row];
	for (const name of path.split('.')) found = found.flatMap((one) => (Array.isArray(one) ? one : [one])).map((one) => (one as Record<string, unknown> | null | undefined)?.[name]);
	return found.flat();
}

const order = (a: number | string, b: number | string): number => (a < b ? -1 : a > b ? 1 : 0);

const COMPARE: Record<string, (result: number) => boolean> = {
	'eq': (result) => result === 0,
	'!eq': (result) => result !== 0,
	'lt': (result) => result < 0,
	'lte': (result) => result <= 0,
	'gt': (result) => result > 0,
	'gte': (result) => result >= 0,
};

/** SQL Server with a Czech case-insensitive collation, as far as one can see from outside. */
const fold = (text: unknown): string => String(text ?? '').toLocaleLowerCase('cs');

/** `2026-11-14 10:20:30.123` and other forms as `2026-11-14T10:20:30.123`. */
function stampOf(text: string): string {
	const [day, time = '00:00:00'] = text.replace(/Z$/, '').split(/[T ]/) as [string, string?];
	const [clock, fraction = ''] = time.split('.');
	return `${day}T${clock!.length === 5 ? `${clock}:00` : clock}.${fraction.padEnd(3, '0').slice(0, 3)}`;
}

function ordered(operator: Operator, wanted: number | string, read: (value: unknown) => number | string | undefined): Test | undefined {
	const fits = COMPARE[operator];
	if (!fits) return undefined;
	return (value) => {
		const given = read(value);
		return given === undefined ? operator === '!eq' : fits(order(given, wanted));
	};
}

const asNumber = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);

const NUMBER = /^-?\d+(\.\d+)?$/;

/** Type of a column -> test of a value; undefined = the operator or the value does not fit the column. */
const TESTS: Record<string, (operator: Operator, text: string) => Test | undefined> = {
	id(operator, text) {
		if (operator !== 'ct') return NUMBER.test(text) ? ordered(operator, Number(text), asNumber) : undefined;
		const wanted = text.split(',');
		return wanted.every((one) => NUMBER.test(one)) ? (value) => wanted.some((one) => Number(one) === value) : undefined;
	},
	num: (operator, text) => (NUMBER.test(text) ? ordered(operator, Number(text), asNumber) : undefined),
	text(operator, text) {
		const wanted = fold(text);
		if (operator === 'eq' || operator === '!eq') return (value) => (fold(value) === wanted) === (operator === 'eq');
		if (operator === 'ct' || operator === '!ct') return (value) => fold(value).includes(wanted) === (operator === 'ct');
		return undefined;
	},
	search: (operator, text) => TESTS['text']!(operator === 'ss' ? 'ct' : operator, text),
	date: (operator, text) => (isDate(text) ? ordered(operator, stampOf(text), (value) => (typeof value === 'string' ? stampOf(value) : undefined)) : undefined),
	stamp: (operator, text) => TESTS['date']!(operator, text),
	from: (operator, text) => (['eq', 'gt', 'gte'].includes(operator) ? TESTS['date']!('gte', text) : undefined),
	till: (operator, text) => (['eq', 'lt', 'lte'].includes(operator) ? TESTS['date']!('lte', text) : undefined),
	bool: (operator, text) => (/^(true|false)$/i.test(text) && (operator === 'eq' || operator === '!eq') ? (value) => ((value === true) === (text.toLowerCase() === 'true')) === (operator === 'eq') : undefined),
};

function testOf(type: string, operator: Operator, text: string): Test | undefined {
	if (text === 'null') return operator === 'eq' || operator === '!eq' ? (value) => ((value ?? null) === null) === (operator === 'eq') : undefined;
	if (!type.startsWith('enum:')) return TESTS[type]!(operator, text);
	const number = enumValue(type.slice(5) as EnumName, text);
	return number === undefined ? undefined : ordered(operator, number, asNumber);
}

function decoded(filter: string, operator: string, value: string): string {
	if (operator.endsWith(':base64')) {
		if (!/^[A-Za-z0-9+/]+={0,2}$/.test(value) || value.length % 4 !== 0) throw bad(filter, `'${value}' is not Base64`);
		return Buffer.from(value, 'base64').toString('utf8');
	}
	const plainDate = /^\d{4}-\d{2}-\d{2} [\d:.]+$/.test(value);
	if (!plainDate && !/^[\x21-\x7e]*$/.test(value)) throw bad(filter, `'${value}' has to be sent as Base64 (${operator}:base64)`);
	return value;
}

function condition(text: string, filter: string, columns: Readonly<Record<string, string>>): Predicate {
	const [name, operator, value, ...rest] = text.split('~');
	if (value === undefined || rest.length > 0) throw bad(filter, `'${text}' is not Prop~op~value`);
	const column = columns[name!];
	if (column === undefined) throw bad(filter, `the list cannot be filtered by '${name!}', only by ${Object.keys(columns).join(', ')}`);
	const plain = operator!.replace(/:base64$/, '') as Operator;
	if (!OPERATORS.includes(plain)) throw bad(filter, `'${operator!}' is no operator`);
	const [type, path = name!] = column.split(' ') as [string, string?];
	if (type === 'ids') {
		const test = TESTS['id']!('ct', decoded(filter, operator!, value));
		if (!test || !['eq', 'ct', '!ct'].includes(plain)) throw bad(filter, `'${text}' does not fit the column`);
		return (row) => valuesAt(row, path).some(test) === (plain !== '!ct');
	}
	const test = testOf(type, plain, decoded(filter, operator!, value));
	if (!test) throw bad(filter, `'${text}' does not fit the column`);
	return (row) => test(valuesAt(row, path)[0]);
}

/** Throws Refusal 400. */
export function parseFilter(filter: string, columns: Readonly<Record<string, string>>): Predicate {
	let at = 0;
	const group = (): Predicate => {
		if (filter[at] !== '(') throw bad(filter, `'(' expected at ${at}`);
		at += 1;
		const parts: Predicate[] = [];
		const words: string[] = [];
		for (;;) {
			if (filter[at] === '(') parts.push(group());
			else {
				const end = /~(and|or)~|[()]/g;
				end.lastIndex = at;
				const stop = end.exec(filter)?.index ?? filter.length;
				parts.push(condition(filter.slice(at, stop), filter, columns));
				at = stop;
			}
			const word = /~(and|or)~/y;
			word.lastIndex = at;
			const found = word.exec(filter);
			if (!found) break;
			words.push(found[1]!);
			at = word.lastIndex;
		}
		if (filter[at] !== ')') throw bad(filter, `')' expected at ${at}`);
		at += 1;
		if (new Set(words).size > 1) throw bad(filter, 'and and or stand side by side without parentheses');
		return words[0] === 'or' ? (row) => parts.some((part) => part(row)) : (row) => parts.every((part) => part(row));
	};
	const predicate = group();
	if (at !== filter.length) throw bad(filter, `nothing is expected at ${at}`);
	return predicate;
}
