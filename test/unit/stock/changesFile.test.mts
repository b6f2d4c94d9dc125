/** Files that a register takes: what they hold, and how they are told from each other. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { changesCsv, sortChanges } from '../../../core/stock/changesFile';
import { differencesHtml } from '../../../core/stock/differencesHtml';
import { newestList } from '../../../core/stock/listNames';
import { readDelimited, type DelimitedRow } from '../../../core/text/delimited';
import { HOSTILE } from '../../support/hostile.mts';

const change = (more: object = {}) => ({ recordType: 'stockChange', action: 'update', applyTo: 'target', code: '00421', name: 'old', before: null, after: { code: '00421', name: 'Konvička; "0,8"', unit: 'ks', vatRate: 21, eans: ['1', '2'], labels: ['A', 'B'], quantity: 7, prices: { sale: 12.5, saleIncludesVat: true } }, ...more });

describe('changes as CSV', () => {
	test('are whole items in absolute values, with codes as they are', () => {
		expect(changesCsv([change()], ['quantity'])).toBe('\uFEFFaction;code;eans;name;unit;vatRate;price;priceIncludesVat;quantity\nupdate;00421;1 2;"Konvička; ""0,8""";ks;21;12.5;true;7');
		expect(changesCsv([change()], ['labels']).split('\n').map((line) => line.split(';').at(-1))).toEqual(['labels', 'A B']);
	});

	test('of a removal say what was there; what is not stated is nothing', () => {
		expect(changesCsv([change({ action: 'remove', before: { code: 'X', name: 'Staré' }, after: null, code: 'X' })], ['quantity']).split('\n')[1]).toBe('remove;X;;Staré;;;;;');
		expect(changesCsv([change({ after: { code: 'X', name: '', vatRate: null, quantity: 0 }, code: 'X' })], ['quantity']).split('\n')[1]).toBe('update;X;;;;;;;0');
	});

	test('are read again as they were written', async () => {
		const text = fc.string().filter((one) => !/[\r\n]/.test(one) && one !== '');
		await fc.assert(
			fc.asyncProperty(text, text, async (code, name) => {
				const pieces = async function* () {
					yield changesCsv([change({ code, after: { name } })], []).slice(1);
				};
				const rows: DelimitedRow[] = [];
				for await (const some of readDelimited(pieces(), { delimiter: ';' })) rows.push(...some);
				expect([rows[1]!.cells[1], rows[1]!.cells[3]]).toEqual([code, name]);
			}),
			{ seed: 14, numRuns: 200 },
		);
	});

	test('are sorted by the list in which they are to be done; nothing else passes for a change', () => {
		const after = { recordType: 'stockItem', code: '1' };
		const sorted = sortChanges([change(), change({ applyTo: 'source', after }), change({ applyTo: 'source', action: 'remove', after: null }), { fileName: 'x.jsonl' }, null, 'x']);
		expect(sorted).toEqual({ target: [change()], source: [after], others: 4 });
	});
});

describe('the newest list of a folder', () => {
	const now = '2026-11-30T05:00:00.123+01:00';
	const newest = (names: unknown[], prefix = 'register-stock', ending = 'xml') => newestList(names, { prefix, ending, now });

	test('is the one with the latest time of its run, whatever the order', () => {
		const names = ['register-stock_20261129-040000000_pohoda-20261129T045900.xml', 'register-stock_20261128-040000000.xml'];
		for (const list of [names, [...names].reverse()])
			expect(newest(list)).toEqual({ file: names[0], base: names[0]!.slice(0, -4), known: '20261129T045900', next: 'register-stock_20261130-040000123' });
		expect(newest([names[1]])).toMatchObject({ file: names[1], known: '' });
	});

	test('is none in an empty folder, and none that is not finished or of something else', () => {
		const none = { file: '', base: 'nothing', known: '', next: 'register-stock_20261130-040000123' };
		expect(newest([undefined])).toEqual(none);
		expect(newest(['register-stock_20261129-040000000.xml.part', 'a-register-stock_20261129-040000000.xml', 'register-stock_2026.xml', 'state_20261129-040000000.xml', 7, null])).toEqual(none);
		expect(newest(['state_20261129-040000000.jsonl', 'stateX_20261129-040000000.jsonl'], 'state', 'jsonl').file).toBe('state_20261129-040000000.jsonl');
	});
});

test('the page of differences counts and names, and nothing in it acts', () => {
	const all = HOSTILE.join(' | ');
	const counts = { create: 2, update: 0, remove: 1, same: 4, conflicts: 1 };
	const html = differencesHtml({ ...counts, wouldHave: [{ action: 'create', applyTo: 'target', code: all, name: all, fields: [], message: all }] });
	expect(html).toContain('<b>2</b> to create, <b>0</b> to update, <b>1</b> to remove, 4 stay as they are, <b>1 conflicts</b> (left as they are in the register).</p><p>The first 1 of 3:</p>');
	expect(HOSTILE.filter((one) => /[<>"&{]/.test(one) && html.includes(one))).toEqual([]);
	expect(html).toContain('Sleva &lt;!-- akce');
	expect(differencesHtml({ ...counts, conflicts: 0 })).not.toContain('conflicts');
});
