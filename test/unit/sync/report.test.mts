import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { sum } from '../../../core/money/micro';
import { foldJournal } from '../../../core/sync/fold';
import { numberGaps } from '../../../core/sync/gaps';
import { listProblems } from '../../../core/sync/problems';
import { BUCKETS, reportJournal } from '../../../core/sync/report';
import { personRun } from '../../../core/sync/rows';
import type { Outcome } from '../../../core/records/results';
import { anyReceipts, movement, receipt } from '../rules/records.mts';
import { NOW, Table, numbered, recordRow, result, resultRow } from './table.mts';

const receipts = ['1', '2', '3', '4', '5', '6', '7'].map((number) => receipt({ number, items: undefined, date: `2026-11-0${number}` }));

describe('Report', () => {
	const table = new Table();
	table.receive(receipts, '2026-11-14T12:00:00.000Z');
	table.receive([{ ...receipt({ number: '99' }), total: 5, payments: [] }]);
	const { records } = table.waiting({ now: '2026-11-15T08:00:00.000Z', ignoreBefore: '2026-11-02' });
	const outcomes: Outcome[] = ['created', 'held', 'refused', 'waiting', 'deletedInTarget'];
	table.results(records.slice(0, 5).map(({ record, sync }, index) => result(record, sync, outcomes[index])));
	const report = (now: string) => reportJournal(table.rows(), { now })[0];

	test('counts what is where, with amounts and the oldest age', () => {
		const given = report(NOW);
		expect(given).toMatchObject({
			flow: 'pohoda',
			sent: { count: 1, amount: 121, oldestDate: '2026-11-02', oldestAgeHours: 24 },
			held: { count: 1 },
			refused: { count: 1, oldestDate: '2026-11-04' },
			waiting: { count: 2, amount: 242, oldestDate: '2026-11-05' },
			deletedInTarget: { count: 1 },
			changed: { count: 0, amount: 0, oldestDate: '', oldestAgeHours: 0 },
			ignored: { count: 1, oldestDate: '2026-11-01' },
			intake: { count: 1, amount: 5 },
		});
		expect(given.registers).toEqual([expect.objectContaining({ source: 'ekasa', register: 'P1', sent: given.sent, waiting: given.waiting })]);
	});
	test('says whether it runs', () => {
		expect(report(NOW)).toMatchObject({
			status: 'RUNNING',
			message: 'The last automatic run was 4 hours ago; the next is due 2026-11-15T14:00:00.000Z.',
			next: '2026-11-15T14:00:00.000Z',
			lastAutomatic: { at: '2026-11-15T08:00:00.000Z', runId: 'run-1', records: 6, amount: 726 },
		});
		expect(report('2026-11-15T20:00:00.000Z').status).toBe('RUNNING');
		expect(report('2026-11-15T20:06:00.000Z')).toMatchObject({ status: 'NOT RUNNING', message: expect.stringMatching(/^NOT RUNNING: the last automatic run was 12.1 hours ago/) });
		expect(report('2026-11-15T20:06:00.000Z').next).toBeUndefined();
		expect(reportJournal(table.rows(), { now: '2026-11-15T20:06:00.000Z', intervalHours: 24 })[0].status).toBe('RUNNING');
	});
	test('a manual run is no heartbeat', () => {
		const other = new Table();
		other.waiting({ mode: 'manual' });
		expect(reportJournal(other.rows(), { now: NOW })[0]).toMatchObject({ status: 'NEVER RUN', lastManual: { runId: 'run-1' } });
	});
	test('the first day', () => {
		expect(reportJournal([{}], { now: NOW })).toEqual([expect.objectContaining({ flow: '', status: 'NEVER RUN', registers: [], table: expect.objectContaining({ rows: 0, percent: 0 }) })]);
	});
	test('one for each flow', () => {
		table.waiting({ flow: 'idoklad', ignoreBefore: '2026-11-07' });
		expect(reportJournal(table.rows(), { now: NOW }).map(({ flow, waiting }) => [flow, waiting.count])).toEqual([['idoklad', 1], ['pohoda', 2]]);
		expect(reportJournal(table.rows(), { now: NOW, flow: 'pohoda' })).toHaveLength(1);
	});
	test('warns before the room ends', () => {
		const room = reportJournal(table.rows(), { now: NOW, limitBytes: 10_000 })[0].table;
		expect(room.rows).toBe(table.rows().length);
		expect(room.percent).toBeGreaterThan(70);
		expect(room.message).toContain('Run Housekeeping (Compact) now');
		expect(reportJournal(table.rows(), { now: NOW })[0].table.message).not.toContain('Compact');
	});
	test('every record is in exactly one bucket', () => {
		fc.assert(
			fc.property(anyReceipts(), fc.array(fc.constantFrom<Outcome>('created', 'held', 'refused', 'waiting', 'unknown', 'written', 'changed', 'deletedInTarget', 'unchanged')), (list, states) => {
				const one = new Table();
				one.receive(list);
				const given = one.waiting().records.slice(0, states.length);
				one.results(given.map(({ record, sync }, index) => result(record, sync, states[index])));
				const [answer] = reportJournal(one.rows(), { now: NOW });
				expect(BUCKETS.reduce((count, name) => count + answer[name].count, 0)).toBe(list.length);
				expect(sum(BUCKETS.map((name) => answer[name].amount))).toBe(sum(list.map(({ total }) => total)));
			}),
			{ numRuns: 50 },
		);
	});
});

