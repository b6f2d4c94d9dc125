import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { StockItem } from '../../../core/records/stock';
import { byCode } from '../../../core/stock/changeLog';
import { compareLists } from '../../../core/stock/compare';
import { listOfItems } from '../../support/stockLists.mts';
import { COMPARED_FIELDS, MATCH_KEYS, WINNERS, type StockSettings } from '../../../core/stock/settings';
import { applied, arbitraryList, priced, settingsOf, stockItem, type SettingsGiven, listed } from './lists.mts';

const compare = (source: StockItem[], target: StockItem[], settings: StockSettings, mostKept?: number) =>
	listed(compareLists(listOfItems(source), listOfItems(target), settings, mostKept));

/** How many changes are kept; the others are found anew. */
const kept = fc.constantFrom(0, 2, undefined);

const KEY_FIELDS = { code: '', ean: 'eans', plu: 'plu' } as const;

const arbitrarySettings = fc
	.record({
		by: fc.subarray([...MATCH_KEYS], { minLength: 1 }).chain((by) => fc.shuffledSubarray(by, { minLength: by.length })),
		ignoreCase: fc.boolean(),
		ignoreSpaces: fc.boolean(),
		ignoreLeadingZeros: fc.boolean(),
		similar: fc.constantFrom('conflict' as const, 'separate' as const),
		fields: fc.subarray([...COMPARED_FIELDS], { minLength: 1 }),
		winners: fc.array(fc.constantFrom(...WINNERS), { minLength: 10, maxLength: 10 }),
		label: fc.constantFrom('', 'pokl1'),
		warehouses: fc.constantFrom<string[][]>([], ['S1'], ['S2', 'S1']),
		combine: fc.constantFrom('none' as const, 'add' as const, 'separate' as const),
		onlyForSale: fc.boolean(),
		leavePausedAlone: fc.boolean(),
		priceRounding: fc.constantFrom(0, 0.5, 1),
		negative: fc.constantFrom('keep' as const, 'zero' as const),
		allow: fc.subarray(['create' as const, 'update' as const, 'remove' as const]),
	})
	.map(({ fields, winners, by, ignoreCase, ignoreSpaces, ignoreLeadingZeros, similar, allow, ...rules }) =>
		settingsOf({
			match: { by, ignoreCase, ignoreSpaces, ignoreLeadingZeros, similar },
			// What is matched by is not changed: that would change what matches.
			fields: [
				...new Set([...fields.filter((field) => !by.some((key) => KEY_FIELDS[key] === field)), 'name' as const]),
			].map((field, index) => ({ field, winner: winners[index], ...(field === 'price' ? { tolerance: 0.01 } : {}) })),
			rules: { ...rules, units: [{ from: 'bal', to: 'ks', factor: 6 }] },
			guards: { allow },
		}),
	);

/** What does not depend on the order of the lists. */
const plain = ({ changes, conflicts, summary }: Awaited<ReturnType<typeof compare>>) => ({
	changes: changes.map((change) => ({ ...change, origins: 0 })),
	conflicts: conflicts.map(({ reason, by, key, fields, items }) => ({
		reason,
		by,
		key,
		fields,
		items: items.map((item) => ({ ...item, place: '' })),
	})),
	summary: { ...summary, message: '', notes: 0 },
});

