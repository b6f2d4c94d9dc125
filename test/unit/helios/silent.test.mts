// One change at a time of receipt files: each is in the record, in its `extra`, a warning or a refusal.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { openSet } from '../../../core/helios/readSet';
import { readFileName } from '../../../core/helios/fileNames';
import { DEFAULT_READ_SETTINGS } from '../../support/heliosReading.mts';
import type { ReadSettings } from '../../../core/helios/readSettings';
import { HELIOS_FILES, attributesOf } from '../../../core/helios/structures';
import type { Attribute, Cell, HeliosFile } from '../../../core/helios/structures';
import { writeDelimited } from '../../../core/text/delimited';
import { encodeWindows1250 } from '../../../core/text/windows1250';
import { root } from '../../support/imports.mts';
import { otherText } from '../../support/mutations.mts';
import type { Kind, Mutation } from '../../support/mutations.mts';
import { makeReceipt } from '../../support/receipts.mts';
import { silentPlaces } from '../../support/silentPlaces.mts';
import { rowsOf } from './arb.mts';
import { setOf, writeAll } from './sets.mts';
import type { FileBytes } from './sets.mts';

type Rows = Record<HeliosFile, Cell[][]>;

interface Input {
	rows: Rows;
	/** A first line of column names in every file. */
	names?: Record<HeliosFile, string[]>;
	settings?: Partial<ReadSettings>;
}

const FIXTURES = path.resolve(__dirname, '../../fixtures');
const CONTRACTS = path.resolve(root, process.env.SYNC_CONTRACTS_DIR ?? '../shared', 'helios/samples');
const CODES = [{ code: 0, type: 'sale' as const }, { code: 1, type: 'return' as const }, { code: 2, type: 'void' as const }];

/** Every folder below that holds a set. */
function setsIn(folder: string): Array<{ name: string; bytes: FileBytes }> {
	if (!existsSync(folder)) return [];
	const entries = readdirSync(folder, { withFileTypes: true });
	const files = entries.flatMap(({ name }) => {
		const file = readFileName(name)?.file;
		return file === undefined ? [] : [[file, new Uint8Array(readFileSync(path.join(folder, name)))] as const];
	});
	const below = entries.filter((entry) => entry.isDirectory()).flatMap(({ name }) => setsIn(path.join(folder, name)));
	return files.length === 0 ? below : [{ name: path.basename(folder), bytes: Object.fromEntries(files) as FileBytes }, ...below];
}

async function cellsOf(bytes: FileBytes): Promise<Rows> {
	const rows = {} as Rows;
	for (const file of HELIOS_FILES) {
		rows[file] = (await rowsOf(file, bytes[file])).map((row) => attributesOf(file).map(({ name }) => row[name]));
	}
	return rows;
}

/** Another value of the column; one for NULL too. */
function otherCell({ type, scale = 0 }: Attribute, cell: Cell): string {
	if (type === 'BIT') return cell === '1' ? '0' : '1';
	if (type === 'DATETIME') return cell?.startsWith('20260315') ? '20260316 08:00:00.000' : '20260315 08:00:00.000';
	if (cell === null) return type === 'VARCHAR' ? 'x' : type === 'NUMERIC' ? `7.${'0'.repeat(scale)}` : '7';
	return type === 'VARCHAR' && cell.length > 0 ? `${cell.slice(0, -1)}${cell.endsWith('x') ? 'y' : 'x'}` : otherText(cell);
}

