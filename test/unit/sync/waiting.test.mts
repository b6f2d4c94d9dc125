import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { WaitingError, waitingRecords } from '../../../core/sync/waiting';
import type { WaitingOptions } from '../../../core/sync/waiting';
import { resultRows } from '../../../core/sync/results';
import { actionsFor, setStates } from '../../../core/sync/setState';
import { entryOf } from '../../../core/sync/entry';
import { foldJournal } from '../../../core/sync/fold';
import type { JournalRow } from '../../../core/sync/journal';
import { compactJournal } from '../../../core/sync/compact';
import { personRun } from '../../../core/sync/rows';
import type { Outcome } from '../../../core/records/results';
import type { Receipt } from '../../../core/records/types';
import { anyReceipts, item, movement, receipt } from '../plan/records.mts';
import { NOW, Table, WAITING, numbered, recordRow, result, resultRow } from './table.mts';
import { planDocuments } from '../../support/plan.mts';

const sale = receipt();
const keysOf = (rows: readonly JournalRow[], options: Partial<WaitingOptions> = {}) =>
	waitingRecords(numbered(rows), { ...WAITING, ...options }).records.map(({ record }) => record.key);
const syncOf = (...rows: JournalRow[]) => waitingRecords(numbered([recordRow(sale), ...rows]), WAITING).records[0]?.sync;
const person = (state: JournalRow['state'], fields: Partial<JournalRow> = {}) => resultRow(sale, state, { runId: personRun('Jana'), ...fields });

