import { describe, expect, test } from '@jest/globals';
import { EXAMPLE_SALE } from '../../support/examples.mts';
import { checkRecord } from '../../../core/records/check';
import { fateResult } from '../../../core/idoklad/results';
import { DEFAULT_RECEIPT_SETTINGS } from '../../../core/idoklad/settings';
import { readWindow } from '../../../core/idoklad/window';
import { warningsByKey } from '../../../core/plan/messages';
import { makeBooks } from '../../support/idoklad.mts';
import type { ReceiptSettings } from '../../../core/pohoda/receipts/settings';
import type { FiscalData, Receipt } from '../../../core/records/types';
import { parseRules } from '../../../core/rules/parseRules';
import { PREPARE } from '../helios/sets.mts';
import { item, receipt, type ReceiptFields } from './records.mts';
import { planDocuments, planHelios, planIDoklad } from '../../support/plan.mts';

const POK = '0b9d3d0e-1c2a-4f6b-8e21-7c5d4e3f2a10-03';
const sale = (fiscal: FiscalData | undefined, more: ReceiptFields = {}): Receipt => receipt({ date: '2027-02-01', fiscal, ...more });
const plan = (records: Receipt[], settings: Partial<ReceiptSettings> = {}) =>
	planDocuments(records.map((record) => ({ record })), { rules: parseRules([{ payment: 'bankTransfer', paymentForm: 'Příkazem' }, { payment: 'credit', paymentForm: 'Na účet' }]), ...settings });
const held = (...records: Receipt[]) => plan(records).decided.map(({ result }) => result.warnings.map(({ code }) => code));
const iDoklad = (records: Receipt[], settings: object = {}) =>
	planIDoklad(records.map((record) => ({ record })), { ...DEFAULT_RECEIPT_SETTINGS, rules: parseRules([{ payment: 'credit', paymentForm: 'Bankovní převod' }]), ...settings }, makeBooks(), readWindow([]));
const codesOf = (warnings: readonly { code: string }[]) => warnings.map(({ code }) => code);
const warned = (record: Receipt, settings: Partial<ReceiptSettings> = {}) => plan([record], settings).drafts[0].draft.warnings.map(({ code }) => code);

describe('held', () => {
	test.each<[string, FiscalData, string[][]]>([
		['a POK', { pok: POK }, []],
		['a POK in capitals', { pok: ` ${POK.toUpperCase()} ` }, []],
		['from the playground', { pok: POK.replace(/03$/, 'ff') }, [['testPok']]],
		['said to be a test', { pok: POK, test: true }, [['testPok']]],
		['a test without a POK', { test: true }, [['testPok']]],
		['of another version of UUID', { pok: POK.replace('-4f6b', '-1f6b') }, [['pokShape']]],
		['without its end', { pok: POK.slice(0, 36) }, [['pokShape']]],
		['a word', { pok: 'ano' }, [['pokShape']]],
	])('%s', (_name, fiscal, codes) => expect(held(sale(fiscal))).toEqual(codes));

	test('the same POK twice, but for a void and its sale', () => {
		const [a, b] = [sale({ pok: POK }, { number: '1' }), sale({ pok: POK.toUpperCase() }, { number: '2' })];
		expect(held(a, b)).toEqual([['samePok'], ['samePok']]);
		expect(plan([a, b]).decided[0].result.message).toContain('ekasa/P1/2/2027-02-01');
		expect(held(a, a)).toEqual([]);
		const back = sale({ pok: POK }, { number: '3', type: 'void', original: { number: '1' }, items: [item({ totalGross: -121, quantity: -1, unitPrice: 121 })] });
		expect(held(a, back).flat()).not.toContain('samePok');
		const helios = planHelios([a, b].map((record, index) => ({ record, index })), PREPARE, { heldFiscalStates: [] });
		expect(helios.decided.map(({ result }) => result.warnings[0].code)).toEqual(['samePok', 'samePok']);
	});
});

