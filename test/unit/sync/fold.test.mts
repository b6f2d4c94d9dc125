import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { contentHash } from '../../../core/text/digest';
import { entriesOf, entryOf } from '../../../core/sync/entry';
import { recordOf } from '../../../core/sync/payload';
import { flowNames, foldJournal } from '../../../core/sync/fold';
import type { JournalRow, JournalState } from '../../../core/sync/journal';
import { JOURNAL_COLUMNS } from '../../../core/sync/journal';
import { isFinal, journalRow, personRun, readRows } from '../../../core/sync/rows';
import { receipt } from '../plan/records.mts';
import { numbered, recordRow, resultRow } from './table.mts';

const sale = receipt();
const changed = receipt({ note: 'opraveno' });
const person = (state: JournalState, fields: Partial<JournalRow> = {}) => resultRow(sale, state, { runId: personRun('Jana'), mode: 'manual', ...fields });
const stateAfter = (...rows: JournalRow[]) => entryOf(foldJournal(numbered([recordRow(sale), ...rows])), 'pohoda', sale.key);

describe('folding', () => {
	const FINALS: JournalState[] = ['created', 'updated', 'unchanged', 'duplicate', 'done', 'notToBeSent'];
	const RACED: JournalState[] = ['waiting', 'unknown', 'refused', 'held', 'written'];
	test('a record of which nobody has said anything is new', () => {
		expect(stateAfter()).toMatchObject({ state: 'new', attempts: 0, generation: 1, sent: false, hash: contentHash(sale), sentHash: '' });
	});
	test.each(RACED)('the newest row wins: %s', (state) => {
		const [other] = RACED.filter((one) => one !== state);
		expect(stateAfter(resultRow(sale, other), resultRow(sale, state))?.state).toBe(state);
	});
	test.each(FINALS.flatMap((final) => RACED.map((raced): [JournalState, JournalState] => [final, raced])))('%s is not undone by a later %s of a run', (final, raced) => {
		const entry = stateAfter(resultRow(sale, final, { targetId: '7' }), resultRow(sale, raced));
		expect(entry).toMatchObject({ state: final, inTarget: final !== 'notToBeSent', targetId: '7' });
		expect(entry?.unsure).toBeUndefined();
	});
	test.each(FINALS)('%s is undone by a person', (final) => {
		expect(stateAfter(resultRow(sale, final), person('retry'))?.state).toBe('retry');
		expect(stateAfter(resultRow(sale, final), person('held'))?.state).toBe('held');
		expect(stateAfter(resultRow(sale, final), person('sendAgain', { generation: 2 }))).toMatchObject({ state: 'sendAgain', generation: 2, inTarget: false });
	});
	test('a deleted document is said, also after created; but not after a person was done with it', () => {
		expect(stateAfter(resultRow(sale, 'created'), resultRow(sale, 'deletedInTarget'))).toMatchObject({ state: 'deletedInTarget', sent: true, inTarget: false });
		expect(stateAfter(person('done'), resultRow(sale, 'deletedInTarget'))?.state).toBe('done');
	});
	test('what a person holds stays held until a person acts or it turns out to be there', () => {
		expect(stateAfter(person('held'), resultRow(sale, 'waiting'))?.state).toBe('held');
		const unknown = stateAfter(person('held'), resultRow(sale, 'unknown'));
		expect(unknown?.state).toBe('held');
		expect(unknown?.unsure?.state).toBe('unknown');
		expect(stateAfter(person('held'), resultRow(sale, 'created'))?.state).toBe('created');
		expect(stateAfter(person('held'), person('retry'))?.state).toBe('retry');
	});
	test('what a run holds is a state like any other', () => {
		expect(stateAfter(resultRow(sale, 'held'), resultRow(sale, 'waiting'))?.state).toBe('waiting');
	});
	test('an answer to what was sent before Send Again does not touch the new one', () => {
		const again = [resultRow(sale, 'deletedInTarget'), person('sendAgain', { generation: 2 })];
		expect(stateAfter(...again, resultRow(sale, 'duplicate'))).toMatchObject({ state: 'sendAgain', generation: 2 });
		expect(stateAfter(...again, resultRow(sale, 'created', { generation: 2 }))).toMatchObject({ state: 'created', generation: 2, inTarget: true });
	});
	test('unclear stays unclear through Retry and refusals, until something final is known', () => {
		expect(stateAfter(resultRow(sale, 'unknown'), person('retry'))?.unsure).toBeDefined();
		expect(stateAfter(resultRow(sale, 'unknown'), resultRow(sale, 'refused', { attempt: 1 }))?.unsure).toBeDefined();
		expect(stateAfter(resultRow(sale, 'written'), resultRow(sale, 'created'))?.unsure).toBeUndefined();
		expect(stateAfter(resultRow(sale, 'unknown'), person('done'))?.unsure).toBeUndefined();
	});
	test('refused four times (three retries) is held; Retry starts anew', () => {
		const refusals = [1, 2, 3, 4].map((attempt) => resultRow(sale, 'refused', { attempt, message: 'No.' }));
		expect(stateAfter(...refusals.slice(0, 3))).toMatchObject({ state: 'refused', attempts: 3 });
		expect(stateAfter(...refusals)).toMatchObject({ state: 'held', attempts: 4, message: 'No. It was tried 4 times; choose Retry when the cause is gone.' });
		expect(stateAfter(...refusals, person('retry'))).toMatchObject({ state: 'retry', attempts: 0 });
	});
});

