// Which receipt a return or void means, and what becomes of both.
import { describe, expect, test } from '@jest/globals';
import type { KnownOriginal } from '../../../core/records/results';
import type { Receipt } from '../../../core/records/types';
import { DEFAULT_RECEIPT_SETTINGS } from '../../../core/idoklad/settings';
import { readWindow } from '../../../core/idoklad/window';
import { OriginalIndex } from '../../../core/plan/originals';
import { originalsToLookUp } from '../../../core/pohoda/receipts/refunds';
import { withDefaults } from '../../../core/pohoda/receipts/settings';
import type { ReceiptSettings } from '../../../core/pohoda/receipts/settings';
import { PREPARE } from '../helios/sets.mts';
import { makeBooks } from '../../support/idoklad.mts';
import { makeReceipt } from '../../support/receipts.mts';
import { planDocuments, planHelios, planIDoklad } from '../../support/plan.mts';

const WINDOW = readWindow([]);

type Fields = Parameters<typeof makeReceipt>[0];
const CODED = [{ code: '1' }];
const sale = (fields: Fields = {}) => makeReceipt({ number: '5', items: CODED, issuedAt: '2026-11-14T10:00:00+01:00', ...fields });
const back = (fields: Fields = {}): Receipt =>
	makeReceipt({ number: '9', items: [{ code: '1', quantity: -1 }], issuedAt: '2026-11-14T12:00:00+01:00', original: { number: '5' }, ...fields });
const cancel = (fields: Fields = {}) => back({ type: 'void', ...fields });
const zero = { items: [], payments: [], total: 0 };

const known = (fields: Partial<KnownOriginal> = {}): KnownOriginal => {
	const { key, register, number, date, total, currency } = sale();
	return { key, register, number, date, total, currency, state: 'sent', generation: 1, ...fields };
};
const synced = (record: Receipt, ...originals: KnownOriginal[]) => ({
	record,
	sync: { flow: 'x', runId: '1', mode: 'manual' as const, attempt: 0, generation: 1, originals },
});

describe('found', () => {
	const found = (receipt: Receipt, ...others: Receipt[]) => new OriginalIndex(others).find(receipt);
	test.each<[string, Receipt, Receipt[], string]>([
		['by source, register and number', back(), [sale(), sale({ register: 'P2' }), sale({ source: 'other' }), sale({ number: '6' })], 'one'],
		['of another shop', cancel({ shop: 'B' }), [sale({ shop: 'A' })], 'none'],
		['of its own shop', cancel({ shop: 'a' }), [sale({ shop: 'A ' }), sale({ shop: 'B', key: 'b' })], 'one'],
		['of the shop that it names', back({ shop: 'B', original: { number: '5', shop: 'A' } }), [sale({ shop: 'A' }), sale({ shop: 'B', key: 'b' })], 'one'],
		['later on the day', cancel({ issuedAt: '2026-11-14T09:00:00+01:00' }), [sale({ issuedAt: '2026-11-14T14:00:00+01:00' })], 'none'],
		['at a time that one of them does not say', cancel({ issuedAt: undefined }), [sale({ issuedAt: '2026-11-14T14:00:00+01:00' })], 'one'],
		['of the next day', back(), [sale({ date: '2026-11-15', issuedAt: undefined })], 'none'],
		['of another period', back({ original: { number: '5', periodFrom: '2025-01-01', periodTo: '2025-12-31' } }), [sale()], 'none'],
		['of the period', back({ original: { number: '5', periodFrom: '2026-01-01', periodTo: '2026-12-31' } }), [sale(), sale({ date: '2025-11-14' })], 'one'],
		['of another day', back({ original: { number: '5', date: '2025-11-14' } }), [sale()], 'none'],
		['of several days, when numbers restart', back(), [sale(), sale({ date: '2026-11-13' })], 'several'],
		['under a key of the sender', back({ original: { number: '5', date: '2026-11-14' } }), [sale({ key: 'till-77' })], 'one'],
		['a void is no original', back(), [{ ...cancel(), number: '5', key: 'v' }], 'none'],
		['of a sale and a return with one number the sale', back(), [sale(), { ...back({ number: '5' }), key: 'r' }], 'one'],
		['it names its own number', { ...cancel(), number: '5', key: 'v' }, [sale({ date: '2026-11-13' })], 'none'],
	])('%s', (_name, receipt, others, kind) => {
		expect(found(receipt, ...others).kind).toBe(kind);
	});
});

test('names of registers and numbers are the same however their letters are put together', () => {
	const one = sale({ register: 'Kr\u00e1m', number: 'Á5'.normalize('NFC') });
	const index = new OriginalIndex([one]);
	const original = { register: 'Kra\u0301m', number: 'Á5'.normalize('NFD') };
	expect(index.find(back({ original }))).toMatchObject({ kind: 'one', key: one.key });
	expect(index.find(back({ original: { ...original, register: 'kr\u00e1m' } }))).toEqual({ kind: 'none' });
});

