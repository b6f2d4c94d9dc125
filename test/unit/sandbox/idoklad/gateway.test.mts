/** What stands before every resource: formats, verbs, routes, limits, plans. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import type { IDoklad } from '../../../sandbox/idoklad/index.mts';
import { Client, Clock, receipt, receipts, start } from './helpers.mts';

let server: IDoklad;
let api: Client;
let clock: Clock;
beforeEach(async () => {
	clock = new Clock();
	server = await start({ now: clock.now });
	api = await Client.login(server);
});
afterEach(async () => {
	await server.close();
	expect(server.state.contractProblems).toEqual([]);
});

describe('formats', () => {
	test('Accept has to take JSON', async () => {
		expect((await api.get('/Currencies', { Accept: 'application/pdf' })).status).toBe(406);
		for (const accept of ['application/json', 'text/html, */*;q=0.1', 'application/json;odata=none']) expect((await api.get('/Currencies', { Accept: accept })).status).toBe(200);
	});

	test('a body has to be JSON and say so', async () => {
		expect((await api.call('POST', '/SalesReceipts', 'a=1', { 'Content-Type': 'application/x-www-form-urlencoded' })).status).toBe(415);
		expect(await api.call('POST', '/SalesReceipts', '{"Name": ', { 'Content-Type': 'application/json' })).toMatchObject({ status: 400, code: 400 });
		expect(await api.call('POST', '/SalesReceipts', Buffer.from('{"Name": "\xe1"}', 'latin1'), { 'Content-Type': 'application/json' })).toMatchObject({ status: 400 });
		expect((await api.post('/SalesReceipts', [])).message).toBe('The body is not an object.');
	});

	test('every answer is an envelope', async () => {
		expect((await api.get('/SalesReceipts')).body).toEqual({ Data: { Items: [], TotalItems: 0, TotalPages: 0 }, ErrorCode: 0, IsSuccess: true, Message: '', StatusCode: 200 });
		expect((await api.get('/SalesReceipts/5')).body).toEqual({ Data: null, ErrorCode: 0, IsSuccess: false, Message: 'Sales receipt with Id 5 was not found.', StatusCode: 404 });
	});
});

describe('routes', () => {
	test('an unknown route has only a message', async () => {
		const path = '/IssuedInvoiceCorrections?PageSize=100&Page=1';
		expect(await api.get(path)).toMatchObject({ status: 404, body: { Message: `No HTTP resource was found that matches the request URI '${server.apiUrl}${path}'.` } });
		for (const other of ['/Account/Agendas/Current', '/SalesReceipts/0', '/SalesReceipts/abc', '/', '/SalesReceipts/1/2/3']) expect((await api.get(other)).status).toBe(404);
		expect((await api.http.get(`${server.url}/developer/api/v2/Contacts`)).status).toBe(404);
	});

	test.each(['PUT', 'PATCH'])('%s on an Id is not supported: updates go to the collection', async (method) => {
		for (const path of ['/SalesReceipts/5', '/PriceListItems/5', '/Contacts/5', '/IssuedInvoices/5']) expect(await api.call(method, path, { Id: 5 })).toMatchObject({ status: 405, message: expect.stringContaining('UnsupportedApiVersion') });
	});

	test('other verbs that are not there', async () => {
		for (const [method, path] of [['POST', '/PaymentOptions'], ['DELETE', '/SalesReceipts'], ['PATCH', '/SalesReceipts/Batch'], ['POST', '/IssuedInvoices/Default'], ['POST', '/NumericSequences'], ['PATCH', '/Webhooks']] as const) {
			expect((await api.call(method, path, {})).status).toBe(405);
		}
	});

	test('names of routes and parameters in any case', async () => {
		for (const size of ['pagesize', 'pageSize', 'PageSize']) expect((await api.get(`/salesreceipts?${size}=1`)).status).toBe(200);
		expect((await api.get('/SALESRECEIPTS/DEFAULT')).data).toHaveProperty('DocumentSerialNumber');
	});

	test('parameters nobody knows are ignored with a remark', async () => {
		await api.get('/SalesReceipts?orderBy=Id');
		expect(server.state.remarks).toEqual(['GET /SalesReceipts: the parameter orderby is not known and ignored.']);
	});

	test('X-App is missed', async () => {
		await api.call('GET', '/Currencies', undefined, { 'X-App': undefined });
		expect(server.state.remarks).toEqual([expect.stringContaining('X-App')]);
		expect(server.state.requests.map(({ app }) => app)).toEqual([undefined, undefined]);
	});
});

