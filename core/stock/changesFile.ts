/** Changes for a register's back office as CSV: absolute values, so that taking a file twice does no harm. */
import { isObject } from '../records/reading';
import { writeDelimited } from '../text/delimited';

/** Columns beside those that every file has; KNOWN is their order. */
export const MORE_COLUMNS = ['quantity', 'labels'] as const;
type MoreColumn = (typeof MORE_COLUMNS)[number];

type Given = Record<string, unknown>;

const text = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '');
const words = (value: unknown): string => (Array.isArray(value) ? value.map(text).join(' ') : '');

const COLUMNS: ReadonlyArray<readonly [name: string, of: (item: Given, action: unknown) => string]> = [
	['action', (_item, action) => text(action)],
	['code', ({ code }) => text(code)],
	['eans', ({ eans }) => words(eans)],
	['name', ({ name }) => text(name)],
	['unit', ({ unit }) => text(unit)],
	['vatRate', ({ vatRate }) => text(vatRate)],
	['price', ({ prices }) => text(isObject(prices) ? prices.sale : undefined)],
	['priceIncludesVat', ({ prices }) => text(isObject(prices) ? prices.saleIncludesVat : undefined)],
];

const MORE: Readonly<Record<MoreColumn, (item: Given) => string>> = {
	quantity: ({ quantity }) => text(quantity),
	labels: ({ labels }) => words(labels),
};

const row = (cells: readonly string[]): string => writeDelimited(cells.map((cell) => cell || null), [], { delimiter: ';', end: '' });

interface Sorted {
	/** Changes for the target; the item as it shall be, of a removal as it was. */
	target: Given[];
	/** Items of the source as they shall be. */
	source: Given[];
	/** Items that are no changes of Stock Sync. */
	others: number;
}

/** Changes of Stock Sync by the list in which they are to be done. */
export function sortChanges(items: readonly unknown[]): Sorted {
	const sorted: Sorted = { target: [], source: [], others: 0 };
	for (const item of items) {
		if (!isObject(item) || item.recordType !== 'stockChange') sorted.others += 1;
		else if (item.applyTo !== 'source') sorted.target.push(item);
		else if (isObject(item.after)) sorted.source.push(item.after);
		else sorted.others += 1;
	}
	return sorted;
}

/** UTF-8 with its mark, semicolons, a line for each change. */
export function changesCsv(changes: readonly Given[], more: readonly MoreColumn[]): string {
	const head = [...COLUMNS.map(([name]) => name), ...more];
	const lines = changes.map(({ action, code, name, before, after }) => {
		const item = isObject(after) ? after : isObject(before) ? before : {};
		const known = { ...item, code: code ?? item.code, name: item.name ?? name };
		return [...COLUMNS.map(([, of]) => of(known, action)), ...more.map((column) => MORE[column](known))];
	});
	return `\uFEFF${[head, ...lines].map(row).join('\n')}`;
}