describe('a void', () => {
	const one = (input: Parameters<typeof planDocuments>[0][number], ...others: Receipt[]) => {
		const { decided } = planDocuments([...others.map((record) => ({ record })), input]);
		return decided.find(({ index }) => index === others.length)?.result;
	};
	test('that may mean several receipts is held and names them; none of them is left out', () => {
		const others = [sale(), sale({ date: '2026-11-13', issuedAt: undefined })];
		const { drafts, decided } = planDocuments([...others, cancel()].map((record) => ({ record })));
		expect(drafts).toHaveLength(2);
		expect(decided[0].result.outcome).toBe('held');
		expect(decided[0].result.message).toContain('several receipts may be meant: P1/5 of 13 Nov 2026, 100.00 Kč; P1/5 of 14 Nov 2026, 100.00 Kč');
	});
	test('with a total of zero and no day proves nothing', () => {
		expect(one({ record: cancel(zero) }, sale())).toMatchObject({ outcome: 'held', message: expect.stringContaining('its total of zero does not say either whether P1/5 of 14 Nov 2026, 100.00 Kč, is meant') });
		expect(one({ record: cancel({ ...zero, original: { number: '5', date: '2026-11-14' } }) }, sale())?.outcome).toBe('unchanged');
		expect(one({ record: cancel({ ...zero, shop: 'B' }) }, sale({ shop: 'A' }))?.outcome).toBe('changed');
	});
	test('at 09:00 does not take the sale of 14:00', () => {
		const { drafts, decided } = planDocuments([{ record: sale({ issuedAt: '2026-11-14T14:00:00+01:00' }) }, { record: cancel({ issuedAt: '2026-11-14T09:00:00+01:00' }) }]);
		expect([drafts.length, decided[0].result.outcome]).toEqual([1, 'changed']);
	});
	test('after the transfer names the document that it cancels', () => {
		expect(one(synced(cancel(), known({ targetNumber: '26PR00012' })))?.message).toBe(
			'Void receipt P1/9 of 14 Nov 2026, -100.00 Kč, was not sent: it cancels P1/5 of 14 Nov 2026, which POHODA has as 26PR00012. Cancel 26PR00012 in POHODA (Storno); then choose Entered by Hand for this one in the Problems form.',
		);
		expect(one(synced(cancel(), known()))?.message).toContain('which had been sent before');
	});
	test.each<[KnownOriginal['state'], string, RegExp]>([
		['unsure', 'waiting', /not clear yet whether POHODA has that one/],
		['written', 'waiting', /not clear yet/],
		['open', 'waiting', /P1\/5 of 14 Nov 2026, which was not sent and is not among/],
		['voided', 'changed', /which had been taken back before/],
		['outside', 'changed', /not among the receipts of this run/],
	])('of a receipt that is not here and %s in the journal', (state, outcome, message) => {
		expect(one(synced(cancel(), known({ state })))).toMatchObject({ outcome, message: expect.stringMatching(message) });
	});
	test('is held when the journal knows another one that may be meant', () => {
		const other = known({ key: 'ekasa/P1/5/2026-11-12', date: '2026-11-12' });
		const { drafts, decided } = planDocuments([{ record: sale() }, synced(cancel(), known({ state: 'open' }), other)]);
		expect([drafts.length, decided[0].result.outcome]).toEqual([1, 'held']);
	});
	test('of another shop takes no sale in iDoklad and Helios either', () => {
		const [a, b] = [sale({ shop: 'A' }), cancel({ ...zero, shop: 'B' })];
		const helios = planHelios([a, b].map((record, index) => ({ record, index })), PREPARE);
		expect(helios.receipts.map(({ record }) => record.key)).toEqual([a.key]);
		const idoklad = planIDoklad([{ record: a }, { record: b }], DEFAULT_RECEIPT_SETTINGS, makeBooks(), WINDOW);
		expect(idoklad.drafts.map(({ keys }) => keys)).toEqual([[a.key]]);
	});
});

describe('a return', () => {
	const one = (input: Parameters<typeof planDocuments>[0][number], ...others: Receipt[]) => planDocuments([...others.map((record) => ({ record })), input]);
	test('of last year\'s number is not linked to this year\'s sale', () => {
		const { drafts } = one({ record: back({ original: { number: '5', periodFrom: '2025-01-01', periodTo: '2025-12-31' } }) }, sale());
		expect(drafts[1].draft.items[0].refundOf).toBeUndefined();
	});
	test('that may mean several sales is held; a person\'s Retry sends it without a link', () => {
		const others = [sale(), sale({ date: '2026-11-13', issuedAt: undefined })];
		expect(one({ record: back() }, ...others).decided[0].result).toMatchObject({ outcome: 'held', message: expect.stringContaining('P1/5 of 13 Nov 2026, 100.00 Kč; P1/5 of 14 Nov 2026') });
		const input = { ...synced(back()), record: back() };
		const { drafts } = one({ ...input, sync: { ...input.sync, previous: 'retry' } }, ...others);
		expect([drafts.length, drafts[2].draft.items[0].refundOf]).toEqual([3, undefined]);
	});
	test('waits for a sale that the journal has open, and not when a person chooses Retry', () => {
		const input = synced(back(), known({ state: 'open' }));
		expect(one(input).decided[0].result.outcome).toBe('waiting');
		expect(one({ ...input, sync: { ...input.sync, previous: 'retry' } }).drafts).toHaveLength(1);
		expect(one(synced(back(), known({ state: 'voided' }))).decided[0].result.outcome).toBe('held');
		expect(one(synced(back(), known({ state: 'written' }))).drafts).toHaveLength(1);
	});
});

