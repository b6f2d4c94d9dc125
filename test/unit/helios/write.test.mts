// What becomes of receipts on their way into the files: rows, refusals, plans, ids, ZIP.
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import { crc32 } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { prepareReceipt } from '../../../core/helios/prepare';
import type { PrepareSettings } from '../../../core/helios/prepare';
import { HELIOS_FILES } from '../../../core/helios/structures';
import { zipFiles } from '../../../core/helios/zip';
import type { SyncState } from '../../../core/records/results';
import type { Receipt, TillRecord } from '../../../core/records/types';
import { makeCashMovement, makeReceipt, mirrorSale } from '../../support/receipts.mts';
import { bytesOf, rowsOf } from './arb.mts';
import { PREPARE, readAll, recordsOf, sampleFiles, setOf, textOf, writeAll } from './sets.mts';
import { planHelios } from '../../support/plan.mts';

interface ZipReader {
	on(event: 'entry', then: (entry: { fileName: string; crc32: number; lastModFileDate: number; lastModFileTime: number }) => void): void;
	on(event: 'end' | 'error', then: (error: Error) => void): void;
	readEntry(): void;
	openReadStream(entry: object, then: (error: Error | null, stream: NodeJS.ReadableStream) => void): void;
}
// yauzl as playwright-core brings it along.
const { yauzl } = createRequire(__filename)('playwright-core/lib/zipBundle') as { yauzl: { fromBuffer: (...args: unknown[]) => void } };
const fromBuffer = promisify(yauzl.fromBuffer) as (archive: Buffer, options: object) => Promise<ZipReader>;

const prepare = (receipt: Receipt, settings: Partial<PrepareSettings> = {}) => prepareReceipt(receipt, { ...PREPARE, ...settings });

function reasons(receipt: Receipt, settings: Partial<PrepareSettings> = {}): string {
	const prepared = prepare(receipt, settings);
	return prepared.ok ? 'taken' : prepared.reasons.join(' ');
}

function rows(receipt: Receipt, settings: Partial<PrepareSettings> = {}) {
	const prepared = prepare(receipt, settings);
	if (!prepared.ok) throw new Error(prepared.reasons.join(' '));
	return { ...prepared.rows, codes: prepared.warnings.map(({ code }) => code) };
}

describe('refused, with the reason', () => {
	const goods = (more: object) => makeReceipt({ items: [{ code: '1', ...more }] });
	test.each<[string, Receipt, Partial<PrepareSettings>, RegExp]>([
		['more than three rates', makeReceipt({ items: [5, 12, 21, 0].map((vatRate) => ({ code: '1', vatRate })) }), {}, /4 VAT rates \(5 %, 12 %, 21 %, 0 %\).*room for three/],
		['a name that is too long', goods({ name: 'x'.repeat(101) }), {}, /item 1: Nazev1 has 101 characters, the column takes 100: "x{60}…"\. Shorten it .*Cut Long Texts/],
		['a code that is too long, also where names are cut', goods({ code: '1'.repeat(31) }), { cutLongTexts: true }, /RegCis has 31 characters/],
		['an EAN that is too long', goods({ ean: '1'.repeat(51) }), { cutLongTexts: true }, /BarCode has 51 characters/],
		['a character outside of the code page', goods({ name: 'Dort 🍰' }), {}, /item 1: Nazev1 has characters that the file cannot hold: 🍰/],
		['half of a character, in UTF-8', goods({ name: 'Dort \ud83c' }), { encoding: 'utf-8' }, /half of a character/],
		['a day before 1753', makeReceipt({ date: '1752-12-31', items: [{ code: '1' }] }), {}, /lies before 1753/],
		['a rate of three decimals', goods({ vatRate: 12.125 }), {}, /SazbaDPH is "12\.125"/],
		['a register without series', makeReceipt({ register: 'Pokladna 1' }), {}, /Register "Pokladna 1" has no series \(řada účtenek\)/],
		['a number that is no whole number', makeReceipt({ number: '2026-0042' }), {}, /"2026-0042" gives no whole number.*Number Pattern/],
		['a number that is too large', makeReceipt({ number: '9999999999' }), {}, /no whole number/],
		['a kind of document without code', makeReceipt({ type: 'void', total: 0, items: [], payments: [] }), {}, /no code \(TypDokladu\) for a void/],
		['goods without a code, where that is chosen', goods({ code: undefined }), { goodsWithoutCode: 'refuse' }, /Item 1 "Zboží 1" has no code.*Goods Without Code/],
		['a rate for a part of a unit', makeReceipt({ currency: 'EUR', rate: 25, rateAmount: 0.5 }), {}, /JednotkaMeny is a whole number/],
		['a VAT number that is too long', makeReceipt({ customer: { vatId: 'CZ12345678901234' } }), { cutLongTexts: true }, /DIC has 16 characters/],
	])('%s', (_name, receipt, settings, message) => {
		expect(reasons(receipt, settings)).toMatch(message);
	});
});

