// Sets as a whole and receipts one by one: what is refused, where, why, and that nothing else is.
import { describe, expect, test } from '@jest/globals';
import { HeliosSetError } from '../../../core/helios/errors';
import { openSet, rawSet } from '../../../core/helios/readSet';
import type { ReadReceipt } from '../../../core/helios/readSet';
import { DEFAULT_READ_SETTINGS } from '../../support/heliosReading.mts';
import type { ReadSettings } from '../../../core/helios/readSettings';
import { readStoredRaw, storedRaw } from '../../../core/helios/storedRaw';
import { indexSet } from '../../../core/helios/setIndex';
import type { SetFiles } from '../../../core/helios/setIndex';
import { joinSet } from '../../../core/helios/setJoin';
import type { JoinedReceipt } from '../../../core/helios/setJoin';
import { HELIOS_FILES, attributesOf } from '../../../core/helios/structures';
import type { HeliosFile } from '../../../core/helios/structures';
import { cleanJson } from '../../../core/text/clean';
import { contentHash } from '../../../core/text/digest';
import { encodeWindows1250 } from '../../../core/text/windows1250';
import { makeReceipt } from '../../support/receipts.mts';
import { bytesOf, rowsOf } from './arb.mts';
import type { CellRow } from './arb.mts';
import { PREFIX, readAll, recordsOf, sampleFiles, setOf, textOf, writeAll } from './sets.mts';
import type { FileBytes } from './sets.mts';

const THREE = ['1', '2', '3'].map((number) => makeReceipt({ number, items: [{ code: '10/1' }, { code: '10/2', unitPrice: 50 }], note: `č. ${number}` }));

type Change = (rows: Record<HeliosFile, CellRow[]>) => void;

/** Three receipts whose rows were changed. */
async function changed(change: Change): Promise<FileBytes> {
	const files = writeAll(THREE);
	const rows = {} as Record<HeliosFile, CellRow[]>;
	for (const file of HELIOS_FILES) rows[file] = await rowsOf(file, files[file]);
	change(rows);
	return Object.fromEntries(HELIOS_FILES.map((file) => [file, bytesOf(file, rows[file])])) as FileBytes;
}

/** Three receipts in which the text of a file was changed. */
function edited(file: HeliosFile, edit: (text: string) => string): FileBytes {
	const files = writeAll(THREE);
	return { ...files, [file]: encodeWindows1250(edit(textOf(files[file])), { missing: 'refuse' }).bytes };
}

async function setError(files: Partial<FileBytes>, settings: Partial<ReadSettings> = {}): Promise<HeliosSetError> {
	const error = await openSet(setOf(files), { ...DEFAULT_READ_SETTINGS, ...settings }).catch((one: unknown) => one);
	if (!(error instanceof HeliosSetError)) throw new Error('The set was taken');
	return error;
}

const refused = (all: readonly ReadReceipt[]) => all.filter((one): one is Extract<ReadReceipt, { ok: false }> => !one.ok);

