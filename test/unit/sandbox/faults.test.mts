import { inflateRawSync, inflateSync } from 'node:zlib';
import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import type { MServer } from '../../sandbox/mserver/index.mts';
import { giveUp, until } from '../../support/until.mts';
import { bytesOf, importOne, LOGIN, packItem, packXml, post, prodejka, readAnswer, start } from './helpers.mts';

let server: MServer;
beforeEach(async () => {
	server = await start();
});
afterEach(() => server.close());

const pack = (...ids: string[]): Buffer => bytesOf(packXml(ids.map((id) => packItem(id, prodejka())).join('')));
const stored = (): string[] => server.state.documents.map((document) => document.itemId);

describe('connection', () => {
	test('accepted, then dropped: the sender knows nothing, the document is there', async () => {
		server.faults.add({ kind: 'drop' });
		await expect(post(server, pack('r1'))).rejects.toMatchObject({ code: 'ECONNRESET' });
		expect(stored()).toEqual(['r1']);
		const retry = await importOne(server, prodejka(), { itemId: 'r1', checkDuplicity: true });
		expect(retry.duplicity).toHaveLength(1);
		expect(server.state.requests[0]).toMatchObject({ answered: false, fault: 'drop' });
	});

	test('dropped before anything is stored', async () => {
		server.faults.add({ kind: 'drop', stored: false });
		await expect(post(server, pack('r1'))).rejects.toMatchObject({ code: 'ECONNRESET' });
		expect(stored()).toEqual([]);
	});

	test('dropped in the middle of the pack', async () => {
		server.faults.add({ kind: 'drop', storeItems: 2 });
		await expect(post(server, pack('r1', 'r2', 'r3'))).rejects.toMatchObject({ code: 'ECONNRESET' });
		expect(stored()).toEqual(['r1', 'r2']);
	});

	test('half of the bytes of the answer', async () => {
		server.faults.add({ kind: 'halfAnswer' });
		await expect(post(server, pack('r1'))).rejects.toBeInstanceOf(Error);
		expect(stored()).toEqual(['r1']);
	});

	test('slow: a client that gives up has its document there', async () => {
		server.faults.add({ kind: 'slow', milliseconds: 60_000 });
		expect(await giveUp((leaving) => post(server, pack('r1'), { leaving }), 'the document', () => stored().length === 1)).toBe('ERR_CANCELED');
		expect(stored()).toEqual(['r1']);
		// The next one waits until the slow one is done.
		const next = post(server, pack('r2'));
		await until('the next one', () => server.state.counters.mostAtOnce === 2);
		expect(stored()).toEqual(['r1']);
		server.faults.waits.release();
		expect((await next).status).toBe(200);
		expect(stored()).toEqual(['r1', 'r2']);
	});

	test('slow before storing', async () => {
		server.faults.add({ kind: 'slow', milliseconds: 60_000, stored: false });
		const answer = post(server, pack('r1'));
		await until('the request', () => server.faults.fired === 1);
		expect(stored()).toEqual([]);
		server.faults.waits.release();
		expect((await answer).status).toBe(200);
		expect(stored()).toEqual(['r1']);
	});
});

