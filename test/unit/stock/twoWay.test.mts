import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { StockItem } from '../../../core/records/stock';
import { listOfItems, listOfValues } from '../../support/stockLists.mts';
import { WINNERS, type StockSettings } from '../../../core/stock/settings';
import type { StateRow } from '../../../core/stock/state';
import { compareTwoWay } from '../../../core/stock/twoWay';
import { applied, priced, settingsOf, stockItem, listed } from './lists.mts';

const FIELDS = [
	{ field: 'price' as const, winner: 'source' as const },
	{ field: 'name' as const, winner: 'source' as const },
	{ field: 'active' as const, winner: 'source' as const },
];
const SETTINGS = settingsOf({ fields: FIELDS, rules: { leavePausedAlone: false } });

const compare = (
	source: StockItem[],
	target: StockItem[],
	state: readonly unknown[],
	settings: StockSettings = SETTINGS,
	limit = 1000,
) => listed(compareTwoWay(listOfItems(source), listOfItems(target), settings, { state, limit, deleted: 'source' }));

/** The state that two lists agree in. */
const agreed = async (list: StockItem[]) => (await compare(list, list, [])).state;
const brief = ({ changes }: Awaited<ReturnType<typeof compare>>) =>
	changes.map(({ action, applyTo, code, fields }) =>
		[action, applyTo, code, ...fields.map(({ field, after }) => `${field}=${String(after)}`)].join(' '),
	);

describe('who has changed', () => {
	const list = [priced('A', 10), priced('B', 20), priced('C', 30)];
	const change = (code: string, fields: Partial<StockItem>) =>
		list.map((item) => (item.code === code ? { ...item, ...fields } : item));

	test('here goes there, there goes here, per field', async () => {
		const state = await agreed(list);
		expect(brief(await compare(list, list, state))).toEqual([]);
		expect(brief(await compare(change('A', { name: 'New' }), list, state))).toEqual(['update target A name=New']);
		expect(brief(await compare(list, change('B', { name: 'Till' }), state))).toEqual(['update source B name=Till']);
		const both = await compare(
			change('A', { name: 'New' }),
			change('A', { prices: { sale: 11, saleIncludesVat: true } }),
			state,
		);
		expect(brief(both)).toEqual(['update target A name=New', 'update source A price=11']);
		expect(both.summary).toMatchObject({
			outcome: 'changes',
			update: 1,
			inSource: { create: 0, update: 1, remove: 0 },
		});
	});

	test('both: accounting wins by default, else as the field says', async () => {
		const state = await agreed(list);
		const [here, there] = [
			change('A', { name: 'Here', updatedAt: '2026-11-02T00:00:00Z' }),
			change('A', { name: 'There', updatedAt: '2026-11-03T00:00:00Z' }),
		];
		expect(brief(await compare(here, there, state))).toEqual(['update target A name=Here']);
		const by = (winner: (typeof WINNERS)[number]) =>
			compare(here, there, state, settingsOf({ fields: [{ field: 'name', winner }] }));
		expect(brief(await by('target'))).toEqual(['update source A name=There']);
		expect(brief(await by('newer'))).toEqual(['update source A name=There']);
		const conflict = await by('conflict');
		expect(conflict.changes).toEqual([]);
		expect(conflict.conflicts[0]).toMatchObject({
			reason: 'fields',
			fields: [{ field: 'name', source: 'Here', target: 'There', last: 'Zboží A' }],
		});
		// Not settled: the state stays as it was.
		expect(conflict.stateChanges).toEqual([]);
	});

	test('both in the same way is no change', async () => {
		const state = await agreed(list);
		const result = await compare(change('A', { name: 'Same' }), change('A', { name: 'Same' }), state);
		expect(result.changes).toEqual([]);
		expect(result.stateChanges.map(({ key, fields }) => [key, (JSON.parse(fields) as { name: unknown }).name])).toEqual(
			[['code:A', { value: 'Same' }]],
		);
	});

	test('new on one side is created on the other, with the label of the register', async () => {
		const rules = { label: 'pokl1', leavePausedAlone: false };
		const mine = stockItem('T', { labels: ['akce'] });
		const result = await compare(
			[{ ...list[0], labels: ['pokl1'] }],
			[{ ...list[0], labels: ['pokl1'] }, stockItem('N'), mine],
			[],
			settingsOf({ fields: FIELDS, rules }),
		);
		// An item that carries only other labels belongs to other registers.
		expect(result.changes).toMatchObject([
			{ action: 'create', applyTo: 'source', code: 'N', after: { labels: ['pokl1'] } },
		]);
	});

	test('removed on one side is removed on the other, if that has not changed it', async () => {
		const state = await agreed(list);
		const without = list.slice(1);
		expect(brief(await compare(without, list, state))).toEqual(['remove target A']);
		expect(brief(await compare(list, without, state))).toEqual(['remove source A']);
		const changedThere = change('A', { name: 'Till' });
		expect(brief(await compare(without, changedThere, state))).toEqual(['remove target A']);
		const here = change('A', { name: 'Here' });
		expect(brief(await compare(here, without, state))).toEqual(['create target A']);
		const asked = await listed(
			compareTwoWay(listOfItems(here), listOfItems(without), SETTINGS, {
				state,
				limit: 1000,
				deleted: 'conflict',
			}),
		);
		expect(asked.conflicts).toMatchObject([
			{ reason: 'deleted', message: expect.stringContaining('was removed in the target and changed in the source') },
		]);
		expect((await compare(without, without, state)).stateChanges).toMatchObject([{ key: 'code:A', removed: true }]);
	});

	test('nothing is removed or overwritten unless it is allowed, on each side by itself', async () => {
		const state = await agreed(list);
		const guards = { allow: ['create' as const], allowInSource: ['create' as const] };
		const settings = settingsOf({ fields: FIELDS, guards, rules: { leavePausedAlone: false } });
		const result = await compare(
			change('B', { name: 'Here' }).slice(1),
			change('C', { name: 'There' }),
			state,
			settings,
		);
		expect(result.changes).toEqual([]);
		expect(result.summary.notAllowed).toEqual({ create: 0, update: 2, remove: 1 });
		// What was not done is offered again.
		expect(
			brief(await compare(change('B', { name: 'Here' }).slice(1), change('C', { name: 'There' }), result.state)),
		).toEqual(['remove target A', 'update target B name=Here', 'update source C name=There']);
	});

	test('an item that the rules leave out of the source is not created there again', async () => {
		const rules = { onlyForSale: true };
		const { changes, conflicts } = await compare(
			[list[0], { ...list[1], forSale: false }],
			list.slice(0, 2),
			[],
			settingsOf({ fields: FIELDS, rules }),
		);
		expect(changes).toEqual([]);
		expect(conflicts).toMatchObject([{ reason: 'leftOut', items: [{ code: 'B' }] }]);
	});
});

