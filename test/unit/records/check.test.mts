import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from '@jest/globals';
import { readProduct } from '../../../core/idoklad/products';
import { readNumber } from '../../../core/kasafik/values';
import { checkInvoice } from '../../../core/records/invoice';
import { checkStockItem } from '../../../core/records/stock';
import { checkRecord } from '../../../core/records/check';
import { EXAMPLE_CARD_SALE, EXAMPLE_DEPOSIT, EXAMPLE_RETURN, EXAMPLE_SALE } from '../../support/examples.mts';
import type { Receipt } from '../../../core/records/types';
import { accepted, reasons } from '../../support/checking.mts';
import { recordSchema } from '../../support/recordSchema.mts';
import { arbCashMovement, arbReceipt, makeCashMovement, makeReceipt } from '../../support/receipts.mts';

describe('records that are right', () => {
	test.each([EXAMPLE_SALE, EXAMPLE_RETURN, EXAMPLE_CARD_SALE, EXAMPLE_DEPOSIT])('example $key comes back unchanged', (record) => {
		expect(checkRecord(record)).toEqual({ ok: true, record, warnings: [] });
	});

	test('generated records come back unchanged and are what types.ts says', () => {
		fc.assert(
			fc.property(fc.oneof(arbReceipt(), arbCashMovement()), (record) => {
				expect(checkRecord(record)).toEqual({ ok: true, record, warnings: [] });
				expect(recordSchema.safeParse(record).success).toBe(true);
			}),
			{ numRuns: 500 },
		);
	});

	test('the input is not changed and shares nothing with the record', () => {
		const input = structuredClone({ ...EXAMPLE_SALE, extra: { a: [1] }, table: 7 });
		const before = structuredClone(input);
		const { record } = accepted(input);
		(record as Receipt).items[0].name = 'changed';
		(record.extra as { a: number[] }).a.push(2);
		expect(input).toEqual(before);
	});
});

describe('what is filled in', () => {
	const least = {
		source: 'ekasa',
		register: 'P1',
		number: '4512',
		issuedAt: '2026-11-14T23:30:00Z',
		items: [
			{ code: '00123', quantity: 0.456, unitPrice: 129.9, vatRate: 12 },
			{ name: 'Pytel', quantity: 1, unitPrice: 3, vatRate: null },
		],
		payments: [{ method: 'cash', amount: 62.23 }],
		total: 62.23,
	};

	test('a receipt from the least that is needed', () => {
		const { record, codes } = accepted(least);
		expect(record).toEqual({
			recordType: 'receipt',
			key: 'ekasa/P1/4512/2026-11-15',
			source: 'ekasa',
			register: 'P1',
			number: '4512',
			type: 'sale',
			issuedAt: '2026-11-14T23:30:00Z',
			date: '2026-11-15',
			currency: 'CZK',
			items: [
				{ line: 1, kind: 'goods', code: '00123', name: '00123', quantity: 0.456, unitPrice: 129.9, vatRate: 12, totalGross: 59.23 },
				{ line: 2, kind: 'goods', name: 'Pytel', quantity: 1, unitPrice: 3, vatRate: null, totalGross: 3 },
			],
			payments: [{ method: 'cash', amount: 62.23 }],
			total: 62.23,
			rounding: 0,
		});
		expect(codes).toEqual(['nameMissing']);
		expect(Object.keys(record)).toEqual(Object.keys(EXAMPLE_SALE).filter((name) => name in record));
	});

	test('a cash movement from the least that is needed', () => {
		const { record } = accepted({ recordType: 'cashMovement', source: 'ekasa', register: 'P1', number: '5', date: '2026-11-14', amount: -50 });
		expect(record).toEqual(makeCashMovement({ number: '5', amount: -50 }));
		expect(record.key).toBe('ekasa/P1/cash-5/2026-11-14');
	});

	test('null, empty texts and empty objects count as absent', () => {
		const empty = { shop: null, note: '', customer: { name: '', city: null }, fiscal: {}, rounding: null, vatSummary: null, extra: {} };
		expect(accepted({ ...makeReceipt(), ...empty }).record).toEqual(makeReceipt());
	});

	test('the type follows the sign of the total', () => {
		const { type: _type, ...turned } = makeReceipt({ items: [{ quantity: -1 }] });
		expect(accepted(turned).record).toMatchObject({ type: 'return', total: -100 });
	});

	test('dates that are objects', () => {
		expect(accepted({ ...makeReceipt(), issuedAt: new Date('2026-11-14T10:00:00Z') }).record.issuedAt).toBe('2026-11-14T10:00:00.000Z');
	});

	test('identity is trimmed, other text is not', () => {
		const { record } = accepted({ ...makeReceipt({ note: ' a ' }), key: null, register: ' P1 ', number: '4512 ' });
		expect(record).toEqual(makeReceipt({ note: ' a ' }));
	});
});

