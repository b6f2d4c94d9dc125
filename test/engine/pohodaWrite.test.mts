// Writing of POHODA's agendas in the real n8n engine, over real HTTP to the stand-in; accepted requests are checked against the XSD.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { NodeHelpers } from 'n8n-workflow';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import nock from 'nock';
import { EXAMPLE_CASH_DOCUMENT, EXAMPLE_INVOICE, EXAMPLE_ORDER } from '../support/entityExamples.mts';
import type { SyncResult } from '../../core/records/results';
import { PohodaMServerApi } from '../../credentials/PohodaMServerApi.credentials';
import { Pohoda } from '../../nodes/Pohoda/Pohoda.node';
import { startMServer } from '../sandbox/mserver/index.mts';
import type { MServer } from '../sandbox/mserver/index.mts';
import { addressOf } from '../sandbox/mserver/records/contact.mts';
import { readBinaryOf, runNode } from '../support/engine.mts';
import type { RunResult } from '../support/engine.mts';
import { gatherXml } from '../unit/sandbox/agendas.mts';

let server: MServer;
let login: IDataObject;
const xml = gatherXml();

const CARD = { name: 'Termoska 0,5 l', store: 'ZBOŽÍ', unit: 'ks', rateVAT: 'high' as const, quantity: '10' };

beforeEach(async () => {
	server = await startMServer({
		now: () => new Date('2026-11-20T12:00:00Z'),
		xsd: xml.xsd,
		settings: { stock: [{ ...CARD, id: 1, code: '00123' }] },
	});
	login = { url: server.url, user: 'api', password: 'heslo', ico: '12345678', instance: 'test' };
});
afterEach(async () => {
	await server.xsdProblems();
	await server.close();
});
// Validated all together: one by one would take minutes.
afterAll(async () => {
	nock.restore();
	await xml.check();
});

type Result = SyncResult & { preview?: string; wouldBe?: string; previous?: IDataObject; deleted?: boolean };

async function raw(resource: string, operation: string, records: object[], parameters: IDataObject = {}, mode: 'trigger' | 'manual' = 'trigger'): Promise<RunResult> {
	return await runNode({
		node: new Pohoda(),
		parameters: { resource, operation, ...parameters },
		inputs: records.map((json): INodeExecutionData => ({ json: json as IDataObject })),
		mode,
		credentials: { pohodaMServerApi: { type: new PohodaMServerApi(), data: login } },
	});
}

async function run(...given: Parameters<typeof raw>): Promise<Result[]> {
	const { outputs, error } = await raw(...given);
	if (error) throw error;
	expect(outputs[0].map(({ pairedItem }) => pairedItem)).toEqual(outputs[0].map((_, item) => ({ item })));
	return outputs[0].map(({ json }) => json as unknown as Result);
}

const outcomes = (results: Result[]) => results.map(({ outcome }) => outcome);

const stockItem = (code: string, more: IDataObject = {}) => ({
	recordType: 'stockItem',
	key: `eshop/stockItem/${code}`,
	source: 'eshop',
	kind: 'card',
	code,
	name: `Zboží ${code}`,
	unit: 'ks',
	vatRate: 21,
	storage: 'ZBOŽÍ',
	priceGroup: 'Zboží',
	prices: { sale: 100, saleIncludesVat: true },
	...more,
});

const contact = (companyId: string | undefined, more: IDataObject = {}) => ({
	recordType: 'contact',
	key: `eshop/contact/${companyId ?? 'x'}`,
	source: 'eshop',
	company: `Firma ${companyId ?? ''}`,
	city: 'Žďár',
	...(companyId === undefined ? {} : { companyId }),
	...more,
});

const order = (number: string, code = '00123', more: IDataObject = {}) => ({
	...EXAMPLE_ORDER,
	id: number,
	key: `woocommerce/order/${number}`,
	customerOrderNumber: number,
	items: [{ ...EXAMPLE_ORDER.items[0], code }, EXAMPLE_ORDER.items[1]],
	...more,
});