describe('a return names its sale', () => {
	const named = back({ original: { number: '5', date: '2026-11-13' }, note: 'Vadné' });
	const note = 'Vratka k účtence P1/5 ze dne 13.11.2026.';
	test('in POHODA, also when the sale is not in the run', () => {
		const [{ draft }] = planDocuments([{ record: named }]).drafts;
		expect([draft.text, draft.note]).toEqual(['Vratka P1/9 k účtence P1/5 ze dne 13.11.2026', `Vadné\n${note}`]);
		expect(planDocuments([{ record: named }], { target: 'cashDocument', rules: [{ match: {}, values: { cashAccount: 'HP' } }] }).drafts[0].draft.text).toContain('k účtence P1/5');
		const [{ draft: dated }] = planDocuments([synced(back(), known({ date: '2026-11-12' }))]).drafts;
		expect(dated.text).toBe('Vratka P1/9 k účtence P1/5 ze dne 12.11.2026');
		const [{ draft: day }] = planDocuments([{ record: sale() }, { record: named }], { documents: 'perDay' }).drafts;
		expect(day.note).toBe('Vratka P1/9 k účtence P1/5 ze dne 13.11.2026');
		expect(planDocuments([{ record: sale() }], { documents: 'perDay' }).drafts[0].draft.note).toBeUndefined();
	});
	test('a text that is too long with it goes without; the note has it', () => {
		const long = { ...named, original: { number: '5'.repeat(200), register: 'R'.repeat(60), date: '2026-11-13' } };
		const [{ draft }] = planDocuments([{ record: long }]).drafts;
		expect([draft.text, draft.note?.includes('5'.repeat(200))]).toEqual(['Vratka P1/9', true]);
	});
	test('in iDoklad', () => {
		const one = planIDoklad([{ record: named }], DEFAULT_RECEIPT_SETTINGS, makeBooks(), WINDOW).drafts[0].request;
		expect([one.Name, one.Note]).toEqual([expect.stringContaining('Vratka P1/9 k účtence P1/5'), `Vadné\n${note}`]);
		const day = planIDoklad([{ record: named }], { ...DEFAULT_RECEIPT_SETTINGS, documents: 'perDay' }, makeBooks(), WINDOW).drafts[0].request;
		expect(day.Note).toContain('\nVratka P1/9 k účtence P1/5 ze dne 13.11.2026');
	});
});

describe('the item that a line of a return takes back', () => {
	const named = back({ original: { number: '5', date: '2026-11-14' } });
	const settings = (lookedUp?: ReceiptSettings['lookedUp']): ReceiptSettings => withDefaults({ lookedUp });
	const planned = (lookedUp: ReceiptSettings['lookedUp'], record = named) => {
		const [{ draft }] = planDocuments([{ record }], settings(lookedUp)).drafts;
		return [draft.items[0].refundOf, draft.warnings.map(({ code }) => code)];
	};
	const lines = [{ extId: 'a', code: '2', text: 'Zboží 1' }, { extId: 'b', code: '1', text: 'x' }];
	test('is looked up where the sale is not in the run, by what the journal or the return says', () => {
		const ids = (...records: Parameters<typeof originalsToLookUp>[0]) => originalsToLookUp(records, settings());
		expect(ids({ record: named })).toEqual(['ekasa/P1/5/2026-11-14']);
		expect(ids({ record: named }, { record: sale() })).toEqual([]);
		expect(ids({ record: back() })).toEqual([]);
		expect(ids(synced(back(), known({ generation: 2 })))).toEqual(['ekasa/P1/5/2026-11-14~2']);
		expect(ids(synced(back(), known(), known({ key: 'x' })), { record: sale() })).toEqual([]);
		expect(originalsToLookUp([{ record: named }], withDefaults({ documents: 'perDay' }))).toEqual([]);
	});
	test('is the one with its code, EAN or name; never one of two', () => {
		const found = (list: typeof lines) => ({ documents: new Map([['ekasa/P1/5/2026-11-14', list]]) });
		expect(planned(found(lines))).toEqual(['b', []]);
		expect(planned(found([lines[1], lines[1]]))).toEqual([undefined, []]);
		expect(planned(found(lines), back({ original: named.original, items: [{ name: 'x', quantity: -1 }] }))).toEqual(['b', []]);
	});
	test('is not known: the return goes, with a warning that says why', () => {
		expect(planned({ documents: new Map() })).toEqual([undefined, ['originalNotFound']]);
		expect(planned({ documents: new Map(), failed: 'no right' })).toEqual([undefined, ['originalNotFound']]);
		expect(planned(undefined)).toEqual([undefined, []]);
	});
});