function* cellMutations(input: Input): Generator<Mutation<Input>> {
	for (const file of HELIOS_FILES) {
		const attributes = attributesOf(file);
		const all = input.rows[file];
		const withRows = (rows: Cell[][]) => (): Input => ({ ...input, rows: { ...input.rows, [file]: rows } });
		const withRow = (at: number, ...rows: Cell[][]) => withRows([...all.slice(0, at), ...rows, ...all.slice(at + 1)]);
		for (const [at, row] of all.entries()) {
			for (const [index, attribute] of attributes.entries()) {
				const was = row[index];
				const change = (kind: Kind, cell: Cell): Mutation<Input> => ({
					place: `row ${at + 1}: ${file}.${attribute.name}`,
					kind,
					was: was ?? '',
					make: withRow(at, row.with(index, cell)),
				});
				yield change('other', otherCell(attribute, was));
				yield change('unknown', 'NEZ');
				if (was !== null) yield change('removed', null);
				if (was !== '' && attribute.type === 'VARCHAR') yield change('emptied', '');
			}
			const whole = { place: `row ${at + 1}: ${file}`, was: row.join(' ') };
			yield { ...whole, kind: 'added', make: withRow(at, [...row, 'x']) };
			yield { ...whole, kind: 'removed', make: withRow(at) };
			yield { ...whole, kind: 'doubled', make: withRow(at, row, row) };
			yield { ...whole, kind: 'text', make: withRow(at, ['NEZNAME']) };
		}
		const { names } = input;
		if (names === undefined || all.length === 0) continue;
		for (const [index, name] of names[file].entries()) {
			const heading = (kind: Kind, cells: string[]): Mutation<Input> => ({
				place: `heading: ${file}.${name}`,
				kind,
				was: name,
				make: () => ({ ...input, names: { ...names, [file]: cells } }),
			});
			yield heading('unknown', names[file].with(index, 'NEZNAME'));
			const next = (index + 1) % names[file].length;
			yield heading('other', names[file].with(index, names[file][next]).with(next, name));
		}
	}
}

/** Files that a change left as they were are written once. */
const written = new WeakMap<Cell[][], { names?: readonly string[]; bytes: Uint8Array }>();

function fileOf(file: HeliosFile, { rows, names }: Input): Uint8Array {
	const own = names?.[file];
	const known = written.get(rows[file]);
	if (known !== undefined && known.names === own) return known.bytes;
	const quoted = attributesOf(file).map(({ type }) => type === 'VARCHAR' || type === 'DATETIME');
	const lines = rows[file].map((row) => writeDelimited(row, quoted));
	const heading = own === undefined ? [] : [writeDelimited(own, [])];
	const { bytes } = encodeWindows1250([...heading, ...lines].join(''), { missing: 'refuse' });
	if (known === undefined) written.set(rows[file], { names: own, bytes });
	return bytes;
}

/** What is told about a set: each receipt, the set's warnings, the rows that were counted. */
async function read(input: Input): Promise<unknown> {
	const files = Object.fromEntries(HELIOS_FILES.map((file) => [file, fileOf(file, input)])) as FileBytes;
	const { rows, warnings, receipts } = await openSet(setOf(files), { ...DEFAULT_READ_SETTINGS, encoding: 'windows-1250', ...input.settings });
	const told: unknown[] = [rows, warnings];
	for await (const receipt of receipts()) told.push(receipt);
	return told;
}

/** Every cell that is empty filled, so that each column is there once: discounts, packs, posting, cards of customers. */
function filled(rows: Rows): Rows {
	const full = (attribute: Attribute, cell: Cell): Cell => {
		if (/^(Sazba|Prodejka|IDTypPol)/.test(attribute.name) || (cell !== null && cell !== '')) return cell;
		return attribute.name.startsWith('Poznamka') ? 'část|' : otherCell(attribute, cell);
	};
	return Object.fromEntries(
		HELIOS_FILES.map((file) => [file, rows[file].map((row) => row.map((cell, index) => full(attributesOf(file)[index], cell)))]),
	) as Rows;
}

/** Rows with some cells of some rows set. */
function set(rows: Rows, file: HeliosFile, at: number, cells: Record<string, Cell>): Rows {
	const row = attributesOf(file).map(({ name }, index) => (Object.hasOwn(cells, name) ? cells[name] : rows[file][at][index]));
	return { ...rows, [file]: rows[file].with(at, row) };
}

