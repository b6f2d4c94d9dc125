// Stock Sync in the real engine: lists as items and as files on disk, three outputs, guards, two-way state.
import { describe, expect, test } from '@jest/globals';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { StockItem } from '../../core/records/stock';
import { writeJsonLines } from '../../core/text/jsonLines';
import { StockSync } from '../../nodes/StockSync/StockSync.node';
import { readBinaryOf, runNode, storeBinary } from '../support/engine.mts';
import { gathered, priced } from '../unit/stock/lists.mts';

const PARAMETERS = {
	mode: 'oneWay',
	matchBy: 'code',
	fields: {
		rule: [
			{ field: 'price', winner: 'source', tolerance: 0 },
			{ field: 'quantity', winner: 'source', tolerance: 0 },
		],
	},
	allow: ['create', 'update', 'remove'],
	rules: {},
	options: { maxChangedPercent: 100, maxRemovedPercent: 100, salesBeforeStock: 'notNeeded' },
};

type Given = StockItem[] | INodeExecutionData[];
const itemsOf = (list: Given): INodeExecutionData[] =>
	list.map((one) => ('json' in one ? one : { json: one as unknown as IDataObject }) as INodeExecutionData);

async function run(
	source: Given,
	target: Given,
	parameters: IDataObject = {},
	options: { continueOnFail?: boolean } = {},
) {
	const given = {
		...PARAMETERS,
		...parameters,
		options: { ...PARAMETERS.options, ...(parameters.options as IDataObject) },
	};
	const result = await runNode({
		node: new StockSync(),
		parameters: given,
		inputs: [itemsOf(source), itemsOf(target)],
		...options,
	});
	const [changes = [], conflicts = [], summary = []] = result.outputs;
	return { ...result, changes, conflicts, summary: summary[0], rest: summary.slice(1) };
}

async function file(content: string | Uint8Array, fileName: string): Promise<INodeExecutionData> {
	return { json: {}, binary: { data: await storeBinary(Buffer.from(content as never), fileName) } };
}

const jsonLines = async (list: readonly unknown[]) => await gathered(writeJsonLines(list));
const linesOf = async (item: INodeExecutionData, property = 'data') =>
	(await readBinaryOf(item, property))
		.toString('utf8')
		.trim()
		.split('\n')
		.map((line) => JSON.parse(line) as IDataObject);

const card = ({ code, quantity, name, prices }: StockItem) =>
	`<lStk:stock version="2.0"><stk:stockHeader><stk:code>${code}</stk:code><stk:sellingRateVAT value="21">high</stk:sellingRateVAT><stk:name>${name}</stk:name>` +
	`<stk:sellingPrice payVAT="true">${prices?.sale}</stk:sellingPrice><stk:count>${quantity}</stk:count></stk:stockHeader></lStk:stock>`;
const pohoda = (list: StockItem[], stamp = '2026-11-15T05:00:00') =>
	'<?xml version="1.0" encoding="UTF-8"?><rsp:responsePack xmlns:rsp="http://www.stormware.cz/schema/version_2/response.xsd" xmlns:lStk="http://www.stormware.cz/schema/version_2/list_stock.xsd" ' +
	'xmlns:stk="http://www.stormware.cz/schema/version_2/stock.xsd" version="2.0" id="1" state="ok"><rsp:responsePackItem version="2.0" id="1" state="ok">' +
	`<lStk:listStock version="2.0" dateTimeStamp="${stamp}" dateValidFrom="2026-11-15" state="ok">${list.map(card).join('')}</lStk:listStock></rsp:responsePackItem></rsp:responsePack>`;

const SOURCE = [priced('A', 10, 5), priced('B', 20, 7), priced('N', 1, 1)];
const TARGET = [priced('A', 10, 5), priced('B', 19, 7), priced('X', 3, 2)];

