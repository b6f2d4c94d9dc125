import fc from 'fast-check';
import { describe, expect, test } from '@jest/globals';
import { fromMicro, sum, toMicro, vatFromGross } from '../../../core/money/micro';
import { checkRecord } from '../../../core/records/check';
import { EXAMPLE_SALE } from '../../support/examples.mts';
import type { Receipt, VatSummaryRow } from '../../../core/records/types';
import { arbReceipt, makeReceipt, mirrorSale, vatSummaryOf } from '../../support/receipts.mts';

const row = (vatRate: number | null, net: number, vat: number, gross: number): VatSummaryRow => ({ vatRate, net, vat, gross });
const check = (receipt: unknown) => {
	const result = checkRecord(receipt);
	return result.ok ? { codes: result.warnings.map(({ code }) => code), warnings: result.warnings, reasons: [] } : { codes: [], warnings: [], reasons: result.reasons };
};

describe('VAT summary', () => {
	/** 3 × 10.00 at 21 %: per receipt 5.21, per line 3 × 1.74 = 5.22. */
	const three = (vatSummary: VatSummaryRow[]) => makeReceipt({ items: [{ unitPrice: 10 }, { unitPrice: 10 }, { unitPrice: 10 }], vatSummary });

	test('as computed from the receipt: nothing to say', () => {
		expect(check(three([row(21, 24.79, 5.21, 30)]))).toEqual({ codes: [], warnings: [], reasons: [] });
	});

	test('rounded per line: a warning that shows both values', () => {
		expect(check(three([row(21, 24.78, 5.22, 30)])).warnings).toEqual([
			{
				code: 'vatDifference',
				text: 'VAT 21 %: the till states 24.78 + 5.22 = 30.00, its items give 24.79 + 5.21 = 30.00 (rounding).',
				place: 'vatSummary',
				requested: '24.78 + 5.22 = 30.00',
				produced: '24.79 + 5.21 = 30.00',
			},
		]);
	});

	test('0.01 for each line is the limit', () => {
		expect(check(three([row(21, 24.76, 5.24, 30)])).codes).toEqual(['vatDifference']);
		expect(check(three([row(21, 24.75, 5.25, 30)])).reasons[0]).toContain(
			'VAT 21 %: the till states 24.75 + 5.25 = 30.00, its items give 24.79 + 5.21 = 30.00. More than 0.01 for each of 3 lines',
		);
		expect(check(three([row(21, 24.81, 5.22, 30.03)])).codes).toEqual(['vatDifference']);
		expect(check(three([row(21, 24.82, 5.22, 30.04)])).reasons).toHaveLength(1);
	});

	test('net + vat = gross in each row, exactly', () => {
		expect(check(three([row(21, 24.79, 5.21, 30.01)])).reasons).toContain('VAT row 1 (21 %): net 24.79 + vat 5.21 = 30.00, but gross is 30.01.');
	});

	test('a rate that is missing, and one that no item has', () => {
		expect(check(three([])).reasons[0]).toContain('VAT 21 %: the till states 0.00 + 0.00 = 0.00, its items give 24.79 + 5.21 = 30.00');
		expect(check(three([row(21, 24.79, 5.21, 30), row(12, 0.01, 0, 0.01)])).reasons[0]).toContain('each of 0 lines');
		expect(check(three([row(21, 24.79, 5.21, 30), row(12, 0, 0, 0)])).codes).toEqual([]);
	});

	test('a rate in two rows counts together; no VAT payer and 0 % are the same', () => {
		expect(check(three([row(21, 8.26, 1.74, 10), row(21, 16.53, 3.47, 20)])).codes).toEqual([]);
		expect(check(makeReceipt({ items: [{ vatRate: null }], vatSummary: [row(0, 100, 0, 100)] })).codes).toEqual([]);
	});
});

