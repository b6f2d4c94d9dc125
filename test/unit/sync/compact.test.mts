import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { CompactError, compactJournal } from '../../../core/sync/compact';
import type { CompactOptions } from '../../../core/sync/compact';
import { entriesOf, entryOf } from '../../../core/sync/entry';
import { recordOf } from '../../../core/sync/payload';
import type { Entry } from '../../../core/sync/entry';
import { flowNames, foldJournal } from '../../../core/sync/fold';
import type { JournalRow } from '../../../core/sync/journal';
import { listProblems } from '../../../core/sync/problems';
import { reportJournal } from '../../../core/sync/report';
import { INTAKE, isFinal, personRun } from '../../../core/sync/rows';
import { waitingRecords } from '../../../core/sync/waiting';
import { movement, receipt } from '../plan/records.mts';
import { NOW, Table, WAITING, recordRow, result, resultRow } from './table.mts';

/** Keep Days 10 on 2026-11-15: complete from 2026-11-05 on. */
const OPTIONS = { now: NOW, keepDays: 10, keepRecordDays: 5, settleMinutes: 0 };
const LOW_WATER = '2026-11-05';

function compact(table: Table, options: CompactOptions = OPTIONS) {
	const answer = compactJournal(table.rows(), options);
	table.insert(answer.rows);
	table.deleteUpTo(answer.deleteUpToId);
	return answer;
}

const old = receipt({ number: '1', date: '2026-11-02' });
const middle = receipt({ number: '2', date: '2026-11-07' });
const young = receipt({ number: '3', date: '2026-11-14' });

describe('Compact', () => {
	const table = new Table();
	table.receive([old, middle, young, movement({ amount: 5, date: '2026-11-02' }), { ...young, number: 'x', key: undefined, total: 1 }], '2026-11-14T20:00:00.000Z');
	const { records } = table.waiting();
	table.results(records.filter(({ record }) => record.recordType === 'receipt').map(({ record, sync }) => result(record, sync, 'created')));
	const before = foldJournal(table.rows());
	const answer = compact(table);
	const after = foldJournal(table.rows());

	test('drops final records of before the low-water mark and nothing else', () => {
		expect(answer).toMatchObject({ dropped: 1, lowWater: LOW_WATER });
		expect(entryOf(after, 'pohoda', old.key)).toBeUndefined();
		expect(entryOf(after, 'pohoda', middle.key)).toMatchObject({ state: 'created', targetNumber: '26PR00001', hash: '' });
		expect(entryOf(after, 'pohoda', young.key)).toMatchObject({ state: 'created' });
		expect(recordOf(entryOf(after, 'pohoda', young.key)?.offer)).toEqual(young);
	});
	test('what is open stays with its content, however old', () => {
		const open = entryOf(after, 'pohoda', 'ekasa/P1/cash-7/2026-11-02');
		expect(open).toMatchObject({ state: 'new', since: '2026-11-14T20:00:00.000Z' });
		expect(recordOf(open?.offer)).toMatchObject({ recordType: 'cashMovement', amount: 5 });
	});
	test('the heartbeat, open refusals and the low-water mark stay', () => {
		expect(reportJournal(table.rows(), { now: NOW })[0].lastAutomatic).toEqual(reportJournal(table.rows(), { now: NOW })[0].lastAutomatic);
		expect(after.runs).toHaveLength(1);
		expect(after.flows.get(INTAKE)?.size).toBe(1);
		expect([...after.flows.get(INTAKE)!.values()][0].row.payload).toContain('"total":1');
		expect(after.lowWater.get('ekasa\nP1')).toBe(LOW_WATER);
		expect(before.lowWater.size).toBe(0);
	});
	test('what was dropped and turns up again is held; what is remembered is known', () => {
		expect(table.receive([old, middle, young])).toEqual({ accepted: [old.key], alreadyKnown: [middle.key, young.key], changed: [], refused: [] });
		expect(entryOf(foldJournal(table.rows()), 'pohoda', old.key)?.state).toBe('held');
		expect(waitingRecords(table.rows(), WAITING).records.map(({ record }) => record.key)).toEqual(['ekasa/P1/cash-7/2026-11-02']);
	});
	test('the mark only ever rises', () => {
		compact(table, { ...OPTIONS, keepDays: 60 });
		expect(foldJournal(table.rows()).lowWater.get('ekasa\nP1')).toBe(LOW_WATER);
	});
});