describe('one way', () => {
	test('items: three outputs, each change paired with the items it comes from', async () => {
		const { changes, conflicts, summary, error } = await run([...SOURCE, priced('D', 1), priced('D', 1)], TARGET);
		expect(error).toBeUndefined();
		expect(changes.map(({ json, pairedItem }) => [json.action, json.code, pairedItem])).toEqual([
			[
				'update',
				'B',
				[
					{ item: 1, input: 0 },
					{ item: 1, input: 1 },
				],
			],
			['create', 'N', { item: 2, input: 0 }],
			['remove', 'X', { item: 2, input: 1 }],
		]);
		expect(changes[0].json).toMatchObject({
			before: { prices: { sale: 19 } },
			after: { prices: { sale: 20 } },
			fields: [{ field: 'price', before: 19, after: 20 }],
		});
		expect(changes[0].json).not.toHaveProperty('origins');
		expect(conflicts).toMatchObject([
			{
				json: { reason: 'notUnique', key: 'D' },
				pairedItem: [
					{ item: 3, input: 0 },
					{ item: 4, input: 0 },
				],
			},
		]);
		expect(summary).toMatchObject({
			json: { outcome: 'changes', create: 1, update: 1, remove: 1, conflicts: 1 },
			pairedItem: { item: 0, input: 0 },
		});
	});

	test('files of every known format give the same as items', async () => {
		const csv = `PLU,Název,Cena s DPH,DPH sazba\n${TARGET.map(({ code, name, prices }) => `${code},${name},${prices?.sale},21\n`).join('')}`;
		const prices = { fields: { rule: [{ field: 'price', winner: 'source' }] } };
		const brief = ({ changes }: Awaited<ReturnType<typeof run>>) => changes.map(({ json }) => json.message);
		const expected = brief(await run(SOURCE, TARGET, prices));
		expect(expected).toHaveLength(3);
		const sources = [await file(pohoda(SOURCE), 'stock.xml'), await file(await jsonLines(SOURCE), 'stock.jsonl')];
		const targets = [
			await file(pohoda(TARGET), 'till.xml'),
			await file(csv, 'items.csv'),
			await file(await jsonLines(TARGET), 'till.jsonl'),
		];
		for (const source of sources)
			for (const target of targets) expect(brief(await run([source], [target], prices))).toEqual(expected);
	});

	test('pages of one list come as several files', async () => {
		const { changes, summary } = await run(
			[
				await file(pohoda(SOURCE.slice(0, 1), '2026-11-15T05:00:02'), '1.xml'),
				await file(pohoda(SOURCE.slice(1)), '2.xml'),
			],
			TARGET,
		);
		expect(changes).toHaveLength(3);
		// The oldest of the pages counts.
		expect(summary.json).toMatchObject({ madeAt: '2026-11-15T05:00:00', nextChangedSince: '2026-11-15T05:00:00' });
	});

	test('as a file: changes and conflicts in JSON Lines, no item when there is none', async () => {
		const { changes, conflicts, summary } = await run([...SOURCE, priced('D', 1), priced('D', 1)], TARGET, {
			options: { outputAs: 'file' },
		});
		expect(changes).toHaveLength(1);
		expect(changes[0].json).toEqual({ fileName: 'stock-changes.jsonl', count: 3 });
		const lines = await linesOf(changes[0]);
		expect(lines.map(({ recordType, action }) => action ?? recordType)).toEqual([
			'update',
			'create',
			'remove',
			'endOfList',
		]);
		expect(lines[0]).not.toHaveProperty('origins');
		expect((await linesOf(conflicts[0]))[0]).toMatchObject({ recordType: 'stockConflict' });
		expect(summary.json).toMatchObject({ create: 1, update: 1, remove: 1 });
		const nothing = await run(SOURCE, SOURCE, { options: { outputAs: 'file' } });
		expect([nothing.changes, nothing.conflicts, nothing.summary.json.outcome]).toEqual([[], [], 'nothingToDo']);
	});

	test('by default only creates, and says so', async () => {
		const { changes, summary } = await run(SOURCE, TARGET, { allow: ['create'] });
		expect(changes.map(({ json }) => json.code)).toEqual(['N']);
		expect(summary.json.notAllowed).toEqual({ create: 0, update: 1, remove: 1 });
	});

	test('the rules and options of the panel reach the comparison', async () => {
		const source = [
			priced('01', 10.4, 5, { warehouse: 'S1', reserved: 2, labels: ['pokl1'], eans: ['8594001234560'] }),
			priced('01', 99, 4, { warehouse: 'S2', labels: ['pokl1'] }),
			priced('02', 10, 4, { warehouse: 'S1', labels: ['pokl2'] }),
			priced('03', 10, 4, { warehouse: 'S3', labels: ['pokl1'] }),
		];
		const { changes, summary, error } = await run(source, [priced('X', 1, 1, { eans: ['8594001234560'] })], {
			rules: {
				warehouses: 'S1, S2',
				combine: 'add',
				reserved: 'subtract',
				label: 'pokl1',
				priceRounding: 1,
				units: { rule: [{ from: 'bal', to: 'ks', factor: 2, code: '' }] },
			},
			options: { thenMatchBy: 'ean', ignoreLeadingZeros: true },
		});
		expect(error).toBeUndefined();
		expect(changes.map(({ json }) => json.message)).toEqual([
			'Update X "Zboží X": price with VAT 1 → 10, quantity 1 → 7.',
		]);
		expect(summary.json.source).toMatchObject({ leftOut: { label: 1, warehouse: 1 } });
	});

	test('a setting that makes no sense is said by its name', async () => {
		const { error } = await run(SOURCE, TARGET, { fields: {} });
		expect(error).toMatchObject({
			message: 'Fields is empty: nothing would be compared.',
			description: 'Add the fields that matter, such as quantity and price.',
		});
	});
});

