import { describe, expect, test } from '@jest/globals';
import { writeDocument } from '../../../../core/pohoda/document';
import { registersInPohoda } from '../../../../core/pohoda/receipts/eet';
import { parseRules, RulesError } from '../../../../core/rules/parseRules';
import { withDefaults, type ReceiptSettings } from '../../../../core/pohoda/receipts/settings';
import type { PaymentMethod, Receipt, ReceiptPayment, TillRecord } from '../../../../core/records/types';
import { writeXml } from '../../../../core/xml/write';
import { item, movement, receipt, type ReceiptFields } from '../../plan/records.mts';
import { planDocuments } from '../../../support/plan.mts';

const POK = '0b9d3d0e-1c2a-4f6b-8e21-7c5d4e3f2a10-03';
const ANY = [{ payment: 'mealVoucher' }, { payment: 'voucher' }, { payment: 'bankTransfer' }, { payment: 'online' }, { payment: 'credit' }, { payment: 'other' }].map((rule) => ({ ...rule, paymentForm: 'Jiná' }));

const in2027 = (more: ReceiptFields = {}): Receipt => receipt({ date: '2027-01-01', ...more });
const paid = (...payments: Array<Partial<ReceiptPayment> & { method: PaymentMethod }>): Pick<Receipt, 'payments'> => ({
	payments: payments.map((payment) => ({ amount: 121 / payments.length, ...payment })),
});
const plan = (records: TillRecord[], settings: Partial<ReceiptSettings> & { more?: object[] } = {}) => {
	const { more = [], ...rest } = settings;
	return planDocuments(records.map((record) => ({ record })), { rules: parseRules([...more, ...ANY, { cashAccount: 'HP', vatClassification: 'UN' }]), ...rest });
};
const stateOf = (record: TillRecord, settings: Parameters<typeof plan>[1] = {}) => {
	const { drafts, decided } = plan([record], settings);
	expect(decided).toEqual([]);
	const xml = writeXml(writeDocument(drafts[0].draft));
	const written = /<(?:pro|vch):EET><typ:stateEET>(\w+)<\/typ:stateEET><\/(?:pro|vch):EET><\/(?:pro:prodejka|vch:voucher)>$/.exec(xml)?.[1];
	expect(written).toBe(drafts[0].draft.eet);
	return written;
};

describe('The Till Registers, the default', () => {
	test.each<[string, Receipt, string]>([
		['a sale of the first day', in2027(), 'externally'],
		['a return', in2027({ items: [item({ totalGross: -121, quantity: -1, unitPrice: 121 })] }), 'externally'],
		['a sale of the last day without a duty', receipt({ date: '2026-12-31' }), 'notEnter'],
		['a sale of the pilot, with a POK', receipt({ date: '2026-12-31', fiscal: { pok: POK } }), 'externally'],
		['a sale that the till calls sent', receipt({ date: '2026-12-31', fiscal: { state: 'Odesláno' } }), 'externally'],
		['a sale that the till left out', in2027({ fiscal: { state: 'notSend' } }), 'notSend'],
		['a sale that does not enter, as the till says', in2027({ fiscal: { state: 'Nevstupuje' } }), 'notEnter'],
		['a receipt of nothing', in2027({ items: [item({ totalGross: 0 })], payments: [] }), 'externally'],
		['cash beside a transfer', in2027(paid({ method: 'cash' }, { method: 'bankTransfer' })), 'externally'],
		['a transfer with a POK', in2027({ ...paid({ method: 'bankTransfer' }), fiscal: { pok: POK } }), 'externally'],
		['a QR payment at the till', in2027(paid({ method: 'bankTransfer', label: 'Platba QR' })), 'externally'],
	])('%s', (_name, record, state) => expect(stateOf(record)).toBe(state));

	test.each<[PaymentMethod, string]>([
		['cash', 'externally'],
		['card', 'externally'],
		['mealVoucher', 'externally'],
		['voucher', 'externally'],
		['other', 'externally'],
		['credit', 'externally'],
		['bankTransfer', 'notEnter'],
		['online', 'notEnter'],
	])('a payment by %s', (method, state) => expect(stateOf(in2027(paid({ method })))).toBe(state));

	test('cash documents, of sales and of returns', () => {
		const back = in2027({ items: [item({ totalGross: -121, quantity: -1, unitPrice: 121 })] });
		expect(stateOf(in2027(), { target: 'cashDocument' })).toBe('externally');
		expect(stateOf(back, { target: 'cashDocument' })).toBe('externally');
	});
});

