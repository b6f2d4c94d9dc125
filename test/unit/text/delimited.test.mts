import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DelimitedReader, readDelimited, writeDelimited } from '../../../core/text/delimited';
import type { DelimitedOptions, DelimitedRow } from '../../../core/text/delimited';

function read(text: string, options: DelimitedOptions = {}, pieces: readonly number[] = []): DelimitedRow[] {
	const reader = new DelimitedReader(options);
	const rows: DelimitedRow[] = [];
	let at = 0;
	for (const size of pieces) {
		rows.push(...reader.push(text.slice(at, at + size)));
		at += size;
	}
	if (at < text.length) rows.push(...reader.push(text.slice(at)));
	return [...rows, ...reader.end()];
}

const cellsOf = (text: string, options: DelimitedOptions = {}) => read(text, options).map(({ cells, fault }) => fault?.reason ?? cells);
const joined = (rows: readonly DelimitedRow[]) => rows.map(({ text, end }) => text + end).join('');

describe('reading', () => {
	test.each<[string, string, DelimitedOptions, unknown]>([
		['nothing', '', {}, []],
		['NULL and the empty text are different', '1\t\t""\t"a"', {}, [['1', null, '', 'a']]],
		['CRLF, LF and no end at all', '1\t2\r\n3\t4\n5\t6', {}, [['1', '2'], ['3', '4'], ['5', '6']]],
		['NULL in the last column', '1\t\r\n\t\n', {}, [['1', null], [null, null]]],
		['empty lines have no cells', '\r\n1\t2\n\n', {}, [[], ['1', '2'], []]],
		['an empty line of a single column is NULL', '\n"a"\n', { columns: 1 }, [[null], ['a']]],
		['another delimiter', '1;"a;b"\n', { delimiter: ';' }, [['1', 'a;b']]],
		['delimiters and line breaks inside of quotes', '"a\tb\r\nc"\t"d"\n', {}, [['a\tb\r\nc', 'd']]],
		['doubled quotes', '"5"" trubka"\t"""a"""\t""""\n', {}, [['5" trubka', '"a"', '"']]],
		['quotes that a program did not double', '"5" trubka"\t2\n', { columns: 2 }, [['5" trubka', '2']]],
		['such a quote at the end of a text, with the columns known', '"trubka 5""\t"b"\n"c"\t"d"\n', { columns: 2 }, [['trubka 5"', 'b'], ['c', 'd']]],
		['the same without columns, where the next cell is in quotes too', '"trubka 5""\t"b"\n', {}, [['trubka 5"', 'b']]],
		['without columns and quotes behind it, it is read as doubled', '"trubka 5""\t2\n"', {}, [['trubka 5"\t2\n']]],
		['a doubled quote before a line break', '"say ""hi""\r\nbye"\t2\n', { columns: 2 }, [['say "hi"\r\nbye', '2']]],
		['a lone CR is no line end', '"a\rb"\tc\rd\n', {}, [['a\rb', 'c\rd']]],
		['a CR at the end of the file is one', '1\t2\r', {}, [['1', '2']]],
		['a quoted cell at the end of the file', '1\t"b"', {}, [['1', 'b']]],
	])('%s', (_name, text, options, rows) => {
		expect(cellsOf(text, options)).toEqual(rows);
	});

	test('lines are counted in the file, also through texts of several lines', () => {
		const rows = read('1\t"a\nb\nc"\n2\t"d"\n\n3\t"e"', { columns: 2 });
		expect(rows.map(({ line }) => line)).toEqual([1, 4, 5, 6]);
		expect(rows.map(({ end }) => end)).toEqual(['\n', '\n', '\n', '']);
	});

	test('a stream gives the rows of each piece', async () => {
		async function* pieces() {
			yield 'a\tb\nc';
			yield '\td\n';
		}
		const batches: DelimitedRow[][] = [];
		for await (const rows of readDelimited(pieces())) batches.push(rows);
		expect(batches.map((rows) => rows.map(({ cells }) => cells))).toEqual([[['a', 'b']], [['c', 'd']], []]);
	});
});

