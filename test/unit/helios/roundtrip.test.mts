// A receipt of any till, written into the files and read back, says the same; every cell is one of its type.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DEFAULT_ROW_SETTINGS } from '../../../core/helios/settings';
import { HELIOS_FILES, attributesOf } from '../../../core/helios/structures';
import type { Attribute, Cell } from '../../../core/helios/structures';
import { prepareReceipt } from '../../../core/helios/prepare';
import { EXAMPLE_CARD_SALE, EXAMPLE_RETURN, EXAMPLE_SALE } from '../../support/examples.mts';
import { readInstant } from '../../../core/records/dates';
import type { Receipt } from '../../../core/records/types';
import { arbReceipt, makeReceipt, vatSummaryOf } from '../../support/receipts.mts';
import { rowsOf } from './arb.mts';
import { PREPARE, recordsOf, writeAll } from './sets.mts';

const SETTINGS = { series: { 'Pokladna 3': 'P3' } };
const FINANCIAL = new Set<string>(DEFAULT_ROW_SETTINGS.financialKinds);

/** What the files can hold of a receipt, with everything spelled out that they spell out. */
function sayable(receipt: Receipt) {
	const { type, date, currency, rate, rateAmount, total, rounding, note, cashier, issuedAt, customer, original } = receipt;
	const instant = issuedAt === undefined ? undefined : readInstant(issuedAt)?.iso;
	const goods = (item: Receipt['items'][number]) => !FINANCIAL.has(item.kind) && Boolean(item.code);
	return {
		...{ type, date, currency, rate, rateAmount, total, rounding, note, cashier },
		issuedAt: instant === undefined ? undefined : new Date(instant).getTime(),
		number: String(Number(receipt.number)),
		vatId: customer?.vatId,
		original: original?.number === undefined ? undefined : String(Number(original.number)),
		items: receipt.items.map((item) => ({
			...{ line: item.line, name: item.name, quantity: item.quantity, vatRate: item.vatRate, totalGross: item.totalGross, note: item.note },
			...(goods(item) ? { code: item.code, ean: item.ean, unit: item.unit, unitPrice: item.unitPrice, discount: item.discount } : {}),
		})),
		payments: receipt.payments.map(({ method, amount, tendered, change }) => ({ method, amount, tendered, change })),
		vatSummary: (receipt.vatSummary ?? vatSummaryOf(receipt.items))
			.filter(({ gross, net }) => gross !== 0 || net !== 0)
			.sort((a, b) => Number(a.vatRate) - Number(b.vatRate)),
	};
}