describe('sets that cannot be joined are reported whole', () => {
	test.each<[string, Change, object]>([
		['an item without receipt', ({ UctenkyPol }) => { UctenkyPol[2].IDHlava = '77'; }, { line: 3, column: 2, attribute: 'IDHlava', value: '77' }],
		['a payment without receipt', ({ UctenkyUhr }) => { UctenkyUhr[1].IDUctenka = '77'; }, { line: 2, column: 1, attribute: 'IDUctenka', value: '77' }],
		['an etalon price without item', ({ UctenkyEtal }) => { UctenkyEtal[0].IDPolozky = '77'; }, { line: 1, attribute: 'IDPolozky', value: '77' }],
		['receipts with one id', ({ Uctenky }) => { Uctenky[1].IDOriginal = '1'; }, { line: 2, attribute: 'IDOriginal', value: '1', reason: expect.stringContaining('twice') }],
		['items with one id', ({ UctenkyPol }) => { UctenkyPol[5].IDOriginal = '1'; }, { line: 6, attribute: 'IDOriginal', value: '1' }],
	])('%s', async (_name, change, fault) => {
		const error = await setError(await changed(change));
		expect(error.faults).toContainEqual(expect.objectContaining(fault));
		expect(error.message).toContain(`The export ${PREFIX} was not taken`);
	});

	test.each<[string, Partial<FileBytes>, RegExp]>([
		['no headers', { Uctenky: undefined }, /Uctenky\.txt: is missing; perhaps the export is still being copied/],
		['no items', { UctenkyPol: undefined }, /UctenkyPol\.txt: is missing/],
		['no payments', { UctenkyUhr: undefined }, /UctenkyUhr\.txt: is missing/],
		['a row without id', { UctenkyUhr: Buffer.from('x\t1\n') }, /has 2 columns, and this file has 19\. Without its id/],
		['an id that is none', { UctenkyEtal: Buffer.from(`x${'\t1'.repeat(13)}\n`) }, /has no id/],
	])('%s', async (_name, replaced, message) => {
		expect((await setError({ ...writeAll(THREE), ...replaced })).message).toMatch(message);
	});

	test('two files of one kind', async () => {
		const set = setOf(writeAll(THREE));
		const twice = { ...set, files: [...set.files, { ...set.files[1], name: 'copy.txt' }] };
		await expect(openSet(twice, DEFAULT_READ_SETTINGS)).rejects.toThrow(/copy\.txt: and .*UctenkyPol\.txt are both UctenkyPol/);
	});

	test('a long list of faults is counted', async () => {
		const error = await setError(await changed(({ UctenkyPol }) => UctenkyPol.forEach((row) => { row.IDHlava = '9'; })));
		expect(error.message).toMatch(/\(3 more\)$/);
		const many = await setError({ ...writeAll(THREE), UctenkyFin: Buffer.from(`${`9\t1${'\t'.repeat(16)}`}\n`.repeat(50)) });
		expect(many.faults).toHaveLength(21);
		expect(many.faults[20].reason).toBe('There are 30 more rows of this kind.');
	});
});