describe('guards', () => {
	test('a damaged or truncated file gives nothing and is named', async () => {
		const whole = pohoda(SOURCE);
		const { error, outputs } = await run([await file(whole.slice(0, -60), 'ráno.xml')], TARGET);
		expect(error?.message).toMatch(/^The file "ráno\.xml" of the source was not taken\. /);
		expect(error?.description).toContain('looks like one whose goods were removed');
		expect(outputs.flat()).toEqual([]);
		const target = await run(SOURCE, [await file((await jsonLines(TARGET)).slice(0, -30), 'till.jsonl')]);
		expect(target.error?.message).toContain('The file "till.jsonl" of the target was not taken.');
		// Get Many with a Limit: what it left out is not gone.
		const limited = await gathered(writeJsonLines(TARGET, { about: () => ({ limited: true }) }));
		expect((await run(SOURCE, [await file(limited, 'till.jsonl')])).error?.message).toMatch(/till\.jsonl.* was not taken\. The list ends at a Limit/);
	});

	test('too much removed stops the workflow with what it would have done, or gives only the summary', async () => {
		const stopped = await run(SOURCE, TARGET, { options: { maxRemovedPercent: 10 } });
		expect(stopped.error?.message).toContain('1 of 3 items of the target would be removed (33.3 %, allowed are 10 %)');
		expect(stopped.error?.description).toContain('Remove X "Zboží X".');
		const soft = await run(SOURCE, TARGET, { options: { maxRemovedPercent: 10, whenStopped: 'summary' } });
		expect(soft.changes).toEqual([]);
		expect(soft.summary.json).toMatchObject({
			outcome: 'stopped',
			stoppedBy: 'tooManyRemoved',
			wouldHave: [{ code: 'B' }, { code: 'N' }, { code: 'X' }],
		});
		expect(soft.hints[0].message).toContain('would be removed');
		expect(await linesOf(soft.summary, 'preview')).toHaveLength(4);
	});

	test('with On Error: Continue the reason comes as summary', async () => {
		const { error, changes, summary } = await run([], TARGET, {}, { continueOnFail: true });
		expect(error).toBeUndefined();
		expect([changes, summary.json.outcome]).toEqual([[], 'stopped']);
		expect(summary.json.message).toContain('The source list is empty');
	});

	test('an empty source stops; Always Output Data is no item; a list of changes may be empty', async () => {
		expect((await run([], TARGET)).error?.message).toContain('The source list is empty');
		expect((await run([{ json: {} }], TARGET)).error?.message).toContain('The source list is empty');
		const { summary, error } = await run([{ json: {} }], TARGET, { options: { differential: true } });
		expect([error, summary.json.outcome]).toEqual([undefined, 'nothingToDo']);
	});

	test('an item that carries only a message of the node before it removes nothing', async () => {
		const { changes, conflicts } = await run(
			[{ json: { error: 'The service was not available' } }, ...SOURCE] as INodeExecutionData[],
			TARGET,
		);
		expect(changes.map(({ json }) => json.action)).toEqual(['update']);
		expect(conflicts).toMatchObject([{ json: { reason: 'unreadable' } }]);
	});

	test('a preview lets nothing through', async () => {
		const { changes, summary } = await run(SOURCE, TARGET, { options: { previewOnly: true } });
		expect(changes).toEqual([]);
		expect(summary.json).toMatchObject({
			outcome: 'preview',
			update: 1,
			wouldHave: [{ code: 'B' }, { code: 'N' }, { code: 'X' }],
		});
		expect((await linesOf(summary, 'preview')).map(({ code }) => code)).toEqual(['B', 'N', 'X', undefined]);
	});
});