const cards = () => server.state.settings.stock;
const imports = () => server.state.requests.filter(({ operation }) => operation === 'import').length;

describe('stock items', () => {
	test('create, the same again, and one that is there already', async () => {
		const [created, there] = await run('stockItem', 'create', [stockItem('A1'), stockItem('00123')]);
		expect([created.outcome, there.outcome]).toEqual(['created', 'duplicate']);
		expect(there.target).toMatchObject({ system: 'POHODA', unit: '12345678', kind: 'stockItem', id: '1', number: '00123' });
		expect(there.message).toContain('was in POHODA already as 00123 (id 1)');
		expect(outcomes(await run('stockItem', 'create', [stockItem('A1')]))).toEqual(['duplicate']);
		expect(cards().filter(({ code }) => code === 'A1')).toHaveLength(1);
	});

	test('create or update: what differs is sent, the same again is unchanged', async () => {
		const wanted = stockItem('00123', { prices: { sale: 549.9, saleIncludesVat: true }, forSale: true });
		expect(outcomes(await run('stockItem', 'upsert', [wanted, stockItem('N1')]))).toEqual(['updated', 'created']);
		const before = imports();
		expect(outcomes(await run('stockItem', 'upsert', [wanted, stockItem('N1')]))).toEqual(['unchanged', 'unchanged']);
		expect(imports()).toBe(before);
		expect(cards().map(({ code }) => code)).toEqual(['00123', 'N1']);
	});

	test('a change back and forth on one day goes through each time', async () => {
		for (const name of ['B', 'C', 'B', 'C', 'B']) {
			expect(outcomes(await run('stockItem', 'update', [{ recordType: 'stockItem', source: 'eshop', code: '00123', name }]))).toEqual(['updated']);
			expect(cards()[0].name).toBe(name);
		}
	});

	test('no match, several matches, nothing to match by', async () => {
		server.state.addCard({ ...CARD, code: '00123', store: 'SKLAD2' });
		const results = await run('stockItem', 'update', [
			{ recordType: 'stockItem', code: '00123', name: 'x' },
			{ recordType: 'stockItem', code: 'NIC', name: 'x' },
			{ recordType: 'stockItem', id: '5', source: 'eshop', name: 'x' },
			{ recordType: 'stockItem', code: '00123', warehouse: 'SKLAD2', name: 'Druhá' },
		]);
		expect(outcomes(results)).toEqual(['refused', 'refused', 'refused', 'updated']);
		expect(results[0].warnings).toContainEqual({ code: 'severalMatch', text: expect.stringMatching(/id 1.*id 2/) });
		expect(cards().map(({ name }) => name)).toEqual([CARD.name, 'Druhá']);
	});

	test('two records about the same card in one run', async () => {
		const change = (name: string) => ({ recordType: 'stockItem', key: `k/${name}`, code: '00123', name });
		expect(outcomes(await run('stockItem', 'update', [change('B'), change('C')]))).toEqual(['updated', 'waiting']);
		expect(outcomes(await run('stockItem', 'upsert', [stockItem('N2', { key: 'a' }), stockItem('N2', { key: 'b' })]))).toEqual(['created', 'waiting']);
		expect(cards().filter(({ code }) => code === 'N2')).toHaveLength(1);
	});

	test('delete needs a word, and hands out what was there', async () => {
		const wanted = [{ recordType: 'stockItem', code: '00123' }];
		const [held] = await run('stockItem', 'delete', wanted);
		expect(held).toMatchObject({ outcome: 'held', previous: { code: '00123' } });
		expect(cards()).toHaveLength(1);
		const [gone] = await run('stockItem', 'delete', wanted, { confirm: true });
		expect(gone).toMatchObject({ outcome: 'updated', deleted: true, previous: { code: '00123', name: CARD.name } });
		expect(gone.message).toContain('was deleted in POHODA');
		expect(cards()).toHaveLength(0);
		expect(outcomes(await run('stockItem', 'delete', wanted, { confirm: true }))).toEqual(['unchanged']);
	});

	test('fields of the panel, a reference by its code, an expression for each item', async () => {
		const results = await run('stockItem', 'create', [{ c: 'F1' }, { c: '007' }], {
			recordSource: 'fields',
			code: '={{ $json.c }}',
			name: '=Zboží {{ $json.c }}',
			additionalFields: { priceGroup: 'Zboží', storage: { __rl: true, mode: 'code', value: 'ZBOŽÍ' }, prices_sale: 12.5, vatRate: 21 },
		});
		expect(outcomes(results)).toEqual(['created', 'created']);
		expect(cards().map(({ code }) => code)).toEqual(['00123', 'F1', '007']);
	});
});

