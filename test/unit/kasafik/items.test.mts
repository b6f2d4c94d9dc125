import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readItems, type ReadItem } from '../../../core/kasafik/readItems';
import { ITEMS_HEADER, writeItem } from '../../support/kasaFikItems.mts';
import type { StockItem } from '../../../core/records/stock';
import { withVat } from '../../../core/stock/vatPrice';
import { encodeWindows1250 } from '../../../core/text/windows1250';
import { writeDelimited } from '../../../core/text/delimited';
import { tableMutations } from '../../support/mutations.mts';
import { silentPlaces } from '../../support/silentPlaces.mts';
import { chunked, priced, stockItem } from '../stock/lists.mts';

const SAMPLE = readFileSync(path.resolve(__dirname, '../../fixtures/kasafik/items-import.csv'));

async function read(bytes: Uint8Array | string, size = 1000): Promise<ReadItem[]> {
	const all = typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes;
	const items: ReadItem[] = [];
	for await (const batch of readItems(chunked(all, size))) items.push(...batch);
	return items;
}

const itemOf = (one: ReadItem): StockItem => {
	if (!one.ok) throw new Error(one.reasons.join(' '));
	return one.item;
};
const refusal = (text: string) =>
	read(text).then(
		() => 'read',
		(error: Error) => error.message,
	);

describe("the maker's own sample", () => {
	test.each([1, 7, 1000])('is read in pieces of %d bytes', async (size) => {
		const [first, second, third] = (await read(SAMPLE, size)).map(itemOf);
		expect(first).toEqual({
			recordType: 'stockItem',
			key: 'kasafik/stockItem/001',
			source: 'kasafik',
			code: '001',
			plu: '001',
			name: 'Polozka cislo 1',
			unit: 'ks',
			vatRate: 21,
			prices: { sale: 121, saleIncludesVat: true },
			categories: [{ id: 'Základní kategorie', main: true }],
			labels: ['kuchyne'],
			active: true,
			extra: { 'Cena bez DPH': 100, Sklady: 'A' },
		});
		expect(second).toMatchObject({ code: '201', vatRate: 10, prices: { sale: 1100 }, extra: { Sklady: 'N' } });
		expect(third).toMatchObject({
			key: 'kasafik/stockItem/767495094344110',
			id: '767495094344110',
			labels: ['kuchyne', 'bar', 'akce'],
			vatRate: 0,
			unit: 'kg',
		});
	});

	test('is written back as it was, but for the way of writing the rate', async () => {
		const items = (await read(SAMPLE)).map(itemOf);
		const rows = items.map(writeItem).map((written) => (written.ok ? written.row : ''));
		expect(ITEMS_HEADER + rows.join('')).toBe(SAMPLE.toString('utf8').replace('121,1.21,', '121,21,'));
	});
});