const SALE = makeReceipt({
	number: '7',
	issuedAt: '2026-11-14T10:15:30+01:00',
	cashier: 'Jana',
	note: 'Děkujeme',
	customer: { vatId: 'CZ12345678' },
	items: [
		{ code: '100/1', ean: '8594001234561', unit: 'ks', quantity: 2, unitPrice: 60, discount: 20, warehouse: '001', note: 'ze skladu' },
		{ code: '100/2', vatRate: 12, unitPrice: 56 },
		{ kind: 'tip', name: 'Spropitné', vatRate: null, unitPrice: 10, note: 'děkujeme' },
	],
	rounding: -0.4,
	total: 165.6,
	payments: [{ method: 'card', label: 'Platební karta', amount: 65.6 }, { method: 'cash', amount: 100, tendered: 200, change: 100 }],
});
const RETURN = makeReceipt({
	number: '8',
	type: 'return',
	items: [{ code: '100/1', quantity: -1 }],
	original: { register: 'P1', number: '7', periodFrom: '2026-01-01', periodTo: '2026-12-31' },
	note: 'Vadné zboží',
});
const EUROS = makeReceipt({ number: '9', currency: 'EUR', rate: 25.1, rateAmount: 1, items: [{ code: '100/1', unitPrice: 5 }, { kind: 'tip', unitPrice: 1 }] });
const CASH_IN_EUROS = makeReceipt({ number: '10', items: [{ code: '1', unitPrice: 240 }], payments: [{ method: 'cash', amount: 240, currency: 'EUR', tendered: 10 }] });

async function inputsOf(): Promise<Array<{ name: string; input: Input }>> {
	const sets = [...setsIn(path.join(FIXTURES, 'helios')), ...setsIn(path.join(FIXTURES, 'cases/helios')), ...setsIn(CONTRACTS)];
	const files = sets.map(async ({ name, bytes }) => ({ name, input: { rows: await cellsOf(bytes), settings: { documentTypes: CODES } } }));
	const sale = await cellsOf(writeAll([SALE]));
	const two = await cellsOf(writeAll([SALE, RETURN]));
	const names = Object.fromEntries(HELIOS_FILES.map((file) => [file, attributesOf(file).map(({ name }) => name)])) as Record<HeliosFile, string[]>;
	// The part of a pack, which counts for nothing.
	const pack = set(set(sale, 'UctenkyPol', 0, { IDTypPolBalicek: null }), 'UctenkyPol', 1, { IDTypPolBalicek: '1' });
	const packs = set(pack, 'UctenkyUhr', 0, { Castka: '9.600000', CastkaHM: '9.600000', CastkaProdej: '9.600000' });
	const signed = await cellsOf(writeAll([RETURN], { signs: 'signed' }));
	const nothingBack = set(sale, 'UctenkyUhr', 2, { Castka: '0.000000', CastkaProdej: '0.000000' });
	const exact = set(nothingBack, 'UctenkyUhr', 1, { Castka: '100.000000', CastkaProdej: '100.000000' });
	return [
		...(await Promise.all(files)),
		...(await Promise.all([SALE, RETURN, EUROS, CASH_IN_EUROS].map(async (receipt) => ({ name: receipt.number, input: { rows: await cellsOf(writeAll([receipt])) } })))),
		{ name: 'with all cells', input: { rows: filled(sale), settings: { registerFrom: 'shopAndSeries', takeLongTexts: true } } },
		{ name: 'names of columns', input: { rows: await cellsOf(writeAll([SALE])), names } },
		{ name: 'parts of a pack', input: { rows: packs, settings: { packAmounts: 'packs' } } },
		{ name: 'signed', input: { rows: signed, settings: { signs: 'signed' } } },
		{ name: 'change of nothing', input: { rows: exact } },
		{ name: 'out of order', input: { rows: { ...two, UctenkyUhr: [...two.UctenkyUhr].reverse() } } },
		{ name: 'coefficient', input: { rows: set(sale, 'Uctenky', 0, { KoeficientDPH: '1' }) } },
		{ name: 'unknown goods', input: { rows: sale, settings: { knownGoods: new Set(['100/2']), substituteGoods: '999/1' } } },
	];
}

describe('receipt files of Helios', () => {
	test('have no silent place', async () => {
		const inputs = await inputsOf();
		const { silent, counts } = await silentPlaces({ inputs, mutations: cellMutations, read, sample: 100 });
		expect(silent).toEqual([]);
		// 224 columns, the rows of five files, 224 names of columns.
		expect(counts).toMatchObject({ places: 224 + 5 + 224, allowed: {} });
		expect(counts.inputs).toBeGreaterThanOrEqual(16);
	});
});
