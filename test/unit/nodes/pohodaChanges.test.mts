// What Get Many remembers of a list in the text of its cursor.
import { expect, test } from '@jest/globals';
import { Changes } from '../../../nodes/Pohoda/list/changes';
import { askedSince, pointOf } from '../../../nodes/shared/pohoda/cursor';

const NOW = Date.parse('2026-11-20T11:00:00Z');
const record = (id: number, price = 1) => ({ recordType: 'stockItem', key: `pohoda/stockItem/${id}`, id: String(id), price });

test('a list of more than 2,000 records remembers none of them, and the next one leaves nothing out', () => {
	const many = new Changes(undefined, NOW);
	for (let id = 1; id <= 2001; id += 1) expect(many.isNews(record(id))).toBe(true);
	const cursor = many.cursor('2026-11-20T12:00:00');
	expect(cursor.length).toBeLessThan(100);
	const next = new Changes(pointOf(cursor), NOW);
	expect(next.isNews(record(2001))).toBe(true);

	const some = new Changes(undefined, NOW);
	for (let id = 1; id <= 2000; id += 1) some.isNews(record(id));
	const after = new Changes(pointOf(some.cursor('2026-11-20T12:00:00')), NOW);
	expect([after.isNews(record(2000)), after.isNews(record(2000, 2)), after.isNews(record(2001))]).toEqual([false, true, true]);
});

test('a long list leaves out what the cursor before it knows, also behind its 2,000th record', () => {
	const before = new Changes(undefined, NOW);
	before.isNews(record(5000));
	const long = new Changes(pointOf(before.cursor('2026-11-20T12:00:00')), NOW);
	for (let id = 1; id <= 3000; id += 1) long.isNews(record(id));
	expect([long.isNews(record(5000)), long.isNews(record(5000, 2))]).toEqual([false, true]);
});

test('a cursor from before the end of summer time asks an hour earlier; another text is no cursor', () => {
	const summer = Date.parse('2026-10-25T00:30:00Z');
	const point = pointOf(new Changes(undefined, summer).cursor('2026-10-25T02:30:00'));
	expect(point).toEqual({ since: '2026-10-25T02:30:00', utcOffset: 120, seen: {} });
	expect(askedSince(point!, 60, Date.parse('2026-10-25T01:10:00Z'))).toBe('2026-10-25T01:29:00');
	for (const text of ['', '2026-11-14T10:15:00', '{', '{"since":"2026-11-14T10:15:00"}', '[]', 'null']) expect(pointOf(text)).toBeUndefined();
});
