// What the journal says that the target has: amount and hash of what was sent or found there, never of what came later.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compareFound } from '../../../core/plan/found';
import { membersLine } from '../../../core/plan/members';
import { contentHash } from '../../../core/text/digest';
import { entryOf } from '../../../core/sync/entry';
import { foldJournal } from '../../../core/sync/fold';
import { listProblems } from '../../../core/sync/problems';
import { reconcile } from '../../../core/sync/reconcile';
import { reportJournal } from '../../../core/sync/report';
import { resultRows } from '../../../core/sync/results';
import { isFinal } from '../../../core/sync/rows';
import { setStates } from '../../../core/sync/setState';
import type { Action } from '../../../core/sync/setState';
import { item, receipt } from '../plan/records.mts';
import { NOW, Table, result } from './table.mts';

const sold = receipt({ number: '1', items: [item({ totalGross: 100 })] });
const corrected = receipt({ number: '1', items: [item({ totalGross: 101 })] });
const entry = (table: Table) => entryOf(foldJournal(table.rows()), 'pohoda', sold.key);

describe('a row of a result', () => {
	const row = (fields: object) => resultRows([{ ...result(corrected, undefined, 'changed'), sync: { flow: 'pohoda', hash: 'now' }, ...fields }], { flow: '', runId: '', mode: 'manual' }).rows[0].row;
	test('has what was offered where nothing else is said', () => {
		expect(row({})).toMatchObject({ amount: 101, hash: 'now' });
		expect(row({ has: 'x' })).toMatchObject({ amount: 101, hash: 'now' });
	});
	test('has what the target has where that is said', () => {
		expect(row({ has: { amount: 100, hash: 'old' } })).toMatchObject({ amount: 100, hash: 'old' });
		expect(row({ has: { amount: 100 } })).toMatchObject({ amount: 100, hash: '' });
	});
});

describe('a document that was found with another content', () => {
	test('is in the target, with its own amount', () => {
		const table = new Table();
		table.receive([sold]);
		table.waiting(); // the run sends it and is killed
		table.receive([corrected]);
		const [{ sync }] = table.waiting({ runId: 'run-2' }).records;
		expect(sync).toMatchObject({ hash: contentHash(corrected), versions: [{ hash: contentHash(sold), amount: 100 }] });
		const target = { system: 'POHODA', id: '77', number: '26PR1' };
		table.results([result(corrected, sync, 'changed', { target, has: { amount: 100, hash: contentHash(sold) } })]);
		expect(entry(table)).toMatchObject({ state: 'changed', inTarget: true, sent: true, sentHash: contentHash(sold), targetNumber: '26PR1' });
	});
	test('a void that somebody has to book is in no document', () => {
		const table = new Table();
		table.receive([sold]);
		const [{ sync }] = table.waiting().records;
		table.results([result(sold, sync, 'changed')]);
		expect(entry(table)).toMatchObject({ state: 'changed', inTarget: false });
	});
});

test('after an unclear answer only contents of another amount come into question', () => {
	const table = new Table();
	const note = receipt({ number: '1', items: [item({ totalGross: 100 })], note: 'x' });
	table.receive([sold]);
	table.receive([note]);
	const [{ sync }] = table.waiting().records;
	expect(sync.versions).toEqual([{ hash: contentHash(sold), amount: 100 }]);
	table.results([result(note, sync, 'unknown')]);
	table.receive([corrected]);
	expect(table.waiting({ runId: 'run-2' }).records[0].sync).toMatchObject({ hash: contentHash(note), versions: [{ hash: contentHash(corrected), amount: 101 }] });
});

const NEXT_DAY = '2026-11-16T12:00:00.000Z';
const problems = (table: Table) => listProblems(table.rows(), { flow: 'pohoda', now: NEXT_DAY });
const sums = (table: Table) => reconcile(table.rows(), { flow: 'pohoda' }).map(({ till, target, byHand, notToBeSent, difference }) => ({ till, target, byHand, notToBeSent, difference }));
const decide = (table: Table, action: Action | 'done', more: object = {}) =>
	table.insert(setStates(table.rows(), { flow: 'pohoda', keys: problems(table).map(({ ref }) => ref), action, ...more }).rows);

