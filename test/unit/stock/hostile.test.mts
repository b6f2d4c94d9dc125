// Lists as they should not be: doubled and look-alike codes, values that are none, files that are cut off.
import { describe, expect, test } from '@jest/globals';
import type { StockItem } from '../../../core/records/stock';
import { compareLists } from '../../../core/stock/compare';
import { listOfFile } from '../../../core/stock/formats';
import { STOCK_FORMATS } from '../../../nodes/shared/stockFormats';
import { joinLists, type StockList } from '../../../core/stock/list';
import { listOfItems, listOfValues } from '../../support/stockLists.mts';
import { writeJsonLines } from '../../../core/text/jsonLines';
import { chunked, gathered, priced, settingsOf, stockItem, type SettingsGiven, listed } from './lists.mts';

const asList = (items: StockItem[] | StockList) => (Array.isArray(items) ? listOfItems(items) : items);
const compare = (source: StockItem[] | StockList, target: StockItem[] | StockList, given: SettingsGiven = {}) =>
	listed(compareLists(asList(source), asList(target), settingsOf(given)));
const brief = ({ changes }: Awaited<ReturnType<typeof compare>>) =>
	changes.map(({ action, code }) => `${action} ${code}`);

describe('codes', () => {
	const doubled: Array<[string, string, string, Partial<SettingsGiven['match']>]> = [
		['Unicode form', 'Ř1', 'R\u030c1', {}],
		['case, when it is ignored', 'AB1', 'ab1', { ignoreCase: true }],
		['spaces at the ends, when they are ignored', 'AB1', ' AB1\t', { ignoreSpaces: true }],
		['double and no-break spaces, when they are ignored', 'AB 1', 'AB \u00a0 1', { ignoreSpaces: true }],
		['full-width letters, when spaces are ignored', 'AB1', '\uff21\uff22\uff11', { ignoreSpaces: true }],
		['inner spaces, when they are ignored', 'AB1', 'A B 1', { ignoreSpaces: true }],
		['leading zeros, when they are ignored', '007', '7', { ignoreLeadingZeros: true }],
	];

	test.each(doubled)(
		'that differ only by %s are one code: matched across, never guessed when doubled',
		async (_, one, other, match) => {
			expect(brief(await compare([priced(one, 1, 2)], [priced(other, 1, 1)], { match }))).toEqual([`update ${other}`]);
			for (const [source, target] of [
				[[priced(one, 1, 2), priced(other, 1, 3)], [priced(one, 1, 1)]],
				[[priced(one, 1, 2)], [priced(one, 1, 1), priced(other, 1, 1)]],
				[
					[priced(one, 1, 2), priced(other, 1, 2)],
					[priced(one, 1, 1), priced(other, 1, 1)],
				],
				[[priced(one, 1, 2), priced(other, 1, 2)], [priced('X', 1, 1)]],
			]) {
				const { changes, conflicts } = await compare(source, target, { match });
				expect(changes.filter(({ code }) => code !== 'X')).toEqual([]);
				expect(conflicts).toMatchObject([{ reason: 'notUnique', by: 'code' }]);
				expect(conflicts[0].items.filter(({ code }) => code !== 'X')).toHaveLength(
					source.length + target.filter(({ code }) => code !== 'X').length,
				);
			}
		},
	);

	test('that look alike but count as two are a conflict instead of one created and one removed', async () => {
		const { changes, conflicts } = await compare([priced('007', 1, 1)], [priced('7', 1, 1)]);
		expect(changes).toEqual([]);
		expect(conflicts).toMatchObject([
			{
				reason: 'similar',
				key: '7',
				items: [
					{ side: 'source', code: '007' },
					{ side: 'target', code: '7' },
				],
			},
		]);
		expect(
			brief(await compare([priced('007', 1, 1)], [priced('7', 1, 1)], { match: { similar: 'separate' } })),
		).toEqual(['create 007', 'remove 7']);
		// Both there: no reason to doubt.
		expect(
			brief(await compare([priced('007', 1, 2), priced('7', 1, 1)], [priced('7', 1, 1), priced('007', 1, 1)])),
		).toEqual(['update 007']);
	});

	test('a conflict protects all items that it could be about', async () => {
		const { changes, conflicts } = await compare(
			[priced('A', 1, 5), priced('a', 2, 5), priced('B', 1, 1)],
			[priced('A', 1, 1), priced('B', 1, 2)],
			{ match: { ignoreCase: true } },
		);
		expect(changes.map(({ code }) => code)).toEqual(['B']);
		expect(conflicts[0].message).toBe(
			'The code A is not unique (source: 2 items, target: 1). None of these items was matched: A "Zboží A" (item 1 of the source), a "Zboží a" (item 2 of the source), ' +
				'A "Zboží A" (item 1 of the target). Correct the code where it is wrong; cards of one code in several stores (sklady) are joined by Stores in the rules.',
		);
	});
});

