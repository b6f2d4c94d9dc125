/** A mapping table as a tree of elements, made once for each table. */
import { isList, type ListRow, type Row, type Table } from './table';

export interface Leaf {
	row: Row;
	/** Path in the record, or the name of a `$` value. */
	path: readonly string[];
	/** A `$` value. */
	given: boolean;
	/** Of a choice: word in POHODA → word in the record. */
	words?: ReadonlyMap<string, string>;
}

export interface Slot {
	/** Canonical name of the element. */
	name: string;
	/** What its text is. */
	leaf?: Leaf;
	attributes: Map<string, Leaf>;
	/** Present when the element is repeated. */
	list?: { row: ListRow; path: readonly string[] };
	/** In the order of writing. */
	children: Slot[];
	byName: Map<string, Slot>;
	/** Number of the reading that met the element last: elements that are not repeated count once. */
	met: number;
}

const compiled = new WeakMap<Table, Slot>();

function newSlot(name: string): Slot {
	return { name, attributes: new Map(), children: [], byName: new Map(), met: 0 };
}

function childSlot(parent: Slot, name: string): Slot {
	const known = parent.byName.get(name);
	if (known !== undefined) return known;
	const slot = newSlot(name);
	parent.byName.set(name, slot);
	parent.children.push(slot);
	return slot;
}

function leafOf(row: Row): Leaf {
	const given = row.field.startsWith('$');
	const words =
		row.choices === undefined
			? undefined
			: new Map(Object.entries(row.choices).map(([ours, theirs]) => [theirs, ours]));
	return { row, given, path: given ? [row.field] : row.field.split('.'), ...(words === undefined ? {} : { words }) };
}

/** The tree of a table. Throws for two rows in one place, which is a mistake in the table. */
export function compile(table: Table): Slot {
	const known = compiled.get(table);
	if (known !== undefined) return known;
	const root = newSlot('');
	for (const row of table.rows) {
		let slot = root;
		const names = row.element.split('/');
		for (const name of names) {
			if (name !== '' && !name.startsWith('@')) {
				slot = childSlot(slot, name.includes(':') ? name : `${table.prefix}:${name}`);
			}
		}
		const last = names[names.length - 1];
		if (isList(row)) {
			if (slot.list !== undefined) throw new TypeError(`Two rows for ${row.element}`);
			slot.list = { row, path: row.field.split('.') };
		} else if (last.startsWith('@')) {
			slot.attributes.set(last.slice(1), leafOf(row));
		} else {
			if (slot.leaf !== undefined) throw new TypeError(`Two rows for ${row.element}`);
			slot.leaf = leafOf(row);
		}
	}
	compiled.set(table, root);
	return root;
}

/** Value at a path of a record. */
export function valueAt(record: Record<string, unknown>, path: readonly string[]): unknown {
	let value: unknown = record;
	for (const name of path) {
		if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
		value = (value as Record<string, unknown>)[name];
	}
	return value ?? undefined;
}

/** Sets a value at a path of a record. */
export function setAt(record: Record<string, unknown>, path: readonly string[], value: unknown): void {
	if (path.length === 1) {
		record[path[0]] = value;
		return;
	}
	let target = record;
	for (let at = 0; at < path.length - 1; at++) {
		const next = target[path[at]];
		target = (next === undefined ? (target[path[at]] = {}) : next) as Record<string, unknown>;
	}
	target[path[path.length - 1]] = value;
}
