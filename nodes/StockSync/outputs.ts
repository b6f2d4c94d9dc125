/** Changes, conflicts and summary as items or files. */
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Origin } from '../../core/stock/change';
import type { StockList } from '../../core/stock/list';
import { jsonLinesFile } from '../shared/jsonLinesFile';
import { itemsOf } from './inputs';

interface Originated {
	origins: Origin[];
}

type Paired = INodeExecutionData['pairedItem'];

function pairedWith(origins: readonly Origin[]): Paired {
	const paired = origins.map(([side, item]) => (side === 'source' ? { item, input: 0 } : { item, input: 1 }));
	return paired.length === 1 ? paired[0] : paired.length > 1 ? paired : { item: 0 };
}

/** One item for each. */
export async function asItems(entries: Entries<Originated>): Promise<INodeExecutionData[]> {
	const items: INodeExecutionData[] = [];
	for await (const { origins, ...json } of entries)
		items.push({ json: json as IDataObject, pairedItem: pairedWith(origins) });
	return items;
}

type Entries<T> = AsyncIterable<T> | Iterable<T>;

/** Where an entry comes from is for pairing only. */
export async function* withoutOrigins(entries: Entries<Originated>): AsyncGenerator<object> {
	for await (const entry of entries) yield { ...entry, origins: undefined };
}

/** One item with the file, none when there is nothing in it. */
export async function asFile(
	context: IExecuteFunctions,
	entries: Entries<Originated>,
	count: number,
	fileName: string,
	property: string,
): Promise<INodeExecutionData[]> {
	if (count === 0) return [];
	const binary = await jsonLinesFile(context, withoutOrigins(entries), fileName);
	return [{ json: { fileName, count }, binary: { [property]: binary }, pairedItem: firstItem(context) }];
}

/** What an item about the whole run is paired with. */
export function firstItem(context: IExecuteFunctions): Paired {
	return itemsOf(context, 0).length > 0 ? { item: 0, input: 0 } : { item: 0, input: 1 };
}

/** The items of a list, e.g. for a backup. */
export async function* itemsOfList(list: StockList): AsyncGenerator<unknown> {
	for await (const batch of list.open()) for (const entry of batch) if (entry.ok) yield entry.item;
}
