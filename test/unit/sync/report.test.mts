import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { sum } from '../../../core/money/micro';
import { foldJournal } from '../../../core/sync/fold';
import { numberGaps } from '../../../core/sync/gaps';
import { listProblems } from '../../../core/sync/problems';
import { BUCKETS, reportJournal } from '../../../core/sync/report';
import { personRun } from '../../../core/sync/rows';
import { compactJournal } from '../../../core/sync/compact';
import type { WaitingOptions } from '../../../core/sync/waiting';
import type { Outcome } from '../../../core/records/results';
import { anyReceipts, movement, receipt } from '../plan/records.mts';
import { NOW, Table, numbered, recordRow, result, resultRow } from './table.mts';

const receipts = ['1', '2', '3', '4', '5', '6', '7'].map((number) => receipt({ number, items: undefined, date: `2026-11-0${number}` }));

describe('Report', () => {
	const table = new Table();
	table.receive(receipts, '2026-11-14T12:00:00.000Z');
	table.receive([{ ...receipt({ number: '99' }), total: 5, payments: [] }]);
	const { records } = table.waiting({ now: '2026-11-15T08:00:00.000Z', ignoreBefore: '2026-11-02' });
	const outcomes: Outcome[] = ['created', 'held', 'refused', 'waiting', 'deletedInTarget', 'waiting'];
	table.results(records.map(({ record, sync }, index) => result(record, sync, outcomes[index])));
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

describe('runs that failed', () => {
	/** Runs take what waits; each says by how many results it stored how it ended. */
	const later = (hour: number) => `2026-11-15T${String(hour).padStart(2, '0')}:00:00.000Z`;
	const run = (table: Table, runId: string, now: string, stored: number, options: Partial<WaitingOptions> = {}) => {
		const { records } = table.waiting({ runId, now, ...options });
		table.results(records.slice(0, stored).map(({ record, sync }) => result(record, sync, 'waiting')));
		return records.length;
	};
	const filled = (count = 3) => {
		const table = new Table();
		table.receive(receipts.slice(0, count));
		return table;
	};
	const health = (table: Table, now: string, flow = 'pohoda') => reportJournal(table.rows(), { now, flow })[0];

	test('a run that recorded nothing may be at work for an hour, and has failed after that', () => {
		const table = filled();
		run(table, 'r1', later(6), 0);
		expect(health(table, '2026-11-15T06:30:00.000Z')).toMatchObject({
			...{ status: 'RUNNING', failedRuns: 0 },
			lastAutomatic: { failed: false, message: 'took 3 records and recorded nothing so far: it may still be running' },
		});
		expect(health(table, later(7))).toMatchObject({
			...{ status: 'FAILING', failedRuns: 1 },
			message: 'The last run (2026-11-15T06:00:00.000Z) took 3 records and recorded nothing: it failed. Look at its execution in n8n; what it took goes with the next run. The last automatic run was 1 hours ago; the next is due 2026-11-15T12:00:00.000Z.',
			lastAutomatic: { failed: true, message: 'took 3 records and recorded nothing: it failed' },
		});
	});
	test('one that recorded fewer than it took has failed too; announced and written counts once', () => {
		const table = filled();
		const { records } = table.waiting({ runId: 'r1', now: later(6) });
		const [first] = records;
		for (const outcome of ['unknown', 'written'] as const) table.results([result(first!.record, first!.sync, outcome), result(records[1]!.record, records[1]!.sync, outcome)]);
		expect(health(table, later(8))).toMatchObject({ status: 'FAILING', lastAutomatic: { message: 'took 3 records and recorded the result of 2 only: it failed' } });
		table.results([result(records[2]!.record, records[2]!.sync, 'held')]);
		expect(health(table, later(8))).toMatchObject({ status: 'RUNNING', failedRuns: 0, lastAutomatic: { failed: false, message: '' } });
	});
	test('counts those since the last one that did not fail, and late is late all the same', () => {
		const table = filled();
		run(table, 'r0', later(1), 0);
		run(table, 'r1', later(2), 3);
		for (const hour of [3, 4, 5]) run(table, `r${hour}`, later(hour), 0);
		run(table, 'now', later(10), 0);
		expect(health(table, '2026-11-15T10:10:00.000Z')).toMatchObject({ status: 'FAILING', failedRuns: 3, message: expect.stringMatching(/^The last 3 runs failed; the newest \(2026-11-15T05:00/) });
		expect(health(table, '2026-11-16T10:00:00.000Z')).toMatchObject({ status: 'NOT RUNNING', failedRuns: 4, message: expect.stringContaining('is due every 6 hours') });
		table.receive([receipt({ number: '9', date: '2026-11-09' })]);
		run(table, 'done', later(11), 4);
		expect(health(table, '2026-11-15T13:00:00.000Z')).toMatchObject({ status: 'RUNNING', failedRuns: 0 });
	});
	test('a run that looked at some records and found none of them says nothing about the others, a whole one does', () => {
		const table = filled();
		run(table, 'r1', later(6), 0);
		run(table, 'file', later(7), 0, { mode: 'manual', keys: ['-'] });
		expect(health(table, later(9))).toMatchObject({ status: 'FAILING', failedRuns: 1 });
		table.insert(receipts.slice(0, 3).map((one) => resultRow(one, 'notToBeSent', { runId: personRun('Jana') })));
		run(table, 'r2', later(8), 0);
		expect(health(table, later(9))).toMatchObject({ status: 'RUNNING', failedRuns: 0 });
	});
	test('a run by hand that failed is told, with and without a schedule', () => {
		const table = filled();
		run(table, 'r1', later(6), 0, { mode: 'manual' });
		expect(health(table, later(9))).toMatchObject({ status: 'NEVER RUN', failedRuns: 1, message: expect.stringContaining('No automatic run'), lastManual: { failed: true } });
	});
	test('no false alarm: runs in the editor, rows of older versions, runs of other flows', () => {
		const table = filled();
		run(table, 'r1', later(6), 0, { mode: 'manual', inEditor: true });
		expect(health(table, later(9))).toMatchObject({ failedRuns: 0, lastManual: { failed: false, message: '' } });
		const { run: row } = table.waiting({ runId: 'r2', now: later(7) });
		const old = [...filled().rows(), { ...row, id: 100, createdAt: NOW, payload: row.payload.replace(',"awaits":3', '') }];
		expect(reportJournal(old, { now: later(9), flow: 'pohoda' })[0]).toMatchObject({ status: 'RUNNING', failedRuns: 0, lastAutomatic: { records: 3, failed: false, message: '' } });
		const two = filled();
		run(two, 'same', later(6), 0);
		run(two, 'same', later(6), 3, { flow: 'idoklad', allowSecondSystem: true });
		expect([health(two, later(9)).status, health(two, later(9), 'idoklad').status]).toEqual(['FAILING', 'RUNNING']);
	});
	test('Compact changes nothing in that, whenever it is killed, also when later runs have replaced the results', () => {
		const table = filled();
		run(table, 'all', later(1), 3, { mode: 'manual' });
		run(table, 'two', later(2), 2);
		// What a person says replaces the rows of both.
		table.insert(receipts.slice(0, 3).map((one) => resultRow(one, 'notToBeSent', { runId: personRun('Jana') })));
		const before = health(table, later(9));
		expect(before).toMatchObject({ failedRuns: 1, lastManual: { failed: false }, lastAutomatic: { message: expect.stringContaining('the result of 2 only') } });
		for (let turn = 0; turn < 2; turn += 1) {
			const { free, rows, deleteUpToId } = compactJournal(table.rows(), { now: '2026-12-31T00:00:00Z', settleMinutes: 0 });
			const steps = [...free.map(({ fromId, toId }) => () => table.deleteRange(fromId, toId)), () => table.insert(rows), () => table.deleteUpTo(deleteUpToId)];
			for (const step of steps) {
				step();
				const { status, message, failedRuns, lastAutomatic, lastManual } = health(table, later(9));
				expect({ status, message, failedRuns, lastAutomatic, lastManual }).toEqual({ status: before.status, message: before.message, failedRuns: 1, lastAutomatic: before.lastAutomatic, lastManual: before.lastManual });
			}
			expect(table.rows().filter(({ state }) => state === 'waiting')).toEqual([]);
		}
	});
});

test('a table that is full says that nothing can be recorded', () => {
	const table = new Table();
	table.receive(receipts);
	const { bytes } = reportJournal(table.rows(), { now: NOW })[0].table;
	const room = (limitBytes: number) => reportJournal(table.rows(), { now: NOW, limitBytes })[0].table;
	expect(room(bytes / 0.84)).toMatchObject({ full: false, message: expect.stringContaining('Run Housekeeping (Compact) now') });
	for (const limit of [bytes / 0.85, bytes / 2]) expect(room(limit)).toMatchObject({ full: true, message: expect.stringContaining('The table is full, or nearly: runs and receipts cannot be recorded. Run Tidy Up Now') });
});