describe('warned', () => {
	test.each<[string, FiscalData | undefined, ReceiptFields, string[]]>([
		['the amount of EET is the total', { pok: POK, amount: 121 }, {}, []],
		['another amount', { pok: POK, amount: 120 }, {}, ['eetAmount']],
		['the amount before the rounding', { pok: POK, amount: 99.6 }, { items: [item({ totalGross: 99.6 })], rounding: 0.4 }, []],
		['more than the rounding', { pok: POK, amount: 99.5 }, { items: [item({ totalGross: 99.6 })], rounding: 0.4 }, ['eetAmount']],
		['the part in person', { pok: POK, amount: 100 }, { payments: [{ method: 'cash', amount: 100 }, { method: 'bankTransfer', amount: 21 }] }, []],
		['a POK on a transfer', { pok: POK }, { payments: [{ method: 'bankTransfer', amount: 121 }] }, ['pokOnTransfer']],
		['a POK on a QR payment', { pok: POK }, { payments: [{ method: 'bankTransfer', label: 'QR platba', amount: 121 }] }, []],
	])('%s', (_name, fiscal, more, codes) => {
		const record = sale(fiscal, more);
		expect(warned(record)).toEqual(codes);
		expect(codesOf(iDoklad([record]).drafts[0].warnings)).toEqual(codes);
		expect(codesOf(planHelios([{ record }], PREPARE).receipts[0].warnings)).toEqual(codes);
	});

	const late = { now: '2027-02-03T09:00:01Z' };
	test.each<[string, Receipt, Partial<ReceiptSettings>, string[]]>([
		['48 hours after the sale', sale({ unit: '181' }), late, ['notRegistered']],
		['before that', sale({ unit: '181' }), { now: '2027-02-03T09:00:00Z' }, []],
		['a till that tells nothing about EET', sale(undefined), late, []],
		['a sale before the duty', sale({ unit: '181' }, { date: '2026-12-31' }), late, []],
		['a transfer', sale({ unit: '181' }, { payments: [{ method: 'bankTransfer', amount: 121 }] }), late, []],
		['no duty', sale({ unit: '181' }), { ...late, eet: 'noDuty' }, []],
		['no clock', sale({ unit: '181' }), {}, []],
		['registered', sale({ unit: '181', pok: POK }), late, []],
		['sold on account', sale({ unit: '181' }, { payments: [{ method: 'credit', amount: 121 }] }), late, []],
		['a till that gives one', sale(undefined), { ...late, tillGivesPok: true }, ['notRegistered']],
		['that till before 48 hours', sale(undefined), { now: '2027-02-03T09:00:00Z', tillGivesPok: true }, []],
		['that till before the duty', sale(undefined, { date: '2026-12-31' }), { ...late, tillGivesPok: true }, []],
		['that till, by transfer', sale(undefined, { payments: [{ method: 'bankTransfer', amount: 121 }] }), { ...late, tillGivesPok: true }, []],
		['that till, left out by a rule', sale(undefined), { ...late, tillGivesPok: true, rules: parseRules([{ payment: 'cash', eet: 'notEnter' }]) }, []],
	])('no POK: %s', (_name, record, settings, codes) => {
		expect(warned(record, settings)).toEqual(codes);
		// Rules and settings about EET are POHODA's own.
		if (settings.eet === undefined && settings.rules === undefined) {
			expect(codesOf(iDoklad([record], settings).drafts[0].warnings)).toEqual(codes);
			expect(codesOf(planHelios([{ record }], PREPARE, settings).receipts[0].warnings)).toEqual(codes);
		}
		for (const warning of plan([record], settings).drafts[0].draft.warnings) expect(warning).toMatchObject({ problem: true, place: record.key });
	});
});

test('of a document of the day each receipt gets its own warnings, and the message says what to do', () => {
	const [a, b] = [sale({ unit: '181' }, { number: '1' }), sale({ pok: POK, amount: 1 }, { number: '2' })];
	const settings = { now: '2027-02-05T00:00:00Z', documents: 'perDay' as const };
	const [draft, more] = iDoklad([a, b], settings).drafts;
	expect(more).toBeUndefined();
	const of = warningsByKey(draft);
	expect([a, b].map(({ key }) => codesOf(of(key)))).toEqual([['notRegistered'], ['eetAmount']]);
	const context = { named: { system: 'iDoklad' }, kind: 'salesReceipt', documentId: draft.documentId, total: draft.total, single: false };
	const message = (record: Receipt) => fateResult({ record }, { outcome: 'created', id: 7, number: '1' }, { ...context, warnings: of(record.key) }).message;
	expect(message(a)).toMatch(/cumulative document 1\. The sale has no POK 48 hours after it: .* Register it in the till\.$/);
	expect(message(b)).toMatch(/cumulative document 1\.$/);
});

test('the fields of EET 2.0 come through the check on entry', () => {
	const fiscal = { system: 'eet2', pok: POK, unit: '181', device: 'P1', sequence: '1127000123', soldAt: '2027-02-01T10:00:01+01:00', amount: 1290, toDraw: 0, drawn: 0, accepted: '2027-02-01T10:00:04+01:00', test: false };
	expect(checkRecord({ ...EXAMPLE_SALE, fiscal })).toMatchObject({ ok: true, record: { fiscal } });
	expect(checkRecord({ ...EXAMPLE_SALE, fiscal: { system: 'eet3' } })).toMatchObject({ ok: false });
});
