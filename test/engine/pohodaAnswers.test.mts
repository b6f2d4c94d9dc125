// Answers of POHODA that are not as they should be. A list that is refused without a word: every operation that reads lists
// says so, and nothing is written on the ground of an empty one. An answer that does not declare its encoding. Over real
// HTTP to the stand-in.
import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import nock from 'nock';
import { EXAMPLE_ORDER } from '../support/entityExamples.mts';
import { EXAMPLE_SALE } from '../support/examples.mts';
import { PohodaMServerApi } from '../../credentials/PohodaMServerApi.credentials';
import { Pohoda } from '../../nodes/Pohoda/Pohoda.node';
import { startMServer } from '../sandbox/mserver/index.mts';
import type { MServer } from '../sandbox/mserver/index.mts';
import { runNode } from '../support/engine.mts';
import type { RunResult } from '../support/engine.mts';

let server: MServer;

beforeEach(async () => {
	server = await startMServer({ now: () => new Date('2026-11-20T12:00:00Z') });
});
afterEach(async () => await server.close());
afterAll(() => nock.restore());

const run = (parameters: IDataObject, json: object = {}): Promise<RunResult> =>
	runNode({
		node: new Pohoda(),
		parameters,
		inputs: [{ json: json as IDataObject }],
		credentials: { pohodaMServerApi: { type: new PohodaMServerApi(), data: { url: server.url, user: 'api', password: 'heslo', ico: '12345678' } } },
	});

const sync = { flow: 'f', runId: '1', mode: 'automatic', attempt: 1, generation: 1, previous: 'unknown' };
const receipt = { ...EXAMPLE_SALE, date: '2026-11-14', issuedAt: '2026-11-14T10:00:00+01:00' };
const contact = { recordType: 'contact', key: 't/contact/1', source: 't', company: 'Firma', companyId: '11111111' };
const card = { recordType: 'stockItem', key: 't/stock/1', source: 't', code: 'A', name: 'Zboží', kind: 'card', warehouse: 'ZBOŽÍ', priceGroup: 'A' };

const refuseLists = () => server.faults.add({ kind: 'refusedList', operation: 'list', count: 100 });

describe('reading a refused list', () => {
	beforeEach(refuseLists);

	test.each([
		['stock items', { resource: 'stockItem', operation: 'getAll', returnAll: true }],
		['stock items as a file', { resource: 'stockItem', operation: 'getAll', returnAll: true, outputAs: 'file' }],
		['orders', { resource: 'order', operation: 'getAll', kind: 'receivedOrder', returnAll: true }],
		['a code list', { resource: 'codeList', operation: 'getAll', codeList: 'stores', returnAll: true }],
		['sales receipts, as Reconcile reads them', { resource: 'salesReceipt', operation: 'getAll', returnAll: true, filters: { dateFrom: '2026-11-14' } }],
		['sales receipts by key', { resource: 'salesReceipt', operation: 'getAll', returnAll: true, filters: { extIds: 'ekasa/P1/1/2026-11-14' } }],
		['a document to be cancelled', { resource: 'document', operation: 'cancel', document: 'issuedInvoice', documentNumber: '26FV00001', confirm: true }],
	])('%s', async (_name, parameters) => {
		const { error } = await run(parameters);
		expect(error?.message).toMatch(/without saying why/);
	});

	test('Raw hands out the state that POHODA gave', async () => {
		const xml = '<lStk:listStockRequest version="2.0" stockVersion="2.0" xmlns:lStk="http://www.stormware.cz/schema/version_2/list_stock.xsd"><lStk:requestStock/></lStk:listStockRequest>';
		const { outputs, error } = await run({ resource: 'raw', operation: 'send', xml, identity: 'q' });
		if (error) throw error;
		expect(outputs[0][0].json).toMatchObject({ question: 'listStockRequest', state: 'error' });
	});
});