describe('taken, as the settings say', () => {
	test('long names are cut and missing characters replaced where that is allowed, each with a warning', () => {
		const receipt = makeReceipt({ items: [{ code: '1', name: `Dort 🍰 ${'x'.repeat(120)}` }], note: `✓ ${'n'.repeat(1268)}` });
		const { items, header, codes } = rows(receipt, { cutLongTexts: true, missingCharacters: 'transliterate' });
		expect(items[0].row.Nazev1).toMatch(/^Dort \? x{93}$/);
		expect(header.Poznamka1).not.toMatch(/✓/);
		expect(new Set(codes)).toEqual(new Set(['charactersReplaced', 'textCut']));
	});

	test('a note longer than 1270 characters is cut with a warning; 1270 are not', () => {
		expect(rows(makeReceipt({ note: 'n'.repeat(1271) })).codes).toEqual(['noteCut']);
		expect(rows(makeReceipt({ note: 'n'.repeat(1270) })).codes).toEqual([]);
	});

	test('line breaks and tabs in names become spaces, quotes apostrophes, as set; notes keep their lines', () => {
		const receipt = makeReceipt({ items: [{ code: '1', name: 'a\r\nb\tc "d"' }], note: 'x\r\n"y"' });
		expect(rows(receipt).items[0].row.Nazev1).toBe('a b c "d"');
		const other = rows(receipt, { lineBreaks: 'keep', quotes: 'apostrophe' });
		expect([other.items[0].row.Nazev1, other.header.Poznamka1]).toEqual(["a\r\nb\tc 'd'", "x\r\n'y'|"]);
	});

	test('series, period, number, shop, author, warehouse and codes', () => {
		const receipt = makeReceipt({ register: 'Pokladna 1', number: 'A-0042', date: '2026-02-01' });
		const settings = {
			...{ series: { 'Pokladna 1': '007' }, numberPattern: /(\d+)$/, firstMonth: 4, shopId: 'SHOP', author: 'Eva', warehouse: '001', seriesType: 3 },
			...{ exactCode: 9, roundedCode: 8, documentTypes: [{ code: 5, type: 'sale' as const }], itemTypes: [{ code: 4, kind: 'goods' as const }] },
		};
		const { header, items } = rows({ ...receipt, items: [{ ...receipt.items[0], code: '1' }] }, { ...settings, goodsGroup: '100' });
		expect(header).toMatchObject({
			...{ Rada: '007', PoradoveCislo: '42', ObdobiOd: '20250401 00:00:00.000', ObdobiDo: '20260331 00:00:00.000', BKIdent: 'SHOP', Autor: 'Eva' },
			...{ Sklad: '001', TypCiselneRady: '3', Zaokrouhleni: '9', TypDokladu: '5' },
		});
		expect(items[0].row).toMatchObject({ TypPoklProdPol: '4', SkupZbo: '100', RegCis: '1', ZboSkupZbo: '100', ZboRegCis: '1', ZboSklad: '001' });
		expect(rows(makeReceipt({ register: 'Kasa velká' }), { defaultSeries: '999' }).header.Rada).toBe('999');
	});

	test('payments: the row of the till\'s name, of the method, the till\'s name itself, the usual one', () => {
		const payments = [
			{ name: 'Edenred karta', method: 'mealVoucher' as const, label: 'Edenred' },
			{ name: 'HOT', method: 'cash' as const },
			{ name: 'Karta 2', method: 'card' as const },
		];
		const paid = [
			{ method: 'mealVoucher' as const, label: 'edenred ' },
			{ method: 'mealVoucher' as const, label: 'Sodexo' },
			{ method: 'cash' as const, label: 'Hotovost' },
			{ method: 'card' as const, label: 'karta 2' },
			{ method: 'online' as const },
		];
		const receipt = makeReceipt({ items: [{ code: '1' }], payments: paid.map((one) => ({ ...one, amount: 20 })) });
		const names = (settings: Partial<PrepareSettings>) => rows(receipt, settings).payments.map(({ ZpusobUhrady }) => ZpusobUhrady);
		expect(names({ payments })).toEqual(['Edenred karta', 'Sodexo', 'HOT', 'Karta 2', 'Platební brána']);
		expect(names({})).toEqual(['edenred', 'Sodexo', 'Hotovost', 'karta 2', 'Platební brána']);
		expect(reasons(makeReceipt({ payments: [{ method: 'other', label: 'x'.repeat(31), amount: 100 }] }))).toMatch(/payment 1: ZpusobUhrady has 31 characters/);
	});

	test('the shop of a receipt is its own when it is an identifier', () => {
		const shop = '6F9619FF-8B86-4D01-B42D-00CF4FC964FF';
		expect(rows(makeReceipt({ shop }), { shopId: 'X' }).header.BKIdent).toBe(shop);
		expect(rows(makeReceipt({ shop: 'Brno' }), { shopId: 'X' }).header.BKIdent).toBe('X');
	});

	test('which items are goods and which are financial', () => {
		const receipt = makeReceipt({ items: [{ code: '1' }, {}, { kind: 'tip' }, { kind: 'packaging', code: '2' }] });
		const placed = (settings: Partial<PrepareSettings>) => {
			const { items, financial, codes } = rows(receipt, settings);
			return [items.map(({ row }) => row.PoradiPolozky), financial.map((row) => row.PoradiPolozky), codes];
		};
		expect(placed({})).toEqual([['1', '4'], ['2', '3'], []]);
		expect(placed({ goodsWithoutCode: 'substitute', substituteGoods: '9/9', financialKinds: [] })).toEqual([['1', '2', '3', '4'], [], ['substituteGoods', 'substituteGoods']]);
	});

	test('sums by rate, with what the till states and the correction between', () => {
		const vatSummary = [{ vatRate: 21, net: 165.28, vat: 34.72, gross: 200 }];
		const { header } = rows(makeReceipt({ items: [{ code: '1' }, { code: '2' }], vatSummary }));
		expect(header).toMatchObject({
			...{ SazbaDPH1: '21.00', CsDPH1: '200.000000', CBezDPH1: '165.280000', CbezDPH1Val: '165.280000' },
			...{ CsDPH1_BK: '200.000000', CBezDPH1_BK: '165.290000', KorekceCsDPH1: '0.000000', KorekceCBezDPH1: '-0.010000', KorekceDPH1: '0.010000' },
			...{ SazbaDPH2: null, CsDPH2: '0.000000' },
		});
	});

	test('export time and author stand in every header, whatever was there', async () => {
		const [sample] = await recordsOf(sampleFiles());
		const settings = { export: { at: '20270102 03:04:05.000', by: 'Eva' } };
		for (const receipt of [sample, makeReceipt({})]) expect(rows(receipt, settings).header).toMatchObject({ DatumExportu: '20270102 03:04:05.000', AutorExportu: 'Eva' });
	});

	test('a record that was changed since it was read: its own fields count, the rest is put back', async () => {
		const [sample] = await recordsOf(sampleFiles());
		const [first, second] = sample.items;
		const corrected = { ...sample, items: [first, { ...second, name: 'Žárovka 8 W' }], cashier: 'Eva' };
		const { header, items } = rows(corrected, { etalons: false, shopId: 'X' });
		expect(header).toMatchObject({ Autor: 'Eva', AutorTisku: 'pokladna1', Sklad: '001', Zaokrouhleni: '2', IDOriginal: '15001' });
		expect(items[1].row).toMatchObject({ Nazev1: 'Žárovka 8 W', Nazev2: 'teplá bílá', IDOriginal: '88002' });
		expect(items.map(({ etalons }) => etalons.length)).toEqual([0, 0]);
	});

	test('what somebody wrote into the kept cells is checked like everything else', async () => {
		const [sample] = await recordsOf(sampleFiles());
		const helios = sample.extra?.helios as { cells: object };
		const forged = { ...sample, extra: { ...sample.extra, helios: { ...helios, cells: { ...helios.cells, Rada: 'abcdef', Nonsense: '1', Kurz: 5, PocetPolozek: 'x', __proto__: { a: 1 } } } } };
		expect(reasons(forged)).toMatch(/Rada has 6 characters.*PocetPolozek is "x", which is no whole number/);
		expect(reasons({ ...sample, extra: { helios: 'x', place: 'y' } })).toBe('taken');
		expect(reasons({ ...sample, extra: { helios: { ...helios, aside: [1, { cells: 'a', etalons: 'b' }] } } })).toBe('taken');
	});

	test('the same receipts give the same bytes', () => {
		const receipts = [makeReceipt({ number: '1' }), makeReceipt({ number: '2', note: 'x' })];
		expect(writeAll(receipts)).toEqual(writeAll(JSON.parse(JSON.stringify(receipts)) as Receipt[]));
	});
});