describe('matching in steps', () => {
	const ean = (code: string, ...eans: string[]) => priced(code, 1, 1, { eans });

	test('what the code does not match goes to the EAN, what that does not match is created or removed', async () => {
		const source = [priced('A', 1, 2), { ...ean('B', '8594001234560'), quantity: 2 }, ean('C', '11111116')];
		const target = [priced('A', 1, 1), ean('B-old', '08594001234560'), ean('D', '22222222')];
		expect(brief(await compare(source, target, { match: { by: ['code', 'ean'] } }))).toEqual([
			'update A',
			'update B-old',
			'create C',
			'remove D',
		]);
		expect(brief(await compare(source, target, { match: { by: ['code'] } }))).toEqual([
			'update A',
			'create B',
			'remove B-old',
			'create C',
			'remove D',
		]);
	});

	test('UPC and EAN-13 are one number, spaces and dashes do not count', async () => {
		const { changes, conflicts } = await compare(
			[ean('A', '012345-678905')],
			[ean('Z', ' 012345 678905'), ean('Y', '0012345678905')],
			{ match: { by: ['ean'] } },
		);
		expect([changes, conflicts.map(({ reason }) => reason)]).toEqual([[], ['notUnique']]);
	});

	test('EANs that lead to two items are ambiguous', async () => {
		const { changes, conflicts } = await compare(
			[ean('A', '11111116', '22222222')],
			[ean('X', '11111116'), ean('Y', '22222222')],
			{ match: { by: ['ean'] } },
		);
		expect(changes).toEqual([]);
		expect(conflicts.map(({ reason }) => reason)).toEqual(['ambiguous', 'ambiguous']);
		expect(conflicts.flatMap(({ items }) => items.map(({ code }) => code)).sort()).toEqual(['A', 'X', 'Y']);
	});

	test("an EAN that a matched item has is nobody else's", async () => {
		const { changes, conflicts } = await compare([ean('A', '11111116')], [priced('A', 1, 1), ean('X', '11111116')], {
			match: { by: ['code', 'ean'] },
		});
		expect(changes).toEqual([]);
		expect(conflicts).toMatchObject([{ reason: 'taken', items: [{ side: 'target', code: 'X' }] }]);
	});

	test('an item without a key of any step is a conflict; PLU 0 is none', async () => {
		const { changes, conflicts } = await compare(
			[stockItem('A', { plu: '0' }), stockItem('B', { plu: '5' })],
			[stockItem('Z', { plu: '5' })],
			{ match: { by: ['plu'] } },
		);
		expect(changes).toMatchObject([{ action: 'update', code: 'Z' }]);
		expect(conflicts).toMatchObject([{ reason: 'noKey', items: [{ code: 'A' }] }]);
	});
});