describe('Waiting Records', () => {
	test('gives a new record with its state', () => {
		const { records, run } = waitingRecords(numbered([recordRow(sale)]), WAITING);
		expect(records).toEqual([
			{ record: sale, sync: { flow: 'pohoda', runId: 'run-1', mode: 'automatic', attempt: 0, generation: 1, previous: 'new', hash: recordRow(sale).hash } },
		]);
		expect(run).toMatchObject({ kind: 'run', flow: 'pohoda', state: 'ok', recordDate: '2026-11-15', amount: 121, mode: 'automatic', runId: 'run-1' });
		expect(run.message).toBe('Automatic run: 1 record to send, 121.00 Kč; records of before 1 Nov 2026 are ignored.');
		expect(JSON.parse(run.payload)).toEqual({ at: NOW, ignoreBefore: '2026-11-01', records: 1, awaits: 1 });
	});
	test('the heartbeat also when there is nothing to do', () => {
		for (const rows of [[], [{}], numbered([recordRow(sale), resultRow(sale, 'created')])]) {
			const { records, run } = waitingRecords(rows, { ...WAITING, mode: 'manual' });
			expect(records).toEqual([]);
			expect(run).toMatchObject({ kind: 'run', message: 'Manual run: nothing to send; records of before 1 Nov 2026 are ignored.' });
		}
	});
	test.each<[string, JournalRow[], boolean]>([
		['waiting', [resultRow(sale, 'waiting')], true],
		['unknown', [resultRow(sale, 'unknown')], true],
		['refused three times', [resultRow(sale, 'refused', { attempt: 3 })], true],
		['refused four times', [resultRow(sale, 'refused', { attempt: 4 })], false],
		['held', [resultRow(sale, 'held')], false],
		['changed', [resultRow(sale, 'changed')], false],
		['deleted in the target', [resultRow(sale, 'deletedInTarget')], false],
		['written', [resultRow(sale, 'written')], false],
		['created', [resultRow(sale, 'created')], false],
		['done by hand', [person('done')], false],
		['retry', [resultRow(sale, 'held'), person('retry')], true],
		['send again', [resultRow(sale, 'deletedInTarget'), person('sendAgain', { generation: 2 })], true],
		['done in another flow', [resultRow(sale, 'created', { flow: 'idoklad' })], true],
	])('%s', (_name, rows, offered) => {
		expect(keysOf([recordRow(sale), ...rows])).toEqual(offered ? [sale.key] : []);
	});
	test('what was written into a file goes only when asked, and into the same Per Day document', () => {
		const rows = numbered([recordRow(sale), resultRow(sale, 'written', { runId: 'run-0' })]);
		const [{ sync }] = waitingRecords(rows, { ...WAITING, includeWritten: true }).records;
		expect(sync).toMatchObject({ previous: 'written', batch: 'run-0' });
	});
	test('what may be in the target already is looked up first', () => {
		expect(syncOf(resultRow(sale, 'unknown'))).toMatchObject({ previous: 'unknown' });
		expect(syncOf(resultRow(sale, 'unknown'), person('retry'))).toMatchObject({ previous: 'unknown' });
		expect(syncOf(resultRow(sale, 'written'), person('retry'))).toMatchObject({ previous: 'unknown' });
		expect(syncOf(resultRow(sale, 'held'), person('retry'))).toMatchObject({ previous: 'retry' });
		expect(syncOf(resultRow(sale, 'created'), person('retry'))).toMatchObject({ previous: 'retry', sent: true });
		const old = waitingRecords(numbered([recordRow(sale, 'held'), person('retry')]), WAITING).records[0].sync;
		expect(old.previous).toBe('unknown');
	});
	test('attempts and generation travel along', () => {
		expect(syncOf(resultRow(sale, 'refused', { attempt: 2 }))).toMatchObject({ attempt: 2, generation: 1, previous: 'refused' });
		expect(syncOf(resultRow(sale, 'created'), person('sendAgain', { generation: 2 }))).toMatchObject({ attempt: 0, generation: 2, sent: true });
	});
	test('another flow that has sent it is named, unless a second system is allowed', () => {
		const rows = [recordRow(sale), resultRow(sale, 'created', { flow: 'idoklad' }), resultRow(sale, 'written', { flow: 'helios' }), resultRow(sale, 'refused', { flow: 'x' })];
		const give = (options: Partial<WaitingOptions>, ...more: JournalRow[]) => waitingRecords(numbered([...rows, ...more]), { ...WAITING, ...options }).records[0].sync.sentTo;
		expect(give({})).toEqual(['helios', 'idoklad']);
		expect(give({ allowSecondSystem: true })).toBeUndefined();
		expect(give({}, resultRow(sale, 'held'), person('retry'))).toBeUndefined();
	});

	const days = [receipt({ number: '1', date: '2026-10-31' }), receipt({ number: '2', date: '2026-11-01' }), receipt({ number: '3', register: 'P2' }), receipt({ number: '4', date: '2026-11-20' })];
	const rows = days.map((one) => recordRow(one));
	test.each<[string, Partial<WaitingOptions>, number[]]>([
		['ignored before', {}, [1, 2, 3]],
		['ignored before the day itself', { ignoreBefore: '2026-11-14' }, [2, 3]],
		['from', { dateFrom: '2026-11-14' }, [2, 3]],
		['to', { dateTo: '2026-11-14' }, [1, 2]],
		['register', { registers: ['P2'] }, [2]],
		['keys', { keys: [days[3].key, days[0].key] }, [3]],
		['limit', { limit: 2 }, [1, 2]],
		['no limit', { limit: 0 }, [1, 2, 3]],
	])('filter: %s', (_name, options, expected) => {
		expect(keysOf(rows, options)).toEqual(expected.map((index) => days[index].key));
	});
	test('the run of a day', () => {
		const table = new Table();
		table.receive([days[1], days[2]]);
		const first = table.waiting({ runId: 'a', now: '2026-11-12T08:00:00Z', registers: ['P1'] });
		table.results(first.records.map(({ record, sync }) => result(record, sync, 'waiting')));
		expect(table.waiting({ runOf: '2026-11-12' }).records.map(({ record }) => record.key)).toEqual([days[1].key]);
		expect(table.waiting({ runOf: '2026-11-13' }).records).toEqual([]);
	});
	test.each<[string, Partial<WaitingOptions>]>([
		['Ignore Records Before is empty', { ignoreBefore: '' }],
		['Ignore Records Before is "1.11.2026"', { ignoreBefore: '1.11.2026' }],
		['Date From is "yesterday"', { dateFrom: 'yesterday' }],
		['Run Of is "x"', { runOf: 'x' }],
		['Flow is empty', { flow: ' ' }],
	])('%s', (message, options) => {
		expect(() => waitingRecords([], { ...WAITING, ...options })).toThrow(WaitingError);
		expect(() => waitingRecords([], { ...WAITING, ...options })).toThrow(message);
	});
	test('a damaged record is named and stops nothing', () => {
		const { records, unreadable } = waitingRecords(numbered([{ ...recordRow(sale), payload: '{' }, recordRow(receipt({ number: '2' }))]), WAITING);
		expect(records).toHaveLength(1);
		expect(unreadable).toEqual([sale.key]);
	});

	test('chosen records and those of a run are found also when they are closed; what a person leaves out is not', () => {
		const written = resultRow(sale, 'written', { runId: 'run-0', targetId: '001_20261114_101530', targetNumber: '001/4512' });
		const heartbeat = waitingRecords([], { ...WAITING, runId: 'run-0' }).run;
		const rows = [recordRow(sale), heartbeat, written, person('done', { targetNumber: '001/4512' })];
		const again = { includeWritten: true };
		expect(keysOf(rows, { ...again, keys: [sale.key] })).toEqual([sale.key]);
		expect(keysOf(rows, { ...again, runOf: '2026-11-15' })).toEqual([sale.key]);
		expect(keysOf(rows, { ...again, runOf: '2026-11-14' })).toEqual([]);
		expect(keysOf(rows, again)).toEqual([]);
		expect(keysOf(rows, { keys: [sale.key] })).toEqual([]);
		expect(keysOf([recordRow(sale), person('notToBeSent')], { ...again, keys: [sale.key] })).toEqual([]);
	});
	test('numbers that others have in the target come with a record that could be given them', () => {
		const other = receipt({ number: 'A-0042', register: 'P2' });
		const mine = receipt({ number: '2026-042' });
		const rows = [recordRow(other), resultRow(other, 'written', { targetId: 'x', targetNumber: '001/42' }), recordRow(mine), recordRow(receipt({ number: '7' }))];
		const taken = (list: JournalRow[]) => waitingRecords(numbered(list), WAITING).records.map(({ sync }) => sync.taken);
		expect(taken(rows)).toEqual([undefined, [{ key: other.key, register: 'P2', number: 'A-0042', date: '2026-11-14', targetNumber: '001/42', type: 'sale' }]]);
		expect(taken([...rows.slice(0, 1), resultRow(other, 'held', { targetNumber: '001/42' }), ...rows.slice(2)]).flat()).toEqual([undefined, undefined]);
		expect(taken([...rows.slice(0, 1), resultRow(other, 'created', { targetNumber: '26PR00042' }), ...rows.slice(2)]).flat()).toEqual([undefined, undefined]);
	});

	describe('what a void or return means', () => {
		const back = (fields: Parameters<typeof receipt>[0] = {}): Receipt =>
			receipt({ number: '9', type: 'void', issuedAt: '2026-11-14T12:00:00+01:00', items: [item({ quantity: -1, unitPrice: 121, totalGross: -121 })], original: { number: '4512' }, ...fields });
		const originals = (rows: readonly JournalRow[], options: Partial<WaitingOptions> = {}, record = back()) =>
			waitingRecords(numbered([...rows, recordRow(record)]), { ...WAITING, ...options }).records.find((one) => one.record.key === record.key)?.sync.originals;
		const states = (...args: Parameters<typeof originals>) => originals(...args)?.map(({ state }) => state);
		test('with the number of the document that has it', () => {
			const rows = [recordRow(sale), resultRow(sale, 'created', { targetId: '77', targetNumber: '26PR00001' })];
			expect(originals(rows)).toEqual([
				{ key: sale.key, register: 'P1', number: '4512', date: '2026-11-14', total: 121, currency: 'CZK', state: 'sent', generation: 1, targetNumber: '26PR00001', targetId: '77' },
			]);
			expect(states([recordRow(sale), resultRow(sale, 'created', { flow: 'idoklad', targetNumber: 'x' })])).toEqual(['open']);
		});
		test.each<[string, JournalRow[], Partial<WaitingOptions>, string]>([
			['new', [], {}, 'open'],
			['held', [resultRow(sale, 'held')], {}, 'open'],
			['of another register than the flow serves', [], { flowRegisters: ['P2'] }, 'outside'],
			['unknown', [resultRow(sale, 'unknown')], {}, 'unsure'],
			['in a file', [resultRow(sale, 'written', { targetId: 'x' })], {}, 'written'],
			['closed by a person', [resultRow(sale, 'held'), person('done')], {}, 'sent'],
			['taken back before', [resultRow(sale, 'unchanged')], {}, 'voided'],
		])('%s', (_name, rows, options, state) => {
			const flowRegisters = options.flowRegisters === undefined ? {} : { flowRegisters: options.flowRegisters, record: back({ register: 'P2', original: { register: 'P1', number: '4512' } }) };
			const { record, ...more } = { record: back(), ...flowRegisters };
			expect(states([recordRow(sale), ...rows], more, record)).toEqual([state]);
		});
		test('all that may be meant, also what Compact keeps without content; nothing of another number, later or of another source', () => {
			const others = [receipt({ date: '2026-11-03' }), receipt({ number: '1' }), receipt({ date: '2026-11-15' }), receipt({ source: 'other' })];
			const rows = [...others.map((one) => recordRow(one)), resultRow(sale, 'created', { targetNumber: '26PR00001' })];
			expect(originals(rows)?.map(({ date, targetNumber }) => [date, targetNumber])).toEqual([['2026-11-03', undefined], ['2026-11-14', '26PR00001']]);
			expect(originals([recordRow(sale)], {}, back({ original: undefined, items: [], payments: [], total: 0 }))).toBeUndefined();
		});
	});

	describe('order', () => {
		const at = (number: string, issuedAt: string | undefined, fields: Parameters<typeof receipt>[0] = {}) => receipt({ number, issuedAt, ...fields });
		const back = (number: string, original: string, issuedAt?: string): Receipt =>
			receipt({ number, issuedAt, items: [item({ quantity: -1, unitPrice: 121, totalGross: -121 })], original: { number: original } });
		const order = (...records: Array<Receipt | ReturnType<typeof movement>>) => keysOf(records.map((one) => recordRow(one))).map((key) => key.split('/')[2]);
		test('of issue, then by number as a number', () => {
			expect(order(at('10', undefined), at('9', undefined), at('3', '2026-11-14T09:00:00+01:00'), at('4', '2026-11-14T08:30:00Z'), at('1', undefined, { date: '2026-11-13' }))).toEqual(['1', '3', '4', '9', '10']);
		});
		test('a return never before its sale, also when the clock says so', () => {
			expect(order(back('5', '6', '2026-11-14T08:00:00+01:00'), at('6', '2026-11-14T09:00:00+01:00'), at('4', '2026-11-14T07:00:00+01:00'))).toEqual(['4', '6', '5']);
			expect(order(back('1', '2'), back('2', '3'), at('3', undefined))).toEqual(['3', '2', '1']);
		});
		test('a circle of returns loses nobody', () => {
			expect(order(back('1', '2'), back('2', '1')).sort()).toEqual(['1', '2']);
		});
	});
});

