import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { exportPrefix, exportTimeOf, fileName, readFileName, seriesFault } from '../../../core/helios/fileNames';
import { dayOf, instantOf, periodOf, timeOf } from '../../../core/helios/localTime';
import { joinNote, splitNote } from '../../../core/helios/notes';
import { joinCode, splitCode } from '../../../core/helios/settings';
import { HELIOS_FILES, attributesOf } from '../../../core/helios/structures';
import type { Attribute } from '../../../core/helios/structures';
import { blankCell, cellFault, readCell } from '../../../core/helios/values';
import { arbCell } from './arb.mts';

const INT: Attribute = { name: 'x', type: 'INT' };
const BIT: Attribute = { name: 'x', type: 'BIT' };
const NUM: Attribute = { name: 'x', type: 'NUMERIC', precision: 19, scale: 6 };
const RATE: Attribute = { name: 'x', type: 'NUMERIC', precision: 5, scale: 2, nullable: true };
const TIME: Attribute = { name: 'x', type: 'DATETIME' };
const TEXT: Attribute = { name: 'x', type: 'VARCHAR', length: 3 };

describe('reading cells', () => {
	test.each<[Attribute, string | null, string | null]>([
		[INT, '007', '7'],
		[INT, '-5', '-5'],
		[INT, '-0', '0'],
		[INT, '2147483647', '2147483647'],
		[BIT, 'True', '1'],
		[BIT, 'false', '0'],
		[NUM, '1', '1.000000'],
		[NUM, '.5', '0.500000'],
		[NUM, '5.', '5.000000'],
		[NUM, '1,25', '1.250000'],
		[NUM, '-0.000000', '0.000000'],
		[NUM, '-0012.5', '-12.500000'],
		[NUM, '1.50000000', '1.500000'],
		[NUM, '9999999999999.999999', '9999999999999.999999'],
		[RATE, '12', '12.00'],
		[RATE, null, null],
		[RATE, '', null],
		[TIME, '20260318 10:15:30.457', '20260318 10:15:30.457'],
		[TIME, '20260318 10:15:30:457', '20260318 10:15:30.457'],
		[TIME, '20260318 10:15:30', '20260318 10:15:30.000'],
		[TIME, '20260318', '20260318 00:00:00.000'],
		[TIME, '40000229', '40000229 00:00:00.000'],
		[TEXT, '', ''],
		[TEXT, 'abcdef', 'abcdef'],
	])('%j %j → %j', (attribute, cell, normal) => {
		expect(readCell(attribute, cell)).toBe(normal);
	});

	test.each<[Attribute, string | null, RegExp]>([
		[INT, '2147483648', /outside of INT/],
		[INT, '1.0', /whole number/],
		[INT, null, /NULL is not allowed/],
		[INT, '', /NULL is not allowed/],
		[{ ...INT, type: 'TINYINT' }, '256', /TINYINT/],
		[{ ...INT, type: 'SMALLINT' }, '-32769', /SMALLINT/],
		[BIT, '2', /neither 0 nor 1/],
		[NUM, '1e3', /no number/],
		[NUM, '1 000,00', /no number/],
		[NUM, '1.234,50', /no number/],
		[NUM, '0.0000001', /more than 6 decimals/],
		[NUM, '10000000000000', /too large/],
		[RATE, '1000', /too large/],
		[TIME, '20260230 10:00:00.000', /calendar/],
		[TIME, '17521231 10:00:00.000', /1753/],
		[TIME, '2026-03-18', /no date and time/],
		[TIME, '20260318 24:00:00.000', /no date and time/],
		[TEXT, null, /NULL is not allowed/],
	])('%j %j is refused', (attribute, cell, reason) => {
		expect(readCell(attribute, cell)).toEqual({ reason: expect.stringMatching(reason) });
	});

	test('the normal form stays as it is and may be written; every column has a blank value', () => {
		const attributes = HELIOS_FILES.flatMap(attributesOf);
		fc.assert(
			fc.property(fc.constantFrom(...attributes).chain((attribute) => fc.tuple(fc.constant(attribute), arbCell(attribute))), ([attribute, cell]) => {
				expect(readCell(attribute, cell)).toBe(cell);
				expect(cellFault(attribute, cell)).toBeUndefined();
			}),
			{ numRuns: 1000 },
		);
		for (const attribute of attributes) expect(cellFault(attribute, blankCell(attribute))).toBeUndefined();
	});

	test.each<[Attribute, string | null, RegExp]>([
		[INT, null, /needs one/],
		[NUM, '1.5', /not written like that/],
		[TIME, '17000101 00:00:00.000', /1753/],
		[TEXT, 'abcd', /4 characters, the column takes 3/],
		[BIT, 'true', /not written like that/],
	])('writing %j %j is refused', (attribute, cell, reason) => {
		expect(cellFault(attribute, cell)).toMatch(reason);
	});
});

