// What a write must never do: meet the wrong record, empty what nobody named, or carry SQL. Over HTTP to the stand-in; everything sent is checked against the XSD.
import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import nock from 'nock';
import { XMLParser } from 'fast-xml-parser';
import { EXAMPLE_ORDER } from '../support/entityExamples.mts';
import type { SyncResult } from '../../core/records/results';
import { PohodaMServerApi } from '../../credentials/PohodaMServerApi.credentials';
import { Pohoda } from '../../nodes/Pohoda/Pohoda.node';
import { startMServer } from '../sandbox/mserver/index.mts';
import type { MServer } from '../sandbox/mserver/index.mts';
import { runNode } from '../support/engine.mts';
import { gatherXml } from '../unit/sandbox/agendas.mts';

let server: MServer;
let login: IDataObject;
let sent: string[];
const xml = gatherXml();

beforeEach(async () => {
	sent = [];
	server = await startMServer({
		now: () => new Date('2026-11-20T12:00:00Z'),
		xsd: async (documents, schema) => {
			sent.push(...documents.map((bytes) => new TextDecoder('windows-1250').decode(bytes)));
			return await xml.xsd(documents, schema);
		},
		settings: { stock: ['ZBOŽÍ', 'SKLAD2'].map((store, index) => ({ id: index + 1, code: '00123', name: 'Termoska', store, unit: 'ks', rateVAT: 'high' as const, quantity: '10', ean: '859', plu: 77 })) },
	});
	login = { url: server.url, user: 'api', password: 'heslo', ico: '12345678', instance: 'test' };
});
afterEach(async () => {
	await server.xsdProblems();
	await server.close();
});
afterAll(async () => {
	nock.restore();
	await xml.check();
});

type Result = SyncResult & { previous?: IDataObject };

async function run(resource: string, operation: string, records: object[], parameters: IDataObject = {}): Promise<Result[]> {
	const { outputs, error } = await runNode({
		node: new Pohoda(),
		parameters: { resource, operation, ...parameters },
		inputs: records.map((json) => ({ json: json as IDataObject })),
		credentials: { pohodaMServerApi: { type: new PohodaMServerApi(), data: login } },
	});
	if (error) throw error;
	return outputs[0].map(({ json }) => json as unknown as Result);
}

const outcomes = (results: Result[]) => results.map(({ outcome }) => outcome);
const imports = () => server.state.requests.filter(({ operation }) => operation === 'import').length;

async function contacts(...given: object[]): Promise<void> {
	const records = given.map((more, index) => ({ recordType: 'contact', key: `t/contact/${index}`, source: 't', ...more }));
	for (const record of records) expect(outcomes(await run('contact', 'create', [record], { matchBy: 'externalId' }))).toEqual(['created']);
}

describe('more than one match', () => {
	test.each([
		['update', 'code', { code: '00123', name: 'x' }],
		['update', 'ean', { eans: ['859'], name: 'x' }],
		['update', 'plu', { plu: '77', name: 'x', code: 'A' }],
		['upsert', 'code', { code: '00123', name: 'x' }],
		['delete', 'code', { code: '00123' }],
		['delete', 'ean', { eans: ['859'] }],
	])('stock item, %s by %s: refused with both ids, nothing is sent', async (operation, matchBy, record) => {
		const [result] = await run('stockItem', operation, [{ recordType: 'stockItem', source: 't', key: 'k', ...record }], { matchBy, confirm: true });
		expect(result).toMatchObject({ outcome: 'refused', warnings: [{ code: 'severalMatch', text: '00123 (id 1), 00123 (id 2)' }] });
		expect(result.message).toContain('00123 (id 1), 00123 (id 2)');
		expect(imports()).toBe(0);
		expect(server.state.settings.stock.map(({ name }) => name)).toEqual(['Termoska', 'Termoska']);
	});

	test.each(['update', 'upsert', 'delete'])('contact, %s by IČO and by name: refused with the ids, the next record goes', async (operation) => {
		await contacts({ company: 'Dvojčata', companyId: '11111111', city: 'Brno' }, { company: 'Dvojčata', companyId: '11111111', city: 'Aš' }, { company: 'Sám', companyId: '22222222' });
		const before = imports();
		const ids = server.state.contacts.map(({ id }) => id);
		const change = (company: string, companyId: string) => ({ recordType: 'contact', source: 't', key: `c/${companyId}`, company, companyId, email: 'a@b.cz' });
		for (const [matchBy, alone] of [['companyId', 'Sám'], ['name', 'Nikdo']] as const) {
			const [twins] = await run('contact', operation, [change('Dvojčata', '11111111'), change(alone, '22222222')], { matchBy, confirm: true });
			expect(twins).toMatchObject({ outcome: 'refused', warnings: [{ code: 'severalMatch', text: `(id ${ids[0]}), (id ${ids[1]})` }] });
		}
		// Only what stood alone was sent: by IČO, and by name where a new one may be made.
		expect(imports() - before).toBe(operation === 'upsert' ? 2 : 1);
		expect(server.state.contacts.filter(({ id }) => ids.slice(0, 2).includes(id))).toHaveLength(2);
		expect(JSON.stringify(server.state.contacts.slice(0, 2))).not.toContain('a@b.cz');
	});
});