describe('properties', () => {
	test('what is changed stays: comparing again gives no change', async () => {
		await fc.assert(
			fc.asyncProperty(
				arbitraryList,
				arbitraryList,
				arbitrarySettings,
				kept,
				async (source, target, settings, most) => {
					const first = await compare(source, target, settings, most);
					const second = await compare(source, applied(target, first.changes), settings);
					expect(second.changes).toEqual([]);
				},
			),
			{ numRuns: 1000 },
		);
	});

	test('the order of the lists does not matter', async () => {
		const shuffled = arbitraryList.chain((list) =>
			fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
		);
		await fc.assert(
			fc.asyncProperty(
				shuffled,
				shuffled,
				arbitrarySettings,
				async ([source, sourceShuffled], [target, targetShuffled], settings) => {
					expect(plain(await compare(sourceShuffled, targetShuffled, settings))).toEqual(
						plain(await compare(source, target, settings)),
					);
				},
			),
			{ numRuns: 500 },
		);
	});

	test('changes that are too many to be kept are the same ones, each time they are read', async () => {
		await fc.assert(
			fc.asyncProperty(
				arbitraryList,
				arbitraryList,
				arbitrarySettings,
				fc.boolean(),
				async (source, target, settings, replacement) => {
					const given = { ...settings, replacement };
					const some = await compare(source, target, given);
					const comparison = await compareLists(listOfItems(source), listOfItems(target), given, 0);
					for (const _ of ['first', 'second']) {
						const { changes, conflicts, summary, stop } = await listed(Promise.resolve(comparison));
						expect(changes.sort(byCode)).toEqual(some.changes);
						expect({ conflicts, summary, stop }).toEqual({
							conflicts: some.conflicts,
							summary: some.summary,
							stop: some.stop,
						});
					}
				},
			),
			{ numRuns: 500 },
		);
	});

	test('the changes give the target what the source states, or a conflict says why not', async () => {
		// An independent reading of "the same code": letters composed of several characters are the same letters.
		const norm = ({ code = '' }: { code?: string }) => code.normalize('NFC');
		const many = (list: StockItem[], code: string) => list.filter((item) => norm(item) === code).length;
		const settings = settingsOf({ match: { similar: 'separate' }, rules: { leavePausedAlone: false } });
		await fc.assert(
			fc.asyncProperty(arbitraryList, arbitraryList, async (source, target) => {
				fc.pre(source.length > 0);
				const { changes, conflicts, stop } = await compare(source, target, settings);
				fc.pre(stop === undefined);
				const result = applied(target, changes);
				const unclear = new Set(conflicts.flatMap(({ items }) => items.map((item) => norm(item))));
				for (const item of source) {
					const code = norm(item);
					const single = many(source, code) === 1 && many(target, code) <= 1;
					const unitsDiffer = conflicts.some(
						({ reason, items }) => reason === 'fields' && items.some((one) => norm(one) === code),
					);
					// A price without VAT and no rate to add.
					const priceless = item.prices?.saleIncludesVat === false && item.vatRate === undefined;
					expect(unclear.has(code)).toBe(!single || unitsDiffer || priceless);
					if (!single || unitsDiffer || priceless) continue;
					const [mine] = result.filter((one) => norm(one) === code);
					expect(mine.name.normalize('NFC').trim()).toBe(item.name.normalize('NFC').trim());
					if (item.quantity !== undefined) expect(mine.quantity).toBe(item.quantity);
				}
				// Nothing else is left: what the source does not have is gone, unless it is not clear.
				for (const item of result) expect(many(source, norm(item)) === 1 || unclear.has(norm(item))).toBe(true);
			}),
			{ numRuns: 500 },
		);
	});

	test('a replacement holds exactly what the changes would give', async () => {
		const unique = arbitraryList.map((list) =>
			list.map((item, index) => ({ ...item, code: `X${index}`, eans: undefined })),
		);
		await fc.assert(
			fc.asyncProperty(
				unique,
				unique,
				fc.subarray(['create' as const, 'update' as const, 'remove' as const]),
				fc.boolean(),
				async (source, target, allow, differential) => {
					fc.pre(differential ? target.length > 0 : source.length > 0);
					const given: SettingsGiven = {
						fields: [
							{ field: 'quantity', winner: 'source' },
							{ field: 'name', winner: 'target' },
						],
						guards: { allow, differential },
					};
					const differences = await compare(source, target, settingsOf(given));
					const whole = await compare(source, target, settingsOf({ ...given, replacement: true }));
					const list = whole.changes.flatMap(({ after }) => (after === null ? [] : [after]));
					const brief = (items: StockItem[]) =>
						items.map(({ code, quantity, name }) => [code, quantity, name].join('|')).sort();
					expect(brief(list)).toEqual(brief(applied(target, differences.changes)));
				},
			),
			{ numRuns: 300 },
		);
	});
});

