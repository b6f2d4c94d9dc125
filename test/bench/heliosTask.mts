/**
 * One measurement in a process of its own: `heliosTask <kind> <count> <file or folder> <runs>`. Prints one line of JSON:
 * CPU milliseconds of the best run, peak memory in MB, and what was found.
 *
 * All readers of rows do the same: read UctenkyPol.txt, decode Windows-1250, give every cell of every row as text, and
 * tell ids, names and prices to a digest. All writers take the same cells to the same bytes.
 */
import { createHash, type Hash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync, mkdirSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import { parse as csvParse } from 'csv-parse';
// @ts-expect-error papaparse brings no types
import papaparse from 'papaparse';
import { inferSchema, initParser } from 'udsv';
import { prepareReceipt } from '../../core/helios/prepare';
import { openSet } from '../../core/helios/readSet';
import { DEFAULT_READ_SETTINGS } from '../support/heliosReading.mts';
import { DEFAULT_ROW_SETTINGS } from '../../core/helios/settings';
import { SetWriter } from '../../core/helios/setWriter';
import { HELIOS_FILES, attributesOf } from '../../core/helios/structures';
import type { Receipt } from '../../core/records/types';
import { readDelimited, writeDelimited } from '../../core/text/delimited';
import { encodeWindows1250 } from '../../core/text/windows1250';

/** What is used of it. */
const Papa = papaparse as {
	NODE_STREAM_INPUT: unknown;
	parse(input: unknown, options: object): NodeJS.ReadWriteStream;
	unparse(rows: ReadonlyArray<ReadonlyArray<string | null>>, options: { delimiter: string; newline: string; quotes: (value: string | null, column: number) => boolean }): string;
};
const CHUNK = 65_536;
const ITEMS = 3;
const SETTINGS = { ...DEFAULT_ROW_SETTINGS, encoding: 'windows-1250' as const, missingCharacters: 'refuse' as const, cutLongTexts: false, lineEnd: '\r\n' as const };
const COLUMNS = attributesOf('UctenkyPol');
const [ID, NAME, PRICE] = ['IDOriginal', 'Nazev1', 'CCsDPHKcPoS'].map((name) => COLUMNS.findIndex((one) => one.name === name));
const QUOTED = COLUMNS.map(({ type }) => type === 'VARCHAR' || type === 'DATETIME');

function receipt(number: number): Receipt {
	const names = ['Káva zrnková "Extra"', 'Žluťoučký čaj sypaný 100 g', 'Rohlík tukový', 'Mléko čerstvé 1 l', 'Svíčková na smetaně'];
	const items = Array.from({ length: ITEMS }, (_, index) => {
		const at = (number * ITEMS + index) % names.length;
		const unitPrice = 10 + at * 7.9;
		return { line: index + 1, kind: 'goods' as const, code: `100/${at}`, ean: `859000000${at}`, name: names[at], quantity: 1, unit: 'ks', unitPrice, vatRate: at % 2 ? 12 : 21, totalGross: unitPrice };
	});
	const total = Math.round(items.reduce((sum, { totalGross }) => sum + totalGross, 0) * 100) / 100;
	return {
		...{ recordType: 'receipt', key: `ekasa/001/${number}/2026-11-14`, source: 'ekasa', register: '001', number: String(number), type: 'sale', currency: 'CZK' },
		...{ issuedAt: '2026-11-14T10:15:32+01:00', date: '2026-11-14', items, payments: [{ method: 'card', amount: total }], total, rounding: 0, note: 'Děkujeme za nákup' },
	};
}

async function* chunks(file: string): AsyncGenerator<Uint8Array> {
	for await (const chunk of createReadStream(file, { highWaterMark: CHUNK })) yield chunk as Uint8Array;
}

/** The same decoding for all. */
async function* texts(file: string): AsyncGenerator<string> {
	const decoder = new TextDecoder('windows-1250');
	for await (const chunk of chunks(file)) yield decoder.decode(chunk, { stream: true });
}

class Telling {
	private rows = 0;
	private readonly hash: Hash = createHash('sha256');

	row(cells: ReadonlyArray<string | null>): void {
		if (cells.length !== COLUMNS.length) throw new Error(`${cells.length} columns`);
		this.rows += 1;
		this.hash.update(`${cells[ID]}|${cells[NAME]}|${cells[PRICE]}\n`);
	}

	end(): string {
		return `${this.rows} rows ${this.hash.digest('hex').slice(0, 16)}`;
	}
}

const READERS: Record<string, (file: string, telling: Telling) => Promise<void>> = {
	async 'core/text'(file, telling) {
		for await (const rows of readDelimited(texts(file), { columns: COLUMNS.length })) for (const { cells } of rows) telling.row(cells);
	},
	async udsv(file, telling) {
		let parser: ReturnType<typeof initParser> | undefined;
		// It needs a line of names.
		const heading = `${COLUMNS.map(({ name }) => name).join('\t')}\r\n`;
		let held = '';
		for await (const piece of texts(file)) {
			// A piece that ends between CR and LF would leave the LF in the first cell of the next row (0.7.3).
			const whole = held + piece;
			held = whole.endsWith('\r') ? '\r' : '';
			const text = (parser === undefined ? heading : '') + (held === '' ? whole : whole.slice(0, -1));
			parser ??= initParser(inferSchema(text, { col: '\t', row: '\r\n', encl: '"', esc: '"', trim: false }));
			parser.chunk<string[]>(text, parser.stringArrs as never, (row) => telling.row(row));
		}
		parser?.end();
	},
	async papaparse(file, telling) {
		await new Promise<void>((resolve, reject) => {
			const stream = Papa.parse(Papa.NODE_STREAM_INPUT, { delimiter: '\t', newline: '\r\n', quoteChar: '"', skipEmptyLines: true });
			stream.on('data', (row: string[]) => telling.row(row));
			stream.on('end', resolve);
			stream.on('error', reject);
			Readable.from(texts(file)).pipe(stream);
		});
	},
	async 'csv-parse'(file, telling) {
		const parser = csvParse({ delimiter: '\t', quote: '"', escape: '"', record_delimiter: '\r\n' });
		const sink = new Writable({ objectMode: true, write: (row: string[], _encoding, done) => (telling.row(row), done()) });
		await pipeline(Readable.from(texts(file)), parser, sink);
	},
	/** Not a reader: wrong as soon as a text holds a tab, a quote or a line break. The limit of what is possible. */
	async 'split on tabs'(file, telling) {
		let rest = '';
		for await (const text of texts(file)) {
			const lines = (rest + text).split('\r\n');
			rest = lines.pop() ?? '';
			for (const line of lines) telling.row(line.split('\t').map((cell) => (cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell)));
		}
	},
};

function cellsOf(count: number): Array<Array<string | null>> {
	const rows: Array<Array<string | null>> = [];
	for (let number = 1; rows.length < count; number += 1) {
		const prepared = prepareReceipt(receipt(number), SETTINGS);
		if (!prepared.ok) throw new Error(prepared.reasons.join(' '));
		for (const { row } of prepared.rows.items) rows.push(COLUMNS.map(({ name }) => row[name as keyof typeof row]));
	}
	return rows;
}

/** A thousand rows again and again, so that nothing but the writing is measured. */
const WRITERS: Record<string, (rows: ReadonlyArray<Array<string | null>>) => string> = {
	'core/text': (rows) => rows.map((row) => writeDelimited(row, QUOTED)).join(''),
	// NULL and the empty text are one for it, so NULL is put in afterwards.
	papaparse: (rows) => `${Papa.unparse(rows, { delimiter: '\t', newline: '\r\n', quotes: (value, column) => value !== null && QUOTED[column] })}\r\n`,
	'template strings': (rows) => rows.map((row) => `${row.map((cell, index) => (cell === null ? '' : QUOTED[index] ? `"${cell.replaceAll('"', '""')}"` : cell)).join('\t')}\r\n`).join(''),
};

async function write(name: string, count: number): Promise<string> {
	const rows = cellsOf(1000);
	const hash = createHash('sha256');
	let length = 0;
	for (let done = 0; done < count; done += rows.length) {
		const { bytes } = encodeWindows1250(WRITERS[name](rows), { missing: 'refuse' });
		hash.update(bytes);
		length += bytes.length;
	}
	return `${length} bytes ${hash.digest('hex').slice(0, 16)}`;
}

/** A whole set with `count` item rows, children in the order of their parents. */
async function makeSet(count: number, folder: string): Promise<string> {
	mkdirSync(folder, { recursive: true });
	const streams = new Map(HELIOS_FILES.map((file) => [file, createWriteStream(join(folder, `${file}.txt`))]));
	const full = new Set<NodeJS.WritableStream>();
	const writer = new SetWriter(SETTINGS, (file, bytes) => {
		const stream = streams.get(file);
		if (stream && !stream.write(bytes)) full.add(stream);
	});
	const models = Array.from({ length: 100 }, (_, index) => {
		const prepared = prepareReceipt(receipt(index + 1), SETTINGS);
		if (!prepared.ok) throw new Error(prepared.reasons.join(' '));
		return prepared.rows;
	});
	for (let number = 1; number * ITEMS <= count; number += 1) {
		const rows = models[number % models.length];
		writer.write({ ...rows, header: { ...rows.header, PoradoveCislo: String(number) } });
		for (const stream of full) await once(stream, 'drain');
		full.clear();
	}
	for (const stream of streams.values()) await finished(stream.end());
	return `${writer.rows.UctenkyPol} item rows`;
}

async function readSet(folder: string): Promise<string> {
	const files = HELIOS_FILES.map((file) => ({ name: `${file}.txt`, file, open: () => chunks(join(folder, `${file}.txt`)) }));
	const set = await openSet({ prefix: 'bench', files }, DEFAULT_READ_SETTINGS);
	let [receipts, items] = [0, 0];
	for await (const read of set.receipts()) {
		if (!read.ok) throw new Error(read.reasons.join(' '));
		receipts += 1;
		items += read.record.items.length;
	}
	return `${receipts} receipts ${items} items`;
}

async function writeSet(count: number): Promise<string> {
	let length = 0;
	const writer = new SetWriter(SETTINGS, (_file, bytes) => (length += bytes.length));
	for (let number = 1; number * ITEMS <= count; number += 1) {
		const prepared = prepareReceipt(receipt(number), SETTINGS);
		if (!prepared.ok) throw new Error(prepared.reasons.join(' '));
		writer.write(prepared.rows);
	}
	return `${writer.rows.UctenkyPol} item rows ${length} bytes`;
}

async function main(): Promise<void> {
	const [kind, count, place = '', runs = '1'] = process.argv.slice(2);
	const [what, name] = kind.split(':');
	const tasks: Record<string, () => Promise<string>> = {
		read: async () => {
			const telling = new Telling();
			await READERS[name](join(place, 'UctenkyPol.txt'), telling);
			return telling.end();
		},
		write: () => write(name, Number(count)),
		makeSet: () => (existsSync(place) ? Promise.resolve('there') : makeSet(Number(count), place)),
		readSet: () => readSet(place),
		writeSet: () => writeSet(Number(count)),
	};
	let [best, found] = [Infinity, ''];
	for (let run = 0; run < Number(runs); run += 1) {
		const before = process.cpuUsage();
		found = await tasks[what]();
		const { user, system } = process.cpuUsage(before);
		best = Math.min(best, (user + system) / 1000);
	}
	process.stdout.write(`${JSON.stringify({ cpu: best, peak: process.resourceUsage().maxRSS / 1024, found })}\n`);
}

void main();