describe('ids join the files of one export and nothing else', () => {
	test('receipts out of two exports with the same ids, and a new one between', async () => {
		const [sample] = await recordsOf(sampleFiles());
		const twin = { ...sample, number: '1043', extra: { ...sample.extra, helios: undefined } };
		const files = writeAll([sample, makeReceipt({ items: [{ code: '1' }] }), twin, makeReceipt({ number: '9', items: [{ code: '1' }] })]);
		const ids = (await rowsOf('Uctenky', files.Uctenky)).map(({ IDOriginal }) => IDOriginal);
		expect(ids).toEqual(['15001', '1', '2', '3']);
		expect(new Set((await rowsOf('UctenkyPol', files.UctenkyPol)).map(({ IDOriginal }) => IDOriginal)).size).toBe(6);
		expect((await readAll(setOf(files))).every(({ ok }) => ok)).toBe(true);
	});

	test('a number that was given already is not given to a row that had it', async () => {
		const [sample] = await recordsOf(sampleFiles());
		const had = (id: string) => ({ ...sample, extra: { ...sample.extra, place: { cells: { IDOriginal: id } } } });
		const files = writeAll([had('2'), makeReceipt({}), makeReceipt({}), had('1'), had('3'), had('5')]);
		const ids = (await rowsOf('Uctenky', files.Uctenky)).map(({ IDOriginal }) => IDOriginal);
		expect(ids).toEqual(['2', '1', '3', '4', '5', '6']);
	});

	test('references between items follow their new ids', async () => {
		const files = writeAll([makeReceipt({ items: [{ code: '1' }, { code: '2' }] })]);
		const items = await rowsOf('UctenkyPol', files.UctenkyPol);
		const [receipt] = await recordsOf({ ...files, UctenkyPol: bytesOf('UctenkyPol', [items[0], { ...items[1], IDTypPolBalicek: '1', IDObalovaneZbozi: '77' }]) });
		const again = await rowsOf('UctenkyPol', writeAll([makeReceipt({ number: '8', items: [{ code: '1' }] }), receipt]).UctenkyPol);
		expect(again.map(({ IDOriginal, IDTypPolBalicek, IDObalovaneZbozi }) => [IDOriginal, IDTypPolBalicek, IDObalovaneZbozi])).toEqual([
			['1', null, null],
			['2', null, null],
			['3', '2', '77'],
		]);
	});
});

