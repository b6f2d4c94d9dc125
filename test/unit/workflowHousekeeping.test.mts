/** Housekeeping makes room when there is none left: what needs no carrying goes before anything is stored. */
import { expect, test } from '@jest/globals';
import { after, evaluate, expressionsOf, innerOf, nodeNamed, readWorkflow } from '../support/workflows.mts';

const outer = readWorkflow('5-housekeeping.json');
const workflow = innerOf(nodeNamed(outer, 'Tidy Up'));
const always = (byHand: boolean) => evaluate(outer, 'Settings', expressionsOf(nodeNamed(outer, 'Settings'))[0]!, byHand ? { 'Tidy Up Now': [[{}]] } : {});
const isTime = (percent: number | undefined, zone: string, byHand: boolean) =>
	evaluate(workflow, 'Is It Time?', expressionsOf(nodeNamed(workflow, 'Is It Time?'))[0]!.replace("$now.setZone('Europe/Prague').weekday", '3'), { Room: [[percent === undefined ? {} : { table: { percent } }]], Called: [[{ always: always(byHand) as boolean, fromPercent: 70 }]] }, zone);

test('deletes in portions, then stores, then deletes the rest', () => {
	const [store, rest, first] = [0, 1, 2].map((output) => after(workflow, 'Compact', output).map((name) => nodeNamed(workflow, name)));
	expect([store, rest, first].map((nodes) => nodes!.map(({ name }) => name))).toEqual([['Store Carried Rows'], ['Delete Old Rows'], ['Delete First']]);
	expect(first![0]!.position[1]).toBeLessThan(store![0]!.position[1]);
	expect(store![0]!.position[1]).toBeLessThan(rest![0]!.position[1]);
	expect(expressionsOf(first![0]!).map((text) => evaluate(workflow, 'Delete First', text, { Compact: [[], [], [{ fromId: 5, toId: 9, rows: 4 }]] }))).toEqual([5, 9]);
});

test.each([
	[69.9, false, false],
	[70, false, true],
	[104, false, true],
	[1, true, true],
	[undefined, false, false],
])('at %s %% on a weekday, by hand %s: %s', (percent, byHand, expected) => {
	expect(isTime(percent, 'America/New_York', byHand)).toBe(expected);
});