describe('contacts', () => {
	test('by IČO: create, duplicate, update of what differs, delete', async () => {
		expect(outcomes(await run('contact', 'create', [contact('12345678'), contact('12345678', { key: 'eshop/contact/2' })]))).toEqual(['created', 'waiting']);
		expect(outcomes(await run('contact', 'create', [contact('12345678', { key: 'eshop/contact/2' })]))).toEqual(['duplicate']);
		const changed = contact('12345678', { city: 'Brno', email: 'a@b.cz' });
		expect(outcomes(await run('contact', 'update', [changed]))).toEqual(['updated']);
		expect(outcomes(await run('contact', 'upsert', [changed]))).toEqual(['unchanged']);
		expect(server.state.contacts).toHaveLength(1);
		expect(outcomes(await run('contact', 'delete', [changed], { confirm: true }))).toEqual(['updated']);
		expect(server.state.contacts).toHaveLength(0);
	});

	test('by IČO, else by external ID: a person who was made once is found by the key and changed', async () => {
		const match = { matchBy: 'companyIdOrExternalId' };
		const person = { ...contact('', { key: 'shop/contact/a@b.cz', name: 'Jan Malý', company: '' }), companyId: undefined };
		const firm = contact('12345678', { key: 'shop/contact/f@b.cz' });
		expect(outcomes(await run('contact', 'upsert', [person, firm], match))).toEqual(['created', 'created']);
		expect(outcomes(await run('contact', 'upsert', [person, contact('12345678', { key: 'shop/contact/other' })], match))).toEqual(['unchanged', 'unchanged']);
		expect(outcomes(await run('contact', 'upsert', [{ ...person, city: 'Zlín' }, { ...firm, city: 'Zlín' }], match))).toEqual(['updated', 'updated']);
		expect(server.state.contacts).toHaveLength(2);
	});

	test('however the IČO is written it is one contact: spaces, CZ, lost zeros, a number', async () => {
		const given = JSON.parse(readFileSync('test/fixtures/cases/pohoda/23-contacts-one-ico.json', 'utf8')) as IDataObject[];
		const all = [...given, { ...given[0], key: 'shop/contact/4', companyId: 123456 }];
		for (const action of ['create', 'upsert']) {
			const results = await run('contact', action, all, { matchBy: 'companyId' });
			expect(server.state.contacts).toHaveLength(1);
			expect(outcomes(results).slice(1)).toEqual(Array(4).fill(action === 'create' ? 'waiting' : 'unchanged'));
			expect(results[3].warnings).toContainEqual(expect.objectContaining({ code: 'companyIdShort', requested: '123456', produced: '00123456' }));
		}
		expect(outcomes(await run('contact', 'create', all, { matchBy: 'companyId' }))).toEqual(Array(5).fill('duplicate'));
		expect(addressOf(server.state.contacts[0], 'ico')).toBe('00123456');
	});

	test.each(['123456', '001 23 456'])('a contact that POHODA has with the IČO %j is found, and keeps its spelling', async (ico) => {
		await run('contact', 'create', [contact('00123456', { company: 'Firma' })], { matchBy: 'companyId' });
		const [there] = server.state.contacts;
		there.header = JSON.parse(JSON.stringify(there.header).replace('00123456', ico)) as typeof there.header;
		const wanted = contact('CZ00123456', { key: 'eshop/contact/2', company: 'Firma', email: 'a@b.cz' });
		expect(outcomes(await run('contact', 'create', [wanted], { matchBy: 'companyId' }))).toEqual(['duplicate']);
		expect(outcomes(await run('contact', 'upsert', [wanted], { matchBy: 'companyId' }))).toEqual(['updated']);
		expect(server.state.contacts).toHaveLength(1);
		expect(addressOf(server.state.contacts[0], 'ico')).toBe(ico);
	});

	test('by name; without IČO nothing can be doubled but the key', async () => {
		const person = { recordType: 'contact', key: 'eshop/contact/9', source: 'eshop', name: 'Jan Novák' };
		expect(outcomes(await run('contact', 'create', [person], { matchBy: 'companyId' }))).toEqual(['created']);
		expect(outcomes(await run('contact', 'create', [person], { matchBy: 'companyId' }))).toEqual(['duplicate']);
		expect(outcomes(await run('contact', 'create', [{ ...person, key: 'eshop/contact/10' }], { matchBy: 'name' }))).toEqual(['duplicate']);
		expect(server.state.contacts).toHaveLength(1);
	});
});