describe('reading', () => {
	const HEADER =
		'ID,PLU,Název,Cena bez DPH,Cena s DPH,DPH sazba,Název kategorie,Štítky,Sklady,Zobrazovat,Poznámka,Jednotka\n';
	const row = async (line: string) => (await read(HEADER + line))[0];

	test('as spreadsheet programs save it: semicolons, decimal commas, Windows-1250, other letters in the header', async () => {
		const text = 'id;plu;NAZEV;Cena s DPH;DPH sazba;Stitky\r\n;007;Žluťoučký kůň;"1 290,50 Kč";21 %;\r\n';
		const expected = {
			code: '007',
			name: 'Žluťoučký kůň',
			prices: { sale: 1290.5, saleIncludesVat: true },
			vatRate: 21,
			labels: [],
		};
		for (const bytes of [text, `\uFEFF${text}`, encodeWindows1250(text, { missing: 'refuse' }).bytes])
			expect(itemOf((await read(bytes))[0])).toMatchObject(expected);
	});

	test('a rate from 1 to 2 is a factor or per cent, as the prices say', async () => {
		const rate = async (net: string, gross: string, given: string) =>
			itemOf(await row(`,1,x,${net},${gross},${given},,,,,,\n`)).vatRate;
		expect(await rate('100', '121', '1.21')).toBe(21);
		expect(await rate('100', '112', '1.12')).toBe(12);
		expect(await rate('100', '101.5', '1.5')).toBe(1.5);
		expect(await rate('', '', '1.21')).toBe(21);
		expect(await rate('', '', '1')).toBe(0);
		expect(await rate('', '', '')).toBeUndefined();
	});

	test('prices that do not fit the rate are a warning', async () => {
		const read1 = await row(',1,x,100,130,21,,,,,,\n');
		expect(read1.ok && read1.warnings).toMatchObject([
			{ code: 'vatDifference', text: expect.stringContaining('do not fit 21 % VAT') },
		]);
	});

	test('a price without VAT only is taken as such; no price is none', async () => {
		expect(itemOf(await row(',1,x,100,,21,,,,,,\n')).prices).toEqual({ sale: 100, saleIncludesVat: false });
		expect(itemOf(await row(',1,x,,,21,,,,N,,\n'))).toMatchObject({ active: false });
		expect(itemOf(await row(',1,x,,,21,,,,,,\n'))).not.toHaveProperty('prices');
	});

	test('rows that cannot be taken say why and do not stop the others', async () => {
		const rows = await read(
			`${HEADER},1,x,NaN,12,21,,,,,,\n,2,too,few\n,,no plu,1,1.21,21,,,,,,\n,3,,1,1.21,21,,,,,,\n,4,x,1,1.21,121,,,,,,\n,5,ok,1,1.21,21,,,,,,\n`,
		);
		expect(rows.map((one) => (one.ok ? one.item.code : [one.line, one.reasons.join(' '), one.known?.code]))).toEqual([
			[2, 'Cena bez DPH: "NaN" is not a number.', '1'],
			[3, 'The line has 4 columns instead of 12.', undefined],
			[4, expect.stringContaining('PLU is empty'), undefined],
			[5, 'Název is empty.', '3'],
			[6, 'DPH sazba: the VAT rate 121 lies outside of 0 to 100 per cent.', '4'],
			'5',
		]);
	});

	test('another kind of file is refused', async () => {
		expect(await refusal('')).toContain('The file is empty');
		expect(await refusal('\n1,2')).toContain('its first line is');
		expect(await refusal('Kód,Cena\nA,1\n')).toContain('no column PLU, Název');
		expect(await refusal('PLU,Název,plu\n1,2,3\n')).toContain('stands twice');
		const damaged = Buffer.concat([
			Buffer.from(`PLU,Název\n${'1,abcdefgh\n'.repeat(7000)}`),
			Buffer.from([0x31, 0x2c, 0xfe, 0x0a]),
		]);
		await expect(read(damaged, 65_536)).rejects.toThrow('not UTF-8 all through');
	});
});

