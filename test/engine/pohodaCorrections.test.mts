// A receipt that the till corrected while nobody knew that POHODA had it: never a duplicate with the new content.
import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import nock from 'nock';
import { recordKey } from '../../core/records/keys';
import type { SyncResult } from '../../core/records/results';
import type { Receipt } from '../../core/records/types';
import { compactJournal } from '../../core/sync/compact';
import { entriesOf } from '../../core/sync/entry';
import { foldJournal } from '../../core/sync/fold';
import { listProblems } from '../../core/sync/problems';
import { reconcile } from '../../core/sync/reconcile';
import { setStates } from '../../core/sync/setState';
import { PohodaMServerApi } from '../../credentials/PohodaMServerApi.credentials';
import { Pohoda } from '../../nodes/Pohoda/Pohoda.node';
import { startMServer } from '../sandbox/mserver/index.mts';
import type { MServer } from '../sandbox/mserver/index.mts';
import { runNode } from '../support/engine.mts';
import { answerXml, bytesOf, duplicateItem } from '../support/pohodaAnswers.mts';
import { Table } from '../unit/sync/table.mts';

let server: MServer;
let table: Table;
beforeEach(async () => {
	server = await startMServer({ now: () => new Date('2026-11-20T12:00:00Z') });
	table = new Table();
});
afterEach(async () => {
	nock.cleanAll();
	await server.close();
});
afterAll(() => nock.restore());

const DAY = '2026-11-14';

function receipt(number: string, total: number, date = DAY): Receipt {
	return {
		recordType: 'receipt',
		key: recordKey({ source: 'ekasa', register: 'P1', number, date }),
		...{ source: 'ekasa', register: 'P1', number, type: 'sale' as const, issuedAt: `${date}T10:15:00+01:00`, date, currency: 'CZK' },
		items: [{ line: 1, kind: 'service', name: 'Servis', quantity: 1, unit: 'ks', unitPrice: total, vatRate: 21, totalGross: total }],
		payments: [{ method: 'cash', amount: total }],
		...{ total, rounding: 0 },
	};
}

/** One run of the sending flow; one that is killed after sending stores no results. */
async function run(documents: string, killed = false, url = server.url): Promise<SyncResult[]> {
	const inputs = table.waiting({ runId: `run-${table.rows().length}` }).records.map(({ record, sync }) => ({ json: { ...record, sync } as unknown as IDataObject }));
	if (inputs.length === 0) return [];
	const { outputs, error } = await runNode({
		node: new Pohoda(),
		parameters: { resource: 'salesReceipt', operation: 'create', documents, options: { checkPeriod: false } },
		inputs,
		mode: 'trigger',
		credentials: { pohodaMServerApi: { type: new PohodaMServerApi(), data: { url, user: 'api', password: 'heslo', ico: '12345678' } } },
	});
	if (error) throw error;
	const results = outputs[0].map(({ json }) => json as unknown as SyncResult);
	if (!killed) table.results(results);
	return results;
}

const entries = () => entriesOf(foldJournal(table.rows()), 'pohoda');
const problems = () => listProblems(table.rows(), { flow: 'pohoda', now: '2026-11-15T13:00:00.000Z' });
const target = () => reconcile(table.rows(), { flow: 'pohoda' }).map((row) => [row.till, row.target, row.difference]);
const lists = () => server.state.requests.filter(({ path }) => path === '/xml').length;

describe.each(['perReceipt', 'perDay'])('documents %s', (documents) => {
	test('n8n was killed after sending, and the till corrected one receipt: changed, with both amounts', async () => {
		table.receive([receipt('1', 100), receipt('2', 50)]);
		await run(documents, true);
		table.receive([receipt('1', 101)]);
		const results = await run(documents);
		expect(results.map(({ key, outcome }) => [key.split('/')[2], outcome]).sort()).toEqual([
			['1', 'changed'],
			['2', 'duplicate'],
		]);
		const changed = results.find(({ outcome }) => outcome === 'changed');
		expect(changed?.message).toContain('with 100.00 Kč, and the till has 101.00 Kč now; the difference is 1.00 Kč');
		expect(problems().map(({ number, state }) => [number, state])).toEqual([['1', 'changed']]);
		expect(target()).toEqual([[151, 150, 1]]);
		expect(await run(documents)).toEqual([]);
		expect(server.state.documents).toHaveLength(documents === 'perDay' ? 1 : 2);
	});

	test('the answer got lost after n8n was killed: what is found is compared as well', async () => {
		table.receive([receipt('1', 100)]);
		await run(documents, true);
		table.receive([receipt('1', 101)]);
		const [entry] = table.waiting({ runId: 'lost' }).records;
		table.results([{ key: entry.record.key, outcome: 'unknown', target: { system: 'POHODA' }, warnings: [], message: 'Lost.', amount: 101, date: DAY, sync: entry.sync }]);
		expect((await run(documents)).map(({ outcome }) => outcome)).toEqual(['changed']);
		expect(target()).toEqual([[101, 100, 1]]);
	});

	test('a correction of what Compact has dropped, held as too old and tried: changed', async () => {
		const [old, corrected] = [receipt('1', 100), receipt('1', 101)];
		table.receive([old]);
		await run(documents);
		const { rows, deleteUpToId } = compactJournal(table.rows(), { now: '2027-03-15T12:00:00.000Z' });
		table.insert(rows);
		table.deleteUpTo(deleteUpToId);
		expect(entries()).toEqual([]);
		table.receive([corrected]);
		expect(entries().map(({ state }) => state)).toEqual(['held']);
		table.insert(setStates(table.rows(), { flow: 'pohoda', keys: [old.key], action: 'retry' }).rows);
		const [result] = await run(documents);
		expect(result).toMatchObject({ outcome: 'changed', amount: 101, has: { amount: 100 } });
		expect(target()).toEqual([[101, 100, 1]]);
	});
});

test('one question for the documents of a pack that were there already', async () => {
	table.receive(['1', '2', '3'].map((number) => receipt(number, 100)));
	await run('perReceipt', true);
	const before = lists();
	expect((await run('perReceipt')).map(({ outcome }) => outcome)).toEqual(['duplicate', 'duplicate', 'duplicate']);
	expect(lists() - before).toBe(2);
});

test('where it cannot be looked up, it stays open what POHODA has', async () => {
	const mServer = nock('http://127.0.0.1:4441');
	const record = receipt('1', 101);
	table.receive([record]);
	mServer.get('/status?companyDetail').reply(200, 'Response from POHODA mServer');
	mServer.post('/xml').reply(200, bytesOf(answerXml('ekasa/P1', [duplicateItem(record.key, '26PR5', '5')])));
	mServer.post('/xml').reply(500, 'gone');
	const [result] = await run('perReceipt', false, 'http://127.0.0.1:4441');
	expect(result).toMatchObject({ outcome: 'unknown', target: { id: '5', number: '26PR5' } });
	expect(result.message).toContain('could not be looked up with which amount');
});
