/**
 * One change at a time of an input: of XML text, of JSON data (replies), of a table of texts (rows of delimited text,
 * spreadsheets). What tries them on a reader stands in silentPlaces.mts, with an example.
 *
 * The XML is cut by a few lines of its own, not by the reader of the package: a fault of that reader must not hide a
 * place from its own test.
 */

export type Kind =
	/** Another value of its kind: the last digit, the day, true ↔ false, a text with a word more. */
	| 'other'
	/** A word that nobody knows. */
	| 'unknown'
	/** Without its text (XML, cells), null (JSON). */
	| 'emptied'
	/** Not there at all; of a table: the whole column. */
	| 'removed'
	/** A second one beside it, with another value. */
	| 'doubled'
	/** Text in the place of the elements, fields or entries in it. */
	| 'text'
	/** Text beside the elements in it. */
	| 'beside'
	/** An attribute, field or cell that nobody knows. */
	| 'added';

export interface Mutation<T> {
	/** Where, e.g. `pack/item[2]/price/@rate`, `lines[0].price`, `row 2: Cena`. */
	place: string;
	kind: Kind;
	/** What stood there; '' for what was not there. */
	was: string;
	/** The whole input with that one change. */
	make: () => T;
}

const UNKNOWN = 'NEZNAME';
const ADDED = 'nezname';

/** Another text of the same kind. */
export function otherText(text: string): string {
	if (text === 'true') return 'false';
	if (text === 'false') return 'true';
	const day = /^(\d{4}-\d{2}-)(\d{2})(.*)$/s.exec(text);
	if (day !== null) return `${day[1]}${day[2] === '15' ? '16' : '15'}${day[3]}`;
	const number = /^([+-]?[\d .,]*)(\d)(\s*)$/.exec(text);
	if (number !== null) return `${number[1]}${(Number(number[2]) + 1) % 10}${number[3]}`;
	return text === '' ? 'x' : `${text} jiny`;
}

interface Element {
	place: string;
	name: string;
	attributes: Array<{ name: string; value: string; from: number; to: number }>;
	from: number;
	/** Just behind the name. */
	named: number;
	inner: number;
	innerEnd: number;
	to: number;
	/** `<a/>` */
	closed: boolean;
	children: Element[];
}