describe('number gaps', () => {
	const gaps = (...numbers: Array<[string, string?]>) =>
		numberGaps(foldJournal(numbered(numbers.map(([number, date]) => recordRow(receipt({ number, date: date ?? '2026-11-14' }))))));
	test.each<[string, Array<[string, string?]>, Array<[string, string, number]>]>([
		['none', [['1'], ['2'], ['3']], []],
		['in the middle, in any order', [['5'], ['1'], ['2']], [['3', '4', 2]]],
		['leading zeros stay', [['0008'], ['0011']], [['0009', '0010', 2]]],
		['series by what stands before the digits', [['A1'], ['A3'], ['B1'], ['B2']], [['A2', 'A2', 1]]],
		['years begin anew', [['900', '2025-12-31'], ['1', '2026-01-01'], ['3', '2026-01-02']], [['2', '2', 1]]],
		['numbers without digits have no order', [['abc'], ['xyz']], []],
	])('%s', (_name, numbers, expected) => {
		const found = gaps(...numbers).get('ekasa\nP1') ?? [];
		expect(found.map(({ from, to, count }) => [from, to, count])).toEqual(expected);
	});
	test('cash movements count for themselves, registers too, refused deliveries are not missing', () => {
		const table = new Table();
		table.receive([receipt({ number: '1' }), receipt({ number: '4', register: 'P2' }), movement({ amount: 5, number: '2' }), { ...receipt({ number: '2' }), total: 1 }, receipt({ number: '3' })]);
		const found = numberGaps(foldJournal(table.rows()));
		expect([...found.values()].flat()).toEqual([]);
	});
	test('a till without order gives no endless list', () => {
		expect(gaps(...Array.from({ length: 300 }, (_, n): [string] => [String(n * 7)])).get('ekasa\nP1')).toHaveLength(50);
	});
});

describe('Get Problems', () => {
	const sale = receipt();
	const problems = (rows: Parameters<typeof numbered>[0], options: { oldAfterHours?: number; now?: string } = {}) => listProblems(numbered(rows), { now: NOW, ...options });
	test.each(['held', 'refused', 'changed', 'deletedInTarget'] as const)('%s is for a person', (state) => {
		const [problem] = problems([recordRow(sale), resultRow(sale, state, { message: 'Warum.' })]);
		expect(problem).toMatchObject({
			...{ key: sale.key, flow: 'pohoda', state, number: '4512', date: '2026-11-14', amount: 121, message: 'Warum.' },
			title: 'Receipt P1/4512 of 14 Nov 2026, 121.00 Kč',
		});
		expect(problem.actions.length).toBeGreaterThan(0);
	});
	test.each(['created', 'done', 'unchanged'] as const)('%s is not', (state) => {
		expect(problems([recordRow(sale), resultRow(sale, state, { runId: personRun('J') })])).toEqual([]);
	});
	test.each(['waiting', 'unknown', 'written'] as const)('%s only when it is old', (state) => {
		const rows = [recordRow(sale), resultRow(sale, state)];
		expect(problems(rows)).toEqual([]);
		expect(problems(rows, { now: '2026-11-16T12:00:00.000Z' })).toMatchObject([{ state, ageHours: 24 }]);
		expect(problems(rows, { oldAfterHours: 0 })).toHaveLength(1);
	});
	test('what the flow ignores is no case, what it never took is', () => {
		const table = new Table();
		table.receive([receipt({ number: '1', date: '2026-11-01' }), receipt({ number: '2' })], '2026-11-01T00:00:00.000Z');
		table.waiting({ ignoreBefore: '2026-11-02', registers: ['P2'] });
		expect(listProblems(table.rows(), { now: NOW })).toMatchObject([{ number: '2', state: 'new', message: 'It has waited since 2026-11-01T00:00:00.000Z; no run of the flow has taken it.' }]);
	});
	test('refused deliveries until they come in properly or somebody settles them', () => {
		const table = new Table();
		table.receive([{ ...sale, total: 1 }]);
		expect(listProblems(table.rows(), { now: NOW })).toMatchObject([{ flow: 'intake', state: 'refused', actions: ['hold', 'enteredByHand', 'notToBeSent'], amount: 1 }]);
		table.receive([sale]);
		expect(listProblems(table.rows(), { now: NOW })).toEqual([]);
	});
	test('damaged records and rows', () => {
		const list = problems([{ ...recordRow(sale), payload: '{' }, resultRow(sale, 'waiting'), { ...recordRow(receipt({ number: '5' })), kind: 'x' as 'record' }]);
		expect(list).toMatchObject([
			{ key: sale.key, state: 'waiting', message: expect.stringContaining('Its record in the journal is damaged'), title: 'Record P1/4512 of 2026-11-14, 121.00 Kč' },
			{ key: 'row/3', state: 'unreadable', actions: [], message: expect.stringContaining('because its kind "x" is none of') },
		]);
	});
});

test('a run of a clock that ran ahead is no proof that the flow runs, and nothing is younger than now', () => {
	const table = new Table();
	table.receive([receipt()], '2026-11-20T12:00:00.000Z');
	table.waiting({ now: '2026-11-20T12:00:00.000Z' });
	const [report] = reportJournal(table.rows(), { now: NOW });
	expect(report).toMatchObject({ status: 'NOT RUNNING', message: expect.stringContaining('2026-11-20T12:00:00.000Z, which is in the future'), waiting: { count: 1, oldestAgeHours: 0 } });
	expect(JSON.stringify([report, listProblems(table.rows(), { now: NOW })])).not.toMatch(/-\d+(\.\d+)? hours|ageHours":-|AgeHours":-/);
	table.waiting({ now: NOW });
	expect(reportJournal(table.rows(), { now: NOW })[0]).toMatchObject({ status: 'RUNNING', message: expect.stringContaining('was 0 hours ago') });
});
