/** Query parameters of lists and details: paging, filter, sort, select, include. */
import { badRequest } from './errors.mts';
import { COLUMNS, SORT_PATHS, type Columns } from './columns.mts';
import { parseFilter, valuesAt } from './filter.mts';
import { Selected, type Query } from './router.mts';
import type { Entity } from './types.mts';

export const LIST_PARAMETERS = ['page', 'pagesize', 'filter', 'filtertype', 'sort', 'select'];
export const DETAIL_PARAMETERS = ['select', 'include'];

const PAGE_SIZE = 20;
const LARGEST_PAGE = 200;

function whole(query: Query, name: string, standard: number, largest: number): number {
	const text = query.get(name);
	if (text === undefined) return standard;
	const number = /^\d{1,9}$/.test(text) ? Number(text) : 0;
	if (number < 1 || number > largest) throw badRequest(`The value '${text}' of ${name} is not valid; it goes from 1 to ${largest}.`);
	return number;
}

type Tree = Map<string, Tree>;

function treeOf(select: string): Tree {
	const root: Tree = new Map();
	for (const path of select.split(',')) {
		let tree = root;
		for (const name of path.trim().split('.')) {
			if (name === '') throw badRequest(`The value '${select}' of select is not valid.`);
			if (!tree.has(name)) tree.set(name, new Map());
			tree = tree.get(name)!;
		}
	}
	return root;
}

function picked(value: unknown, tree: Tree, where: string): unknown {
	if (tree.size === 0 || value === null) return value;
	if (Array.isArray(value)) return value.map((one) => picked(one, tree, where));
	const row = value as Record<string, unknown>;
	return Object.fromEntries(
		[...tree].map(([name, below]) => {
			if (typeof row !== 'object' || !(name in row)) throw badRequest(`select: '${where}' has no property '${name}'.`);
			return [name, picked(row[name], below, name)];
		}),
	);
}

/** Only the named properties; throws Refusal 400 for one that is not there. */
export function select(query: Query, value: unknown, where: string): unknown {
	const text = query.get('select');
	if (text === undefined) return value;
	const tree = treeOf(text);
	return new Selected(picked(value, tree, where), value);
}

function sorted(rows: Entity[], sort: string, columns: Columns): Entity[] {
	const keys = sort.split('|').map((part) => {
		const [name, direction, ...rest] = part.split('~');
		if (!columns.sort.includes(name!)) throw badRequest(`sort: the list cannot be sorted by '${name!}', only by ${columns.sort.join(', ')}.`);
		if (rest.length > 0 || !/^(asc|desc)$/i.test(direction ?? '')) throw badRequest(`sort: '${part}' is not Prop~Asc or Prop~Desc.`);
		const path = SORT_PATHS[name!] ?? columns.filter[name!]!.split(' ')[1] ?? name!;
		return { path, sign: direction!.toLowerCase() === 'asc' ? 1 : -1 };
	});
	const compare = (a: unknown, b: unknown): number => (typeof a === 'number' && typeof b === 'number' ? a - b : String(a ?? '').localeCompare(String(b ?? ''), 'cs'));
	return [...rows].sort((a, b) => keys.reduce((result, { path, sign }) => result || sign * compare(valuesAt(a, path)[0], valuesAt(b, path)[0]), 0));
}

/**
 * One page. Without `sort` the newest row comes first, so a client that pages without it meets rows twice when others write.
 *
 * @param shown how a row looks in the list
 */
export function listPage(query: Query, table: keyof typeof COLUMNS, rows: readonly Entity[], shown: (row: Entity) => unknown): unknown {
	const columns = COLUMNS[table]!;
	const page = whole(query, 'page', 1, 999_999_999);
	const size = whole(query, 'pageSize', PAGE_SIZE, LARGEST_PAGE);
	const [filter, sort, filterType] = [query.get('filter'), query.get('sort'), query.get('filterType')];
	if (filterType !== undefined && !/^(and|or)$/i.test(filterType)) throw badRequest(`The value '${filterType}' of filterType is not valid.`);
	const found = filter === undefined ? [...rows] : rows.filter(parseFilter(filter, columns.filter));
	const inOrder = sort === undefined ? found.sort((a, b) => b.Id - a.Id) : sorted(found, sort, columns);
	const Items = inOrder.slice((page - 1) * size, page * size).map(shown);
	const data = { Items, TotalItems: found.length, TotalPages: Math.ceil(found.length / size) };
	const text = query.get('select');
	if (text === undefined) return data;
	return new Selected({ ...data, Items: picked(Items, treeOf(text), String(table)) }, data);
}