test('a record that a flow has yet to send is open, one that no flow will take is not', () => {
	const table = new Table();
	table.receive([old, middle]);
	table.waiting({ ignoreBefore: '2026-11-03' });
	table.waiting({ flow: 'idoklad', ignoreBefore: '2026-11-08' });
	compact(table);
	const fold = foldJournal(table.rows());
	expect([...fold.records.keys()]).toEqual([middle.key]);
	const again = new Table();
	again.receive([middle]);
	again.results([result(middle, waitingRecords(again.rows(), WAITING).records[0].sync, 'created')]);
	again.waiting({ flow: 'idoklad', ignoreBefore: '2026-11-01' });
	compact(again, { now: '2026-12-31T00:00:00Z', keepDays: 10, keepRecordDays: 5 });
	expect(entryOf(foldJournal(again.rows()), 'idoklad', middle.key)?.state).toBe('new');
});

test('a journal without any flow keeps everything', () => {
	const table = new Table();
	table.receive([old]);
	compact(table);
	expect(waitingRecords(table.rows(), WAITING).records).toHaveLength(1);
});

test('an empty table needs nothing, unreadable rows are kept as refusals', () => {
	expect(compactJournal([{}], OPTIONS)).toEqual({ free: [], rows: [], deleteUpToId: 0, dropped: 0, lowWater: LOW_WATER });
	const { rows, deleteUpToId } = compactJournal([{ ...recordRow(old), id: 4, state: '?' }], OPTIONS);
	expect(deleteUpToId).toBe(4);
	expect(rows[0]).toMatchObject({ kind: 'result', flow: 'intake', state: 'refused', key: 'intake/row-4' });
	expect(JSON.parse(rows[0].payload)).toMatchObject({ key: old.key, state: '?' });
});

test.each([[0, 5], [1.5, 5], [10, -1], [Number.NaN, 5]])('Keep Days %p and %p are refused', (keepDays, keepRecordDays) => {
	expect(() => compactJournal([], { now: NOW, keepDays, keepRecordDays })).toThrow(CompactError);
});

test('rows that others write between reading and deleting keep their place in time', () => {
	const table = new Table();
	table.receive([young]);
	const { records } = table.waiting();
	table.results(records.map(({ record, sync }) => result(record, sync, 'waiting')));
	const read = compactJournal(table.rows(), OPTIONS);
	// A person holds it while Compact is at work.
	table.insert([resultRow(young, 'held', { runId: personRun('Jana') })]);
	table.insert([recordRow(receipt({ number: '3', note: 'x' }), 'changed')]);
	table.insert(read.rows);
	// The crash before the delete: everything is there twice and counts once.
	const between = foldJournal(table.rows());
	table.deleteUpTo(read.deleteUpToId);
	for (const fold of [between, foldJournal(table.rows())]) {
		expect(entryOf(fold, 'pohoda', young.key)?.state).toBe('held');
		expect(recordOf(entryOf(fold, 'pohoda', young.key)?.offer)).toMatchObject({ note: 'x' });
	}
});