describe('values', () => {
	const raw = (fields: object) => ({ recordType: 'stockItem', code: 'A', name: 'Zboží A', ...fields });
	const bad: Array<[string, object]> = [
		['NaN', { quantity: Number.NaN }],
		['infinite', { prices: { sale: Infinity } }],
		['text for a number', { quantity: '5' }],
		['seven decimals', { prices: { sale: 0.1234567 } }],
		['too large', { quantity: 1e15 }],
		['no text for a name', { name: {} }],
	];

	test.each(bad)(
		'%s: the item is a conflict, it is neither changed nor removed, the others go on',
		async (_, fields) => {
			const { changes, conflicts } = await compare(listOfValues([raw(fields), priced('B', 1, 5)]), [
				priced('A', 1, 1),
				priced('B', 1, 1),
			]);
			expect(changes.map(({ code }) => code)).toEqual(['B']);
			expect(conflicts.map(({ reason }) => reason).sort()).toEqual(['blocked', 'unreadable']);
		},
	);

	test('an empty price is no price: nothing is said about it', async () => {
		for (const empty of [{ prices: {}, quantity: null }, { prices: { sale: '' } }, { prices: null, quantity: '' }]) {
			const { changes, conflicts } = await compare(listOfValues([raw(empty)]), [priced('A', 9, 9)]);
			expect([changes, conflicts]).toEqual([[], []]);
		}
	});

	test('an item that does not even say what it is stops removing and creating, not updating', async () => {
		const { changes, conflicts, summary } = await compare(
			listOfValues([{ price: 1 }, 'text', priced('A', 1, 5), priced('N', 1, 1)]),
			[priced('A', 1, 1), priced('X', 1, 1)],
		);
		expect(changes.map(({ action, code }) => [action, code])).toEqual([['update', 'A']]);
		expect(conflicts).toHaveLength(2);
		expect(summary.notAllowed).toEqual({ create: 1, update: 0, remove: 1 });
		expect(summary.message).toContain('does not say which one it is, so nothing was removed or created');
	});

	test('negative stock goes as it is, or as zero', async () => {
		const run = (negative: 'keep' | 'zero') =>
			compare([priced('A', 1, -3)], [priced('A', 1, 1)], { rules: { negative } });
		expect((await run('keep')).changes[0].after).toMatchObject({ quantity: -3 });
		expect((await run('zero')).changes[0].after).toMatchObject({ quantity: 0 });
	});

	test('everything removed stops', async () => {
		const target = Array.from({ length: 20 }, (_, index) => priced(`X${index}`, 1, 1));
		const { stop } = await compare([priced('A', 1, 1)], target, { guards: { maxRemovedPercent: 99 } });
		expect(stop).toMatchObject({ by: 'tooManyRemoved', message: expect.stringContaining('20 of 20') });
	});
});