describe('sales before stock', () => {
	const waiting = [
		{
			flow: 'pohoda',
			registers: [{ register: 'P1', waiting: { count: 2, amount: 100 } }],
			lastAutomatic: { at: '2026-11-15T04:00:00Z', records: 5 },
		},
	];
	const sent = [{ ...waiting[0], registers: [] }];
	const stop = (journalState: unknown, more: IDataObject = {}) =>
		({ journalState, ...more, options: { salesBeforeStock: 'stop', ...(more.options as IDataObject) } }) as IDataObject;

	test('waiting sales of the register stop, before anything is compared', async () => {
		const { error } = await run(SOURCE, TARGET, stop(waiting, { options: { registers: 'P1' } }));
		expect(error?.message).toContain('register P1: 2 waiting');
		expect((await run(SOURCE, TARGET, stop(waiting, { options: { registers: 'P2' } }))).changes).toHaveLength(3);
		expect(
			(await run(SOURCE, TARGET, stop(JSON.stringify(waiting), { options: { flow: 'idoklad' } }))).changes,
		).toHaveLength(3);
		const soft = await run(SOURCE, TARGET, stop(waiting, { options: { whenStopped: 'summary' } }));
		expect(soft.summary.json).toMatchObject({ outcome: 'stopped', stoppedBy: 'salesWaiting', source: { read: 0 } });
	});

	test('the journal state comes by expression', async () => {
		const { error } = await run(SOURCE, TARGET, stop("={{ [{ register: 'P1', waiting: $json.quantity }] }}"));
		expect(error?.message).toContain('register P1: 5 waiting');
	});

	test('no journal state is no permission, unless quantities are not written', async () => {
		expect((await run(SOURCE, TARGET, stop('[]'))).error?.message).toContain('Journal State says nothing');
		const prices = { fields: { rule: [{ field: 'price', winner: 'source' }] } };
		expect((await run(SOURCE, TARGET, stop('[]', prices))).changes).toHaveLength(3);
	});

	test('a list made before the last sales were sent stops', async () => {
		const old = await file(pohoda(SOURCE, '2026-11-15T03:00:00Z'), 'old.xml');
		const { error } = await run([old], TARGET, stop(sent));
		expect(error?.message).toContain('before the last sales were sent');
		expect(error?.description).toContain('Update B');
		expect(
			(await run([await file(pohoda(SOURCE, '2026-11-15T05:00:00Z'), 'new.xml')], TARGET, stop(sent))).changes,
		).toHaveLength(3);
	});
});

describe('full replacement', () => {
	test('without the confirmation shows what would change; with it gives the whole list and the backup', async () => {
		const refused = await run(SOURCE, TARGET, {
			mode: 'replacement',
			confirmReplacement: false,
			options: { whenStopped: 'summary' },
		});
		expect(refused.changes).toEqual([]);
		expect(refused.summary.json).toMatchObject({
			outcome: 'stopped',
			stoppedBy: 'notConfirmed',
			wouldHave: [{ code: 'B' }, { code: 'N' }, { code: 'X' }],
		});
		expect(refused.summary.binary).not.toHaveProperty('backup');
		const { changes, summary, error } = await run(SOURCE, TARGET, { mode: 'replacement', confirmReplacement: true });
		expect(error).toBeUndefined();
		expect(changes.map(({ json }) => [json.action, json.code])).toEqual([
			['keep', 'A'],
			['update', 'B'],
			['create', 'N'],
			['remove', 'X'],
		]);
		expect((await linesOf(summary, 'backup')).slice(0, 3)).toEqual(TARGET);
	});
});

test('what the panel starts with: prices and quantities one way, names and prices both ways, sales first', async () => {
	const given = { mode: 'oneWay', matchBy: 'code' };
	const node = new StockSync();
	const inputs = [itemsOf(SOURCE), itemsOf(TARGET)];
	expect((await runNode({ node, parameters: given, inputs })).error?.message).toContain('Journal State says nothing');
	const oneWay = await runNode({ node, parameters: { ...given, options: { salesBeforeStock: 'notNeeded' } }, inputs });
	expect(oneWay.outputs[2][0].json).toMatchObject({ create: 1, update: 0, notAllowed: { update: 1, remove: 1 } });
	const renamed = itemsOf([{ ...SOURCE[0], name: 'Other' }]);
	const both = await runNode({
		node,
		parameters: { ...given, mode: 'twoWay' },
		inputs: [renamed, itemsOf(TARGET.slice(0, 1))],
	});
	expect([both.error, both.outputs[2][0].json.notAllowed]).toEqual([undefined, { create: 0, update: 1, remove: 0 }]);
});