const FORMS: Record<Attribute['type'], RegExp> = {
	INT: /^-?\d{1,10}$/,
	SMALLINT: /^-?\d{1,5}$/,
	TINYINT: /^\d{1,3}$/,
	BIT: /^[01]$/,
	NUMERIC: /^-?\d+\.\d+$/,
	VARCHAR: /^[^]*$/,
	DATETIME: /^(1[789]|[2-9]\d)\d\d(0[1-9]|1[012])(0[1-9]|[12]\d|3[01]) ([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}$/,
};

/** The type as the documentation writes it, checked without the code under test. */
function isOfType({ type, length, precision = 0, scale = 0, nullable }: Attribute, cell: Cell): boolean {
	if (cell === null) return nullable === true;
	if (!FORMS[type].test(cell)) return false;
	if (type === 'VARCHAR') return cell.length <= (length ?? 0);
	if (type === 'NUMERIC') {
		const [whole, decimals] = cell.replace('-', '').split('.');
		return decimals.length === scale && whole.length <= precision - scale;
	}
	return type === 'INT' ? Math.abs(Number(cell)) <= 2 ** 31 : type !== 'TINYINT' || Number(cell) <= 255;
}

async function expectSame(receipts: readonly Receipt[], settings = {}, readSettings = {}) {
	const files = writeAll(receipts, { ...SETTINGS, ...settings });
	for (const file of HELIOS_FILES) {
		for (const row of await rowsOf(file, files[file])) {
			for (const attribute of attributesOf(file)) {
				if (!isOfType(attribute, row[attribute.name])) throw new Error(`${file}.${attribute.name}: ${row[attribute.name]}`);
			}
		}
	}
	const back = await recordsOf(files, readSettings);
	expect(back.map(sayable)).toEqual(receipts.map(sayable));
	return back;
}

describe('write → read', () => {
	test('the documented examples: rounding, discount, change, return with its sale, card', async () => {
		await expectSame([EXAMPLE_SALE, EXAMPLE_CARD_SALE, EXAMPLE_RETURN]);
	});

	test('any valid receipt, many in one set', async () => {
		const receipts = fc.array(arbReceipt(), { minLength: 1, maxLength: 4 }).map((all) => all.map((one, index) => ({ ...one, number: String(index + 1) })));
		await fc.assert(
			fc.asyncProperty(receipts, async (all) => {
				await expectSame(all);
			}),
			{ numRuns: 200 },
		);
	});

	test('with signs, with a goods group, and in the other forms of writing', async () => {
		const receipts = [EXAMPLE_SALE, EXAMPLE_RETURN, EXAMPLE_CARD_SALE];
		await expectSame(receipts, { signs: 'signed' }, { signs: 'signed' });
		await expectSame(receipts, { goodsGroup: '100' }, { goodsGroup: '100' });
		await expectSame(receipts, { homeValues: 'zero', etalons: false, lineEnd: '\n', firstMonth: 4 });
		await expectSame(receipts, { encoding: 'utf-8' });
	});

	test('signs are never guessed: what was written with signs and is read without is refused', async () => {
		await expect(recordsOf(writeAll([EXAMPLE_RETURN], { signs: 'signed' }))).rejects.toThrow(/type is return, but total is 520\.00 Kč/);
	});

	test('codes of groups, EAN, units, warehouse, note with quotes, tabs and lines', async () => {
		const note = 'Řekl "ahoj"\r\na odešel\t.\n"\n|konec| ';
		const item = { code: '200/000456', ean: '8590001000012', unit: 'kg', quantity: 0.355, unitPrice: 99.9, warehouse: '001', note, name: 'Sýr "Niva" | 1/2' };
		const [back] = await expectSame([makeReceipt({ items: [item], note, cashier: 'Jana "J." Nová' })]);
		expect(back.items[0]).toMatchObject({ code: '200/000456', warehouse: '001', note });
	});

	test('a foreign currency: amounts of the receipt stand in Val columns, converted ones beside them', async () => {
		const items = [{ code: '1', unitPrice: 12.5, quantity: 3, discount: 2.5 }, { code: '2', unitPrice: 4.99 }];
		const receipt = makeReceipt({ currency: 'EUR', rate: 25.345, rateAmount: 1, items, payments: [{ method: 'card', amount: 39.99 }] });
		const files = writeAll([receipt]);
		await expectSame([receipt]);
		const [header] = await rowsOf('Uctenky', files.Uctenky);
		expect(header).toMatchObject({ Mena: 'EUR', Kurz: '25.345000', CsDPH1Val: '39.990000', CsDPH1: '1013.550000' });
		const [item] = await rowsOf('UctenkyPol', files.UctenkyPol);
		expect(item).toMatchObject({ CCsDPHKc: '950.440000', CCsDPHKcPoS: '887.080000', CCsDPHVal: '37.500000', CCsDPHValPoS: '35.000000' });
		const [payment] = await rowsOf('UctenkyUhr', files.UctenkyUhr);
		expect(payment).toMatchObject({ Castka: '39.990000', CastkaHM: '1013.550000', CastkaProdej: '39.990000', Kurz: '25.345000' });
	});

	test('cash in euros on a receipt in crowns, with the change in euros', async () => {
		const payment = { method: 'cash' as const, label: 'Hotově EUR', amount: 250, tendered: 20, change: 10, currency: 'EUR' };
		const [back] = await recordsOf(writeAll([makeReceipt({ items: [{ code: '1', unitPrice: 250 }], payments: [payment] })]), {
			payments: [{ name: 'hotově eur', method: 'cash' }],
		});
		expect(back.payments).toEqual([payment]);
	});

	test('a shop that is no VAT payer, three rates and none of them twice', async () => {
		const rates = [null, 12, 21].map((vatRate, index) => ({ code: String(index), vatRate, unitPrice: 10 * (index + 1) }));
		await expectSame([makeReceipt({ items: rates })]);
		const files = writeAll([makeReceipt({ items: rates })]);
		const [header] = await rowsOf('Uctenky', files.Uctenky);
		expect([header.SazbaDPH1, header.SazbaDPH2, header.SazbaDPH3]).toEqual(['12.00', '21.00', null]);
		expect([header.CsDPH3, header.CBezDPH3]).toEqual(['10.000000', '10.000000']);
	});

	test('without a time the day stays; on a day other than the one of issue the accounting day is written, with a warning', async () => {
		const [plain] = await expectSame([makeReceipt({})]);
		expect(plain).not.toHaveProperty('issuedAt');
		const prepared = prepareReceipt(makeReceipt({ date: '2026-11-15', issuedAt: '2026-11-14T23:50:00+01:00' }), PREPARE);
		expect(prepared).toMatchObject({ ok: true, warnings: [{ code: 'dateDiffers' }], rows: { header: { DatPorizeni: '20261115 23:50:00.000' } } });
	});
});
