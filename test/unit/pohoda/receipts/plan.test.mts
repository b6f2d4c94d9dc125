import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { sum } from '../../../../core/money/micro';
import type { SyncState } from '../../../../core/records/results';
import type { Receipt } from '../../../../core/records/types';
import { itemExtId } from '../../../../core/pohoda/document';
import { parseRules } from '../../../../core/rules/parseRules';
import { draftTotal } from '../../../../core/pohoda/receipts/receiptDraft';
import type { ReceiptSettings } from '../../../../core/pohoda/receipts/settings';
import { anyReceipt, anyReceipts, item, movement, receipt } from '../../plan/records.mts';
import { planDocuments } from '../../../support/plan.mts';

const sync = (fields: Partial<SyncState> = {}): SyncState => ({ flow: 'pohoda', runId: 'r1', mode: 'automatic', attempt: 0, generation: 1, previous: 'new', ...fields });
const plan = (records: Receipt[], settings: Partial<ReceiptSettings> = {}) => planDocuments(records.map((record) => ({ record })), settings);
const decision = (record: Receipt, settings: Partial<ReceiptSettings> = {}, state?: SyncState) => {
	const { drafts, decided } = planDocuments([{ record, sync: state }], settings);
	expect(drafts.length + decided.length).toBe(1);
	return decided[0]?.result;
};

describe('a receipt becomes a document', () => {
	const { drafts, decided } = planDocuments([{ record: receipt({ note: 'stůl 4' }), sync: sync() }], {
		rules: parseRules([{ register: 'P1', numberSeries: '26PR', cashRegister: 'K1', accounting: '1Pp', itemAccounting: '2Pp', centre: 'BRNO' }]),
	});
	test('with everything that POHODA wants', () => {
		expect(decided).toEqual([]);
		expect(drafts).toEqual([
			{
				indexes: [0],
				draft: {
					documentId: 'ekasa/P1/4512/2026-11-14',
					packId: 'ekasa/P1',
					target: 'salesReceipt',
					type: 'sale',
					keys: ['ekasa/P1/4512/2026-11-14'],
					date: '2026-11-14',
					text: 'Účtenka P1/4512',
					posting: { numberSeries: '26PR', cashRegister: 'K1', accounting: '1Pp', centre: 'BRNO', targetDocument: 'salesReceipt' },
					items: [
						{
							text: 'Káva',
							quantity: 1,
							unitPrice: 121,
							vat: { rate: 'high' },
							totalGross: 121,
							code: 'K1',
							stock: { code: 'K1' },
							posting: { itemAccounting: '2Pp', centre: 'BRNO' },
						},
					],
					payments: [{ form: { type: 'cash' }, amount: 121 }],
					rounding: 'none',
					total: 121,
					roundingAmount: 0,
					note: 'stůl 4',
					eet: 'notEnter',
					validateInStock: true,
					warnings: [],
				},
			},
		]);
	});
	test('another one for each generation', () => {
		const again = planDocuments([{ record: receipt(), sync: sync({ generation: 2 }) }]);
		expect(again.drafts[0].draft.documentId).toBe('ekasa/P1/4512/2026-11-14~2');
	});
	test('rounded where the till rounded', () => {
		const { draft } = plan([receipt({ items: [item({ totalGross: 99.6 })], rounding: 0.4 })]).drafts[0];
		expect(draft).toMatchObject({ rounding: 'math2one', roundingAmount: 0.4, total: 100 });
	});
});

