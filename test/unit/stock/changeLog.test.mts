import { expect, test } from '@jest/globals';
import { stockChange } from '../../../core/stock/change';
import { byCode, ChangeLog } from '../../../core/stock/changeLog';
import { stockItem } from './lists.mts';

const change = (number: number) => stockChange('create', 'target', null, stockItem(String(number).padStart(4, '0')), [], []);

// The hundredth is the smallest: it must not keep out what is smaller than the others.
const ORDERS: Array<[string, number[]]> = [
	['one small one among large ones', [...Array.from({ length: 99 }, (_, at) => 900 - at), 0, ...Array.from({ length: 60 }, (_, at) => 100 + at)]],
	['downwards', Array.from({ length: 500 }, (_, at) => 500 - at)],
	['upwards', Array.from({ length: 500 }, (_, at) => at)],
	['mixed', Array.from({ length: 499 }, (_, at) => (at * 197) % 499)],
	['few', [3, 1, 2]],
];

test.each(ORDERS)('the first hundred by code, in any order of coming: %s', (_name, numbers) => {
	const log = new ChangeLog();
	const changes = numbers.map(change);
	for (const one of changes) log.take(one);
	log.finish();
	expect(log.first.map(({ code }) => code)).toEqual([...changes].sort(byCode).slice(0, 100).map(({ code }) => code));
});
