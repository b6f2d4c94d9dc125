import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import axios from 'axios';

import type { MServer } from '../../sandbox/mserver/index.mts';
import { fillSampleUnit } from '../../sandbox/mserver/sampleUnit.mts';
import { importOne, line, packItem, packXml, exchange, paid, post, bytesOf, prodejka, start, stockLine } from './helpers.mts';

let server: MServer;
beforeEach(async () => {
	server = await start();
});
afterEach(() => server.close());

const call = (method: string, name: string, data?: unknown) => axios.request({ method, url: `${server.url}/_control/${name}`, data, headers: data === undefined ? {} : { 'Content-Type': 'application/json' }, validateStatus: () => true });

describe('/_control', () => {
	test('state, documents, requests', async () => {
		await importOne(server, prodejka());
		await importOne(server, prodejka({ header: '<pro:x/>' }));
		expect((await call('GET', 'state')).data).toMatchObject({ documents: 1, counters: { xml: 2, imports: 2, mostAtOnce: 1 }, refused: [{ kind: 'schema' }], open: 0 });
		expect((await call('GET', 'documents')).data).toMatchObject([{ number: '26PR00001', total: 10000 }]);
		expect((await call('GET', 'requests')).data).toMatchObject([
			{ path: '/xml', status: 200, operation: 'import', packId: 'pack-1', items: 1, application: 'test', checkDuplicity: false, encoding: 'windows-1250' },
			{ path: '/xml' },
		]);
	});

	test('delete by number or id', async () => {
		await importOne(server, prodejka());
		await importOne(server, prodejka(), { itemId: 'b' });
		expect((await call('POST', 'delete', { number: '26PR00001' })).data).toEqual({ deleted: { id: 1, number: '26PR00001' } });
		expect((await call('POST', 'delete', { id: 2 })).data).toEqual({ deleted: { id: 2, number: '26PR00002' } });
		expect((await call('POST', 'delete', { id: 2 })).status).toBe(404);
		expect(server.state.documents).toHaveLength(0);
	});

	test('period, closed periods, seed, reset', async () => {
		await call('POST', 'period', { from: '2025-01-01', till: '2025-12-31' });
		expect((await importOne(server, prodejka())).details).toHaveLength(2);
		await call('POST', 'closed-periods', { periods: [{ from: '2026-11-01', till: '2026-11-30' }] });
		expect((await importOne(server, prodejka())).details[0]!.errno).toBe('103');
		await call('POST', 'seed', { closedVatPeriods: [], cashRegisters: [{ id: 1, ids: 'KASA7' }] });
		expect((await importOne(server, prodejka({ header: '<pro:kasa><typ:ids>KASA7</typ:ids></pro:kasa>' }))).details.map((detail) => detail.errno)).toEqual(['606', '606']);
		await call('POST', 'reset', { ico: '87654326' });
		expect(server.state).toMatchObject({ documents: [], refused: [], requests: [] });
		expect(server.state.settings).toMatchObject({ ico: '87654326', period: { from: '2026-01-01' }, cashRegisters: [{ ids: 'P1' }, { ids: 'P2' }, { ids: 'P3' }] });
		expect((await call('POST', 'period', { from: 'x' })).status).toBe(400);
	});

	test('faults', async () => {
		expect((await call('POST', 'faults', { kind: 'status', status: 503, count: 2 })).data).toMatchObject({ pending: [{ kind: 'status', count: 2 }] });
		expect((await post(server, bytesOf(packXml(packItem('r', prodejka()))))).status).toBe(503);
		await call('DELETE', 'faults');
		expect((await post(server, bytesOf(packXml(packItem('r', prodejka()))))).status).toBe(200);
		expect((await call('POST', 'faults', { kind: 'nonsense' })).status).toBe(400);
	});

	test('says what it knows, takes JSON only', async () => {
		expect((await call('GET', 'nonsense')).status).toBe(404);
		expect((await axios.post(`${server.url}/_control/reset`, '{}', { headers: { 'Content-Type': 'text/plain' }, validateStatus: () => true })).status).toBe(415);
		expect((await axios.post(`${server.url}/_control/seed`, '{', { headers: { 'Content-Type': 'application/json' }, validateStatus: () => true })).status).toBe(400);
		expect((await call('GET', 'xsd-problems')).data).toEqual({ checked: false, problems: [] });
	});
});

describe('data file', () => {
	test('a stand-in that is started again knows documents, log, numbers and stock', async () => {
		const folder = mkdtempSync(join(tmpdir(), 'mserver-'));
		const dataFile = join(folder, 'data.json');
		const first = await start({ dataFile });
		await importOne(first, prodejka({ items: stockLine('HRNEK-01', 1, 100) }));
		await first.close();
		const second = await start({ dataFile });
		try {
			expect((await importOne(second, prodejka(), { checkDuplicity: true })).duplicity).toHaveLength(1);
			expect((await importOne(second, prodejka(), { itemId: 'b' })).produced!.number).toBe('26PR00002');
			expect(second.state.card(3)!.quantity).toBe('9999');
		} finally {
			await second.close();
			rmSync(folder, { recursive: true });
		}
	});
});

