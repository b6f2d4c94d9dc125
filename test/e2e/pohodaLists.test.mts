/** POHODA's lists in a real n8n: Get Many by hand, the list of stores in the panel, and the trigger over polls and a crash. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { until } from '../support/until.mts';
import type { Execution, StoredWorkflow, WorkflowNode } from './support/shapes.mts';
import { Stage } from './support/stage.mts';

let stage: Stage;
let credential: { id: string; name: string };

const POHODA = 'n8n-nodes-ekasa-sync.pohoda';
const TRIGGER = 'n8n-nodes-ekasa-sync.pohodaTrigger';
/** n8n takes no schedule of less than a minute, but several schedules. */
const EVERY_FIVE_SECONDS = Array.from({ length: 12 }, (_, index) => ({ mode: 'custom', cronExpression: `${index * 5} * * * * *` }));

function node(name: string, type: string, at: number, parameters: Record<string, unknown>): WorkflowNode {
	const ours = type.startsWith('n8n-nodes-ekasa-sync');
	return { id: `node-${at}`, name, type, typeVersion: 1, position: [at * 220, 0], parameters, ...(ours ? { credentials: { pohodaMServerApi: credential } } : {}) };
}

async function stored(name: string, nodes: WorkflowNode[]): Promise<StoredWorkflow> {
	const links = nodes.slice(1).map((to, at) => [nodes[at]!.name, { main: [[{ node: to.name, type: 'main', index: 0 }]] }] as const);
	const settings = { executionOrder: 'v1', timezone: 'Europe/Prague', binaryMode: 'separate' };
	return await stage.client.importWorkflow({ name, nodes, connections: Object.fromEntries(links), settings });
}

const itemsOf = (execution: Execution, name: string) => {
	const { runData, error } = execution.data.resultData;
	if (error) throw new Error(error.message);
	return runData[name]?.[0]?.data?.main[0] ?? [];
};

const listed = () => stage.mserver.state.requests.filter(({ path }) => path === '/xml').length;

function change(index: number, price: string): string {
	const card = stage.mserver.state.settings.stock[index]!;
	Object.assign(card, { salePrice: price, changedAt: new Date().toISOString() });
	return card.code;
}

beforeAll(async () => {
	stage = await Stage.open();
	const [found] = (await stage.client.credentials()).filter(({ type }) => type === 'pohodaMServerApi');
	credential = { id: found!.id, name: found!.name };
});

afterAll(async () => {
	await stage?.close();
});

describe('by hand', () => {
	test('all stock as items and as a file; then what changed since, and it is what changed', async () => {
		const list = { resource: 'stockItem', operation: 'getAll', returnAll: true };
		const changedSince = '={{ $json.dateTimeStamp }}';
		const { id } = await stored('Lists', [
			node('By Hand', 'n8n-nodes-base.manualTrigger', 0, {}),
			node('File', POHODA, 1, { ...list, outputAs: 'file' }),
			node('Changed', POHODA, 2, { ...list, filters: { changedSince }, options: { overlap: 0, endItem: true } }),
		]);
		const run = await stage.client.runByHand(id, 'By Hand');
		const [file] = itemsOf(run, 'File');
		const count = stage.mserver.state.settings.stock.length;
		expect(file).toMatchObject({ json: { list: 'stockItem', count }, binary: { data: { fileName: 'pohoda-stockItem.jsonl' } } });
		expect(itemsOf(run, 'Changed').at(-1)?.json).toMatchObject({ recordType: 'endOfList', count: 0, dateTimeStamp: expect.any(String) });
	});

	test('Changed Since with the cursor of the list before: one change comes once, and again with the bare time', async () => {
		const list = { resource: 'stockItem', operation: 'getAll', returnAll: true };
		const since = async (changedSince?: unknown) => {
			const filters = changedSince === undefined ? {} : { changedSince };
			const { id } = await stored('Changed since', [
				node('By Hand', 'n8n-nodes-base.manualTrigger', 0, {}),
				node('List', POHODA, 1, { ...list, filters, options: { endItem: true } }),
			]);
			const items = itemsOf(await stage.client.runByHand(id, 'By Hand'), 'List').map(({ json }) => json);
			return { items: items.slice(0, -1), end: items.at(-1)! };
		};
		const whole = await since();
		expect(whole.items).toHaveLength(stage.mserver.state.settings.stock.length);
		expect((await since(whole.end.cursor)).items).toEqual([]);
		const code = change(0, '555');
		const changed = await since(whole.end.cursor);
		expect(changed.items).toEqual([expect.objectContaining({ code, prices: expect.objectContaining({ sale: 555 }) })]);
		expect((await since(changed.end.cursor)).items).toEqual([]);
		expect((await since(changed.end.dateTimeStamp)).items).toEqual(expect.arrayContaining([expect.objectContaining({ code })]));
	});

	test('the panel offers the stores of the running mServer, and says what to do when it is off', async () => {
		const ask = async () =>
			await stage.client.rest<{ results: Array<{ name: string; value: string }> }>('POST', '/rest/dynamic-node-parameters/resource-locator-results', {
				path: 'parameters.filters.store',
				methodName: 'searchStores',
				nodeTypeAndVersion: { name: POHODA, version: 1 },
				currentNodeParameters: { resource: 'stockItem', operation: 'getAll' },
				credentials: { pohodaMServerApi: credential },
			});
		const stores = stage.mserver.state.settings.stores;
		expect((await ask()).results.map(({ value }) => value).sort()).toEqual(stores.map(({ ids }) => ids).sort());
		await stage.mserver.off();
		await expect(ask()).rejects.toThrow(/Choose By Code/);
		await stage.mserver.on();
	});
});

test('the trigger starts once per change, also over a crash of n8n in which something changed', async () => {
	const workflow = await stored('Changed stock', [node('Changed', TRIGGER, 0, { agenda: 'stockItem', pollTimes: { item: EVERY_FIVE_SECONDS } })]);
	const codes = async () => {
		const executions = await stage.client.executions(workflow.id);
		return executions.reverse().flatMap((one) => itemsOf(one, 'Changed').map(({ json }) => json.code));
	};
	const expectCodes = async (wanted: unknown[]) => {
		await until(`${wanted.length} changes`, async () => ((await codes()).length >= wanted.length ? true : undefined), { limit: 150_000, every: 1000 });
		expect(await codes()).toEqual(wanted);
	};
	const before = listed();
	await stage.client.activate(workflow);
	// The first poll: POHODA's time, then what is known from before.
	await until('the first poll', () => (listed() >= before + 2 ? true : undefined));
	const first = change(1, '777');
	await expectCodes([first]);
	await stage.n8n.kill();
	const second = change(2, '888');
	await stage.n8n.start();
	await stage.client.signIn();
	await expectCodes([first, second]);
	const seen = listed();
	await until('another poll', () => (listed() > seen ? true : undefined), { limit: 150_000, every: 1000 });
	expect(await codes()).toEqual([first, second]);
});
