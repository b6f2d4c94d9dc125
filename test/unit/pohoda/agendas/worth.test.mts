// What a document will be worth in POHODA, and what holds it.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { worthOf } from '../../../../core/pohoda/agendas/worth';
import { writeXml } from '../../../../core/xml/write';
import { reasons, written } from './support.mts';

const line = (more: object = {}) => ({ kind: 'service', name: 'Doprava', quantity: 1, unitPrice: 99, priceIncludesVat: true, vatRate: 21, ...more });
const order = (items: object[], more: object = {}) => ({ recordType: 'order', type: 'receivedOrder', date: '2026-11-14', text: 'Objednávka', partner: { name: 'Jan' }, currency: 'CZK', items, ...more });
const invoice = (vatSummary: object[], more: object = {}) => ({ recordType: 'invoice', type: 'issuedInvoice', date: '2026-11-14', text: 'Faktura', partner: { name: 'Jan' }, currency: 'CZK', items: [], vatSummary, ...more });

describe('the total', () => {
	test.each<[string, object, number | undefined]>([
		['a line with VAT', order([line()], { total: 99 }), 99],
		['a line without VAT', order([line({ priceIncludesVat: false })], { total: 119.79 }), 119.79],
		['discount and quantity', order([line({ quantity: 3, unitPrice: 9.9, discountPercent: 10 })]), 26.73],
		['rounding by mode', order([line({ unitPrice: 99.6 })], { roundingMode: 'math2one', rounding: 0.4, total: 100 }), 100],
		['rounding that is stated only', order([line({ unitPrice: 99.6 })], { rounding: 0.4, total: 100 }), 100],
		['a shop that is no VAT payer', order([line({ vatRate: null, priceIncludesVat: undefined })], { total: 99 }), 99],
		['totals instead of lines', invoice([{ vatRate: 21, net: 100, vat: 21, gross: 121 }], { total: 121 }), 121],
		['a card whose rate POHODA has', order([line({ vatRate: undefined, stock: { code: 'A' } })], { total: 99 }), undefined],
		['a line that is taken over', order([{ link: { agenda: 'receivedOrder', number: '1' } }], { total: 5 }), undefined],
		['a document that takes another one over', order([], { links: [{ agenda: 'receivedOrder', number: '1' }], total: 5 }), undefined],
	])('%s', (_name, record, total) => {
		expect(worthOf(record as never)).toMatchObject({ reasons: [], ...(total === undefined ? {} : { total }) });
		expect(worthOf(record as never).total).toBe(total);
	});

	test.each<[string, object, RegExp]>([
		['no lines at all', order([], { total: 1198.8 }), /says 1 198\.80 Kč, and POHODA would make 0\.00 Kč of its amounts: it has no lines/],
		['lines of another sum', order([line()], { total: 9999 }), /says 9 999\.00 Kč, and POHODA would make 99\.00 Kč of its lines/],
		['lines with totals of another sum', order([line({ totalGross: 99 })], { total: 9999 }), /POHODA would make 99\.00/],
		['a VAT summary of another sum than the total', invoice([{ vatRate: 21, net: 100, vat: 21, gross: 121 }], { total: 241 }), /POHODA would make 121\.00/],
		['lines of another sum than the VAT summary', { ...invoice([{ vatRate: 21, net: 100, vat: 21, gross: 121 }]), items: [line()] }, /says 121\.00 Kč, and POHODA would make 99\.00/],
		['a cash document of another amount', { ...order([line()]), recordType: 'cashDocument', type: 'expense', amount: -500 }, /says 500\.00 Kč/],
		['rounding that its mode does not give', order([line({ unitPrice: 99.6 })], { roundingMode: 'none', total: 100 }), /POHODA would make 99\.60/],
	])('%s is held', (_name, record, message) => {
		expect(worthOf(record as never).reasons).toEqual([expect.stringMatching(message)]);
	});

	test('a haléř for each line is how systems round: told with both amounts, not held', () => {
		const record = order([line({ unitPrice: 9.99 }), line({ unitPrice: 9.99 })], { total: 20 });
		expect(worthOf(record)).toMatchObject({ reasons: [], total: 19.98, warnings: [{ code: 'totalDiffers', requested: '20', produced: '19.98' }] });
		expect(worthOf({ ...record, total: 20.01 }).reasons).toHaveLength(1);
	});

	test('any lines with VAT give the sum of their totals, and one haléř more than their number is held', () => {
		const lines = fc.array(fc.record({ quantity: fc.integer({ min: -5, max: 9 }), unitPrice: fc.integer({ min: 0, max: 1_000_000 }).map((cents) => cents / 100), vatRate: fc.constantFrom(0, 12, 21, null) }), { minLength: 1, maxLength: 6 });
		fc.assert(
			fc.property(lines, (given) => {
				const cents = given.reduce((sum, one) => sum + one.quantity * Math.round(one.unitPrice * 100), 0);
				const record = order(given.map((one) => line(one)));
				expect(worthOf({ ...record, total: cents / 100 })).toMatchObject({ reasons: [], warnings: [], total: cents / 100 });
				expect(worthOf({ ...record, total: (cents + given.length + 1) / 100 }).reasons).toHaveLength(1);
			}),
			{ numRuns: 200, seed: 7 },
		);
	});
});