describe('notes', () => {
	test.each<[string, string]>([
		['one character', 'x'],
		['a pipe inside and at the end', 'a|b|'],
		['spaces at the end of a chunk', `${'x'.repeat(253)} y`],
		['exactly 254', 'y'.repeat(254)],
		['exactly 1270', 'z'.repeat(1270)],
		['an emoji on the border', `${'x'.repeat(253)}🍰${'y'.repeat(300)}`],
	])('%s travels whole', (_name, note) => {
		const cells = splitNote(note);
		expect(Object.values(cells).every((cell) => cell !== null && cell.length <= 255 && cell.endsWith('|'))).toBe(true);
		expect(joinNote(cells)).toEqual({ note, lost: false });
		expect(Object.values(cells).join('')).not.toMatch(/[\uD800-\uDBFF]\|/);
	});

	test('no note is five times NULL, an empty chunk is a pipe, and more than 1270 characters are cut', () => {
		expect(Object.values(splitNote(undefined))).toEqual([null, null, null, null, null]);
		expect(Object.values(splitNote('a'))).toEqual(['a|', '|', '|', '|', '|']);
		expect(joinNote(splitNote('z'.repeat(1300))).note).toHaveLength(1270);
	});

	test('one NULL makes the whole note NULL, and it is said when text is lost by that', () => {
		const cells = { ...splitNote('důležité'), Poznamka4: null };
		expect(joinNote(cells)).toEqual({ lost: true });
		expect(joinNote({ ...splitNote(undefined), Poznamka2: '|' })).toEqual({ lost: false });
	});

	test('a chunk without its pipe is taken as it is', () => {
		expect(joinNote({ ...splitNote('x'), Poznamka1: 'abc' }).note).toBe('abc');
	});
});

describe('file names', () => {
	test('the example of the documentation fits both readings of the date', () => {
		expect(readFileName('001_20060301_125522_Uctenky.txt')).toEqual({ prefix: '001_20060301_125522', series: '001', file: 'Uctenky' });
		expect(exportPrefix('001', '2006-03-01T12:55:22', 'yyyymmdd')).toBe('001_20060301_125522');
		expect(exportPrefix('001', '2006-01-03T12:55:22', 'yyyyddmm')).toBe('001_20060301_125522');
	});

	test.each(['A_99999999_000000_uctenkypol.TXT', 'š1_20260101_000000_UCTENKYUHR.txt', 'a_b_20260101_000000_UctenkyFin.txt'])('%s is one of them', (name) => {
		expect(readFileName(name)?.file).toMatch(/^Uctenky(Pol|Uhr|Fin)$/);
	});

	test.each(['0001_20260101_000000_Uctenky.txt', '001_2026011_000000_Uctenky.txt', '001_20260101_000000_UctenkyX.txt', '001_20260101_000000_Uctenky.txt.tmp', 'Uctenky.txt', ''])(
		'%j is none',
		(name) => {
			expect(readFileName(name)).toBeUndefined();
		},
	);

	test.each(['yyyymmdd', 'yyyyddmm'] as const)('the time of an export comes back out of its prefix (%s)', (form) => {
		const prefix = exportPrefix('A1', '2026-11-14T10:15:32', form);
		expect(exportTimeOf(prefix, form)).toBe('2026-11-14T10:15:32');
		expect(exportTimeOf(prefix.slice(3), form)).toBe('2026-11-14T10:15:32');
		expect(readFileName(fileName(prefix, 'UctenkyEtal'))).toMatchObject({ prefix, file: 'UctenkyEtal' });
		expect(exportTimeOf('2026-11-14T10:15:32', form)).toBeUndefined();
	});

	test('a series that cannot name a file', () => {
		expect(['001', 'A', 'ěšč'].map(seriesFault)).toEqual([undefined, undefined, undefined]);
		expect(['', ' ', '0001', 'a/b', 'a:1', 'a\n'].every((series) => seriesFault(series) !== undefined)).toBe(true);
	});
});

describe('time and codes', () => {
	test.each([
		['20261114 10:15:32.000', '2026-11-14T10:15:32+01:00'],
		['20260714 10:15:32.457', '2026-07-14T10:15:32.457+02:00'],
		// On the days when the clocks change the check of records decides.
		['20261025 02:30:00.000', '2026-10-25T02:30:00'],
		['20260329 02:30:00.000', '2026-03-29T02:30:00'],
		['20261114 00:00:00.000', undefined],
	])('%s is %s', (time, instant) => {
		expect(instantOf(time)).toBe(instant);
		if (instant && /\+/.test(instant)) expect(timeOf(instant)).toBe(time);
	});

	test('an instant of another zone is the local one', () => {
		expect(timeOf('2026-11-14T23:30:00Z')).toBe('20261115 00:30:00.000');
		expect(timeOf('nonsense')).toBeUndefined();
		expect(dayOf('20261114 10:15:32.000')).toBe('2026-11-14');
	});

	test('periods by their first month', () => {
		expect(periodOf('2026-11-14', 1)).toEqual({ from: '20260101 00:00:00.000', to: '20261231 00:00:00.000' });
		expect(periodOf('2026-03-31', 4)).toEqual({ from: '20250401 00:00:00.000', to: '20260331 00:00:00.000' });
		expect(periodOf('2026-04-01', 4)).toEqual({ from: '20260401 00:00:00.000', to: '20270331 00:00:00.000' });
		expect(periodOf('2027-03-01', 3).to).toBe('20280229 00:00:00.000');
	});

	test.each([
		['000123', '100', '100', '000123'],
		['200/000456', '100', '200', '000456'],
		['/1', '', '', '/1'],
		['abcd/1', 'x', 'x', 'abcd/1'],
		['200/', 'x', 'x', '200/'],
		['1/2/3', '', '1', '2/3'],
	])('%s with the group %s is %s and %s', (code, own, group, number) => {
		expect(splitCode(code, own)).toEqual({ group, number });
		expect(joinCode(group, number, own)).toBe(code);
	});
});
