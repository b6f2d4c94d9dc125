/** First look at a set of receipt files: do they belong together, and in which order are they written? Keeps ids only. */
import type { ReadEncoding } from './decode';
import type { Fault } from './errors';
import { readSource } from './sourceRows';
import type { SourceFile, SourceRow } from './sourceRows';
import { HELIOS_FILES, KEYS } from './structures';
import type { HeliosFile } from './structures';

export type SetFiles = Partial<Record<HeliosFile, SourceFile>>;

export interface SetIndex {
	/** Rows of each file, damaged ones too. */
	rows: Record<HeliosFile, number>;
	/** Ids of the receipts in the order of the file. */
	receipts: Int32Array;
	/** Rows of each receipt (by its position) in the other files, for reading in portions. */
	children: Int32Array;
	/** Whether every file has its rows in the order of their parents, so that the files can be read side by side. */
	inOrder: boolean;
	/** Why the set cannot be joined; empty = it can. */
	faults: Fault[];
}

/** Faults that are listed; the rest is counted. */
const MOST_FAULTS = 20;

/** Whole numbers (INT) in four bytes each. */
class Numbers {
	private values = new Int32Array(1024);
	length = 0;

	push(value: number): void {
		if (this.length === this.values.length) {
			const larger = new Int32Array(2 * this.length);
			larger.set(this.values);
			this.values = larger;
		}
		this.values[this.length] = value;
		this.length += 1;
	}

	/** undefined where there is none. */
	at(index: number): number | undefined {
		return index >= 0 && index < this.length ? this.values[index] : undefined;
	}

	addOne(index: number): void {
		this.values[index] += 1;
	}

	all(): Int32Array {
		return this.values.subarray(0, this.length);
	}
}

/** Position of each id. Ids that rise need no index of their own. */
class Ids {
	readonly list = new Numbers();
	private rising = true;
	private positions: Map<number, number> | undefined;

	add(id: number): void {
		if (id <= (this.list.at(this.list.length - 1) ?? Number.NEGATIVE_INFINITY)) this.rising = false;
		this.list.push(id);
	}

	/** -1 for an id that is not there. */
	find(id: number): number {
		const all = this.list.all();
		if (!this.rising) {
			if (this.positions === undefined) {
				this.positions = new Map();
				for (const [index, one] of all.entries()) this.positions.set(one, index);
			}
			return this.positions.get(id) ?? -1;
		}
		let [low, high] = [0, all.length - 1];
		while (low <= high) {
			const middle = (low + high) >> 1;
			if (all[middle] === id) return middle;
			if (all[middle] < id) low = middle + 1;
			else high = middle - 1;
		}
		return -1;
	}

	/** Positions of the ids that were there before. */
	doubled(): Set<number> {
		const seen = new Set<number>();
		const doubled = new Set<number>();
		if (this.rising) return doubled;
		for (const [index, id] of this.list.all().entries()) {
			if (seen.has(id)) doubled.add(index);
			seen.add(id);
		}
		return doubled;
	}
}

class Indexing {
	readonly receipts = new Ids();
	readonly items = new Ids();
	/** Receipt of each item, by position. */
	private readonly receiptOfItem = new Numbers();
	readonly children = new Numbers();
	readonly faults: Fault[] = [];
	more = 0;
	inOrder = true;

	note(fault: Fault): void {
		if (this.faults.length < MOST_FAULTS) this.faults.push(fault);
		else this.more += 1;
	}

	/** One row; `at` is the position of the parent of the row before. Answers the position of this one's parent. */
	take(source: SourceFile, row: SourceRow, at: number): number {
		const { file, name } = source;
		const { own, parent, parentFile } = KEYS[file];
		if ((own !== undefined && row.own === undefined) || (parent !== undefined && row.parent === undefined)) {
			const why = row.fault ?? { file: name, line: row.line, reason: 'has no id.' };
			this.note({ ...why, reason: `${why.reason} Without its id nobody knows which receipt it belongs to.` });
			return at;
		}
		const position = parent === undefined ? at : this.parentOf(source, row, parentFile === 'UctenkyPol' ? this.items : this.receipts, at);
		if (file === 'Uctenky' || file === 'UctenkyPol') {
			(file === 'Uctenky' ? this.receipts : this.items).add(row.own as number);
			if (file === 'UctenkyPol') this.receiptOfItem.push(position);
			else this.children.push(0);
		}
		const receipt = file === 'UctenkyEtal' ? (this.receiptOfItem.at(position) ?? -1) : position;
		if (parent !== undefined && receipt >= 0) this.children.addOne(receipt);
		return position;
	}

	private parentOf({ file, name }: SourceFile, { parent, line }: SourceRow, parents: Ids, at: number): number {
		const id = parent as number;
		if (parents.list.at(at) === id) return at;
		if (parents.list.at(at + 1) === id) return at + 1;
		const position = parents.find(id);
		if (position === -1) {
			const [column, home] = file === 'UctenkyEtal' ? ['IDPolozky', 'UctenkyPol'] : [file === 'UctenkyUhr' ? 'IDUctenka' : 'IDHlava', 'Uctenky'];
			const reason = `is the id of no row in ${home}.`;
			this.note({ file: name, line, column: (KEYS[file].parent as number) + 1, attribute: column, value: String(id), reason });
		} else if (position < at) this.inOrder = false;
		return position;
	}

	/** Reads a file again to name the lines of ids that come twice. */
	async checkDoubled(source: SourceFile, encoding: ReadEncoding): Promise<void> {
		const doubled = (source.file === 'Uctenky' ? this.receipts : this.items).doubled();
		if (doubled.size === 0) return;
		let position = 0;
		for await (const batch of readSource(source, encoding)) {
			for (const { own, parent, line } of batch) {
				// Rows without ids were left out before, too.
				if (own === undefined || (source.file === 'UctenkyPol' && parent === undefined)) continue;
				const place = { file: source.name, line, column: 1, attribute: 'IDOriginal', value: String(own) };
				if (doubled.has(position)) this.note({ ...place, reason: 'stands there twice; each row needs an IDOriginal of its own.' });
				position += 1;
			}
		}
	}
}

/**
 * Reads the ids of all files, parents before children. Needs about 10 bytes for each row.
 *
 * @throws HeliosSetError when the bytes of a file do not fit the encoding
 */
export async function indexSet(files: SetFiles, encoding: ReadEncoding): Promise<SetIndex> {
	const indexing = new Indexing();
	const rows: Record<HeliosFile, number> = { Uctenky: 0, UctenkyPol: 0, UctenkyFin: 0, UctenkyUhr: 0, UctenkyEtal: 0 };
	for (const file of HELIOS_FILES) {
		const source = files[file];
		if (source === undefined) continue;
		let at = -1;
		for await (const batch of readSource(source, encoding)) {
			rows[file] += batch.length;
			for (const row of batch) at = indexing.take(source, row, at);
		}
		if (file === 'Uctenky' || file === 'UctenkyPol') await indexing.checkDoubled(source, encoding);
	}
	const { faults, more, receipts, children, inOrder } = indexing;
	if (more > 0) faults.push({ file: '', reason: `There are ${more} more rows of this kind.` });
	return { rows, receipts: receipts.list.all(), children: children.all(), inOrder, faults };
}