describe('unknown fields', () => {
	test('move to the extra of their object, or under their path to that of the record', () => {
		const receipt = makeReceipt();
		const { record } = accepted({
			...receipt,
			table: 7,
			extra: { place: 'line 3', table: 'kept' },
			items: [{ ...receipt.items[0], plu: 12, extra: { colour: 'red' } }],
			payments: [{ ...receipt.payments[0], terminal: { id: 'T1' } }],
			customer: { name: 'Jan', vip: true },
			vatSummary: [{ vatRate: 21, net: 82.64, vat: 17.36, gross: 100, letter: 'A' }],
			fiscal: { fik: 'x', uid: 'u' },
			sync: { flow: 'pohoda' },
		});
		expect(record.extra).toEqual({ place: 'line 3', table: 'kept', table_2: 7, 'customer.vip': true, 'vatSummary.1.letter': 'A' });
		expect(record).toMatchObject({
			items: [{ extra: { colour: 'red', plu: 12 } }],
			payments: [{ extra: { terminal: { id: 'T1' } } }],
			customer: { name: 'Jan' },
			fiscal: { fik: 'x', extra: { uid: 'u' } },
		});
		expect(record).not.toHaveProperty('sync');
		expect(accepted(record).record).toEqual(record);
	});

	test('become JSON data', () => {
		const odd = { nan: Number.NaN, big: 12n, when: new Date(0), call: () => 1, bytes: Buffer.from('x'), list: [undefined, Symbol('s')], zero: -0 };
		expect(accepted({ ...makeReceipt(), odd }).record.extra).toEqual({
			odd: { nan: null, big: '12', when: '1970-01-01T00:00:00.000Z', list: [null, null], zero: 0 },
		});
	});
});

describe('identity', () => {
	test.each([
		['source', 'source is missing. Name the system'],
		['register', 'register is missing. Name the cash register'],
	])('%s must be there', (name, reason) => {
		expect(reasons({ ...makeReceipt(), [name]: undefined })).toContain(reason);
		expect(reasons({ ...makeReceipt(), [name]: '  ' })).toContain(`${name} is empty`);
	});

	test('a number, or a key of the sender', () => {
		const nameless = { ...makeReceipt(), number: undefined, key: undefined };
		expect(reasons(nameless)).toContain('number is missing. Without it the record has no identity');
		expect(accepted({ ...nameless, key: ' pack-7/3 ' }).record).toMatchObject({ key: 'pack-7/3', number: '' });
	});

	test('a key of the sender is kept, one that cannot be used is replaced', () => {
		expect(accepted({ ...makeReceipt(), key: 'own: č. 1' }).record.key).toBe('own: č. 1');
		for (const key of ['x'.repeat(201), 'a\nb', '   ']) {
			const { record, codes } = accepted({ ...makeReceipt(), key });
			expect([record.key, ...codes]).toEqual(['ekasa/P1/4512/2026-11-14', 'keyComputed']);
		}
		expect(reasons({ ...makeReceipt(), key: { a: 1 } })).toContain('key is an object; send a text in quotes.');
	});

	test('control characters and long texts stay out of keys and columns', () => {
		expect(reasons({ ...makeReceipt(), number: '45\u000012' })).toContain('number contains control characters');
		expect(reasons({ ...makeReceipt(), register: 'x'.repeat(201) })).toContain('register is longer than 200 characters');
	});

	test('a refused record is named by its key when there is enough for one', () => {
		expect(checkRecord({ ...makeReceipt(), key: undefined, total: 'x' })).toMatchObject({ ok: false, key: 'ekasa/P1/4512/2026-11-14' });
		expect(checkRecord({ ...makeCashMovement(), key: undefined, amount: 'x' })).toMatchObject({ key: 'ekasa/P1/cash-17/2026-11-14' });
		expect(checkRecord({ ...makeReceipt({ total: 5 }), key: 'own' })).toMatchObject({ ok: false, key: 'own' });
		expect(checkRecord({ ...makeReceipt(), recordType: 'order' })).toMatchObject({ key: 'ekasa/P1/4512/2026-11-14' });
		expect(checkRecord({ ...makeReceipt(), key: undefined, date: 'x' })).toMatchObject({ key: undefined });
	});

	test('numbers in place of text are taken with a warning', () => {
		const { record, codes, texts } = accepted({
			...makeReceipt({ items: [{ code: 123 as never, ean: 8590001000012 as never }] }),
			number: 4512,
			customer: { companyId: 12345678, zip: 60200 },
			labels: [1, 'a', 2],
			key: undefined,
		});
		expect(record).toMatchObject({ number: '4512', items: [{ code: '123', ean: '8590001000012' }], customer: { companyId: '12345678' }, labels: ['1', 'a', '2'] });
		expect(codes).toEqual(['numberAsText']);
		expect(texts).toContain('number, items.1.code, items.1.ean, customer.companyId, customer.zip and 2 more. Leading zeros');
		expect(reasons({ ...makeReceipt(), number: 4512.5 })).toContain('number is 4512.5; send a text in quotes.');
		expect(reasons({ ...makeReceipt(), number: 1e21 })).toContain('send a text in quotes.');
	});
});