describe('the other settings', () => {
	test.each<[ReceiptSettings['eet'], PaymentMethod, string | undefined]>([
		['noDuty', 'cash', 'notEnter'],
		['pohodaRegisters', 'cash', 'forSending'],
		['pohodaRegisters', 'bankTransfer', 'notEnter'],
		['decidedByPohoda', 'cash', undefined],
		['decidedByPohoda', 'bankTransfer', undefined],
	])('%s, %s', (eet, method, state) => expect(stateOf(in2027(paid({ method })), { eet })).toBe(state));

	test('before the duty POHODA registers nothing', () => expect(stateOf(receipt(), { eet: 'pohodaRegisters' })).toBe('notEnter'));

	test.each<[Partial<ReceiptSettings> & { more?: object[] }]>([
		[{ eet: 'pohodaRegisters' }],
		[{ eet: 'decidedByPohoda' }],
		[{ more: [{ eet: 'forSending' }] }],
	])('a sale with a POK is never left to POHODA: %j', (settings) => {
		const record = in2027({ fiscal: { pok: POK } });
		expect(stateOf(record, settings)).toBe('externally');
		const [{ draft }] = plan([record], settings).drafts;
		expect(draft.warnings.map(({ code }) => code)).toEqual(settings.eet === 'pohodaRegisters' ? [] : ['eetRegistered']);
	});

	test('deposits and withdrawals are no sales', () => {
		const moves = [movement({ amount: 2000, date: '2027-02-01' }), movement({ amount: -500, date: '2027-02-01' })];
		for (const target of ['salesReceipt', 'cashDocument'] as const) {
			for (const record of moves) {
				expect(stateOf(record, { target })).toBe('notEnter');
				expect(stateOf(record, { target, eet: 'pohodaRegisters', more: [{ eet: 'forSending' }] })).toBe('notEnter');
				expect(stateOf(record, { target, eet: 'decidedByPohoda' })).toBeUndefined();
			}
		}
	});
});

describe('posting rules', () => {
	test.each([
		[{ payment: 'card', eet: 'notSend' }, 'notSend'],
		[{ payment: 'card', 'Stav EET': 'Neodesílat' }, 'notSend'],
		[{ platba: 'card', EET: 'nevstupuje do EET' }, 'notEnter'],
		[{ payment: 'card', eet: 'No Duty' }, 'notEnter'],
		[{ register: 'P1', stavEET: 'k odeslání' }, 'forSending'],
		[{ register: 'P1', eet: 'eviduje POHODA' }, 'forSending'],
		[{ payment: 'card', eet: 'rozhodne POHODA' }, undefined],
		[{ payment: 'cash', eet: 'notEnter' }, 'externally'],
	])('%j', (rule, state) => expect(stateOf(in2027(paid({ method: 'card' })), { more: [rule] })).toBe(state));

	test('an unknown word is refused, naming the known ones', () => {
		expect(() => parseRules([{ payment: 'card', eet: 'maybe' }])).toThrow(RulesError);
		expect(() => parseRules([{ payment: 'card', eet: 'maybe' }])).toThrow(/EET: "maybe" is no word of EET; known are .*externally/);
		// POHODA only tells these.
		for (const eet of ['sent', 'simplify', 'invalidData', 'commError']) expect(() => parseRules([{ eet }])).toThrow(RulesError);
	});

	test('payments of different states make no document', () => {
		const record = in2027(paid({ method: 'cash' }, { method: 'card' }));
		const [{ result }] = plan([record], { more: [{ payment: 'card', eet: 'forSending' }] }).decided;
		expect(result).toMatchObject({ outcome: 'held', warnings: [{ code: 'eetStates' }] });
		expect(result.message).toContain('its payments have different EET states (externally, forSending)');
		expect(stateOf(record, { more: [{ payment: 'card', eet: 'notEnter' }] })).toBe('externally');
	});

	test('what makes POHODA register has to be confirmed', () => {
		const registers = (settings: Partial<ReceiptSettings>) => registersInPohoda(withDefaults(settings));
		expect(registers({})).toBe(false);
		expect(registers({ eet: 'decidedByPohoda' })).toBe(false);
		expect(registers({ eet: 'pohodaRegisters' })).toBe(true);
		expect(registers({ rules: parseRules([{ payment: 'card', eet: 'forSending' }]) })).toBe(true);
	});
});

describe('Per Day', () => {
	const day = (records: Receipt[], settings: Parameters<typeof plan>[1] = {}) =>
		plan(records, { documents: 'perDay', ...settings }).drafts.map(({ draft }) => [draft.eet, draft.keys.length]);

	test('the state stands on the document of the day', () => {
		expect(day([in2027({ number: '1' }), in2027({ number: '2' })])).toEqual([['externally', 2]]);
		expect(day([receipt({ number: '1' }), receipt({ number: '2' })])).toEqual([['notEnter', 2]]);
		expect(day([in2027()], { eet: 'decidedByPohoda' })).toEqual([[undefined, 1]]);
	});

	test('registered and other sales never share a document', () => {
		const registered = (number: string) => in2027({ number, fiscal: { pok: POK.replace(/^0/, number) } });
		expect(day([registered('1'), in2027({ number: '2', fiscal: { unit: '181' } }), registered('3')])).toEqual([
			['externally', 2],
			['externally', 1],
		]);
		expect(day([in2027({ number: '1' }), in2027({ number: '2', fiscal: { state: 'notSend' } })])).toEqual([
			['externally', 1],
			['notSend', 1],
		]);
		expect(day([in2027({ number: '1', register: 'P2' }), in2027({ number: '2' })], { more: [{ register: 'P2', eet: 'forSending' }] })).toEqual([
			['forSending', 1],
			['externally', 1],
		]);
	});
});