describe('held', () => {
	const edenred = receipt({ items: [item({ totalGross: 1290 })], payments: [{ method: 'mealVoucher', label: 'Edenred', amount: 1290 }] });
	test('an unknown payment, in the words of the design', () => {
		expect(decision(edenred)).toMatchObject({
			outcome: 'held',
			message:
				"Receipt P1/4512 of 14 Nov 2026, 1 290.00 Kč, was not sent: payment 'Edenred' has no POHODA payment form. Add it to Posting Rules in the POHODA node and choose Retry in the Problems form; the receipt goes with the next run.",
			warnings: [{ code: 'paymentForm', text: "payment 'Edenred' has no POHODA payment form" }],
			target: { system: 'POHODA' },
			amount: 1290,
		});
		const { drafts } = plan([edenred], { rules: parseRules([{ payment: 'edenred', paymentForm: 'Stravenky' }]) });
		expect(drafts[0].draft.payments).toEqual([{ form: { ids: 'Stravenky' }, amount: 1290 }]);
	});

	const high = (customer: Receipt['customer'], total = 12_000) => receipt({ items: [item({ totalGross: total })], customer });
	const cases: Array<[string, Receipt, Partial<ReceiptSettings>, string, SyncState?]> = [
		['paused in the till', receipt({ paused: true }), {}, 'paused'],
		...[
			...['forSending', 'simplify', 'invalidData', 'commError'],
			// In the till's own words, and a word that nobody knows.
			...['Čeká na odeslání', 'ČEKÁ NA ODESLÁNÍ', 'ceka na odeslani', ' Čeká na odeslání (zjednodušeně) ', 'Nepodařilo se sestavit požadavek', 'Nepodařilo se odeslat', 'jakýsi stav'],
		].map(
			(state): [string, Receipt, Partial<ReceiptSettings>, string] => [`EET ${state}`, receipt({ fiscal: { state } }), {}, 'fiscalState'],
		),
		['register that the target does not know', receipt({ register: 'P9' }), { registers: ['P1'] }, 'register'],
		['before the period', receipt({ date: '2025-12-31' }), { period: { from: '2026-01-01', to: '2026-12-31' } }, 'period'],
		['after the period', receipt({ date: '2027-01-01' }), { period: { from: '2026-01-01', to: '2026-12-31' } }, 'period'],
		['foreign currency', receipt({ currency: 'EUR', rate: 25 }), {}, 'currency'],
		['over 10 000 with DIČ', high({ vatId: 'CZ12345678', companyId: '12345678' }), {}, 'highTotal'],
		['over 10 000 with IČO only', high({ companyId: '12345678' }), { highTotalWithVatId: 'cashDocument', highTotalVatClassification: 'UD' }, 'highTotalCompany'],
		['over 10 000 as cash document without its class', high({ vatId: 'CZ1' }), { highTotalWithVatId: 'cashDocument' }, 'vatClassification'],
		['a return over the limit', receipt({ items: [item({ quantity: -1, unitPrice: 12_000, totalGross: -12_000 })], customer: { vatId: 'CZ1' } }), {}, 'highTotal'],
		['unknown VAT rate', receipt({ items: [item({ totalGross: 100, vatRate: 17 })] }), {}, 'vatRate'],
		['an old rate on a sale', receipt({ items: [item({ totalGross: 100, vatRate: 15 })] }), {}, 'vatRate'],
		['multi-purpose voucher with VAT', receipt({ items: [item({ totalGross: 500, kind: 'multiPurposeVoucher' })] }), {}, 'voucherVat'],
		['a rounding that POHODA would not make', receipt({ items: [item({ totalGross: 99.4 })], rounding: 0.6 }), {}, 'total'],
		['a rounding to half crowns', receipt({ items: [item({ totalGross: 99.4 })], rounding: 0.1 }), {}, 'total'],
		['amounts that do not add up', receipt({ items: [item({ totalGross: 99 })], total: 100 }), {}, 'total'],
		['payments that do not add up', receipt({ payments: [{ method: 'cash', amount: 1 }] }), {}, 'payments'],
		['a line without exact price', receipt({ items: [item({ quantity: 0, unitPrice: 5, totalGross: 5 })] }), {}, 'lineTotal'],
		['an item without code', receipt({ items: [item({ totalGross: 5, code: undefined })] }), { unknownStockCard: 'hold' }, 'stockCard'],
		['an item whose card POHODA has not', receipt(), { unknownStockCard: 'hold', stockCodes: new Set(['X']) }, 'stockCard'],
		['a substitute that is not named', receipt(), { unknownStockCard: 'substitute', stockCodes: new Set() }, 'stockCard'],
		['sent to a second system', receipt(), {}, 'secondSystem', sync({ sentTo: ['idoklad'] })],
		['a payment in another currency', receipt({ payments: [{ method: 'cash', amount: 121, currency: 'EUR', tendered: 5 }] }), {}, 'paymentCurrency'],
		['a card in a cash document', receipt({ payments: [{ method: 'card', amount: 121 }] }), { target: 'cashDocument' }, 'cashDocumentPayment'],
		['a cash document without cash account', receipt(), { target: 'cashDocument' }, 'cashAccount'],
		['a return into a cash document without cash account', receipt({ type: 'return', items: [item({ quantity: -1, totalGross: -121 })] }), { target: 'cashDocument' }, 'cashAccount'],
		['a cash document by rule, its account for another register', receipt(), { rules: parseRules([{ targetDocument: 'cashDocument' }, { register: 'P9', cashAccount: 'HP' }]) }, 'cashAccount'],
		['a till whose clock runs three days ahead', receipt({ date: '2026-12-03' }), { clockDay: '2026-11-30' }, 'future'],
		['a day in order, the time of issue far ahead', receipt({ date: '2026-11-30', issuedAt: '2099-12-31T10:00:00+01:00' }), { clockDay: '2026-11-30' }, 'future'],
	];
	// A row of four must not get jest's `done` as the fifth.
	test.each(cases)('%s', (...[, record, settings, code, state]) => {
		const result = decision(record, settings, state);
		expect(result).toMatchObject({ outcome: 'held', key: record.key, amount: record.total });
		expect(result.warnings.map((warning) => warning.code)).toEqual([code]);
		expect(result.message).toMatch(/^(Receipt|Return) P\d\/4512 of .* was not sent: .+\. [A-Z].+\.$/s);
		expect(result.message).not.toMatch(/\b(error|failed|problem)\b/i);
	});

	test('how far ahead a record is dated stands in the message; two days are no reason', () => {
		const ahead = decision(receipt({ date: '2999-12-31' }), { clockDay: '2026-11-30' });
		expect(ahead.message).toContain('it is dated 31 Dec 2999, 355412 days ahead of today (30 Nov 2026). Set the clock of the till');
		expect(plan([receipt({ date: '2026-12-02', issuedAt: '2026-12-02T00:10:00+01:00' })], { clockDay: '2026-11-30' }).drafts).toHaveLength(1);
	});

	test('a deposit goes into no cash document without its cash account either', () => {
		const movement = { recordType: 'cashMovement' as const, key: 'ekasa/P1/7/2026-11-14', source: 'ekasa', register: 'P1', number: '7', date: '2026-11-14', currency: 'CZK', amount: 500 };
		const [{ result }] = planDocuments([{ record: movement }], { target: 'cashDocument' }).decided;
		expect(result).toMatchObject({ outcome: 'held', warnings: [{ code: 'cashAccount' }] });
		expect(planDocuments([{ record: movement }], { target: 'cashDocument', rules: parseRules([{ cashAccount: 'HP' }]) }).drafts).toHaveLength(1);
	});

	test('all reasons at once, each way out once', () => {
		const payments = [{ method: 'voucher' as const, amount: 60.5 }, { method: 'online' as const, amount: 60.5 }];
		const result = decision(receipt({ paused: true, payments }));
		expect(result.warnings.map(({ code }) => code)).toEqual(['paused', 'paymentForm', 'paymentForm']);
		expect(result.message.match(/Add it to Posting Rules/g)).toHaveLength(1);
	});

	test('the difference of totals names both', () => {
		const { message } = decision(receipt({ items: [item({ totalGross: 99.4 })], rounding: 0.6 }));
		expect(message).toContain("POHODA would make the total 99.00 Kč of it, and the till has 100.00 Kč (rounding 0.60 Kč)");
	});

	test('not held: the limit itself, no customer number, a known register, an EET state that is settled', () => {
		expect(decision(high({ vatId: 'CZ1' }, 10_000))).toBeUndefined();
		expect(decision(high({ name: 'Novák', vatId: ' ' }))).toBeUndefined();
		expect(decision(receipt({ fiscal: { state: 'sent' } }), { registers: ['P1'] })).toBeUndefined();
		for (const state of ['notSend', 'Neodesílat', 'Odesláno', 'externally', 'Nevstupuje do EET']) {
			expect(decision(receipt({ fiscal: { state } }))).toBeUndefined();
		}
	});

	test('EET stops what the setting says, and no expense document', () => {
		const fiscal = { state: 'Čeká na odeslání' };
		expect(decision(receipt({ fiscal: { state: 'Neodesílat' } }), { heldFiscalStates: ['notSend'] })?.warnings[0].code).toBe('fiscalState');
		expect(decision(receipt({ fiscal }), { heldFiscalStates: ['notSend'] })).toBeUndefined();
		expect(decision(receipt({ fiscal: { state: 'jakýsi stav' } }), { heldFiscalStates: [] })).toBeUndefined();
		const back = receipt({ items: [item({ totalGross: -121, quantity: -1, unitPrice: 121 })], fiscal });
		const cash = { target: 'cashDocument' as const, rules: parseRules([{ cashAccount: 'HP', vatClassification: 'UN' }]) };
		expect(decision(back, cash)).toBeUndefined();
		expect(decision(back)?.warnings[0].code).toBe('fiscalState');
		expect(decision(receipt({ fiscal }), cash)?.warnings[0].code).toBe('fiscalState');
	});
});

