/**
 * The rows of each receipt, out of five files. Files in writing order (children in the order of their parents) are read side by side and nothing is kept;
 * others are read again for each portion of receipts, which is slower and needs no more memory.
 */
import type { ReadEncoding } from './decode';
import type { SetFiles, SetIndex } from './setIndex';
import { readSource } from './sourceRows';
import type { SourceRow } from './sourceRows';
import type { HeliosFile } from './structures';

export interface JoinedReceipt {
	header: SourceRow;
	items: Array<{ row: SourceRow; etalons: SourceRow[] }>;
	financial: SourceRow[];
	payments: SourceRow[];
}

/** Child rows that are kept at a time when the files are not in order. */
const PORTION = 50_000;

/** Rows of a file that is in order, taken parent by parent. */
class Cursor {
	private rows: SourceRow[] = [];
	private next = 0;
	private ended = false;

	constructor(private readonly source: AsyncGenerator<SourceRow[]>) {}

	/** Makes sure that a row is there; false at the end. */
	private async more(): Promise<boolean> {
		while (this.next >= this.rows.length && !this.ended) {
			const { value, done } = await this.source.next();
			[this.rows, this.next, this.ended] = [value ?? [], 0, done === true];
		}
		return !this.ended;
	}

	async shift(): Promise<SourceRow | undefined> {
		if (this.next >= this.rows.length && !(await this.more())) return undefined;
		this.next += 1;
		return this.rows[this.next - 1];
	}

	/** Appends the rows of one parent that come now. */
	async take(parent: number | undefined, into: SourceRow[]): Promise<void> {
		while (this.next < this.rows.length || (await this.more())) {
			if (this.rows[this.next].parent !== parent) return;
			into.push(this.rows[this.next]);
			this.next += 1;
		}
	}

	async close(): Promise<void> {
		await this.source.return(undefined);
	}
}

async function* nothing(): AsyncGenerator<SourceRow[]> {}

function open(files: SetFiles, file: HeliosFile, encoding: ReadEncoding): AsyncGenerator<SourceRow[]> {
	const source = files[file];
	return source === undefined ? nothing() : readSource(source, encoding);
}

async function* sideBySide(files: SetFiles, encoding: ReadEncoding): AsyncGenerator<JoinedReceipt> {
	const cursor = (file: HeliosFile) => new Cursor(open(files, file, encoding));
	const [headers, items, financial, payments, etalons] = [
		cursor('Uctenky'),
		cursor('UctenkyPol'),
		cursor('UctenkyFin'),
		cursor('UctenkyUhr'),
		cursor('UctenkyEtal'),
	];
	try {
		for (let header = await headers.shift(); header !== undefined; header = await headers.shift()) {
			const joined: JoinedReceipt = { header, items: [], financial: [], payments: [] };
			const rows: SourceRow[] = [];
			await items.take(header.own, rows);
			for (const row of rows) {
				const item = { row, etalons: [] };
				await etalons.take(row.own, item.etalons);
				joined.items.push(item);
			}
			await financial.take(header.own, joined.financial);
			await payments.take(header.own, joined.payments);
			yield joined;
		}
	} finally {
		for (const one of [headers, items, financial, payments, etalons]) await one.close();
	}
}

/** Positions at which portions end. */
function portions({ receipts, children }: SetIndex, rows: number): number[] {
	const ends: number[] = [];
	let size = 0;
	for (let at = 0; at < receipts.length; at += 1) {
		size += children[at] + 1;
		if (size >= rows || at === receipts.length - 1) {
			ends.push(at + 1);
			size = 0;
		}
	}
	return ends;
}

/** A copy that does not keep the piece of the file alive out of which it was cut. */
function copyOf(row: SourceRow): SourceRow {
	return JSON.parse(JSON.stringify(row)) as SourceRow;
}

async function* inPortions(files: SetFiles, index: SetIndex, encoding: ReadEncoding, rows: number): AsyncGenerator<JoinedReceipt> {
	const each = async (file: HeliosFile, take: (row: SourceRow) => void) => {
		for await (const batch of open(files, file, encoding)) batch.forEach(take);
	};
	let from = 0;
	for (const to of portions(index, rows)) {
		const wanted = new Map<number | undefined, JoinedReceipt>();
		const items = new Map<number | undefined, SourceRow[]>();
		for (const id of index.receipts.slice(from, to)) {
			wanted.set(id, { header: { line: 0, text: '' }, items: [], financial: [], payments: [] });
		}
		await each('Uctenky', (row) => {
			const joined = wanted.get(row.own);
			if (joined) joined.header = copyOf(row);
		});
		await each('UctenkyPol', (row) => {
			const etalons: SourceRow[] = [];
			if (wanted.get(row.parent)?.items.push({ row: copyOf(row), etalons })) items.set(row.own, etalons);
		});
		await each('UctenkyFin', (row) => wanted.get(row.parent)?.financial.push(copyOf(row)));
		await each('UctenkyUhr', (row) => wanted.get(row.parent)?.payments.push(copyOf(row)));
		await each('UctenkyEtal', (row) => items.get(row.parent)?.push(copyOf(row)));
		yield* wanted.values();
		from = to;
	}
}

/**
 * Every receipt of a set that can be joined, in the order of Uctenky.txt.
 *
 * @param portion rows that are kept at a time when the files are not in order
 */
export function joinSet(files: SetFiles, index: SetIndex, encoding: ReadEncoding, portion = PORTION): AsyncGenerator<JoinedReceipt> {
	return index.inOrder ? sideBySide(files, encoding) : inPortions(files, index, encoding, portion);
}
