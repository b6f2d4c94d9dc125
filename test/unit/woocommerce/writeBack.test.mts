/** What a shop does not say yet of its orders, and the customers that orders name. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { targetsOf } from '../../../core/sync/targets';
import { customersOf } from '../../../core/woocommerce/customersOfOrders';
import { writeBackOf } from '../../../core/woocommerce/writeBack';

const SETTINGS = { shop: 'můj shop', numberKey: 'number', markKey: '', unpaidStatus: 'on-hold' };
const order = (id: number, more: object = {}) => ({ id, number: `2026${id}`, status: 'processing', meta_data: [] as object[], ...more });
const said = (value: string) => ({ meta_data: [{ key: 'number', value }] });
const target = (id: number, targetNumber: string) => ({ key: `m%C5%AFj%20shop/order/${id}`, targetId: '1', targetNumber });

describe('numbers', () => {
	test('are written where the shop does not say them', () => {
		const orders = [order(1), order(2, said('OP2')), order(3, said('old')), order(4)];
		const targets = [target(1, 'OP1'), target(2, 'OP2'), target(3, 'OP3'), target(4, ''), target(9, 'OP9')];
		expect(writeBackOf(orders, targets, [], SETTINGS)).toEqual({ numbers: [{ id: 1, number: 'OP1' }, { id: 3, number: 'OP3' }], paid: [] });
	});

	test('and payments are not written into orders without the mark', () => {
		const marked = order(2, { status: 'on-hold', meta_data: [{ key: 'go', value: 'yes' }] });
		const invoices = ['20261', '20262'].map((orderNumber) => ({ orderNumber, payment: { state: 'paid' } }));
		const found = writeBackOf([order(1, { status: 'on-hold' }), marked], [target(1, 'OP1'), target(2, 'OP2')], invoices, { ...SETTINGS, markKey: 'go' });
		expect(found).toEqual({ numbers: [{ id: 2, number: 'OP2' }], paid: [{ id: 2, number: '20262' }] });
	});
});

test('an order is paid by an invoice with its number or with its number in accounting, which is settled and not cancelled', () => {
	const waiting = (id: number, more = {}) => order(id, { status: 'on-hold', ...more });
	const orders = [waiting(1), waiting(2, said('OP2')), waiting(3), waiting(4), waiting(5), order(6), waiting(7, { number: '' })];
	const invoice = (orderNumber: string | undefined, state = 'paid', more = {}) => ({ orderNumber, payment: { state }, ...more });
	const invoices = [invoice('20261'), invoice('OP2', 'overpaid'), invoice('20263', 'partly'), invoice('20264', 'paid', { cancelled: 'cancelledDocument' }), invoice('20266'), invoice(undefined), invoice('')];
	expect(writeBackOf(orders, [], invoices, SETTINGS).paid.map(({ id }) => id)).toEqual([1, 2]);
});

test('rubbish writes nothing', () => {
	const rubbish = fc.array(fc.anything());
	fc.assert(
		fc.property(rubbish, rubbish, rubbish, (orders, targets, invoices) => {
			expect(writeBackOf(orders, targets, invoices, SETTINGS)).toEqual({ numbers: [], paid: [] });
			expect(Array.isArray(customersOf(orders))).toBe(true);
		}),
		{ seed: 6, numRuns: 300 },
	);
});

describe('customers of orders', () => {
	const partner = { name: 'Žofie Říhová', email: 'Zofie@Example.cz', city: 'Brno', companyId: '12345679' };
	const record = (key: string, more: object) => ({ key, source: 'shop', customerOrderNumber: key, date: '2026-11-14', sync: { flow: 'orders', runId: '7', mode: 'manual', hash: 'x' }, ...more });

	test('come once each, with the first order that named them', () => {
		const made = customersOf([record('a', { partner }), record('b', { partner: { ...partner, email: 'zofie@example.cz' } }), record('c', { partner: { company: 'ACO', companyId: '25596641' } }), record('d', {})]);
		expect(made.map(({ id }) => id)).toEqual(['zofie@example.cz', '25596641', 'd']);
		expect(made[0]).toMatchObject({ recordType: 'contact', source: 'shop', name: 'Žofie Říhová', city: 'Brno', email: 'Zofie@Example.cz', customer: true, sync: { flow: 'orders', runId: '7', mode: 'manual', order: 'a', number: 'a', date: '2026-11-14' } });
		expect(made[0]!.sync).not.toHaveProperty('hash');
	});
});

test('a flow has in its target what came there and was not taken away, by its own rows alone', () => {
	const row = (id: number, key: string, state: string, targetNumber: string, flow = 'orders') => ({ id, createdAt: `2026-11-14T10:00:0${id}.000Z`, kind: 'result', key, flow, state, targetNumber, targetId: `t${id}`, recordDate: '2026-11-14' });
	const rows = [row(1, 'a', 'created', 'OP1'), row(2, 'b', 'held', ''), row(3, 'c', 'created', 'OP3'), row(4, 'c', 'deletedInTarget', ''), row(5, 'd', 'created', 'X', 'other'), row(6, 'e', 'duplicate', 'OP6'), row(7, 'a', 'waiting', '')];
	expect(targetsOf(rows, 'orders')).toEqual([{ key: 'a', targetId: 't1', targetNumber: 'OP1' }, { key: 'e', targetId: 't6', targetNumber: 'OP6' }]);
});