describe('plan', () => {
	const sync = (more: Partial<SyncState> = {}): SyncState => ({ flow: 'helios', runId: '7', mode: 'automatic', attempt: 0, generation: 1, previous: 'new', ...more });
	const plan = (records: TillRecord[], more: Partial<SyncState>[] = [], settings: Partial<PrepareSettings> = {}) =>
		planHelios(records.map((record, index) => ({ record, index, sync: sync(more[index]) })), { ...PREPARE, ...settings });
	const outcomes = (planned: ReturnType<typeof plan>) => planned.decided.map(({ index, result }) => [index, result.outcome]);
	const sale = makeReceipt({ number: '1' });

	test('every record is written or decided, in the order of the input', () => {
		const planned = plan([sale, makeCashMovement(), makeReceipt({ number: '2', paused: true }), makeReceipt({ number: '3' })]);
		expect(planned.receipts.map(({ indexes }) => indexes)).toEqual([[0], [3]]);
		expect(outcomes(planned)).toEqual([[1, 'held'], [2, 'held']]);
		expect(planned.decided[0].result).toMatchObject({ target: { system: 'Helios' }, message: expect.stringMatching(/Cash deposit .* receipt files have no place/), sync: sync() });
		expect(JSON.stringify(planned)).not.toContain('POHODA');
	});

	test('a second accounting system and unsent EET states hold a receipt back', () => {
		const planned = plan([sale, makeReceipt({ number: '2', fiscal: { state: 'commError' } })], [{ sentTo: ['pohoda'] }]);
		expect(planned.decided.map(({ result }) => result.warnings[0].code)).toEqual(['secondSystem', 'fiscalState']);
		const ahead = planHelios([{ record: makeReceipt({ number: '3', date: '2999-12-31' }) }], PREPARE, { clockDay: '2026-11-30' });
		expect(ahead.decided).toMatchObject([{ result: { outcome: 'held', warnings: [{ code: 'future' }] } }]);
		expect(planHelios([{ record: makeReceipt({ fiscal: { state: 'commError' } }) }], PREPARE, { heldFiscalStates: [] }).receipts).toHaveLength(1);
	});

	test('the same record twice is written once; two different ones with one key are held', () => {
		const planned = plan([sale, sale, makeReceipt({ number: '2' }), makeReceipt({ number: '2', note: 'other' })]);
		expect(planned.receipts.map(({ indexes }) => indexes)).toEqual([[0, 1]]);
		expect(outcomes(planned)).toEqual([[2, 'held'], [3, 'held']]);
	});

	test('two registers in one series may not give one number', () => {
		const planned = plan([sale, makeReceipt({ register: 'P2', number: '01' }), makeReceipt({ register: 'P2', number: '2' })], [], { series: { P1: 'A', P2: 'A' } });
		expect(planned.receipts.map(({ indexes }) => indexes)).toEqual([[0], [2]]);
		expect(planned.decided[0].result).toMatchObject({ outcome: 'refused', message: expect.stringMatching(/would have the number A\/1, which ekasa\/P1\/1/) });
	});

	test('a refused receipt says why; its return waits', () => {
		const long = makeReceipt({ number: '5', items: [{ code: '1', name: 'x'.repeat(200) }] });
		const planned = plan([mirrorSale(long, { number: '6', date: '2026-11-15' }), long]);
		expect(outcomes(planned)).toEqual([[0, 'waiting'], [1, 'refused']]);
		expect(planned.decided[1].result.message).toMatch(/^Receipt P1\/5 of 14 Nov 2026, 100\.00 Kč, was not written: item 1: Nazev1 has 200/);
	});

	test('a void before the transfer: neither is written; with a code of its own it is written', () => {
		const turned = { ...mirrorSale(sale, { number: '2', date: '2026-11-14' }), type: 'void' as const };
		expect(outcomes(plan([sale, turned]))).toEqual([[0, 'unchanged'], [1, 'unchanged']]);
		expect(outcomes(plan([turned]))).toEqual([[0, 'changed']]);
		const codes = [{ code: 0, type: 'sale' as const }, { code: 1, type: 'return' as const }, { code: 2, type: 'void' as const }];
		expect(plan([sale, turned], [], { documentTypes: codes }).receipts.map(({ rows }) => rows.header.TypDokladu)).toEqual(['0', '2']);
	});
});