describe('files', () => {
	const card = (id: number, count: string, price = '10') =>
		`<lStk:stock version="2.0"><stk:stockHeader><stk:id>${id}</stk:id><stk:stockType>card</stk:stockType><stk:code>C${id}</stk:code><stk:sellingRateVAT value="21">high</stk:sellingRateVAT>` +
		`<stk:name>Zboží ${id}</stk:name><stk:unit>ks</stk:unit><stk:sellingPrice>${price}</stk:sellingPrice><stk:count>${count}</stk:count></stk:stockHeader></lStk:stock>`;
	const export1 = (cards: string) =>
		`<?xml version="1.0" encoding="UTF-8"?><rsp:responsePack xmlns:rsp="http://www.stormware.cz/schema/version_2/response.xsd" xmlns:lStk="http://www.stormware.cz/schema/version_2/list_stock.xsd" ` +
		`xmlns:stk="http://www.stormware.cz/schema/version_2/stock.xsd" version="2.0" id="1" state="ok"><rsp:responsePackItem version="2.0" id="1" state="ok">` +
		`<lStk:listStock version="2.0" dateTimeStamp="2026-11-20T05:00:00" dateValidFrom="2026-11-20" state="ok">${cards}</lStk:listStock></rsp:responsePackItem></rsp:responsePack>`;
	const file = (bytes: Uint8Array | string, size = 50) => {
		const all = typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes;
		return listOfFile(STOCK_FORMATS, () => chunked(all, size));
	};
	const target = Array.from({ length: 6 }, (_, index) =>
		priced(`C${index}`, 12.1, 1, { unit: 'ks', name: `Zboží ${index}` }),
	);
	const cards = target.map((_, index) => card(index, String(index))).join('');

	test('a POHODA export says quantity, price without VAT and its time', async () => {
		const { changes, summary } = await compare(file(export1(cards)), target);
		expect(changes.map(({ code, after }) => [code, after?.quantity])).toEqual([
			['C0', 0],
			['C2', 2],
			['C3', 3],
			['C4', 4],
			['C5', 5],
		]);
		expect(summary).toMatchObject({
			madeAt: '2026-11-20T05:00:00',
			nextChangedSince: '2026-11-20T05:00:00',
			fields: { quantity: 5 },
		});
	});

	test('cut off anywhere, an export or a JSON Lines file gives no change at all', async () => {
		const jsonLines = await gathered(writeJsonLines(target.slice(0, 3)));
		for (const whole of [new TextEncoder().encode(export1(cards)), jsonLines]) {
			for (let length = 0; length < whole.length - 1; length += 13) {
				await expect(compare(file(whole.slice(0, length)), target)).rejects.toThrow();
				await expect(compare(target, file(whole.slice(0, length)))).rejects.toThrow();
			}
		}
	});

	test('the second page cut off gives no change either', async () => {
		const first = file(export1(card(0, '5')));
		const second = file(export1(cards).slice(0, -40));
		await expect(compare(joinLists([first, second]), target)).rejects.toThrow();
	});

	test('a card whose stock or price is no number is a conflict', async () => {
		const { changes, conflicts } = await compare(
			file(export1(card(0, 'NaN') + card(1, '5', '1,5') + card(2, '5'))),
			target,
		);
		expect(changes.map(({ action, code }) => `${action} ${code}`)).toEqual([
			'update C2',
			'remove C3',
			'remove C4',
			'remove C5',
		]);
		expect(conflicts.filter(({ reason }) => reason === 'unreadable')).toHaveLength(2);
		expect(conflicts.find(({ reason }) => reason === 'unreadable')?.message).toMatch(
			/C0 "Zboží 0" \(line 1 of the source\) cannot be compared. .*"NaN"/,
		);
	});

	test('an empty price or quantity of a card, or in the item list of KASA FIK, overwrites nothing', async () => {
		const { changes, conflicts } = await compare(file(export1(card(0, '', '') + card(1, '5'))), target.slice(0, 2));
		expect(changes.map(({ action, code }) => `${action} ${code}`)).toEqual(['update C1']);
		expect(conflicts).toEqual([]);
		const csv =
			'ID,PLU,Název,Cena bez DPH,Cena s DPH,DPH sazba,Název kategorie,Štítky,Sklady,Zobrazovat,Poznámka,Jednotka\n,C0,Zboží 0,,,21,,,A,A,,ks\n';
		expect((await compare(file(csv), target.slice(0, 1))).changes).toEqual([]);
	});

	test('files of another kind say what they are', async () => {
		await expect(compare(file('<html><body>Login</body></html>'), target)).rejects.toThrow(/web page|HTML/i);
		await expect(compare(file('a;b;c\n1;2;3\n'), target)).rejects.toThrow('This is no item list of KASA FIK');
		await expect(compare(file(''), target)).rejects.toThrow('The file is empty');
		await expect(
			compare(
				listOfFile(STOCK_FORMATS, () => chunked(new TextEncoder().encode(export1(cards)), 50), { largest: 100 }),
				target,
			),
		).rejects.toThrow('larger than 100 bytes');
	});
});