describe('what was given and is not there yet', () => {
	const list = [priced('A', 10)];
	const named = (name: string) => [{ ...list[0], name }];

	test('is offered again, and the side that has not got it is not taken for one that changed', async () => {
		const first = await compare(named('N1'), list, await agreed(list));
		expect(brief(first)).toEqual(['update target A name=N1']);
		// The write was refused: the target still has the old name.
		const second = await compare(named('N1'), list, first.state);
		expect(brief(second)).toEqual(['update target A name=N1']);
		// It arrived.
		const third = await compare(named('N1'), named('N1'), second.state);
		expect(third.changes).toEqual([]);
		// The till changes it before the next run: that is the till's change.
		expect(brief(await compare(named('N1'), named('T2'), first.state))).toEqual(['update source A name=T2']);
		// Accounting takes it back.
		expect(brief(await compare(list, named('N1'), first.state))).toEqual([`update target A name=${list[0].name}`]);
	});
});

describe('properties', () => {
	const item = fc.record({
		code: fc.constantFrom('A', 'B', 'C', 'D', 'E'),
		name: fc.constantFrom('x', 'y', 'z'),
		price: fc.constantFrom(1, 2, 3),
		active: fc.boolean(),
	});
	const list = fc
		.uniqueArray(item, { selector: ({ code }) => code, minLength: 1, maxLength: 5 })
		.map((items) =>
			items.map(({ code, price, name, active }) => priced(code, price, undefined, { name, active, key: code })),
		);

	test('after any edits of both sides they agree, and then nothing more is done', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.tuple(list, list, fc.boolean(), fc.boolean()), { minLength: 1, maxLength: 4 }),
				async (rounds) => {
					let state: StateRow[] = [];
					for (const [edited, till, lostThere, lostHere] of rounds) {
						const first = await compare(edited, till, state);
						// Writes may be lost on either side, the state too is only what came before.
						const source = lostHere ? edited : applied(edited, first.changes, 'source');
						const target = lostThere ? till : applied(till, first.changes, 'target');
						const second = await compare(source, target, first.state);
						const [here, there] = [
							applied(source, second.changes, 'source'),
							applied(target, second.changes, 'target'),
						];
						const third = await compare(here, there, second.state);
						const values = (items: StockItem[]) =>
							items.map(({ code, name, prices, active }) => [code, name, prices?.sale, active].join()).sort();
						expect(third.conflicts).toEqual([]);
						if (here.length > 0 && there.length > 0) {
							expect(third.changes).toEqual([]);
							expect(values(here)).toEqual(values(there));
						}
						state = third.state;
					}
				},
			),
			{ numRuns: 250 },
		);
	});

	test('rows that change are enough to keep the state', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(fc.tuple(list, list), { minLength: 1, maxLength: 4 }), async (rounds) => {
				let whole: StateRow[] = [];
				const rows: Array<StateRow & { id: number }> = [];
				for (const [source, target] of rounds) {
					// A table gives its rows in any order; the highest id is the newest.
					const fromRows = await compare(source, target, [...rows].reverse());
					const fromFile = await compare(source, target, whole);
					expect(fromRows.changes).toEqual(fromFile.changes);
					whole = fromFile.state;
					for (const row of fromRows.stateChanges) rows.push({ ...row, id: rows.length + 1 });
				}
			}),
			{ numRuns: 200 },
		);
	});

	test('order does not matter', async () => {
		const shuffled = list.chain((items) =>
			fc.tuple(fc.constant(items), fc.shuffledSubarray(items, { minLength: items.length })),
		);
		await fc.assert(
			fc.asyncProperty(shuffled, shuffled, list, async ([source, sourceShuffled], [target, targetShuffled], last) => {
				const state = await agreed(last);
				const plain = ({ changes, stateChanges }: Awaited<ReturnType<typeof compare>>) => [
					changes.map((change) => ({ ...change, origins: [] })),
					stateChanges.map((row) => JSON.stringify(row)).sort(),
				];
				expect(plain(await compare(sourceShuffled, targetShuffled, state))).toEqual(
					plain(await compare(source, target, state)),
				);
			}),
			{ numRuns: 200 },
		);
	});
});