describe('orders', () => {
	test('an order with an unpaired line is held and goes when the card exists', async () => {
		const inputs = [order('1'), order('2', 'NEZNAMY')];
		const [sent, held] = await run('order', 'create', inputs);
		expect([sent.outcome, held.outcome]).toEqual(['created', 'held']);
		expect(held.message).toContain('POHODA has no stock item with the code NEZNAMY');
		expect(server.state.documents.at(-1)?.items[0].stock).toMatchObject({ code: '00123' });
		server.state.addCard({ ...CARD, code: 'NEZNAMY' });
		expect(outcomes(await run('order', 'create', inputs))).toEqual(['duplicate', 'created']);
		expect(server.state.documents).toHaveLength(2);
	});

	test('without Require Stock Cards unknown lines are text', async () => {
		const [sent] = await run('order', 'create', [order('3', 'NEZNAMY')], { options: { requireStockCards: false } });
		expect(sent).toMatchObject({ outcome: 'created', warnings: [{ code: 'withoutCard' }] });
	});

	test('delete by number, more than one match refused by nobody', async () => {
		const [{ target }] = await run('order', 'create', [order('4')]);
		const [gone] = await run('order', 'delete', [{ recordType: 'order', type: 'receivedOrder', number: target.number }], { confirm: true });
		expect(gone).toMatchObject({ outcome: 'updated', deleted: true, previous: { customerOrderNumber: '4' } });
		expect(server.state.documents).toHaveLength(0);
	});

	test("an order that others made is deleted only when the option says so", async () => {
		const [{ target }] = await run('order', 'create', [order('4')]);
		const theirs = server.state.documents[0]!;
		theirs.extIds = [];
		const wanted = [{ recordType: 'order', type: 'receivedOrder', number: target.number }];
		const [held] = await run('order', 'delete', wanted, { confirm: true });
		expect(held).toMatchObject({ outcome: 'held', previous: { customerOrderNumber: '4' }, warnings: [{ code: 'notOurs' }] });
		expect(held.message).toContain('was not deleted: this package did not make it');
		expect(server.state.documents).toHaveLength(1);
		expect(await run('order', 'delete', wanted, { confirm: true, options: { foreign: true } })).toMatchObject([{ outcome: 'updated', deleted: true }]);
		expect(server.state.documents).toHaveLength(0);
	});

	test('deleted in POHODA by somebody: not created again', async () => {
		const [{ target }] = await run('order', 'create', [order('5')]);
		server.state.deleteDocument({ id: Number(target.id) });
		expect(outcomes(await run('order', 'create', [order('5')]))).toEqual(['deletedInTarget']);
		expect(server.state.documents).toHaveLength(0);
	});

	test('a day outside of the period is held', async () => {
		expect(outcomes(await run('order', 'create', [order('6', '00123', { date: '2025-01-05' })]))).toEqual(['held']);
	});
});