describe('page', () => {
	const page = async (path = '/'): Promise<string> => (await axios.get<string>(server.url + path, { responseType: 'text' })).data;

	test('is there from the start and does not refresh by itself', async () => {
		const text = await page();
		expect(text).toContain('Nothing has arrived yet.');
		expect(text).not.toContain('http-equiv="refresh"');
		expect(await page('/?refresh=3')).toContain('<meta http-equiv="refresh" content="3">');
		expect(await page('/?refresh=%22%3E%3Cscript%3E')).not.toContain('http-equiv="refresh"');
	});

	test('shows documents, days, refusals, stock and requests in Czech letters', async () => {
		const header = '<pro:kasa><typ:ids>P1</typ:ids></pro:kasa><pro:extId><typ:ids>ekasa/P1/7/2026-11-14</typ:ids><typ:exSystemName>s</typ:exSystemName></pro:extId>';
		await importOne(server, prodejka({ header, items: line('1189.60').replace('Káva', 'Žluťoučký kůň') + line('0.40'), payments: paid('Stravenky', '190') + paid('Hotově', '1000') }));
		await importOne(server, prodejka({ items: stockLine('H9', 1, 1) }), { itemId: 'x' });
		const text = await page();
		for (const expected of ['26PR00001', '1\u00a0190,00', 'Žluťoučký kůň', 'ekasa/P1/7/2026-11-14', 'Účtenka', 'Stravenky', '1\u00a0000,00', 'Zásoba &#39;H9&#39; nebyla nalezena.', 'Křeslo čalouněné', '10 ks', '/xml']) expect(text).toContain(expected);
	});

	test('hostile texts are shown, not run', async () => {
		const evil = '&lt;script&gt;alert(1)&lt;/script&gt;&quot;&apos;&lt;img src=x onerror=alert(1)&gt;';
		const xml = packXml(packItem(`"><script>`.replace(/"/g, '&quot;').replace(/</g, '&lt;'), prodejka({ header: `<pro:note>${evil}</pro:note><pro:partnerIdentity><typ:address><typ:company>${evil}</typ:company></typ:address></pro:partnerIdentity>`, items: line(1).replace('Káva', '&lt;/td&gt;&lt;script&gt;') })));
		expect((await exchange(server, xml, { headers: { 'STW-Application': '<script>alert(2)</script>' } })).items[0]!.response).toBe('ok');
		const text = await page();
		expect(text).not.toMatch(/<script|<img/i);
		expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&lt;img src=x onerror=alert(1)&gt;');
		expect(text).toContain('&lt;script&gt;alert(2)&lt;/script&gt;');
	});
});

describe('/_control as a person in POHODA', () => {
	test('cards are changed, made and deleted', async () => {
		expect((await call('POST', 'card', { code: 'KAVA-250', salePrice: '135' })).data).toMatchObject({ id: 1, salePrice: '135', name: 'Káva mletá 250 g', changedAt: expect.any(String) });
		expect((await call('POST', 'card', { code: 'NEW', name: 'Nové', quantity: '5' })).data).toMatchObject({ id: 7, store: 'ZBOŽÍ', quantity: '5' });
		expect((await call('POST', 'card', { code: 'NEW', store: 'PRODEJNA' })).data).toMatchObject({ id: 8 });
		expect((await call('POST', 'delete-card', { code: 'NEW', store: 'PRODEJNA' })).data).toEqual({ deleted: { id: 8, code: 'NEW' } });
		expect((await call('POST', 'delete-card', { code: 'NEW', store: 'PRODEJNA' })).status).toBe(404);
		expect((await call('POST', 'card', {})).status).toBe(400);
		expect((await call('GET', 'stock')).data).toHaveLength(7);
	});

	test('contacts, payments, elements of documents', async () => {
		expect((await call('POST', 'contact', { address: { company: 'A', ico: '1' } })).data).toMatchObject({ id: 1 });
		await call('POST', 'contact', { id: 1, address: { city: 'Brno' }, header: { 'adb:email': 'a@b.cz' } });
		expect((await call('GET', 'contacts')).data).toMatchObject([{ header: { 'adb:identity': { 'typ:address': { 'typ:company': 'A', 'typ:city': 'Brno' } }, 'adb:email': 'a@b.cz' } }]);
		expect((await call('POST', 'contact', { id: 5 })).status).toBe(404);
		expect((await call('POST', 'delete-contact', { id: 1 })).data).toEqual({ deleted: { id: 1 } });
		fillSampleUnit(server.state);
		expect((await call('POST', 'pay', { number: '26FV00003', amount: 100.5, date: '2026-12-01' })).data).toMatchObject({ paid: 10050, paidOn: '2026-12-01' });
		expect((await call('POST', 'change', { number: '26OP00001', header: { 'ord:isExecuted': 'true' } })).data).toMatchObject({ extra: { 'ord:isExecuted': 'true' } });
		expect((await call('POST', 'pay', { number: 'X' })).status).toBe(404);
		expect((await call('POST', 'pay', { number: '26FV00003', amount: 'x' })).status).toBe(400);
	});
});

test('the page shows every agenda', async () => {
	expect(fillSampleUnit(server.state)).toBe(8);
	expect(fillSampleUnit(server.state)).toBe(0);
	const { data } = await axios.get<string>(server.url);
	for (const text of ['Penzion Třešňovka', '26OP00002', '26FV00001', 'uhrazeno', 'k likvidaci', 'E-1041', 'objednavky@umostu.example', 'Křeslo čalouněné', 'href="#orders"']) expect(data).toContain(text);
	expect(data).not.toContain('undefined');
});