describe('sets that are as good as complete', () => {
	test('without financial items and etalon prices, with a warning', async () => {
		const files = { ...writeAll(THREE), UctenkyFin: undefined, UctenkyEtal: undefined };
		const opened = await openSet(setOf(files), DEFAULT_READ_SETTINGS);
		expect(opened.warnings.map(({ code, text }) => [code, text])).toEqual([
			['fileMissing', `${PREFIX}_UctenkyFin.txt is missing and was taken as empty.`],
			['fileMissing', `${PREFIX}_UctenkyEtal.txt is missing and was taken as empty.`],
		]);
		expect(await readAll(setOf(files))).toHaveLength(3);
	});

	test('empty files: no receipts', async () => {
		const empty = Object.fromEntries(HELIOS_FILES.map((file) => [file, new Uint8Array(0)])) as FileBytes;
		expect(await readAll(setOf(empty))).toEqual([]);
	});

	test('a line of column names, LF, a missing last line end, commas, blank lines', async () => {
		const files = writeAll(THREE);
		const headings = { Uctenky: 'IDOriginal\tx\n', UctenkyPol: '"IDOriginal"\t"IDHlava"\n', UctenkyFin: 'idhlava\tx\n\n', UctenkyUhr: '', UctenkyEtal: '\n' };
		const forms = Object.fromEntries(
			HELIOS_FILES.map((file) => {
				const text = textOf(files[file]).replaceAll('\r\n', '\n').replace(/(\d)\.(\d{6})/g, '$1,$2').replace(/\n$/, '');
				return [file, encodeWindows1250(headings[file] + text, { missing: 'refuse' }).bytes];
			}),
		) as FileBytes;
		const records = async (given: FileBytes) => (await readAll(setOf(given))).map((one) => (one.ok ? one.record : one.reasons));
		expect(await records(forms)).toEqual(await records(files));
	});

	test('names of columns in another order, or of other columns, are no layout that is known', async () => {
		const names = attributesOf('Uctenky').map(({ name }) => name);
		const [from, to] = [names.indexOf('CsDPH1'), names.indexOf('CsDPH2')];
		const headed = (cells: readonly string[]) => edited('Uctenky', (text) => `${cells.join('\t')}\r\n${text}`);
		expect(await recordsOf(headed(names))).toHaveLength(3);
		expect(await recordsOf(headed(names.map((name) => `"${name.toUpperCase()}"`)))).toHaveLength(3);
		const place = { file: `${PREFIX}_Uctenky.txt`, line: 1, column: from + 1 };
		const swapped = await setError(headed(names.with(from, 'CsDPH2').with(to, 'CsDPH1')));
		expect(swapped.message).toContain('"CsDPH2" is the name of the column in the first line, and this column is CsDPH1. The rows below may be laid out in another way.');
		expect(swapped.faults).toContainEqual(expect.objectContaining(place));
		expect((await setError(headed(names.with(from, 'Celkem')))).faults).toContainEqual(expect.objectContaining({ ...place, value: 'Celkem' }));
		expect((await setError(headed(names.toSpliced(from, 1)))).message).toContain('and this column is CsDPH1');
		expect((await setError(headed([...names, 'Celkem']))).message).toContain('and the file ends before it');
	});

	test('in UTF-8 and UTF-16', async () => {
		const files = writeAll(THREE);
		for (const encode of [(text: string) => Buffer.from(text), (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le')]) {
			const other: Partial<FileBytes> = Object.fromEntries(HELIOS_FILES.map((file) => [file, encode(textOf(files[file]))]));
			expect(await recordsOf(other)).toEqual(await recordsOf(files));
		}
	});
});

describe('order of the rows', () => {
	const sales = Array.from({ length: 40 }, (_, index) => makeReceipt({ number: String(index + 1), items: [{ code: '1' }, { code: '2' }, { kind: 'tip', name: 'Spropitné' }] }));

	test.each<[string, (rows: CellRow[]) => CellRow[]]>([
		['backwards', (rows) => [...rows].reverse()],
		['mixed', (rows) => [...rows].sort((a, b) => Number(`${Number(a.IDOriginal ?? a.IDHlava ?? a.IDUctenka ?? a.IDPolozky) * 7919}`.slice(-3)) - Number(`${Number(b.IDOriginal ?? b.IDHlava ?? b.IDUctenka ?? b.IDPolozky) * 7919}`.slice(-3)))],
	])('%s gives the same receipts', async (_name, order) => {
		const files = writeAll(sales);
		const rows = {} as FileBytes;
		for (const file of HELIOS_FILES) rows[file] = bytesOf(file, file === 'Uctenky' ? await rowsOf(file, files[file]) : order(await rowsOf(file, files[file])));
		const withoutPlace = async (given: FileBytes) => (await readAll(setOf(given))).map((one) => (one.ok ? one.record : one.reasons));
		expect(await withoutPlace(rows)).toEqual(await withoutPlace(files));
	});

	test('headers in any order give the receipts in that order', async () => {
		const files = writeAll(sales);
		const headers = (await rowsOf('Uctenky', files.Uctenky)).reverse();
		const records = await recordsOf({ ...files, Uctenky: bytesOf('Uctenky', headers) });
		expect(records.map(({ number }) => number)).toEqual(sales.map(({ number }) => number).reverse());
		expect(records.every(({ items, total }) => items.length === 3 && total === 300)).toBe(true);
	});

	test('in several portions, each of which reads the files again', async () => {
		const files = writeAll(sales);
		const set = setOf({ ...files, UctenkyUhr: bytesOf('UctenkyUhr', (await rowsOf('UctenkyUhr', files.UctenkyUhr)).reverse()) });
		const opened: string[] = [];
		const sources = Object.fromEntries(
			set.files.map((one) => [one.file, { ...one, open: () => (opened.push(one.file), one.open()) }]),
		) as SetFiles;
		const index = await indexSet(sources, 'auto');
		expect(index).toMatchObject({ inOrder: false, faults: [] });
		opened.length = 0;
		const joined: JoinedReceipt[] = [];
		for await (const one of joinSet(sources, index, 'auto', 60)) joined.push(one);
		expect(opened.filter((file) => file === 'UctenkyPol').length).toBeGreaterThan(3);
		expect(joined.map(({ header }) => header.own)).toEqual([...index.receipts]);
		for (const { header, items, financial, payments } of joined) {
			expect([items.length, financial.length, payments.length]).toEqual([2, 1, 1]);
			expect([...items.map(({ row }) => row.parent), payments[0].parent]).toEqual(Array(3).fill(header.own));
			expect(items.every(({ row, etalons }) => etalons.length === 1 && etalons[0].parent === row.own)).toBe(true);
		}
	});
});

describe('one receipt is refused, the others are read', () => {
	test.each<[string, Change, object]>([
		['a number that is none', ({ UctenkyPol }) => { UctenkyPol[2].Mnozstvi = 'x'; }, { file: `${PREFIX}_UctenkyPol.txt`, line: 3, column: 23, attribute: 'Mnozstvi', value: 'x', reason: 'is no number (NUMERIC(19,6)).' }],
		['a NULL that must not be', ({ Uctenky }) => { Uctenky[1].Mena = null; }, { file: `${PREFIX}_Uctenky.txt`, line: 2, column: 42, attribute: 'Mena', reason: 'NULL is not allowed here.' }],
		['a date before 1753', ({ Uctenky }) => { Uctenky[1].DatPorizeni = '17000101 10:00:00.000'; }, { attribute: 'DatPorizeni', value: '17000101 10:00:00.000' }],
		['a text that is too long', ({ UctenkyUhr }) => { UctenkyUhr[1].ZpusobUhrady = 'x'.repeat(31); }, { attribute: 'ZpusobUhrady', reason: 'has 31 characters, and the column takes 30.' }],
		['a rate that is too large', ({ UctenkyPol }) => { UctenkyPol[3].SazbaDPH = '1000.00'; }, { attribute: 'SazbaDPH' }],
	])('%s', async (_name, change, fault) => {
		const all = await readAll(setOf(await changed(change)));
		expect(all.map(({ ok }) => ok)).toEqual([true, false, true]);
		expect(refused(all)[0].faults).toMatchObject([fault]);
		expect(refused(all)[0].place).toEqual({ set: PREFIX, file: `${PREFIX}_Uctenky.txt`, line: 2, rows: { Uctenky: 1, UctenkyPol: 2, UctenkyFin: 0, UctenkyUhr: 1, UctenkyEtal: 2 } });
	});

	test.each<[string, HeliosFile, (text: string) => string, object]>([
		['a column is missing', 'UctenkyPol', (text) => text.replace('\t4681', ''), { line: 1, reason: 'has 71 columns, and this file has 72.' }],
		['a quote is not closed', 'UctenkyPol', (text) => text.replace('Zboží 1"', 'Zboží 1'), { line: 1, column: 16, attribute: 'Nazev1' }],
		['a line was cut off', 'Uctenky', (text) => text.replace(/^.*/, (line) => line.slice(0, 100)), { line: 1 }],
		['an etalon row is damaged', 'UctenkyEtal', (text) => text.replace(/^(.*)/, '$1\t5'), { line: 1, reason: 'has 15 columns, and this file has 14.' }],
	])('%s', async (_name, file, edit, fault) => {
		const all = await readAll(setOf(edited(file, edit)));
		expect(all.map(({ ok }) => ok)).toEqual([false, true, true]);
		expect(refused(all)[0].faults[0]).toMatchObject({ file: `${PREFIX}_${file}.txt`, ...fault });
		// The damaged line is kept as it was.
		expect(Object.values(refused(all)[0].raw.files).join('')).toContain(edit(textOf(writeAll(THREE)[file])).split('\r\n')[0]);
	});

	test.each<[string, Change, RegExp]>([
		['does not add up', ({ UctenkyUhr }) => { UctenkyUhr[1].CastkaProdej = '200.000000'; }, /items are 150\.00 Kč and its payments 200\.00 Kč: they differ by 50\.00 Kč, which is no rounding/],
		['is not paid', ({ Uctenky, UctenkyUhr }) => { Uctenky[1].ChybnyDoklad = '1'; UctenkyUhr.splice(1, 1); }, /no payments \(ChybnyDoklad\)/],
		['has a code that no table lists', ({ Uctenky }) => { Uctenky[1].TypDokladu = '7'; }, /TypDokladu is 7, which Document Types/],
		['has no series', ({ Uctenky }) => { Uctenky[1].Rada = ''; }, /series \(Rada\) is empty/],
		['has VAT sums that its items contradict', ({ Uctenky }) => { Object.assign(Uctenky[1], { CsDPH1: '99.000000', CsDPH1_BK: '99.000000' }); }, /VAT 21 %: the till states/],
		['has an amount that is too large', ({ UctenkyPol }) => { UctenkyPol[2].Mnozstvi = '9999999999999.000000'; }, /too large for an amount/],
		['has amounts that are too large together', ({ UctenkyPol }) => { Object.assign(UctenkyPol[2], { Mnozstvi: '8000000000.000000', JCsDPHKc: '8000000000.000000', CCsDPHKcPoS: '-8000000000.000000' }); }, /too large/],
	])('it %s', async (_name, change, reason) => {
		const all = await readAll(setOf(await changed(change)));
		expect(all.map(({ ok }) => ok)).toEqual([true, false, true]);
		expect(refused(all)[0].reasons.join(' ')).toMatch(reason);
	});

	test('read again without its files, after the cause is gone', async () => {
		const [, bad] = await readAll(setOf(await changed(({ Uctenky }) => { Uctenky[1].TypDokladu = '7'; })));
		if (bad.ok) throw new Error('taken');
		// The journal cleans what it stores.
		const raw = readStoredRaw(JSON.parse(cleanJson(JSON.stringify(storedRaw(bad.raw)))))!;
		expect(raw).toEqual(bad.raw);
		expect(readStoredRaw(bad.raw)).toEqual(bad.raw);
		const documentTypes = [{ code: 7, type: 'sale' as const }];
		const [again] = await readAll(rawSet(raw), { encoding: 'utf-8', documentTypes });
		expect(again).toMatchObject({ ok: true, record: { number: '2', note: 'č. 2', total: 150 } });
		const [still] = await readAll(rawSet(raw), { encoding: 'utf-8' });
		expect(still).toMatchObject({ ok: false, reasons: bad.reasons, raw: bad.raw });
	});

	test('too long texts are taken where that is allowed, and SKP always (newer versions have a longer one)', async () => {
		const files = await changed(({ UctenkyPol }) => {
			UctenkyPol[0].Nazev1 = 'x'.repeat(120);
			UctenkyPol[2].SKP = 's'.repeat(50);
		});
		const strict = await readAll(setOf(files));
		expect(strict.map((one) => (one.ok ? one.warnings.map(({ code }) => code) : 'refused'))).toEqual(['refused', ['textLong'], []]);
		const [taken] = await readAll(setOf(files), { takeLongTexts: true });
		expect(taken).toMatchObject({ ok: true, warnings: [{ code: 'textLong', place: 'Nazev1' }], record: { items: [{ name: 'x'.repeat(120) }, {}] } });
	});
});

describe('what the rows mean', () => {
	const one = async (change: Change, settings: Partial<ReadSettings> = {}) => {
		const [first] = await readAll(setOf(await changed(change)), settings);
		if (!first.ok) throw new Error(first.reasons.join(' '));
		return first;
	};

	test('a return: positive in the files, negative in the record; it names its sale', async () => {
		const { record } = await one(({ Uctenky }) => Object.assign(Uctenky[0], { TypDokladu: '1', ProdejkaRada: '002', ProdejkaCislo: '41', ProdejkaObdobiOd: null }));
		expect(record).toMatchObject({ type: 'return', total: -150, items: [{ quantity: -1, unitPrice: 100, totalGross: -100 }, {}], payments: [{ amount: -150 }], original: { register: '002', number: '41' } });
		expect(record.key).toMatch(/^helios\/P1\/1-t1\//);
	});

	test('shops do not share keys, and sales and returns of one number do not either', async () => {
		const key = async (change: Change) => (await one(change)).record.key;
		const keys = await Promise.all([
			key(() => {}),
			key(({ Uctenky }) => { Uctenky[0].BKIdent = 'shop A'; }),
			key(({ Uctenky }) => { Uctenky[0].BKIdent = 'shop B'; }),
			key(({ Uctenky }) => { Uctenky[0].TypDokladu = '1'; }),
		]);
		expect(new Set(keys).size).toBe(4);
		const both = await one(({ Uctenky }) => { Uctenky[0].BKIdent = 'shop A'; }, { registerFrom: 'shopAndSeries' });
		expect(both.record).toMatchObject({ register: 'shop A/P1', shop: 'shop A' });
	});

	test('an export that is repeated is the same receipt for the journal: print, posting and export marks do not count', async () => {
		const plain = await one(() => {});
		const again = await one(({ Uctenky, UctenkyPol, UctenkyUhr, UctenkyEtal }) => {
			Object.assign(Uctenky[0], { IDOriginal: '99', DatumExportu: '20270101 00:00:00.000', AutorExportu: 'x', PocetTisku: '3', UKod: '5', Zmenil: 'y' });
			for (const row of UctenkyPol.slice(0, 2)) row.IDHlava = '99';
			UctenkyUhr[0].IDUctenka = '99';
			expect(UctenkyEtal).toHaveLength(6);
		});
		expect(contentHash(again.record)).toBe(contentHash(plain.record));
		expect((await one(({ Uctenky }) => { Uctenky[0].Sklad = '7'; })).record).not.toEqual(plain.record);
	});

	test('kinds of items by their table; an unknown code is told', async () => {
		const itemTypes = [{ code: 0, kind: 'service' as const }, { code: 3, kind: 'discount' as const }];
		const known = await one(({ UctenkyPol }) => { UctenkyPol[1].TypPoklProdPol = '3'; }, { itemTypes });
		expect(known.record.items.map(({ kind }) => kind)).toEqual(['service', 'discount']);
		const unknown = await one(({ UctenkyPol }) => { UctenkyPol[1].TypPoklProdPol = '5'; });
		expect(unknown).toMatchObject({ warnings: [{ code: 'itemType' }], record: { items: [{ kind: 'goods' }, { kind: 'other' }] } });
	});

	test('a header that says more rows than there are, or a faulty receipt, is a warning', async () => {
		expect(await one(({ Uctenky }) => { Uctenky[0].PocetPolozek = '3'; })).toMatchObject({ warnings: [{ code: 'itemCount', text: expect.stringContaining('has 3 items (PocetPolozek), and the files have 2') }] });
		expect(await one(({ Uctenky }) => { Uctenky[0].PocetPolozek = '1'; })).toMatchObject({ warnings: [] });
		expect(await one(({ Uctenky }) => { Uctenky[0].ChybnyDoklad = '1'; })).toMatchObject({ warnings: [{ code: 'faultyDocument' }] });
	});

	test('money given back belongs to what was paid by the same means; without one it goes out of the till', async () => {
		const row = (Poradi: string, ZpusobUhrady: string, CastkaProdej: string, Vraceno = '0') => ({ Poradi, ZpusobUhrady, CastkaProdej, Castka: CastkaProdej, Vraceno });
		const pay = async (...rows: CellRow[]) => {
			const { record } = await one(({ UctenkyUhr }) => UctenkyUhr.splice(0, 1, ...rows.map((given) => ({ ...UctenkyUhr[0], ...given }))));
			return record.payments.map(({ method, amount, tendered, change }) => [method, amount, tendered, change]);
		};
		expect(await pay(row('1', 'Hotově', '200.000000'), row('2', 'hotově ', '50.000000', '1'))).toEqual([['cash', 150, 200, 50]]);
		expect(await pay(row('1', 'Hotově', '100.000000'), row('2', 'Stravenky', '80.000000'), row('3', 'Hotově', '30.000000', '1'))).toEqual([
			['cash', 70, 100, 30],
			['mealVoucher', 80, undefined, undefined],
		]);
		expect(await pay(row('1', 'Edenred', '200.000000'), row('2', 'Hotově', '50.000000', '1'))).toEqual([
			['other', 200, undefined, undefined],
			['cash', -50, undefined, undefined],
		]);
		expect(await pay(row('1', 'Hotově', '50.000000', '1'), row('2', 'Hotově', '200.000000'))).toEqual([['cash', 150, 200, 50]]);
	});

	test('a discount is the difference to the price before it', async () => {
		const { record } = await one(({ UctenkyPol }) => Object.assign(UctenkyPol[0], { JCsDPHKc: '120.000000', CCsDPHKc: '120.000000' }));
		expect(record.items[0]).toMatchObject({ unitPrice: 120, discount: 20, totalGross: 100 });
		const higher = await one(({ UctenkyPol }) => Object.assign(UctenkyPol[0], { JCsDPHKc: '80.000000' }));
		expect(higher.record.items[0]).toMatchObject({ unitPrice: 100, totalGross: 100 });
		expect(higher.record.items[0]).not.toHaveProperty('discount');
	});

	test('an amount without quantity, a price that is negative, a discount row', async () => {
		const { record } = await one(({ UctenkyPol }) => {
			Object.assign(UctenkyPol[0], { Mnozstvi: '0.000000' });
			Object.assign(UctenkyPol[1], { Mnozstvi: '-2.000000', JCsDPHKc: '-25.000000' });
		});
		expect(record.items).toMatchObject([{ quantity: 1, unitPrice: 100 }, { quantity: 2, unitPrice: 25, totalGross: 50 }]);
		const row = await one(({ UctenkyPol }) => Object.assign(UctenkyPol[1], { JCsDPHKc: '0.000000', JCsDPHKcPoS: '0.000000' }));
		expect(row.record.items[1]).toMatchObject({ quantity: 1, unitPrice: 50 });
	});

	test('corrections that carry the rounding, VAT by coefficient, a note that was lost', async () => {
		const rounded = await one(({ Uctenky, UctenkyUhr }) => {
			Object.assign(Uctenky[0], { CsDPH1: '150.400000', KorekceCsDPH1: '0.400000' });
			UctenkyUhr[0].CastkaProdej = '150.400000';
		});
		expect(rounded).toMatchObject({ record: { total: 150.4, rounding: 0.4, vatSummary: [{ gross: 150 }] }, warnings: [{ code: 'correction' }] });
		const coefficient = await one(({ Uctenky }) => Object.assign(Uctenky[0], { KoeficientDPH: '1', CBezDPH1: '1.000000' }));
		expect(coefficient.warnings.map(({ code }) => code)).toEqual(['vatCoefficient']);
		expect(coefficient.record).not.toHaveProperty('vatSummary');
		const lost = await one(({ Uctenky }) => Object.assign(Uctenky[0], { Poznamka3: null }));
		expect(lost.warnings.map(({ code }) => code)).toEqual(['noteLost']);
		expect(lost.record).not.toHaveProperty('note');
	});

	test('packs: which of their rows carry the amount is a setting, and the others are kept', async () => {
		const files = await changed(({ UctenkyPol }) => Object.assign(UctenkyPol[1], { IDTypPolBalicek: UctenkyPol[0].IDOriginal, CCsDPHKcPoS: '30.000000', JCsDPHKc: '30.000000' }));
		const total = { UctenkyUhr: bytesOf('UctenkyUhr', (await rowsOf('UctenkyUhr', files.UctenkyUhr)).map((row, index) => (index === 0 ? { ...row, CastkaProdej: '100.000000', Castka: '100.000000' } : row))) };
		const vat = { Uctenky: bytesOf('Uctenky', (await rowsOf('Uctenky', files.Uctenky)).map((row, index) => (index === 0 ? { ...row, CsDPH1: '100.000000', CBezDPH1: '82.640000' } : row))) };
		const given = { ...files, ...total, ...vat };
		const [all] = await readAll(setOf(given));
		expect(all).toMatchObject({ ok: false, reasons: expect.arrayContaining([expect.stringContaining('Pack Amounts')]) });
		const [first] = await readAll(setOf(given), { packAmounts: 'packs' });
		if (!first.ok) throw new Error(first.reasons.join(' '));
		expect(first.record.items).toHaveLength(1);
		const back = writeAll([first.record]);
		expect(await rowsOf('UctenkyPol', back.UctenkyPol)).toEqual((await rowsOf('UctenkyPol', given.UctenkyPol)).slice(0, 2));
		expect(await rowsOf('UctenkyEtal', back.UctenkyEtal)).toEqual((await rowsOf('UctenkyEtal', given.UctenkyEtal)).slice(0, 2));
	});

	test('unknown goods and packs: refused, or the substitute card, marked on the item', async () => {
		const change: Change = ({ UctenkyPol }) => Object.assign(UctenkyPol[1], { ZboSkupZbo: null, ZboRegCis: null, BalSkupZbo: '30', BalRegCis: '7' });
		const settings = { knownGoods: new Set(['10/9']), knownPacks: new Set(['30/8']) };
		const [bad] = await readAll(setOf(await changed(change)), settings);
		expect(bad).toMatchObject({ ok: false, reasons: [expect.stringMatching(/goods 10\/1 .*Substitute Goods Card/), expect.stringMatching(/pack 30\/7 .*Substitute Pack/)] });
		const good = await one(change, { ...settings, substituteGoods: '99/1', substitutePack: '99/2' });
		expect(good.record.items).toMatchObject([
			{ code: '99/1', name: 'Zboží 1', extra: { substitutedCode: '10/1' } },
			{ code: '99/2', extra: { substitutedCode: '30/7' } },
		]);
		expect(good.warnings.map(({ code, requested, produced }) => [code, requested, produced])).toEqual([['substituted', '10/1', '99/1'], ['substituted', '30/7', '99/2']]);
		// The copies of the texts stay, the link is the substitute's.
		const [row] = await rowsOf('UctenkyPol', writeAll([good.record]).UctenkyPol);
		expect(row).toMatchObject({ ZboSkupZbo: '99', ZboRegCis: '1', SkupZbo: '10', RegCis: '1' });
		const known = await one(() => {}, { knownGoods: new Set(['10/1', '10/2']) });
		expect(known.warnings).toEqual([]);
	});

	test('goods of the default group are known with and without it', async () => {
		const { record, warnings } = await one(() => {}, { goodsGroup: '10', knownGoods: new Set(['1', '10/2']) });
		expect(record.items.map(({ code }) => code)).toEqual(['1', '2']);
		expect(warnings).toEqual([]);
	});

	test('the sample set with another encoding than it has is refused or garbled, never half', async () => {
		await expect(readAll(setOf(sampleFiles()), { encoding: 'utf-8' })).rejects.toThrow(HeliosSetError);
	});
});