describe('targets and items', () => {
	const company = receipt({ items: [item({ totalGross: 12_000 })], customer: { vatId: 'CZ1' } });
	test('over the limit as cash document with its VAT class', () => {
		const { drafts } = plan([company], { highTotalWithVatId: 'cashDocument', highTotalVatClassification: 'UDA5', rules: parseRules([{ cashAccount: 'HP' }]) });
		expect(drafts[0].draft).toMatchObject({ target: 'cashDocument', posting: { vatClassification: 'UDA5', cashAccount: 'HP' } });
	});
	test('a card may go into a cash document when a rule names it', () => {
		const card = receipt({ payments: [{ method: 'card', amount: 121 }] });
		const { drafts } = plan([card], { target: 'cashDocument', rules: parseRules([{ payment: 'card', cashAccount: 'KARTY' }, { cashAccount: 'HP' }]) });
		expect(drafts[0].draft.posting.cashAccount).toBe('KARTY');
		const mixed = receipt({ payments: [{ method: 'card', amount: 21 }, { method: 'cash', amount: 100 }] });
		const held = decision(mixed, { target: 'cashDocument', rules: parseRules([{ payment: 'card', cashAccount: 'KARTY' }, { cashAccount: 'HP' }]) });
		expect(held.warnings[0].code).toBe('cashAccounts');
	});
	test('a rule that names the currency takes a payment in it', () => {
		const euros = receipt({ payments: [{ method: 'cash', amount: 121, currency: 'EUR' }] });
		const { drafts } = plan([euros], { rules: parseRules([{ currency: 'EUR', paymentForm: 'EUR hotově' }]) });
		expect(drafts[0].draft.payments).toEqual([{ form: { ids: 'EUR hotově' }, amount: 121 }]);
	});
	const stockOf = (fields: Partial<Receipt['items'][number]>, settings: Partial<ReceiptSettings> = {}, state?: SyncState) => {
		const { drafts } = planDocuments([{ record: receipt({ items: [item({ totalGross: 10, ...fields })] }), sync: state }], settings);
		return drafts[0].draft.items[0];
	};
	test('stock cards', () => {
		expect(stockOf({ ean: '859', warehouse: 'HL' }).stock).toEqual({ store: 'HL', code: 'K1', ean: '859' });
		expect(stockOf({}, { stockMover: 'other' })).toMatchObject({ code: 'K1' });
		expect(stockOf({}, { stockMover: 'other' }).stock).toBeUndefined();
		expect(stockOf({}, { stockCodes: new Set() })).toMatchObject({ code: 'K1', text: 'Káva' });
		expect(stockOf({}, { stockCodes: new Set() }).stock).toBeUndefined();
		expect(stockOf({}, { stockCodes: new Set(['K1']) }).stock).toEqual({ code: 'K1' });
		expect(stockOf({}, { stockCodes: new Set(), unknownStockCard: 'substitute', substituteCode: 'RUZNE' }).stock).toEqual({ code: 'RUZNE' });
		expect(stockOf({ kind: 'service' }).stock).toBeUndefined();
		expect(stockOf({ kind: 'service' }, { stockCodes: new Set(['K1']) }).stock).toEqual({ code: 'K1' });
		expect(stockOf({ kind: 'tip', vatRate: null }).vat).toEqual({ rate: 'none' });
	});
	test('short stock goes as text after the days that the setting says, and only when it was tried before', () => {
		const late: Partial<ReceiptSettings> = { shortStockTextAfterDays: 3, today: '2026-11-17' };
		expect(stockOf({}, late, sync({ previous: 'refused' })).stock).toBeUndefined();
		expect(stockOf({}, late, sync({ previous: 'new' })).stock).toEqual({ code: 'K1' });
		expect(stockOf({}, { ...late, today: '2026-11-16' }, sync({ previous: 'refused' })).stock).toEqual({ code: 'K1' });
	});
	test('a changed unit price is said', () => {
		const { draft } = plan([receipt({ items: [item({ quantity: 3, unitPrice: 4, discount: 2, totalGross: 10 })] })]).drafts[0];
		expect(draft.warnings).toEqual([expect.objectContaining({ code: 'unitPrice', place: 'item 1' })]);
	});
	test('cash movements', () => {
		const { drafts } = planDocuments([{ record: movement({ amount: 2000 }) }, { record: movement({ amount: -500, number: '8', note: 'Odvod do banky' }) }]);
		expect(drafts.map(({ draft }) => [draft.type, draft.total, draft.text, draft.items[0].text, draft.items[0].quantity, draft.documentId])).toEqual([
			['deposit', 2000, 'Vklad do pokladny P1/7', 'Vklad do pokladny', 1, 'ekasa/P1/cash-7/2026-11-14'],
			['withdrawal', -500, 'Výběr z pokladny P1/8', 'Odvod do banky', -1, 'ekasa/P1/cash-8/2026-11-14'],
		]);
		expect(planDocuments([{ record: movement({ amount: 0 }) }]).decided[0].result.outcome).toBe('held');
	});
});

