// The whole way of receipts through the journal, with everything that goes wrong: lost answers, crashes before the
// journal is written, runs at once, a target that is off, documents deleted there, corrections in the till, Compact.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { sum } from '../../../core/money/micro';
import type { SyncResult } from '../../../core/records/results';
import type { Receipt } from '../../../core/records/types';
import { compactJournal } from '../../../core/sync/compact';
import { reconcile } from '../../../core/sync/reconcile';
import { reportJournal } from '../../../core/sync/report';
import { listProblems } from '../../../core/sync/problems';
import { receiveRecords } from '../../../core/sync/receive';
import { setStates } from '../../../core/sync/setState';
import { entriesOf } from '../../../core/sync/entry';
import { foldJournal } from '../../../core/sync/fold';
import { waitingRecords } from '../../../core/sync/waiting';
import type { Waiting } from '../../../core/sync/waiting';
import { anyReceipts, receipt } from '../plan/records.mts';
import { NOW, Table, WAITING, recordRow, result, resultRow } from './table.mts';
import { runs } from '../../support/fuzz.mts';
import { planDocuments } from '../../support/plan.mts';

/** Books a document under its identity, once for ever; says so when it has been there, also after it was deleted. */
class Target {
	readonly documents = new Map<string, Receipt>();
	readonly seen = new Set<string>();
	booked = 0;

	send(documentId: string, record: Receipt): { outcome: SyncResult['outcome']; id?: string } {
		if (this.documents.has(documentId)) return { outcome: 'duplicate', id: documentId };
		if (this.seen.has(documentId)) return { outcome: 'deletedInTarget' };
		this.seen.add(documentId);
		this.documents.set(documentId, record);
		this.booked += 1;
		return { outcome: 'created', id: documentId };
	}
}

type Fault = 'none' | 'off' | 'answerLost' | 'crash';

/** What the target node does; undefined when the run dies before its results are stored. */
function deliver(target: Target, offered: Waiting['records'], fault: Fault): SyncResult[] | undefined {
	const { drafts, decided } = planDocuments(offered);
	const results = decided.map(({ result: one }) => one);
	for (const { draft, indexes } of drafts) {
		for (const index of indexes) {
			const { record, sync } = offered[index];
			if (fault === 'off') results.push(result(record, sync, 'waiting'));
			else {
				const { outcome, id } = target.send(draft.documentId, record as Receipt);
				const lost = fault === 'answerLost' && index % 2 === 0;
				results.push(result(record, sync, lost ? 'unknown' : outcome, { target: { system: 'POHODA', ...(id && !lost ? { id, number: id } : {}) } }));
			}
		}
	}
	return fault === 'crash' ? undefined : results;
}

const step = fc.oneof(
	fc.record({ do: fc.constant('receive' as const), from: fc.nat(11), count: fc.nat(6) }),
	fc.record({ do: fc.constant('run' as const), fault: fc.constantFrom<Fault>('none', 'none', 'off', 'answerLost', 'crash'), together: fc.boolean(), other: fc.constantFrom<Fault>('none', 'answerLost', 'crash') }),
	fc.record({ do: fc.constant('compact' as const), crash: fc.boolean() }),
);

