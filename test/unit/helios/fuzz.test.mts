// Damaged exports, 20,000 in full: never a crash, never a hang, never a row that is lost without a word.
import { expect, test } from '@jest/globals';
import { HeliosSetError } from '../../../core/helios/errors';
import { prepareReceipt } from '../../../core/helios/prepare';
import { openSet } from '../../../core/helios/readSet';
import type { ReadReceipt } from '../../../core/helios/readSet';
import { DEFAULT_READ_SETTINGS } from '../../support/heliosReading.mts';
import { HELIOS_FILES } from '../../../core/helios/structures';
import type { HeliosFile } from '../../../core/helios/structures';
import type { Receipt } from '../../../core/records/types';
import { contentHash } from '../../../core/text/digest';
import { makeReceipt } from '../../support/receipts.mts';
import { rowsOf } from './arb.mts';
import { PREPARE, setOf, textOf, writeAll } from './sets.mts';
import type { FileBytes } from './sets.mts';
import { runs } from '../../support/fuzz.mts';

const RUNS = runs(1000, 20_000);
const SMALL_RUNS = runs(250, 1500);

const BASE = [
	makeReceipt({ number: '1', items: [{ code: '10/1', name: 'Káva "Extra"' }, { kind: 'tip', name: 'Spropitné' }], note: 'Děkujeme' }),
	makeReceipt({ number: '2', items: [{ code: '10/2', name: 'Rohlík', quantity: 3, unitPrice: 2.9, vatRate: 12 }] }),
	makeReceipt({ number: '3', type: 'return', items: [{ code: '10/1', name: '', quantity: -1 }] }),
];
/** Seven of eight sets have one receipt, which is three times as fast; damage between receipts is found in the eighth. */
const BASES = [...BASE, ...BASE, BASE[0]].map((one) => writeAll([one])).concat(writeAll(BASE));

/** Small and fast generator with a seed, so that a run can be repeated (mulberry32). */
function random(seed: number) {
	let state = seed;
	return (below: number): number => {
		state = (state + 0x6d2b79f5) | 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) % below;
	};
}

type Pick = ReturnType<typeof random>;
const BYTES = ['"', '""', '\t', '\r\n', '\n', '\r', '|', '0', '-', '9', '.', ',', '\u0000', '\u00ff', '\u0081', '\ufeff', 'abc', '""\t""', '"\t"', '99999999999', '\u001a'];

function splice(bytes: Uint8Array, at: number, remove: number, insert: Uint8Array): Uint8Array {
	return Buffer.concat([bytes.subarray(0, at), insert, bytes.subarray(at + remove)]);
}

/** Puts a part of the file into a place where it may be a text. */
const PASTE = 6;
const MUTATIONS: Array<(bytes: Uint8Array, pick: Pick) => Uint8Array | undefined> = [
	(bytes, pick) => splice(bytes, pick(bytes.length + 1), 0, Buffer.from(BYTES[pick(BYTES.length)], 'latin1')),
	(bytes, pick) => splice(bytes, pick(bytes.length + 1), 1, Buffer.from(BYTES[pick(BYTES.length)], 'latin1')),
	(bytes, pick) => splice(bytes, pick(bytes.length + 1), 1 + pick(3), new Uint8Array(0)),
	(bytes, pick) => splice(bytes, pick(bytes.length + 1), 1, Uint8Array.of(pick(256))),
	(bytes, pick) => bytes.subarray(0, pick(bytes.length + 1)),
	(bytes, pick) => splice(bytes, pick(bytes.length + 1), pick(200), new Uint8Array(0)),
	(bytes, pick) => {
		const from = pick(bytes.length + 1);
		return splice(bytes, pick(bytes.length + 1), 0, bytes.slice(from, from + pick(300)));
	},
	(bytes, pick) => {
		const lines = Buffer.from(bytes).toString('latin1').split('\r\n');
		const at = pick(lines.length);
		lines.splice(pick(lines.length), 0, ...(pick(2) === 0 ? [lines[at]] : lines.splice(at, 1)));
		return Buffer.from(lines.join('\r\n'), 'latin1');
	},
	() => new Uint8Array(0),
	() => undefined,
];

function mutated(files: FileBytes, pick: Pick): { damaged: Partial<FileBytes>; pasted: boolean } {
	const damaged: Partial<FileBytes> = { ...files };
	let pasted = false;
	for (let times = 1 + pick(3); times > 0; times -= 1) {
		const file = HELIOS_FILES[pick(HELIOS_FILES.length)];
		const bytes = damaged[file];
		// Losing whole files is rare among damages of single bytes.
		const kind = pick(40) === 0 ? pick(MUTATIONS.length) : pick(MUTATIONS.length - 2);
		if (bytes !== undefined) damaged[file] = MUTATIONS[kind](bytes, pick);
		pasted ||= kind === PASTE;
	}
	return { damaged, pasted };
}

