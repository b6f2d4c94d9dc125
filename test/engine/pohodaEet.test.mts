// EET of documents that the POHODA node makes: the stand-in decides as POHODA does where a document says nothing.
import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Settings } from 'luxon';
import type { IDataObject } from 'n8n-workflow';
import nock from 'nock';
import { EXAMPLE_CASH_DOCUMENT, EXAMPLE_INVOICE } from '../support/entityExamples.mts';
import { PohodaMServerApi } from '../../credentials/PohodaMServerApi.credentials';
import { Pohoda } from '../../nodes/Pohoda/Pohoda.node';
import { startMServer } from '../sandbox/mserver/index.mts';
import type { MServer } from '../sandbox/mserver/index.mts';
import { readBinaryOf, runNode } from '../support/engine.mts';
import type { RunResult } from '../support/engine.mts';
import { gatherXml } from '../unit/sandbox/agendas.mts';
import { movement, receipt } from '../unit/plan/records.mts';

let server: MServer;
let login: IDataObject;
const xml = gatherXml();

// A sale that is dated ahead of the clock would be held.
const clock = Settings.now;

beforeEach(async () => {
	Settings.now = () => Date.parse('2027-02-01T12:00:00Z');
	server = await startMServer({
		now: () => new Date('2027-02-01T12:00:00Z'),
		xsd: xml.xsd,
		settings: { period: { from: '2026-01-01', till: '2027-12-31' } },
	});
	login = { url: server.url, user: 'api', password: 'heslo', ico: '12345678', instance: 'test' };
});
afterEach(async () => {
	Settings.now = clock;
	await server.xsdProblems();
	await server.close();
});
afterAll(async () => {
	nock.restore();
	await xml.check();
});

const DATE = '2027-02-01';
const SALES = [receipt({ date: DATE, number: '1' }), receipt({ date: DATE, number: '2', payments: [{ method: 'card', amount: 121 }] })];

async function run(resource: string, operation: string, records: object[], parameters: IDataObject = {}, mode: 'trigger' | 'manual' = 'trigger'): Promise<RunResult> {
	return await runNode({
		node: new Pohoda(),
		parameters: { resource, operation, ...parameters },
		inputs: records.map((json) => ({ json: json as IDataObject })),
		mode,
		credentials: { pohodaMServerApi: { type: new PohodaMServerApi(), data: login } },
	});
}
function jsonOf({ outputs, error }: RunResult): IDataObject[] {
	if (error) throw error;
	return outputs[0].map(({ json }) => json);
}
const create = async (records: object[], options: IDataObject = {}, more: IDataObject = {}) =>
	jsonOf(await run('salesReceipt', 'create', records, { options: { stockMover: 'other', ...options }, ...more }));
const outcomes = (results: IDataObject[]) => results.map(({ outcome }) => outcome);
/** What POHODA would send to the tax office, beside what the till has sent. */
const sentByPohoda = () => server.state.documents.filter(({ eet }) => eet === 'forSending').map(({ total }) => total / 100);
const states = () => server.state.documents.map(({ eet }) => eet);

describe('receipts of a till that registers its sales', () => {
	test('a document without a state would be registered a second time; ours is not', async () => {
		expect(outcomes(await create(SALES, { eet: 'decidedByPohoda' }))).toEqual(['created', 'created']);
		expect(sentByPohoda()).toEqual([121, 121]);
		await server.close();
		server = await startMServer({ now: () => new Date('2027-02-01T12:00:00Z'), xsd: xml.xsd });
		login.url = server.url;
		expect(outcomes(await create(SALES))).toEqual(['created', 'created']);
		expect(sentByPohoda()).toEqual([]);
		expect(states()).toEqual(['externally', 'externally']);
	});

	test('Per Day, cash documents, returns and movements', async () => {
		const back = receipt({ date: DATE, number: '3', items: [{ ...SALES[0].items[0], quantity: -1, totalGross: -121, unitPrice: 121 }] });
		expect(outcomes(await create([SALES[0], back], {}, { documents: 'perDay' }))).toEqual(['created', 'created']);
		const rules = { postingRulesFrom: 'json', postingRulesJson: [{ cashAccount: 'HP', vatClassification: 'UD' }] };
		const moves = [movement({ date: DATE, amount: 2000, number: '8' }), movement({ date: DATE, amount: -500, number: '9' })];
		const cash = [receipt({ date: DATE, number: '4' }), { ...back, key: 'ekasa/P1/5/2027-02-01', number: '5' }, ...moves];
		expect(outcomes(await create(cash, { target: 'cashDocument' }, rules))).toEqual(['created', 'created', 'created', 'created']);
		expect(sentByPohoda()).toEqual([]);
		expect(server.state.documents.map(({ agenda, type, eet }) => [agenda, type, eet])).toEqual([
			['prodejky', 'saleVoucher', 'externally'],
			['pokladna', 'receipt', 'externally'],
			['pokladna', 'receipt', 'notEnter'],
			['pokladna', 'expense', 'notEnter'],
			['pokladna', 'expense', 'externally'],
		]);
	});

	test('POHODA registers only when that is confirmed, by the setting or by a rule', async () => {
		const unconfirmed = await run('salesReceipt', 'create', SALES, { options: { stockMover: 'other', eet: 'pohodaRegisters' } });
		expect(unconfirmed.error?.message).toBe('That POHODA registers sales in EET is not confirmed');
		const rules = { postingRulesFrom: 'table', postingRules: { rule: [{ payment: 'card', eet: 'forSending' }] } };
		expect((await run('salesReceipt', 'create', SALES, { options: { stockMover: 'other' }, ...rules })).error?.message).toBe('That POHODA registers sales in EET is not confirmed');
		expect(server.state.documents).toEqual([]);
		await create(SALES, { confirmForSending: true }, rules);
		expect(states()).toEqual(['externally', 'forSending']);
	});

	test('the preview and the import file say it', async () => {
		const [shown] = jsonOf(await run('salesReceipt', 'create', SALES, { options: { stockMover: 'other' }, whenRunFromEditor: 'preview' }, 'manual'));
		expect(shown.message).toContain('(EET state externally)');
		expect(shown.preview).toContain('</pro:prodejkaSummary><pro:EET><typ:stateEET>externally</typ:stateEET></pro:EET></pro:prodejka>');
		const file = await run('salesReceipt', 'create', SALES, { delivery: 'xmlFile', ico: '12345678', options: { stockMover: 'other', eet: 'noDuty' } });
		const text = new TextDecoder('windows-1250').decode(await readBinaryOf(file.outputs[0][0]));
		expect(text.match(/<typ:stateEET>notEnter</g)).toHaveLength(2);
	});

	test('Get Many tells the state', async () => {
		await create(SALES);
		const told = jsonOf(await run('salesReceipt', 'getAll', [{}], { returnAll: true }));
		expect(told.map(({ eetState }) => eetState)).toEqual(['externally', 'externally']);
	});
});

