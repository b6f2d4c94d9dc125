import { describe, expect, test } from '@jest/globals';
import { readAmount, readDate } from '../../../../core/pohoda/agendas/czechValues';
import { decodeText } from '../../../../core/pohoda/agendas/textFile';
import { paymentState } from '../../../../core/pohoda/agendas/liquidation';
import { paidOrders, readPaidInvoices, type PaidInvoiceOptions } from '../../../../core/pohoda/agendas/paidInvoices';
import { encodeWindows1250 } from '../../../../core/text/windows1250';
import { all, chunks, pieces, thrown } from '../../xml/bytes.mts';

const cp1250 = (text: string) => encodeWindows1250(text, { missing: 'refuse' }).bytes;

async function rows(bytes: string | Uint8Array, options: PaidInvoiceOptions = {}) {
	return await all(readPaidInvoices(chunks(bytes), options));
}

/** What POHODA's table gives in Czech Windows [inferred]. */
const CZECH =
	'Číslo;Občj;Firma;Celkem;K likvidaci;Datum\r\n260100283;2178813867;"ACO; s.r.o.";9 820,00 Kč;9\u00a0820,00\u00a0Kč;14.11.2026\r\n260100284;2178814356;Novák;100,00;0,00;4. 1. 2026\r\n';

const EXPECTED = [
	{
		ok: true,
		line: 2,
		orderNumber: '2178813867',
		date: '2026-11-14',
		payment: { state: 'unpaid', remaining: 9820 },
		extra: { Číslo: '260100283', Firma: 'ACO; s.r.o.', Celkem: '9 820,00 Kč' },
	},
	{
		ok: true,
		line: 3,
		orderNumber: '2178814356',
		date: '2026-01-04',
		payment: { state: 'paid', remaining: 0 },
		extra: { Číslo: '260100284', Firma: 'Novák', Celkem: '100,00' },
	},
];

