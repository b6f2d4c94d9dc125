import { describe, expect, test } from '@jest/globals';
import { compactJournal } from '../../../core/sync/compact';
import { ExportError, confirmExports, confirmResults, exportRecords, listExports } from '../../../core/sync/exports';
import type { JournalRow } from '../../../core/sync/journal';
import { resultRows } from '../../../core/sync/results';
import { personRun } from '../../../core/sync/rows';
import { waitingRecords } from '../../../core/sync/waiting';
import type { WaitingOptions } from '../../../core/sync/waiting';
import type { Outcome, SyncState } from '../../../core/records/results';
import type { Receipt } from '../../../core/records/types';
import { receipt } from '../plan/records.mts';
import { NOW, WAITING, recordRow, resultRow } from './table.mts';

const FLOW = 'pohoda';
/** Rows with ids; now, unless they say when. */
const numbered = (rows: readonly JournalRow[]) => rows.map((row, index) => ({ createdAt: NOW, ...row, id: index + 1 }));
const sales = ['1', '2', '3'].map((number) => receipt({ number }));
const [first, second, third] = sales as [Receipt, Receipt, Receipt];
const records = sales.map((one) => recordRow(one));
const ref = (id: string) => ({ id, time: '2026-11-15T10:15:32', by: 'Eva' });
const [A, B] = [ref('001_20261115_101532'), ref('001_20261115_101533')];

/** Rows as Results makes them of what Helios answered. */
function rowsOf(of: readonly Receipt[], outcome: Outcome, made: ReturnType<typeof ref>, runId: string, sync: Partial<SyncState> = {}): JournalRow[] {
	const results = of.map((record) => ({
		...{ key: record.key, outcome, amount: record.total, message: 'x', warnings: [], date: record.date, export: made },
		target: { system: 'Helios', id: made.id, number: `001/${record.number}` },
		sync: { flow: FLOW, runId, mode: 'automatic', attempt: 0, generation: 1, hash: recordRow(record).hash, ...sync },
	}));
	return resultRows(results, { flow: FLOW, runId, mode: 'automatic' }).rows.map(({ row }) => row);
}

const at = (rows: JournalRow[], minutesAgo: number) => rows.map((row) => ({ ...row, createdAt: new Date(Date.parse(NOW) - minutesAgo * 60_000).toISOString() }));
const waiting = (rows: JournalRow[], options: Partial<WaitingOptions> = {}) => waitingRecords(numbered(rows), { ...WAITING, ...options }).records;
const confirmed = (rows: JournalRow[], runId: string) =>
	Object.fromEntries(confirmExports(numbered(rows), { flow: FLOW, runId, now: NOW, settleMinutes: 15 }).map((one) => [one.export, one.confirmed]));
const done = (record: Receipt, state: JournalRow['state'] = 'done') => resultRow(record, state, { runId: personRun('Jana') });

describe('an export that was announced', () => {
	test('is made again as it was, before anything else, once its run is dead', () => {
		const rows = [...records, ...at(rowsOf([third, first], 'unknown', A, 'r1'), 20)];
		const again = waiting(rows);
		expect(again.map(({ record }) => record.number)).toEqual(['3', '1', '2']);
		expect(again.map(({ sync }) => sync.export)).toEqual([A, A, undefined]);
		expect(again.map(({ sync }) => sync.previous)).toEqual(['unknown', 'unknown', 'new']);
	});

	test('is left to its run while that is young', () => {
		const rows = [...records, ...at(rowsOf([first, second], 'unknown', A, 'r1'), 5)];
		expect(waiting(rows).map(({ record }) => record.number)).toEqual(['3']);
		expect(waiting(rows, { settleMinutes: 0 }).map(({ record }) => record.number)).toEqual(['1', '2', '3']);
	});

	test('is not offered once it is written, and is a new one when a person wants it', () => {
		const rows = [...records, ...at([...rowsOf(sales, 'unknown', A, 'r1'), ...rowsOf(sales, 'written', A, 'r1')], 20)];
		expect(waiting(rows)).toEqual([]);
		expect(waiting(rows, { includeWritten: true }).map(({ sync }) => [sync.previous, sync.export])).toEqual(sales.map(() => ['written', undefined]));
		expect(waiting([...rows, done(second, 'retry')]).map(({ record, sync }) => [record.number, sync.export])).toEqual([['2', undefined]]);
	});

	test('stays itself when a person chooses Retry in the middle of it, and survives Compact', () => {
		const rows = [...records, ...at(rowsOf([first], 'unknown', A, 'r1'), 20)];
		expect(waiting([...rows, done(first, 'retry')])[0]).toMatchObject({ record: { number: '1' }, sync: { export: A } });
		const small = compactJournal(numbered(rows), { now: NOW, settleMinutes: 0 }).rows;
		expect(waiting(small)).toEqual(waiting(rows));
	});
});