describe('content that changes', () => {
	const withChange = (...rows: JournalRow[]) => entryOf(foldJournal(numbered([recordRow(sale), ...rows, recordRow(changed, 'changed')])), 'pohoda', sale.key);
	test('before it was sent, the new content is sent', () => {
		expect(withChange()).toMatchObject({ state: 'new', hash: contentHash(changed) });
		expect(withChange(resultRow(sale, 'refused', { attempt: 4 }))).toMatchObject({ state: 'new', attempts: 0 });
		expect(withChange(resultRow(sale, 'held'))?.state).toBe('new');
		expect(withChange(person('held'))?.state).toBe('held');
	});
	test('after it was sent, a person decides', () => {
		const entry = withChange(resultRow(sale, 'created', { targetNumber: '26PR1' }));
		expect(entry).toMatchObject({ state: 'changed', sentHash: contentHash(sale), inTarget: true });
		expect(entry?.message).toContain('in the target as 26PR1 with 121.00 Kč, and the till has another content');
		// The row of the result may come after the change: it speaks of the older content all the same.
		const late = foldJournal(numbered([recordRow(sale), recordRow(changed, 'changed'), resultRow(sale, 'created')]));
		expect(entryOf(late, 'pohoda', sale.key)?.state).toBe('changed');
	});
	test('a person who has corrected it by hand is done with the newest content', () => {
		const rows = [recordRow(sale), resultRow(sale, 'created'), recordRow(changed, 'changed'), person('done', { hash: contentHash(changed) })];
		expect(entryOf(foldJournal(numbered(rows)), 'pohoda', sale.key)?.state).toBe('done');
	});
	test('while it is unclear, what was sent is offered again and not the newer content', () => {
		const entry = withChange(resultRow(sale, 'unknown'));
		expect(entry).toMatchObject({ state: 'changed', said: 'unknown' });
		expect(recordOf(entry?.offer)).toEqual(sale);
	});
	test('results without a hash go by the order of rows', () => {
		expect(withChange(resultRow(sale, 'created', { hash: '' }))?.state).toBe('changed');
		const before = foldJournal(numbered([recordRow(sale), recordRow(changed, 'changed'), resultRow(sale, 'created', { hash: '' })]));
		expect(entryOf(before, 'pohoda', sale.key)?.state).toBe('created');
	});
});

