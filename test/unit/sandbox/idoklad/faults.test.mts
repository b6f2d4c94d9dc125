import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import type { Fault, IDoklad } from '../../../sandbox/idoklad/index.mts';
import { giveUp, until } from '../../../support/until.mts';
import { Client, receipt, receipts, start } from './helpers.mts';

let server: IDoklad;
let api: Client;
beforeEach(async () => {
	server = await start();
	api = await Client.login(server);
});
afterEach(async () => {
	await server.close();
	expect(server.state.contractProblems).toEqual([]);
});

const send = (serials: number[], leaving?: AbortSignal) => api.call('POST', '/SalesReceipts/Batch', { Items: serials.map((serial) => receipt(serial)) }, {}, leaving);
const stored = (): number[] => receipts(server).map((row) => row['DocumentSerialNumber'] as number);

describe('connection', () => {
	test('accepted, then no answer: the client gives up, the documents are there', async () => {
		server.faults.add({ kind: 'hang', path: '/SalesReceipts/Batch' });
		expect(await giveUp((leaving) => send([1, 2], leaving), 'the documents', () => stored().length === 2)).toBe('ERR_CANCELED');
		expect(stored()).toEqual([1, 2]);
		expect((await send([3])).status).toBe(200);
		expect(server.state.requests.find(({ fault }) => fault === 'hang')).toMatchObject({ answered: false });
	});

	test('what runs meanwhile is numbered in the order of ending, each number once', async () => {
		server.faults.add({ kind: 'slow', milliseconds: 60_000, path: '/SalesReceipts/Batch' });
		const slow = send([1]);
		for (let call = 0; call < 3; call += 1) await api.call('GET', '/Currencies');
		await until('the slow one', () => server.faults.fired === 1);
		server.faults.waits.release();
		await slow;
		await api.call('GET', '/Currencies');
		const numbers = server.state.requests.map(({ n }) => n);
		expect(numbers).toEqual(numbers.map((_, index) => index + 1));
		expect(server.state.requests.slice(-2).map(({ method }) => method)).toEqual(['POST', 'GET']);
	});

	test('accepted in part, then no answer', async () => {
		server.faults.add({ kind: 'hang', storeItems: 2 });
		expect(await giveUp((leaving) => send([1, 2, 3], leaving), 'the documents', () => stored().length === 2)).toBe('ERR_CANCELED');
		expect(stored()).toEqual([1, 2]);
	});

	test('no answer and nothing done', async () => {
		server.faults.add({ kind: 'hang', stored: false });
		expect(await giveUp((leaving) => send([1], leaving), 'the request', () => server.faults.fired === 1)).toBe('ERR_CANCELED');
		expect(stored()).toEqual([]);
	});

	test('stopping ends what hangs', async () => {
		server.faults.add({ kind: 'hang' });
		const hanging = expect(send([1])).rejects.toMatchObject({ code: 'ECONNRESET' });
		await until('the request', () => server.faults.fired === 1);
		await server.off();
		await hanging;
		await expect(send([2])).rejects.toMatchObject({ code: 'ECONNREFUSED' });
		await server.on();
		expect((await send([2])).status).toBe(200);
	});

	test('dropped, with the documents stored or not', async () => {
		server.faults.add({ kind: 'drop' });
		await expect(send([1])).rejects.toMatchObject({ code: 'ECONNRESET' });
		server.faults.add({ kind: 'drop', stored: false });
		await expect(send([2])).rejects.toMatchObject({ code: 'ECONNRESET' });
		expect(stored()).toEqual([1]);
	});

	test('half of the bytes; JSON that stops in the middle', async () => {
		server.faults.add({ kind: 'halfAnswer' });
		await expect(send([1])).rejects.toBeInstanceOf(Error);
		server.faults.add({ kind: 'truncatedJson' });
		const { status, body } = await send([2]);
		expect(status).toBe(200);
		expect(typeof body).toBe('string');
		expect(() => JSON.parse(body as string)).toThrow();
		expect(stored()).toEqual([1, 2]);
	});

	test('slow, before or after the documents are stored', async () => {
		server.faults.add({ kind: 'slow', milliseconds: 60_000 });
		expect(await giveUp((leaving) => send([1], leaving), 'the document', () => stored().length === 1)).toBe('ERR_CANCELED');
		expect(stored()).toEqual([1]);
		server.faults.add({ kind: 'slow', milliseconds: 60_000, stored: false });
		const answer = send([2]);
		await until('the request', () => server.faults.fired === 2);
		expect(stored()).toEqual([1]);
		server.faults.waits.release();
		expect((await answer).status).toBe(200);
		expect(stored()).toEqual([1, 2]);
	});
});

