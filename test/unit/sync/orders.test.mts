// Orders of an e-shop beside receipts of tills in one journal: each flow sees its own kind, and nothing gets lost.
import { describe, expect, test } from '@jest/globals';
import { compactJournal } from '../../../core/sync/compact';
import { listProblems } from '../../../core/sync/problems';
import { reconcile } from '../../../core/sync/reconcile';
import { reportJournal } from '../../../core/sync/report';
import { setStates } from '../../../core/sync/setState';
import type { Outcome } from '../../../core/records/results';
import type { Waiting } from '../../../core/sync/waiting';
import { movement, receipt } from '../plan/records.mts';
import { NOW, Table, TODAY } from './table.mts';
import { receiveRecords } from '../../../core/sync/receive';

const FLOW = 'pohoda-orders';
const LATER = '2026-11-17T12:00:00.000Z';
const order = (id: number, more: Record<string, unknown> = {}) => ({
	...{ recordType: 'order', type: 'receivedOrder', source: 'woocommerce', id: String(id), customerOrderNumber: String(id), date: '2026-11-14', total: 250.5 },
	items: [{ code: '00123', name: 'Káva', quantity: 2, unitPrice: 125.25, priceIncludesVat: true, vatRate: 12 }],
	...more,
});
const keyOf = (id: number) => `woocommerce/order/${id}`;
const orders = (table: Table, more = {}) => table.waiting<'order'>({ flow: FLOW, recordKind: 'order', retryHeld: true, ...more });
const answers = ({ records }: Waiting<'order'>, outcome: Outcome, target = {}) =>
	records.map(({ record, sync }) => ({ key: record.key, outcome, target: { system: 'POHODA', ...target }, warnings: [], message: `Order: ${outcome}.`, amount: 250.5, sync }));

describe('orders in the journal', () => {
	test('are stored once, by the id that the e-shop gave them', () => {
		const table = new Table();
		expect(table.receive([order(104), receipt()])).toMatchObject({ accepted: [keyOf(104), receipt().key] });
		expect(table.receive([order(104)])).toMatchObject({ accepted: [], alreadyKnown: [keyOf(104)] });
		expect(table.receive([order(104, { note: 'Volejte' })])).toMatchObject({ changed: [keyOf(104)] });
		expect(table.rows()[0]).toMatchObject({ kind: 'record', source: 'woocommerce', register: 'order', number: '104', amount: 250.5, recordDate: '2026-11-14' });
	});

	test('are refused with the reason when they cannot be orders, and kept as a problem', () => {
		const { rows, answer } = receiveRecords([order(1, { date: undefined }), order(2, { items: 'coffee' })], [], TODAY);
		expect(answer.refused.map(({ reasons }) => reasons.join(' '))).toEqual([expect.stringContaining('date is missing'), expect.stringContaining('items')]);
		expect(rows.map(({ row }) => [row.flow, row.register, row.number])).toEqual([['intake', 'order', '1'], ['intake', 'order', '2']]);
	});

	test('go to the flow of orders and receipts to theirs', () => {
		const table = new Table();
		table.receive([order(104), receipt(), movement({ amount: -500 }), order(99)]);
		const waiting = orders(table);
		expect(waiting.records.map(({ record }) => record.key)).toEqual([keyOf(99), keyOf(104)]);
		expect(waiting.run).toMatchObject({ amount: 501, message: expect.stringContaining('2 records to send') });
		expect(table.waiting().records.map(({ record }) => record.recordType).sort()).toEqual(['cashMovement', 'receipt']);
		table.results(answers(waiting, 'created', { id: '5', number: '26OBJ01' }));
		expect(orders(table).records).toEqual([]);
	});

	test('do not turn up in the problems, the report or the reconciliation of the other flow', () => {
		const table = new Table();
		table.receive([order(104), receipt()]);
		table.results(answers(orders(table), 'held'));
		table.waiting();
		const titles = (flow?: string) => listProblems(table.rows(), { now: LATER, flow }).map(({ flow: of, title }) => [of, title]);
		expect(titles()).toEqual([['pohoda', expect.stringContaining('Receipt P1/4512')], [FLOW, 'Order 104 of 14 Nov 2026, 250.50 Kč']]);
		const reports = reportJournal(table.rows(), { now: NOW });
		expect(reports.map(({ flow, held, waiting }) => [flow, held.count, waiting.count])).toEqual([['pohoda', 0, 1], [FLOW, 1, 0]]);
		expect(reconcile(table.rows(), { flow: 'pohoda' }).map(({ till }) => till)).toEqual([121]);
	});

	test('have no gaps in their numbers', () => {
		const table = new Table();
		table.receive([order(104), order(180)]);
		orders(table);
		expect(reportJournal(table.rows(), { now: NOW }).flatMap(({ registers }) => registers.flatMap(({ gaps }) => gaps))).toEqual([]);
	});

	test('that changed after they were sent are for a person', () => {
		const table = new Table();
		table.receive([order(104)]);
		table.results(answers(orders(table), 'created', { number: '26OBJ01' }));
		table.receive([order(104, { total: 300 })]);
		expect(orders(table).records).toEqual([]);
		expect(listProblems(table.rows(), { now: NOW, flow: FLOW })).toMatchObject([{ state: 'changed', message: expect.stringContaining('the e-shop has 300.00 Kč now; the difference is 49.50 Kč') }]);
	});
});

