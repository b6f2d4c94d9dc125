// What canonical receipts do not model survives: read, written and read again, all five files are the same.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { HELIOS_FILES, KEYS, attributesOf } from '../../../core/helios/structures';
import type { HeliosFile } from '../../../core/helios/structures';
import { checkRecord } from '../../../core/records/check';
import type { Receipt } from '../../../core/records/types';
import { cleanJson } from '../../../core/text/clean';
import { contentHash } from '../../../core/text/digest';
import { runs } from '../../support/fuzz.mts';
import { arbReceipt } from '../../support/receipts.mts';
import { arbCell, bytesOf, rowsOf } from './arb.mts';
import type { CellRow } from './arb.mts';
import { readAll, sampleFiles, setOf, writeAll } from './sets.mts';
import type { FileBytes } from './sets.mts';

const RUNS = runs(40, 300);

const SERIES = { series: { 'Pokladna 3': 'P3' } };

type Rows = Record<HeliosFile, CellRow[]>;

async function allRows(files: FileBytes): Promise<Rows> {
	const rows = {} as Rows;
	for (const file of HELIOS_FILES) rows[file] = await rowsOf(file, files[file]);
	return rows;
}

const filesOf = (rows: Rows) => Object.fromEntries(HELIOS_FILES.map((file) => [file, bytesOf(file, rows[file])])) as FileBytes;

/** Children stand in the order of their parents and of their own numbers. */
function inWritingOrder(rows: Rows): Rows {
	const sorted = (file: HeliosFile, column: string, parent: string, parents: readonly CellRow[]) => {
		const rank = new Map(parents.map((row, index) => [row.IDOriginal, index]));
		return [...rows[file]].sort((a, b) => (rank.get(a[parent]) ?? 0) - (rank.get(b[parent]) ?? 0) || Number(a[column]) - Number(b[column]));
	};
	const items = sorted('UctenkyPol', 'PoradiPolozky', 'IDHlava', rows.Uctenky);
	return {
		...rows,
		UctenkyPol: items,
		UctenkyFin: sorted('UctenkyFin', 'PoradiPolozky', 'IDHlava', rows.Uctenky),
		UctenkyUhr: sorted('UctenkyUhr', 'Poradi', 'IDUctenka', rows.Uctenky),
		UctenkyEtal: [...rows.UctenkyEtal].sort((a, b) => {
			const rank = new Map(items.map((row, index) => [row.IDOriginal, index]));
			return (rank.get(a.IDPolozky) ?? 0) - (rank.get(b.IDPolozky) ?? 0);
		}),
	};
}

/** What the journal and the check on entry make of a record. */
function throughTheJournal(record: Receipt): Receipt {
	const stored = JSON.parse(JSON.stringify(record)) as Receipt;
	const checked = checkRecord(stored);
	if (!checked.ok) throw new Error(checked.reasons.join(' '));
	expect(checked.record).toEqual(stored);
	return checked.record as Receipt;
}

/** Cells that may become anything without tearing the files apart. */
const changeable = HELIOS_FILES.flatMap((file) =>
	attributesOf(file).flatMap((attribute, index) => {
		const { own, parent } = KEYS[file];
		return index === own || index === parent ? [] : [{ file, attribute }];
	}),
);
const change = fc.nat({ max: changeable.length - 1 }).chain((at) =>
	fc.record({ column: fc.constant(changeable[at]), cell: arbCell(changeable[at].attribute), row: fc.nat({ max: 50 }) }),
);

