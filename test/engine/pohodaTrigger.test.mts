// POHODA Trigger in n8n's real PollContext; mServer is played by nock with a stock that changes.
import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import nock from 'nock';
import { PohodaMServerApi } from '../../credentials/PohodaMServerApi.credentials';
import { askedSince } from '../../nodes/shared/pohoda/cursor';
import { PohodaTrigger } from '../../nodes/PohodaTrigger/PohodaTrigger.node';
import { runListSearch, runPoll } from '../support/engine.mts';
import { card, listXml, playStock } from '../support/pohodaLists.mts';
import type { Played } from '../support/pohodaLists.mts';

const URL = 'http://127.0.0.1:4441';
const credentials = { pohodaMServerApi: { type: new PohodaMServerApi(), data: { url: URL, user: 'api', password: 'heslo', ico: '12345678' } } };

let memory: IDataObject;
let played: Played;

beforeEach(() => {
	memory = {};
	played = playStock(URL, [
		{ id: 1, code: 'A', changed: '2026-11-01T08:00:00' },
		{ id: 2, code: 'B', changed: '2026-11-01T08:00:00' },
		{ id: 3, code: 'C', changed: '2026-11-20T11:59:30' },
	]);
});
afterEach(() => nock.cleanAll());
afterAll(() => nock.restore());

async function poll(parameters: IDataObject = {}, more: { mode?: 'manual' | 'trigger'; budget?: number } = {}): Promise<IDataObject[] | null> {
	// n8n keeps static data as JSON.
	memory = JSON.parse(JSON.stringify(memory)) as IDataObject;
	const outputs = await runPoll({ node: new PohodaTrigger(), parameters: { agenda: 'stockItem', ...parameters }, memory, credentials, ...more });
	return outputs && outputs[0].map(({ json }) => json);
}

const codes = async (parameters: IDataObject = {}, more: { budget?: number } = {}) => (await poll(parameters, more))?.map(({ code, name }) => `${String(code)} ${String(name)}`) ?? null;

function change(id: number, name: string, at: string): void {
	const known = played.cards.find((one) => one.id === id);
	if (known) Object.assign(known, { name, changed: at });
	else played.cards.push({ id, code: `N${id}`, name, changed: at });
}

const clock = (time: string) => (played.now = `2026-11-20T${time}`);

describe('changes', () => {
	test('nothing of the past; then each change once, however often the overlap brings it again', async () => {
		expect(await poll()).toBeNull();
		clock('12:00:20');
		expect(await poll()).toBeNull();
		change(1, 'dearer', '2026-11-20T12:00:40');
		change(9, 'new', '2026-11-20T12:00:45');
		clock('12:01:00');
		expect(await codes()).toEqual(['A dearer', 'N9 new']);
		clock('12:01:10');
		expect(await codes()).toBeNull();
		change(1, 'cheaper', '2026-11-20T12:01:11');
		clock('12:01:20');
		expect(await codes()).toEqual(['A cheaper']);
		clock('12:30:00');
		expect(await codes()).toBeNull();
		expect(memory.cursor).toMatchObject({ since: '2026-11-20T12:30:00', seen: {} });
	});

	test('a change that is saved while POHODA answers, with a time before the answer, comes with the next poll', async () => {
		await poll();
		clock('12:05:00');
		expect(await poll()).toBeNull();
		change(2, 'late', '2026-11-20T12:04:58');
		clock('12:10:00');
		expect(await codes()).toEqual(['B late']);
	});

	test('a change between two pages of one poll is not lost', async () => {
		await poll();
		for (let id = 10; id < 1210; id += 1) change(id, 'bulk', '2026-11-20T12:01:00');
		clock('12:02:00');
		played.before = (request) => {
			// Behind the first page: record 10 is on it already.
			if (!request.includes('ftr:idFrom')) return;
			change(10, 'again', '2026-11-20T12:02:01');
			clock('12:02:02');
		};
		expect(await codes()).toHaveLength(1200);
		played.before = undefined;
		clock('12:03:00');
		expect(await codes()).toEqual(['N10 again']);
	});

	test('more than one run can take: the rest comes with the next polls, each record once', async () => {
		await poll();
		for (let id = 10; id < 60; id += 1) change(id, 'bulk', '2026-11-20T12:01:00');
		clock('12:02:00');
		const options = { most: 20 };
		const got: string[] = [];
		for (const expected of [20, 20]) {
			const part = await codes({ options });
			expect(part).toHaveLength(expected);
			got.push(...(part ?? []));
			clock('12:04:00');
		}
		change(12, 'meanwhile', '2026-11-20T12:03:59');
		got.push(...((await codes({ options })) ?? []), ...((await codes({ options })) ?? []));
		expect(got.filter((one) => one.endsWith('bulk'))).toHaveLength(50);
		expect(new Set(got).size).toBe(51);
		expect(got).toContain('N12 meanwhile');
		expect(await codes({ options })).toBeNull();
	});

	test('a poll that runs out of time hands on what it has', async () => {
		await poll();
		for (let id = 10; id < 2510; id += 1) change(id, 'bulk', '2026-11-20T12:01:00');
		clock('12:02:00');
		const first = await codes({}, { budget: 1 });
		expect(first).toHaveLength(999);
		const rest: string[] = [];
		for (let more = await codes(); more !== null; more = await codes()) rest.push(...more);
		expect(new Set([...(first ?? []), ...rest]).size).toBe(2500);
		expect(rest).toHaveLength(1501);
	});

	test('while mServer is off nothing is an error, and nothing is lost', async () => {
		await poll();
		nock.cleanAll();
		nock(URL).persist().post('/xml').replyWithError(Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }));
		expect(await poll()).toBeNull();
		nock.cleanAll();
		played = playStock(URL, played.cards, '2026-11-20T13:00:00');
		change(2, 'meanwhile', '2026-11-20T12:30:00');
		expect(await codes()).toEqual(['B meanwhile']);
	});

	test('the first poll says when mServer cannot be reached; a refusal and half an answer are errors and leave the cursor', async () => {
		nock.cleanAll();
		nock(URL).post('/xml').replyWithError(Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }));
		await expect(poll()).rejects.toThrow(/cannot be reached/);
		expect(memory).toEqual({});
		played = playStock(URL, [{ id: 1, code: 'A' }]);
		await poll();
		const before = JSON.stringify(memory);
		played.instead = () => ({ status: 401, body: '' });
		await expect(poll()).rejects.toThrow(/refused user or password/);
		played.instead = () => ({ body: listXml('lStk:listStock', [card({ id: 1, code: 'A', name: 'x' })]).slice(0, -200) });
		await expect(poll()).rejects.toThrow(/cannot be used/);
		played.instead = () => ({ body: listXml('lStk:listStock', [], '2026-11-20T13:00:00').replace('state="ok"></lStk:', 'state="error"></lStk:') });
		await expect(poll()).rejects.toThrow(/without saying why/);
		expect(JSON.stringify(memory)).toBe(before);
	});

	test('two polls at once: the second leaves it to the first', async () => {
		await poll();
		change(1, 'dearer', '2026-11-20T12:00:40');
		clock('12:01:00');
		const run = () => runPoll({ node: new PohodaTrigger(), parameters: { agenda: 'stockItem' }, memory, credentials });
		const both = await Promise.all([run(), run()]);
		expect(both.filter((one) => one !== null)).toHaveLength(1);
	});

	test('another question begins anew', async () => {
		await poll();
		change(1, 'dearer', '2026-11-20T12:00:40');
		clock('12:01:00');
		expect(await poll({ filters: { forInternet: true } })).toBeNull();
		expect(played.requests.at(-1)).toContain('<ftr:internet>true</ftr:internet>');
	});
});