describe('documents', () => {
	const note = { source: 'eshop', date: '2026-11-14', currency: 'CZK', text: 'Pohyb', items: [{ code: '00123', name: 'Termoska', quantity: 2, unitPrice: 10, priceIncludesVat: false, vatRate: 21 }] };
	const cases: Array<[string, object]> = [
		['invoice', { ...EXAMPLE_INVOICE, source: 'eshop', id: 'F1', key: 'eshop/invoice/1', number: undefined, payment: undefined }],
		['cashDocument', { ...EXAMPLE_CASH_DOCUMENT, source: 'eshop', id: 'C1', key: 'eshop/cashDocument/1', number: undefined }],
		['goodsIssueNote', { ...note, recordType: 'goodsIssueNote', id: 'V1' }],
		['goodsReceivedNote', { ...note, recordType: 'goodsReceivedNote', id: 'P1' }],
		['offer', { ...note, recordType: 'offer', type: 'issuedOffer', id: 'N1', partner: { name: 'Jan Novák' } }],
	];

	test.each(cases)('%s: created once, also when the answer is lost and when two runs send at once', async (resource, record) => {
		server.faults.add({ kind: 'drop', operation: 'import' });
		const [first] = await run(resource, 'create', [record]);
		expect(['created', 'unknown']).toContain(first.outcome);
		const again = await Promise.all([run(resource, 'create', [record]), run(resource, 'create', [record])]);
		expect(again.map(outcomes)).toEqual([['duplicate'], ['duplicate']]);
		expect(server.state.documents).toHaveLength(1);
	});

	const dearer = (record: IDataObject) => {
		const { total: _total, amount: _amount, vatSummary: _vat, ...rest } = structuredClone(record);
		const items = (rest.items as IDataObject[]).map((line, at) => {
			const { totalNet: _net, totalVat: _lineVat, totalGross: _gross, ...plain } = line;
			return at > 0 ? plain : { ...plain, unitPrice: Number(line.unitPrice) + 100 };
		});
		return { ...rest, items };
	};

	test.each([...cases.filter(([resource]) => resource !== 'goodsReceivedNote'), ['order', order('7')] as [string, object]])(
		'%s: corrected after it went out, before its answer was known: changed, with both amounts',
		async (resource, record) => {
			const given = dearer(record as IDataObject);
			const [first] = await run(resource, 'create', [given]);
			expect(first.outcome).toBe('created');
			const corrected = dearer(given);
			const versions = [{ hash: 'old', amount: Math.abs(first.amount) }];
			for (const previous of [undefined, 'unknown']) {
				const sync = { flow: 'f', hash: 'new', attempt: 1, versions, ...(previous === undefined ? {} : { previous }) };
				const [later] = await run(resource, 'create', [{ ...corrected, sync }]);
				expect([later.outcome, later.has?.hash]).toEqual(['changed', 'old']);
				// POHODA rounds orders, offers and notes by its own setting.
				expect(Math.abs(Math.abs(later.has!.amount) - Math.abs(first.amount))).toBeLessThan(1);
				expect(later.amount).not.toBe(first.amount);
				expect(later.message).toMatch(/was not sent: POHODA has it as .* with .*, and its source has .* now; the difference is/);
				expect(later.target.id).toBe(first.target.id);
			}
			// The same content is there: nothing to tell.
			expect(await run(resource, 'create', [given])).toMatchObject([{ outcome: 'duplicate', amount: first.amount, warnings: [] }]);
			expect(server.state.documents).toHaveLength(1);
		},
	);

	test('a document that somebody changed in POHODA is told; one that POHODA has rounded is the same', async () => {
		const offer = { ...note, recordType: 'offer', type: 'issuedOffer', id: 'N2', partner: { name: 'Jan' } };
		const [first] = await run('offer', 'create', [offer]);
		expect(first).toMatchObject({ outcome: 'created', amount: 24.2 });
		const document = server.state.documents[0]!;
		expect(document.rates.high.gross + document.rounding).toBe(2400);
		for (const [gross, outcome] of [[2420, 'duplicate'], [3020, 'changed'], [2340, 'changed'], [2441, 'duplicate'], [2442, 'changed']] as const) {
			document.rates.high.gross = gross;
			const [result] = await run('offer', 'create', [offer]);
			expect([gross, result.outcome, result.has?.amount]).toEqual([gross, outcome, outcome === 'changed' ? (gross + document.rounding) / 100 : undefined]);
		}
	});

	test('an invoice moves stock only when its lines are linked to cards', async () => {
		const invoice = (id: string) => ({ ...note, recordType: 'invoice', type: 'issuedInvoice', id, partner: { name: 'Jan' } });
		await run('invoice', 'create', [invoice('1')]);
		expect(cards()[0].quantity).toBe('10');
		await run('invoice', 'create', [invoice('2')], { options: { linkStockCards: true } });
		expect(cards()[0].quantity).toBe('8');
	});

	test('stock transfer between two stores', async () => {
		server.state.addCard({ ...CARD, code: '00123', store: 'PRODEJNA' });
		const transfer = { ...note, recordType: 'stockTransfer', id: 'T1', targetStore: 'PRODEJNA' };
		const [result] = await run('stockTransfer', 'create', [transfer], { options: { store: 'ZBOŽÍ' } });
		expect(result.message).toContain('was created');
		expect(outcomes(await run('stockTransfer', 'create', [transfer], { options: { store: 'ZBOŽÍ' } }))).toEqual(['duplicate']);
	});
});

