import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { sum } from '../../../core/money/micro';
import { compactJournal } from '../../../core/sync/compact';
import { reconcile } from '../../../core/sync/reconcile';
import type { Outcome } from '../../../core/records/results';
import { anyReceipts, item, movement, receipt } from '../plan/records.mts';
import { NOW, Table, result } from './table.mts';
import { planDocuments } from '../../support/plan.mts';

const OPTIONS = { flow: 'pohoda' };

/** A journal in which these records got these outcomes. */
function journal(records: Array<ReturnType<typeof receipt> | ReturnType<typeof movement>>, outcomes: Outcome[]): Table {
	const table = new Table();
	table.receive(records);
	const states = new Map(records.map(({ key }, index) => [key, outcomes[index % outcomes.length]]));
	table.results(table.waiting().records.map(({ record, sync }) => result(record, sync, states.get(record.key) ?? 'created')));
	return table;
}

const mixed = receipt({ number: '2', items: [item({ totalGross: 300.1 })], payments: [{ method: 'card', amount: 200 }, { method: 'mealVoucher', label: 'Edenred', amount: 100.1 }] });

describe('Reconcile', () => {
	test('per day, register and payment, to the haléř', () => {
		const table = journal([receipt({ number: '1', items: [item({ totalGross: 0.1 })] }), mixed, receipt({ number: '3', items: [item({ totalGross: 0.2 })] }), movement({ amount: -500 })], ['created', 'created', 'held', 'duplicate']);
		expect(reconcile(table.rows(), OPTIONS)).toEqual([
			expect.objectContaining({ date: '2026-11-14', source: 'ekasa', register: 'P1', payment: 'card', currency: 'CZK', till: 200, target: 200, difference: 0, agrees: true }),
			expect.objectContaining({ payment: 'cash', tillCount: 2, till: 0.3, targetCount: 1, target: 0.1, open: 0.2, difference: 0.2, unexplained: 0, agrees: false, remarks: ['Receipt P1/3 of 14 Nov 2026, 0.20 Kč: held'] }),
			expect.objectContaining({ payment: 'cashMovement', till: -500, target: -500, agrees: true }),
			expect.objectContaining({ payment: 'mealVoucher: Edenred', till: 100.1, target: 100.1, agrees: true }),
		]);
	});
	test('a corrected receipt differs by what nobody has settled', () => {
		const table = journal([receipt()], ['created']);
		table.receive([receipt({ items: [item({ totalGross: 100 })] })]);
		expect(reconcile(table.rows(), OPTIONS)).toMatchObject([{ till: 100, target: 121, open: 0, difference: -21, unexplained: -21 }]);
	});
	test('a void before the transfer needs no document', () => {
		const sale = receipt({ number: '1' });
		const cancel = receipt({ number: '2', date: '2026-11-15', type: 'void', items: [item({ quantity: -1, unitPrice: 121, totalGross: -121 })], original: { number: '1' } });
		const table = journal([sale, cancel], ['unchanged']);
		expect(reconcile(table.rows(), OPTIONS)).toMatchObject([{ till: 121, cancelled: 121, target: 0, agrees: true }, { till: -121, cancelled: -121, agrees: true }]);
	});
	test('window and registers', () => {
		const table = journal([receipt({ number: '1', date: '2026-11-13' }), receipt({ number: '2' }), receipt({ number: '3', register: 'P2' })], ['created']);
		expect(reconcile(table.rows(), { ...OPTIONS, dateFrom: '2026-11-14', registers: ['P2'] })).toMatchObject([{ register: 'P2' }]);
		expect(reconcile(table.rows(), { ...OPTIONS, dateTo: '2026-11-13' })).toMatchObject([{ date: '2026-11-13' }]);
	});
	test('after Compact the payments of old days are unknown, the sums stay', () => {
		const table = journal([receipt({ number: '1', date: '2026-11-05' }), mixed], ['created']);
		const { rows, deleteUpToId } = compactJournal(table.rows(), { now: NOW, keepDays: 30, keepRecordDays: 3, settleMinutes: 0 });
		table.insert(rows);
		table.deleteUpTo(deleteUpToId);
		expect(reconcile(table.rows(), OPTIONS).map(({ payment, till, agrees }) => [payment, till, agrees])).toEqual([
			['unknown', 121, true],
			['card', 200, true],
			['mealVoucher: Edenred', 100.1, true],
		]);
	});

	describe('with the target\'s documents', () => {
		const sale = receipt({ number: '1' });
		const document = (fields: object = {}) => ({ agenda: 'salesReceipt', id: '77', number: '26PR1', date: '2026-11-14', extIds: [sale.key], total: 121, ...fields });
		const table = journal([sale], ['created']);
		test.each<[string, unknown[], object]>([
			['there', [document()], { target: 121, agrees: true, remarks: [] }],
			['of another generation of it', [document({ extIds: [`${sale.key}~2`] })], { target: 0, unexplained: 121 }],
			['missing', [], { target: 0, open: 0, unexplained: 121, remarks: [expect.stringContaining('was created as 26PR00001, which is not among')] }],
			['doubled', [document(), document({ number: '26PR2' })], { target: 242, unexplained: -121 }],
			['with another total', [document({ total: 120.99 })], { target: 120.99, unexplained: 0.01, remarks: [expect.stringContaining("document 26PR1 differs by -0.01 Kč")] }],
			['without a total', [document({ total: undefined })], { target: 121, agrees: true }],
			['of somebody else', [document(), { id: '5', extIds: [], total: 9999, date: '2026-11-14' }, 'x', null], { target: 121, agrees: true }],
		])('%s', (_name, documents, expected) => {
			const rows = reconcile(table.rows(), OPTIONS, documents).filter(({ register }) => register === 'P1');
			expect(rows).toEqual([expect.objectContaining({ till: 121, ...expected })]);
		});
		test('one that the journal does not know', () => {
			const rows = reconcile(table.rows(), OPTIONS, [document(), document({ extIds: ['ekasa/P1/9/2026-11-14'], number: '26PR9' })]);
			expect(rows).toContainEqual(expect.objectContaining({ register: '', till: 0, target: 121, unexplained: -121, remarks: [expect.stringContaining('26PR9')] }));
		});
		test('a document that is there although the journal does not know it yet explains itself', () => {
			const unknown = journal([sale], ['unknown']);
			expect(reconcile(unknown.rows(), OPTIONS)).toMatchObject([{ target: 0, open: 121, unexplained: 0 }]);
			expect(reconcile(unknown.rows(), OPTIONS, [document()])).toMatchObject([{ target: 121, open: 0, agrees: true }]);
		});
	});

	const outcomes = fc.constantFrom<Outcome>('created', 'duplicate', 'held', 'waiting', 'refused', 'unknown', 'written');
	test('sums are exact, and everything that is not sent is explained', () => {
		fc.assert(
			fc.property(anyReceipts({ methods: ['cash', 'card', 'other'] }), fc.array(outcomes, { minLength: 12, maxLength: 12 }), (records, states) => {
				const rows = reconcile(journal(records, states).rows(), OPTIONS);
				const sent = records.filter((_, index) => ['created', 'duplicate'].includes(states[index]));
				expect(sum(rows.map(({ till }) => till))).toBe(sum(records.map(({ total }) => total)));
				expect(sum(rows.map(({ target }) => target))).toBe(sum(sent.map(({ total }) => total)));
				for (const row of rows) {
					expect(row.unexplained).toBe(0);
					expect(sum([row.target, row.open])).toBe(row.till);
				}
			}),
			{ numRuns: 60 },
		);
	});
	test.each(['perReceipt', 'perDay'] as const)('%s documents agree with their journal', (documents) => {
		fc.assert(
			fc.property(anyReceipts(), (records) => {
				const table = journal(records, ['created']);
				const listed = planDocuments(records.map((record) => ({ record })), { documents }).drafts.map(({ draft }, index) => ({
					...{ agenda: 'salesReceipt', id: String(index), date: draft.date, extIds: [draft.documentId], intNote: draft.intNote, total: draft.total },
				}));
				const rows = reconcile(table.rows(), OPTIONS, listed);
				expect(rows.every(({ agrees, remarks }) => agrees && remarks.length === 0)).toBe(true);
				// One of them gone: exactly its receipts are missing.
				const [lost, ...rest] = listed;
				const without = reconcile(table.rows(), OPTIONS, rest);
				expect(sum(without.map(({ unexplained }) => unexplained))).toBe(lost.total);
			}),
			{ numRuns: 60 },
		);
	});
});