describe('cash documents and invoices', () => {
	const cash = (id: string, more: object = {}) => ({ ...EXAMPLE_CASH_DOCUMENT, key: `shop/cashDocument/${id}`, source: 'shop', number: undefined, date: DATE, cashAccount: 'HP', ...more });
	const invoice = (id: string, more: object = {}) => ({ ...EXAMPLE_INVOICE, key: `shop/invoice/${id}`, source: 'shop', number: undefined, date: DATE, items: EXAMPLE_INVOICE.items.map((line) => ({ ...line, stock: undefined })), paymentForm: undefined, paymentType: 'cash', ...more });

	test('the record, else the option', async () => {
		const documents = [cash('1'), cash('2', { type: 'expense' }), cash('3', { eetState: 'notSend' }), cash('4', { date: '2026-12-31' })];
		expect(outcomes(jsonOf(await run('cashDocument', 'create', documents)))).toEqual(['created', 'created', 'created', 'created']);
		const stated = () => Object.fromEntries(server.state.documents.map(({ extIds, eet }) => [extIds[0].ids.split('/').pop(), eet]));
		expect(stated()).toEqual({ 1: 'externally', 2: 'notEnter', 3: 'notSend', 4: 'notEnter' });
		const invoices = [invoice('5'), invoice('6', { paymentType: 'draft' }), invoice('7', { paymentType: undefined }), invoice('8', { type: 'receivedInvoice', originalNumber: 'D1' }), invoice('9', { paymentType: undefined, paymentForm: 'Plat.kartou' })];
		expect(outcomes(jsonOf(await run('invoice', 'create', invoices)))).toEqual(['created', 'created', 'created', 'created', 'created']);
		expect(stated()).toMatchObject({ 5: 'externally', 6: 'notEnter', 7: 'notEnter', 8: 'notEnter', 9: 'externally' });
		expect(server.state.documents.find(({ extIds }) => extIds[0].ids.endsWith('/8'))?.agenda).toBe('prijate_faktury');
		const told = jsonOf(await run('cashDocument', 'getAll', [{}], { returnAll: true }));
		expect(told.map(({ eetState }) => eetState).sort()).toEqual(['externally', 'notEnter', 'notEnter', 'notSend']);
	});

	test('nothing is left to POHODA but on purpose, and nothing sent without a confirmation', async () => {
		const option = (eet: string, more: IDataObject = {}) => ({ options: { eet, ...more } });
		expect((await run('cashDocument', 'create', [cash('1')], option('pohodaRegisters'))).error?.message).toBe('That POHODA registers sales in EET is not confirmed');
		const [refused] = jsonOf(await run('cashDocument', 'create', [cash('1', { eetState: 'forSending' })]));
		expect(refused).toMatchObject({ outcome: 'refused' });
		expect(refused.message).toContain('Confirm That POHODA Registers');
		const [told] = jsonOf(await run('cashDocument', 'create', [cash('1', { eetState: 'sent' })]));
		expect(told.message).toContain('EET state (stateEET) is sent, which POHODA tells and does not take');
		expect(server.state.documents).toEqual([]);
		await run('cashDocument', 'create', [cash('2')], option('pohodaRegisters', { confirmForSending: true }));
		await run('cashDocument', 'create', [cash('3')], option('decidedByPohoda'));
		expect(states()).toEqual(['forSending', 'forSending']);
	});

	test('in the panel and in the import file', async () => {
		const fields = { recordSource: 'fields', type: 'receipt', documentKey: 'A1', date: DATE, additionalFields: { text: 'Tržba', eetState: 'notEnter', cashAccount: { __rl: true, mode: 'id', value: 'HP' } }, lines: { row: [{ name: 'Káva', quantity: 1, unitPrice: 100, vatRate: 21 }] } };
		expect(outcomes(jsonOf(await run('cashDocument', 'create', [{}], fields)))).toEqual(['created']);
		expect(states()).toEqual(['notEnter']);
		const file = await run('file', 'buildImportFile', [cash('1'), cash('2', { type: 'expense' })], { agenda: 'cashDocument', ico: '12345678' });
		const text = new TextDecoder('windows-1250').decode(await readBinaryOf(file.outputs[0][0]));
		expect(text.match(/<typ:stateEET>(\w+)</g)).toEqual(['<typ:stateEET>externally<', '<typ:stateEET>notEnter<']);
	});
});