describe('faults', () => {
	test('one bad record of a pack does not stop the others; a record that is none is refused', async () => {
		const results = await run('contact', 'create', [contact('11111111'), contact('2'.repeat(16)), { recordType: 'contact' }, contact('33333333')]);
		expect(outcomes(results)).toEqual(['created', 'refused', 'refused', 'created']);
	});

	test('mServer off: everything waits; in the middle: nothing twice', async () => {
		await server.off();
		expect(outcomes(await run('stockItem', 'upsert', [stockItem('A1')]))).toEqual(['waiting']);
		await server.on();
		server.faults.add({ kind: 'drop', operation: 'import', after: 1 });
		const inputs = ['1', '2', '3'].map((code) => stockItem(code));
		const first = await run('stockItem', 'upsert', inputs, { options: { packSize: 1 } });
		expect(first.map(({ outcome }) => outcome)).toEqual(['created', 'created', 'created']);
		expect(first[1].warnings).toContainEqual(expect.objectContaining({ code: 'recovered' }));
		expect(cards()).toHaveLength(4);
	});

	test('an update whose answer is lost, in and out of POHODA', async () => {
		const change = { recordType: 'stockItem', code: '00123', name: 'Nová' };
		server.faults.add({ kind: 'drop', operation: 'import' });
		expect(outcomes(await run('stockItem', 'update', [change]))).toEqual(['updated']);
		server.faults.add({ kind: 'drop', operation: 'import', stored: false });
		const [lost] = await run('stockItem', 'update', [{ ...change, name: 'Ještě novější' }]);
		expect(lost.outcome).toBe('unknown');
		expect(outcomes(await run('stockItem', 'update', [{ ...change, name: 'Ještě novější' }]))).toEqual(['updated']);
	});

	test('a deletion whose answer is lost', async () => {
		server.faults.add({ kind: 'drop', operation: 'import' });
		const [gone] = await run('stockItem', 'delete', [{ recordType: 'stockItem', code: '00123' }], { confirm: true });
		expect(gone).toMatchObject({ outcome: 'updated', deleted: true });
	});

	test('two runs at once create a card once', async () => {
		const [a, b] = await Promise.all([run('stockItem', 'upsert', [stockItem('X')]), run('stockItem', 'upsert', [stockItem('X')])]);
		expect([a[0].outcome, b[0].outcome].sort()).not.toEqual(['created', 'created']);
		expect(cards().filter(({ code }) => code === 'X')).toHaveLength(1);
	});

	test('wrong password is an error of the node', async () => {
		login.password = 'jiné';
		const { error } = await raw('order', 'create', [order('1')]);
		expect(error?.message).toContain('refused user or password');
	});
});