describe('a refused list before a write: nothing is sent', () => {
	beforeEach(refuseLists);

	test.each([
		['contact by IČO', { resource: 'contact', operation: 'create', matchBy: 'companyId' }, contact],
		['contact, create or update', { resource: 'contact', operation: 'upsert', matchBy: 'companyId' }, contact],
		['stock item, create or update', { resource: 'stockItem', operation: 'upsert', matchBy: 'code' }, card],
		['an order of which nobody knows whether it arrived', { resource: 'order', operation: 'create' }, { ...EXAMPLE_ORDER, sync }],
		['lines that shall be linked to cards', { resource: 'order', operation: 'create', cards: 'link' }, EXAMPLE_ORDER],
		['a receipt of which nobody knows whether it arrived', { resource: 'salesReceipt', operation: 'create' }, { ...receipt, sync }],
		['documents of a day', { resource: 'salesReceipt', operation: 'create', documents: 'perDay' }, receipt],
	])('%s', async (_name, parameters, record) => {
		const { error } = await run(parameters, record);
		expect(error?.message).toMatch(/without saying why/);
		expect(server.state.requests.filter(({ operation }) => operation === 'import')).toEqual([]);
	});
});

describe('an answer without an XML declaration', () => {
	beforeEach(() => server.faults.add({ kind: 'noDeclaration', count: 100 }));

	test('is read in the charset that HTTP states', async () => {
		const { outputs, error } = await run({ resource: 'codeList', operation: 'getAll', codeList: 'stores', returnAll: true });
		if (error) throw error;
		expect(outputs[0].map(({ json }) => json.code)).toContain('ZBOŽÍ');
	});

	test('tells what became of a receipt', async () => {
		const { outputs, error } = await run({ resource: 'salesReceipt', operation: 'create' }, receipt);
		if (error) throw error;
		// The stand-in has no such stock card; without its words this would be unknown.
		expect(outputs[0][0].json).toMatchObject({ outcome: 'refused', message: expect.stringContaining('Zásoba') });
	});
});

describe('a value that POHODA did not take', () => {
	const service = { line: 1, kind: 'service', name: 'Servis', quantity: 1, unitPrice: 100, vatRate: 21, totalGross: 100 };
	const sale = { ...receipt, items: [service], payments: [{ method: 'mealVoucher', label: 'Edenred', amount: 100 }], total: 100, rounding: 0, vatSummary: undefined };
	const rules = (rule: object) => ({ postingRulesFrom: 'json', postingRulesJson: JSON.stringify([rule]) });

	test('a meal voucher that became cash is created, but a problem with both values', async () => {
		const { outputs, error, hints } = await run({ resource: 'salesReceipt', operation: 'create', ...rules({ payment: 'Edenred', paymentForm: 'Edenred karta' }) }, sale);
		if (error) throw error;
		const [{ json }] = outputs[0];
		expect(json).toMatchObject({ outcome: 'created', message: expect.stringMatching(/^Receipt .*, was created in POHODA as \S+ \(id \d+\), but not as it was sent: payment form \(forma úhrady\): sent "Edenred karta", POHODA has "Hotově" \[603\]/) });
		expect((json.warnings as IDataObject[]).filter(({ problem }) => problem)).toMatchObject([{ code: '603', requested: 'Edenred karta', produced: 'Hotově', problem: true }]);
		expect(hints.map(({ message }) => message).join()).toContain('1 of 1 records are in POHODA, but not as they were sent');
		expect(server.state.documents).toHaveLength(1);
	});

	test('a mapped till that POHODA does not know', async () => {
		const { outputs, error } = await run({ resource: 'salesReceipt', operation: 'create', ...rules({ payment: 'Edenred', paymentForm: 'Hotově', cashRegister: 'P77' }) }, sale);
		if (error) throw error;
		expect(outputs[0][0].json).toMatchObject({ outcome: 'created', warnings: expect.arrayContaining([expect.objectContaining({ code: '603', requested: 'P77', produced: '', problem: true })]) });
	});
});