describe('limits', () => {
	const list = [priced('A', 10), priced('B', 20)];
	const refused = async (given: Parameters<typeof settingsOf>[0], state: unknown[] = [], limit = 1000) =>
		await compare(list, list, state, settingsOf(given), limit).then(
			() => 'nothing',
			(error: Error) => error.message,
		);

	test('what cannot be written back is refused', async () => {
		expect(await refused({})).toContain('Quantity cannot go both ways');
		expect(await refused({ fields: FIELDS, replacement: true })).toContain('A replacement cannot go both ways');
		expect(await refused({ fields: FIELDS, guards: { differential: true } })).toContain('list of changes');
		expect(await refused({ fields: FIELDS, rules: { combine: 'add' } })).toContain('sum over several stores');
		expect(await refused({ fields: FIELDS, rules: { priceRounding: 1 } })).toContain('rounded price');
		expect(
			await refused({ fields: [{ field: 'category', winner: 'source' }], rules: { categoryFrom: 'storage' } }),
		).toContain('category made from another field');
		expect(await refused({ fields: FIELDS }, [], 1)).toContain('more than 1 items');
	});

	test('a state that cannot be read is refused, not taken for none', async () => {
		expect(
			await refused({ fields: FIELDS }, [{ recordType: 'stockState', key: 'code:A', fields: '{"name":' }]),
		).toContain('key "code:A"');
		expect(await refused({ fields: FIELDS }, [{ recordType: 'stockState', key: '', fields: '{}' }])).toContain(
			'cannot be read',
		);
	});

	test('an empty side or too many changes stop, and the state stays', async () => {
		const state = await agreed(list);
		const empty = await compare(list, [], state);
		expect(empty.stop?.by).toBe('emptyTarget');
		expect([empty.changes, empty.state]).toEqual([[], state]);
		expect((await compare([], list, state)).stop?.by).toBe('emptySource');
		// The first time an empty till is filled.
		expect(brief(await compare(list, [], []))).toEqual(['create target A', 'create target B']);
		const settings = settingsOf({ fields: FIELDS, guards: { maxRemovedPercent: 10 } });
		const removed = await compare(list, list.slice(1), state, settings);
		expect(removed.stop).toMatchObject({
			by: 'tooManyRemoved',
			message: expect.stringContaining('1 of 2 items of the source would be removed'),
		});
		expect(removed.state).toEqual(state);
	});

	test('an entry that does not say which item it is stops creating and removing', async () => {
		const state = await agreed(list);
		const source = listOfValues([list[0], { name: 'no code', price: 'NaN' }]);
		const result = await listed(
			compareTwoWay(source, listOfItems([...list, priced('N', 1)]), SETTINGS, {
				state,
				limit: 1000,
				deleted: 'source',
			}),
		);
		expect(result.changes).toEqual([]);
		expect(result.summary.notAllowed).toEqual({ create: 1, update: 0, remove: 1 });
		expect(result.conflicts).toMatchObject([{ reason: 'unreadable' }]);
		expect(result.stateChanges).toEqual([]);
	});

	test('a field that a list does not have at all is not compared', async () => {
		const bare = list.map(({ prices: _, ...rest }) => rest as StockItem);
		const { changes, summary } = await compare(list, bare, []);
		expect(changes).toEqual([]);
		expect(summary.notes.join()).toContain('Not compared, because one of the lists does not have it: active, price');
	});
});