/** Entries by yauzl, which checks signatures, offsets and sizes. */
async function unpacked(archive: Buffer) {
	const zip = await fromBuffer(archive, { lazyEntries: true, validateEntrySizes: true, strictFileNames: true });
	return await new Promise<unknown[]>((resolve, reject) => {
		const entries: unknown[] = [];
		zip.on('error', reject);
		zip.on('end', () => resolve(entries));
		zip.on('entry', (entry) => {
			zip.openReadStream(entry, (error, stream) => {
				if (error) return reject(error);
				const parts: Buffer[] = [];
				stream.on('data', (part) => parts.push(part));
				stream.on('end', () => {
					const date = entry.lastModFileDate;
					const time = entry.lastModFileTime;
					const two = (value: number) => String(value).padStart(2, '0');
					const day = `${(date >> 9) + 1980}-${two((date >> 5) & 15)}-${two(date & 31)}`;
					const clock = `${two(time >> 11)}:${two((time >> 5) & 63)}:${two((time & 31) * 2)}`;
					entries.push({ name: entry.fileName, text: Buffer.concat(parts).toString(), at: `${day} ${clock}`, crc: entry.crc32 });
					zip.readEntry();
				});
			});
		});
		zip.readEntry();
	});
}

describe('ZIP', () => {
	const files = HELIOS_FILES.map((file) => ({ name: `001_20261114_101532_${file}.txt`, bytes: Buffer.from(file === 'UctenkyFin' ? '' : `${file} ěšč`) }));

	test('another library finds names, times and contents', async () => {
		const all = [...files, { name: 'Žluť.txt', bytes: Buffer.from('x') }];
		const archive = zipFiles(all, '2026-11-14T10:15:32');
		expect(await unpacked(Buffer.from(archive as Uint8Array))).toEqual(
			all.map(({ name, bytes }) => ({ name, text: bytes.toString(), at: '2026-11-14 10:15:32', crc: crc32(bytes) })),
		);
	});

	test('the same files at the same time are the same bytes', () => {
		expect(zipFiles(files, '2026-11-14T10:15:32')).toEqual(zipFiles(files, '2026-11-14T10:15:32'));
		expect(zipFiles(files, '2026-11-14T10:15:34')).not.toEqual(zipFiles(files, '2026-11-14T10:15:32'));
	});
});

test('a receipt as lines, to be seen by people', () => {
	const files = writeAll([makeReceipt({ items: [{ code: '10/1', name: 'Káva' }], issuedAt: '2026-11-14T10:15:32+01:00', cashier: 'Jana' })]);
	expect(textOf(files.UctenkyPol)).toMatch(/^1\t1\t"10"\t"1"\t\t\t\t\t\t\t0\t\t1\t"10"\t"1"\t"Káva"\t""\t""\t""\t""\t\t""\t1\.000000\t0\.000000\t\t0\t0\t21\.00\t/);
	expect(textOf(files.UctenkyUhr)).toBe('1\t0\t1\t"Hotově"\t0\t100.000000\t"CZK"\t1.000000\t1\t0.000000\t100.000000\t100.000000\t0\t0.000000\t0\t""\t""\t""\t""\r\n');
	expect(textOf(files.UctenkyFin)).toBe('');
});
