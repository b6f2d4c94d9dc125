// Which content of its records a found document has.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { sum } from '../../../core/money/micro';
import { compareFound, differsText } from '../../../core/plan/found';
import type { PlanInput } from '../../../core/plan/messages';
import { item, receipt } from './records.mts';

const input = (number: string, amount: number, versions: Array<[string, number]> = []): PlanInput => ({
	record: receipt({ number, items: [item({ totalGross: amount })] }),
	sync: {
		...{ flow: 'pohoda', runId: '1', mode: 'automatic', attempt: 0, generation: 1, hash: `h-${amount}` },
		...(versions.length === 0 ? {} : { versions: versions.map(([hash, other]) => ({ hash, amount: other })) }),
	},
});
const keysOf = (inputs: readonly PlanInput[]) => inputs.map(({ record }) => record.key);
const compare = (total: number | undefined, ...inputs: PlanInput[]) =>
	[...compareFound({ members: keysOf(inputs), total }, inputs)].map(([key, { has }]) => [key.split('/')[2], has]);

describe('a document of one record', () => {
	test('with the total that would be sent it has that', () => {
		expect(compare(101, input('1', 101))).toEqual([]);
		expect(compare(101, input('1', 101, [['old', 100]]))).toEqual([]);
	});
	test('the same record twice in a run is one in the document', () => {
		expect(compare(101, input('1', 101), input('1', 101))).toEqual([]);
		expect(compare(100, input('1', 101, [['old', 100]]), input('1', 101, [['old', 100]]))).toEqual([['1', { amount: 100, hash: 'old' }]]);
	});
	test('with the total of an older content it has that one', () => {
		expect(compare(100, input('1', 101, [['older', 99], ['old', 100]]))).toEqual([['1', { amount: 100, hash: 'old' }]]);
	});
	test('with a total that nobody knows it has that total', () => {
		expect(compare(55, input('1', 101, [['old', 100]]))).toEqual([['1', { amount: 55 }]]);
		expect(compare(55, input('1', 101))).toEqual([['1', { amount: 55 }]]);
	});
	test('with an earlier content of the same amount it is not clear which one it has', () => {
		expect(compare(101, input('1', 101, [['old', 101]]))).toEqual([['1', { amount: 101 }]]);
	});
	test('without a total only a record of one content is taken for the same', () => {
		expect(compare(undefined, input('1', 101))).toEqual([]);
		expect(compare(undefined, input('1', 101, [['old', 100]]))).toEqual([['1', undefined]]);
	});
});

describe('a document of several records', () => {
	test('the total tells which one was corrected', () => {
		const inputs = [input('1', 50), input('2', 101, [['old', 100]]), input('3', 33, [['x', 30]])];
		expect(compare(183, ...inputs)).toEqual([['2', { amount: 100, hash: 'old' }]]);
		expect(compare(180, ...inputs)).toEqual([
			['2', { amount: 100, hash: 'old' }],
			['3', { amount: 30, hash: 'x' }],
		]);
	});
	test('where two corrections give it, both are told', () => {
		const inputs = [input('1', 101, [['a', 100]]), input('2', 201, [['b', 200]])];
		expect(compare(301, ...inputs)).toEqual([
			['1', { amount: 100 }],
			['2', { amount: 201 }],
		]);
	});
	test('where nothing was corrected, one record stands for the difference', () => {
		expect(compare(160, input('1', 50), input('2', 100))).toEqual([['1', { amount: 60 }]]);
	});
	test('with a member that is not offered the total says nothing', () => {
		const inputs = [input('1', 50), input('2', 101, [['old', 100]])];
		const found = compareFound({ members: [...keysOf(inputs), 'other'], total: 151 }, inputs);
		expect([...found]).toEqual([[inputs[1].record.key, {}]]);
	});
});

test('what the records have comes to the total of the document, always', () => {
	const amount = fc.integer({ min: -500, max: 500 });
	const one = fc.tuple(amount, fc.array(amount, { maxLength: 3 }));
	fc.assert(
		fc.property(fc.array(one, { minLength: 1, maxLength: 8 }), fc.array(fc.nat(3), { minLength: 8, maxLength: 8 }), fc.constantFrom(0, 0, 0, 7), (records, picks, extra) => {
			const inputs = records.map(([now, older], n) => input(String(n), now, older.map((other, at) => [`h${n}-${at}`, other])));
			const total = sum(records.map(([now, older], n) => [now, ...older][picks[n]] ?? now)) + extra;
			const found = compareFound({ members: keysOf(inputs), total }, inputs);
			const there = inputs.map(({ record }, n) => found.get(record.key)?.has?.amount ?? records[n][0]);
			expect(sum(there)).toBe(total);
			// What is said to have an older content has one that the journal knows.
			for (const [n, { record }] of inputs.entries()) {
				const hash = found.get(record.key)?.has?.hash;
				if (hash !== undefined) expect(hash).toMatch(new RegExp(`^h${n}-`));
			}
		}),
		{ seed: 41, numRuns: 100 },
	);
});

test('the message has both amounts, the difference and the way out', () => {
	const one = input('1', 101, [['old', 100]]);
	const said = (total: number) => differsText(one, [...compareFound({ members: keysOf([one]), total }, [one]).values()][0], 'POHODA', 'as 26PR1');
	expect(said(100)).toBe(
		'was not sent: POHODA has it as 26PR1 with 100.00 Kč, and the till has 101.00 Kč now; the difference is 1.00 Kč. Correct the document in POHODA and choose Entered by Hand in the Problems form, or cancel it there and choose Send Again.',
	);
	const two = [input('1', 50), input('2', 100)];
	const text = differsText(two[0], [...compareFound({ members: keysOf(two), total: 160 }, two).values()][0], 'POHODA', 'in the document 26PR9 of that day');
	expect(text).toContain('with a total of 160.00 Kč, and its records come to 150.00 Kč; the difference is -10.00 Kč');
});
