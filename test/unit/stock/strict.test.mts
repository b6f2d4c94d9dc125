// By default only what is equal in normal form is the same code; what is merely similar is never created or removed.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compareIdentities, normalIdentity } from '../../../core/records/identities';
import type { StockItem } from '../../../core/records/stock';
import { compareLists } from '../../../core/stock/compare';
import { keysOf } from '../../../core/stock/keys';
import { listOfItems, listOfValues } from '../../support/stockLists.mts';
import { DEFAULT_MATCH } from '../../../core/stock/settings';
import { compareTwoWay } from '../../../core/stock/twoWay';
import { listed, priced, settingsOf, type SettingsGiven } from './lists.mts';

const NOTHING_IGNORED = { ignoreCase: false, ignoreSpaces: false, ignoreLeadingZeros: false };
const compare = (source: unknown[], target: unknown[], given: SettingsGiven = {}) =>
	listed(compareLists(listOfValues(source), listOfValues(target), settingsOf(given)));
const TWO_WAY: SettingsGiven = { fields: [{ field: 'price', winner: 'source' }] };
const bothWays = (source: StockItem[], target: StockItem[], state: readonly unknown[] = [], given: SettingsGiven = TWO_WAY) =>
	listed(compareTwoWay(listOfItems(source), listOfItems(target), settingsOf(given), { state, limit: 1000, deleted: 'source' }));
const brief = ({ changes }: Awaited<ReturnType<typeof compare>>) => changes.map(({ action, applyTo, code }) => `${action} ${applyTo} ${code}`);
const told = ({ conflicts }: { conflicts: ReadonlyArray<{ reason: string; items: ReadonlyArray<{ code?: string }> }> }) =>
	conflicts.map(({ reason, items }) => `${reason}: ${items.map(({ code }) => code).sort().join(', ')}`).sort();
const both = (code: string, price = 1) => priced(code, price, undefined, { plu: code });

/** Ways of writing A1 that are not A1. */
const WRITTEN = ['a1', 'A1 ', ' A1', 'A 1', 'A1\u00a0', '\uff21\uff11', 'A\u200b1', '\tA1'];

test('the defaults ignore nothing', () => {
	expect(DEFAULT_MATCH).toMatchObject({ ...NOTHING_IGNORED, similar: 'conflict' });
});

describe('the key of a code or PLU', () => {
	const text = fc.oneof(
		fc.array(fc.constantFrom(...'0 1aAbZß\u00a0\u200b\t', 'R\u030c', 'Ř', '\uff11', 'ΐ'), { maxLength: 8 }).map((parts) => parts.join('')),
		fc.string({ unit: 'binary', maxLength: 8 }),
	);

	test('is the normal form where nothing is ignored', () => {
		fc.assert(
			fc.property(text, fc.constantFrom('code' as const, 'plu' as const), (value, by) => {
				const normal = normalIdentity(by, value);
				expect(keysOf({ [by]: value }, by, NOTHING_IGNORED)).toEqual(normal === '' ? [] : [normal]);
			}),
			{ numRuns: 2000, seed: 5201 },
		);
	});

	test('is equal only for what is the same or similar, whatever is ignored', () => {
		const seen = { equal: 0 };
		const form = fc.record({ ignoreCase: fc.boolean(), ignoreSpaces: fc.boolean(), ignoreLeadingZeros: fc.boolean() });
		const rewritten = fc.constantFrom<(value: string) => string>(
			...[(value: string) => value.toUpperCase(), (value: string) => value.toLowerCase(), (value: string) => ` ${value}\u00a0`],
			...[(value: string) => `0${value}`, (value: string) => value.normalize('NFKC'), (value: string) => value.normalize('NFD')],
		);
		fc.assert(
			fc.property(text, rewritten, form, fc.constantFrom('code' as const, 'plu' as const), (a, rewrite, ignoring, by) => {
				const b = rewrite(a);
				const [one, other] = [a, b].map((value) => keysOf({ [by]: value }, by, ignoring)[0]);
				if (one === undefined || one !== other) return;
				seen.equal += 1;
				expect(compareIdentities(by, a, b)).not.toBe('different');
			}),
			{ numRuns: 4000, seed: 5202 },
		);
		expect(seen.equal).toBeGreaterThan(1000);
	});

	test.each([
		['ignoreCase', 'R\u030ca1', 'ŘA1', true],
		['ignoreCase', 'a1', 'A1 ', false],
		['ignoreCase', 'a1', '\uff21\uff11', false],
		['ignoreSpaces', ' A\u00a01\t', 'A1', true],
		['ignoreSpaces', '\uff21\uff11', 'A1', true],
		['ignoreSpaces', 'A 1', 'a1', false],
		['ignoreLeadingZeros', '007', '7', true],
		['ignoreLeadingZeros', '007', '7 ', false],
	] as const)('%s: %j and %j: %s', (ignored, a, b, equal) => {
		const form = { ...NOTHING_IGNORED, [ignored]: true };
		for (const by of ['code', 'plu'] as const)
			expect(keysOf({ [by]: a }, by, form)[0] === keysOf({ [by]: b }, by, form)[0]).toBe(equal);
	});

	test('is none where nothing can be seen', () => {
		for (const blank of ['', ' ', '\u00a0', '\u200b', '\u200b \ufeff']) expect(keysOf({ code: blank }, 'code', NOTHING_IGNORED)).toEqual([]);
		for (const none of ['0', ' 00 ', '\uff10', '\u200b0']) expect(keysOf({ plu: none }, 'plu', NOTHING_IGNORED)).toEqual([]);
	});
});