describe('Confirm', () => {
	test('lets one of two runs go that took the same records, whichever order the rest comes in', () => {
		const rows = [...records, ...rowsOf([first, second], 'unknown', A, 'r1'), ...rowsOf([second, third], 'unknown', B, 'r2')];
		expect([confirmed(rows, 'r1'), confirmed(rows, 'r2')]).toEqual([{ [A.id]: true }, { [B.id]: false }]);
		const later = [...rows, ...rowsOf([first, second], 'written', A, 'r1')];
		expect([confirmed(later, 'r1'), confirmed(later, 'r2')]).toEqual([{ [A.id]: true }, { [B.id]: false }]);
		// What the one that gave way had alone goes under its name, which never was to be seen.
		expect(waiting(later, { settleMinutes: 0 }).map(({ record, sync }) => [record.number, sync.export?.id])).toEqual([['3', B.id]]);
	});

	test('lets one of two runs go that gave their exports the same name, or that repeat a dead one', () => {
		const rows = [...records, ...at(rowsOf([first], 'unknown', A, 'r1'), 1), ...at(rowsOf([second], 'unknown', A, 'r2'), 1)];
		expect([confirmed(rows, 'r1'), confirmed(rows, 'r2')]).toEqual([{ [A.id]: true }, { [A.id]: false }]);
		const dead = [...records, ...at(rowsOf([first], 'unknown', A, 'r0'), 20), ...at(rowsOf([first], 'unknown', A, 'r1'), 1), ...at(rowsOf([first], 'unknown', A, 'r2'), 1)];
		expect([confirmed(dead, 'r1'), confirmed(dead, 'r2')]).toEqual([{ [A.id]: true }, { [A.id]: false }]);
	});

	test('lets an export go that repeats written records on purpose, and none of what a person has settled', () => {
		const rows = [...records, ...rowsOf(sales, 'written', A, 'r1'), ...rowsOf([first], 'unknown', B, 'r2', { previous: 'written' })];
		expect(confirmed(rows, 'r2')).toEqual({ [B.id]: true });
		expect(confirmed([...rows, done(first)], 'r2')).toEqual({ [B.id]: false });
	});
});