describe('returns and voids', () => {
	const sale = receipt({ number: '1' });
	const back = (fields: Parameters<typeof receipt>[0] = {}) =>
		receipt({ number: '2', items: [item({ quantity: -1, unitPrice: 121, totalGross: -121 })], original: { number: '1', date: '2026-11-14' }, ...fields });
	const outcomes = (records: Receipt[], syncs: Array<SyncState | undefined> = [], settings: Partial<ReceiptSettings> = {}) => {
		const { drafts, decided } = planDocuments(records.map((record, index) => ({ record, sync: syncs[index] })), settings);
		return records.map((_, index) =>
			drafts.some(({ indexes }) => indexes.includes(index)) ? 'sent' : decided.find((one) => one.index === index)?.result.outcome,
		);
	};

	test('a return comes after its sale and names its item', () => {
		const { drafts } = plan([back(), sale]);
		expect(drafts.map(({ draft }) => draft.type)).toEqual(['sale', 'return']);
		expect(drafts[1].draft.items[0].refundOf).toBe(itemExtId(sale.key, 1));
		expect(plan([back()]).drafts[0].draft.items[0].refundOf).toBeUndefined();
	});
	test('a return waits for a sale that is held', () => {
		expect(outcomes([receipt({ number: '1', paused: true }), back()])).toEqual(['held', 'waiting']);
	});
	const cancel = (fields: Parameters<typeof receipt>[0] = {}) => back({ type: 'void', number: '3', ...fields });
	test.each<[string, Receipt[], Array<SyncState | undefined>, string[]]>([
		['neither is sent before the transfer', [sale, cancel()], [sync(), sync()], ['unchanged', 'unchanged']],
		['also without a journal, and in the other order', [cancel(), sale], [], ['unchanged', 'unchanged']],
		['also when the sale is held', [receipt({ number: '1', paused: true }), cancel()], [sync({ previous: 'held' })], ['unchanged', 'unchanged']],
		['a sale that was sent before', [sale, cancel()], [sync({ sent: true, previous: 'retry' })], ['sent', 'changed']],
		['a sale that is sent again', [sale, cancel()], [sync({ generation: 2, previous: 'sendAgain' })], ['sent', 'changed']],
		['a sale whose fate is unknown', [sale, cancel()], [sync({ previous: 'unknown' })], ['sent', 'waiting']],
		['a sale that is in a file', [sale, cancel()], [sync({ previous: 'written' })], ['sent', 'waiting']],
		['a sale that is not in this run', [cancel()], [sync()], ['changed']],
		['another amount', [sale, cancel({ items: [item({ quantity: -1, unitPrice: 100, totalGross: -100 })] })], [], ['sent', 'held']],
		['the second void of one sale', [sale, cancel(), cancel({ number: '4' })], [], ['unchanged', 'unchanged', 'changed']],
		['a receipt that was cancelled itself', [receipt({ type: 'void', items: [], payments: [], total: 0 })], [sync()], ['unchanged']],
		['a receipt that was cancelled itself after it was sent', [receipt({ type: 'void', items: [], payments: [], total: 0 })], [sync({ sent: true })], ['changed']],
		['a void that names nothing', [cancel({ original: undefined })], [], ['held']],
		['a return of a voided sale', [sale, cancel(), back()], [], ['unchanged', 'unchanged', 'held']],
	])('void: %s', (_name, records, syncs, expected) => {
		expect(outcomes(records, syncs)).toEqual(expected);
	});
	test('what voids say', () => {
		const [{ result: voided }, { result: cancelling }] = plan([sale, cancel()]).decided;
		expect(voided.message).toBe('Receipt P1/1 of 14 Nov 2026, 121.00 Kč, was not sent: it was voided in the till before the transfer; there is nothing to send.');
		expect(cancelling.message).toContain('it cancels P1/1 of 14 Nov 2026 before the transfer');
		expect(plan([cancel()]).decided[0].result.message).toContain('cancel it there (Storno); then choose Entered by Hand');
	});
});

