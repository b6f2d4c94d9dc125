import { gzipSync, deflateSync, deflateRawSync, gunzipSync, inflateSync } from 'node:zlib';
import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import axios from 'axios';

import type { MServer } from '../../sandbox/mserver/index.mts';
import { until } from '../../support/until.mts';
import { bytesOf, LOGIN, packItem, packXml, post, prodejka, readAnswer, start } from './helpers.mts';

let server: MServer;
beforeEach(async () => {
	server = await start();
});
afterEach(() => server.close());

const pack = (): Buffer => bytesOf(packXml(packItem('r1', prodejka())));
const get = (path: string, headers: Record<string, string> = {}) => axios.get<string>(server.url + path, { headers, validateStatus: () => true, responseType: 'text' });

/** The answer as it comes over the wire, nothing decompressed. */
function raw(body: Buffer, headers: Record<string, string>): Promise<{ encoding?: string; body: Buffer }> {
	return new Promise((resolve, reject) => {
		const sent = request(`${server.url}/xml`, { method: 'POST', headers: { 'Content-Type': 'text/xml', 'STW-Authorization': LOGIN, ...headers } }, (answer) => {
			const chunks: Buffer[] = [];
			answer.on('data', (chunk: Buffer) => chunks.push(chunk));
			answer.on('end', () => resolve({ encoding: answer.headers['content-encoding'], body: Buffer.concat(chunks) }));
		});
		sent.on('error', reject);
		sent.end(body);
	});
}

describe('login', () => {
	test('STW-Authorization lets in', async () => {
		expect((await post(server, pack())).status).toBe(200);
	});

	test.each([
		['no header', {}],
		['the ordinary Authorization header', { Authorization: LOGIN }],
		['a wrong password', { 'STW-Authorization': `Basic ${Buffer.from('api:jiné').toString('base64')}` }],
		['something that is not Basic', { 'STW-Authorization': 'Bearer abc' }],
	])('%s is answered with 401 and stores nothing', async (_name, headers) => {
		const response = await post(server, pack(), { headers: { 'STW-Authorization': undefined, ...headers } });
		expect(response.status).toBe(401);
		expect(server.state.documents).toHaveLength(0);
		expect(server.state.counters.unauthorized).toBe(1);
	});

	test('a user without the right to mServer is answered with 403', async () => {
		server.state.seedSettings({ mayUseMServer: false });
		expect((await post(server, pack())).status).toBe(403);
		expect((await get('/status?companyDetail', { 'STW-Authorization': LOGIN })).status).toBe(403);
		expect((await get('/status')).status).toBe(200);
	});

	test('an empty password of a fresh unit works', async () => {
		server.state.seedSettings({ user: '@', password: '' });
		expect((await post(server, pack(), { headers: { 'STW-Authorization': 'Basic QDo=' } })).status).toBe(200);
	});
});

describe('paths', () => {
	test('XML goes to /xml by POST only', async () => {
		expect((await get('/xml', { 'STW-Authorization': LOGIN })).status).toBe(405);
		const elsewhere = await axios.post(`${server.url}/`, pack(), { headers: { 'Content-Type': 'text/xml', 'STW-Authorization': LOGIN }, validateStatus: () => true });
		expect(elsewhere.status).toBe(404);
		expect(server.state.documents).toHaveLength(0);
	});

	test('a body that does not say text/xml is not taken', async () => {
		expect((await post(server, pack(), { headers: { 'Content-Type': 'application/json' } })).status).toBe(415);
		expect((await post(server, pack(), { headers: { 'Content-Type': 'text/xml; charset=windows-1250' } })).status).toBe(200);
	});
});

