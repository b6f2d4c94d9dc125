/** Lists in memory, to compare. */
import { entryOf, type ListEntry, type StockList } from '../../core/stock/list';
import type { StockItem } from '../../core/records/stock';

const BATCH = 1000;

/** Values in memory, such as the items of a workflow, as a list; each is checked. */
export function listOfValues(
	values: readonly unknown[],
	placeOf: (index: number) => string = (index) => `item ${index + 1}`,
): StockList {
	return {
		async *open() {
			for (let from = 0; from < values.length; from += BATCH) {
				yield values.slice(from, from + BATCH).map((value, at) => entryOf(value, placeOf(from + at), from + at));
			}
		},
	};
}

/** Checked items as a list. */
export function listOfItems(items: readonly StockItem[]): StockList {
	return {
		async *open() {
			for (let from = 0; from < items.length; from += BATCH) {
				yield items
					.slice(from, from + BATCH)
					.map((item, at): ListEntry => ({ ok: true, item, place: `item ${from + at + 1}`, origin: from + at }));
			}
		},
	};
}
