import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { contentHash } from '../../../core/text/digest';
import { receiveRecords } from '../../../core/sync/receive';
import { journalRow } from '../../../core/sync/rows';
import { anyReceipts, item, movement, receipt } from '../plan/records.mts';
import { TODAY, Table, numbered, recordRow, resultRow } from './table.mts';

const sale = receipt();
const bad = { ...receipt({ number: '7' }), total: 120 };

describe('Receive', () => {
	test('stores a record once', () => {
		const { rows, answer } = receiveRecords([sale, movement({ amount: -500 })], [], TODAY);
		expect(answer).toEqual({ accepted: [sale.key, 'ekasa/P1/cash-7/2026-11-14'], alreadyKnown: [], changed: [], refused: [] });
		expect(rows[0]).toEqual({
			index: 0,
			row: {
				...{ kind: 'record', source: 'ekasa', register: 'P1', key: sale.key, flow: '', state: 'new', recordDate: '2026-11-14', number: '4512' },
				...{ amount: 121, hash: contentHash(sale), payload: rows[0].row.payload, targetId: '', targetNumber: '', message: '', warnings: '' },
				...{ attempt: 0, generation: 1, mode: '', runId: '' },
			},
		});
		expect(JSON.parse(rows[0].row.payload)).toEqual(sale);
		expect(rows[1].row).toMatchObject({ state: 'new', amount: -500, number: '7' });
	});
	test('drops what is known with the same content, keeps another content as a version', () => {
		const table = new Table();
		table.receive([sale]);
		expect(table.receive([sale])).toMatchObject({ accepted: [], alreadyKnown: [sale.key] });
		const corrected = receipt({ note: 'x' });
		expect(table.receive([corrected])).toMatchObject({ changed: [sale.key], alreadyKnown: [] });
		// An old file uploaded once more does not turn the correction back.
		expect(table.receive([sale])).toMatchObject({ alreadyKnown: [sale.key], changed: [] });
		expect(table.rows().map(({ state }) => state)).toEqual(['new', 'changed']);
	});
	test('fields of the transfer do not make another content', () => {
		const table = new Table();
		table.receive([{ ...sale, sync: { flow: 'x' } }]);
		expect(table.receive([{ ...sale, extra: { place: 'item 7' } }]).alreadyKnown).toEqual([sale.key]);
	});
	test('two equal copies in one delivery are one record', () => {
		const { rows, answer } = receiveRecords([sale, sale], [], TODAY);
		expect(rows).toHaveLength(1);
		expect(answer.accepted).toEqual([sale.key]);
	});
	test('two different ones with one key are both refused, and both are kept', () => {
		const table = new Table();
		const other = receipt({ note: 'x' });
		const answer = table.receive([sale, other, receipt({ number: '9' })]);
		expect(answer.accepted).toEqual(['ekasa/P1/9/2026-11-14']);
		expect(answer.refused).toEqual([
			{ key: sale.key, place: 'record 1', reasons: [expect.stringContaining('several different records with the key ekasa/P1/4512/2026-11-14')] },
			expect.objectContaining({ place: 'record 2' }),
		]);
		expect(table.rows().filter(({ flow }) => flow === 'intake').map(({ payload }) => JSON.parse(payload).note)).toEqual([undefined, 'x']);
		table.receive([sale, other]);
		expect(table.rows()).toHaveLength(3);
	});
	test('a known one beside a different one of the same key is no contradiction', () => {
		const table = new Table();
		table.receive([sale]);
		expect(table.receive([sale, receipt({ note: 'x' })])).toEqual({ accepted: [], alreadyKnown: [sale.key], changed: [sale.key], refused: [] });
	});
	test('what does not add up is refused with its reasons, and nothing of it is lost', () => {
		const { rows, answer } = receiveRecords([bad], [], TODAY);
		expect(answer.refused).toEqual([{ key: bad.key, place: 'record 1', reasons: expect.arrayContaining([expect.stringContaining('total is 120.00 Kč')]) }]);
		expect(rows[0].row).toMatchObject({ kind: 'result', flow: 'intake', state: 'refused', amount: 120, recordDate: '2026-11-14', number: '7', register: 'P1' });
		expect(rows[0].row.key).toMatch(/^intake\/[0-9a-f]{24}\/ekasa\/P1\/7\/2026-11-14$/);
		expect(JSON.parse(rows[0].row.payload)).toMatchObject({ number: '7', total: 120 });
		expect(rows[0].row.message).toMatch(/^record 1 was not accepted: /);
	});
	test('records that a reader could not read', () => {
		const unreadable = { outcome: 'refused', place: 'dataPackItem 3', reasons: ['It has no number.'], raw: { text: 'x', issuedAt: '2026-11-13T23:30:00Z' } };
		const { rows, answer } = receiveRecords([unreadable], [], TODAY);
		expect(answer.refused).toEqual([{ place: 'dataPackItem 3', reasons: ['It has no number.'] }]);
		expect(rows[0].row).toMatchObject({ recordDate: '2026-11-14', message: 'dataPackItem 3 was not accepted: It has no number.' });
	});
	test.each([[null], [7], ['x'], [[]], [{}], [{ outcome: 'refused' }], [{ outcome: 'refused', raw: { total: Number.NaN } }]])('%j is answered and stored', (input) => {
		const { rows, answer } = receiveRecords([input], [], TODAY);
		expect(answer.refused).toHaveLength(1);
		expect(answer.refused[0].reasons.length).toBeGreaterThan(0);
		expect(rows[0].row).toMatchObject({ recordDate: TODAY, flow: 'intake' });
	});
	test('a huge refused record is cut', () => {
		const { rows } = receiveRecords([{ outcome: 'refused', reasons: ['x'], raw: { text: 'a'.repeat(300_000) } }], [], TODAY);
		expect(rows[0].row.payload.length).toBeLessThan(210_000);
		expect(JSON.parse(rows[0].row.payload)).toMatchObject({ cutAfter: 200_000 });
	});
	test('warnings of the check stay with the record', () => {
		const { rows } = receiveRecords([receipt({ items: [item({ totalGross: 99 })], rounding: 1 })], [], TODAY);
		expect(JSON.parse(rows[0].row.warnings)).toEqual([expect.objectContaining({ code: 'roundingLarge' })]);
	});

	describe('older than the low-water mark', () => {
		const lowWater = journalRow({ kind: 'run', state: 'lowWater', source: 'ekasa', register: 'P1', recordDate: '2026-11-10' });
		const old = receipt({ date: '2026-11-09' });
		test('is held, never new', () => {
			const { rows, answer } = receiveRecords([old], numbered([lowWater]), TODAY);
			expect(answer.accepted).toEqual([old.key]);
			expect(rows[0].row.state).toBe('held');
			expect(rows[0].row.message).toContain('of 9 Nov 2026, 121.00 Kč, is older than what the journal remembers');
		});
		test('only of that register, and not on the day itself', () => {
			const { rows } = receiveRecords([receipt({ date: '2026-11-09', register: 'P2' }), receipt({ date: '2026-11-10' })], numbered([lowWater]), TODAY);
			expect(rows.map(({ row }) => row.state)).toEqual(['new', 'new']);
		});
		test('known ones are known; a correction of a held one is held too', () => {
			expect(receiveRecords([old], numbered([lowWater, recordRow(old)]), TODAY).answer.alreadyKnown).toEqual([old.key]);
			const again = receiveRecords([receipt({ date: '2026-11-09', note: 'x' })], numbered([lowWater, recordRow(old, 'held')]), TODAY);
			expect(again.rows[0].row.state).toBe('held');
		});
	});

	test('a record of which Compact kept only the result is known by its hash', () => {
		const rows = numbered([resultRow(sale, 'created')]);
		expect(receiveRecords([sale], rows, TODAY).answer.alreadyKnown).toEqual([sale.key]);
		expect(receiveRecords([receipt({ note: 'x' })], rows, TODAY).answer.changed).toEqual([sale.key]);
	});

	test('delivering anything twice gives no new rows', () => {
		const delivery = fc.tuple(anyReceipts({ maxLength: 6 }), fc.array(fc.anything(), { maxLength: 4 }), fc.boolean());
		fc.assert(
			fc.property(fc.array(delivery, { minLength: 1, maxLength: 3 }), (deliveries) => {
				const table = new Table();
				const all = deliveries.map(([records, junk, broken]) => [...records, ...junk, ...(broken ? [bad] : [])]);
				for (const one of all) {
					const answer = table.receive(one);
					const before = table.rows().length;
					const again = table.receive(one);
					expect(table.rows()).toHaveLength(before);
					expect(again.accepted).toEqual([]);
					expect(again.refused).toEqual(answer.refused);
				}
			}),
			{ numRuns: 60 },
		);
	});
});
