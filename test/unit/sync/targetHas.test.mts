// What the journal says that the target has: amount and hash of what was sent or found there, never of what came later.
import { describe, expect, test } from '@jest/globals';
import { contentHash } from '../../../core/text/digest';
import { entryOf } from '../../../core/sync/entry';
import { foldJournal } from '../../../core/sync/fold';
import { resultRows } from '../../../core/sync/results';
import { item, receipt } from '../rules/records.mts';
import { Table, result } from './table.mts';

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
