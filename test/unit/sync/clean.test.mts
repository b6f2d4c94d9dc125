// Texts that a store or a form cannot hold are cleaned where they enter the journal.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { entryOf } from '../../../core/sync/entry';
import { foldJournal } from '../../../core/sync/fold';
import { recordOf } from '../../../core/sync/payload';
import { journalRow } from '../../../core/sync/rows';
import type { JournalRow } from '../../../core/sync/journal';
import { cleanText } from '../../../core/text/clean';
import { item, receipt } from '../plan/records.mts';
import { Table, result } from './table.mts';

const UNCLEAN = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]|\p{Surrogate}/u;

/** Texts in a value, also inside JSON. */
function textsIn(value: unknown): string[] {
	if (typeof value === 'string') return [value];
	return typeof value === 'object' && value !== null ? Object.entries(value).flatMap(([name, one]) => [name, ...textsIn(one)]) : [];
}

function expectClean(row: JournalRow): void {
	for (const [name, value] of Object.entries(row)) {
		const inside = (name === 'payload' || name === 'warnings') && value !== '' ? textsIn(JSON.parse(value as string)) : [];
		expect(UNCLEAN.test(String(value))).toBe(false);
		// A row of a file that could not be read is kept to be read again: tabs and line ends inside JSON stay.
		for (const text of inside) expect(UNCLEAN.test(text.replace(/[\t\r]/g, ''))).toBe(false);
	}
}

describe('one bad record in a delivery', () => {
	const good = receipt({ number: '1', items: [item({ totalGross: 10 })] });
	test.each(['number', 'register', 'source'])('with NUL in its %s is refused alone, and its refusal can be stored', (name) => {
		const table = new Table();
		const answer = table.receive([good, { ...good, key: undefined, number: '2', [name]: 'x\u0000y' }]);
		expect(answer).toMatchObject({ accepted: [good.key], refused: [{ place: 'record 2' }] });
		expect(table.rows().map(({ state }) => state)).toEqual(['new', 'refused']);
		table.rows().forEach(expectClean);
		// The same again gives no further rows.
		expect(table.receive([good, { ...good, key: undefined, number: '2', [name]: 'x\u0000y' }])).toMatchObject({ alreadyKnown: [good.key] });
		expect(table.rows()).toHaveLength(2);
	});
	test('with control characters in labels and notes is taken, cleaned, and goes its way', () => {
		const table = new Table();
		const dirty = receipt({ number: '1', payments: [{ method: 'mealVoucher', label: 'Ed\u0000en\rred', amount: 121 }], note: 'a\r\nb\tc\u0085\ud800' });
		table.receive([dirty]);
		const [{ record, sync }] = table.waiting().records;
		expect(record).toMatchObject({ key: dirty.key, note: 'a\r\nb\tc\ufffd\ufffd', payments: [{ label: 'Ed\ufffden\rred' }] });
		table.results([result(record, sync, 'held', { message: 'payment "Ed\u0000en" has no form', warnings: [{ code: 'payment', text: 'Ed\u0000en\\u0000' }] })]);
		table.rows().forEach(expectClean);
		expect(entryOf(foldJournal(table.rows()), 'pohoda', dirty.key)).toMatchObject({ state: 'held', message: 'payment "Ed\ufffden" has no form' });
		expect(table.receive([dirty]).alreadyKnown).toEqual([dirty.key]);
	});
});

test('any text becomes one that can be stored; what is fine stays as it is', () => {
	const any = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom('\\', 'u', '0', 'd', '8', '\u0000', '\r', '\n', '\t', '\ud83d', '\ude00', '"', 'n') }));
	fc.assert(
		fc.property(any, (text) => {
			const row = journalRow({ kind: 'result', key: 'k', flow: 'f', message: text, payload: JSON.stringify({ text, [text]: [text] }) });
			expectClean(row);
			const inside = JSON.parse(row.payload) as { text: string };
			expect(cleanText(inside.text)).toBe(row.message);
			if (!UNCLEAN.test(text.replace(/[\t\r]/g, ''))) expect(inside.text).toBe(text);
		}),
		{ seed: 3, numRuns: 500 },
	);
});

test('an escaped pair of surrogates stays a character', () => {
	expect(JSON.parse(journalRow({ kind: 'record', payload: '{"a":"\\ud83d\\ude00\\u0041\\u000a"}' }).payload)).toEqual({ a: '😀A\n' });
});

test('a record that is carried over is what it was', () => {
	const table = new Table();
	const fine = receipt({ note: 'C:\\temp\\u0000 "x"\nříjen 😀' });
	table.receive([fine]);
	expect(recordOf(foldJournal(table.rows()).records.get(fine.key)?.newest)).toEqual(fine);
});