describe('Results', () => {
	const options = { flow: 'pohoda', runId: 'x', mode: 'manual' } as const;
	test('a row for each result', () => {
		const { sync } = waitingRecords(numbered([recordRow(sale)]), WAITING).records[0];
		const warnings = [{ code: '606', text: 'Datum není z účetního období' }];
		const { rows } = resultRows([result(sale, sync, 'created', { warnings })], options);
		expect(rows[0]).toEqual({
			index: 0,
			row: {
				...{ kind: 'result', source: 'ekasa', register: 'P1', key: sale.key, flow: 'pohoda', state: 'created', recordDate: '2026-11-14', number: '4512' },
				...{ amount: 121, hash: sync.hash, payload: '', targetId: '77', targetNumber: '26PR00001', message: `Receipt ${sale.key}: created.` },
				...{ warnings: JSON.stringify(warnings), attempt: 0, generation: 1, mode: 'automatic', runId: 'run-1' },
			},
		});
	});
	test('what is not in the result is taken from the key', () => {
		const { rows } = resultRows([{ key: 'ekasa/Kasa%202/cash-7/2026-11-14', outcome: 'waiting' }], options);
		expect(rows[0].row).toMatchObject({ source: 'ekasa', register: 'Kasa 2', number: '7', recordDate: '2026-11-14', flow: 'pohoda', runId: 'x', mode: 'manual' });
	});
	test('only refusals count as attempts', () => {
		const sync = { ...WAITING, attempt: 2, generation: 1 };
		const attempts = (['refused', 'unknown', 'waiting'] as Outcome[]).map((outcome) => resultRows([result(sale, sync, outcome)], options).rows[0].row.attempt);
		expect(attempts).toEqual([3, 2, 2]);
	});
	test('previews are left out; what is no result is said', () => {
		const answer = resultRows([result(sale, undefined, 'preview'), { error: 'Something happened' }, {}, 7, { key: 'k' }, { key: 'k', outcome: 'done' }], options);
		expect(answer).toMatchObject({ rows: [], previews: 1 });
		expect(answer.skipped.map(({ index, reason }) => [index, reason])).toEqual([
			[1, 'Item 2 is no result with a key: Something happened'],
			[3, 'Item 4 is no result with a key'],
			[4, 'The result of k has no outcome that is known'],
			[5, 'The result of k has no outcome that is known'],
		]);
	});
	test('anything at all', () => {
		fc.assert(fc.property(fc.array(fc.anything()), (items) => resultRows(items, options).rows.length <= items.length));
	});
	test('storing results twice changes nothing', () => {
		const outcomes = fc.constantFrom<Outcome>('created', 'duplicate', 'waiting', 'unknown', 'refused', 'held', 'written', 'unchanged', 'changed', 'deletedInTarget');
		fc.assert(
			fc.property(anyReceipts({ maxLength: 5 }), fc.array(outcomes, { minLength: 5, maxLength: 5 }), (records, states) => {
				const [once, twice] = [new Table(), new Table()];
				for (const table of [once, twice]) {
					table.receive(records);
					const given = table.waiting().records.map(({ record, sync }, index) => result(record, sync, states[index]));
					table.results(given);
					if (table === twice) table.results(given);
				}
				const [a, b] = [once, twice].map((table) => waitingRecords(table.rows(), { ...WAITING, includeWritten: true }).records);
				expect(b).toEqual(a);
			}),
			{ numRuns: 60 },
		);
	});
});

