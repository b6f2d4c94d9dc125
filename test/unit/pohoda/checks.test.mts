import { describe, expect, test } from '@jest/globals';
import { checkDraft, type CheckedDraft } from '../../../core/pohoda/checks';
import type { DocumentDraft } from '../../../core/pohoda/receipts/draft';
import { draft } from './drafts.mts';

const [coffee] = draft().items;

function check(change: Partial<DocumentDraft>, options: Partial<Parameters<typeof checkDraft>[1]> = {}): CheckedDraft {
	return checkDraft(draft(change), { cutLongTexts: false, missingCharacters: 'refuse', ...options });
}

describe('lengths', () => {
	test.each<[string, Partial<DocumentDraft>, number]>([
		['text of the document', { text: 'x'.repeat(241) }, 240],
		['item 1: text', { items: [{ ...coffee, text: 'x'.repeat(91) }] }, 90],
		['item 1: unit', { items: [{ ...coffee, unit: 'x'.repeat(11) }] }, 10],
		['item 1: note', { items: [{ ...coffee, note: 'x'.repeat(91) }] }, 90],
		['customer: company', { customer: { company: 'x'.repeat(256) } }, 255],
		['customer: name', { customer: { name: 'x'.repeat(65) } }, 64],
		['customer: city', { customer: { city: 'x'.repeat(46) } }, 45],
		['customer: street', { customer: { street: 'x'.repeat(65) } }, 64],
		['payment 1: note', { payments: [{ form: { ids: 'a' }, amount: 290, note: 'x'.repeat(256) }] }, 255],
	])('%s is refused when too long, or cut where that is allowed', (place, change, max) => {
		const refused = check(change);
		expect(refused.reasons).toHaveLength(1);
		expect(refused.reasons[0]).toContain(`${place} has ${max + 1} characters, POHODA takes ${max}: "xxxxxxxxxx`);
		const cut = check(change, { cutLongTexts: true });
		expect(cut.reasons).toEqual([]);
		expect(cut.warnings).toEqual([
			{
				code: 'textCut',
				text: `${place} was cut from ${max + 1} to ${max} characters.`,
				place,
				requested: 'x'.repeat(max + 1),
				produced: 'x'.repeat(max),
			},
		]);
		expect(check(cut.draft).reasons).toEqual([]);
	});

	test.each<[string, Partial<DocumentDraft>]>([
		['number series (číselná řada)', { posting: { numberSeries: 'x'.repeat(20) } }],
		['till (kasa)', { posting: { cashRegister: 'x'.repeat(20) } }],
		['centre (středisko)', { posting: { centre: 'x'.repeat(20) } }],
		[
			'item 1: accounting entry (předkontace)',
			{ items: [{ ...coffee, posting: { itemAccounting: 'x'.repeat(20) } }] },
		],
		['item 1: code', { items: [{ ...coffee, code: 'x'.repeat(65) }] }],
		['item 1: stock code', { items: [{ ...coffee, stock: { code: 'x'.repeat(65) } }] }],
		['item 1: EAN', { items: [{ ...coffee, stock: { ean: 'x'.repeat(21) } }] }],
		['payment 1: payment form (forma úhrady)', { payments: [{ form: { ids: 'x'.repeat(33) }, amount: 290 }] }],
		['customer: IČO', { customer: { companyId: 'x'.repeat(16) } }],
		['document id', { documentId: 'x'.repeat(65) }],
	])('%s names something in POHODA and is never cut', (place, change) => {
		const { reasons } = check(change, { cutLongTexts: true });
		expect(reasons).toHaveLength(1);
		expect(reasons[0]).toContain(`${place} has `);
		expect(reasons[0]).toContain('A code cannot be shortened');
	});

	test('letters count once, however they are composed; a cut leaves whole characters', () => {
		expect(check({ text: 'e\u030c'.repeat(240) })).toMatchObject({ reasons: [], draft: { text: 'ě'.repeat(240) } });
		const cut = check(
			{ text: `${'x'.repeat(239)}😀😀` },
			{ cutLongTexts: true, missingCharacters: 'transliterate' },
		);
		expect([...cut.draft.text].length).toBeLessThanOrEqual(240);
	});
});

describe('characters', () => {
	test('that Windows-1250 or XML does not have are refused by name', () => {
		const { reasons } = check({ text: 'Ahoj 😀 мир \u0007' });
		expect(reasons).toEqual([
			'text of the document has characters that POHODA cannot hold: U+0007 😀 м и р. Correct it, or allow replacing them.',
		]);
		expect(check({ items: [{ ...coffee, text: 'Łódź ő' }] }).reasons).toEqual([]);
	});

	test('or replaced with a warning that shows both', () => {
		const {
			reasons,
			warnings,
			draft: written,
		} = check({ note: 'Crème brûlée 3×\u0007 ñ' }, { missingCharacters: 'transliterate' });
		expect(reasons).toEqual([]);
		expect(written.note).toBe('Creme brulée 3× n');
		expect(warnings).toMatchObject([
			{ code: 'charactersReplaced', place: 'note', requested: 'Crème brûlée 3×\u0007 ñ' },
		]);
		expect(warnings[0].produced).toBe(written.note);
	});

	test('the given draft stays as it is', () => {
		const given = draft({ text: 'x'.repeat(300) });
		checkDraft(given, { cutLongTexts: true, missingCharacters: 'transliterate' });
		expect(given.text).toHaveLength(300);
	});
});

describe('values', () => {
	test.each<[RegExp, Partial<DocumentDraft>]>([
		[/date is "2026-02-30"/, { date: '2026-02-30' }],
		[/text of the document is empty/, { text: '  ' }],
		[/no items/, { items: [] }],
		[/item 1: quantity cannot be written/, { items: [{ ...coffee, quantity: NaN }] }],
		[
			/item 1: unitPrice cannot be written: .*more than six decimals/,
			{ items: [{ ...coffee, unitPrice: 1.0000001 }] },
		],
		[/item 1: unitPrice is -1/, { items: [{ ...coffee, unitPrice: -1 }] }],
		[/discountPercentage is 1000/, { items: [{ ...coffee, discountPercentage: 1000 }] }],
		[/VAT rate is "middle"/, { items: [{ ...coffee, vat: { rate: 'middle' as 'low' } }] }],
		[/item 1: VAT rate cannot be written/, { items: [{ ...coffee, vat: { percent: Infinity } }] }],
		[/neither a stock code nor an EAN/, { items: [{ ...coffee, stock: { store: 'A' } }] }],
		[/payment form is "gold"/, { payments: [{ form: { type: 'gold' as 'cash' }, amount: 290 }] }],
		[/payment 1: the payment form \(forma úhrady\) is empty/, { payments: [{ form: { ids: ' ' }, amount: 290 }] }],
		[/rounding is "math2half"/, { rounding: 'math2half' as 'none' }],
		[/neither id nor number/, { cancels: {} }],
		[/document id or pack id is empty/, { packId: '' }],
	])('%s', (message, change) => {
		const { reasons } = check(change);
		expect(reasons.join('\n')).toMatch(message);
	});

	test('a plain draft passes unchanged', () => {
		expect(check({})).toEqual({ draft: draft(), warnings: [], reasons: [] });
	});
});