describe('habits of programs for tables', () => {
	const CASES = path.resolve(__dirname, '../../fixtures/cases/stock');
	const file = (name: string) => readFileSync(path.join(CASES, name));
	const HEADER = 'ID;PLU;Název;Cena bez DPH;Cena s DPH;DPH sazba;Štítky;Zobrazovat;Poznámka\n';
	const row = async (line: string) => (await read(HEADER + line))[0];
	const price = async (cell: string) => itemOf(await row(`;1;x;;${cell};21;;;\n`)).prices?.sale;

	test('Czech numbers, the sign of inches, a rate as a fraction, empty rows', async () => {
		const items = (await read(file('czech-numbers-inch-fraction-blank.csv'))).map(itemOf);
		expect(items.map(({ plu, name, prices, vatRate }) => [plu, name, prices?.sale, vatRate])).toEqual([
			['001', 'Zboží 001', 1234.5, 21],
			['002', 'Zboží 002', 20, 21],
			['003', 'Televize 55" LG', 10, 21],
			['004', 'Zboží 004', 10, 21],
		]);
	});

	test.each([1, 5, 1000])('sep= in the first line, in pieces of %d bytes', async (size) => {
		const items = await read(file('sep-line.csv'), size);
		expect(items.map((one) => [itemOf(one).plu, one.line])).toEqual([['001', 3]]);
		expect(itemOf((await read(`\uFEFF"sep=,"\r\nPLU,Název\r\n'007,a;b\r\n`, size))[0])).toMatchObject({ plu: '007', name: 'a;b' });
	});

	test.each(['utf16le', 'utf16be', 'utf16le without a mark'])('Unicode text: %s', async (encoding) => {
		const text = `${encoding.endsWith('mark') ? '' : '\uFEFF'}ID\tPLU\tNázev\r\n\t001\tŽluťoučký kůň\r\n`;
		const bytes = Buffer.from(text, 'utf16le');
		if (encoding === 'utf16be') bytes.swap16();
		for (const size of [1, 3, 1000]) expect(itemOf((await read(bytes, size))[0])).toMatchObject({ plu: '001', name: 'Žluťoučký kůň' });
		await expect(read(bytes.subarray(0, bytes.length - 1))).rejects.toThrow('not UTF-16 all through');
	});

	test.each([
		['1.234,50', 1234.5],
		['1 234,50 Kč', 1234.5],
		['1.234.567', 1234567],
		['1,234.50', 1234.5],
		['1.234.567,5', 1234567.5],
		['20,-', 20],
		['20.-', 20],
		['1.290,-- Kč', 1290],
		['1 290,– CZK', 1290],
		['8.264', 8.264],
		['8,5', 8.5],
	])('%j is %d', async (cell, value) => {
		expect(await price(cell)).toBe(value);
	});

	test.each(['1.23.4', '1,2,3', '12.34,5', '1.234,5,6', '20,-5', 'x'])('%j is no number', async (cell) => {
		expect((await row(`;1;x;;${cell};21;;;\n`)).ok).toBe(false);
	});

	test('the sign of inches at any place; a cell that begins with a quote is still checked', async () => {
		for (const name of ['Televize 55" LG', '55"', 'a"b"c', 'TV 55""']) expect(itemOf(await row(`;1;${name};;10;21;;;\n`)).name).toBe(name);
		const [bad, good] = await read(`${HEADER};1;"Bageta;;10;21;;;\n;2;x;;10;21;;;\n`);
		expect(bad).toMatchObject({ ok: false, reasons: ['A quotation mark is not closed.'] });
		expect(itemOf(good).plu).toBe('2');
	});

	test('rows of delimiters hold nothing; one with anything else is told', async () => {
		const rows = await read(`${HEADER};;;;;;;;\n;;\n" ";"";;;;;;;\n;1;x;;10;21;;;\n;;;;10;;;;\n;;;;;;;;;z\n`);
		expect(rows.map(({ ok, line }) => [ok, line])).toEqual([
			[true, 5],
			[false, 6],
			[false, 7],
		]);
	});

	test('what keeps a code text in a table is no part of it', async () => {
		for (const cell of ["'001", '="001"', "' 001"]) expect(itemOf(await row(`${cell};${cell};x;;10;21;;;\n`))).toMatchObject({ id: '001', plu: '001', code: '001' });
		expect(itemOf(await row(";1;'n' roll;;10;21;;;\n")).name).toBe("'n' roll");
	});

	test('a rate as a fraction: the prices decide, without them nobody can', async () => {
		const rate = async (net: string, gross: string, given: string) => {
			const one = await row(`;1;x;${net};${gross};${given};;;\n`);
			return one.ok ? one.item.vatRate : one.reasons.join();
		};
		expect(await rate('100', '121', '0.21')).toBe(21);
		expect(await rate('100', '112', '0,12')).toBe(12);
		expect(await rate('100', '100,21', '0.21')).toBe(0.21);
		expect(await rate('100', '121', '0')).toBe(0);
		for (const [net, gross] of [['', ''], ['', '121'], ['100', ''], ['0', '0']]) expect(await rate(net, gross, '0,21')).toContain('may be 21 % or 0.21 %');
	});

	test('the word null empties a cell', async () => {
		expect(itemOf(await row('null;1;x;null;10;21;null;NULL;null\n'))).toEqual(itemOf(await row(';1;x;;10;21;;;\n')));
		expect(await row(';null;null;;10;21;;;\n')).toMatchObject({ ok: false, reasons: [expect.stringContaining('PLU is empty'), 'Název is empty.'] });
	});

	test('an unknown word is told', async () => {
		expect(await row(';1;x;;10;21;;možná;\n')).toMatchObject({ ok: false, reasons: ['Zobrazovat: "možná" is neither A nor N.'] });
	});
});