describe('one way', () => {
	const source = [priced('A1', 10, 5), priced('B2', 20, 7, { name: 'Chléb' }), priced('N9', 1, 1)];
	const target = [priced('A1', 10, 5), priced('B2', 19.9, 7, { name: 'Chleba' }), priced('X5', 3, 2)];

	test('creates, updates and removes, sorted by code, with before and after', async () => {
		const { changes, conflicts, summary, stop } = await compare(source, target, settingsOf());
		expect(stop).toBeUndefined();
		expect(conflicts).toEqual([]);
		expect(changes.map(({ action, code, message }) => [action, code, message])).toEqual([
			['update', 'B2', 'Update B2 "Chléb": price with VAT 19.9 → 20, name "Chleba" → "Chléb".'],
			['create', 'N9', 'Create N9 "Zboží N9".'],
			['remove', 'X5', 'Remove X5 "Zboží X5".'],
		]);
		expect(changes[0]).toMatchObject({
			applyTo: 'target',
			fields: [
				{ field: 'price', before: 19.9, after: 20 },
				{ field: 'name', before: 'Chleba', after: 'Chléb' },
			],
			before: target[1],
			after: { ...target[1], name: 'Chléb', prices: { sale: 20, saleIncludesVat: true } },
			origins: [
				['source', 1],
				['target', 1],
			],
		});
		expect(summary).toMatchObject({
			outcome: 'changes',
			matched: 2,
			same: 1,
			create: 1,
			update: 1,
			remove: 1,
			fields: { price: 1, name: 1 },
		});
	});

	test('by default nothing is overwritten or removed; the summary says what is held back', async () => {
		const { changes, summary } = await compare(source, target, settingsOf({ guards: { allow: ['create'] } }));
		expect(changes.map(({ action }) => action)).toEqual(['create']);
		expect(summary.notAllowed).toEqual({ create: 0, update: 1, remove: 1 });
		expect(summary.message).toContain('Not among the allowed changes: 0 to create, 1 to update, 1 to remove.');
	});

	test('what the source does not state is not touched', async () => {
		const { changes } = await compare([stockItem('A1')], [priced('A1', 10, 5)], settingsOf());
		expect(changes).toEqual([]);
	});

	test('a field that the target cannot hold is named', async () => {
		const { summary } = await compare(source, [stockItem('A1'), stockItem('B2')], settingsOf());
		expect(summary.notes).toEqual(['No item of the target states quantity, price: can its list hold that?']);
	});

	test('each field goes by its own rule', async () => {
		const older = priced('A1', 10, 5, { name: 'Old', updatedAt: '2026-11-01T08:00:00+01:00' });
		const newer = priced('A1', 12, 9, { name: 'New', updatedAt: '2026-11-01T08:00:00Z' });
		const fields = (winner: 'newer' | 'conflict') => [
			{ field: 'price' as const, winner: 'target' as const },
			{ field: 'quantity' as const, winner: 'source' as const },
			{ field: 'name' as const, winner },
		];
		const newerThere = await compare([older], [newer], settingsOf({ fields: fields('newer') }));
		expect(newerThere.changes[0].fields).toEqual([{ field: 'quantity', before: 9, after: 5 }]);
		const newerHere = await compare([newer], [older], settingsOf({ fields: fields('newer') }));
		expect(newerHere.changes[0].after).toMatchObject({ name: 'New', quantity: 9, prices: { sale: 10 } });
		const asked = await compare([older], [newer], settingsOf({ fields: fields('conflict') }));
		expect(asked.changes[0].fields.map(({ field }) => field)).toEqual(['quantity']);
		expect(asked.conflicts[0]).toMatchObject({
			reason: 'fields',
			fields: [{ field: 'name', source: 'Old', target: 'New' }],
		});
		const timeless = await compare(
			[{ ...older, updatedAt: undefined }],
			[newer],
			settingsOf({ fields: fields('newer') }),
		);
		expect(timeless.conflicts[0].message).toContain('it is not known which is newer');
	});

	test('a tolerance makes numbers equal up to it, exactly', async () => {
		const fields = [{ field: 'price' as const, winner: 'source' as const, tolerance: 0.1 }];
		expect((await compare([priced('A', 0.3)], [priced('A', 0.2)], settingsOf({ fields }))).changes).toEqual([]);
		expect((await compare([priced('A', 0.31)], [priced('A', 0.2)], settingsOf({ fields }))).changes).toHaveLength(1);
	});

	test('items with a paused partner, or paused themselves, are left alone', async () => {
		const paused = { active: false };
		const { changes, summary } = await compare(
			[priced('A', 1, 1, paused), priced('B', 1, 1), priced('N', 1, 1, paused)],
			[priced('A', 2, 2), priced('B', 2, 2, paused), priced('X', 2, 2, paused), priced('Y', 1)],
			settingsOf(),
		);
		expect(changes.map(({ action, code }) => [action, code])).toEqual([['remove', 'Y']]);
		expect(summary.leftAlone).toBe(4);
	});
});