test('in a test run: one record, and the cursor stays where it is', async () => {
	expect(await poll({}, { mode: 'manual' })).toEqual([expect.objectContaining({ recordType: 'stockItem', code: 'A' })]);
	expect(memory).toEqual({});
	expect(await poll()).toBeNull();
});

test('the night in which summer time ends: asked for an hour more, because POHODA shows that hour twice', () => {
	const at = (iso: string) => Date.parse(iso);
	const cursor = { of: '', since: '2026-10-25T02:50:00', utcOffset: 120, seen: {} };
	expect(askedSince(cursor, 60, at('2026-10-25T00:55:00Z'))).toBe('2026-10-25T02:49:00');
	expect(askedSince(cursor, 60, at('2026-10-25T01:20:00Z'))).toBe('2026-10-25T01:49:00');
});

describe('lists of the panel', () => {
	const search = (method: string, filter?: string) => runListSearch({ node: new PohodaTrigger(), method, parameters: {}, filter, credentials });

	test('stores by code and name, narrowed without regard to case and diacritics', async () => {
		const store = (id: number, code: string, name: string) => `<lst:store version="2.0"><sto:id>${id}</sto:id><sto:name>${code}</sto:name><sto:text>${name}</sto:text></lst:store>`;
		played.instead = () => ({ body: listXml('lst:listStore', [store(1, 'HLAVNÍ', 'Hlavní sklad'), store(2, 'BRNO', 'Prodejna Brno')]) });
		expect(await search('searchStores')).toEqual({
			results: [
				{ name: 'BRNO: Prodejna Brno', value: 'BRNO' },
				{ name: 'HLAVNÍ: Hlavní sklad', value: 'HLAVNÍ' },
			],
		});
		expect(await search('searchStores', 'hlavni')).toEqual({ results: [{ name: 'HLAVNÍ: Hlavní sklad', value: 'HLAVNÍ' }] });
	});

	test('when mServer is off the message says how to go on without it', async () => {
		nock.cleanAll();
		nock(URL).post('/xml').replyWithError(Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }));
		await expect(search('searchCentres')).rejects.toThrow(/cannot be reached.*Choose By Code/);
	});

	test('a list that is refused is no empty list to choose from', async () => {
		played.instead = () => ({ body: listXml('lst:listStore', []).replace('state="ok"></lst:', 'state="error"></lst:') });
		await expect(search('searchStores')).rejects.toThrow(/without saying why.*Choose By Code/);
	});
});
