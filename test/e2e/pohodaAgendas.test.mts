/** POHODA's agendas through the node in a real n8n: list, change, create, list again; state of payment (test/e2e/pohodaLists.test.mts has the trigger). */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { contractTest, pohodaSchemas, validate } from '../support/xsd.mts';
import { invoiceIn, payIn } from './support/eshop.mts';
import { pohoda } from './support/oneNode.mts';
import { Stage } from './support/stage.mts';

interface Result {
	key: string;
	outcome: string;
	message: string;
	target: { id?: string; number?: string };
}

let stage: Stage;
const outcomes = (results: Result[]) => results.map(({ outcome }) => outcome);
const list = async <T,>(resource: string, more: object = {}) => await pohoda<T>(stage, { resource, operation: 'getAll', returnAll: true, simplify: true, outputAs: 'items', filters: {}, options: {}, ...more });
const write = async (resource: string, operation: string, records: object[], more: object = {}) => await pohoda<Result>(stage, { resource, operation, recordSource: 'items', options: {}, ...more }, records);

beforeAll(async () => {
	stage = await Stage.open({ mserver: pohodaSchemas() ? { xsd: validate } : {} });
});

afterAll(async () => {
	await stage?.close();
});

describe('stock items (zásoby)', () => {
	interface Card {
		id: string;
		code: string;
		name: string;
		sellingPrice?: number;
		note?: string;
	}
	const byCode = async () => new Map((await list<Card>('stockItem')).map((card) => [card.code, card]));

	test('are listed with their codes as they are, changed, created once, and listed again', async () => {
		const before = await byCode();
		expect(before.get('00421')).toMatchObject({ name: 'Žlutá konvička 0,8 l' });
		const card = before.get('00421')!;
		const change = { recordType: 'stockItem', source: 'pohoda', id: card.id, code: '00421', name: 'Žlutá konvička 1 l' };
		expect(outcomes(await write('stockItem', 'update', [change], { matchBy: 'code' }))).toEqual(['updated']);
		expect(outcomes(await write('stockItem', 'update', [change], { matchBy: 'code' }))).toEqual(['unchanged']);
		const fresh = { recordType: 'stockItem', source: 'eshop', id: '77', kind: 'card', code: '00777', name: 'Čajové síto', storage: 'ZBOŽÍ', priceGroup: 'Zboží', unit: 'ks', vatRate: 21 };
		const same = { recordType: 'stockItem', source: 'eshop', id: '421', code: '00421', name: 'Žlutá konvička 1 l' };
		const results = await write('stockItem', 'upsert', [fresh, same], { matchBy: 'code' });
		expect(results.map(({ outcome, message }) => [outcome, outcome === 'refused' ? message : ''])).toEqual([['created', ''], ['unchanged', '']]);
		expect(outcomes(await write('stockItem', 'upsert', [fresh], { matchBy: 'code' }))).toEqual(['unchanged']);
		const after = await byCode();
		expect([after.size, after.get('00421')!.name, after.get('00777')!.name]).toEqual([before.size + 1, 'Žlutá konvička 1 l', 'Čajové síto']);
	});
});

describe('contacts (adresář)', () => {
	interface Person {
		id: string;
		name?: string;
		company?: string;
		companyId?: string;
		city?: string;
	}

	test('are created once by IČO, changed, and listed again', async () => {
		const firm = { recordType: 'contact', source: 'eshop', id: 'novak@example.cz', company: 'Novák a syn s.r.o.', companyId: '27074358', city: 'Plzeň', email: 'novak@example.cz' };
		const before = await list<Person>('contact');
		expect(outcomes(await write('contact', 'upsert', [firm], { matchBy: 'companyId' }))).toEqual(['created']);
		expect(outcomes(await write('contact', 'upsert', [firm], { matchBy: 'companyId' }))).toEqual(['unchanged']);
		expect(outcomes(await write('contact', 'upsert', [{ ...firm, city: 'Cheb' }], { matchBy: 'companyId' }))).toEqual(['updated']);
		// And back again: a change back is a change.
		expect(outcomes(await write('contact', 'update', [firm], { matchBy: 'companyId' }))).toEqual(['updated']);
		const after = await list<Person>('contact');
		expect(after).toHaveLength(before.length + 1);
		expect(after.find(({ companyId }) => companyId === '27074358')).toMatchObject({ company: 'Novák a syn s.r.o.', city: 'Plzeň' });
	});
});