describe('Set State', () => {
	const set = (rows: JournalRow[], action: 'retry' | 'hold' | 'done' | 'sendAgain', keys = [sale.key]) =>
		setStates(numbered([recordRow(sale), ...rows]), { flow: 'pohoda', keys, action, reason: 'forma úhrady doplněna', who: 'Jana' });
	test('writes a row that names who and why', () => {
		const { rows, refused } = set([resultRow(sale, 'refused', { attempt: 4 })], 'retry');
		expect(refused).toEqual([]);
		expect(rows[0]).toMatchObject({ kind: 'result', flow: 'pohoda', state: 'retry', mode: 'manual', runId: 'person:Jana', attempt: 0, generation: 1, hash: recordRow(sale).hash });
		expect(rows[0].message).toBe('Receipt P1/4512 of 14 Nov 2026, 121.00 Kč: Retry, set by Jana (forma úhrady doplněna).');
	});
	test('Send Again counts the generation on', () => {
		// Deleted without ever having been seen as created here: the answer got lost.
		expect(set([resultRow(sale, 'deletedInTarget')], 'sendAgain').rows[0]).toMatchObject({ state: 'sendAgain', generation: 2 });
		expect(set([resultRow(sale, 'created'), resultRow(sale, 'deletedInTarget')], 'sendAgain').rows[0]).toMatchObject({ state: 'sendAgain', generation: 2 });
	});
	test.each<[string, JournalRow[], 'retry' | 'hold' | 'done' | 'sendAgain', string]>([
		['Retry of a changed one', [resultRow(sale, 'created', { hash: 'older' })], 'retry', 'only find that again'],
		['Send Again of what was never sent', [resultRow(sale, 'held')], 'sendAgain', 'It was not in the target yet'],
		['Send Again of an unclear one', [resultRow(sale, 'unknown')], 'sendAgain', 'It is not clear whether it arrived'],
	])('%s is refused', (_name, rows, action, reason) => {
		expect(set(rows, action)).toEqual({ rows: [], refused: [{ key: sale.key, reason: expect.stringContaining(reason) }] });
	});
	test('an unknown key is refused, a doubled one is set once', () => {
		expect(set([], 'hold', ['nobody', sale.key, sale.key])).toMatchObject({ rows: [{ state: 'held' }], refused: [{ key: 'nobody' }] });
	});
	test('a delivery refused on entry can be settled, but not retried', () => {
		const table = new Table();
		table.receive([{ ...sale, total: 1 }]);
		const [{ key }] = table.rows();
		const setOne = (action: 'retry' | 'done') => setStates(table.rows(), { flow: 'pohoda', keys: [key], action });
		expect(setOne('retry').refused[0].reason).toContain('Correct it in the till');
		expect(setOne('done').rows[0]).toMatchObject({ flow: 'intake', state: 'done', message: expect.stringContaining('set by a person') });
	});
	test('what may be chosen is what would be accepted', () => {
		const cases: Array<[JournalRow[], string[]]> = [
			[[], ['retry', 'hold', 'enteredByHand', 'notToBeSent']],
			[[resultRow(sale, 'held')], ['retry', 'enteredByHand', 'notToBeSent']],
			[[resultRow(sale, 'created')], ['retry', 'hold', 'enteredByHand', 'sendAgain']],
			[[resultRow(sale, 'created', { hash: 'older' })], ['hold', 'enteredByHand', 'notToBeSent', 'sendAgain']],
			[[resultRow(sale, 'created'), resultRow(sale, 'deletedInTarget')], ['retry', 'hold', 'enteredByHand', 'notToBeSent', 'sendAgain']],
			[[resultRow(sale, 'unknown')], ['retry', 'hold', 'enteredByHand', 'notToBeSent']],
		];
		for (const [rows, expected] of cases) {
			const entry = entryOf(foldJournal(numbered([recordRow(sale), ...rows])), 'pohoda', sale.key);
			expect(entry && actionsFor(entry)).toEqual(expected);
			for (const action of expected) expect(set(rows, action as 'retry').refused).toEqual([]);
		}
	});
});