describe('a receipt that was written into a file and corrected after that', () => {
	const written = () => {
		const table = new Table();
		table.receive([sold]);
		table.results(table.waiting().records.map(({ record, sync }) => result(record, sync, 'written')));
		table.receive([corrected]);
		return table;
	};
	test('is a problem with both amounts and the difference, and its title and amount agree', () => {
		const [problem] = problems(written());
		expect(problem).toMatchObject({ state: 'changed', amount: 101, title: 'Receipt P1/1 of 14 Nov 2026, 101.00 Kč' });
		expect(problem.message).toContain('written into a file with 100.00 Kč, and the till has 101.00 Kč now; the difference is 1.00 Kč');
	});
	test.each(['enteredByHand', 'done'] as const)('%s closes what was written; the correction stays until it is closed too', (action) => {
		const table = written();
		decide(table, action);
		expect(table.rows().at(-1)).toMatchObject({ state: 'done', amount: 100, hash: contentHash(sold) });
		expect(problems(table)).toMatchObject([{ state: 'changed', message: expect.stringContaining('entered by hand with 100.00 Kč, and the till has 101.00 Kč now; the difference is 1.00 Kč') }]);
		expect(sums(table)).toEqual([{ till: 101, target: 0, byHand: 100, notToBeSent: 0, difference: 1 }]);
		decide(table, action);
		expect(problems(table)).toEqual([]);
		expect(sums(table)).toEqual([{ till: 101, target: 0, byHand: 101, notToBeSent: 0, difference: 0 }]);
	});
	test('is not written again by itself; Retry repeats what was written', () => {
		const table = written();
		expect(table.waiting({ runId: 'run-2' }).records).toEqual([]);
		decide(table, 'retry');
		expect(table.waiting({ runId: 'run-3' }).records[0].record).toEqual(sold);
	});
});

test('what was sent with an unclear answer and corrected after that is a problem, and is looked up as it was sent', () => {
	const table = new Table();
	table.receive([sold]);
	table.results(table.waiting().records.map(({ record, sync }) => result(record, sync, 'unknown')));
	table.receive([corrected]);
	expect(problems(table)).toMatchObject([{ state: 'changed', amount: 101, message: expect.stringContaining('sent with 100.00 Kč, the answer was not clear, and the till has 101.00 Kč now') }]);
	const [{ record, sync }] = table.waiting({ runId: 'run-2' }).records;
	expect([record, sync.previous]).toEqual([sold, 'unknown']);
	table.results([result(record, sync, 'duplicate')]);
	expect(problems(table)).toMatchObject([{ state: 'changed', message: expect.stringContaining('as 26PR00001 with 100.00 Kč, and the till has 101.00 Kč now') }]);
	expect(sums(table)).toEqual([{ till: 101, target: 100, byHand: 0, notToBeSent: 0, difference: 1 }]);
});

test('a decision about a content that has moved since the list was made is refused', () => {
	const table = new Table();
	table.receive([sold]);
	table.results(table.waiting().records.map(({ record, sync }) => result(record, sync, 'created')));
	table.receive([corrected]);
	const keys = problems(table).map(({ ref }) => ref);
	table.receive([receipt({ number: '1', items: [item({ totalGross: 102 })] })]);
	expect(setStates(table.rows(), { flow: 'pohoda', keys, action: 'enteredByHand' })).toEqual({ rows: [], refused: [{ key: sold.key, reason: expect.stringContaining('Another content of it has come') }] });
	decide(table, 'enteredByHand');
	expect(problems(table)).toEqual([]);
});

