/** Control interface, page, state on disk, running by itself. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import axios from 'axios';
import { buildSync } from 'esbuild';

import type { IDoklad } from '../../../sandbox/idoklad/index.mts';
import { Client, item, product, receipt, receipts, start } from './helpers.mts';

let server: IDoklad;
let api: Client;
beforeEach(async () => {
	server = await start();
	api = await Client.login(server);
});
afterEach(() => server.close());

const call = (method: string, name: string, data?: unknown) => axios.request({ method, url: `${server.url}/_control/${name}`, data, headers: data === undefined ? {} : { 'Content-Type': 'application/json' }, validateStatus: () => true });

describe('/_control', () => {
	test('state, rows, requests; no secret among them', async () => {
		await api.post('/SalesReceipts', receipt(1));
		expect((await call('GET', 'state')).data).toMatchObject({ calls: { used: 1, limit: 7500, thisMinute: 1, refused: 0 }, rows: { SalesReceipts: 1, PriceListItems: 0 }, contract: { problems: [] }, tokensIssued: 1, pendingFaults: [] });
		expect((await call('GET', 'rows/SalesReceipts')).data).toMatchObject([{ DocumentNumber: 'PR2600001' }]);
		const requests = (await call('GET', 'requests')).data;
		expect(requests).toMatchObject([{ method: 'POST', path: '/server/connect/token', counted: false }, { method: 'POST', path: '/v3/SalesReceipts', status: 200, counted: true, app: 'test' }]);
		expect(JSON.stringify(requests)).not.toContain('secret');
		expect((await call('GET', 'deliveries')).data).toEqual([]);
	});

	test('seed, calls, reset', async () => {
		await call('POST', 'seed', { agenda: { rounding: 2 }, tables: { Tags: [{ Id: 1, Name: 'x', Color: '#000000' }] } });
		expect(server.state.settings.agenda).toMatchObject({ rounding: 2, ico: '12345678' });
		expect((await api.get('/Tags')).data.TotalItems).toBe(1);
		expect((await call('POST', 'calls', { used: 7500 })).data).toMatchObject({ used: 7500 });
		expect((await api.get('/Tags')).status).toBe(429);
		expect((await call('POST', 'calls', {})).status).toBe(400);
		await call('POST', 'reset', { agenda: { ico: '87654326' } });
		expect(server.state).toMatchObject({ requests: [], settings: { agenda: { ico: '87654326', rounding: 0 } } });
		expect((await api.get('/Tags')).status).toBe(401);
	});

	test('faults, tokens', async () => {
		expect((await call('POST', 'faults', { kind: 'status', status: 503, count: 2 })).data).toMatchObject({ pending: [{ kind: 'status', count: 2 }] });
		expect((await api.get('/Tags')).status).toBe(503);
		await call('DELETE', 'faults');
		expect((await api.get('/Tags')).status).toBe(200);
		expect((await call('POST', 'faults', { kind: 'nonsense' })).status).toBe(400);
		await call('POST', 'kill-tokens', {});
		expect((await api.get('/Tags')).status).toBe(401);
	});

	test('what people and Money do: account, export', async () => {
		const ids = [];
		for (const serial of [1, 2]) ids.push((await api.post('/SalesReceipts', receipt(serial))).data.Id as number);
		expect((await call('POST', 'account', { ids: [ids[0]] })).data).toEqual({ voucher: expect.any(Number) });
		await call('POST', 'export', { ids: [ids[1]] });
		expect(receipts(server).map((row) => [row['IsAccounted'], row['Exported']])).toEqual([[true, 0], [false, 1]]);
		expect((await call('POST', 'export', { ids: [5] })).status).toBe(404);
		expect((await call('POST', 'export', { ids: 'all' })).status).toBe(400);
		expect((await call('POST', 'redeliver', { deliveryId: 'x' })).status).toBe(404);
	});

	test('says what it knows, takes JSON only', async () => {
		expect(await call('GET', 'nonsense')).toMatchObject({ status: 404, data: { Message: expect.stringContaining('GET state') } });
		expect((await axios.post(`${server.url}/_control/reset`, 'a=1', { validateStatus: () => true })).status).toBe(415);
		expect((await call('POST', 'reset', [])).status).toBe(400);
	});
});

describe('the page', () => {
	const page = async (query = ''): Promise<string> => (await axios.get(`${server.url}/${query}`)).data as string;

	test('documents, price list, calls; everything escaped', async () => {
		await api.post('/PriceListItems', product({ Name: '<b>Káva</b>', IsStockItem: true, InitialStockBalance: 2.5 }));
		await api.post('/SalesReceipts', receipt(1, 1290, { Name: 'Účtenka <script>', Items: [item(1290)] }));
		server.state.remark('Něco');
		const text = await page();
		for (const part of ['PR2600001', 'Účtenka &lt;script&gt;', '&lt;b&gt;Káva&lt;/b&gt;', '1\u00a0290,00', '2 / 7\u00a0500', '2,5', 'Něco', 'NotExported', 'POST /v3/SalesReceipts']) expect(text).toContain(part);
		expect(text).not.toContain('<script');
		expect(text).not.toContain('<b>Káva');
	});

	test('empty, and refreshing by itself', async () => {
		expect(await page()).toContain('Nothing has arrived yet.');
		expect(await page('?refresh=3')).toContain('http-equiv="refresh" content="3"');
		expect(await page('?refresh=x')).not.toContain('http-equiv="refresh"');
	});
});

describe('on its own', () => {
	test('the state outlives a restart, tokens do not', async () => {
		const folder = mkdtempSync(join(tmpdir(), 'idoklad-'));
		const dataFile = join(folder, 'data.json');
		try {
			const first = await start({ dataFile });
			await (await Client.login(first)).post('/SalesReceipts', receipt(1));
			await first.close();
			const second = await start({ dataFile });
			const client = await Client.login(second);
			expect((await client.get('/SalesReceipts')).data.Items).toMatchObject([{ DocumentNumber: 'PR2600001' }]);
			expect((await client.post('/SalesReceipts', receipt(1))).status).toBe(409);
			expect(second.state.meter.used).toBe(3);
			await second.close();
		} finally {
			rmSync(folder, { recursive: true });
		}
	});

	test('main: prints its address, takes its options, ends on SIGTERM', async () => {
		const folder = mkdtempSync(join(tmpdir(), 'idoklad-'));
		try {
			const outfile = join(folder, 'main.cjs');
			buildSync({ entryPoints: [join(__dirname, '../../../sandbox/idoklad/main.mts')], bundle: true, platform: 'node', format: 'cjs', outfile });
			const child = spawn(process.execPath, [outfile, '--port', '0', '--ico', '87654326'], { stdio: ['ignore', 'pipe', 'inherit'] });
			const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
			const line = await new Promise<string>((resolve) => child.stdout.once('data', (data: Buffer) => resolve(data.toString())));
			const url = /http:\/\/127\.0\.0\.1:\d+/.exec(line)![0];
			expect((await axios.get(url)).data).toContain('IČO 87654326');
			child.kill('SIGTERM');
			expect(await ended).toBe(0);
		} finally {
			rmSync(folder, { recursive: true });
		}
	});
});
