/** An element → the fields of a record, by a mapping table. What the table does not name is kept in `extra`. */
import { fromMicro } from '../../money/micro';
import { isDay } from '../../records/dates';
import { localName, type XmlNode } from '../../xml/node';
import { keep, plainData, plainName, textOnly } from '../../xml/plain';
import { readFlag, readNumber } from '../values';
import { compile, setAt, valueAt, type Leaf, type Slot } from './compile';
import type { ReadContext } from './context';
import type { Fields, Table } from './table';

/** Doubles and decimals of ordinary size: the number of the text is the exact amount. */
const PLAIN = /^-?\d{1,9}(?:\.\d{1,6})?$/;
const DAY = /^(\d{4}-\d{2}-\d{2})(?:T[\d:.]+)?(?:Z|[+-]\d{2}:\d{2})?$/;
/** A day with midnight behind it, as some write days. */
const MIDNIGHT = /^[\d-]{10}(T00:00(:00(\.0+)?)?)?$/;

/** What is wrong with a text; anything else is the value that it means. */
class Fault {
	constructor(readonly why: string) {}
}

const NEITHER = new Fault('it is neither true nor false');
const NO_DAY = new Fault('it is no day of the calendar');
const NO_WORD = new Fault('the word is not known');

function meaning(text: string, { row, words }: Leaf): unknown {
	switch (row.type) {
		case 'number':
		case 'integer': {
			if (PLAIN.test(text)) return Number(text) + 0;
			const micro = readNumber(text);
			return typeof micro === 'bigint' ? fromMicro(micro) + 0 : new Fault(micro ?? 'it is empty');
		}
		case 'flag':
			return readFlag(text) ?? NEITHER;
		case 'day': {
			const day = DAY.exec(text)?.[1];
			return day !== undefined && isDay(day) ? day : NO_DAY;
		}
		case 'choice':
			return words?.get(text) ?? NO_WORD;
		default:
			return text;
	}
}

/** Name of a `$` value that is stated and cannot be read: nothing may be assumed in its place. */
export function unread(field: string): string {
	return `${field}?`;
}

/** Keeps a value that has no field. */
export function addExtra(record: Fields, name: string, value: unknown): void {
	record.extra = keep(record.extra as Fields | undefined, name, value);
}

let readings = 0;

class Reading {
	private readonly turn = ++readings;

	readonly given: Fields = {};

	constructor(
		private readonly context: ReadContext,
		private readonly record: Fields,
	) {}

	/** Takes what the slot names from the element; gives back the rest. */
	walk(node: XmlNode, slot: Slot): Fields | undefined {
		let extra: Fields | undefined;
		for (const name in node.attributes) {
			// The version of the schema, on every record.
			if (name === 'version' && slot.name === '') continue;
			const leaf = slot.attributes.get(name);
			if (leaf === undefined) this.unreadable(`${name} of ${localName(node.name)}`, node.attributes[name], 'no attribute of that name is known', localName(node.name));
			if (leaf === undefined || !this.take(node.attributes[name].trim(), leaf)) {
				extra = keep(extra, `@${name}`, node.attributes[name]);
			}
		}
		const text = node.text.trim();
		if (text !== '') {
			if (slot.leaf === undefined || node.children.length > 0) this.misplaced(node, text);
			else if (this.take(text, slot.leaf)) return extra;
			extra = keep(extra, '#text', text);
		}
		for (const child of node.children) {
			const inner = slot.byName.get(child.name);
			if (inner === undefined || (inner.list === undefined && inner.met === this.turn)) {
				extra = keep(extra, plainName(child.name), plainData(child));
				continue;
			}
			const rest = inner.list === undefined ? this.walkOnce(child, inner) : this.entry(child, inner.list);
			if (rest !== undefined) extra = keep(extra, plainName(child.name), textOnly(rest));
		}
		return extra;
	}

	private walkOnce(node: XmlNode, slot: Slot): Fields | undefined {
		slot.met = this.turn;
		return this.walk(node, slot);
	}

	private entry(node: XmlNode, { row, path }: NonNullable<Slot['list']>): Fields | undefined {
		const entry = readFields(node, row.of, this.context);
		const { [row.single ?? '']: value, extra } = entry;
		if (row.single === undefined) this.push(path, Object.keys(entry).length > 0 ? entry : undefined);
		else this.push(path, value);
		return row.single === undefined ? undefined : (extra as Fields | undefined);
	}

	private push(path: readonly string[], value: unknown): void {
		if (value === undefined) return;
		const list = valueAt(this.record, path) as unknown[] | undefined;
		if (list === undefined) setAt(this.record, path, [value]);
		else list.push(value);
	}

	/** Text where elements are expected, or beside them (markup in a note). */
	private misplaced(node: XmlNode, text: string): void {
		const name = localName(node.name);
		const why = node.children.length > 0 ? 'text stands beside elements' : 'text stands where elements are expected';
		this.unreadable(name, text, why, name);
	}

	private unreadable(name: string, text: string, why: string, place: string): void {
		const shown = text.length > 40 ? `${text.slice(0, 40)}…` : text;
		this.context.warnings.push({
			code: 'unreadable',
			text: `${name} is "${shown}" in POHODA: ${why}. It stands in extra as it is.`,
			place,
		});
	}

	/** false when the text is to be kept as it is. */
	private take(text: string, leaf: Leaf): boolean {
		const { row, path, given } = leaf;
		const value = meaning(text, leaf);
		if (value instanceof Fault) {
			this.unreadable(row.label ?? row.field, text, value.why, row.element);
			if (given) this.given[unread(row.field)] = text;
			return false;
		}
		if (given) this.given[row.field] = value;
		else setAt(this.record, path, value);
		// Decimals beyond the sixth are rounded, and a day has no time: the exact text is kept.
		if (row.type === 'day') return MIDNIGHT.test(text);
		return (row.type !== 'number' && row.type !== 'integer') || Number(text) === value;
	}
}

/**
 * Fields of one element.
 *
 * @param record what they are put into; for a record as a whole the context's root
 */
export function readFields(node: XmlNode, table: Table, context: ReadContext, record: Fields = {}): Fields {
	const reading = new Reading(context, record);
	const extra = reading.walk(node, compile(table));
	table.afterRead?.(record, reading.given, context);
	if (extra === undefined) return record;
	// What the table's rules kept stands there already.
	for (const [name, value] of Object.entries(record.extra ?? {})) keep(extra, name, value);
	record.extra = extra;
	return record;
}
