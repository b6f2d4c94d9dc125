// The Sync Journal node in the real engine: what leaves each output can go into the Data Table as it is.
import { describe, expect, test } from '@jest/globals';
import { NodeHelpers, Workflow } from 'n8n-workflow';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { JOURNAL_COLUMNS } from '../../core/sync/journal';
import { SyncJournal } from '../../nodes/SyncJournal/SyncJournal.node';
import { PORTS } from '../../nodes/SyncJournal/ports';
import { runNode } from '../support/engine.mts';
import { makeReceipt } from '../support/receipts.mts';

const COLUMNS = JOURNAL_COLUMNS.map(({ name }) => name).sort();
const asItems = (list: unknown[]): INodeExecutionData[] => list.map((json) => ({ json: json as IDataObject }));

/** A table as n8n keeps it: rows get an id and a time, null where nothing was given. */
class Table {
	rows: IDataObject[] = [];

	insert(items: INodeExecutionData[]) {
		for (const { json } of items) {
			expect(Object.keys(json).sort()).toEqual(COLUMNS);
			this.rows.push({ ...json, id: this.rows.length + 1, createdAt: '2026-11-14T18:00:00.000Z' });
		}
	}

	/** "Always Output Data" gives an empty item for an empty table. */
	read() {
		return asItems(this.rows.length === 0 ? [{}] : this.rows);
	}
}

async function journal(parameters: IDataObject, inputs: INodeExecutionData[][], mode: 'manual' | 'trigger' = 'trigger') {
	const result = await runNode({ node: new SyncJournal(), parameters, inputs, mode });
	if (result.error) throw result.error;
	return result;
}

const receive = { resource: 'record', operation: 'receive' };
const waiting = { resource: 'record', operation: 'getWaiting', flow: 'pohoda', ignoreBefore: '2026-01-01T00:00:00' };
const results = { resource: 'record', operation: 'results', flow: 'pohoda' };
const created = (record: IDataObject, number: number) => ({
	key: record.key,
	outcome: 'created',
	target: { system: 'POHODA', id: String(number), number: `26PR${number}` },
	warnings: [],
	message: 'created',
	amount: record.total,
	sync: record.sync,
});

const sales = ['101', '102', '103'].map((number) => makeReceipt({ number, date: '2026-11-14' }));