describe('preview', () => {
	test('shows the very XML and sends nothing', async () => {
		const { outputs } = await raw('stockItem', 'upsert', [stockItem('00123', { name: 'Jiná' }), stockItem('P1')], {}, 'manual');
		const results = outputs[0].map(({ json }) => json as unknown as Result);
		expect(outcomes(results)).toEqual(['preview', 'preview']);
		expect(results[0].preview).toContain('<stk:update>');
		expect(results[0].preview).toContain('Jiná');
		const file = await readBinaryOf(outputs[0][0]);
		expect(new TextDecoder('windows-1250').decode(file)).toContain(results[1].preview!);
		expect(imports()).toBe(0);
	});
});

describe('posting of sales receipts', () => {
	const days = { dateFrom: '2026-11-14', dateTill: '2026-11-14' };
	const receipt = {
		recordType: 'receipt',
		source: 'ekasa',
		register: 'P1',
		number: '1',
		date: '2026-11-14',
		items: [{ name: 'Káva', quantity: 1, unitPrice: 121, vatRate: 21 }],
		payments: [{ method: 'cash', amount: 121 }],
		total: 121,
	};
	const posted = () => server.state.documents.filter(({ agenda }) => agenda === 'pokladna' || agenda === 'ostatni_pohledavky');

	test('off until confirmed; then each receipt once, also when the answer is lost', async () => {
		expect(outcomes(await run('salesReceipt', 'create', [receipt]))).toEqual(['created']);
		expect(outcomes(await run('salesReceipt', 'postSalesReceipts', [{}], days))).toEqual(['held']);
		expect(posted()).toHaveLength(0);
		const [shown] = await run('salesReceipt', 'postSalesReceipts', [{}], { ...days, confirm: true }, 'manual');
		expect(shown).toMatchObject({ outcome: 'preview', preview: expect.stringContaining('asv:accountingSalesVouchers') });
		server.faults.add({ kind: 'drop', operation: 'import' });
		expect(outcomes(await run('salesReceipt', 'postSalesReceipts', [{}], { ...days, confirm: true }))).toEqual(['unknown']);
		expect(posted()).toHaveLength(1);
		expect(outcomes(await run('salesReceipt', 'postSalesReceipts', [{}], { ...days, confirm: true }))).toEqual(['refused']);
		expect(posted()).toHaveLength(1);
		expect(outcomes(await run('salesReceipt', 'create', [{ ...receipt, number: '2' }]))).toEqual(['created']);
		const [done] = await run('salesReceipt', 'postSalesReceipts', [{}], { ...days, confirm: true });
		expect(done).toMatchObject({ outcome: 'created', documents: [{ receipts: [{ number: expect.any(String) }] }] });
		expect(posted()).toHaveLength(2);
	});

	test('an item without days after one that was posted is refused in its place: the first result stays', async () => {
		await run('salesReceipt', 'create', [receipt]);
		const results = await run('salesReceipt', 'postSalesReceipts', [{ day: '2026-11-14' }, { day: '' }], { dateFrom: '={{ $json.day }}', dateTill: '2026-11-14', confirm: true });
		expect(outcomes(results)).toEqual(['created', 'refused']);
		expect(results[1].message).toBe('Item 2 was not posted: Date From or Date To is empty');
	});

	test('without days nothing is posted', async () => {
		const { error } = await raw('salesReceipt', 'postSalesReceipts', [{}], { dateFrom: '={{ "" }}', dateTill: '2026-11-14', confirm: true });
		expect(error?.message).toContain('Date From or Date To is empty');
	});
});

