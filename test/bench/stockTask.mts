/**
 * One measurement in a process of its own: `stockTask <kind> <count> [files…]`. Prints one line of JSON: CPU
 * milliseconds, peak memory in MB, and what was found.
 */
import { createReadStream, createWriteStream } from 'node:fs';
import { createRequire } from 'node:module';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import type { StockItem } from '../../core/records/stock';
import { compareLists } from '../../core/stock/compare';
import { listOfFile } from '../../core/stock/formats';
import { STOCK_FORMATS } from '../../nodes/shared/stockFormats';
import type { ListEntry, StockList } from '../../core/stock/list';
import { DEFAULT_GUARDS, DEFAULT_MATCH, DEFAULT_RULES, type StockSettings } from '../../core/stock/settings';
import { StockSync } from '../../nodes/StockSync/StockSync.node';
import { cardXml, DECLARATION, HEAD, TAIL } from './stockCards.mts';

type Side = 'source' | 'target';

const FIELDS = ['price', 'quantity', 'name'] as const;
const SETTINGS: StockSettings = {
	match: DEFAULT_MATCH,
	fields: FIELDS.map((field) => ({ field, winner: 'source' })),
	rules: DEFAULT_RULES,
	guards: { ...DEFAULT_GUARDS, allow: ['create', 'update', 'remove'], maxChangedPercent: 100 },
	replacement: false,
};

/** The lists hold the same codes in another order; `percent` of the items have another quantity in the source. */
function stockItem(index: number, count: number, side: Side, percent: number): StockItem {
	const at = side === 'source' ? index : count - 1 - index;
	const code = `Z${String((at * 7919) % count).padStart(9, '0')}`;
	const changed = side === 'source' && at % 100 < percent ? 1 : 0;
	return {
		recordType: 'stockItem',
		key: `bench/stockItem/${code}`,
		code,
		name: `Zboží číslo ${at}`,
		unit: 'ks',
		vatRate: 21,
		quantity: (at % 50) + changed,
		prices: { sale: (at % 1000) + 0.5, saleIncludesVat: true },
	};
}

function made(count: number, side: Side, percent: number): StockList {
	return {
		async *open() {
			for (let from = 0; from < count; from += 1000) {
				const batch: ListEntry[] = [];
				for (let index = from; index < Math.min(from + 1000, count); index += 1) {
					batch.push({ ok: true, place: `item ${index + 1}`, item: stockItem(index, count, side, percent) });
				}
				yield batch;
			}
		},
	};
}

async function core(count: number, percent: number): Promise<string> {
	const { changes } = await compareLists(made(count, 'source', percent), made(count, 'target', percent), SETTINGS);
	let changed = 0;
	for await (const { action } of changes) changed += Number(action === 'update');
	return `${changed} changed`;
}

/** What of n8n's context a node of this kind asks for. */
function context(parameters: Record<string, unknown>, inputs: unknown[][]) {
	return {
		getNodeParameter: (name: string, _index: number, fallback?: unknown) => parameters[name] ?? fallback,
		getInputData: (input = 0) => inputs[input],
		getNode: () => ({ name: 'bench', typeVersion: 2.3, parameters }),
		continueOnFail: () => false,
		addExecutionHints: () => undefined,
		helpers: {
			getBinaryStream: async (id: string) => createReadStream(id),
			prepareBinaryData: async (data: Buffer) => ({ data: '', mimeType: '', bytes: data.length }),
		},
	};
}

function items(count: number, side: Side) {
	return Array.from({ length: count }, (_, index) => {
		const { code, name, quantity, prices } = stockItem(index, count, side, 1);
		return { code, name, quantity, price: prices?.sale };
	});
}

const PARAMETERS = {
	mode: 'oneWay',
	matchBy: 'code',
	fields: { rule: FIELDS.map((field) => ({ field, winner: 'source' })) },
	allow: ['create', 'update', 'remove'],
	options: { maxChangedPercent: 100, salesBeforeStock: 'notNeeded' },
};

async function stockSync(inputs: unknown[][], outputAs: string): Promise<string> {
	const outputs = await new StockSync().execute.call(context({ ...PARAMETERS, options: { ...PARAMETERS.options, outputAs } }, inputs) as never);
	return `${String(outputs[2][0].json.update)} changed`;
}

async function ourNode(count: number): Promise<string> {
	const list = (side: Side) =>
		items(count, side).map(({ price, ...rest }) => ({
			json: { recordType: 'stockItem', ...rest, prices: { sale: price, saleIncludesVat: true } },
		}));
	return await stockSync([list('source'), list('target')], 'items');
}

/** n8n's own node out of the private n8n of the end-to-end tests. */
async function compareDatasets(count: number, base: string): Promise<string> {
	const { CompareDatasets } = createRequire(`${base}/`)(`${base}/nodes/CompareDatasets/CompareDatasets.node.js`) as {
		CompareDatasets: new () => { execute(): Promise<unknown[][]> };
	};
	const lists = (['source', 'target'] as const).map((side) => items(count, side).map((json) => ({ json })));
	const parameters = {
		'mergeByFields.values': [{ field1: 'code', field2: 'code' }],
		resolve: 'includeBoth',
		options: {},
		fuzzyCompare: false,
	};
	const outputs = await new CompareDatasets().execute.call(context(parameters, lists) as never);
	return `${outputs[2].length} changed`;
}

async function file(count: number, side: Side, path: string): Promise<string> {
	const out = createWriteStream(path);
	out.write(DECLARATION('UTF-8') + HEAD);
	for (let index = 0; index < count; index += 1) {
		const { code = '', name, quantity = 0, prices } = stockItem(index, count, side, 1);
		const text = cardXml({ index, code, name: name ?? '', sale: prices?.sale ?? 0, quantity });
		if (!out.write(text)) await once(out, 'drain');
	}
	out.end(TAIL);
	await finished(out);
	return path;
}

/** The readers alone, as often as the comparison reads: each list once to match and once to collect. */
async function readTwice(paths: string[]): Promise<string> {
	let count = 0;
	for (const path of [...paths, ...paths])
		for await (const batch of listOfFile(STOCK_FORMATS, () => createReadStream(path)).open()) count += batch.length;
	return `${count} read`;
}

async function twoFiles(paths: string[]): Promise<string> {
	const inputs = paths.map((path) => [
		{ json: {}, binary: { data: { id: path, data: '', mimeType: '', fileName: path } } },
	]);
	return await stockSync(inputs, 'file');
}

async function main(): Promise<void> {
	const [kind, given, ...rest] = process.argv.slice(2);
	const count = Number(given);
	const task = {
		core: () => core(count, 1),
		coreAll: () => core(count, 100),
		node: () => ourNode(count),
		compareDatasets: () => compareDatasets(count, rest[0]),
		sourceFile: () => file(count, 'source', rest[0]),
		targetFile: () => file(count, 'target', rest[0]),
		readTwice: () => readTwice(rest),
		files: () => twoFiles(rest),
	}[kind as 'core'];
	const before = process.cpuUsage();
	const found = await task();
	const { user, system } = process.cpuUsage(before);
	process.stdout.write(
		`${JSON.stringify({ cpu: (user + system) / 1000, peak: process.resourceUsage().maxRSS / 1024, found })}\n`,
	);
}

void main();