describe('the way of a receipt', () => {
	test('from an empty table to everything sent; each repeat changes nothing', async () => {
		const table = new Table();
		const first = await journal(receive, [asItems(sales), table.read()]);
		expect(first.outputs[0]).toHaveLength(3);
		expect(first.outputs[0].map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }, { item: 2 }]);
		expect(first.outputs[1]).toHaveLength(1);
		expect(first.outputs[1][0].json).toEqual({ accepted: sales.map(({ key }) => key), alreadyKnown: [], changed: [], refused: [] });
		table.insert(first.outputs[0]);

		const again = await journal(receive, [asItems(sales), table.read()]);
		expect(again.outputs[0]).toEqual([]);
		expect(again.outputs[1][0].json.alreadyKnown).toEqual(sales.map(({ key }) => key));

		const offered = await journal(waiting, [table.read()]);
		expect(offered.outputs[0].map(({ json }) => json.key)).toEqual(sales.map(({ key }) => key));
		expect(offered.outputs[0][2].pairedItem).toEqual({ item: 2 });
		expect(offered.outputs[0][0].json.sync).toMatchObject({ flow: 'pohoda', mode: 'automatic', attempt: 0, generation: 1, previous: 'new' });
		expect(offered.outputs[1]).toHaveLength(1);
		table.insert(offered.outputs[1]);

		const stored = await journal(results, [asItems(offered.outputs[0].map(({ json }, index) => created(json, index + 1)))]);
		expect(stored.outputs[0]).toHaveLength(3);
		table.insert(stored.outputs[0]);

		const after = await journal(waiting, [table.read()], 'manual');
		expect(after.outputs[0]).toEqual([]);
		expect(after.outputs[1][0].json).toMatchObject({ kind: 'run', mode: 'manual', state: 'ok' });
		table.insert(after.outputs[1]);

		const report = await journal({ resource: 'journal', operation: 'report', flow: 'pohoda' }, [table.read()]);
		expect(report.outputs[0][0].json).toMatchObject({ flow: 'pohoda', status: 'RUNNING', sent: { count: 3 }, waiting: { count: 0 } });
		const sums = await journal({ resource: 'journal', operation: 'reconcile', flow: 'pohoda' }, [table.read()]);
		expect(sums.outputs[0].every(({ json }) => json.agrees === true && json.difference === 0)).toBe(true);
		const problems = await journal({ resource: 'record', operation: 'getProblems', flow: '' }, [table.read()]);
		expect(problems.outputs[0]).toEqual([]);
	});

	test('what cannot be accepted is answered, stored and listed', async () => {
		const table = new Table();
		const torn = { ...sales[0], total: sales[0].total + 0.01 };
		const got = await journal(receive, [asItems([torn, sales[1]]), table.read()]);
		const answer = got.outputs[1][0].json as { accepted: string[]; refused: Array<{ key: string; reasons: string[] }> };
		expect(answer.accepted).toEqual([sales[1].key]);
		expect(answer.refused[0].key).toBe(sales[0].key);
		expect(answer.refused[0].reasons.join(' ')).toContain('differs by 0.01');
		expect(got.hints[0].message).toContain('1 of 2');
		table.insert(got.outputs[0]);
		const problems = await journal({ resource: 'record', operation: 'getProblems', flow: '' }, [table.read()]);
		// The other one has come in long ago, and no flow has ever run.
		expect(problems.outputs[0].map(({ json }) => [json.state, json.flow, json.key])).toEqual([
			['new', '', sales[1].key],
			['refused', 'intake', expect.stringContaining('intake/')],
		]);
	});

	test('a register that the journal writes in another way is an error, a key that it does not have a hint', async () => {
		const table = new Table();
		table.insert((await journal(receive, [asItems(sales), table.read()])).outputs[0]);
		const [{ key, register }] = sales;
		const lower = register.toLowerCase();
		const error = { message: `Registers: the journal has no register "${lower}"; it has "${register}".`, description: 'Write it as the journal has it.' };
		await expect(journal({ ...waiting, filters: { registers: lower } }, [table.read()])).rejects.toMatchObject(error);
		await expect(journal({ resource: 'journal', operation: 'reconcile', flow: 'pohoda', filters: { registers: lower } }, [table.read()])).rejects.toMatchObject(error);
		await expect(journal({ ...waiting, options: { flowRegisters: lower } }, [table.read()])).rejects.toMatchObject({ message: expect.stringContaining('Registers of This Flow: the journal has no') });
		const chosen = await journal({ ...waiting, filters: { registers: register, keys: `${key}, x/1, ${key.replace(register, lower)}` } }, [table.read()]);
		expect(chosen.outputs[0].map(({ json }) => json.key)).toEqual([key]);
		expect(chosen.hints.map(({ message }) => message)).toEqual([
			`Keys: the journal does not have 2 of them: x/1, ${key.replace(register, lower)} (it has ${key}). Write them as the journal has them.`,
		]);
	});

	test('a decision of a person becomes rows and an answer', async () => {
		const table = new Table();
		table.insert((await journal(receive, [asItems(sales), table.read()])).outputs[0]);
		const set = { resource: 'record', operation: 'setState', flow: 'pohoda', decision: 'done', who: 'Jana', reason: 'by hand' };
		const keys = `${sales[0].key}, ekasa/P9/1/2026-11-14`;
		const answered = await journal({ ...set, keys }, [table.read()]);
		expect(answered.outputs[0]).toHaveLength(1);
		expect(answered.outputs[1][0].json).toMatchObject({ set: [sales[0].key], refused: [{ key: 'ekasa/P9/1/2026-11-14' }] });
		table.insert(answered.outputs[0]);
		const offered = await journal(waiting, [table.read()]);
		expect(offered.outputs[0].map(({ json }) => json.key)).toEqual([sales[1].key, sales[2].key]);
	});

	test('Compact gives rows to insert and then the id to delete up to', async () => {
		const table = new Table();
		table.insert((await journal(receive, [asItems(sales), table.read()])).outputs[0]);
		const parameters = { resource: 'journal', operation: 'compact', keepDays: 60 };
		const made = await journal(parameters, [table.read()]);
		expect(made.outputs[1][0].json).toMatchObject({ deleteUpToId: 3 });
		const next = new Table();
		next.insert(made.outputs[0]);
		const offered = await journal(waiting, [next.read()]);
		expect(offered.outputs[0]).toHaveLength(3);
		expect((await journal(parameters, [asItems([{}])])).outputs).toEqual([[], [], []]);
	});
});