/** Lines that hold something; those inside of a text count too. */
function linesOf(bytes: Uint8Array | undefined): number {
	return textOf(bytes ?? new Uint8Array(0)).split('\n').filter((line) => line.replace(/\r$/, '') !== '').length;
}

function textsOf(value: unknown): string[] {
	if (typeof value === 'string') return [value];
	return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
}

test(`${RUNS} mutated sets`, async () => {
	const outcomes = { set: 0, refused: 0, taken: 0 };
	for (let seed = 1; seed <= RUNS; seed += 1) {
		const { damaged, pasted } = mutated(BASES[seed % BASES.length], random(seed));
		const read: ReadReceipt[] = [];
		let rows: Record<HeliosFile, number> | undefined;
		try {
			const opened = await openSet(setOf(damaged, seed % 101 === 0 ? 7 : 400 + (seed % 5) * 700), DEFAULT_READ_SETTINGS);
			({ rows } = opened);
			for await (const one of opened.receipts()) read.push(one);
		} catch (error) {
			if (!(error instanceof HeliosSetError) || rows !== undefined) throw new Error(`seed ${seed}: ${String(error)}`, { cause: error });
			if (error.faults.length === 0 || !error.message.startsWith('The ')) throw new Error(`seed ${seed}: no reason`);
			outcomes.set += 1;
			continue;
		}
		for (const file of HELIOS_FILES) {
			const found = read.reduce((sum, { place }) => sum + place.rows[file], 0);
			// Every row is in one receipt, and a row is a line (or several, when a text holds line breaks).
			if (found !== rows[file]) throw new Error(`seed ${seed}: ${file} has ${rows[file]} rows, ${found} came out`);
			if (rows[file] > linesOf(damaged[file])) throw new Error(`seed ${seed}: more rows than lines in ${file}`);
		}
		for (const one of read) {
			outcomes[one.ok ? 'taken' : 'refused'] += 1;
			if (!one.ok && (one.reasons.length === 0 || textsOf(one.raw.files).join('') === '')) throw new Error(`seed ${seed}: refused without reason or text`);
			// A cell that swallowed others would hold their delimiters and numbers.
			const swallowed = one.ok && !pasted && textsOf(one.record).some((text) => /\t-?[\d.]+\t/.test(text));
			if (swallowed) throw new Error(`seed ${seed}: a cell holds others`);
		}
	}
	expect(outcomes.set + outcomes.refused + outcomes.taken).toBeGreaterThan(RUNS);
	// All three kinds of end were tried.
	for (const count of Object.values(outcomes)) expect(count).toBeGreaterThan(RUNS / 20);
}, 600_000);

test('one damaged byte harms at most the receipts whose lines it touches', async () => {
	const files = writeAll(BASE);
	const originals = new Map<string, string>();
	const opened = await openSet(setOf(files), DEFAULT_READ_SETTINGS);
	for await (const one of opened.receipts()) if (one.ok) originals.set(one.record.number, contentHash(one.record));
	expect(originals.size).toBe(BASE.length);
	let compared = 0;
	for (let seed = 1; seed <= SMALL_RUNS; seed += 1) {
		const pick = random(seed);
		const file = HELIOS_FILES[pick(HELIOS_FILES.length)];
		const damaged = { ...files, [file]: MUTATIONS[pick(4)](files[file], pick) };
		const set = await openSet(setOf(damaged), DEFAULT_READ_SETTINGS).catch(() => undefined);
		if (set === undefined) continue;
		const taken: Receipt[] = [];
		for await (const one of set.receipts()) if (one.ok) taken.push(one.record);
		const intact = taken.filter((record) => originals.get(record.number) === contentHash(record));
		// A line break that goes away joins two rows.
		if (intact.length < BASE.length - 2) throw new Error(`seed ${seed}: only ${intact.length} receipts are as they were`);
		compared += 1;
	}
	expect(compared).toBeGreaterThan(SMALL_RUNS / 5);
}, 300_000);

test('what is taken from a damaged set is what its lines say', async () => {
	const files = writeAll(BASE);
	let compared = 0;
	for (let seed = 1; seed <= SMALL_RUNS; seed += 1) {
		const { damaged } = mutated(files, random(seed));
		const set = await openSet(setOf(damaged), { ...DEFAULT_READ_SETTINGS, encoding: 'windows-1250' }).catch(() => undefined);
		const given = await rowsOf('UctenkyPol', damaged.UctenkyPol ?? new Uint8Array(0)).catch(() => undefined);
		if (set === undefined || given === undefined) continue;
		for await (const one of set.receipts()) {
			const rows = one.ok ? prepareReceipt(one.record, { ...PREPARE, encoding: 'utf-8' }) : undefined;
			if (!rows?.ok) continue;
			for (const { row } of rows.rows.items) {
				const said = given.find(({ IDOriginal }) => IDOriginal === row.IDOriginal);
				expect({ ...row, IDHlava: undefined }).toEqual({ ...said, IDHlava: undefined });
				compared += 1;
			}
		}
	}
	expect(compared).toBeGreaterThan(SMALL_RUNS / 1.5);
}, 300_000);