describe('lifecycle', () => {
	test('the target ends with each receipt exactly once, and the journal tells the truth', () => {
		fc.assert(
			fc.property(anyReceipts({ minLength: 12, maxLength: 12, returns: false }), fc.array(step, { maxLength: 12 }), (records, steps) => {
				const table = new Table();
				const target = new Target();
				for (const one of steps) {
					if (one.do === 'receive') table.receive(records.slice(one.from, one.from + one.count));
					else if (one.do === 'compact') {
						const { rows, deleteUpToId } = compactJournal(table.rows(), { now: NOW, keepDays: 30, settleMinutes: 0 });
						table.insert(rows);
						if (!one.crash) table.deleteUpTo(deleteUpToId);
					} else {
						const first = table.waiting({ runId: 'a' }).records;
						const second = one.together ? table.waiting({ runId: 'b' }).records : [];
						const answers = [deliver(target, first, one.fault), deliver(target, second, one.other)];
						for (const answer of answers.reverse()) if (answer) table.results(answer);
					}
				}
				// In the end everything came in and one run goes through.
				table.receive(records);
				for (let run = 0; run < 2; run += 1) table.results(deliver(target, table.waiting().records, 'none') ?? []);
				expect(target.booked).toBe(records.length);
				expect([...target.documents.values()].map(({ key }) => key).sort()).toEqual(records.map(({ key }) => key).sort());
				const states = entriesOf(foldJournal(table.rows()), 'pohoda').map(({ state }) => state);
				expect(states.every((state) => state === 'created' || state === 'duplicate')).toBe(true);
				expect(listProblems(table.rows(), { now: NOW })).toEqual([]);
				const rows = reconcile(table.rows(), { flow: 'pohoda' });
				expect(rows.every(({ agrees }) => agrees)).toBe(true);
				expect(sum(rows.map(({ target: amount }) => amount))).toBe(sum(records.map(({ total }) => total)));
			}),
			{ numRuns: runs(30, 150) },
		);
	});

	test('a document that somebody deleted, and a receipt that was corrected: a person decides, and it ends well', () => {
		const table = new Table();
		const target = new Target();
		const run = () => table.results(deliver(target, table.waiting().records, 'none') ?? []);
		const [one, two] = [receipt({ number: '1' }), receipt({ number: '2' })];
		table.receive([one, two]);
		// The answers get lost, and somebody deletes the first document before they are looked up.
		table.results(deliver(target, table.waiting().records, 'crash') ?? []);
		target.documents.delete(one.key);
		run();
		table.receive([receipt({ number: '2', note: 'opraveno' })]);
		run();
		const cases = listProblems(table.rows(), { now: NOW });
		expect(cases.map(({ key, state, actions }) => [key, state, actions.includes('sendAgain'), actions.includes('retry')])).toEqual([
			[one.key, 'deletedInTarget', true, true],
			[two.key, 'changed', true, false],
		]);
		table.insert(setStates(table.rows(), { flow: 'pohoda', keys: [one.key], action: 'sendAgain', who: 'Jana' }).rows);
		table.insert(setStates(table.rows(), { flow: 'pohoda', keys: [two.key], action: 'done', who: 'Jana' }).rows);
		run();
		run();
		expect([...target.documents.keys()].sort()).toEqual([`${one.key}~2`, two.key].sort());
		expect(listProblems(table.rows(), { now: NOW })).toEqual([]);
		expect(reportJournal(table.rows(), { now: NOW })[0]).toMatchObject({ sent: { count: 1 }, byHand: { count: 1 }, changed: { count: 0 } });
	});

	test('time grows with the rows and not with their square', () => {
		const records = (count: number) => Array.from({ length: count }, (_, n) => receipt({ number: String(n), date: `2026-11-${String(1 + (n % 28)).padStart(2, '0')}` }));
		const journalOf = (count: number) => {
			const table = new Table();
			table.insert(records(count).flatMap((record, n) => [recordRow(record), resultRow(record, n % 100 === 0 ? 'waiting' : 'created')]));
			return table.rows();
		};
		const pass = (journal: ReturnType<typeof journalOf>) => {
			const count = journal.length / 2;
			expect(waitingRecords(journal, WAITING).records).toHaveLength(count / 100);
			expect(reportJournal(journal, { now: NOW })[0].sent.count).toBe(count - count / 100);
			expect(listProblems(journal, { now: NOW, oldAfterHours: 0 })).toHaveLength(count / 100);
			expect(reconcile(journal, { flow: 'pohoda' })).toHaveLength(28);
			expect(compactJournal(journal, { now: '2026-11-30T12:00:00Z', keepDays: 10, keepRecordDays: 5 }).dropped).toBeGreaterThan(count / 2);
			expect(receiveRecords([receipt({ number: 'x' })], journal, '2026-11-15').answer.accepted).toHaveLength(1);
		};
		// Processor time, so that a busy machine does not count.
		const cost = (journal: ReturnType<typeof journalOf>) => {
			const before = process.cpuUsage();
			pass(journal);
			const { user, system } = process.cpuUsage(before);
			return user + system;
		};
		const [small, large] = [journalOf(5_000), journalOf(20_000)];
		pass(small);
		// Linear: 4 times; quadratic: 16 times.
		expect(cost(large)).toBeLessThan(9 * Math.max(cost(small), cost(small)));
	});
});