describe('decisions', () => {
	const held = () => {
		const table = new Table();
		table.receive([sold]);
		table.results(table.waiting().records.map(({ record, sync }) => result(record, sync, 'held', { message: 'Payment X has no form.' })));
		return table;
	};
	const report = (table: Table) => reportJournal(table.rows(), { flow: 'pohoda', now: NOW })[0];
	test('Entered by Hand keeps the number, and is not what the target said', () => {
		const table = held();
		decide(table, 'enteredByHand', { targetNumber: ' 26PP0012 ', who: 'Jana' });
		expect(table.rows().at(-1)).toMatchObject({ state: 'done', targetNumber: '26PP0012', amount: 100, message: 'Receipt P1/1 of 14 Nov 2026, 100.00 Kč: Entered by Hand as 26PP0012, set by Jana.' });
		expect(report(table)).toMatchObject({ byHand: { count: 1, amount: 100 }, sent: { count: 0, amount: 0 }, inTarget: { count: 0, amount: 0 } });
		expect(sums(table)).toEqual([{ till: 100, target: 0, byHand: 100, notToBeSent: 0, difference: 0 }]);
	});
	test('by its number the target is asked: a document is there, with its own total', () => {
		const table = held();
		decide(table, 'enteredByHand', { targetNumber: '26PP0012' });
		const documents = (total: number) => [{ id: '9', number: '26PP0012', date: sold.date, extIds: [], total }, { id: '8', number: '26PP0011', date: sold.date, extIds: [], total: 7 }];
		const rows = (total: number) => reconcile(table.rows(), { flow: 'pohoda' }, documents(total)).map(({ till, target, byHand, difference }) => [till, target, byHand, difference]);
		expect(rows(100)).toEqual([[100, 100, 0, 0]]);
		expect(rows(90)).toEqual([[100, 90, 0, 10]]);
		expect(reconcile(table.rows(), { flow: 'pohoda' }, [])[0]).toMatchObject({ target: 0, byHand: 100, difference: 0 });
	});
	test('Not to Be Sent leaves the till\'s side, also when the till corrects it', () => {
		const table = held();
		decide(table, 'notToBeSent', { reason: 'training' });
		table.receive([corrected]);
		expect(problems(table)).toEqual([]);
		expect(table.waiting({ runId: 'run-2' }).records).toEqual([]);
		expect(sums(table)).toEqual([{ till: 0, target: 0, byHand: 0, notToBeSent: 101, difference: 0 }]);
		expect(report(table)).toMatchObject({ notToBeSent: { count: 1 }, byHand: { count: 0 }, inTarget: { count: 0 } });
		expect(reconcile(table.rows(), { flow: 'pohoda' }, [{ id: '1', number: '26PR1', date: sold.date, extIds: [sold.key], total: 100 }])[0]).toMatchObject({ till: 0, target: 100, difference: -100, remarks: [expect.stringContaining('not to be sent, but the target has it'), expect.anything()] });
	});
	test('Not to Be Sent is refused for what the target has', () => {
		const table = new Table();
		table.receive([sold]);
		table.results(table.waiting().records.map(({ record, sync }) => result(record, sync, 'created')));
		expect(setStates(table.rows(), { flow: 'pohoda', keys: [sold.key], action: 'notToBeSent' }).refused).toMatchObject([{ reason: expect.stringContaining('has it already as 26PR00001') }]);
	});
	test('Hold keeps the reason, once', () => {
		const table = held();
		decide(table, 'hold', { who: 'Jana', reason: 'asks the shop' });
		expect(problems(table)[0].message).toBe('Receipt P1/1 of 14 Nov 2026, 100.00 Kč: Hold, set by Jana (asks the shop). Before that: Payment X has no form.');
		decide(table, 'hold', { who: 'Petr' });
		expect(problems(table)[0].message).toBe('Receipt P1/1 of 14 Nov 2026, 100.00 Kč: Hold, set by Petr. Before that: Payment X has no form.');
	});
});

describe('a document that the target did not make as it was sent', () => {
	const made = () => {
		const table = new Table();
		table.receive([sold]);
		const warnings = [{ code: '603', text: 'Payment form was not found.', requested: 'Stravenky', produced: 'Hotově', problem: true as const }];
		table.results(table.waiting().records.map(({ record, sync }) => result(record, sync, 'created', { warnings, message: 'Receipt P1/1 was created, but paid as Hotově.' })));
		return table;
	};
	test('is listed until a person closes it; its document stays', () => {
		const table = made();
		expect(problems(table)).toMatchObject([{ state: 'created', targetNumber: '26PR00001', message: expect.stringContaining('but paid as Hotově. The document exists, but not as it was sent.'), actions: ['retry', 'hold', 'enteredByHand', 'sendAgain'] }]);
		expect(reportJournal(table.rows(), { flow: 'pohoda', now: NOW })[0]).toMatchObject({ problem: { count: 1, amount: 100 }, sent: { count: 0 }, inTarget: { count: 1, amount: 100 } });
		decide(table, 'enteredByHand');
		expect(problems(table)).toEqual([]);
		expect(table.rows().at(-1)).toMatchObject({ targetId: '77', targetNumber: '26PR00001', amount: 100 });
		expect(sums(table)).toMatchObject([{ difference: 0 }]);
	});
	test('a text in a warning is no mark', () => {
		const table = new Table();
		table.receive([sold]);
		const warnings = [{ code: 'x', text: 'says "problem":true' }];
		table.results(table.waiting().records.map(({ record, sync }) => result(record, sync, 'created', { warnings })));
		expect(problems(table)).toEqual([]);
	});
});