describe('guards', () => {
	const list = (count: number, quantity: number) =>
		Array.from({ length: count }, (_, index) => priced(`C${index}`, 10, quantity));

	test('too much removed or changed stops the run and shows what it would have done', async () => {
		const removed = await compare(list(8, 1), list(10, 1), settingsOf({ guards: { maxRemovedPercent: 10 } }));
		expect(removed.stop?.by).toBe('tooManyRemoved');
		expect(removed.summary).toMatchObject({
			outcome: 'stopped',
			stoppedBy: 'tooManyRemoved',
			remove: 2,
			wouldHave: [
				{ action: 'remove', code: 'C8' },
				{ action: 'remove', code: 'C9' },
			],
		});
		expect(removed.summary.message).toContain('2 of 10 items of the target would be removed (20 %, allowed are 10 %)');
		const changed = await compare(list(10, 2), list(10, 1), settingsOf({ guards: { maxChangedPercent: 50 } }));
		expect(changed.stop?.by).toBe('tooManyChanged');
		const within = await compare(list(9, 1), list(10, 1), settingsOf({ guards: { maxRemovedPercent: 10 } }));
		expect(within.stop).toBeUndefined();
	});

	test('of many it shows the first hundred by code', async () => {
		const source = list(250, 2).reverse();
		const { summary } = await compare(source, list(250, 1), settingsOf({ guards: { maxChangedPercent: 50 } }), 10);
		const codes = source.map(({ code }) => code).sort();
		expect(summary.wouldHave?.map(({ code }) => code)).toEqual(codes.slice(0, 100));
	});

	test('an empty source stops, also when the rules leave nothing', async () => {
		const empty = await compare([], list(3, 1), settingsOf());
		expect(empty.stop).toMatchObject({
			by: 'emptySource',
			message: expect.stringContaining('The source list is empty'),
		});
		expect(empty.changes).toEqual([]);
		const filtered = await compare(list(3, 1), list(3, 1), settingsOf({ rules: { label: 'pokl1' } }));
		expect(filtered.stop?.message).toContain(
			'None of the 3 items of the source is to be compared (3 without the label of the register)',
		);
	});

	test('a list of changes never removes, and may be empty', async () => {
		const guards = { differential: true };
		const { changes, summary } = await compare([priced('C1', 10, 4)], list(5, 1), settingsOf({ guards }));
		expect(changes.map(({ action }) => action)).toEqual(['update']);
		expect(summary.notAllowed.remove).toBe(0);
		expect((await compare([], list(5, 1), settingsOf({ guards }))).stop).toBeUndefined();
	});

	test('a replacement by a list of changes keeps what it does not name, and needs a list to start from', async () => {
		const given = settingsOf({ replacement: true, guards: { differential: true } });
		const { changes, stop } = await compare([priced('C1', 10, 4), priced('N', 1, 1)], list(3, 1), given);
		expect(stop).toBeUndefined();
		expect(changes.map(({ action, after }) => [action, after?.code, after?.quantity])).toEqual([
			['keep', 'C0', 1],
			['update', 'C1', 4],
			['keep', 'C2', 1],
			['create', 'N', 1],
		]);
		expect((await compare([priced('C1', 10, 4)], [], given)).stop?.by).toBe('emptyTarget');
	});

	test('a replacement with open conflicts stops, because it would lose their items', async () => {
		const { stop } = await compare(
			[priced('A', 1, 1), priced('a', 1, 1)],
			[priced('A', 1, 1)],
			settingsOf({ replacement: true }),
		);
		expect(stop).toMatchObject({
			by: 'replacementConflicts',
			message: expect.stringContaining('would lose these items'),
		});
	});

	test('settings that contradict themselves are refused', async () => {
		const refused = async (given: SettingsGiven) =>
			await compare([], [], settingsOf(given)).then(String, (error: Error) => error.message);
		expect(await refused({ match: { by: [] } })).toContain('Match By is empty');
		expect(await refused({ fields: [] })).toContain('nothing would be compared');
		expect(
			await refused({
				fields: [
					{ field: 'name', winner: 'source' },
					{ field: 'name', winner: 'target' },
				],
			}),
		).toContain('stands twice');
		expect(await refused({ fields: [{ field: 'price', winner: 'source', tolerance: -1 }] })).toContain(
			'tolerance of price is -1',
		);
		expect(await refused({ rules: { units: [{ from: 'bal', to: 'ks', factor: 0 }] } })).toContain('cannot be used');
		expect(await refused({ rules: { priceRounding: Number.NaN } })).toContain('Price Rounding');
		expect(await refused({ guards: { maxRemovedPercent: 101 } })).toContain('101 per cent');
	});
});