test('what was written into a file carries the identity under which the answer file knows it', () => {
	const table = new Table();
	const record = receipt({ number: '77' });
	table.receive([record]);
	const [{ sync }] = table.waiting().records;
	table.results([{ ...result(record, sync, 'written'), target: { system: 'POHODA', documentId: 'ekasa/P1/day/2026-11-14/cash/b-1.2' } }]);
	const [written] = table.waiting({ includeWritten: true }).records;
	expect(written.sync).toMatchObject({ previous: 'written', batch: sync.runId, documentId: 'ekasa/P1/day/2026-11-14/cash/b-1.2' });
	table.results([result(record, written.sync, 'created')]);
	expect(table.waiting({ includeWritten: true }).records).toEqual([]);
});

describe('a void after the transfer', () => {
	const sold = receipt({ number: '268', date: '2026-11-12' });
	const cancel = receipt({ number: '300', type: 'void', items: [item({ quantity: -1, unitPrice: 121, totalGross: -121 })], original: { number: '268', date: '2026-11-12' } });
	const said = (prepare: (table: Table) => void) => {
		const table = new Table();
		prepare(table);
		table.receive([cancel]);
		const records = table.waiting({ runId: 'run-2' }).records.filter(({ record }) => record.key === cancel.key);
		return planDocuments(records).decided[0].result.message;
	};
	const sent = (table: Table) => {
		table.receive([sold]);
		table.results(table.waiting().records.map(({ record, sync }) => result(record, sync, 'created', { target: { system: 'POHODA', id: '7', number: '25PR00268' } })));
	};
	test('names the document that it cancels', () => {
		expect(said(sent)).toContain('it cancels P1/268 of 12 Nov 2026, which POHODA has as 25PR00268');
	});
	test('also when Compact has dropped the content of the sale', () => {
		const dropped = (table: Table) => {
			sent(table);
			const { rows, deleteUpToId } = compactJournal(table.rows(), { now: NOW, keepRecordDays: 1, settleMinutes: 0 });
			table.insert(rows);
			table.deleteUpTo(deleteUpToId);
		};
		expect(said(dropped)).toContain('which POHODA has as 25PR00268');
	});
});
