// What a new accounting system costs: the throw-away target of test/targets/csvLedger, of ten files at most, in the real n8n
// beside nothing else of ours. Everything but its own layout and calls comes from the trunk.
import { cpSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { build } from 'esbuild';
import type { SyncResult } from '../../core/records/results';
import { makeReceipt } from '../support/receipts.mts';
import { TOKEN, startLedger, type Ledger } from '../targets/csvLedger/ledger.mts';
import { repositoryRoot } from './support/files.mts';
import { N8n } from './support/n8n.mts';
import { itemsOf } from './support/people.mts';
import type { WorkflowNode } from './support/shapes.mts';

const SOURCES = join(repositoryRoot(), 'test', 'targets', 'csvLedger');
const ENTRIES = ['CsvLedger.node.ts', 'CsvLedgerApi.credentials.ts'];
const ACCOUNTS = JSON.stringify({ cash: '211100', card: '261200' });

let n8n: N8n;
let ledger: Ledger;
let credential: { id: string; name: string };
let runs = 0;

beforeAll(async () => {
	ledger = await startLedger();
	n8n = await N8n.prepare();
	const folder = join(n8n.folder, 'custom');
	mkdirSync(folder, { recursive: true });
	const modules = join(repositoryRoot(), 'test', 'e2e', 'n8n', 'node_modules');
	// What n8n supplies stays outside, and is found beside n8n itself.
	await build({ entryPoints: ENTRIES.map((name) => join(SOURCES, name)), bundle: true, platform: 'node', target: 'node20', format: 'cjs', external: ['n8n-workflow', 'zod', 'luxon'], outdir: folder, logLevel: 'warning' });
	for (const icon of readdirSync(SOURCES).filter((name) => name.endsWith('.svg'))) cpSync(join(SOURCES, icon), join(folder, icon));
	Object.assign(n8n, { env: { N8N_CUSTOM_EXTENSIONS: folder, NODE_PATH: modules } });
	await n8n.start();
	await n8n.client.signIn();
	const { id, name } = await n8n.client.createCredential('Ledger', 'csvLedgerApi', { url: ledger.url, token: TOKEN });
	credential = { id, name };
});

afterAll(async () => {
	await n8n?.dispose();
	await ledger?.close();
});

const receipt = (number: string, more: Parameters<typeof makeReceipt>[0] = {}) => makeReceipt({ number, ...more });

async function send(records: readonly object[], parameters: Record<string, unknown> = {}, onError?: string): Promise<SyncResult[]> {
	runs += 1;
	const node = (name: string, type: string, typeVersion: number, values: Record<string, unknown>): WorkflowNode => ({ id: `${name}-${runs}`, name, type, typeVersion, position: [0, 0], parameters: values });
	const target = node('Ledger', 'CUSTOM.csvLedger', 1, { resource: 'line', operation: 'create', accounts: ACCOUNTS, documents: 'perReceipt', whenRunFromEditor: 'send', ...parameters });
	target.credentials = { csvLedgerApi: credential };
	const nodes = [
		node('Start', 'n8n-nodes-base.manualTrigger', 1, {}),
		node('Records', 'n8n-nodes-base.set', 3.4, { mode: 'raw', jsonOutput: JSON.stringify({ records }), options: {} }),
		node('Each', 'n8n-nodes-base.splitOut', 1, { fieldToSplitOut: 'records', options: {} }),
		onError === undefined ? target : { ...target, onError },
	];
	const wire = (to: string) => ({ main: [[{ node: to, type: 'main', index: 0 }]] });
	const { id } = await n8n.client.importWorkflow({ name: `Ledger ${runs}`, nodes, connections: { Start: wire('Records'), Records: wire('Each'), Each: wire('Ledger') }, settings: { executionOrder: 'v1' }, pinData: {} });
	const run = await n8n.client.runByHand(id, 'Start');
	if (run.status !== 'success') throw new Error(JSON.stringify(run.data.resultData.error ?? run.data.resultData).slice(0, 2000));
	return itemsOf<SyncResult>(run, 'Ledger');
}

const outcomesOf = (results: readonly SyncResult[]) => results.map(({ outcome }) => outcome);

describe('a new target', () => {
	test('is ten files at most', () => {
		const own = readdirSync(SOURCES).filter((name) => !name.endsWith('.mts'));
		expect(own).toEqual(expect.arrayContaining(ENTRIES));
		expect(own.length).toBeLessThanOrEqual(10);
	});

	test('previews from the editor, and sends nothing', async () => {
		const [result] = await send([receipt('1')], { whenRunFromEditor: 'preview' });
		expect(result).toMatchObject({ outcome: 'preview', message: 'Receipt P1/1 of 14 Nov 2026, 100.00 Kč, would be sent to CSV ledger; this is a preview, nothing was sent.' });
		expect(ledger.lines.size).toBe(0);
	});

	test('one result per item in order: sent, held with what to do, voided with its sale, refused', async () => {
		const results = await send([
			receipt('1'),
			receipt('2', { payments: [{ method: 'mealVoucher', label: 'Edenred', amount: 100 }] }),
			receipt('3'),
			receipt('4', { type: 'void', original: { number: '3', date: '2026-11-14' }, items: [{ quantity: -1 }] }),
			{ recordType: 'receipt', key: 'x' },
		]);
		expect(outcomesOf(results)).toEqual(['created', 'held', 'unchanged', 'unchanged', 'refused']);
		expect(results[0]).toMatchObject({ target: { system: 'CSV ledger', number: '1' }, message: 'Receipt P1/1 of 14 Nov 2026, 100.00 Kč, was created in CSV ledger as 1.' });
		expect(results[1].message).toContain("payment 'Edenred' has no account in the ledger. Add it to Accounts in the CSV Ledger node");
		expect([...ledger.lines.values()].map(({ cells }) => cells.slice(1))).toEqual([['2026-11-14', 'P1', 'Účtenka P1/1', '211100', '100']]);
	});

	test('a second delivery has no second effect, and another content is told with both amounts', async () => {
		expect(outcomesOf(await send([receipt('1')]))).toEqual(['duplicate']);
		const [changed] = await send([receipt('1', { items: [{ unitPrice: 90 }] })]);
		expect(changed.outcome).toBe('changed');
		expect(changed.message).toContain('with 100, and the till has 90');
		expect(ledger.lines.size).toBe(1);
	});

	test('an answer that got lost is looked up; nothing goes twice', async () => {
		ledger.losing = 1;
		const before = ledger.posted.length;
		const results = await send([receipt('11'), receipt('12')]);
		expect(outcomesOf(results)).toEqual(['created', 'created']);
		expect(results[0].warnings.map(({ code }) => code)).toContain('recovered');
		expect(ledger.posted.length - before).toBe(1);
		expect(ledger.lines.size).toBe(3);
	});

	test('takings of a day: one line for each way of paying', async () => {
		const day = { date: '2026-11-15' };
		const card = { payments: [{ method: 'card' as const, amount: 100 }] };
		expect(outcomesOf(await send([receipt('21', day), receipt('22', day), receipt('23', { ...day, ...card })], { documents: 'perDay' }))).toEqual(['created', 'created', 'created']);
		const lines = [...ledger.lines.values()].filter(({ cells }) => cells[1] === '2026-11-15').map(({ cells }) => cells.slice(2));
		expect(lines).toEqual([['P1', 'Tržba P1', '211100', '200'], ['P1', 'Tržba P1', '261200', '100']]);
	});

	test('a wrong token is an error of the node; a ledger that is off leaves everything waiting', async () => {
		await n8n.client.updateCredential(credential.id, 'Ledger', 'csvLedgerApi', { url: ledger.url, token: 'wrong' });
		await expect(send([receipt('31')])).rejects.toThrow('does not know this token');
		await n8n.client.updateCredential(credential.id, 'Ledger', 'csvLedgerApi', { url: 'http://127.0.0.1:9', token: TOKEN });
		const [result] = await send([receipt('31')]);
		expect(result.outcome).toBe('waiting');
		expect(result.message).toContain('CSV ledger cannot be reached, nothing listens at this address');
	});
});