test('each cell that is changed changes what is read', async () => {
	const tables = ['items-import.csv', '../cases/stock/target-codes-damaged-by-excel.csv'].map((name) => ({
		name,
		input: readFileSync(path.resolve(__dirname, '../../fixtures/kasafik', name), 'utf8')
			.trim()
			.split('\n')
			.map((line) => line.trim().split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/).map((cell) => cell.replaceAll('"', ''))),
	}));
	const [header] = tables[0].input;
	const full = ['77', '300', 'Plná', '100', '121', '21', 'Kat', 'bar', 'N', 'N', 'pozn.', 'kg'];
	const found = await silentPlaces({
		inputs: [...tables, { name: 'with all cells', input: [header, full] }],
		mutations: tableMutations,
		read: async (rows) => await read(rows.map((cells) => writeDelimited(cells, [], { delimiter: ',', end: '\n' })).join('')),
	});
	// The column is empty in the whole list.
	const empty = ['header: ID', 'header: Cena bez DPH', 'header: Poznámka'];
	// 1 is the factor of 0 %.
	const known = [...empty.map((place) => `unknown of ${place} `), 'other of row: DPH sazba (was "0"'];
	expect(found.silent.filter((line) => !known.some((start) => line.startsWith(start)))).toEqual([]);
	expect(found.counts).toMatchObject({ inputs: 3 });
	expect(found.counts.tried).toBeGreaterThan(200);
});

describe('writing', () => {
	test('what is written is read back', async () => {
		const text = fc.constantFrom('Rohlík', 'a,b', 'say "x"', 'Řízek; 2', 'line\nbreak');
		const item = fc.record({
			code: fc.constantFrom('001', 'A,1', '"q"'),
			name: text,
			note: text,
			unit: fc.constantFrom('ks', 'kg'),
			net: fc.integer({ min: 0, max: 100000 }).map((haler) => haler / 100),
			rate: fc.constantFrom(0, 12, 21),
			labels: fc.subarray(['pokl1', 'akce']),
			active: fc.boolean(),
		});
		await fc.assert(
			fc.asyncProperty(fc.array(item, { minLength: 1, maxLength: 5 }), async (items) => {
				const made = items.map(
					({ net, rate, code, ...rest }): StockItem => ({
						...stockItem(code),
						...rest,
						vatRate: rate,
						prices: { sale: withVat(net, rate), saleIncludesVat: true },
					}),
				);
				const rows = made.map(writeItem).map((written) => (written.ok ? written.row : ''));
				const back = (await read(ITEMS_HEADER + rows.join(''), 11)).map(itemOf);
				expect(back).toMatchObject(
					made.map(({ code, name, note, unit, vatRate, prices, labels, active }) => ({
						code,
						name,
						note,
						unit,
						vatRate,
						prices,
						labels,
						active,
					})),
				);
			}),
			{ numRuns: 60 },
		);
	});

	test('an item that the list cannot hold is refused with the reason', () => {
		const { vatRate: _, ...unrated } = priced('A', 10);
		expect(writeItem(unrated)).toMatchObject({ ok: false, reasons: [expect.stringContaining('VAT rate')] });
		expect(writeItem(stockItem('A', { labels: ['a,b'] }))).toMatchObject({
			ok: false,
			reasons: [expect.stringContaining('has a comma')],
		});
		expect(writeItem(stockItem('A', { source: 'pohoda', id: '27' }))).toEqual({
			ok: true,
			row: ',A,Zboží A,,,,,,,,,\n',
		});
		expect(writeItem(priced('A', 121, 1, { vatRate: 21, prices: { sale: 100 }, kind: 'service' }))).toEqual({
			ok: true,
			row: ',A,Zboží A,100,121,21,,,N,,,\n',
		});
	});
});