describe('with the target\'s documents', () => {
	test.each([
		['a single document', [sold.key], ''],
		['one of a day', ['ekasa/P1/day/2026-11-14/cash/1'], 'members'],
	])('%s of a corrected receipt differs by the correction, once', (_name, extIds, note) => {
		const other = receipt({ number: '2', items: [item({ totalGross: 50 })] });
		const table = new Table();
		const both = note === '' ? [sold] : [sold, other];
		table.receive(both);
		table.results(table.waiting().records.map(({ record, sync }) => result(record, sync, 'created')));
		table.receive([corrected]);
		const total = note === '' ? 100 : 150;
		const document = { id: '77', number: 'N1', date: sold.date, extIds, total, intNote: note === '' ? '' : membersLine(both.map(({ key }) => key)) };
		const [row] = reconcile(table.rows(), { flow: 'pohoda' }, [document]);
		expect(row).toMatchObject({ till: total + 1, target: total, difference: 1, remarks: ['Receipt P1/1 of 14 Nov 2026, 101.00 Kč: changed; the target has 100.00 Kč of it'] });
	});
});

test('whatever happens, the journal says that the target has what was sent, and never what came later', () => {
	type Step = { do: 'correct' | 'run' | 'killed' | 'lost' | 'file' | 'close'; amount: number };
	const step: fc.Arbitrary<Step> = fc.record({ do: fc.constantFrom('correct', 'run', 'killed', 'lost', 'file', 'close'), amount: fc.integer({ min: 1, max: 4 }) });
	fc.assert(
		fc.property(fc.array(step, { minLength: 1, maxLength: 10 }), (steps) => {
			const table = new Table();
			const content = (amount: number) => receipt({ number: '1', items: [item({ totalGross: amount })] });
			table.receive([content(1)]);
			/** What the target, or the file that a person imports, has. */
			let there: number | undefined;
			let person: number | undefined;
			for (const [n, { do: what, amount }] of steps.entries()) {
				if (what === 'correct') table.receive([content(amount)]);
				else if (what === 'close') {
					const [problem] = problems(table);
					if (problem?.actions.includes('enteredByHand') !== true) continue;
					const before = entry(table);
					decide(table, 'enteredByHand');
					// What went out is closed as it went; else the person has corrected the document to what was shown.
					person = before?.unsure ? before.unsure.amount : problem.amount;
				} else {
					for (const { record, sync } of table.waiting({ runId: `run-${n}` }).records) {
						const offered = record.recordType === 'receipt' ? record.total : 0;
						const before = there;
						there ??= offered;
						const [has] = compareFound({ members: [record.key], total: there }, [{ record, sync }]).values();
						const target = { system: 'POHODA', id: '77', number: '26PR1' };
						if (what === 'killed') continue;
						if (what === 'lost') table.results([result(record, sync, 'unknown')]);
						else if (what === 'file' && before === undefined) table.results([result(record, sync, 'written')]);
						else table.results([result(record, sync, before === undefined ? 'created' : has ? 'changed' : 'duplicate', { target, ...(has?.has ? { has: has.has } : {}) })]);
					}
				}
				const now = entry(table);
				const [row] = reconcile(table.rows(), { flow: 'pohoda' });
				if (now?.inTarget && !now.byHand) expect([row.target, now.sentAmount]).toEqual([there, there]);
				if (now?.inTarget && now.byHand) expect(row.byHand).toBe(person);
				if (now && isFinal(now.state)) {
					expect(now.sentAmount).toBe(now.amount);
					expect(row.difference).toBe(0);
				}
			}
		}),
		{ seed: 20261130, numRuns: 150 },
	);
});

test.each([
	[[{ code: 'notRegistered', text: 'x', problem: true }], 'created. When that is settled, choose Entered by Hand.'],
	[[{ code: 'notRegistered', text: 'x', problem: true }, { code: '603', text: 'y', problem: true }], 'not as it was sent. Correct it in the target and choose Entered by Hand.'],
])('a document that is right, of a sale that is not registered, is not called wrong', (warnings, end) => {
	const table = new Table();
	table.receive([sold]);
	table.results(table.waiting().records.map(({ record, sync }) => result(record, sync, 'created', { warnings: warnings as never })));
	const [problem] = problems(table);
	expect(problem.message.endsWith(end)).toBe(true);
	decide(table, 'enteredByHand');
	expect(problems(table)).toEqual([]);
});
