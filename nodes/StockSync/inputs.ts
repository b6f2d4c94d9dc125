/** The two lists, each as items or as files, and the state of two-way mode. */
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { listOfFile } from '../../core/stock/formats';
import { STOCK_FORMATS } from '../shared/stockFormats';
import { entryOf, joinLists, type ListEntry, type StockList } from '../../core/stock/list';
import { isStateRow } from '../../core/stock/state';
import { readJsonLines } from '../../core/text/jsonLines';
import { operationError } from '../shared/errors';
import { bytesOf } from '../shared/binary';
import type { Parameters } from './parameters';

type SideName = 'source' | 'target';

/** Items of an input; [] when nothing is wired there or nothing came. */
export function itemsOf(context: IExecuteFunctions, input: number): INodeExecutionData[] {
	try {
		return context.getInputData(input) ?? [];
	} catch {
		// n8n throws when nothing is wired there.
		return [];
	}
}

/** What a reader finds wrong with a file names the file. */
function named(context: IExecuteFunctions, list: StockList, side: SideName, fileName: string): StockList {
	return {
		madeAt: () => list.madeAt?.(),
		async *open(): AsyncGenerator<ListEntry[]> {
			try {
				yield* list.open();
			} catch (error) {
				throw operationError(
					context.getNode(),
					`The file "${fileName}" of the ${side} was not taken. ${(error as Error).message}`,
					'Nothing was compared and nothing let through: a list that is damaged or cut off looks like one whose goods were removed.',
				);
			}
		},
	};
}

const BATCH = 1000;

/** Items as entries; state rows and empty items (Always Output Data) are none. */
function listOfInput(items: readonly INodeExecutionData[], skip: ReadonlySet<number>): StockList {
	return {
		async *open(): AsyncGenerator<ListEntry[]> {
			for (let from = 0; from < items.length; from += BATCH) {
				const batch: ListEntry[] = [];
				for (let index = from; index < Math.min(from + BATCH, items.length); index += 1) {
					if (!skip.has(index)) batch.push(entryOf(items[index].json, `item ${index + 1}`, index));
				}
				yield batch;
			}
		},
	};
}

/** The list of one input. Files and items may come together, e.g. the pages of an export. */
export function listOf(context: IExecuteFunctions, side: SideName, parameters: Parameters): StockList {
	const items = itemsOf(context, side === 'source' ? 0 : 1);
	const { binary: property, format, mayBeMissing } = parameters.lists[side];
	const lists: StockList[] = [];
	const skip = new Set<number>();
	items.forEach(({ json, binary }, index) => {
		const file = binary?.[property];
		if (file !== undefined) {
			skip.add(index);
			const list = listOfFile(STOCK_FORMATS, () => bytesOf(context, file), { format, origin: index, largest: parameters.largestFile });
			lists.push(named(context, list, side, file.fileName ?? property));
		} else if (mayBeMissing || isStateRow(json) || Object.keys(json).length === 0) {
			skip.add(index);
		}
	});
	if (skip.size < items.length || lists.length === 0) lists.push(listOfInput(items, skip));
	return joinLists(lists);
}

/** Rows of the last state: items of either input, and the state file on any of them. */
export async function stateOf(context: IExecuteFunctions, parameters: Parameters): Promise<unknown[]> {
	const items = [0, 1].flatMap((input) => itemsOf(context, input));
	const rows: unknown[] = [];
	for (const { json, binary } of items) {
		const file = binary?.[parameters.stateBinary];
		if (file !== undefined)
			for await (const lines of readJsonLines(await bytesOf(context, file)))
				rows.push(...lines.map(({ value }) => value));
		if (isStateRow(json)) rows.push(json);
	}
	return rows;
}