describe('VAT of a line', () => {
	const line = (totalNet: number | undefined, totalVat: number | undefined) => check(makeReceipt({ items: [{ totalNet, totalVat }] }));

	test('exact, by 0.01, by more', () => {
		expect(line(82.64, 17.36).codes).toEqual([]);
		expect(line(82.65, 17.35).warnings).toMatchObject([{ code: 'vatDifference', place: 'items', requested: '17.35', produced: '17.36' }]);
		expect(line(82.66, 17.34).reasons).toEqual(['Line 1: VAT is 17.34, but 21 % out of 100.00 is 17.36. Check rate and VAT of the line.']);
		expect(line(undefined, 17.36).codes).toEqual([]);
		expect(line(82.64, undefined).codes).toEqual([]);
		expect(line(100, undefined).reasons[0]).toContain('VAT is 0.00, but 21 % out of 100.00 is 17.36');
	});
});

test('rates that neither country has are unusual', () => {
	const items = [21, 12, 0, 23, 19, 5, 15, 10, 20, 14, 9, null, 17, 17, 7.7].map((vatRate) => ({ vatRate }));
	const { warnings } = check(makeReceipt({ items }));
	expect(warnings.map(({ code, text }) => [code, text.slice(0, 14)])).toEqual([
		['unusualVatRate', 'VAT rate 17 % '],
		['unusualVatRate', 'VAT rate 7.7 %'],
	]);
});

describe('properties', () => {
	test('net + VAT = gross per rate, and the rates add up to the total without rounding', () => {
		fc.assert(
			fc.property(arbReceipt(), (receipt) => {
				const rows = vatSummaryOf(receipt.items);
				for (const { net, vat, gross } of rows) expect(sum([net, vat])).toBe(gross);
				expect(sum([...rows.map(({ gross }) => gross), receipt.rounding])).toBe(receipt.total);
				expect(check({ ...receipt, vatSummary: rows })).toEqual({ codes: [], warnings: [], reasons: [] });
			}),
		);
	});

	test('a till that rounds VAT per line is never refused', () => {
		fc.assert(
			fc.property(arbReceipt(), (receipt) => {
				const items = receipt.items.map((item) => {
					const { net, vat } = vatFromGross(toMicro(item.totalGross), item.vatRate);
					return { ...item, totalNet: fromMicro(net), totalVat: fromMicro(vat) };
				});
				const vatSummary = [...new Set(items.map(({ vatRate }) => vatRate))].map((vatRate) => {
					const lines = items.filter((item) => item.vatRate === vatRate);
					const total = (field: 'totalNet' | 'totalVat' | 'totalGross') => sum(lines.map((item) => item[field]));
					return { vatRate, net: total('totalNet'), vat: total('totalVat'), gross: total('totalGross') };
				});
				const { codes, reasons } = check({ ...receipt, items, vatSummary });
				expect(reasons).toEqual([]);
				expect(codes.every((code) => code === 'vatDifference')).toBe(true);
			}),
		);
	});

	test('the return of a whole sale is accepted and takes back exactly what the sale brought', () => {
		fc.assert(
			fc.property(arbReceipt({ with: { type: 'sale' } }), (sale) => {
				const back = mirrorSale(sale, { number: '9', date: '2026-12-01' });
				expect(checkRecord(back)).toEqual({ ok: true, record: back, warnings: [] });
				expect(sum([sale.total, back.total])).toBe(0);
				expect(sum([sale.rounding, back.rounding])).toBe(0);
				const paid = (receipt: Receipt) => sum(receipt.payments.map(({ amount }) => amount));
				expect(sum([paid(sale), paid(back)])).toBe(0);
				for (const [index, { vat, gross }] of vatSummaryOf(sale.items).entries()) {
					const mirrored = vatSummaryOf(back.items)[index];
					expect([sum([vat, mirrored.vat]), sum([gross, mirrored.gross])]).toEqual([0, 0]);
				}
			}),
		);
	});

	test('the mirrored example', () => {
		const back = mirrorSale(EXAMPLE_SALE, { number: '1', date: '2026-11-20' });
		expect(check(back)).toEqual({ codes: [], warnings: [], reasons: [] });
		expect(back).toMatchObject({ type: 'return', total: -1290, rounding: -0.4, items: [{ unitPrice: 549.9, quantity: -2 }, {}] });
	});
});
