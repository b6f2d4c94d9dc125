// eKasa: Shop Order and Shop Customer in the real engine: what comes out of which output, paired, and what is no list.
import { describe, expect, test } from '@jest/globals';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { Ekasa } from '../../nodes/Ekasa/Ekasa.node';
import { runNode } from '../support/engine.mts';
import { State } from '../sandbox/woocommerce/state.mts';

const item = (json: object): INodeExecutionData => ({ json: json as IDataObject });
const run = async (resource: string, operation: string, inputs: object[], parameters: IDataObject = {}) =>
	await runNode({ node: new Ekasa(), parameters: { resource, operation, shop: 'woocommerce', options: {}, ...parameters }, inputs: inputs.map(item) });
const jsons = (items: INodeExecutionData[] = []) => items.map(({ json }) => json);

const shop = new State(() => new Date('2026-11-14T10:00:00Z'));
const order = (status = 'processing') => shop.place({ status, lines: [{ sku: 'A', name: 'Káva', quantity: 2, price: 12_100 }], billing: { first_name: 'Jan', last_name: 'Malý', email: 'jan@example.cz' } });

describe('Shop Order → Convert', () => {
	test('gives an order or a refusal for each, in order and paired; empty items and unmarked ones give nothing', async () => {
		const marked = { ...order(), meta_data: [{ id: 1, key: 'go', value: 'yes' }] };
		const late = { ...order('completed'), meta_data: marked.meta_data };
		const { outputs, error } = await run('shopOrder', 'convert', [{}, order(), late, marked], { options: { markKey: 'go', paymentForms: '{ "bacs": "Příkazem" }' } });
		expect(error).toBeUndefined();
		expect(outputs[0]!.map(({ json, pairedItem }) => [json.outcome ?? json.paymentForm, pairedItem])).toEqual([['refused', { item: 2 }], ['Příkazem', { item: 3 }]]);
	});

	test('says so when the forms of payment are none', async () => {
		expect((await run('shopOrder', 'convert', [order()], { options: { paymentForms: '["Příkazem"]' } })).error?.message).toBe('Payment Forms is no object');
		expect((await run('shopOrder', 'convert', [order()], { options: { paymentForms: '{ bacs' } })).error?.message).toBe('Payment Forms is no object');
		expect((await run('shopOrder', 'convert', [order()], { options: { paymentForms: '' } })).error).toBeUndefined();
	});
});

describe('Shop Order → Write Back', () => {
	test('has an output for numbers and one for payments', async () => {
		const waits = order('on-hold');
		const { outputs } = await run('shopOrder', 'writeBack', [{}], { orders: [waits], targets: [{ key: `woocommerce/order/${waits.id}`, targetNumber: 'OP1' }], invoices: [{ orderNumber: waits.number, payment: { state: 'paid' } }] as never });
		expect(outputs.map(jsons)).toEqual([[{ id: waits.id, number: 'OP1' }], [{ id: waits.id, number: waits.number }]]);
	});

	test('stops at what is no list: it would look like nothing to write', async () => {
		for (const targets of ['{}', 'x', 7]) expect((await run('shopOrder', 'writeBack', [{}], { orders: '[]', targets, invoices: '[]' })).error?.message).toBe('Orders in Accounting is no list');
	});
});

describe('Shop Customer', () => {
	const customers = [{ id: 7, email: 'jan@example.cz', first_name: 'Jan', last_name: 'Malý', billing: {} }];
	const compare = (options: IDataObject = {}) => run('shopCustomer', 'compare', [{ recordType: 'contact', id: '1', email: 'eva@example.cz', name: 'Eva', groups: ['E-shop'] }], { customers, wins: 'contact', group: 'E-shop', options });

	test('Compare has an output for each thing to do, and a summary', async () => {
		const { outputs } = await compare();
		expect(outputs.map((list) => list.length)).toEqual([0, 1, 0, 1, 1]);
		expect(jsons(outputs[4])).toEqual([{ toShop: 0, newInShop: 1, toContacts: 0, newContacts: 1, unclear: [] }]);
	});

	test('a preview gives nothing to the shop and counts it all the same', async () => {
		const { outputs } = await compare({ previewOnly: true });
		expect(outputs.map((list) => list.length)).toEqual([0, 0, 0, 1, 1]);
		const { outputs: told } = await run('shopCustomer', 'summarise', jsons(outputs[4]), { results: [], options: { previewOnly: true } });
		expect(jsons(told[0])[0]!.text).toBe('1 would be new in the shop, 1 would be new in POHODA.');
	});

	test('Get From Orders is paired with the order that named the customer', async () => {
		const record = (key: string) => ({ key, source: 'shop', partner: { email: 'jan@example.cz', name: 'Jan' }, sync: { flow: 'x' } });
		const { outputs } = await run('shopCustomer', 'fromOrders', [{ ...record('a'), partner: { email: 'x@y.cz', name: 'X' } }, record('b'), record('c')]);
		expect(outputs[0]!.map(({ json, pairedItem }) => [json.id, pairedItem])).toEqual([['x@y.cz', { item: 0 }], ['jan@example.cz', { item: 1 }]]);
	});
});