describe('status', () => {
	test('needs no login and says idle', async () => {
		const { status, data } = await get('/status');
		expect(status).toBe(200);
		expect(data).toContain('<message>Response from POHODA mServer</message>');
		expect(data).toContain('<status>idle</status>');
		expect(data).not.toContain('companyDetail');
	});

	test('companyDetail needs the login and names the unit', async () => {
		expect((await get('/status?companyDetail')).status).toBe(401);
		const { data } = await get('/status?companyDetail', { 'STW-Authorization': LOGIN });
		expect(data).toContain('<databaseName>StwPh_12345678_2026.mdb</databaseName>');
		expect(data).toContain('<year>2026</year>');
	});

	test('says working while a request is at work', async () => {
		server.faults.add({ kind: 'slow', milliseconds: 60_000 });
		const slow = post(server, pack());
		await until('the request', () => server.faults.fired === 1);
		expect((await get('/status')).data).toContain('<status>working</status>');
		server.faults.waits.release();
		await slow;
	});

	test('older releases answer plain text', async () => {
		server.state.seedSettings({ statusFormat: 'text' });
		expect((await get('/status')).data.trim()).toBe('Response from POHODA mServer');
	});
});

describe('compression', () => {
	test.each([
		['gzip', gzipSync],
		['deflate', deflateSync],
		['deflate', deflateRawSync],
	])('a request body in %s is read', async (encoding, compressor) => {
		const response = await post(server, compressor(pack()), { headers: { 'Content-Encoding': encoding } });
		expect(readAnswer(response.data).items[0]!.response).toBe('ok');
	});

	test('other codings and spoilt bodies are refused', async () => {
		expect((await post(server, pack(), { headers: { 'Content-Encoding': 'br' } })).status).toBe(415);
		expect((await post(server, pack(), { headers: { 'Content-Encoding': 'gzip' } })).status).toBe(400);
	});

	test('the answer is compressed as the client accepts', async () => {
		const gzip = await raw(pack(), { 'Accept-Encoding': 'br, gzip, deflate' });
		expect(gzip.encoding).toBe('gzip');
		expect(readAnswer(gunzipSync(gzip.body)).state).toBe('ok');
		const deflate = await raw(pack(), { 'Accept-Encoding': 'deflate' });
		expect(deflate.encoding).toBe('deflate');
		expect(readAnswer(inflateSync(deflate.body)).state).toBe('ok');
		const refusesGzip = await raw(pack(), { 'Accept-Encoding': 'gzip;q=0, deflate' });
		expect(refusesGzip.encoding).toBe('deflate');
		const none = await raw(pack(), {});
		expect(none.encoding).toBeUndefined();
		expect(readAnswer(none.body).state).toBe('ok');
	});
});

describe('queue', () => {
	test('requests are served one after the other, in order, and the overlap is counted', async () => {
		server.faults.add({ kind: 'slow', milliseconds: 60_000 });
		const send = async (id: string) => await post(server, bytesOf(packXml(packItem(id, prodejka()))));
		const stored = () => server.state.documents.map((document) => document.itemId);
		const first = send('r1');
		await until('the first one', () => server.faults.fired === 1);
		const second = send('r2');
		await until('the second one', () => server.state.counters.mostAtOnce === 2);
		expect(stored()).toEqual(['r1']);
		server.faults.waits.release();
		expect((await Promise.all([first, second])).map(({ status }) => status)).toEqual([200, 200]);
		expect(stored()).toEqual(['r1', 'r2']);
		expect(server.state.counters.mostAtOnce).toBe(2);
	});
});

describe('target off and on', () => {
	test('connections are refused until it is on again, on the same port, and nothing is forgotten', async () => {
		await post(server, pack());
		await server.off();
		await expect(post(server, pack())).rejects.toMatchObject({ code: expect.stringMatching(/^(ECONNREFUSED|ECONNRESET)$/) });
		await server.on();
		expect((await post(server, pack())).status).toBe(200);
		expect(server.state.documents).toHaveLength(2);
	});

	test('a slow answer does not outlive the server', async () => {
		server.faults.add({ kind: 'slow', milliseconds: 60000 });
		const slow = post(server, pack()).catch((problem: Error) => problem);
		await until('the request', () => server.faults.fired === 1);
		await server.close();
		expect(await slow).toBeInstanceOf(Error);
	});
});