describe('reading rows', () => {
	test('an empty table, also as the empty item of "Always Output Data"', () => {
		expect(readRows([{}, { id: null, kind: null }, undefined])).toEqual({ rows: [], unreadable: [], highestId: 0 });
	});
	test('texts as numbers and numbers as texts are taken', () => {
		const { rows } = readRows([{ ...recordRow(sale), id: '12', number: 4512, amount: '121', attempt: null, warnings: null }]);
		expect(rows[0]).toMatchObject({ id: 12, order: 12, number: '4512', amount: 121, attempt: 0, warnings: '', generation: 1 });
	});
	const hostile: Array<[string, unknown]> = [
		['a text', 'x'],
		['a number', 7],
		['a list', [1]],
		['unknown kind', { ...recordRow(sale), id: 1, kind: 'toString' }],
		['unknown state', { ...recordRow(sale), id: 1, state: 'sent' }],
		['a state of another kind', { ...recordRow(sale), id: 1, state: 'created' }],
		['no key', { ...recordRow(sale), id: 1, key: '' }],
		['no flow', { ...resultRow(sale, 'created'), id: 1, flow: '' }],
		['an object as text', { ...recordRow(sale), id: 1, message: { a: 1 } }],
		['amount that is no number', { ...recordRow(sale), id: 1, amount: 'x' }],
		['amount that is endless', { ...recordRow(sale), id: 1, amount: 1e300 }],
		['the answer of a bulk insert', { success: true, insertedRows: 3 }],
	];
	test.each(hostile)('%s is reported and stops nothing', (_name, row) => {
		const fold = foldJournal([row, ...numbered([recordRow(receipt({ number: '2' }))]).map((one) => ({ ...one, id: 2 }))]);
		expect(fold.unreadable).toHaveLength(1);
		expect(fold.unreadable[0].reason).toMatch(/^(it|its) /);
		expect(fold.records.size).toBe(1);
	});
	test('missing columns are empty', () => {
		const { rows, unreadable } = readRows([{ id: 3, kind: 'record', key: 'k', state: 'new' }]);
		expect(unreadable).toEqual([]);
		expect(Object.keys(rows[0]).sort()).toEqual([...JOURNAL_COLUMNS.map(({ name }) => name), 'at', 'id', 'order'].sort());
	});
	test.each([['{'], ['[]'], ['null'], ['"x"'], ['{"key":"other"}'], [JSON.stringify({ ...sale, items: [1] })], [JSON.stringify({ ...sale, total: 1e300 })], ['']])('payload %s is no record', (payload) => {
		const entry = entryOf(foldJournal(numbered([{ ...recordRow(sale), payload }])), 'pohoda', sale.key);
		expect(recordOf(entry?.offer)).toBeUndefined();
	});
	test('anything at all is folded without an exception', () => {
		const value = fc.oneof(fc.anything(), fc.constantFrom('record', 'result', 'run', 'new', 'created', 'done', 'k', 'pohoda', 1, 2));
		const row = fc.record(Object.fromEntries([...JOURNAL_COLUMNS.map(({ name }) => name), 'id', 'createdAt'].map((name) => [name, value])), { requiredKeys: [] });
		fc.assert(
			fc.property(fc.array(fc.oneof(row, fc.anything()), { maxLength: 10 }), (rows) => {
				const fold = foldJournal(rows);
				for (const flow of flowNames(fold)) for (const entry of entriesOf(fold, flow)) recordOf(entry.offer);
			}),
		);
	});
});

describe('properties', () => {
	const runStates = fc.constantFrom<JournalState>('waiting', 'unknown', 'refused', 'held', 'written');
	test('one success among racing runs is the state, wherever it stands', () => {
		fc.assert(
			fc.property(fc.array(runStates, { maxLength: 8 }), fc.constantFrom<JournalState>('created', 'duplicate', 'updated'), fc.nat(8), (others, final, at) => {
				const rows = others.map((state) => resultRow(sale, state, { attempt: 1 }));
				rows.splice(Math.min(at, rows.length), 0, resultRow(sale, final));
				const entry = stateAfter(...rows);
				expect(entry).toMatchObject({ state: final, inTarget: true });
			}),
		);
	});
	test('rows may be read in any order', () => {
		const anyRow = fc.constantFrom<JournalState>('created', 'duplicate', 'waiting', 'unknown', 'refused', 'held', 'written', 'deletedInTarget', 'changed', 'retry', 'done', 'notToBeSent', 'sendAgain');
		fc.assert(
			fc.property(fc.array(anyRow, { maxLength: 10 }), fc.infiniteStream(fc.nat()), (states, random) => {
				const rows = numbered([recordRow(sale), ...states.map((state) => (['retry', 'done', 'notToBeSent', 'sendAgain'].includes(state) ? person(state) : resultRow(sale, state)))]);
				const shuffled = rows.map((row) => ({ row, at: random.next().value ?? 0 })).sort((a, b) => a.at - b.at).map(({ row }) => row);
				expect(entryOf(foldJournal(shuffled), 'pohoda', sale.key)).toEqual(entryOf(foldJournal(rows), 'pohoda', sale.key));
			}),
		);
	});
	test('only a person, or the target that says it was deleted, takes a final state back', () => {
		const anyState = fc.constantFrom<JournalState>('created', 'updated', 'unchanged', 'duplicate', 'waiting', 'unknown', 'refused', 'held', 'written');
		fc.assert(
			fc.property(fc.array(anyState, { minLength: 1, maxLength: 10 }), (states) => {
				const reached = states.findIndex((state) => isFinal(state));
				const now = stateAfter(...states.map((state) => resultRow(sale, state)))?.state ?? 'new';
				expect(isFinal(now)).toBe(reached >= 0);
			}),
		);
	});
	test('every column is written, and nothing else', () => {
		expect(Object.keys(journalRow({ kind: 'run' })).sort()).toEqual(JOURNAL_COLUMNS.map(({ name }) => name).sort());
	});
});