describe('properties', () => {
	const versions = ['', 'a', 'b'];
	const recordOfVersion = (number: number, version: number) =>
		receipt({ number: String(number), date: `2026-11-0${1 + number}`, ...(versions[version] === '' ? {} : { note: versions[version] }) });
	const numbers = fc.nat(7);
	const runOf = (flow: string, attempt: number) =>
		waitingRecords([], { ...WAITING, flow, runId: `run-${attempt}`, mode: attempt % 2 ? 'manual' : 'automatic', ignoreBefore: '2026-11-03' }).run;
	// Every flow begins with a run: Waiting Records writes its heartbeat before there can be results.
	const beginnings = [runOf('pohoda', 0), runOf('idoklad', 0)];
	const anyRow = fc
		.record({
			number: numbers,
			version: fc.nat(2),
			kind: fc.constantFrom('record', 'run', 'person', 'result', 'result', 'result'),
			flow: fc.constantFrom('pohoda', 'idoklad'),
			state: fc.constantFrom<JournalRow['state']>('created', 'duplicate', 'unchanged', 'waiting', 'unknown', 'refused', 'held', 'written', 'changed', 'deletedInTarget'),
			action: fc.constantFrom<JournalRow['state']>('retry', 'held', 'done', 'sendAgain'),
			attempt: fc.nat(5),
			generation: fc.integer({ min: 1, max: 3 }),
		})
		.map(({ number, version, kind, flow, state, action, attempt, generation }): JournalRow => {
			const record = recordOfVersion(number, version);
			if (kind === 'record') return recordRow(record, version === 0 ? 'new' : 'changed');
			if (kind === 'run') return runOf(flow, attempt);
			if (kind === 'person') return resultRow(record, action, { flow, generation, attempt: action === 'held' ? attempt : 0, runId: personRun('J') });
			return resultRow(record, state, { flow, attempt, generation, targetId: version === 0 ? '' : '7' });
		});
	/** What others see of an entry; a final one may lose its content. */
	const seen = (entry: Entry | undefined) => {
		if (!entry) return undefined;
		const { row, unsure, offer, newest, hash, message, since, ...rest } = entry;
		const content = isFinal(entry.state) ? {} : { hash, message, since, record: recordOf(offer), newest: recordOf(newest) };
		return { ...rest, ...content, unsure: unsure?.state, batch: unsure?.runId, order: row?.order, by: row?.runId };
	};

	test('compacting does not change what folding says, but for final records of before the mark', () => {
		fc.assert(
			fc.property(fc.array(anyRow, { maxLength: 40 }), fc.nat(3), (some, times) => {
				const rows = [...beginnings, ...some];
				const table = new Table();
				table.insert(rows);
				const before = foldJournal(table.rows());
				for (let time = 0; time <= times; time += 1) compact(table);
				const after = foldJournal(table.rows());
				for (const flow of flowNames(before)) {
					for (const entry of entriesOf(before, flow)) {
						const now = entryOf(after, flow, entry.key);
						const open = !isFinal(entry.state);
						if (now === undefined) {
							expect(entry.recordDate < LOW_WATER).toBe(true);
							// Open means: said so by the flow, or still to be taken by it.
							if (open) expect(entry.row === undefined).toBe(true);
						} else if (entry.row !== undefined || !isFinal(now.state)) expect(seen(now)).toEqual(seen(entry));
					}
				}
				for (const flow of flowNames(before)) {
					const give = (fold: Table | JournalRow[]) => waitingRecords(Array.isArray(fold) ? fold : fold.rows(), { ...WAITING, flow, ignoreBefore: '2026-11-03', includeWritten: true }).records;
					expect(give(table)).toEqual(give(numberedRows(rows)));
				}
			}),
			{ numRuns: 300 },
		);
	});

	test('what is deleted first, as far as it gets, changes nothing but what finished records said', () => {
		fc.assert(
			fc.property(fc.array(anyRow, { maxLength: 40 }), fc.nat(20), (some, calls) => {
				const table = new Table();
				table.insert([...beginnings, ...some]);
				const before = foldJournal(table.rows());
				for (const { fromId, toId, rows } of compactJournal(table.rows(), OPTIONS).free.slice(0, calls)) {
					expect(table.rows().filter(({ id }) => id >= fromId && id <= toId)).toHaveLength(rows);
					table.deleteRange(fromId, toId);
				}
				const after = foldJournal(table.rows());
				expect(flowNames(after)).toEqual(flowNames(before));
				for (const flow of flowNames(before)) {
					for (const entry of entriesOf(before, flow)) {
						const now = entryOf(after, flow, entry.key);
						// A record of before the flow's first day, done elsewhere: nothing for this flow.
						if (now === undefined) expect([entry.row, entry.recordDate < LOW_WATER]).toEqual([undefined, true]);
						else if (entry.row !== undefined || !isFinal(now.state)) expect(seen(now)).toEqual(seen(entry));
					}
				}
				// And then everything goes on as without it.
				compact(table);
				for (const flow of flowNames(before)) {
					const give = (rows: JournalRow[]) => waitingRecords(rows, { ...WAITING, flow, ignoreBefore: '2026-11-03', includeWritten: true }).records;
					expect(give(table.rows())).toEqual(give(numberedRows([...beginnings, ...some])));
				}
			}),
			{ seed: 7, numRuns: 200 },
		);
	});

	function numberedRows(rows: JournalRow[]): JournalRow[] {
		const table = new Table();
		table.insert(rows);
		return table.rows();
	}

	test('a compacted journal is no larger the second time', () => {
		fc.assert(
			fc.property(fc.array(anyRow, { maxLength: 30 }), (rows) => {
				const table = new Table();
				table.insert(rows);
				compact(table);
				const once = table.rows().length;
				compact(table);
				expect(table.rows().length).toBeLessThanOrEqual(once);
				expect(listProblems(table.rows(), { now: NOW }).every(({ state }) => state !== 'unreadable')).toBe(true);
			}),
		);
	});
});