describe('panel', () => {
	const { properties } = new Pohoda().description;
	const operations = properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ displayOptions, options = [] }) =>
			options.flatMap((option) => {
				const value = 'value' in option ? String(option.value) : '';
				const resource = String(displayOptions?.show?.resource?.[0]);
				return ['create', 'update', 'upsert', 'delete'].includes(value) && resource !== 'salesReceipt' ? [[resource, value] as const] : [];
			}),
		);

	test('offers every agenda', () => expect(operations).toHaveLength(16));

	test.each(operations)('%s %s: at most five fields before the optional ones', (resource, operation) => {
		for (const recordSource of ['items', 'fields']) {
			const values = { resource, operation, recordSource };
			const shown = properties.filter((one) => NodeHelpers.displayParameter(values, one, null, null));
			const plain = shown.filter(({ type, name }) => !['collection', 'fixedCollection'].includes(type) && !['resource', 'operation'].includes(name));
			expect(plain.length).toBeLessThanOrEqual(5);
			expect(plain.length).toBeGreaterThan(1);
		}
	});
});

describe('amounts that POHODA would make something else of', () => {
	const cases = (name: string) => JSON.parse(readFileSync(join(__dirname, '../fixtures/cases/pohoda', name), 'utf8')) as IDataObject[];
	const line = { kind: 'service', name: 'Doprava', quantity: 1, unitPrice: 99, priceIncludesVat: true, vatRate: 21 };
	const [order] = cases('20-order-without-lines.json');

	test.each([
		['20-order-without-lines.json', /says 1 198\.80 Kč, and POHODA would make 0\.00 Kč/],
		['21-order-total-differs.json', /says 9 999\.00 Kč, and POHODA would make 99\.00 Kč/],
		['22-order-line-without-rate-and-vat-flag.json', /has no VAT rate/],
	])('%s: held, nothing is sent; a preview and an import file say so too', async (name, message) => {
		const records = cases(name);
		expect(await run('order', 'create', records)).toMatchObject([{ outcome: 'held', message: expect.stringMatching(message) }]);
		expect(await run('order', 'create', records, {}, 'manual')).toMatchObject([{ outcome: 'preview', wouldBe: 'held' }]);
		expect(await run('file', 'buildImportFile', records, { agenda: 'order', ico: '12345678' })).toMatchObject([{ outcome: 'held' }]);
		expect(server.state.documents).toEqual([]);
	});

	test.each(['invoice', 'offer', 'goodsIssueNote', 'cashDocument'])('%s: held as well', async (recordType) => {
		const types: IDataObject = { invoice: 'issuedInvoice', offer: 'issuedOffer', cashDocument: 'receipt' };
		const record = { ...order, recordType, key: `shop/${recordType}/1`, type: types[recordType], cashAccount: 'HP', items: [line], total: 9999 };
		expect(await run(recordType, 'create', [record])).toMatchObject([{ outcome: 'held' }]);
	});

	test('a VAT row that POHODA has no place for is never left out', async () => {
		const vatSummary = [{ vatRate: 21, net: 100, vat: 21, gross: 121 }, { vatCode: 'historyHigh', net: 100, vat: 20, gross: 120 }];
		const record = { ...order, recordType: 'invoice', key: 'shop/invoice/1', type: 'issuedInvoice', vatSummary, total: 241 };
		expect(await run('invoice', 'create', [record])).toMatchObject([{ outcome: 'refused', message: expect.stringContaining('historyHigh') }]);
		expect(server.state.documents).toEqual([]);
	});

	test('message and amount name what POHODA has', async () => {
		const records = [
			{ ...order, key: 'shop/order/7', items: [line], total: undefined },
			{ ...order, key: 'shop/order/8', items: [line, { ...line, unitPrice: 0.99 }], total: 100 },
		];
		const results = await run('order', 'create', records);
		expect(results).toMatchObject([
			{ outcome: 'created', amount: 99, message: expect.stringContaining(', 99.00 Kč, was created') },
			{ outcome: 'created', amount: 99.99, message: expect.stringContaining(', 99.99 Kč, was created'), warnings: [{ code: 'totalDiffers' }] },
		]);
	});
});
