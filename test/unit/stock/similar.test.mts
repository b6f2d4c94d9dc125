// Identities that a person or a program for tables has written in another way: a conflict, never a second record.
import { createReadStream } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import type { StockItem } from '../../../core/records/stock';
import { compareLists } from '../../../core/stock/compare';
import { listOfFile } from '../../../core/stock/formats';
import { STOCK_FORMATS } from '../../../nodes/shared/stockFormats';
import type { StockList } from '../../../core/stock/list';
import { listOfItems } from '../../support/stockLists.mts';
import { listed, priced, settingsOf, stockItem, type SettingsGiven } from './lists.mts';

const CASES = 'test/fixtures/cases/stock';
const file = (name: string) => listOfFile(STOCK_FORMATS, () => createReadStream(`${CASES}/${name}`));
const compare = (source: StockItem[] | StockList, target: StockItem[] | StockList, given: SettingsGiven = {}) => {
	const [from, to] = [source, target].map((list) => (Array.isArray(list) ? listOfItems(list) : list));
	return listed(compareLists(from, to, settingsOf(given)));
};
/** `similar: 001, 1` */
const told = ({ conflicts }: Awaited<ReturnType<typeof compare>>) =>
	conflicts.map(({ reason, items }) => `${reason}: ${items.map(({ code }) => code).sort().join(', ')}`).sort();

describe('a list whose codes went through a program for tables', () => {
	const source = ['001', '90.750', '8594001234561'].map((code) => priced(code, 10, undefined, { plu: code }));

	test.each(['code', 'plu'] as const)('is a conflict by %s: nothing is created or removed', async (by) => {
		const result = await compare(source, file('target-codes-damaged-by-excel.csv'), { match: { by: [by] } });
		expect(result.changes).toEqual([]);
		expect(told(result)).toEqual(['similar: 001, 1', 'similar: 8.594E+12, 8594001234561', 'similar: 90.75, 90.750']);
		expect(result.conflicts.find(({ key }) => key?.startsWith('8'))?.message).toContain('8.594E+12 "Zboží 8594001234561"');
	});

	test.each(['8,594E+12', '8.59400E+12', '8594001234561.0', '8594001234561,00', "'8594001234561"])('%j', async (code) => {
		const result = await compare([priced('8594001234561', 10)], [priced(code, 10)]);
		expect(result.changes).toEqual([]);
	});

	test('the EAN too, and each article that a rounded one may be', async () => {
		const articles = ['8594001234560', '8594001234577', '4008400000000'].map((ean) => stockItem(`C${ean}`, { eans: [ean] }));
		const result = await compare(articles, [stockItem('X', { eans: ['8.594E+12'] })], { match: { by: ['ean'] } });
		expect(result.changes.map(({ action, code }) => `${action} ${code}`)).toEqual(['create C4008400000000']);
		expect(told(result)).toEqual(['similar: C8594001234560, C8594001234577, X']);
	});

	test('what may be an item that cannot be read is left alone', async () => {
		const unreadable: StockList = {
			async *open() {
				yield [
					{ ok: false, place: 'line 2', reasons: ['The price is no number.'], known: { code: '001' } },
					{ ok: true, place: 'line 3', item: priced('B', 1) },
				];
			},
		};
		const result = await compare(unreadable, [priced('1', 1), priced('B', 1)]);
		expect(result.changes).toEqual([]);
		expect(told(result)).toEqual(['similar: 1', 'unreadable: 001']);
	});

	test('in each store for itself where items of several stores are several', async () => {
		const result = await compare(
			[priced('001', 1, 1, { warehouse: 'A' }), priced('002', 1, 1, { warehouse: 'A' })],
			[priced('1', 1, 1, { warehouse: 'a' }), priced('2', 1, 1, { warehouse: 'B' })],
			{ rules: { combine: 'separate' } },
		);
		expect(result.changes.map(({ action, code }) => `${action} ${code}`)).toEqual(['create 002', 'remove 2']);
		expect(result.conflicts[0]).toMatchObject({ reason: 'similar', key: '1 in store A' });
	});

	test('the order of the lists does not matter', async () => {
		const target = ['8.59E+12', '8.594E+12', '1', '01'].map((code) => priced(code, 1));
		const plain = async (from: StockItem[], to: StockItem[]) =>
			(await compare(from, to)).conflicts.map(({ reason, key, items }) => ({ reason, key, items: items.map((item) => ({ ...item, place: '' })) }));
		const one = await plain(source, target);
		expect(await plain([...source].reverse(), [...target].reverse())).toEqual(one);
		expect(one.length).toBeGreaterThan(1);
	});
});

test('a conflict shows the identity as somebody has written it', async () => {
	const doubled = [stockItem('A', { eans: ['8594001234561'] }), stockItem('B', { eans: ['8594001234561'] })];
	const { conflicts } = await compare(doubled, [stockItem('C', { eans: ['8594001234561'] })], { match: { by: ['ean'] } });
	expect(conflicts).toMatchObject([{ reason: 'notUnique', by: 'ean', key: '8594001234561' }]);
	expect(conflicts[0].message).toContain('The EAN 8594001234561 is not unique');
	const lower = await compare([priced('ab1', 1), priced('AB1', 1)], [priced('ab1', 1)]);
	expect(lower.conflicts[0].key).toMatch(/^(ab1|AB1)$/);
});