test('a table that is full gets room before a row is inserted: contents of finished records and old runs', () => {
	const table = new Table();
	const days = ['2026-11-06', '2026-11-07', '2026-11-08'];
	for (const [day, date] of days.entries()) {
		table.receive(Array.from({ length: 20 }, (_, n) => receipt({ number: String(day * 20 + n + 1), date })), '2026-11-08T20:00:00.000Z');
		table.results(table.waiting({ runId: `run-${day}` }).records.map(({ record, sync }) => result(record, sync, 'created')));
	}
	const { free } = compactJournal(table.rows(), OPTIONS);
	// 20 contents each day, and the heartbeat between them where a later one has come.
	expect(free).toEqual([
		{ fromId: 1, toId: 21, rows: 21 },
		{ fromId: 42, toId: 62, rows: 21 },
		{ fromId: 83, toId: 102, rows: 20 },
	]);
});

describe('clocks and ids', () => {
	const filled = (change: (row: Record<string, unknown>, index: number) => unknown) => {
		const table = new Table();
		table.receive(Array.from({ length: 40 }, (_, n) => receipt({ number: String(n + 1), date: '2026-11-14' })), '2026-11-14T10:00:00.000Z');
		return table.rows().map((row, index) => change({ ...row }, index));
	};
	const upTo = (rows: unknown[]) => compactJournal(rows, { now: NOW, settleMinutes: 15 }).deleteUpToId;
	test('a row of a clock that ran ahead is as old as what came after it', () => {
		const ahead = (...at: number[]) => filled((row, index) => (at.includes(index) ? { ...row, createdAt: '2026-11-20T12:00:00.000Z' } : row));
		expect(upTo(ahead())).toBe(40);
		expect(upTo(ahead(20))).toBe(40);
		expect(upTo(ahead(20, 21, 22))).toBe(40);
		expect(upTo(ahead(38, 39))).toBe(38);
		expect(upTo(filled((row, index) => (index > 19 ? { ...row, createdAt: index === 20 ? '2026-11-20T12:00:00.000Z' : '2026-11-15T11:50:00.000Z' } : row)))).toBe(20);
	});
	test.each<[string, (id: number) => unknown]>([
		['text', String],
		['big integers', BigInt],
	])('ids as %s are ids', (_name, form) => {
		const rows = filled((row) => ({ ...row, id: form(row.id as number) }));
		expect(upTo(rows)).toBe(40);
		expect(foldJournal(rows)).toMatchObject({ highestId: 40, rowCount: 40 });
	});
	test('ids that a number cannot hold apart are refused, and nothing is deleted', () => {
		expect(() => upTo(filled((row, index) => (index === 3 ? { ...row, id: '9007199254740993' } : row)))).toThrow(CompactError);
	});
});

describe('rows that another writer may still be storing', () => {
	const records = ['1', '2', '3'].map((number) => receipt({ number, date: '2026-11-14' }));

	test('nothing is deleted from the first young row on, and folding takes what is there twice once', () => {
		const table = new Table();
		table.receive([records[0]], '2026-11-15T11:00:00.000Z');
		table.receive([records[1]], '2026-11-15T11:50:00.000Z');
		const { rows, deleteUpToId } = compactJournal(table.rows(), { now: NOW });
		expect(deleteUpToId).toBe(1);
		table.insert(rows);
		table.deleteUpTo(deleteUpToId);
		const fold = foldJournal(table.rows());
		expect([...fold.records.keys()].sort()).toEqual(records.slice(0, 2).map(({ key }) => key));
		expect([...fold.records.values()].every(({ versions }) => versions.size === 1)).toBe(true);
	});

	test('when every row is young nothing is done', () => {
		const table = new Table();
		table.receive(records, NOW);
		expect(compactJournal(table.rows(), { now: NOW })).toMatchObject({ rows: [], deleteUpToId: 0 });
	});
});