describe.each(WRITTEN)('A1 here and %j there', (code) => {
	const [here, there] = [both('A1', 1), both(code, 2)];

	test.each(['code', 'plu'] as const)('is a conflict by %s: nothing is created, changed or removed', async (by) => {
		for (const [source, target] of [[here, there], [there, here]]) {
			// Items of a workflow, checked, and items of a reader.
			for (const list of [listOfValues, listOfItems]) {
				const result = await listed(compareLists(list([source]), list([target]), settingsOf({ match: { by: [by] } })));
				expect(brief(result)).toEqual([]);
				expect(result.conflicts.map(({ reason, message }) => [reason, message.includes(code)])).toEqual([['similar', true]]);
			}
			const result = await bothWays([source], [target], [], { ...TWO_WAY, match: { by: [by] } });
			expect(brief(result)).toEqual([]);
			expect(result.conflicts.map(({ reason }) => reason)).toEqual(['similar']);
		}
	});

	test('stops a whole new list', async () => {
		const result = await listed(compareLists(listOfItems([here]), listOfItems([there]), settingsOf({ replacement: true })));
		expect(result.stop?.by).toBe('replacementConflicts');
		expect(brief(result).filter((change) => !change.startsWith('keep'))).toEqual([]);
	});

	test('are two items where a person says so', async () => {
		const result = await listed(compareLists(listOfItems([here]), listOfItems([there]), settingsOf({ match: { similar: 'separate' } })));
		expect(result.changes.map(({ action }) => action).sort()).toEqual(['create', 'remove']);
		expect(result.conflicts).toEqual([]);
	});
});

describe('two similar codes that only one list has', () => {
	const [one, other] = [both('A1'), both('a1')];
	const plain = both('B');

	test.each([
		['one way', async () => await compare([one, other, plain], [])],
		['a replacement', async () => await compare([one, other, plain], [plain], { replacement: true })],
		['two-way, new in the source', async () => await bothWays([one, other, plain], [])],
		['two-way, new in the target', async () => await bothWays([plain], [one, other, plain])],
		['by PLU in a later step', async () => await compare([{ ...one, code: 'X1', plu: '7' }, { ...other, code: 'X2', plu: '007' }, plain], [], { match: { by: ['code', 'plu'] } })],
		['a number and what a table made of it', async () => await compare([both('8594001234567'), both('8.594E+12'), plain], [])],
	])('are a conflict in %s, and the others go', async (_mode, run) => {
		const result = await run();
		expect(result.conflicts.map(({ reason, items }) => [reason, items.length])).toEqual([['similar', 2]]);
		expect(brief(result).filter((change) => !change.endsWith(' B'))).toEqual([]);
	});

	test('are two items where somebody says so; in the target they may go together', async () => {
		expect(brief(await compare([one, other], [], { match: { similar: 'separate' } }))).toHaveLength(2);
		const gone = await compare([plain], [one, other, plain], { guards: { allow: ['remove'], maxRemovedPercent: 100 } });
		expect([brief(gone), gone.conflicts]).toEqual([['remove target A1', 'remove target a1'], []]);
	});

	test('one item with EANs of one form is no conflict with itself', async () => {
		const result = await compare([priced('E', 1, undefined, { eans: ['8594001234567', '08594001234567'] })], [], { match: { by: ['ean'] } });
		expect(result.conflicts).toEqual([]);
	});
});