describe('results on their way', () => {
	const written = (record: Receipt, made: object, runId: string) => ({ key: record.key, outcome: 'written', number: record.number, register: record.register, date: record.date, amount: record.total, export: made, sync: { flow: FLOW, runId } });
	const options = { flow: FLOW, runId: 'r1', now: NOW, settleMinutes: 15 };
	const announce = (results: object[], runId: string) => resultRows(results, { flow: FLOW, runId, mode: 'manual', announce: true }).rows.map(({ row }) => row);

	test('are announced as unclear before the files leave: only what was made for an export', () => {
		const held = { key: second.key, outcome: 'held', message: 'No.' };
		const rows = announce([written(first, ref('A'), 'r1'), held, { ...written(third, ref('A'), 'r1'), export: undefined }], 'r1');
		expect(rows.map(({ key, state, targetId, runId }) => [key, state, targetId, runId])).toEqual([[first.key, 'unknown', 'A', 'r1']]);
		expect(rows[0]!.message).toMatch(/^Receipt \S+\/\S+ of \d+ \w+ \d{4} is announced for the export A\. If the run stops now/);
	});

	test('say whether their export may leave; what may not is not stored as written', () => {
		const mine = [written(first, ref('A'), 'r1'), written(second, ref('B'), 'r1')];
		const journal = numbered([...records, ...announce([written(second, ref('C'), 'r2')], 'r2'), ...announce(mine, 'r1')]);
		const held = { key: third.key, outcome: 'held', message: 'No.' };
		const asked = confirmResults<Record<string, unknown>>([...mine, held], journal, options);
		expect(asked.map(({ export: made }) => (made as { confirmed?: boolean } | undefined)?.confirmed)).toEqual([true, false, undefined]);
		expect(asked[2]).toBe(held);
		expect((asked[1]!.export as { why: string }).why).toContain('The export B does not leave: another export has');
		const stored = resultRows(asked, { flow: FLOW, runId: 'r1', mode: 'manual' });
		expect([stored.skipped, stored.rows.map(({ row: { key, state } }) => [key, state])]).toEqual([[], [[first.key, 'written'], [third.key, 'held']]]);
	});

	test('in one archive leave together or not at all', () => {
		const mine = [written(first, ref('A'), 'r1'), written(second, ref('B'), 'r1')];
		const journal = numbered([...records, ...announce([written(second, ref('C'), 'r2')], 'r2'), ...announce(mine, 'r1')]);
		const asked = confirmResults<Record<string, unknown>>(mine, journal, { ...options, together: true });
		expect(asked.map(({ export: made }) => made)).toEqual([expect.objectContaining({ confirmed: false, why: expect.stringContaining('B, which is in the same archive') }), expect.objectContaining({ confirmed: false })]);
		expect(confirmResults([mine[0]!], journal, { ...options, together: true })[0]!.export).toMatchObject({ confirmed: true });
	});

	test('that nobody has announced stay here', () => {
		expect(confirmResults([written(first, ref('A'), 'r1')], [], options)[0]!.export).toMatchObject({ confirmed: false, why: expect.stringContaining('the journal does not say that it was announced') });
	});
});

describe('the log', () => {
	test('begins with the day that is asked for', () => {
		const [day] = A.time.split('T');
		const rows = numbered([...records, ...rowsOf([first], 'written', A, 'r1')]);
		expect([listExports(rows, FLOW, day).length, listExports(rows, FLOW, '2999-01-01').length]).toEqual([1, 0]);
	});

	const rows = [...records, ...rowsOf([second, first], 'unknown', A, 'r1'), ...rowsOf([second, first], 'written', A, 'r1'), done(first), ...rowsOf([third], 'unknown', B, 'r2')];

	test('has one line for each export, newest first, with what its records are now', () => {
		const lines = listExports(numbered(rows), FLOW).map((line) => ({ id: line.export, records: line.records, states: line.states, finished: line.finished, by: line.by }));
		expect(lines).toEqual([
			{ id: A.id, records: 2, states: { written: 1, done: 1 }, finished: true, by: 'Eva' },
			{ id: B.id, records: 1, states: { unknown: 1 }, finished: false, by: 'Eva' },
		].sort((a, b) => (a.id < b.id ? 1 : -1)));
	});

	test('gives the records of an export as they were, in its order, whatever became of them', () => {
		const changed = recordRow({ ...first, note: 'new' }, 'changed');
		const { records: again, run } = exportRecords(numbered([...rows, changed]), { flow: FLOW, id: A.id, mode: 'manual', runId: 'r9', now: NOW });
		expect(again.map(({ record }) => record)).toEqual([second, first]);
		expect(again.map(({ sync }) => sync.export)).toEqual([A, A]);
		expect(run).toMatchObject({ kind: 'run', flow: FLOW, mode: 'manual', message: 'The export 001_20261115_101532 is made again: 2 records.' });
	});

	test('makes nothing of an export that is not known, or not whole any more', () => {
		const get = (from: JournalRow[], id: string) => () => exportRecords(numbered(from), { flow: FLOW, id, mode: 'manual', runId: 'r9', now: NOW });
		expect(get(rows, 'x')).toThrow(ExportError);
		expect(get(rows.filter(({ key, kind }) => kind !== 'record' || key !== first.key), A.id)).toThrow(/no content any more of 1 of its 2 records/);
	});
});