const MARKUP = /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>|<(\/?)([^\s/>]+)((?:[^>"']|"[^"]*"|'[^']*')*?)(\/?)>/g;
const ATTRIBUTE = /\s+([^\s=]+)\s*=\s*("[^"]*"|'[^']*')/g;

/** The elements of a well-formed text, in the order of their start tags. */
function elementsOf(xml: string): Element[] {
	const all: Element[] = [];
	const open: Element[] = [];
	for (const { 0: tag, 1: end, 2: name, 3: inside = '', 4: closed, index } of xml.matchAll(MARKUP)) {
		if (name === undefined) continue;
		if (end === '/') {
			const last = open.pop();
			if (last?.name !== name) throw new Error(`</${name}> closes <${last?.name}>`);
			Object.assign(last, { innerEnd: index, to: index + tag.length });
			continue;
		}
		const parent = open.at(-1);
		const before = (parent?.children ?? []).filter((one) => one.name === name).length;
		const named = index + 1 + name.length;
		const element: Element = {
			place: `${parent === undefined ? '' : `${parent.place}/`}${name}${before === 0 ? '' : `[${before + 1}]`}`,
			name,
			attributes: [...inside.matchAll(ATTRIBUTE)].map((match) => ({
				name: match[1],
				value: match[2].slice(1, -1),
				from: named + match.index,
				to: named + match.index + match[0].length,
			})),
			from: index,
			named,
			inner: index + tag.length,
			innerEnd: index + tag.length,
			to: index + tag.length,
			closed: closed === '/',
			children: [],
		};
		all.push(element);
		parent?.children.push(element);
		if (!element.closed) open.push(element);
	}
	return all;
}

/** Namespaces and the place of a schema say nothing about a record. */
const isPlumbing = (name: string): boolean => name === 'xmlns' || name.startsWith('xmlns:') || name.startsWith('xsi:');

/**
 * Every change of XML text. An element without text and attributes says nothing, so nothing is taken from it.
 *
 * @param within only places at or below elements of these names, as they stand in the text, e.g. `stk:stock`; all of
 * the text by default
 */
export function* xmlMutations(xml: string, within?: readonly string[]): Generator<Mutation<string>> {
	const cut = (from: number, to: number, text: string) => () => xml.slice(0, from) + text + xml.slice(to);
	let end = -1;
	for (const element of elementsOf(xml)) {
		if (within?.includes(element.name)) end = Math.max(end, element.to);
		if (within !== undefined && element.from >= end) continue;
		const { place, name, attributes, from, named, inner, innerEnd, to, closed, children } = element;
		for (const one of attributes) {
			if (isPlumbing(one.name)) continue;
			const at = { place: `${place}/@${one.name}`, was: one.value };
			const put = (value: string) => cut(one.from, one.to, ` ${one.name}="${value}"`);
			yield { ...at, kind: 'other', make: put(otherText(one.value)) };
			yield { ...at, kind: 'unknown', make: put(UNKNOWN) };
			if (one.value !== '') yield { ...at, kind: 'emptied', make: put('') };
			if (one.value !== '') yield { ...at, kind: 'removed', make: cut(one.from, one.to, '') };
		}
		yield { place, was: '', kind: 'added', make: cut(named, named, ` ${ADDED}="1"`) };
		const was = xml.slice(inner, innerEnd);
		const start = closed ? xml.slice(from, to).replace(/\s*\/>$/, '>') : xml.slice(from, inner);
		const whole = (text: string) => `${start}${text}</${name}>`;
		if (children.length > 0) {
			yield { place, was: '', kind: 'text', make: cut(inner, innerEnd, UNKNOWN) };
			yield { place, was: '', kind: 'beside', make: cut(innerEnd, innerEnd, UNKNOWN) };
			continue;
		}
		const text = was.trim();
		yield { place, was: text, kind: 'other', make: cut(from, to, whole(otherText(text))) };
		yield { place, was: text, kind: 'unknown', make: cut(from, to, whole(UNKNOWN)) };
		yield { place, was: text, kind: 'doubled', make: cut(to, to, whole(otherText(text))) };
		if (text !== '') yield { place, was: text, kind: 'emptied', make: cut(inner, innerEnd, '') };
		if (text !== '' || attributes.length > 0) yield { place, was: text, kind: 'removed', make: cut(from, to, '') };
	}
}

/**
 * One text for each element of these names, without the others of these names: a reader then goes over one record for
 * each change, not over the whole file.
 */
export function eachRecord(xml: string, names: readonly string[]): string[] {
	const records = elementsOf(xml).filter(
		(one, _, all) => names.includes(one.name) && !all.some((outer) => outer.from < one.from && outer.to > one.from && names.includes(outer.name)),
	);
	return records.map((kept) => {
		let text = '';
		let at = 0;
		for (const one of records) {
			if (one === kept) continue;
			text += xml.slice(at, one.from);
			at = one.to;
		}
		return text + xml.slice(at);
	});
}

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

function otherJson(value: Json): Json {
	if (typeof value === 'boolean') return !value;
	if (typeof value === 'number') return /e/.test(String(value)) ? value + 1 : Number(otherText(String(value)));
	return typeof value === 'string' ? otherText(value) : UNKNOWN;
}

/** A copy with one value changed; `undefined` takes it away. */
function changed(data: Json, path: ReadonlyArray<string | number>, value: Json | undefined): Json {
	const [name, ...rest] = path;
	if (name === undefined) return value ?? null;
	const copy = (Array.isArray(data) ? [...data] : { ...(data as object) }) as Record<string | number, Json>;
	if (rest.length > 0) copy[name] = changed(copy[name], rest, value);
	else if (value !== undefined) copy[name] = value;
	else if (Array.isArray(copy)) copy.splice(Number(name), 1);
	else delete copy[name];
	return copy as Json;
}

/** Every change of JSON data, e.g. of a service's reply. null and '' say nothing, so nothing is taken from them. */
export function* jsonMutations<T>(data: T): Generator<Mutation<T>> {
	const walk = function* (value: Json, path: Array<string | number>): Generator<Mutation<T>> {
		const place = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${part}`)).join('').replace(/^\./, '') || '(all)';
		const make = (to: Json | undefined, at = path) => () => changed(data as Json, at, to) as T;
		if (typeof value === 'object' && value !== null) {
			const entries = Array.isArray(value) ? value.map((one, index) => [index, one] as const) : Object.entries(value);
			for (const [name, one] of entries) yield* walk(one, [...path, name]);
			if (path.length > 0 && entries.length > 0) {
				yield { place, was: '', kind: 'text', make: make(UNKNOWN) };
				yield { place, was: '', kind: 'emptied', make: make(null) };
				yield { place, was: '', kind: 'removed', make: make(undefined) };
			}
			if (!Array.isArray(value)) yield { place, was: '', kind: 'added', make: make(UNKNOWN, [...path, ADDED]) };
			return;
		}
		const at = { place, was: value === null ? '' : String(value) };
		yield { ...at, kind: 'other', make: make(otherJson(value)) };
		if (value !== null) yield { ...at, kind: 'unknown', make: make(UNKNOWN) };
		if (value !== null && value !== '') {
			yield { ...at, kind: 'emptied', make: make(null) };
			yield { ...at, kind: 'removed', make: make(undefined) };
		}
	};
	yield* walk(data as Json, []);
}

/**
 * Every change of a table of texts: of each cell, and of each column as a whole.
 *
 * @param header whether the first row holds the names of the columns; places then name them
 */
export function* tableMutations(rows: readonly (readonly string[])[], header = true): Generator<Mutation<string[][]>> {
	const put = (row: number, at: number, ...cells: string[]) => () =>
		rows.map((one, index) => (index === row ? [...one.slice(0, at), ...cells, ...one.slice(at + 1)] : [...one]));
	const columnOf = (at: number): string => (header ? (rows[0]?.[at] ?? `column ${at + 1}`) : `column ${at + 1}`);
	for (let row = header ? 1 : 0; row < rows.length; row++) {
		for (const [at, was] of rows[row].entries()) {
			const cell = { place: `row ${row + 1}: ${columnOf(at)}`, was };
			yield { ...cell, kind: 'other', make: put(row, at, otherText(was)) };
			yield { ...cell, kind: 'unknown', make: put(row, at, UNKNOWN) };
			if (was !== '') yield { ...cell, kind: 'emptied', make: put(row, at, '') };
		}
		yield { place: `row ${row + 1}`, was: '', kind: 'added', make: put(row, rows[row].length, UNKNOWN) };
		yield { place: `row ${row + 1}`, was: rows[row].join(' '), kind: 'removed', make: () => rows.filter((_, index) => index !== row).map((one) => [...one]) };
	}
	if (!header) return;
	for (const [at, was] of (rows[0] ?? []).entries()) {
		const filled = rows.slice(1).some((one) => (one[at] ?? '') !== '');
		yield { place: `header: ${was}`, was, kind: 'unknown', make: put(0, at, UNKNOWN) };
		if (filled) yield { place: `column: ${was}`, was, kind: 'removed', make: () => rows.map((one) => one.filter((_, index) => index !== at)) };
	}
}