describe('read → write → read', () => {
	test('the sample is written back byte for byte, through the journal, whatever the settings of the writer are', async () => {
		const files = sampleFiles();
		const records = (await readAll(setOf(files))).map((one) => (one.ok ? throughTheJournal(one.record) : undefined));
		const other = { shopId: 'X', warehouse: '9', signs: 'signed' as const, etalons: false, homeValues: 'zero' as const, seriesType: 7, documentTypes: [] };
		for (const settings of [{}, other]) {
			const written = writeAll(records as Receipt[], settings);
			for (const file of HELIOS_FILES) expect(Buffer.compare(written[file], files[file])).toBe(0);
		}
	});

	test('what the journal cleans in a note is no change of the receipt', async () => {
		const rows = await allRows(sampleFiles());
		Object.assign(rows.Uctenky[0], { Poznamka1: 'první\tčást\r\ndruhá|', TypCiselneRady: '3', KorekceDPH1: '0.010000' });
		const [read] = await readAll(setOf(filesOf(rows)), { encoding: 'windows-1250' });
		if (!read.ok) throw new Error(read.message);
		const stored = JSON.parse(cleanJson(JSON.stringify(read.record))) as Receipt;
		const [header] = await rowsOf('Uctenky', writeAll([stored]).Uctenky);
		expect(header).toEqual({ ...rows.Uctenky[0], IDOriginal: header.IDOriginal });
	});

	test('a row of nothing given back comes back with all its cells, until the receipt is changed', async () => {
		const rows = await allRows(sampleFiles());
		const nothing = { Castka: '0.000000', CastkaHM: '0.000000', CastkaProdej: '0.000000', NazevPole: 'Pole' };
		const paid = { Castka: '298.000000', CastkaHM: '298.000000', CastkaProdej: '298.000000' };
		Object.assign(rows.UctenkyUhr[0], paid);
		Object.assign(rows.UctenkyUhr[1], nothing);
		const [read] = await readAll(setOf(filesOf(rows)), { encoding: 'windows-1250' });
		if (!read.ok) throw new Error(read.message);
		const record = throughTheJournal(read.record);
		expect(record.payments[0].extra?.helios).toMatchObject({ change: { Poradi: '2', NazevPole: 'Pole' } });
		const payments = async (one: Receipt) => await rowsOf('UctenkyUhr', writeAll([one]).UctenkyUhr);
		expect(await payments(record)).toEqual(rows.UctenkyUhr);
		expect(await payments({ ...record, note: 'jiná' })).toHaveLength(1);
	});

	test('any value of any of the 224 columns comes back, or the receipt is refused', async () => {
		let taken = 0;
		await fc.assert(
			fc.asyncProperty(fc.array(arbReceipt(), { minLength: 1, maxLength: 3 }), fc.array(change, { maxLength: 12 }), async (receipts, changes) => {
				const rows = await allRows(writeAll(receipts.map((one, index) => ({ ...one, number: String(index + 1) })), SERIES));
				for (const { column, cell, row } of changes) {
					const there = rows[column.file];
					if (there.length > 0) there[row % there.length][column.attribute.name] = cell;
				}
				const given = inWritingOrder(rows);
				const read = await readAll(setOf(filesOf(given), 1 + (changes.length % 5) * 1000), { encoding: 'windows-1250' });
				expect(read).toHaveLength(receipts.length);
				const records = read.flatMap((one) => (one.ok ? [throughTheJournal(one.record)] : []));
				taken += records.length;
				const ids = new Set(read.flatMap((one, index) => (one.ok ? [given.Uctenky[index].IDOriginal] : [])));
				const items = new Set(given.UctenkyPol.filter(({ IDHlava }) => ids.has(IDHlava)).map(({ IDOriginal }) => IDOriginal));
				const kept: Rows = {
					Uctenky: given.Uctenky.filter(({ IDOriginal }) => ids.has(IDOriginal)),
					UctenkyPol: given.UctenkyPol.filter(({ IDHlava }) => ids.has(IDHlava)),
					UctenkyFin: given.UctenkyFin.filter(({ IDHlava }) => ids.has(IDHlava)),
					UctenkyUhr: given.UctenkyUhr.filter(({ IDUctenka }) => ids.has(IDUctenka)),
					UctenkyEtal: given.UctenkyEtal.filter(({ IDPolozky }) => items.has(IDPolozky)),
				};
				const written = writeAll(records);
				for (const file of HELIOS_FILES) expect(await rowsOf(file, written[file])).toEqual(kept[file]);
				// And so the records are the same again, with the same content for the journal.
				const again = await readAll(setOf(written), { encoding: 'windows-1250' });
				expect(again.flatMap((one) => (one.ok ? [contentHash(one.record)] : ['refused']))).toEqual(records.map(contentHash));
			}),
			{ numRuns: RUNS },
		);
		expect(taken).toBeGreaterThan(RUNS / 3);
	});
});
