// The sample set: every cell as the contract says it, the receipt, and the same bytes again.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { joinNote } from '../../../core/helios/notes';
import type { NoteColumn } from '../../../core/helios/notes';
import { HELIOS_FILES, attributesOf } from '../../../core/helios/structures';
import type { Attribute, Cell, HeliosFile } from '../../../core/helios/structures';
import { root } from '../../support/imports.mts';
import { rowsOf } from './arb.mts';
import { SAMPLE, readAll, recordsOf, sampleFiles, setOf, writeAll } from './sets.mts';

type Expected = Record<HeliosFile, Array<Record<string, unknown>>> & { _joinedNotes: Record<string, Array<string | null>> };
const expected = JSON.parse(readFileSync(path.join(SAMPLE, 'expected.json'), 'utf8')) as Expected;

/** Values as expected.json has them. */
function typedValue({ type }: Attribute, cell: Cell): unknown {
	if (cell === null) return null;
	if (type === 'BIT') return cell === '1';
	if (type === 'INT' || type === 'SMALLINT' || type === 'TINYINT') return Number(cell);
	return type === 'DATETIME' ? cell.replace(/^(\d{4})(\d\d)(\d\d) /, '$1-$2-$3T') : cell;
}

describe('sample set A', () => {
	test('the copy is the one of the contract', () => {
		const contract = path.resolve(root, process.env.SYNC_CONTRACTS_DIR ?? '../shared', 'helios/samples/set-a-cash-sale/expected.json');
		const text = (() => {
			try {
				return readFileSync(contract, 'utf8');
			} catch {
				return readFileSync(path.join(SAMPLE, 'expected.json'), 'utf8');
			}
		})();
		expect(JSON.parse(text)).toEqual(expected);
	});

	test.each([...HELIOS_FILES])('%s: every cell', async (file) => {
		const rows = await rowsOf(file, sampleFiles()[file]);
		const values = rows.map((row) => Object.fromEntries(attributesOf(file).map((attribute) => [attribute.name, typedValue(attribute, row[attribute.name])])));
		expect(values).toEqual(expected[file]);
		const notes = expected._joinedNotes[file];
		if (notes) expect(rows.map((row) => joinNote(row as Record<NoteColumn, Cell>).note ?? null)).toEqual(notes);
	});

	test.each([65_536, 1000, 17, 1])('written back byte for byte, read in pieces of %i bytes', async (size) => {
		const files = sampleFiles();
		const read = await readAll(setOf(files, size));
		const written = writeAll(read.flatMap((one) => (one.ok ? [one.record] : [])));
		for (const file of HELIOS_FILES) expect(Buffer.from(written[file]).equals(files[file])).toBe(true);
	});

	test('the receipt', async () => {
		const [receipt] = await recordsOf(sampleFiles());
		expect(receipt).toMatchObject({
			key: 'helios/001~46bba932/1042/2026-03-18',
			...{ source: 'helios', shop: '6F9619FF-8B86-4D01-B42D-00CF4FC964FF', register: '001', number: '1042', type: 'sale' },
			...{ issuedAt: '2026-03-18T10:15:30.457+01:00', date: '2026-03-18', currency: 'CZK', total: 298, rounding: 0 },
			...{ note: 'Děkujeme za nákup', cashier: 'pokladna1' },
			payments: [{ method: 'cash', label: 'Hotově', amount: 298, tendered: 500, change: 202 }],
			vatSummary: [
				{ vatRate: 12, net: 50, vat: 6, gross: 56 },
				{ vatRate: 21, net: 200, vat: 42, gross: 242 },
			],
		});
		expect(receipt.items).toMatchObject([
			{ line: 1, kind: 'goods', code: '100/000123', ean: '8594001234561', name: 'Mléko čerstvé 1 l', quantity: 2, unit: 'ks', unitPrice: 28, vatRate: 12, totalGross: 56 },
			{ line: 2, code: '200/000456', name: 'Žárovka LED 10 W', quantity: 1, unitPrice: 242, vatRate: 21, totalNet: 200, totalVat: 42, totalGross: 242 },
		]);
		expect(receipt.items[0]).not.toHaveProperty('note');
		// What the record says already is not kept a second time.
		expect(receipt.items[1].extra).toEqual({ helios: { file: 'UctenkyPol', cells: { IDOriginal: '88002', Nazev2: 'teplá bílá' } } });
		expect(receipt.payments[0]).not.toHaveProperty('extra');
	});
});
