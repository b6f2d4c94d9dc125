// A sending run over a long journal: workflow 2b with the journal's nodes on its canvas (as in commit 839ef3a) beside 2b with calls.
// Each run has the same receipts to send and an n8n that was just started. Ratios are printed, nothing is asserted but that all
// receipts have arrived.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { receiveRecords } from '../../core/sync/receive';
import { resultRows } from '../../core/sync/results';
// @ts-expect-error the scripts have no types
import { graph, js, node } from '../../scripts/workflows/build.mjs';
// @ts-expect-error the scripts have no types
import { createJournal, insertRows } from '../../scripts/workflows/tables.mjs';
import { repositoryRoot } from '../e2e/support/files.mts';
import { executionOf, runNow } from '../e2e/support/people.mts';
import type { StoredWorkflow, WorkflowFile } from '../e2e/support/shapes.mts';
import { day, receipts } from '../e2e/support/shop.mts';
import { Stage } from '../e2e/support/stage.mts';

const ROWS = Number(process.argv[2] ?? 100_000);
const WAITING = 100;
const PART = 1000;
const DAYS = 50;
const FILE = '2b-ekasa-pohoda-send';
const OLD = '839ef3a';

type Row = Record<string, unknown>;

/** A record and its result for each receipt of the last weeks: what was sent. */
function history(): Row[] {
	const each = Math.ceil(ROWS / 2 / DAYS);
	return Array.from({ length: DAYS }, (_, at) => receipts('P1', day(DAYS - at), 1 + at * each, each)).flatMap((sold) => {
		const stored = receiveRecords(sold, [], day(0)).rows.map(({ row }) => row);
		const results = stored.map(({ key, hash, amount, recordDate }) => ({ key, outcome: 'created', target: { system: 'POHODA', id: '1', number: '26P1' }, warnings: [], message: 'Sent.', amount, date: recordDate, sync: { flow: 'pohoda', runId: '1', mode: 'automatic', hash } }));
		return [...stored, ...resultRows(results, { flow: 'pohoda', runId: '1', mode: 'automatic' }).rows.map(({ row }) => row)] as unknown as Row[];
	});
}

/** A webhook that stores rows as they come. */
const seeder: WorkflowFile = {
	name: 'Rows for the measurement',
	...graph('bench', {
		nodes: {
			Webhook: node('webhook', 2.1, [0, 0], { httpMethod: 'POST', path: 'bench-rows', responseMode: 'lastNode', responseData: 'noData', options: {} }),
			'Create Journal': createJournal([192, 0]),
			Rows: node('splitOut', 1, [480, 0], { fieldToSplitOut: 'rows', options: {} }),
			Given: node('set', 3.4, [288, 192], { mode: 'raw', jsonOutput: js`{ rows: $('Webhook').first().json.body.rows }`, options: {} }),
			Store: insertRows([576, 0]),
		},
		wires: { Webhook: 'Create Journal', 'Create Journal': 'Given', Given: 'Rows', Rows: 'Store' },
	}),
	settings: { executionOrder: 'v1', saveDataSuccessExecution: 'none' },
} as unknown as WorkflowFile;

/** Peak memory of a process, MB. */
const peakOf = (pid: number): number => Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / 1024;

interface Measured {
	seconds: number;
	/** Beyond what n8n takes when it has just started. */
	megabytes: number;
	peak: number;
	kilobytes: number;
}

const stage = await Stage.open();
const { client, n8n, mserver } = stage;

/** A connection of its own: n8n closes the ones that are kept while a body is made. */
const post = async (rows: readonly Row[]): Promise<void> =>
	await new Promise((resolve, reject) => {
		const call = request(`${n8n.url}/webhook/bench-rows`, { method: 'POST', agent: false, headers: { 'content-type': 'application/json' } }, (answer) => {
			answer.resume().once('end', () => (answer.statusCode === 200 ? resolve() : reject(new Error(`the rows were answered with ${answer.statusCode}`))));
		});
		call.once('error', reject).end(JSON.stringify({ rows }));
	});

async function store(rows: readonly Row[]): Promise<void> {
	for (let from = 0; from < rows.length; from += PART) await post(rows.slice(from, from + PART));
}

async function measured(name: string, workflow: StoredWorkflow, first: number): Promise<Measured> {
	await store(receiveRecords(receipts('P2', day(0), first, WAITING), [], day(0)).rows.map(({ row }) => row as unknown as Row));
	stage.workflows[FILE] = workflow;
	await client.activate(workflow);
	await n8n.stop();
	await n8n.start();
	await client.signIn();
	const before = peakOf(n8n.pid!);
	const documents = mserver.state.documents.length;
	const started = performance.now();
	const { id } = (await executionOf(stage, FILE, () => runNow(stage, 'Send'))) as unknown as { id: string };
	const seconds = (performance.now() - started) / 1000;
	const peak = peakOf(n8n.pid!);
	const { data } = await client.rest<{ data: string }>('GET', `/rest/executions/${id}`);
	if (mserver.state.documents.length !== documents + WAITING) throw new Error(`${name}: ${mserver.state.documents.length - documents} documents instead of ${WAITING}`);
	await client.deactivate(workflow.id);
	return { seconds, megabytes: peak - before, peak, kilobytes: data.length / 1024 };
}

try {
	for (const card of mserver.state.settings.stock) card.quantity = '1000000';
	await client.activate(await client.importWorkflow(seeder));
	await client.webhook('/webhook/bench-rows', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"rows":[]}' });
	const rows = history();
	await store(rows);
	const now = stage.workflow(FILE);
	const credentials = new Map(now.nodes.map(({ type, credentials: chosen }) => [type, chosen]));
	const text = execFileSync('git', ['show', `${OLD}:workflows/${FILE}.json`], { cwd: repositoryRoot(), encoding: 'utf8' });
	const file = JSON.parse(text) as WorkflowFile;
	const nodes = file.nodes.map((one) => (credentials.get(one.type) ? { ...one, credentials: credentials.get(one.type) } : one));
	const before = await client.importWorkflow({ ...file, name: `${file.name} (before)`, nodes } as WorkflowFile);
	const old = await measured('on the canvas', before, 1);
	const calls = await measured('by calls', now, 1001);
	process.stdout.write(`${rows.length.toLocaleString('en')} rows in the journal, ${WAITING} receipts to send; ratio of calls to the nodes on the canvas\n`);
	const line = (name: string, of: keyof Measured, unit: string) => process.stdout.write(`${name.padEnd(48)} ${(calls[of] / old[of]).toFixed(2).padStart(6)}  (${old[of].toFixed(1)} → ${calls[of].toFixed(1)} ${unit})\n`);
	line('time from the form to its ending page', 'seconds', 's');
	line('peak memory of the n8n process', 'peak', 'MB');
	line('  beyond what it takes after its start', 'megabytes', 'MB');
	line('data that n8n keeps of the run', 'kilobytes', 'kB');
} finally {
	await stage.close();
}