describe('damage costs one line', () => {
	const good = '7\t"x"\t8\n';
	test.each<[string, string, string, number]>([
		['a column is missing', '1\t"a"\n', 'columns', 2],
		['a column too many', '1\t"a"\t2\t3\n', 'columns', 4],
		['a quote is not closed', '1\t"a\t2\n', 'quotes', 2],
		['a quote is not opened', '1\ta"\t2\n', 'quotes', 2],
		['a quote inside of a number', '1\t"a"\t2"3\n', 'quotes', 3],
		['text behind a closed cell', '1\t"a"b\t2\n', 'quotes', 2],
		['a quote alone', '"\n', 'quotes', 1],
	])('%s', (_name, line, reason, found) => {
		const rows = read(`${good}${line}${good}${good}`, { columns: 3 });
		expect(rows.map(({ fault }) => fault)).toEqual([undefined, { reason, found }, undefined, undefined]);
		expect(rows.map((row) => row.line)).toEqual([1, 2, 3, 4]);
		expect(rows[1].text).toBe(line.slice(0, -1));
	});

	test('a quote that is not closed never takes the next row with it, even where the number of columns would fit', () => {
		// One text in each row: the swallowed part ends exactly where the next row's text ends.
		expect(cellsOf('1\t"a\t2\n3\t"b"\t4\n', { columns: 3 })).toEqual(['quotes', ['3', 'b', '4']]);
		expect(cellsOf('1\t"a\t2\n3\t""\t4\n5\t"c"\t6\n', { columns: 3 })).toEqual(['quotes', ['3', '', '4'], ['5', 'c', '6']]);
		expect(cellsOf('1\t"a\t2\n3\t"""b"\t4\n', { columns: 3 })).toEqual(['quotes', ['3', '"b', '4']]);
	});

	test('a row that is too long is given up, in parts when it does not fit into memory', () => {
		const text = `1\t"${'a'.repeat(50)}"\t2\n${good}3\t${'b'.repeat(200)}\t4\n${good}`;
		const options = { columns: 3, longest: 40 };
		const rows = read(text, options, Array.from({ length: 100 }, () => 7));
		expect(rows.filter(({ fault }) => fault === undefined).map(({ cells }) => cells)).toEqual([['7', 'x', '8'], ['7', 'x', '8']]);
		expect(joined(rows)).toBe(text);
		expect(rows.filter(({ line }) => line === 3).length).toBeGreaterThan(1);
		expect(Math.max(...rows.map((row) => row.text.length))).toBeLessThanOrEqual(60);
	});
});

const cell = fc.oneof(
	{ weight: 3, arbitrary: fc.stringMatching(/^[ -~ěščř]{0,12}$/) },
	{ weight: 2, arbitrary: fc.array(fc.constantFrom('"', '\t', '\n', '\r', '\r\n', 'a', ''), { maxLength: 6 }).map((parts) => parts.join('')) },
	{ weight: 1, arbitrary: fc.constant(null) },
	{ weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 8 }) },
);
const sizes = fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 40 });

describe('write and read', () => {
	test('what is written is read back unchanged, in any pieces, with every kind of end', () => {
		const table = fc.integer({ min: 2, max: 5 }).chain((width) =>
			fc.record({
				rows: fc.array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 8 }),
				quoted: fc.array(fc.boolean(), { minLength: width, maxLength: width }),
			}),
		);
		fc.assert(
			fc.property(table, sizes, fc.constantFrom('\r\n', '\n'), ({ rows, quoted }, pieces, end) => {
				const text = rows.map((row) => writeDelimited(row, quoted, { end })).join('');
				const back = read(text, { columns: quoted.length }, pieces);
				expect(back.map(({ cells }) => cells)).toEqual(rows);
				expect(back.every((row) => row.fault === undefined && row.end === end)).toBe(true);
			}),
			{ numRuns: 2000 },
		);
	});

	test('numbers stand bare, columns of text in quotes, whatever needs quotes in quotes', () => {
		expect(writeDelimited(['1', 'a', null, '', 'x\ty', '5"'], [false, true, true, false, false, false])).toBe('1\t"a"\t\t""\t"x\ty"\t"5"""\r\n');
	});
});

describe('hostile text', () => {
	const junk = fc.array(fc.constantFrom('"', '""', '\t', '\n', '\r\n', '\r', 'a', '1.5', '"x"', 'ž', '\u0000'), { maxLength: 60 }).map((parts) => parts.join(''));

	test('no character is lost or invented, every row has its columns, and pieces make no difference', () => {
		fc.assert(
			fc.property(junk, sizes, fc.constantFrom(undefined, 1, 2, 3), (text, pieces, columns) => {
				const options = { columns };
				const whole = read(text, options);
				expect(joined(whole)).toBe(text);
				for (const { cells, fault } of whole) {
					if (fault !== undefined) expect(cells).toEqual([]);
					else if (columns !== undefined && cells.length > 0) expect(cells).toHaveLength(columns);
				}
				expect(read(text, options, pieces)).toEqual(whole);
			}),
			{ numRuns: 5000 },
		);
	});

	test('so also when rows are cut off as too long', () => {
		fc.assert(
			fc.property(junk, sizes, (text, pieces) => {
				expect(joined(read(text, { columns: 3, longest: 10 }, pieces))).toBe(text);
			}),
			{ numRuns: 2000 },
		);
	});

	test('lines of quotes that are never closed are read in steps, not each to the end of the file', () => {
		const lines = Array.from({ length: 3000 }, (_, index) => `${index}\t"never closed x"y x"y\t2`).join('\n');
		const rows = read(lines, { columns: 3 });
		expect(rows).toHaveLength(3000);
		expect(rows.every(({ fault }) => fault?.reason === 'quotes')).toBe(true);
	});
});