describe('orders (objednávky)', () => {
	interface Listed {
		id: string;
		number: string;
		customerOrderNumber?: string;
		total?: number;
		items: Array<{ code?: string; quantity?: number }>;
	}
	const order = (id: string, code: string) => ({
		...{ recordType: 'order', type: 'receivedOrder', source: 'eshop', id, customerOrderNumber: id, date: new Date().toISOString().slice(0, 10), text: `E-shop ${id}` },
		partner: { name: 'Žofie Říhová', city: 'Brno' },
		items: [{ code, name: 'Zboží', quantity: 2, unitPrice: 249, priceIncludesVat: true, vatRate: 21 }],
	});
	const orders = async () => await list<Listed>('order', { kind: 'receivedOrder' });

	test('are created once, held without a card, listed, deleted when that is wanted, and listed again', async () => {
		const before = await orders();
		const records = [order('0104', 'HRNEK-01'), order('0105', 'NIKDE')];
		const results = await write('order', 'create', records);
		expect(outcomes(results)).toEqual(['created', 'held']);
		expect(results[1]!.message).toContain('NIKDE');
		expect(outcomes(await write('order', 'create', records))).toEqual(['duplicate', 'held']);
		const made = (await orders()).filter(({ id }) => !before.some((one) => one.id === id));
		expect(made).toMatchObject([{ customerOrderNumber: '0104', items: [{ code: 'HRNEK-01', quantity: 2 }] }]);
		const [{ id, number }] = made as [Listed];
		const gone = { recordType: 'order', type: 'receivedOrder', source: 'pohoda', key: `pohoda/order/${id}`, id, number, items: [] };
		expect(outcomes(await write('order', 'delete', [gone], { matchBy: 'number', confirm: false }))).toEqual(['held']);
		expect(outcomes(await write('order', 'delete', [gone], { matchBy: 'number', confirm: true }))).not.toEqual(['held']);
		expect(await orders()).toEqual(before);
	});
});

test('panels that write are filled from the running mServer, and say what to do when it is off', async () => {
	const [credential] = (await stage.client.credentials()).filter(({ type }) => type === 'pohodaMServerApi');
	const choose = async (path: string, methodName: string, parameters: object) => {
		const { results } = await stage.client.rest<{ results: Array<{ value: string }> }>('POST', '/rest/dynamic-node-parameters/resource-locator-results', {
			path: `parameters.${path}`,
			methodName,
			nodeTypeAndVersion: { name: 'n8n-nodes-ekasa-sync.pohoda', version: 1 },
			currentNodeParameters: { recordSource: 'fields', ...parameters },
			credentials: { pohodaMServerApi: { id: credential!.id, name: credential!.name } },
		});
		return results.map(({ value }) => value).sort();
	};
	const order = { resource: 'order', operation: 'create' };
	const { stores, centres, paymentForms } = stage.mserver.state.settings;
	expect(await choose('targetStore', 'searchStores', { resource: 'stockTransfer', operation: 'create' })).toEqual(stores.map(({ ids }) => ids).sort());
	expect(await choose('additionalFields.centre', 'searchCentres', order)).toEqual(centres.map(({ ids }) => ids).sort());
	expect(await choose('additionalFields.paymentForm', 'searchPaymentForms', order)).toHaveLength(paymentForms.length);
	const rule = { resource: 'salesReceipt', operation: 'create' };
	expect((await choose('postingRules.rule[0].numberSeries', 'searchNumberSeries', rule)).length).toBeGreaterThan(0);
	await stage.mserver.off();
	await expect(choose('additionalFields.centre', 'searchCentres', order)).rejects.toThrow(/Choose By Code/);
	await stage.mserver.on();
});

test('paid by liquidation and paid by the CSV of issued invoices agree, order by order', async () => {
	const wanted = { '2601': 121_000, '2602': 24_200, '2603': 60_500 };
	const numbers = new Map<string, string>();
	for (const [orderNumber, gross] of Object.entries(wanted)) numbers.set(orderNumber, await invoiceIn(stage, orderNumber, gross));
	payIn(stage, numbers.get('2601')!);
	const part = stage.mserver.state.documents.find(({ number }) => number === numbers.get('2603'))!;
	Object.assign(part, { paid: 10_000, paidOn: new Date().toISOString().slice(0, 10) });
	stage.mserver.state.changedDocument(part);
	const invoices = await list<{ number: string; orderNumber: string; payment: { state: string; remaining: number } }>('invoice', { kind: 'issuedInvoice' });
	const byLiquidation = invoices.filter(({ orderNumber }) => orderNumber in wanted).map(({ orderNumber, payment }) => [orderNumber, payment.state, payment.remaining]);
	expect(byLiquidation).toEqual([['2601', 'paid', 0], ['2602', 'unpaid', 242], ['2603', 'partlyPaid', 505]]);
	// The same invoices as POHODA's table export has them.
	const czech = (amount: number) => amount.toLocaleString('cs-CZ', { minimumFractionDigits: 2 });
	const rows = byLiquidation.map(([orderNumber, state, remaining]) => `${orderNumber};${czech(Number(remaining))} Kč;${state === 'unpaid' ? '' : '14.11.2026'}`);
	const csv = Buffer.from(`Občj;K likvidaci;Datum\r\n${rows.join('\r\n')}\r\n`, 'utf8').toString('base64');
	const byCsv = await readCsv(csv);
	expect(byCsv.map(({ orderNumber, paid }) => [orderNumber, paid])).toEqual(byLiquidation.map(([orderNumber, state]) => [orderNumber, state === 'paid']));
});

/** File → Read Paid-Invoices CSV; the file is made in the workflow. */
async function readCsv(base64: string): Promise<Array<{ orderNumber: string; paid: boolean }>> {
	return await pohoda(stage, { resource: 'file', operation: 'readPaidInvoices', binaryPropertyName: 'data', itemPer: 'order', options: {} }, [{ base64 }]);
}

contractTest('everything that was sent and answered is valid by the XSD', async () => {
	expect(stage.mserver.state.counters.imports).toBeGreaterThan(3);
	expect(await stage.mserver.xsdProblems()).toEqual([]);
});