describe('settings that would send too much', () => {
	test.each([
		['={{ "" }}', 'Ignore Records Before is empty'],
		['soon', 'Ignore Records Before is "soon"'],
	])('Ignore Records Before "%s" is refused with what to give', async (ignoreBefore, message) => {
		const result = await runNode({ node: new SyncJournal(), parameters: { ...waiting, ignoreBefore }, inputs: [asItems([{}])] });
		expect(result.error?.message).toContain(message);
		expect(result.error?.description).toContain('YYYY-MM-DD');
	});
});

describe('in a sub-workflow', () => {
	const inSub = async (mode: string) => {
		const table = new Table();
		table.insert((await journal(receive, [asItems(sales), table.read()])).outputs[0]);
		const offered = await journal({ ...waiting, options: { mode, runId: '77' } }, [table.read()]);
		return { record: offered.outputs[0][0].json, run: offered.outputs[1][0].json };
	};
	test('the run is the caller’s', async () => {
		const { record, run } = await inSub('automatic');
		expect([(record.sync as IDataObject).runId, run.runId, run.mode]).toEqual(['77', '77', 'automatic']);
		const stored = await journal({ ...results, options: { runId: '77' } }, [asItems([created({ ...sales[0] } as unknown as IDataObject, 1)])]);
		expect(stored.outputs[0][0].json.runId).toBe('77');
	});
	test('a run from the editor is manual, and nobody waits for its results', async () => {
		const awaits = async (mode: string) => (JSON.parse(String((await inSub(mode)).run.payload)) as { awaits?: number }).awaits;
		expect((await inSub('editor')).run.mode).toBe('manual');
		expect([await awaits('editor'), await awaits('manual')]).toEqual([undefined, 3]);
	});
});

test('Summarise gives one item, also of nothing', async () => {
	const summarise = { resource: 'record', operation: 'summarise', options: { system: 'POHODA', records: 'receipts' } };
	const held = { ...created({ ...sales[0] } as unknown as IDataObject, 1), outcome: 'held', message: 'Payment <Edenred>.' };
	const some = await journal(summarise, [asItems([held, created({ ...sales[1] } as unknown as IDataObject, 2)])]);
	expect(some.outputs[0]).toMatchObject([{ json: { html: '1 held, 1 created.\n\n• Payment &lt;Edenred&gt;.', needsPerson: 1, subject: '1 receipts need a decision' }, pairedItem: [{ item: 0 }, { item: 1 }] }]);
	expect((await journal(summarise, [asItems([{}])])).outputs[0]).toMatchObject([{ json: { text: 'There was nothing to send.\n' } }]);
});

describe('inputs and outputs', () => {
	test.each(Object.entries(PORTS))('%s shows its ports on the canvas', (operation, ports) => {
		const type = new SyncJournal();
		const node = { id: '1', name: 'J', type: 'syncJournal', typeVersion: 1, position: [0, 0] as [number, number] };
		const types = { getByName: () => type, getByNameAndVersion: () => type, getKnownTypes: () => ({}) };
		const resource = ['report', 'reconcile', 'compact'].includes(operation) ? 'journal' : 'record';
		const workflow = new Workflow({ nodes: [{ ...node, parameters: { resource, operation } }], connections: {}, active: false, nodeTypes: types as never });
		const own = workflow.getNode('J')!;
		expect(NodeHelpers.getNodeInputs(workflow, own, type.description)).toHaveLength(ports.inputs.length);
		expect(NodeHelpers.getNodeOutputs(workflow, own, type.description)).toHaveLength(ports.outputs.length);
	});
});

