import { describe, expect, test } from '@jest/globals';
import { receiveRecords } from '../../../core/sync/receive';
import { reportJournal } from '../../../core/sync/report';
import { waitingRecords } from '../../../core/sync/waiting';
import { salesStop, type SalesQuestion } from '../../../core/stock/salesFirst';
import { makeReceipt } from '../../support/receipts.mts';

const NOW = '2026-11-15T05:00:00Z';
const ask = (journal: unknown, more: Partial<SalesQuestion> = {}) =>
	salesStop({ journal, registers: [], flow: 'pohoda', ...more });

/** The journal as it is after a till has delivered its receipts. */
function journalOf(...numbers: string[]): unknown[] {
	const received = receiveRecords(
		numbers.map((number) => makeReceipt({ number, register: 'P1' })),
		[],
		'2026-11-15',
	);
	return received.rows.map(({ row }, index) => ({ ...row, id: index + 1, createdAt: NOW }));
}

const waiting = (journal: unknown[]) =>
	waitingRecords(journal, {
		flow: 'pohoda',
		mode: 'automatic',
		runId: '2',
		now: NOW,
		ignoreBefore: '2026-01-01',
	}).records.map(({ record, sync }) => ({ ...record, sync }));

describe('sales before stock', () => {
	test('sales that wait stop, by the report of the journal and by the waiting records', () => {
		const journal = journalOf('1', '2');
		for (const state of [
			reportJournal(journal, { flow: 'pohoda', now: NOW }),
			waiting(journal),
			JSON.stringify(waiting(journal)),
			waiting(journal).map((json) => ({ json })),
		]) {
			expect(ask(state)).toMatchObject({
				by: 'salesWaiting',
				message: expect.stringContaining('register P1: 2 waiting'),
			});
			expect(ask(state, { registers: ['P1'] })).toBeDefined();
			expect(ask(state, { registers: ['P2'] })).toBeUndefined();
		}
	});

	test('when nothing waits stock may go', () => {
		expect(ask(reportJournal([], { flow: 'pohoda', now: NOW }))).toBeUndefined();
		// Get Waiting with Always Output Data.
		expect(ask([{}])).toBeUndefined();
		expect(ask([{ recordType: 'cashMovement', register: 'P1', amount: 100 }])).toBeUndefined();
		expect(ask([{ register: 'P1', waiting: 0 }])).toBeUndefined();
		expect(ask({ register: 'P1', waiting: 3 })?.message).toContain('register P1: 3 waiting');
	});

	test('held, refused, unclear and written records count too, sent ones and other flows do not', () => {
		const bucket = (count: number) => ({ count, amount: 1, oldestDate: '2026-11-14', oldestAgeHours: 3 });
		const register = {
			register: 'P1',
			sent: bucket(9),
			ignored: bucket(9),
			byHand: bucket(9),
			held: bucket(1),
			refused: bucket(2),
			unknown: bucket(3),
			written: bucket(4),
		};
		const report = { flow: 'pohoda', registers: [register], intake: { count: 0, amount: 0 } };
		expect(ask([report])?.message).toContain(
			'4 in a file whose fate is not known, 3 sent with an unclear answer, 2 refused, 1 held',
		);
		expect(ask([{ ...report, flow: 'idoklad' }])).toBeUndefined();
		expect(ask([{ ...report, flow: 'idoklad' }], { flow: '' })).toBeDefined();
	});

	test('deliveries refused on entry may be sales', () => {
		expect(ask([{ flow: 'pohoda', registers: [], intake: { count: 2, amount: 10 } }])?.message).toContain(
			'2 deliveries of tills were refused on entry',
		);
	});

	test('a list that was made before the last sales were sent does not count them', () => {
		const report = [
			{
				flow: 'pohoda',
				registers: [],
				lastAutomatic: { at: '2026-11-15T04:00:00Z', records: 5 },
				lastManual: { at: '2026-11-15T04:30:00Z', records: 0 },
			},
		];
		expect(ask(report, { madeAt: '2026-11-15T03:59:00Z' })?.message).toContain(
			'before the last sales were sent (2026-11-15T04:00:00Z)',
		);
		expect(ask(report, { madeAt: '2026-11-15T05:01:00+01:00' })).toBeUndefined();
		// POHODA's clock names no offset and means Prague, wherever n8n runs.
		expect(ask(report, { madeAt: '2026-11-15T04:59:00' })).toBeDefined();
		expect(ask(report, { madeAt: '2026-11-15T05:01:00' })).toBeUndefined();
		expect(ask(report)).toBeUndefined();
	});

	test('no news is no permission', () => {
		for (const nothing of [undefined, null, '', 'text', [], '[]', [1], [{ foo: 1 }], {}.constructor]) {
			expect(() => ask(nothing)).toThrow('Journal State says nothing about sales that wait.');
		}
	});
});