describe('time', () => {
	test('one of date and issuedAt must be there and be real', () => {
		expect(reasons({ ...makeReceipt(), date: undefined })).toContain('date is missing, and so is issuedAt');
		expect(reasons({ ...makeReceipt(), date: '2026-02-30' })).toContain('date is "2026-02-30"; send a day of the calendar');
		expect(reasons({ ...makeReceipt(), date: '14.11.2026' })).toContain('such as 2026-11-14');
		expect(reasons({ ...makeReceipt(), issuedAt: '14.11.2026 10:15' })).toContain('issuedAt is "14.11.2026 10:15"; send date and time with offset');
	});

	test('another day than that of the sale is taken with a warning', () => {
		const { record, codes, texts } = accepted(makeReceipt({ issuedAt: '2026-11-14T23:30:00Z' }));
		expect([record.date, ...codes]).toEqual(['2026-11-14', 'dateDiffers']);
		expect(texts).toContain('is 2026-11-15 in Prague');
	});

	test('local time gets its offset; at the change of the clocks with a warning', () => {
		expect(accepted(makeReceipt({ issuedAt: '2026-11-14T10:15:00' }))).toMatchObject({ record: { issuedAt: '2026-11-14T10:15:00+01:00' }, codes: [] });
		expect(accepted(makeReceipt({ issuedAt: '2026-10-25T02:30:00', date: '2026-10-25' })).codes).toEqual(['issuedAtUnclear']);
	});
});