describe('what a line leaves out', () => {
	test.each<[string, object, RegExp]>([
		['neither rate nor flag', line({ vatRate: undefined, priceIncludesVat: undefined }), /line 1 "Doprava" has no VAT rate/],
		['no rate', line({ vatRate: undefined }), /has no VAT rate .* null for a shop that is no VAT payer/],
		['no flag', line({ priceIncludesVat: undefined }), /does not say whether its price has VAT in it/],
	])('%s: held', (_name, item, message) => {
		for (const total of [undefined, 99]) expect(worthOf(order([item], { total })).reasons).toEqual([expect.stringMatching(message)]);
	});

	test.each<[string, object, object]>([
		['gross', { totalGross: 99 }, { priceIncludesVat: true }],
		['net', { totalNet: 99, totalGross: 119.79 }, { priceIncludesVat: false }],
	])('the flag that its %s amount decides is sent, and told', (_name, amounts, decided) => {
		const { record, reasons: held, warnings } = worthOf(order([line({ priceIncludesVat: undefined, ...amounts })]));
		expect(held).toEqual([]);
		expect(record.items).toMatchObject([decided]);
		expect(warnings).toMatchObject([{ code: 'decidedByAmounts' }]);
	});

	test('the rate that its amounts or the only VAT row decide is sent, and told', () => {
		const bare = line({ vatRate: undefined });
		for (const record of [order([{ ...bare, totalNet: 88.39, totalVat: 10.61, totalGross: 99 }]), order([bare], { vatSummary: [{ vatRate: 12, net: 88.39, vat: 10.61, gross: 99 }] })]) {
			const worth = worthOf(record);
			expect(worth.reasons).toEqual([]);
			expect(worth.record.items).toMatchObject([{ vatRate: 12 }]);
			expect(worth.warnings).toMatchObject([{ code: 'decidedByAmounts' }]);
		}
		const two = [{ vatRate: 12, net: 1, vat: 0.12, gross: 1.12 }, { vatRate: 21, net: 1, vat: 0.21, gross: 1.21 }];
		expect(worthOf(order([bare], { vatSummary: two })).reasons).toHaveLength(1);
	});

	test('a card without the flag is told; nothing is said where there is no VAT', () => {
		expect(worthOf(order([line({ priceIncludesVat: undefined, stock: { code: 'A' } })]))).toMatchObject({ reasons: [], warnings: [{ code: 'priceWithoutVat' }] });
		expect(worthOf(order([line({ vatRate: 0, priceIncludesVat: undefined })]))).toMatchObject({ reasons: [], warnings: [] });
	});
});

describe('VAT rows that a summary of POHODA has no place for', () => {
	const row = (more: object) => ({ net: 100, vat: 20, gross: 120, ...more });
	test.each<[string, object[], RegExp]>([
		['historyHigh', [{ vatRate: 21, net: 100, vat: 21, gross: 121 }, row({ vatCode: 'historyHigh' })], /120 at the rate "historyHigh"/],
		['historyLow', [row({ vatCode: 'historyLow' })], /historyLow/],
		['historyThird', [row({ vatCode: 'historyThird' })], /historyThird/],
		['no rate', [row({})], /120 without a VAT rate/],
		['a rate of another time', [row({ vatRate: 20 })], /20 %; on 2026-11-14 POHODA knows 21, 12, 0 %/],
		['parts that do not make the sum', [{ vatRate: 21, net: 100, vat: 21, gross: 200 }], /200 with net 100 and VAT 21/],
		['VAT at 0 %', [{ vatRate: 0, net: 100, vat: 21, gross: 121 }], /at 0 %/],
	])('%s', (_name, vatSummary, message) => {
		expect(reasons('invoice', invoice(vatSummary))).toEqual([expect.stringMatching(message)]);
	});

	test('two rows of one rate are added', () => {
		const vatSummary = [{ vatRate: 21, net: 100, vat: 21, gross: 121 }, { vatCode: 'high', net: 10, vat: 2.1, gross: 12.1 }];
		const xml = writeXml(written('invoice', invoice(vatSummary)));
		expect(xml).toContain('<typ:priceHigh>110</typ:priceHigh><typ:priceHighVAT>23.1</typ:priceHighVAT><typ:priceHighSum>133.1</typ:priceHighSum>');
	});
});