describe('days by picker and by expression', () => {
	// 2026-11-13T23:30Z is 14 November in Prague.
	test.each([
		['2026-11-14T00:00:00', 3],
		['2026-11-15', 0],
		['={{ DateTime.fromISO("2026-11-13T23:30:00Z") }}', 3],
		['={{ "2026-11-14T23:30:00Z" }}', 0],
	])('Ignore Records Before %s', async (ignoreBefore, offered) => {
		const table = new Table();
		table.insert((await journal(receive, [asItems(sales), table.read()])).outputs[0]);
		expect((await journal({ ...waiting, ignoreBefore }, [table.read()])).outputs[0]).toHaveLength(offered);
	});
	test('filters take them too', async () => {
		const table = new Table();
		table.insert((await journal(receive, [asItems(sales), table.read()])).outputs[0]);
		const filters = { dateFrom: '={{ DateTime.fromISO("2026-11-15T10:00:00+01:00") }}' };
		expect((await journal({ ...waiting, filters }, [table.read()])).outputs[0]).toEqual([]);
	});
});

describe('what is not as it should be', () => {
	const hostile = [{ id: 1, kind: 'x' }, { success: true }, { id: 2, kind: 'record', key: 'k', state: 'new', payload: '{', recordDate: '2026-11-14' }, { id: 3, kind: 'result', key: 'k', flow: 'pohoda', state: 'waiting', amount: 'x' }];
	test('stops no operation, and Get Problems names it', async () => {
		const reads: IDataObject[] = [
			waiting,
			{ resource: 'record', operation: 'setState', flow: 'pohoda', keys: 'k', decision: 'done' },
			{ resource: 'journal', operation: 'report', flow: '' },
			{ resource: 'journal', operation: 'reconcile', flow: 'pohoda' },
			{ resource: 'journal', operation: 'compact', keepDays: 60 },
		];
		for (const parameters of reads) expect((await journal(parameters, [asItems(hostile)])).outputs.length).toBeGreaterThan(0);
		const offered = await journal(waiting, [asItems(hostile)]);
		expect(offered.outputs[0]).toEqual([]);
		expect(offered.hints[0].message).toContain('1 records in the journal are damaged');
		const problems = await journal({ resource: 'record', operation: 'getProblems', flow: 'pohoda' }, [asItems(hostile)]);
		expect(problems.outputs[0].map(({ json }) => json.key)).toEqual(['k', 'row/1', 'row/input 2', 'row/3']);
	});
	test('items that are no results are said, and their records go again', async () => {
		const stored = await journal(results, [asItems([{ error: 'Something happened' }, created({ ...sales[0] } as unknown as IDataObject, 1)])]);
		expect(stored.outputs[0].map(({ pairedItem }) => pairedItem)).toEqual([{ item: 1 }]);
		expect(stored.hints[0].message).toContain('1 items are no results');
	});
	test('Receive works without a journal wired to it', async () => {
		const got = await journal(receive, [asItems(sales)]);
		expect(got.outputs[0]).toHaveLength(3);
	});
});

describe('who started the run', () => {
	test.each([
		['manual', {}, 'manual'],
		['trigger', {}, 'automatic'],
		['trigger', { mode: 'manual' }, 'manual'],
		['manual', { mode: 'automatic' }, 'automatic'],
	] as const)('%s with options %j is %s', async (mode, options, expected) => {
		const { outputs } = await journal({ ...waiting, options: { ...options } }, [asItems([{}])], mode);
		expect(outputs[1][0].json.mode).toBe(expected);
	});
});