describe('answers', () => {
	test.each([408, 500, 503])('status %s stores nothing', async (status) => {
		server.faults.add({ kind: 'status', status });
		expect((await post(server, pack('r1'))).status).toBe(status);
		expect(stored()).toEqual([]);
		expect((await post(server, pack('r1'))).status).toBe(200);
		expect(server.state.requests[0]).toMatchObject({ status, fault: `status ${status}` });
	});

	test('a status after storing', async () => {
		server.faults.add({ kind: 'status', status: 408, stored: true });
		expect((await post(server, pack('r1'))).status).toBe(408);
		expect(stored()).toEqual(['r1']);
	});

	test('an HTML login page', async () => {
		server.faults.add({ kind: 'loginPage' });
		const response = await post(server, pack('r1'));
		expect(response.status).toBe(200);
		expect(response.headers['content-type']).toMatch(/html/);
		expect(Buffer.from(response.data).toString()).toContain('<title>Login</title>');
		expect(stored()).toEqual([]);
	});

	test('XML that stops in the middle', async () => {
		server.faults.add({ kind: 'truncatedXml' });
		const text = Buffer.from((await post(server, pack('r1'))).data).toString('latin1');
		expect(text).toContain('<rsp:responsePack');
		expect(text).not.toContain('</rsp:responsePack>');
		expect(stored()).toEqual(['r1']);
	});

	test('an item is missing', async () => {
		server.faults.add({ kind: 'missingItem', itemId: 'r2' });
		expect(readAnswer((await post(server, pack('r1', 'r2', 'r3'))).data).items.map((item) => item.id)).toEqual(['r1', 'r3']);
		expect(stored()).toEqual(['r1', 'r2', 'r3']);
	});

	test('raw deflate', async () => {
		server.faults.add({ kind: 'rawDeflate' });
		const body = await new Promise<Buffer>((resolve, reject) => {
			const sent = request(`${server.url}/xml`, { method: 'POST', headers: { 'Content-Type': 'text/xml', 'STW-Authorization': LOGIN, 'Accept-Encoding': 'gzip, deflate' } }, (answer) => {
				expect(answer.headers['content-encoding']).toBe('deflate');
				const chunks: Buffer[] = [];
				answer.on('data', (chunk: Buffer) => chunks.push(chunk));
				answer.on('end', () => resolve(Buffer.concat(chunks)));
			});
			sent.on('error', reject);
			sent.end(pack('r1'));
		});
		expect(() => inflateSync(body)).toThrow();
		expect(readAnswer(inflateRawSync(body)).state).toBe('ok');
	});

	test('no duplicity check', async () => {
		server.faults.add({ kind: 'noDuplicityCheck' });
		await importOne(server, prodejka(), { checkDuplicity: true });
		server.faults.add({ kind: 'noDuplicityCheck' });
		await importOne(server, prodejka(), { checkDuplicity: true });
		expect(server.state.documents).toHaveLength(2);
	});
});

describe('which request meets it', () => {
	const statuses = async (...packs: Buffer[]): Promise<number[]> => {
		const found = [];
		for (const one of packs) found.push((await post(server, one)).status);
		return found;
	};

	test('count and after', async () => {
		server.faults.add({ kind: 'status', status: 503, after: 1, count: 2 });
		expect(await statuses(pack('1'), pack('2'), pack('3'), pack('4'))).toEqual([200, 503, 503, 200]);
		expect(server.faults.fired).toBe(2);
		expect(server.faults.pending).toEqual([]);
	});

	test('item, pack, kind of request', async () => {
		server.faults.add({ kind: 'status', status: 500, itemId: 'culprit', count: 2 });
		expect(await statuses(pack('a'), pack('a', 'culprit'), pack('culprit'), pack('culprit'))).toEqual([200, 500, 500, 200]);
		server.faults.add({ kind: 'status', status: 500, packId: 'pack-9' });
		expect(await statuses(pack('b'), bytesOf(packXml(packItem('x', prodejka()), { id: 'pack-9' })))).toEqual([200, 500]);
		server.faults.add({ kind: 'status', status: 500, operation: 'list' });
		const list = bytesOf(packXml(packItem('l', '<lst:listProdejkaRequest version="2.0" prodejkaVersion="2.0"><lst:requestProdejka/></lst:listProdejkaRequest>')));
		expect(await statuses(pack('c'), list, list)).toEqual([200, 500, 200]);
	});

	test('two faults one after the other', async () => {
		server.faults.add({ kind: 'status', status: 503 });
		server.faults.add({ kind: 'status', status: 408 });
		expect(await statuses(pack('1'), pack('2'), pack('3'))).toEqual([503, 408, 200]);
	});

	test('clear forgets them; nonsense is not taken', async () => {
		server.faults.add({ kind: 'drop' });
		server.faults.clear();
		expect(await statuses(pack('1'))).toEqual([200]);
		expect(() => server.faults.add({ kind: 'explode' as 'drop' })).toThrow(/Unknown fault 'explode'/);
		expect(() => server.faults.add({ kind: 'status' })).toThrow(/needs a status/);
		expect(() => server.faults.add({ kind: 'slow' })).toThrow(/needs milliseconds/);
	});
});