describe('differential runs', () => {
	test('an item that changes while a run goes on is neither lost nor sent twice', async () => {
		const settings = settingsOf({ guards: { differential: true } });
		// POHODA: quantity and time of the last change, by its clock.
		const cards = new Map([
			['A', { quantity: 1, at: 10 }],
			['B', { quantity: 1, at: 10 }],
		]);
		const changedSince = (since: number) =>
			[...cards].filter(([, { at }]) => at >= since).map(([code, { quantity }]) => priced(code, 1, quantity));
		let till: StockItem[] = [];
		let sent = 0;
		let since = 0;
		const run = async (clock: number, meanwhile = () => {}) => {
			const list = { ...listOfItems(changedSince(since)), madeAt: () => new Date(clock).toISOString() };
			meanwhile();
			const { changes, summary } = await listed(compareLists(list, listOfItems(till), settings));
			till = applied(till, changes);
			sent += changes.length;
			since = Date.parse(summary.nextChangedSince as string);
		};
		await run(20, () => cards.set('A', { quantity: 5, at: 20 }));
		expect([sent, till.find(({ code }) => code === 'A')?.quantity]).toEqual([2, 1]);
		await run(30);
		expect([sent, till.find(({ code }) => code === 'A')?.quantity]).toEqual([3, 5]);
		await run(30);
		await run(40);
		expect(sent).toBe(3);
	});

	test('with conflicts the next run asks from the same time again, so that they come again', async () => {
		const list = {
			...listOfItems([priced('A', 1, 9), priced('B', 1), priced('B', 2)]),
			madeAt: () => '2026-11-20T05:00:00Z',
		};
		const { changes, summary } = await listed(
			compareLists(list, listOfItems([priced('A', 1, 1)]), settingsOf({ guards: { differential: true } })),
		);
		expect(changes).toHaveLength(1);
		expect([summary.conflicts, summary.madeAt, summary.nextChangedSince]).toEqual([
			1,
			'2026-11-20T05:00:00Z',
			undefined,
		]);
	});

	test('after a stop the next run asks from the same time again', async () => {
		const list = { ...listOfItems([priced('A', 1, 9)]), madeAt: () => '2026-11-20T05:00:00Z' };
		const { summary } = await listed(
			compareLists(
				list,
				listOfItems([priced('A', 1, 1)]),
				settingsOf({ guards: { differential: true, maxChangedPercent: 10 } }),
			),
		);
		expect(summary).toMatchObject({ outcome: 'stopped', madeAt: '2026-11-20T05:00:00Z' });
		expect(summary.nextChangedSince).toBeUndefined();
	});
});
