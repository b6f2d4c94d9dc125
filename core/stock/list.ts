/** A list of stock items that can be read more than once, so that nothing but keys has to be kept in memory. */
import type { StockItem } from '../records/stock';
import { checkStockItem } from '../records/stock';
import { isObject } from '../records/reading';
import { millisOf } from './instant';
import type { Keyed } from './keys';

export type ListEntry =
	| {
			ok: true;
			item: StockItem;
			/** Where it stands, for messages. */
			place: string;
			/** Item of the workflow that it comes from. */
			origin?: number;
	  }
	| {
			ok: false;
			/**
			 * What is known of the item that cannot be read; nothing: it may be any item, so none may be removed for missing.
			 */
			known?: Partial<Keyed> & { name?: string };
			place: string;
			reasons: string[];
			origin?: number;
	  };

export interface StockList {
	/** Batches of entries; the same ones each time. Throws where the list is damaged or cut off. */
	open(): AsyncIterable<ListEntry[]>;
	/** When it was made, by the clock of who made it (ISO instant); known at the latest when it has been read. */
	madeAt?(): string | undefined;
}

/** The identity of an item that cannot be read as a whole. */
export function knownOf(value: unknown): (Partial<Keyed> & { name?: string }) | undefined {
	if (!isObject(value)) return undefined;
	const text = (name: string) => {
		const written = typeof value[name] === 'string' || typeof value[name] === 'number' ? String(value[name]) : '';
		return written.trim() === '' ? '' : written;
	};
	const eans = Array.isArray(value.eans) ? value.eans.filter((ean): ean is string => typeof ean === 'string') : [];
	const known = {
		...(text('code') === '' ? {} : { code: text('code') }),
		...(text('plu') === '' ? {} : { plu: text('plu') }),
		...(text('name') === '' ? {} : { name: text('name') }),
		...(eans.length === 0 ? {} : { eans }),
		...(text('warehouse') === '' ? {} : { warehouse: text('warehouse') }),
	};
	return 'code' in known || 'plu' in known || 'eans' in known ? known : undefined;
}

function textsOf(value: unknown): string[] {
	return Array.isArray(value) ? value.filter((text): text is string => typeof text === 'string') : [];
}

const nameless = ({ name }: Record<string, unknown>) =>
	name === undefined || name === null || (typeof name === 'string' && name.trim() === '');

/** The check trims a code; which item it is, the code says as it is written. */
function asWritten(item: StockItem, value: unknown): StockItem {
	const code = isObject(value) ? value.code : undefined;
	return typeof code === 'string' && code !== item.code ? { ...item, code } : item;
}

/** A list of codes and quantities gives no names: the name is '' then, which says nothing about it. */
function namelessEntry(value: Record<string, unknown>, at: { place: string; origin?: number }): ListEntry {
	const checked = checkStockItem({ ...value, name: '-' });
	if (checked.ok) return { ok: true, item: { ...asWritten(checked.record, value), name: '' }, ...at };
	const known = knownOf(value);
	return { ok: false, reasons: checked.reasons, ...at, ...(known === undefined ? {} : { known }) };
}

/** Any value → an entry: a canonical stock item, or why it is none. */
export function entryOf(value: unknown, place: string, origin?: number): ListEntry {
	const at = origin === undefined ? { place } : { place, origin };
	// A reader's item for what it could not read.
	const refused = isObject(value) && value.outcome === 'refused';
	if (!refused && isObject(value) && nameless(value)) return namelessEntry(value, at);
	const checked = refused ? { ok: false as const, reasons: textsOf(value.reasons) } : checkStockItem(value);
	if (checked.ok) return { ok: true, item: asWritten(checked.record, value), ...at };
	const known = knownOf(value);
	return { ok: false, reasons: checked.reasons, ...at, ...(known === undefined ? {} : { known }) };
}

/** Several lists as one, e.g. the pages of an export. The oldest time counts. */
export function joinLists(lists: readonly StockList[]): StockList {
	if (lists.length === 1) return lists[0];
	return {
		async *open() {
			for (const list of lists) yield* list.open();
		},
		madeAt: () => {
			const times = lists.map((list) => list.madeAt?.());
			return times.some((time) => time === undefined) ? undefined : times.sort((a, b) => millisOf(a) - millisOf(b))[0];
		},
	};
}
