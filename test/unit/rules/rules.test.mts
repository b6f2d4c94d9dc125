import { describe, expect, test } from '@jest/globals';
import { RulesError, parseRules } from '../../../core/rules/parseRules';
import { HEADER_VALUES, PAYMENT_VALUES, resolvePosting } from '../../../core/rules/rules';
import type { PostingRule, RuleFacts } from '../../../core/rules/rules';
import type { PaymentMethod } from '../../../core/records/types';

const facts = (fields: Partial<RuleFacts> = {}): RuleFacts => ({
	register: 'P1',
	payments: [{ method: 'cash' }],
	amount: 100,
	currency: 'CZK',
	...fields,
});

describe('resolvePosting', () => {
	const table = parseRules([
		{ register: 'P1', payment: 'card', numberSeries: 'K' },
		{ register: 'P1', numberSeries: 'H', centre: 'BRNO' },
		{ centre: 'PRAHA' },
	]);
	const cases: Array<[string, Partial<RuleFacts>, object]> = [
		['the topmost row decides each value on its own', { payments: [{ method: 'card' }] }, { numberSeries: 'K', centre: 'BRNO' }],
		['a row whose condition does not hold is passed over', {}, { numberSeries: 'H', centre: 'BRNO' }],
		['a row without conditions holds for everything', { register: 'P2' }, { centre: 'PRAHA' }],
		[
			'a payment holds only when every payment is that one',
			{ payments: [{ method: 'card' }, { method: 'cash' }] },
			{ numberSeries: 'H', centre: 'BRNO' },
		],
	];
	test.each(cases)('%s', (_name, given, expected) => {
		expect(resolvePosting(table, facts(given))).toEqual(expected);
	});

	const one = (match: PostingRule['match']): PostingRule[] => [{ match, values: { centre: 'X' } }];
	const holds = (match: PostingRule['match'], given: Partial<RuleFacts> = {}) =>
		resolvePosting(one(match), facts(given)).centre === 'X';
	test('conditions', () => {
		expect(holds({ payment: 'EDENRED' }, { payments: [{ method: 'mealVoucher', label: ' Edenred ' }] })).toBe(true);
		expect(holds({ payment: 'mealvoucher' }, { payments: [{ method: 'mealVoucher', label: 'Edenred' }] })).toBe(true);
		expect(holds({ payment: 'cash' }, { payments: [] })).toBe(false);
		expect(holds({ amountFrom: 100, amountTo: 100 })).toBe(true);
		expect(holds({ amountFrom: 100.01 })).toBe(false);
		expect(holds({ amountTo: 99.99 })).toBe(false);
		expect(holds({ amountFrom: 50 }, { amount: -100 })).toBe(true);
		expect(holds({ currency: 'czk' })).toBe(true);
		expect(holds({ currency: 'EUR' })).toBe(false);
		expect(holds({ register: 'P2' })).toBe(false);
		expect(holds({ itemKind: 'goods' })).toBe(false);
		expect(holds({ itemKind: 'goods' }, { itemKind: 'goods' })).toBe(true);
		expect(holds({ vatRate: null }, { vatRate: 0 })).toBe(false);
		expect(holds({ vatRate: null }, { vatRate: null })).toBe(true);
		expect(holds({ vatRate: 21 })).toBe(false);
	});

	test('only the wanted values are given', () => {
		const rules: PostingRule[] = [{ match: {}, values: { paymentForm: 'F', numberSeries: 'S', itemAccounting: 'I' } }];
		expect(resolvePosting(rules, facts(), PAYMENT_VALUES)).toEqual({ paymentForm: 'F' });
		expect(resolvePosting(rules, facts(), HEADER_VALUES)).toEqual({ numberSeries: 'S' });
	});
});

describe('parseRules', () => {
	const parsed: PostingRule[] = [
		{ match: { payment: 'Edenred' as PaymentMethod, vatRate: 21, amountFrom: 10000.5 }, values: { paymentForm: 'Stravenky', targetDocument: 'salesReceipt' } },
	];
	const flat = { payment: ' Edenred ', vatRate: '21 %', amountFrom: '10 000,50 Kč', paymentForm: 'Stravenky', targetDocument: 'prodejka', register: '' };
	const inputs: Array<[string, unknown]> = [
		['list of flat objects', [flat]],
		['a fixedCollection', { rule: [flat] }],
		['n8n items', [{ json: flat, pairedItem: { item: 0 } }]],
		['JSON text', JSON.stringify([flat])],
		['rows of a Data Table', [{ id: 1, createdAt: '2026-01-01', updatedAt: '', ...flat }]],
		['Czech columns', [{ Platba: 'Edenred', 'Sazba DPH': 21, 'Částka od': '10000,5', 'Forma úhrady': 'Stravenky', 'cílový doklad': 'Prodejka' }]],
		['rules that were read before', parsed],
	];
	test.each(inputs)('%s', (_name, input) => {
		expect(parseRules(input)).toEqual(parsed);
	});

	test.each([[undefined], [null], [''], ['  '], [{}], [[]], [{ rule: undefined }], [[{}, { register: ' ' }]], ['[]']])('%j is no rule', (input) => {
		expect(parseRules(input)).toEqual([]);
	});

	test('null as VAT rate of a rule that was read before stays a condition', () => {
		const rules: PostingRule[] = [{ match: { vatRate: null }, values: { centre: 'A' } }];
		expect(parseRules(rules)).toEqual(rules);
		expect(parseRules([{ vatRate: 'none', centre: 'A' }])).toEqual(rules);
	});

	const refusals: Array<[string, unknown, string]> = [
		['unknown column', [{ paymentfrom: 'x', centre: 'A' }], 'Rule 1 has the column "paymentfrom"'],
		['unknown item kind', [{ centre: 'A' }, { itemKind: 'food', centre: 'A' }], 'Rule 2, Item Kind: "food" is no item kind; known are goods,'],
		['rate that is no number', [{ vatRate: 'high', centre: 'A' }], 'Rule 1, VAT Rate: "high" is not a number'],
		['amount that is no number', [{ amountFrom: '1.2.3', centre: 'A' }], 'Rule 1, Amount From'],
		['too long a code', [{ centre: 'A'.repeat(20) }], 'has 20 characters; POHODA takes 19'],
		['a rule that sets nothing', [{ register: 'P1' }], 'Rule 1 has conditions but sets nothing.'],
		['unknown target', [{ targetDocument: 'invoice' }], 'neither salesReceipt (prodejka) nor cashDocument'],
		['a cell that holds a list', [{ register: ['P1'], centre: 'A' }], 'Rule 1, Register: it holds no text and no number.'],
		['a row that is none', ['x'], 'Rule 1 is no object with columns.'],
		['two lists', { a: [], b: [] }, 'Give a list of rules'],
		['text that is no JSON', '[{', 'Give a list of rules'],
	];
	test.each(refusals)('%s is refused', (_name, input, message) => {
		expect(() => parseRules(input)).toThrow(RulesError);
		expect(() => parseRules(input)).toThrow(message);
	});

	test('all refusals are said at once', () => {
		expect(() => parseRules([{ vatRate: 'x', centre: 'A' }, { foo: 1 }])).toThrow(/Rule 1, VAT Rate.*Rule 2 has the column "foo"/s);
	});
});