describe('the same key twice', () => {
	test('one document for equal copies', () => {
		const { drafts, decided } = plan([receipt(), receipt()]);
		expect(drafts.map(({ indexes }) => indexes)).toEqual([[0, 1]]);
		expect(decided).toEqual([]);
	});
	test('held when they differ', () => {
		const { drafts, decided } = plan([receipt(), receipt({ note: 'x' }), receipt({ number: '9' })]);
		expect(drafts).toHaveLength(1);
		expect(decided.map(({ index, result }) => [index, result.outcome, result.warnings[0].code])).toEqual([
			[0, 'held', 'doubledKey'],
			[1, 'held', 'doubledKey'],
		]);
	});
});

describe('properties', () => {
	const modes = fc.constantFrom<Array<Partial<ReceiptSettings>>[number]>({}, { documents: 'perDay' }, { documents: 'perDay', dayNumbering: 'batch' }, { stockMover: 'other' });
	test('every record is in exactly one draft or decision, and the amounts stay', () => {
		fc.assert(
			fc.property(anyReceipts({ methods: ['cash', 'card', 'mealVoucher'] }), modes, (records, settings) => {
				const { drafts, decided } = plan(records, settings);
				const indexes = [...drafts.flatMap((one) => one.indexes), ...decided.map(({ index }) => index)].sort((a, b) => a - b);
				expect(indexes).toEqual(records.map((_, index) => index));
				expect(sum([...drafts.map(({ draft }) => draft.total), ...decided.map(({ result }) => result.amount)])).toBe(sum(records.map(({ total }) => total)));
				expect(drafts.flatMap(({ draft }) => draft.keys).sort()).toEqual(drafts.flatMap((one) => one.indexes).map((index) => records[index].key).sort());
			}),
		);
	});
	test('POHODA computes the total of every draft, and payments add up to it', () => {
		fc.assert(
			fc.property(anyReceipts(), modes, (records, settings) => {
				for (const { draft } of plan(records, settings).drafts) {
					expect(draftTotal(draft)).toBe(draft.total);
					expect(sum(draft.payments.map(({ amount }) => amount))).toBe(draft.total);
					expect(sum([...draft.items.map(({ totalGross }) => totalGross), draft.roundingAmount])).toBe(draft.total);
				}
			}),
		);
	});
	test('cash and card receipts of known rates are never held', () => {
		fc.assert(
			fc.property(anyReceipt(), (record) => {
				expect(plan([record]).decided).toEqual([]);
			}),
		);
	});
	test('planning twice gives the same plan', () => {
		fc.assert(
			fc.property(anyReceipts(), modes, (records, settings) => {
				expect(plan(records, settings)).toEqual(plan(records, settings));
			}),
		);
	});
});
