// One journal, several targets: registers shared out between flows, problems and decisions of all of them.
import { describe, expect, test } from '@jest/globals';
import { compactJournal } from '../../../core/sync/compact';
import { listProblems } from '../../../core/sync/problems';
import { reconcile } from '../../../core/sync/reconcile';
import { reportJournal } from '../../../core/sync/report';
import { setStates } from '../../../core/sync/setState';
import { dayPrefix, numberedId } from '../../../core/plan/dayIdentity';
import { receipt } from '../plan/records.mts';
import { NOW, Table, result } from './table.mts';

const [first, second, third] = ['P1', 'P2', 'P3'].map((register, index) => receipt({ register, number: String(index + 1) }));
const LATER = '2026-11-18T12:00:00.000Z';

/** P1 goes to POHODA, P2 to iDoklad; P3 is new and nobody has said where it goes. */
function shared(): Table {
	const table = new Table();
	table.receive([first, second, third]);
	for (const [flow, register, outcome] of [['pohoda', 'P1', 'held'], ['idoklad', 'P2', 'held']] as const) {
		const { records } = table.waiting({ flow, flowRegisters: [register] });
		table.results(records.map(({ record, sync }) => result(record, sync, outcome)));
	}
	return table;
}

describe('registers shared out between flows', () => {
	test('a run takes only its own, also when somebody asks for others, and says so in its row', () => {
		const table = new Table();
		table.receive([first, second, third]);
		const { records, run } = table.waiting({ flow: 'idoklad', flowRegisters: ['P2', 'P3'], registers: ['P1', 'P3'] });
		expect(records.map(({ record }) => record.register)).toEqual(['P3']);
		expect(JSON.parse(run.payload)).toEqual({ at: NOW, ignoreBefore: '2026-11-01', records: 1, awaits: 1, registers: ['P2', 'P3'] });
	});

	test('report and reconcile of a flow leave the others out', () => {
		const rows = shared().rows();
		const [report] = reportJournal(rows, { flow: 'idoklad', now: NOW });
		expect(report).toMatchObject({ flows: ['idoklad', 'pohoda'], held: { count: 1 }, waiting: { count: 0 }, registers: [{ register: 'P2' }] });
		expect(reconcile(rows, { flow: 'idoklad' }).map(({ register }) => register)).toEqual(['P2']);
	});

	test('a run over chosen keys (a dropped file) does not change what the flow serves', () => {
		const table = shared();
		table.waiting({ flow: 'pohoda', keys: ['-'] });
		expect(listProblems(table.rows(), { flow: 'pohoda', now: LATER }).map(({ key }) => key)).toEqual([first.key]);
	});

	test('problems name the flow, and a register that nobody serves', () => {
		const problems = listProblems(shared().rows(), { now: LATER });
		expect(problems.map(({ id, state }) => [id, state])).toEqual([
			[`pohoda ${first.key}`, 'held'],
			[`idoklad ${second.key}`, 'held'],
			[' register/P3', 'new'],
		]);
		expect(problems[2]).toMatchObject({ amount: 121, actions: [], message: expect.stringContaining('1 record, 121.00 Kč, since 14 Nov 2026') });
	});

	test('what no flow serves is not forgotten by Compact', () => {
		const table = shared();
		const { rows } = compactJournal(table.rows(), { now: '2027-06-01T12:00:00.000Z', settleMinutes: 0 });
		expect(rows.filter(({ kind, key }) => kind === 'record' && key === third.key)).toHaveLength(1);
	});

	test('without any run all records wait for a flow, after a day as problems that cannot be decided', () => {
		const table = new Table();
		table.receive([first]);
		const [problem] = listProblems(table.rows(), { now: LATER });
		expect(problem).toMatchObject({ key: first.key, flow: '', state: 'new' });
		expect(setStates(table.rows(), { flow: '', keys: [problem.id], action: 'hold' }).refused).toHaveLength(1);
	});
});

describe('Set State', () => {
	test('takes keys of several flows at once', () => {
		const table = shared();
		const keys = listProblems(table.rows(), { now: NOW }).map(({ id }) => id);
		const { rows, refused } = setStates(table.rows(), { flow: '', keys, action: 'retry', who: 'Jana' });
		expect(rows.map(({ flow, key, state }) => [flow, key, state])).toEqual([
			['pohoda', first.key, 'retry'],
			['idoklad', second.key, 'retry'],
		]);
		expect(refused).toMatchObject([{ key: ' register/P3' }]);
		expect(setStates(table.rows(), { flow: 'idoklad', keys: [second.key], action: 'done' }).rows).toHaveLength(1);
	});
});

test('Reconcile reads documents as the iDoklad node gives them: one receipt, a whole day, one of somebody else', () => {
	const table = new Table();
	const [single, a, b] = ['11', '12', '13'].map((number) => receipt({ number, register: 'P2' }));
	table.receive([single, a, b]);
	const { records } = table.waiting({ flow: 'idoklad' });
	table.results(records.map(({ record, sync }) => result(record, sync, 'created')));
	const day = numberedId(dayPrefix(a), 1);
	const documents = [
		{ id: 1, number: 'PR1', date: single.date, documentId: single.key, keys: [single.key], total: 121 },
		{ id: 2, number: 'PR2', date: a.date, documentId: day, keys: [a.key, b.key], total: 242 },
		{ id: 3, number: 'PR3', date: a.date, documentId: null, keys: [], total: 50 },
	];
	expect(reconcile(table.rows(), { flow: 'idoklad' }, documents)).toMatchObject([{ register: 'P2', till: 363, target: 363, agrees: true }]);
	documents[1].total = 240;
	expect(reconcile(table.rows(), { flow: 'idoklad' }, documents)).toMatchObject([{ till: 363, target: 361, unexplained: 2 }]);
	expect(reconcile(table.rows(), { flow: 'idoklad' }, [documents[0]])).toMatchObject([{ target: 121, unexplained: 242 }]);
});
