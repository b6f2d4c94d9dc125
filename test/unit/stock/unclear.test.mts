// What is not known of a list: units, identities, names, values under other names. It is told, never guessed or removed.
import { createReadStream, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import type { StockItem } from '../../../core/records/stock';
import { compareLists } from '../../../core/stock/compare';
import { listOfFile } from '../../../core/stock/formats';
import { STOCK_FORMATS } from '../../../nodes/shared/stockFormats';
import type { StockList } from '../../../core/stock/list';
import { listOfItems, listOfValues } from '../../support/stockLists.mts';
import { compareTwoWay } from '../../../core/stock/twoWay';
import { listed, priced, settingsOf, stockItem, type SettingsGiven } from './lists.mts';

const CASES = 'test/fixtures/cases/stock';
const asList = (list: StockItem[] | StockList) => (Array.isArray(list) ? listOfItems(list) : list);
const compare = (source: StockItem[] | StockList, target: StockItem[] | StockList, given: SettingsGiven = {}) =>
	listed(compareLists(asList(source), asList(target), settingsOf(given)));
const brief = ({ changes }: Awaited<ReturnType<typeof compare>>) => changes.map(({ action, code }) => `${action} ${code}`);
const messages = (conflicts: ReadonlyArray<{ message: string }>) => conflicts.map(({ message }) => message).join('\n');
const QUANTITY: SettingsGiven = { fields: [{ field: 'quantity', winner: 'source' }] };

describe('stores that count in different units', () => {
	const { source, target } = JSON.parse(readFileSync(`${CASES}/stores-of-different-units.json`, 'utf8')) as Record<'source' | 'target', unknown[]>;
	const run = async (rows: unknown[], units: Array<{ from: string; to: string; factor: number }>) =>
		await compare(listOfValues(rows), listOfValues(target), { ...QUANTITY, rules: { combine: 'add', units } });

	test('are a conflict that names the units, stores and quantities', async () => {
		const { changes, conflicts } = await run(source, []);
		expect(changes).toEqual([]);
		expect(messages(conflicts)).toContain('2 ks in HLAVNI, 5 krt in PRODEJNA. Add a unit rule');
	});

	test('are added up by a rule, in the unit of the leading card', async () => {
		const { changes } = await run(source, [{ from: 'krt', to: 'ks', factor: 12 }]);
		expect(changes.map(({ after }) => after?.quantity)).toEqual([62]);
		const two = [...source, { code: 'A', name: 'Zboží A', warehouse: 'SKLEP', unit: 'KS.', quantity: 3 }];
		expect((await run(two, [{ from: 'krt', to: 'ks', factor: 12 }])).changes[0].after?.quantity).toBe(65);
	});

	test('a card that names no unit is not known to count in that of the others', async () => {
		const rows = [source[0], { code: 'A', name: 'Zboží A', warehouse: 'PRODEJNA', quantity: 5 }];
		const { changes, conflicts } = await run(rows, []);
		expect(changes).toEqual([]);
		expect(messages(conflicts)).toContain('5 without a unit in PRODEJNA');
	});

	test('reservations count as well', async () => {
		const rows = [source[0], { code: 'A', name: 'Zboží A', warehouse: 'PRODEJNA', unit: 'krt', reserved: 1 }];
		expect(messages((await run(rows, [])).conflicts)).toContain('different units');
		const { changes } = await compare(listOfValues(rows), listOfValues(target), {
			...QUANTITY,
			rules: { combine: 'add', reserved: 'subtract', units: [{ from: 'krt', to: 'ks', factor: 12 }] },
		});
		expect(changes.map(({ after }) => after?.quantity)).toEqual([-10]);
	});
});

describe('an item whose identity is not known', () => {
	const target = ['001', '002', '003'].map((code) => priced(code, 10, undefined, { plu: code }));

	test.each(['code', 'plu'] as const)('in a table as in a workflow: nothing is removed (%s)', async (by) => {
		const table = listOfFile(STOCK_FORMATS, () => createReadStream(`${CASES}/source-row-without-plu.csv`));
		const items = listOfValues([target[0], { name: 'Chléb' }, target[2]]);
		for (const source of [table, items]) {
			const result = await compare(source, target, { match: { by: [by] } });
			expect(brief(result).filter((change) => change.startsWith('remove'))).toEqual([]);
			expect(result.summary.notAllowed.remove).toBe(1);
			expect(messages(result.conflicts)).toContain('nothing is removed or created in this run');
		}
	});

	test('has no key of any step: nothing is removed, new ones are created', async () => {
		const source = [stockItem('A', { eans: ['12345670'] }), stockItem('B'), stockItem('C', { eans: ['8594001234560'] })];
		const there = [stockItem('X', { eans: ['00012345'] }), stockItem('A', { eans: ['12345670'] })];
		const result = await compare(source, there, { match: { by: ['ean'] } });
		expect(brief(result)).toEqual(['create C']);
		expect(result.conflicts[0].message).toContain('nothing is removed in this run');
		expect(result.summary.notes.join()).toContain('nothing was removed');
		const known = await compare([source[0], source[2]], there, { match: { by: ['ean'] } });
		expect(brief(known)).toContain('remove X');
	});

	test('cannot be read, and its key of one of the steps is not known: nothing is removed', async () => {
		const source = listOfValues([priced('A', 1), { code: 'B', name: 'B', quantity: 'x' }]);
		const there = [priced('A', 1), priced('C', 1, undefined, { eans: ['12345670'] })];
		expect(brief(await compare(source, there, { match: { by: ['ean', 'code'] } }))).toEqual([]);
		expect(brief(await compare(source, there, { match: { by: ['code'] } }))).toEqual(['remove C']);
	});

	test('the same in two-way mode, and the state of what is not seen is kept', async () => {
		const settings = settingsOf({ match: { by: ['ean'] }, fields: [{ field: 'name', winner: 'source' }] });
		const [x, y] = [stockItem('X', { eans: ['00012345'] }), stockItem('Y', { eans: ['12345670'] })];
		const given = { state: [] as unknown[], limit: 100, deleted: 'source' as const };
		const first = await compareTwoWay(listOfItems([x, y]), listOfItems([x, y]), settings, given);
		const second = await listed(compareTwoWay(listOfItems([y, stockItem('X')]), listOfItems([x, y]), settings, { ...given, state: first.state }));
		expect(second.changes).toEqual([]);
		const third = await compareTwoWay(listOfItems([y, stockItem('X')]), listOfItems([y]), settings, { ...given, state: first.state });
		expect(third.state).toHaveLength(2);
	});
});

describe('feeds of code and quantity', () => {
	test('need no name', async () => {
		const feed = listOfValues([{ code: 'A', quantity: 3 }, { code: 'B', quantity: 1, name: null }]);
		const result = await compare(feed, [priced('A', 5, 1), priced('B', 5, 2)], { fields: [...(QUANTITY.fields ?? []), { field: 'name', winner: 'source' }] });
		expect(result.conflicts).toEqual([]);
		expect(result.changes.map(({ after }) => [after?.code, after?.name, after?.quantity])).toEqual([
			['A', 'Zboží A', 3],
			['B', 'Zboží B', 1],
		]);
	});

	test('the case of short, text, misnamed and residual values: each is used or named', async () => {
		const rows = JSON.parse(readFileSync(`${CASES}/text-and-short-items.json`, 'utf8')) as Array<Record<string, unknown>>;
		const [short, text, misnamed, residue] = rows.map(({ note: _note, ...row }) => row);
		const withA = async (row: unknown) => await compare(listOfValues([row]), [priced('A', 5, 1)], QUANTITY);
		expect((await withA(short)).changes.map(({ after }) => after?.quantity)).toEqual([3]);
		expect((await withA(text)).stop?.message).toContain('item 1: quantity is the text "5"');
		expect((await withA(misnamed)).summary.notes.join(' ')).toMatch(/No item of the source states quantity.*price.*stock/);
		expect((await withA(residue)).changes.map(({ after }) => after?.quantity)).toEqual([17.4]);
	});

	test('what has no name is not created', async () => {
		const result = await compare(listOfValues([{ code: 'A', quantity: 3 }, { code: 'N', quantity: 3 }]), [priced('A', 5, 3)], QUANTITY);
		expect(result.changes).toEqual([]);
		expect(messages(result.conflicts)).toContain('N (item 2 of the source) has no name');
	});

	test('a whole new list keeps the names of the target', async () => {
		const result = await compare(listOfValues([{ code: 'A', quantity: 3 }]), [priced('A', 5, 1)], { ...QUANTITY, replacement: true });
		expect(result.changes.map(({ after }) => [after?.name, after?.quantity])).toEqual([['Zboží A', 3]]);
	});

	test('values under other names are named, and that nothing was compared', async () => {
		for (const more of [{ price: 12, stock: 7 }, { stock_quantity: 7 }]) {
			const { changes, summary } = await compare(listOfValues([{ code: 'A', name: 'Zboží A', ...more }]), [priced('A', 5, 1)]);
			expect(changes).toEqual([]);
			expect(summary.notes.join(' ')).toContain('No item of the source states quantity, price');
			for (const name of Object.keys(more)) expect(summary.notes.join(' ')).toContain(name);
		}
		const fine = await compare([priced('A', 5, 1)], [priced('A', 5, 1)]);
		expect(fine.summary.notes).toEqual([]);
	});

	test('all items unreadable: the first reasons are named, not the rules', async () => {
		const rows = ['A', 'B', 'C', 'D', 'E'].map((code) => ({ code, name: code, quantity: '5' }));
		const { stop } = await compare(listOfValues(rows), [priced('A', 5, 1)], QUANTITY);
		expect(stop?.message).toContain('item 1: quantity is the text "5"');
		expect(stop?.message).toContain('2 more');
		expect(stop?.message).not.toContain('rules');
		const mixed = await compare(listOfValues([...rows.slice(0, 1), { ...priced('X', 1, 1), forSale: false }]), [priced('A', 5, 1)], { ...QUANTITY, rules: { onlyForSale: true } });
		expect(mixed.stop?.message).toContain('1 not for sale, 1 cannot be read');
		expect(mixed.stop?.message).toContain('item 1: quantity is the text "5"');
	});
});

test('a label that differs by capitals or spaces is a conflict: the item is neither left out nor removed', async () => {
	for (const label of ['p1', ' P 1', 'P1']) {
		const item = (code: string, labels: string[]) => priced(code, 1, 1, { labels });
		const result = await compare([item('A', [label]), item('B', ['P1'])], [item('A', ['P1']), item('B', ['P1'])], { rules: { label: 'P1' } });
		expect(result.changes).toEqual([]);
		if (label !== 'P1') expect(messages(result.conflicts)).toContain(`the label "${label}"`);
		else expect(result.conflicts).toEqual([]);
	}
});