describe('emptying', () => {
	const header = () => JSON.stringify(server.state.contacts[0].header);

	test('null and absent leave a field as it is; only on purpose it is emptied, once, also when the answer is lost', async () => {
		await contacts({ company: 'Firma', companyId: '11111111', phone: '777', note: 'stará', street: 'Dlouhá 1' });
		const change = { recordType: 'contact', source: 't', key: 't/contact/0', companyId: '11111111', phone: null, street: null };
		expect(outcomes(await run('contact', 'update', [change]))).toEqual(['unchanged']);
		expect(header()).toMatch(/777.*stará|stará.*777/);
		server.faults.add({ kind: 'drop', operation: 'import' });
		const nulls = { options: { nullsEmpty: true } };
		expect(outcomes(await run('contact', 'update', [change], nulls))).toEqual(['updated']);
		expect(header()).not.toMatch(/777|Dlouhá/);
		expect(header()).toContain('stará');
		const before = imports();
		expect(outcomes(await run('contact', 'upsert', [change], nulls))).toEqual(['unchanged']);
		expect(imports()).toBe(before);
		expect(outcomes(await run('contact', 'update', [change], { options: { emptyFields: ['note'] } }))).toEqual(['updated']);
		expect(header()).not.toContain('stará');
		// Filled and emptied again on the same day: both times it is a change.
		expect(outcomes(await run('contact', 'update', [{ ...change, phone: '777' }]))).toEqual(['updated']);
		expect(outcomes(await run('contact', 'update', [change], nulls))).toEqual(['updated']);
		expect(header()).not.toContain('777');
	});

	test('a stock card', async () => {
		const card = { recordType: 'stockItem', source: 't', key: 'k', code: '00123', warehouse: 'ZBOŽÍ' };
		expect(outcomes(await run('stockItem', 'update', [{ ...card, eans: ['859'], note: 'Pozn.', shop: { availability: 'skladem' } }]))).toEqual(['updated']);
		const empty = { options: { emptyFields: ['eans', 'note', 'shop.availability'] } };
		expect(outcomes(await run('stockItem', 'update', [card], empty))).toEqual(['updated']);
		expect(server.state.settings.stock[0].ean).toBeUndefined();
		expect(JSON.stringify(server.state.settings.stock[0])).not.toMatch(/Pozn\.|skladem/);
		expect(outcomes(await run('stockItem', 'update', [card], empty))).toEqual(['unchanged']);
	});
});

describe('SQL', () => {
	const SQL = "1=1); DROP TABLE SKz; --";
	const ELEMENTS = `</ftr:code></ftr:filter><ftr:queryFilter><ftr:filter>${SQL}</ftr:filter></ftr:queryFilter>`;
	/** Everything that a sender could try: element names as fields, elements as text. */
	const hostile = { queryFilter: { filter: SQL }, 'ftr:queryFilter': { 'ftr:filter': SQL }, filter: { queryFilter: SQL }, userFilterName: SQL, extra: { 'ftr:queryFilter': { 'ftr:filter': SQL } } };

	/** Names of all elements of what was sent. */
	function elementsOf(text: string): Set<string> {
		const names = new Set<string>();
		const walk = (value: unknown): void => {
			if (typeof value !== 'object' || value === null) return;
			for (const [name, inner] of Object.entries(value)) {
				names.add(name.split(':').at(-1)!);
				walk(inner);
			}
		};
		walk(new XMLParser({ ignoreAttributes: true, processEntities: false }).parse(text));
		return names;
	}

	test('queryFilter and a filter of the user never come from a record, whichever field it stands in', async () => {
		const card = { recordType: 'stockItem', key: ELEMENTS, source: 't', code: ELEMENTS.slice(0, 60), name: ELEMENTS.slice(0, 80), storage: 'ZBOŽÍ', priceGroup: 'Zboží', kind: 'card', ...hostile };
		const contact = { recordType: 'contact', key: ELEMENTS, source: 't', company: ELEMENTS, companyId: "1' OR '1'='1", ...hostile };
		const order = { ...EXAMPLE_ORDER, key: 'o', source: 't', customerOrderNumber: "1' OR 1=1", items: [{ ...EXAMPLE_ORDER.items[0], code: ELEMENTS.slice(0, 60) }], ...hostile };
		for (const operation of ['create', 'update', 'upsert', 'delete']) {
			for (const matchBy of ['code', 'externalId', 'id']) await run('stockItem', operation, [{ ...card, id: SQL }], { matchBy, confirm: true });
			for (const matchBy of ['companyId', 'name', 'number', 'externalId']) await run('contact', operation, [{ ...contact, number: "1' --" }], { matchBy, confirm: true });
		}
		await run('order', 'create', [order], { options: { requireStockCards: false, store: "x' OR 1=1" } });
		for (const matchBy of ['number', 'externalId', 'id']) await run('order', 'delete', [{ ...order, id: SQL, number: "1' OR 1" }], { matchBy, confirm: true });
		await server.xsdProblems();
		const requests = sent.filter((text) => text.includes('dataPack '));
		expect(requests.length).toBeGreaterThan(20);
		const names = new Set(requests.flatMap((text) => [...elementsOf(text)]));
		expect(names.has('filter')).toBe(true);
		expect(['queryFilter', 'userFilterName', 'textName'].filter((name) => names.has(name))).toEqual([]);
	});
});