describe('Retry Held', () => {
	test('offers what a run has held, again and again; not what a person holds or has done', () => {
		const table = new Table();
		table.receive([order(1), order(2), order(3)]);
		table.results(answers(orders(table), 'held'));
		table.results(answers(orders(table), 'held'));
		const decide = (id: number, action: 'hold' | 'done') => table.insert(setStates(table.rows(), { flow: FLOW, keys: [keyOf(id)], action }).rows);
		decide(1, 'hold');
		decide(2, 'done');
		expect(orders(table, { retryHeld: false }).records).toEqual([]);
		expect(orders(table).records.map(({ record }) => record.key)).toEqual([keyOf(3)]);
	});

	test('does not go on after four refusals', () => {
		const table = new Table();
		table.receive([order(1)]);
		for (let attempt = 0; attempt < 4; attempt += 1) table.results(answers(orders(table), 'refused'));
		expect(orders(table).records).toEqual([]);
	});
});

test('orders that no flow takes are a problem, although a flow takes all receipts', () => {
	const table = new Table();
	table.receive([order(1), receipt()]);
	table.waiting();
	expect(listProblems(table.rows(), { now: NOW })).toMatchObject([{ key: 'register/order', message: expect.stringContaining('No flow serves it: 1 record') }]);
});

test('a flow whose first run was killed before it left its row is still a flow of orders', () => {
	const table = new Table();
	table.receive([order(1), receipt()]);
	const waiting = receiveRecords([order(2)], table.rows(), TODAY);
	table.insert(waiting.rows.map(({ row }) => row));
	table.results([{ key: keyOf(1), outcome: 'created', target: { system: 'POHODA', number: '26OBJ01' }, warnings: [], message: 'Order.', amount: 1, sync: { flow: FLOW } }]);
	expect(listProblems(table.rows(), { now: LATER, flow: FLOW }).map(({ key }) => key)).toEqual([keyOf(2)]);
});

test('compacting keeps open orders with their content and forgets none of the rest', () => {
	const table = new Table();
	table.receive([order(1), order(2), receipt()], '2026-11-14T10:00:00.000Z');
	table.results(answers(orders(table), 'held'), '2026-11-14T10:00:00.000Z');
	table.results([{ ...answers(orders(table), 'created', { number: '26OBJ01' })[0] }], '2026-11-14T10:00:00.000Z');
	const before = listProblems(table.rows(), { now: NOW }).map(({ key, state }) => [key, state]);
	const { rows, deleteUpToId } = compactJournal(table.rows(), { now: NOW, settleMinutes: 0 });
	table.insert(rows);
	table.deleteUpTo(deleteUpToId);
	expect(listProblems(table.rows(), { now: NOW }).map(({ key, state }) => [key, state])).toEqual(before);
	expect(orders(table).records.map(({ record }) => record.key)).toEqual([keyOf(2)]);
});