describe('two similar codes in one list', () => {
	test.each(WRITTEN)('A1 is matched with A1, and %j is a conflict that names it', async (code) => {
		const twice = [both('A1', 1), both(code, 3)];
		for (const [source, target] of [[twice, [both('A1', 2)]], [[both('A1', 2)], twice]]) {
			const result = await listed(compareLists(listOfItems(source), listOfItems(target), settingsOf()));
			expect(brief(result)).toEqual(['update target A1']);
			expect(told(result)).toEqual([`similar: ${code}`]);
			expect(result.conflicts[0].message).toContain('A1 is an item of both sides already');
			const ways = await bothWays(source, target);
			expect(brief(ways)).toEqual(['update target A1']);
			expect(told(ways)).toEqual([`similar: ${code}`]);
			const whole = await listed(compareLists(listOfItems(source), listOfItems(target), settingsOf({ replacement: true })));
			expect(whole.stop?.by).toBe('replacementConflicts');
		}
	});

	test('also where the other side has many, and where an earlier step has matched it', async () => {
		const many = ['B', 'C', 'D', 'A1'].map((code) => both(code));
		const result = await listed(compareLists(listOfItems([...many, both('a1'), both('E')]), listOfItems([...many, both('F'), both('D ')]), settingsOf()));
		expect(brief(result)).toEqual(['create target E', 'remove target F']);
		expect(told(result)).toEqual(['similar: D ', 'similar: a1']);
		const eans = ['8594001234560'];
		const stepwise = await listed(
			compareLists(
				listOfItems([priced('X', 1, undefined, { eans, name: 'Zboží A1' }), priced('a1', 1)]),
				listOfItems([priced('A1', 1, undefined, { eans })]),
				settingsOf({ match: { by: ['ean', 'code'] } }),
			),
		);
		expect(brief(stepwise)).toEqual([]);
		expect(told(stepwise)).toEqual(['similar: a1']);
	});

	test('thousands of ways of writing, in any order, are one conflict with one message', async () => {
		const ways = Array.from({ length: 1000 }, (_, zeros) => both(`${'0'.repeat(zeros % 150)}${' '.repeat(zeros / 150)}1`));
		const some = ways.filter((_, at) => at % 3 > 0);
		const messages = async (source: StockItem[], target: StockItem[]) => {
			const { changes, conflicts } = await listed(compareLists(listOfItems(source), listOfItems(target), settingsOf()));
			expect([changes.length, conflicts.length]).toEqual([0, 1]);
			return /both sides|[^ ]* is an item/.exec(conflicts[0].message)?.[0];
		};
		const told = await messages(ways, some);
		expect(told).toBeDefined();
		expect(await messages([...ways].reverse(), some)).toBe(told);
		expect(await messages(some, [...ways].reverse())).toBe(told);
	});

	test('on both sides alike are two pairs', async () => {
		const list = [both('A1'), both('a1'), both('A1 ')];
		const result = await listed(compareLists(listOfItems(list), listOfItems(list), settingsOf()));
		expect(result.summary).toMatchObject({ matched: 3, same: 3, conflicts: 0 });
	});

	test('are not added up over stores, and neither is let through with a part of the stock', async () => {
		const cards = [priced('A1', 1, 2, { warehouse: 'S1' }), priced('a1', 1, 5, { warehouse: 'S2' }), priced('B', 1, 5, { warehouse: 'S2' })];
		const target = [priced('A1', 1, 7), priced('B', 1, 4)];
		const result = await compare(cards, target, { rules: { combine: 'add' } });
		expect(brief(result)).toEqual(['update target B']);
		expect(result.conflicts.map(({ message }) => message).join('\n')).toContain('A1, a1');
		const ignoring = await compare(cards, target, { rules: { combine: 'add' }, match: { ignoreCase: true } });
		expect(brief(ignoring)).toEqual(['update target B']);
		expect(ignoring.conflicts).toEqual([]);
	});

	test('that are alike at random are never created, removed or joined', async () => {
		const code = fc.constantFrom('A1', ...WRITTEN, 'B', 'b', 'C');
		const list = fc.uniqueArray(code, { maxLength: 6 });
		await fc.assert(
			fc.asyncProperty(list, list, async (here, there) => {
				const { changes } = await listed(compareLists(listOfItems(here.map((one) => both(one))), listOfItems(there.map((one) => both(one))), settingsOf()));
				for (const change of changes) {
					const others = change.action === 'create' ? there : here;
					for (const other of others) expect(compareIdentities('code', change.code, other)).toBe('different');
				}
			}),
			{ numRuns: 300, seed: 5203 },
		);
	});
});

describe('a state that was kept while capitals did not count', () => {
	const rowOf = (key: string, price: number) => ({
		...{ recordType: 'stockState', key, targetKey: '', removed: false },
		fields: JSON.stringify({ price: { value: price } }),
	});

	test('still tells who has changed, and is kept by the code as it is written from then on', async () => {
		const result = await bothWays([both('a1 b', 1)], [both('a1 b', 5)], [rowOf('code:A1 B', 1)]);
		expect(brief(result)).toEqual(['update source a1 b']);
		expect(result.state.map(({ key }) => key)).toEqual(['code:a1 b']);
		expect(result.stateChanges.map(({ key, removed }) => [key, removed])).toEqual([['code:a1 b', false], ['code:A1 B', true]]);
	});

	test('an item that is on one side only is neither removed nor created again, in any later run', async () => {
		for (const [source, target] of [[[both('a1', 1), both('B')], [both('B')]], [[both('B')], [both('a1', 1), both('B')]]]) {
			let state: readonly unknown[] = [rowOf('code:A1', 1), rowOf('code:B', 1)];
			for (let run = 0; run < 2; run++) {
				const result = await bothWays(source, target, state);
				expect(brief(result)).toEqual([]);
				expect(told(result)).toEqual(['similar: a1']);
				expect(result.conflicts[0].message).toContain('A1');
				({ state } = result);
			}
		}
	});

	test('a row whose own item is there is no other one', async () => {
		const state = [rowOf('code:A1', 1)];
		const result = await bothWays([both('A1', 1), both('a1', 4)], [both('A1', 1), both('a1', 5)], state);
		expect(brief(result)).toEqual(['update target a1']);
		expect(result.state.map(({ key }) => key).sort()).toEqual(['code:A1', 'code:a1']);
	});
});