describe('two ways', () => {
	const twoWay = {
		mode: 'twoWay',
		allowInSource: ['create', 'update', 'remove'],
		fields: {
			rule: [
				{ field: 'price', winner: 'source' },
				{ field: 'name', winner: 'source' },
			],
		},
	};
	const [a, b] = [priced('A', 10), priced('B', 20)];

	test('the state travels as a file from run to run', async () => {
		const first = await run([a, b], [a, b], twoWay);
		expect([first.error, first.changes]).toEqual([undefined, []]);
		const withState = (list: StockItem[]) =>
			itemsOf(list).map((item, index) =>
				index === 0 ? { ...item, binary: { state: first.summary.binary!.state } } : item,
			);
		const second = await run(withState([{ ...a, name: 'Here' }, b]), [a, { ...b, name: 'There' }], twoWay);
		expect(second.changes.map(({ json }) => [json.applyTo, json.message])).toEqual([
			['target', 'Update A "Here": name "Zboží A" → "Here".'],
			['source', 'Update B "There": name "Zboží B" → "There".'],
		]);
		expect(second.summary.json).toMatchObject({ inSource: { update: 1 } });
		expect(await linesOf(second.summary, 'state')).toHaveLength(3);
	});

	test('or as rows that change', async () => {
		const options = { stateAs: 'rows' };
		const first = await run([a, b], [a, b], { ...twoWay, options });
		expect(first.rest.map(({ json }) => [json.recordType, json.key])).toEqual([
			['stockState', 'code:A'],
			['stockState', 'code:B'],
		]);
		expect(first.summary.binary).toBeUndefined();
		const rows = first.rest.map(({ json }, index) => ({ json: { ...json, id: index + 1 } }));
		const second = await run([...itemsOf([a, { ...b, name: 'Here' }]), ...rows], [a, b], { ...twoWay, options });
		expect(second.changes).toMatchObject([
			{
				json: { code: 'B', applyTo: 'target' },
				pairedItem: [
					{ item: 1, input: 0 },
					{ item: 1, input: 1 },
				],
			},
		]);
		expect(second.rest.map(({ json }) => json.key)).toEqual(['code:B']);
		const third = await run([...itemsOf([a, { ...b, name: 'Here' }]), ...rows], [a, b], {
			...twoWay,
			options: { ...options, previewOnly: true },
		});
		expect([third.changes, third.rest]).toEqual([[], []]);
	});

	test('more items than the limit are refused', async () => {
		const { error } = await run([a, b], [a, b], { ...twoWay, options: { twoWayLimit: 1 } });
		expect(error).toMatchObject({
			message: expect.stringContaining('more than 1 items'),
			description: expect.stringContaining('Two-Way Limit'),
		});
	});
});

describe('both lists in one item', () => {
	const both = async (files: Record<string, readonly unknown[]>): Promise<INodeExecutionData> => {
		const binary = Object.fromEntries(await Promise.all(Object.entries(files).map(async ([name, list]) => [name, await storeBinary(Buffer.from(await jsonLines(list)), `${name}.jsonl`)])));
		return { json: { registers: 'P1' }, binary };
	};
	const options = { sourceBinary: 'stock', targetBinary: 'current' };

	test('are told by the names of their files', async () => {
		const item = await both({ stock: SOURCE, current: TARGET });
		const { summary } = await run([item], [item], { options });
		expect(summary?.json).toMatchObject({ create: 1, update: 1, remove: 1, same: 1, source: { read: 3 }, target: { read: 3 } });
	});

	test('a target that may be missing is an empty list, and else an item that cannot be read', async () => {
		const item = await both({ stock: SOURCE });
		expect((await run([item], [item], { options: { ...options, targetMayBeMissing: true } })).summary?.json).toMatchObject({ create: 3, remove: 0, target: { read: 0 } });
		expect((await run([item], [item], { options })).summary?.json).toMatchObject({ target: { read: 1, unreadable: 1 } });
	});

	test('a source is never missing without a word', async () => {
		const item = await both({ current: TARGET });
		const { error, summary } = await run([item], [item], { options: { ...options, targetMayBeMissing: true } });
		expect(error?.message ?? summary?.json.message).toMatch(/cannot be read|empty|no item/i);
	});
});
