/** The fields of a record → an element, by a mapping table. */
import { element, type XmlNode } from '../../xml/node';
import { compile, valueAt, type Leaf, type Slot } from './compile';
import type { WriteContext } from './context';
import type { Fields, ListRow, Table } from './table';

function isObject(value: unknown): value is Fields {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Nothing to write: absent, or white space only. */
export function isBlank(value: unknown): boolean {
	return value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
}

class Writing {
	constructor(
		private readonly record: Fields,
		private readonly given: Fields,
		private readonly context: WriteContext,
	) {}

	/** Elements of a slot: none, one, or all entries of a list. */
	elements(slot: Slot): XmlNode[] {
		if (slot.list !== undefined) return this.entries(slot, slot.list);
		const text = slot.leaf === undefined ? undefined : this.text(slot.leaf);
		const children = slot.children.flatMap((inner) => this.elements(inner));
		if (text === undefined && children.length === 0) return [];
		const attributes: Record<string, string> = {};
		for (const [name, leaf] of slot.attributes) {
			const value = this.text(leaf);
			if (value !== undefined) attributes[name] = value;
		}
		return [element(slot.name, text ?? children, attributes)];
	}

	private value(path: readonly string[]): unknown {
		return valueAt(this.record, path);
	}

	private text({ row, path, given }: Leaf): string | undefined {
		if (row.only === 'read') return undefined;
		const { check, place, action, ownIds } = this.context;
		if (row.type === 'id' && !ownIds && !given) return undefined;
		if (row.unless?.some((field) => !isBlank(this.value(field.split('.'))))) return undefined;
		const value = given ? this.given[row.field] : this.value(path);
		const blank = isBlank(value);
		if (blank && this.context.emptied?.has(row.field)) return '';
		const text = blank ? undefined : check.written(value, row, place);
		if (text !== undefined && row.needs !== undefined && isBlank(this.value(row.needs.split('.')))) {
			check.refuse(`${place}${row.label ?? row.field} needs ${row.needs} beside it.`);
		}
		if (blank && row.required !== undefined && action !== 'update') {
			check.refuse(`${place}${row.label ?? row.field} is missing. ${row.required}`);
		}
		return text;
	}

	private entries(slot: Slot, { row, path }: NonNullable<Slot['list']>): XmlNode[] {
		if (row.only === 'read') return [];
		const values = this.value(path);
		if (values === undefined) return [];
		const { check, place } = this.context;
		const label = row.label ?? row.field;
		if (!Array.isArray(values)) {
			check.refuse(`${place}${label} must be a list.`);
			return [];
		}
		if (row.max !== undefined && values.length > row.max) {
			check.refuse(`${place}${label} has ${values.length} entries, POHODA takes ${row.max}.`);
		}
		return values.flatMap((value, index) => this.entry(slot, row, value, `${place}${entryName(row)} ${index + 1}: `));
	}

	private entry(slot: Slot, row: ListRow, value: unknown, place: string): XmlNode[] {
		const record = row.single === undefined ? value : { [row.single]: value };
		if (!isObject(record)) {
			this.context.check.refuse(`${place}must be an object with fields.`);
			return [];
		}
		if (this.isThere(row, record)) return [];
		const { check } = this.context;
		const known = check.reasons.length;
		const node = writeFields(slot.name, record, row.of, { ...this.context, place, emptied: undefined });
		if (node === undefined) {
			if (check.reasons.length === known) check.refuse(`${place}has nothing that POHODA takes.`);
			return [];
		}
		const change = this.changeOf(row, record);
		return [change === undefined ? node : { ...node, children: [change, ...node.children] }];
	}

	private isThere({ thereBy = [] }: ListRow, record: Fields): boolean {
		const { action, ownIds } = this.context;
		return action !== 'create' && ownIds && thereBy.some((field) => record[field] !== undefined);
	}

	private changeOf(row: ListRow, { id }: Fields): XmlNode | undefined {
		const { action, ownIds } = this.context;
		if (!row.changedById || action === 'create' || !ownIds || typeof id !== 'string' || !/^[1-9]\d*$/.test(id)) {
			return undefined;
		}
		const filter = element('ftr:filter', [element('ftr:id', id)]);
		const prefix = row.of.prefix;
		return element(`${prefix}:actionType`, [element('typ:update', [filter])]);
	}
}

function entryName({ label, field }: ListRow): string {
	return label ?? (field === 'items' ? 'item' : field);
}

/** The element of a record; undefined when there is nothing to write. Reasons and warnings go to the context's check. */
export function writeFields(name: string, record: Fields, table: Table, context: WriteContext): XmlNode | undefined {
	const given = table.beforeWrite?.(record, context) ?? {};
	const writing = new Writing(record, given, context);
	const root = compile(table);
	const [node] = writing.elements({ ...root, name });
	return node;
}