describe('statuses', () => {
	test.each<[Omit<Fault, 'kind'>, Record<string, unknown>, string | undefined]>([
		[{ status: 429 }, { Message: 'Too many requests.' }, undefined],
		[{ status: 429, retryAfter: 30 }, { Message: 'Too many requests.' }, '30'],
		[{ status: 429, retryAfter: 'Sat, 14 Nov 2026 11:01:00 GMT' }, { Message: 'Too many requests.' }, 'Sat, 14 Nov 2026 11:01:00 GMT'],
		[{ status: 402 }, { IsSuccess: false, ErrorCode: 600, StatusCode: 402 }, undefined],
		[{ status: 500 }, { IsSuccess: false, ErrorCode: 500, StatusCode: 500 }, undefined],
		[{ status: 502 }, { Message: 'HTTP 502' }, undefined],
	])('%j stores nothing', async (fault, body, retryAfter) => {
		server.faults.add({ kind: 'status', ...fault });
		const answer = await send([1]);
		expect(answer.status).toBe(fault.status);
		expect(answer.body).toMatchObject(body);
		expect(answer.headers['retry-after']).toBe(retryAfter);
		expect(stored()).toEqual([]);
		expect((await send([1])).status).toBe(200);
		expect(server.state.requests.find((entry) => entry.fault !== undefined)).toMatchObject({ fault: `status ${fault.status!}`, status: fault.status, counted: false });
	});

	test('503 is an HTML page', async () => {
		server.faults.add({ kind: 'status', status: 503 });
		const answer = await send([1]);
		expect(answer).toMatchObject({ status: 503, headers: { 'content-type': 'text/html; charset=utf-8' } });
		expect(answer.body).toContain('Probíhá údržba');
	});

	test('500 after everything was stored', async () => {
		server.faults.add({ kind: 'status', status: 500, stored: true });
		expect((await send([1])).status).toBe(500);
		expect(stored()).toEqual([1]);
		expect(server.state.requests.at(-1)).toMatchObject({ status: 500, counted: true });
	});

	test('200 with the page of a network login', async () => {
		server.faults.add({ kind: 'loginPage' });
		expect(await send([1])).toMatchObject({ status: 200, body: expect.stringContaining('<title>Login</title>') });
		expect(stored()).toEqual([]);
	});
});

describe('tokens and entries', () => {
	test('the token dies in the middle; a new one goes on', async () => {
		server.faults.add({ kind: 'tokenDies', after: 1 });
		expect((await send([1])).status).toBe(200);
		expect((await send([2])).status).toBe(401);
		expect((await send([2])).status).toBe(401);
		await api.login();
		expect((await send([2])).status).toBe(200);
		expect(stored()).toEqual([1, 2]);
	});

	test('the token endpoint misbehaves as well', async () => {
		server.faults.add({ kind: 'status', status: 503, path: '/connect/token' });
		await api.login();
		expect(api.token).toBeUndefined();
		await api.login();
		expect((await send([1])).status).toBe(200);
	});

	test('entries of a batch fail, by name or all', async () => {
		server.faults.add({ kind: 'itemFails', name: 'P1/2' });
		const first = await send([1, 2, 3]);
		expect(first.status).toBe(200);
		expect(first.body.Results.map((one: any) => one.ErrorCode)).toEqual([0, 500, 0]);
		server.faults.add({ kind: 'itemFails' });
		expect((await send([4, 5])).body.Results.map((one: any) => one.IsSuccess)).toEqual([false, false]);
		expect(stored()).toEqual([1, 3]);
	});
});

describe('which request meets it', () => {
	test('count, after, method, path', async () => {
		server.faults.add({ kind: 'status', status: 500, method: 'POST', path: '/SalesReceipts*', after: 1, count: 2 });
		const statuses = [];
		for (let call = 1; call <= 4; call += 1) {
			expect((await api.get('/SalesReceipts')).status).toBe(200);
			statuses.push((await send([call])).status);
		}
		expect(statuses).toEqual([200, 500, 500, 200]);
		expect(server.faults).toMatchObject({ fired: 2, pending: [] });
	});

	test('two faults one after the other, each once', async () => {
		server.faults.add({ kind: 'status', status: 503 });
		server.faults.add({ kind: 'status', status: 429 });
		expect([(await send([1])).status, (await send([1])).status, (await send([1])).status]).toEqual([503, 429, 200]);
	});

	test('clear forgets them; nonsense is not taken', async () => {
		server.faults.add({ kind: 'drop' });
		server.faults.clear();
		expect((await send([1])).status).toBe(200);
		expect(() => server.faults.add({ kind: 'explode' as 'drop' })).toThrow(/Unknown fault 'explode'/);
		expect(() => server.faults.add({ kind: 'status' })).toThrow(/needs a status/);
		expect(() => server.faults.add({ kind: 'slow' })).toThrow(/needs milliseconds/);
	});
});