describe('the CSV of issued invoices', () => {
	test.each<[string, Uint8Array]>([
		['windows-1250, semicolons', cp1250(CZECH)],
		['UTF-8', Buffer.from(CZECH)],
		['UTF-8 with byte order mark', Buffer.from(`\ufeff${CZECH}`)],
		['UTF-16, as Excel writes Unicode text', Buffer.from(`\ufeff${CZECH}`, 'utf16le')],
		['tabs', cp1250(CZECH.replace('"ACO; s.r.o."', '|').replaceAll(';', '\t').replace('|', 'ACO; s.r.o.'))],
		['LF only, no line break at the end', cp1250(CZECH.replaceAll('\r\n', '\n').trimEnd())],
	])('%s', async (_, bytes) => {
		expect(await rows(bytes)).toEqual(EXPECTED);
	});

	test('commas with decimal points; columns in another order, named without diacritics or with other case', async () => {
		expect(await rows('DATUM,"k  LIKVIDACI",Obcj\n2026-11-14,"1,290.50",7\n2026-11-14,-5,8\n')).toEqual([
			{ ok: true, line: 2, orderNumber: '7', date: '2026-11-14', payment: { state: 'unpaid', remaining: 1290.5 } },
			{ ok: true, line: 3, orderNumber: '8', date: '2026-11-14', payment: { state: 'overpaid', remaining: -5 } },
		]);
	});

	test('titles before the names, "sep=", empty rows and rows without an order', async () => {
		const text = 'sep=;\nVydané faktury;;\n\nObčj;K likvidaci;Datum\n;100,00;1.2.2026\n;;\n5;;\nCelkem;x;\n';
		expect(await rows(text)).toEqual([
			{ ok: true, line: 5, date: '2026-02-01', payment: { state: 'unpaid', remaining: 100 } },
			{
				ok: false,
				line: 7,
				orderNumber: '5',
				reasons: ['"K likvidaci" is empty. If POHODA shows 0 as an empty cell, allow Empty Means Paid.'],
			},
			{ ok: false, line: 8, orderNumber: 'Celkem', reasons: ['"K likvidaci" is "x", which is no clear amount.'] },
		]);
		expect(await rows(text, { emptyMeansPaid: true })).toContainEqual({
			ok: true,
			line: 7,
			orderNumber: '5',
			payment: { state: 'paid', remaining: 0 },
		});
	});

	test('quotes hold delimiters, quotes and line breaks; line numbers stay right', async () => {
		const text = 'Občj;K likvidaci;Datum;Text\n1;0;1.1.2026;"dva\nřádky ""a"" ; b"\n2;0;32.1.2026;\n';
		expect(await rows(text)).toEqual([
			{
				ok: true,
				line: 2,
				orderNumber: '1',
				date: '2026-01-01',
				payment: { state: 'paid', remaining: 0 },
				extra: { Text: 'dva\nřádky "a" ; b' },
			},
			{ ok: false, line: 4, orderNumber: '2', reasons: ['"Datum" is "32.1.2026", which is no day such as 14.11.2026.'] },
		]);
	});

	test('quotes that do not end cost one row; quotes inside of plain texts none', async () => {
		const text = 'Občj;K likvidaci;Datum;Text\n1;0;1.1.2026;Monitor 24"\n2;"0;1.1.2026\n3;0;1.1.2026;x\n';
		expect(await rows(text)).toMatchObject([
			{ ok: true, line: 2, orderNumber: '1', extra: { Text: 'Monitor 24"' } },
			{ ok: false, line: 3, reasons: ['A quote (") begins in this row and does not end as it should.'] },
			{ ok: true, line: 4, orderNumber: '3' },
		]);
	});

	test('other names of columns by option', async () => {
		expect(await rows('Obj;Zbývá;Den\n1;5;\n', { columns: { order: 'Obj', remaining: 'Zbývá', date: 'Den' } })).toEqual([
			{ ok: true, line: 2, orderNumber: '1', payment: { state: 'unpaid', remaining: 5 } },
		]);
	});

	test('no such file', async () => {
		expect(await thrown(rows(''))).toMatchObject({
			name: 'TextFileError',
			message: 'The file is empty. Export the table of issued invoices from POHODA again.',
		});
		expect((await thrown(rows('Číslo;Celkem\n1;2\n'))).message).toBe(
			'The file has no row with the columns "Občj", "K likvidaci", "Datum"; its first row is: Číslo;Celkem. Add the columns to the table of issued invoices in POHODA and export it again.',
		);
		expect((await thrown(rows('x'.repeat(50), { maxBytes: 10 }))).message).toMatch(/larger than 10 bytes/);
	});

	test('cut anywhere, it is the same', async () => {
		for (const size of [1, 2, 3, 7, 50]) expect(await all(readPaidInvoices(pieces(cp1250(CZECH), size)))).toEqual(EXPECTED);
	});

	test('an order is paid when all its invoices are', async () => {
		const found = await rows('Občj;K likvidaci;Datum\nA;0;1.1.2026\nB;10;1.1.2026\nA;0;5.1.2026\nB;0,5;\nC;?;\n;0;\nD;-3;1.1.2026\n');
		expect(paidOrders(found)).toEqual([
			{ orderNumber: 'A', paid: true, remaining: 0, invoices: 2, lines: [2, 4], date: '2026-01-05' },
			{ orderNumber: 'B', paid: false, remaining: 10.5, invoices: 2, lines: [3, 5], date: '2026-01-01' },
			{ orderNumber: 'C', paid: false, remaining: 0, invoices: 1, lines: [6] },
			{ orderNumber: 'D', paid: true, remaining: -3, invoices: 1, lines: [8], date: '2026-01-01' },
		]);
	});

	test('says the same as inv:liquidation does', async () => {
		const amounts = [0, 0.004, 0.01, 100, 9820.5, -12];
		const text = `Občj;K likvidaci;Datum\n${amounts.map((amount, index) => `${index + 1};${String(amount).replace('.', ',')};`).join('\n')}`;
		const found = await rows(text);
		expect(found.map((row) => row.ok && row.payment.state)).toEqual(
			amounts.map((remaining) => paymentState({ remaining, total: 9999 })?.state),
		);
	});
});

describe('amounts and days', () => {
	test.each<[string, number | undefined]>([
		['1 290,00 Kč', 1290],
		['1\u00a0290,5', 1290.5],
		['1\u202f290,00', 1290],
		['2901', 2901],
		['2901.00', 2901],
		['1.290,00', 1290],
		['1,290.00', 1290],
		["1'290.00", 1290],
		["12'345'678", 12_345_678],
		['1.234.567', 1_234_567],
		['-12,50', -12.5],
		['−12,50', -12.5],
		['+7', 7],
		['100,-', 100],
		['0,004', 0.004],
		['1.290', undefined],
		['1,290', undefined],
		['1.2.3', undefined],
		['12,34,5', undefined],
		['1.23,45', undefined],
		['12a', undefined],
		['', undefined],
		['EUR 5', undefined],
		['99999999999', undefined],
		['1,23.45', undefined],
	])('%s', (text, expected) => {
		expect(readAmount(text)).toBe(expected);
	});

	test.each<[string, string | undefined]>([
		['14.11.2026', '2026-11-14'],
		['4.1.2026 0:00:00', '2026-01-04'],
		[' 04. 01. 2026 ', '2026-01-04'],
		['2026-11-14', '2026-11-14'],
		['2026-11-14T00:00:00', '2026-11-14'],
		['29.2.2026', undefined],
		['14/11/2026', undefined],
		['14.11.26', undefined],
		['', undefined],
	])('day %s', (text, expected) => {
		expect(readDate(text)).toBe(expected);
	});
});

test('bytes of windows-1250 are no UTF-8', () => {
	expect(decodeText(cp1250('Občj žluťoučký'))).toBe('Občj žluťoučký');
});