describe('calls a minute', () => {
	const statuses = async (calls: number): Promise<number[]> => {
		const found = [];
		for (let call = 0; call < calls; call += 1) found.push((await api.get('/Currencies')).status);
		return found;
	};

	test('200 are let through, then 429 without any header; the next minute begins anew', async () => {
		clock.forward(30);
		expect(new Set(await statuses(200))).toEqual(new Set([200]));
		const refused = await api.get('/Currencies');
		expect(refused).toMatchObject({ status: 429, body: { Message: 'Too many requests.' } });
		expect(Object.keys(refused.headers).filter((name) => /retry|rate/i.test(name))).toEqual([]);
		expect(server.state.meter).toMatchObject({ used: 200, refused: 1, thisMinute: 200 });
		clock.forward(29);
		expect(await statuses(1)).toEqual([429]);
		clock.forward(1);
		expect(await statuses(1)).toEqual([200]);
	});

	test('sliding: the last 60 seconds count', async () => {
		server.state.seedSettings({ callsPerMinute: 2, minuteWindow: 'sliding' });
		clock.forward(59);
		expect(await statuses(3)).toEqual([200, 200, 429]);
		clock.forward(59);
		expect(await statuses(1)).toEqual([429]);
		clock.forward(1);
		expect(await statuses(1)).toEqual([200]);
	});

	test('tokens do not count; refused calls change nothing', async () => {
		server.state.seedSettings({ callsPerMinute: 1 });
		await api.login();
		expect(await statuses(1)).toEqual([200]);
		expect((await api.post('/SalesReceipts', receipt(1))).status).toBe(429);
		expect(receipts(server)).toEqual([]);
	});
});

describe('plan and month', () => {
	test('7 500 a month with the plan Oblíbený, for everybody together; a new month begins anew', async () => {
		server.state.meter.setUsed(7499);
		const other = await Client.login(server);
		expect((await other.get('/Currencies')).status).toBe(200);
		expect(await api.get('/Currencies')).toMatchObject({ status: 429, body: { Message: 'Too many requests.' } });
		clock.forward(17 * 86_400);
		await api.login();
		expect((await api.get('/Currencies')).status).toBe(200);
		expect(server.state.meter.used).toBe(1);
	});

	test('75 000 with Prémiový; 402 where it is set so', async () => {
		server.state.seedSettings({ agenda: { plan: 3 }, quotaStatus: 402 });
		server.state.meter.setUsed(74_999);
		expect((await api.get('/Currencies')).status).toBe(200);
		expect(await api.get('/Currencies')).toMatchObject({ status: 402, code: 600 });
	});

	test.each<[string, Record<string, unknown>, number, number]>([
		['a plan without API', { plan: 1 }, 402, 126],
		['an expired plan', { planTill: '2026-11-13' }, 402, 600],
		['a plan to be changed', { needToDowngrade: true }, 403, 600],
		['a user without rights', { userRights: 'NoRights' }, 403, 420],
	])('%s', async (_what, agenda, status, code) => {
		server.state.seedSettings({ agenda });
		expect(await api.get('/Account/CurrentAgenda')).toMatchObject({ status, code });
		expect(server.state.meter.used).toBe(0);
	});
});

describe('a description of the API that disagrees', () => {
	const disagreeing = async (problems: { model?: string; answer?: string }) => {
		const other = await start({ contract: { model: () => (problems.model ? [problems.model] : []), answer: (method, template, status) => (problems.answer ? [`${method} ${template} ${status}: ${problems.answer}`] : []) } });
		return { other, client: await Client.login(other) };
	};

	test('a request that only the description refuses is refused and noted', async () => {
		const { other, client } = await disagreeing({ model: 'Name: too nice' });
		expect(await client.post('/SalesReceipts', receipt(1))).toMatchObject({ status: 400, message: 'Name: too nice' });
		expect((await client.post('/SalesReceipts/Batch', { Items: [receipt(1)] })).body.Results[0].IsSuccess).toBe(false);
		expect(receipts(other)).toEqual([]);
		expect(other.state.contractProblems).toEqual(['request Name: too nice', 'request Name: too nice']);
		await other.close();
	});

	test('an answer is noted, with the token among them', async () => {
		const { other, client } = await disagreeing({ answer: 'not so' });
		await client.get('/SalesReceipts/5');
		expect(other.state.contractProblems).toEqual(['answer POST /connect/token 200: not so', 'answer GET /SalesReceipts/{id} 404: not so']);
		await other.close();
	});
});
