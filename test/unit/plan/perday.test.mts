import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { sum } from '../../../core/money/micro';
import { recordKey } from '../../../core/records/keys';
import type { SyncState } from '../../../core/records/results';
import type { Receipt } from '../../../core/records/types';
import { parseRules } from '../../../core/rules/parseRules';
import { dayPrefix, paymentCombination } from '../../../core/plan/dayIdentity';
import { existingDocument, membersLine, readMembers } from '../../../core/plan/members';
import type { ExistingDocument } from '../../../core/plan/existing';
import type { ReceiptSettings } from '../../../core/pohoda/receipts/settings';
import { anyReceipts, item, receipt } from './records.mts';
import { planDocuments } from '../../support/plan.mts';

const sync = (fields: Partial<SyncState> = {}): SyncState => ({ flow: 'pohoda', runId: 'r1', mode: 'automatic', attempt: 0, generation: 1, ...fields });
const plan = (records: Receipt[], settings: Partial<ReceiptSettings> = {}, syncs: SyncState[] = []) =>
	planDocuments(records.map((record, index) => ({ record, sync: syncs[index] })), { documents: 'perDay', ...settings });

describe('members', () => {
	const keys = ['4512', '4513', 'A/7'].map((number) => recordKey({ source: 'ekasa', register: 'P1', number, date: '2026-11-14' }));
	test('are written so that people can read them', () => {
		expect(membersLine(keys)).toMatch(/^ekasa-sync: ekasa\/P1\/2026-11-14: 4512,4513,A%2F7 \(3, [0-9a-f]{8}\)$/);
	});

	const anyKeys = fc
		.array(
			fc.record({
				source: fc.constantFrom('ekasa', 'kasa fik'),
				register: fc.constantFrom('P1', 'Kasa č. 2 (bar)'),
				number: fc.string({ minLength: 1, maxLength: 12 }),
				date: fc.constantFrom('2026-11-14', '2026-11-15'),
				cash: fc.boolean(),
			}),
			{ minLength: 1, maxLength: 30 },
		)
		.map((list) => [...new Set(list.map(recordKey))]);
	test('are read back, however lines were wrapped and whatever stands around them', () => {
		const around = fc.string({ maxLength: 30 }).filter((text) => !text.includes('sync'));
		fc.assert(
			fc.property(anyKeys, fc.array(fc.nat(2000), { maxLength: 40 }), around, around, (given, breaks, before, after) => {
				let note = membersLine(given);
				for (const at of breaks) note = `${note.slice(0, at % note.length)}\r\n${at % 2 ? ' ' : ''}${note.slice(at % note.length)}`;
				const document = existingDocument({ documentId: 'x', intNote: `${before}\n${note}\n${after}` });
				expect([...document.members].sort()).toEqual([...given].sort());
				expect(document.damaged).toBeUndefined();
			}),
		);
	});
	test('2,000 of them, and none', () => {
		const many = Array.from({ length: 2000 }, (_, n) => recordKey({ source: 'ekasa', register: 'P1', number: String(n), date: '2026-11-14' }));
		expect(readMembers(membersLine(many))).toEqual(many);
		expect(readMembers(undefined)).toEqual([]);
		expect(readMembers('Poznámka účetní')).toEqual([]);
	});
	test('a cut or edited line is noticed, and what is whole in it is read', () => {
		const line = membersLine(keys);
		const cut = existingDocument({ documentId: 'x', intNote: line.slice(0, line.indexOf('4513') + 2) });
		expect(cut).toEqual({ documentId: 'x', members: [keys[0]], damaged: true });
		const edited = existingDocument({ documentId: 'x', intNote: line.replace('4513', '4519') });
		expect(edited.damaged).toBe(true);
		expect(existingDocument({ documentId: 'x', intNote: line.replace(/\(.*/, '') }).damaged).toBe(true);
	});
});

describe('one document for a day, register and way of paying', () => {
	const cash = (number: string, total: number, fields: Parameters<typeof receipt>[0] = {}) =>
		receipt({ number, items: [item({ totalGross: total })], ...fields });
	const mixed = cash('3', 300, { payments: [{ method: 'card', amount: 200 }, { method: 'cash', amount: 100 }] });

	test('groups, identities and texts', () => {
		const records = [cash('1', 100), cash('2', 50), mixed, cash('4', 10, { register: 'P2' }), cash('5', 20, { date: '2026-11-15' }), cash('6', 7, { payments: [{ method: 'mealVoucher', label: 'Edenred', amount: 7 }] })];
		const { drafts } = plan(records, { rules: parseRules([{ payment: 'Edenred', paymentForm: 'Stravenky' }]) });
		expect(drafts.map(({ draft, indexes }) => [draft.documentId, draft.text, draft.total, indexes])).toEqual([
			['ekasa/P1/day/2026-11-14/cash/1', 'Tržba 14.11.2026, P1, hotově', 150, [0, 1]],
			['ekasa/P1/day/2026-11-14/card.cash/1', 'Tržba 14.11.2026, P1, hotově, kartou', 300, [2]],
			['ekasa/P2/day/2026-11-14/cash/1', 'Tržba 14.11.2026, P2, hotově', 10, [3]],
			['ekasa/P1/day/2026-11-15/cash/1', 'Tržba 15.11.2026, P1, hotově', 20, [4]],
			['ekasa/P1/day/2026-11-14/mealVoucher%3Aedenred/1', 'Tržba 14.11.2026, P1, Edenred', 7, [5]],
		]);
		expect(drafts[0].draft).toMatchObject({ packId: 'ekasa/P1', keys: [records[0].key, records[1].key], rounding: 'none' });
		expect(readMembers(drafts[0].draft.intNote)).toEqual([records[0].key, records[1].key]);
		expect(drafts[1].draft.payments).toEqual([{ form: { type: 'creditcard' }, amount: 200 }, { form: { type: 'cash' }, amount: 100 }]);
	});
	test('equal lines become one, but never so that the sum changes', () => {
		const kg = (number: string) => cash(number, 0, { items: [item({ quantity: 0.333, unitPrice: 29.9, unit: 'kg', totalGross: 9.96 })] });
		const pieces = plan([cash('1', 100), cash('2', 100), cash('3', 100)]).drafts[0].draft;
		expect(pieces.items).toEqual([expect.objectContaining({ quantity: 3, unitPrice: 100, totalGross: 300 })]);
		// 0.666 × 29.90 = 19.91, and the till took 19.92.
		expect(plan([kg('1'), kg('2')]).drafts[0].draft.items).toHaveLength(2);
	});
	test('what is returned stays a line of its own', () => {
		const back = receipt({ number: '2', items: [item({ quantity: -1, unitPrice: 100, totalGross: -100 })] });
		const { draft } = plan([cash('1', 100), back]).drafts[0];
		expect(draft.items.map(({ quantity }) => quantity)).toEqual([1, -1]);
		expect(draft).toMatchObject({ total: 0, type: 'sale' });
	});
	test('the tills\' roundings are one line without VAT', () => {
		const rounded = (number: string) => receipt({ number, items: [item({ totalGross: 99.6 })], rounding: 0.4 });
		const { draft } = plan([rounded('1'), rounded('2')]).drafts[0];
		expect(draft).toMatchObject({ total: 200, rounding: 'none', roundingAmount: 0 });
		expect(draft.items[1]).toEqual({ text: 'Zaokrouhlení', quantity: 1, unitPrice: 0.8, vat: { rate: 'none' }, totalGross: 0.8, posting: {} });
	});
	test('rules that make different headers make different documents', () => {
		const rules = parseRules([{ amountFrom: 1000, numberSeries: 'VELKE' }]);
		const { drafts } = plan([cash('1', 100), cash('2', 2000), cash('3', 50)], { rules });
		expect(drafts.map(({ draft }) => [draft.documentId.slice(-1), draft.posting.numberSeries, draft.total])).toEqual([['1', undefined, 150], ['2', 'VELKE', 2000]]);
	});
	test('a receipt over the limit stands alone', () => {
		const company = cash('2', 12_000, { customer: { vatId: 'CZ1' } });
		const { drafts } = plan([cash('1', 100), company], { highTotalWithVatId: 'cashDocument', highTotalVatClassification: 'UD', rules: parseRules([{ cashAccount: 'HP' }]) });
		expect(drafts.map(({ draft }) => draft.documentId)).toEqual([company.key, 'ekasa/P1/day/2026-11-14/cash/1']);
	});
	test('more than fit make a further document', () => {
		const records = Array.from({ length: 5 }, (_, n) => cash(String(n + 1), 10));
		const { drafts } = plan(records, { maxMembers: 2 });
		expect(drafts.map(({ draft, indexes, after }) => [draft.documentId.slice(-1), indexes, after?.slice(-1)])).toEqual([
			['1', [0, 1], undefined],
			['2', [2, 3], '1'],
			['3', [4], '2'],
		]);
	});

	const first: ExistingDocument = { documentId: 'ekasa/P1/day/2026-11-14/cash/1', members: [cash('1', 100).key], id: '77', number: '26PR00001' };
	test('what comes late is a supplement; what is there is a duplicate', () => {
		const { drafts, decided } = plan([cash('1', 100), cash('2', 50)], { existing: [first] });
		expect(decided).toEqual([
			{
				index: 0,
				result: expect.objectContaining({
					outcome: 'duplicate',
					target: { system: 'POHODA', id: '77', number: '26PR00001', documentId: first.documentId },
					message: 'Receipt P1/1 of 14 Nov 2026, 100.00 Kč, is in POHODA already, in the document 26PR00001 of that day.',
				}),
			},
		]);
		expect(drafts[0].draft).toMatchObject({ documentId: 'ekasa/P1/day/2026-11-14/cash/2', text: 'Tržba 14.11.2026, P1, hotově, doplněk 1' });
	});
	test('Send Again makes another document', () => {
		const again = plan([cash('1', 100)], { existing: [first] }, [sync({ generation: 2 })]);
		expect(again.drafts[0].draft.documentId).toBe('ekasa/P1/day/2026-11-14/cash~2/1');
		const second = { documentId: 'ekasa/P1/day/2026-11-14/cash~2/1', members: first.members };
		expect(plan([cash('1', 100)], { existing: [first, second] }, [sync({ generation: 2 })]).decided[0].result.outcome).toBe('duplicate');
		const alone = { documentId: `${first.members[0]}~2`, members: first.members, number: '26PR9' };
		expect(plan([cash('1', 100)], { existing: [alone] }, [sync({ generation: 2 })]).decided[0].result.message).toContain('is in POHODA already, as 26PR9.');
	});
	test('a document whose note was edited holds what would join its group', () => {
		const { drafts, decided } = plan([cash('2', 50), cash('3', 5, { register: 'P2' })], { existing: [{ ...first, damaged: true }] });
		expect(decided.map(({ index, result }) => [index, result.warnings[0].code])).toEqual([[0, 'dayMembers']]);
		expect(drafts).toHaveLength(1);
	});
	test('a void whose sale is in a day document is for a person', () => {
		const cancel = receipt({ number: '9', type: 'void', items: [item({ quantity: -1, unitPrice: 100, totalGross: -100 })], original: { number: '1' } });
		expect(plan([cash('1', 100), cancel], { existing: [first] }).decided.map(({ result }) => result.outcome)).toEqual(['duplicate', 'changed']);
	});
	test('a long identity becomes a digest, and its group is still recognised', () => {
		const label = 'Velmi dlouhý název platebního prostředku';
		const long = cash('1', 10, { payments: [{ method: 'other', label, amount: 10 }] });
		const rules = parseRules([{ payment: label, paymentForm: 'X' }]);
		const id = plan([long], { rules }).drafts[0].draft.documentId;
		expect(id).toMatch(/^h-[0-9a-f]{48}$/);
		const late = { ...long, number: '2', key: long.key.replace('/1/', '/2/') };
		const supplement = plan([late], { rules, existing: [{ documentId: id, members: [long.key] }] }).drafts[0].draft.documentId;
		expect(supplement).toMatch(/^h-/);
		expect(supplement).not.toBe(id);
		expect(plan([late], { rules, existing: [{ documentId: id, members: [], damaged: true }] }).decided[0].result.outcome).toBe('held');
	});
	test('combinations do not depend on the order of payments', () => {
		const turned = { ...mixed, payments: [...mixed.payments].reverse() };
		expect(paymentCombination(turned)).toBe(paymentCombination(mixed));
		expect(dayPrefix(mixed)).toBe('ekasa/P1/day/2026-11-14/card.cash/');
	});
});

describe('files: documents are named after their run', () => {
	const one = receipt({ number: '1' });
	const two = receipt({ number: '2' });
	const settings = { dayNumbering: 'batch' } as const;
	const ids = (records: Receipt[], syncs: SyncState[] = []) => plan(records, settings, syncs).drafts.map(({ draft }) => draft.documentId);
	test('a repeat of a batch has the same identity, a later receipt another one', () => {
		const [first] = ids([one], [sync({ runId: 'a' })]);
		expect(first).toMatch(/^ekasa\/P1\/day\/2026-11-14\/cash\/b-[0-9a-f]{12}$/);
		expect(ids([one, two], [sync({ runId: 'b', batch: 'a' }), sync({ runId: 'b' })])).toEqual([first, ...ids([two], [sync({ runId: 'b' })])]);
		expect(ids([two], [sync({ runId: 'b' })])).not.toEqual([first]);
	});
	test('without a journal the members are the identity', () => {
		expect(ids([one])).toEqual(ids([one]));
		expect(ids([one])).not.toEqual(ids([one, two]));
	});
});

test('any interleaving of runs puts each receipt into exactly one document', () => {
	// Runs read, plan and write in any order; the target refuses an identity that it has, and the run looks
	// again; a document that has to come `after` another waits for the next look.
	const scenario = fc.record({
		records: anyReceipts({ minLength: 1, maxLength: 15 }),
		runs: fc.array(fc.array(fc.nat(14), { minLength: 1, maxLength: 15 }), { minLength: 1, maxLength: 4 }),
		schedule: fc.array(fc.nat(3), { minLength: 8, maxLength: 40 }),
		maxMembers: fc.constantFrom(2, 2000),
	});
	fc.assert(
		fc.property(scenario, ({ records, runs, schedule, maxMembers }) => {
			const target = new Map<string, { documentId: string; intNote: string; total: number }>();
			const look = () => [...target.values()].map((document) => existingDocument(document));
			function* run(chosen: Receipt[]): Generator<void> {
				for (let tries = 0; tries < 50; tries += 1) {
					const existing = look();
					yield;
					const { drafts, decided } = plan(chosen, { existing, maxMembers });
					expect(decided.every(({ result }) => result.outcome === 'duplicate')).toBe(true);
					let refused = false;
					for (const { draft, after } of drafts) {
						yield;
						if (target.has(draft.documentId) || after !== undefined) refused = true;
						else target.set(draft.documentId, { documentId: draft.documentId, intNote: draft.intNote ?? '', total: draft.total });
					}
					if (!refused) return;
				}
				throw new Error('the run never ended');
			}
			const picked = runs.map((indexes) => [...new Set(indexes.map((index) => records[index % records.length]))]);
			const going = picked.map(run);
			for (const at of schedule) going[at % going.length].next();
			for (const one of going) while (!one.next().done);
			const expected = [...new Set(picked.flat().map(({ key }) => key))].sort();
			const members = [...target.values()].flatMap(({ intNote }) => readMembers(intNote)).sort();
			expect(members).toEqual(expected);
			const byKey = new Map(records.map((record) => [record.key, record.total]));
			expect(sum([...target.values()].map(({ total }) => total))).toBe(sum(expected.map((key) => byKey.get(key) ?? Number.NaN)));
		}),
		{ numRuns: 300 },
	);
});