describe('numbers as tills compute them', () => {
	const sale = makeReceipt({ items: [{ quantity: 0.3, unitPrice: 58, totalGross: 17.4, vatRate: 12 }] });
	const raw = (change: object) => ({ ...structuredClone(sale), ...change }) as unknown as Receipt;

	test('the residue of binary floats is dropped in every number of a receipt and of a cash movement', () => {
		const given = raw({
			total: 17.400000000000002,
			payments: [{ method: 'cash', amount: 17.400000000000002, tendered: 0.1 + 0.2 }],
			items: [{ ...sale.items[0], quantity: 0.1 + 0.2, unitPrice: 58.00000000000001, totalGross: 17.400000000000002, totalNet: 15.540000000000001, totalVat: 1.8599999999999999 }],
			vatSummary: [{ vatRate: 12, net: 15.540000000000001, vat: 1.86, gross: 17.400000000000002 }],
		});
		const { record } = accepted(given);
		expect(record).toMatchObject({
			total: 17.4,
			payments: [{ amount: 17.4, tendered: 0.3 }],
			items: [{ quantity: 0.3, unitPrice: 58, totalGross: 17.4, totalNet: 15.54, totalVat: 1.86 }],
			vatSummary: [{ net: 15.54, gross: 17.4 }],
		});
		expect(checkRecord(record)).toMatchObject({ ok: true, record });
		expect(accepted({ ...EXAMPLE_DEPOSIT, amount: 0.1 + 0.2 }).record).toMatchObject({ amount: 0.3 });
	});

	test.each(JSON.parse(readFileSync('test/fixtures/cases/idoklad/records.json', 'utf8')).slice(0, 2) as Array<Partial<Receipt> & { case: string }>)('the case: $case', ({ case: _case, ...change }) => {
		const total = Math.round((change.items ?? [])[0]!.totalGross! * 100) / 100;
		const { record } = accepted(raw({ total, payments: [{ method: 'cash', amount: total }], ...change, ...(total < 0 ? { type: 'return' } : {}) }));
		expect(record).toMatchObject({ total, items: [{ quantity: total < 0 ? -1 : 0.3, unitPrice: Math.abs(change.items![0]!.unitPrice), totalGross: total }], payments: [{ amount: total }] });
	});

	test('in stock items, documents, products and tables as well', () => {
		const stock = checkStockItem({ code: 'S1', name: 'Sýr', quantity: 0.1 + 0.2, prices: { sale: 17.400000000000002 } });
		expect(stock).toMatchObject({ ok: true, record: { quantity: 0.3, prices: { sale: 17.4 } } });
		const invoice = checkInvoice({ type: 'issuedInvoice', number: '1', date: '2026-11-14', items: [{ name: 'Sýr', quantity: 0.1 + 0.2, unitPrice: 58, totalGross: 17.400000000000002 }], total: 17.400000000000002 });
		expect(invoice).toMatchObject({ ok: true, record: { total: 17.4, items: [{ quantity: 0.3, totalGross: 17.4 }] }, warnings: [] });
		expect(readProduct({ code: 'S1', name: 'Sýr', price: 17.400000000000002, vatRate: 12.000000000000002 })).toMatchObject({ product: { price: 17.4, vatRate: 12 } });
		expect(readNumber('17,400000000000002')).toBe(17.4);
		for (const seventh of [17.4000001, 0.1234567]) {
			expect(checkStockItem({ code: 'S1', name: 'Sýr', quantity: seventh }).ok).toBe(false);
			expect(readProduct({ code: 'S1', name: 'Sýr', price: seventh, vatRate: 12 }).ok).toBe(false);
			expect(typeof readNumber(String(seventh))).toBe('string');
		}
	});

	test('a real seventh decimal is refused', () => {
		expect(reasons(raw({ total: 17.4000001 }))).toContain('total is not an exact amount: 17.4000001 has more than six decimals');
	});

	test.each([
		[1, -30, -30, -1],
		[-1, -30, 30, 1],
		[2, -15.5, -31, -2],
	])('%d × %d is %d: the quantity carries the sign', (quantity, unitPrice, total, meant) => {
		const items = [{ line: 1, kind: 'goods', name: 'Vratná láhev', quantity, unitPrice, vatRate: 21, totalGross: total }];
		const { record } = accepted(raw({ items, total, type: total < 0 ? 'return' : 'sale', payments: [{ method: 'cash', amount: total }] }));
		expect((record as Receipt).items[0]).toMatchObject({ quantity: meant, unitPrice: Math.abs(unitPrice), totalGross: total });
		expect(checkRecord(record)).toMatchObject({ ok: true, record });
	});

	test('a discount carries the sign of what the line is', () => {
		const line = { line: 1, kind: 'goods', name: 'Láhev', quantity: 1, unitPrice: -30, vatRate: 21 };
		const of = (discount: number, total: number) =>
			raw({ items: [{ ...line, discount, totalGross: total }], total, type: 'return', payments: [{ method: 'cash', amount: total }] });
		expect((accepted(of(-3, -27)).record as Receipt).items[0]).toMatchObject({ quantity: -1, unitPrice: 30, discount: -3, totalGross: -27 });
		expect(reasons(of(3, -33))).toMatch(/discount is 3\.00 for quantity -1\. A discount carries the sign of the line/);
	});

	test('in a sale it takes from the total, also without a total of its own', () => {
		const items = [sale.items[0], { name: 'Vratná láhev', quantity: 1, unitPrice: -3, vatRate: 21 }];
		expect((accepted(raw({ items, total: 14.4, payments: [{ method: 'cash', amount: 14.4 }] })).record as Receipt).items[1]).toMatchObject({ quantity: -1, unitPrice: 3, totalGross: -3 });
	});
});

test('a foreign currency needs its rate, unless the target knows its home currency', () => {
	const euro = { ...makeReceipt({ currency: 'EUR' }), rate: undefined, rateAmount: undefined };
	expect(reasons(euro)).toContain('currency is EUR, but rate is missing');
	const checked = checkRecord(euro, { rateByTarget: true });
	expect(checked).toMatchObject({ ok: true, record: { currency: 'EUR' } });
	expect(checked).not.toHaveProperty('record.rateAmount');
});
