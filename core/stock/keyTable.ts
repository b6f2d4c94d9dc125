/** Texts numbered from 0 in the order in which they come: a third of the memory of a Map. */
import { int32 } from './grow';

const BLOCK = 1 << 20;
/** Bytes for one UTF-16 unit, at most. */
const WIDEST = 3;

const { imul } = Math;
const { fromCharCode } = String;

export class KeyTable {
	/** Texts one after the other, none over the end of a block. */
	private readonly blocks: Uint8Array[] = [];

	private readonly block = int32();

	private readonly start = int32();

	private readonly size = int32();

	private used = 0;

	private scratch = new Uint8Array(256);

	/** Open addressing, at most half full: number + 1; 0 is free. */
	private table = new Int32Array(2048);

	get length(): number {
		return this.size.length;
	}

	/** The number of a text; of a new one the next. */
	put(key: string): number {
		const bytes = this.bytes(key);
		const at = this.find(bytes);
		if (this.table[at] !== 0) return this.table[at] - 1;
		this.store(bytes);
		this.table[at] = this.length;
		if (this.length * 2 > this.table.length) this.widen();
		return this.length - 1;
	}

	text(number: number): string {
		const bytes = this.stored(number);
		let text = '';
		for (let at = 0; at < bytes.length; at++) {
			if (bytes[at] < 0x80) text += fromCharCode(bytes[at]);
			else text += fromCharCode(((bytes[at] & 0x1f) << 12) | ((bytes[++at] & 0x3f) << 6) | (bytes[++at] & 0x3f));
		}
		return text;
	}

	/** ASCII as it is, other units in three bytes: unlike UTF-8 it also tells halves of surrogate pairs apart. */
	private bytes(key: string): Uint8Array {
		if (key.length * WIDEST > this.scratch.length) this.scratch = new Uint8Array(key.length * WIDEST);
		const { scratch } = this;
		let size = 0;
		for (let at = 0; at < key.length; at++) {
			const unit = key.charCodeAt(at);
			if (unit < 0x80) {
				scratch[size++] = unit;
				continue;
			}
			scratch[size++] = 0x80 | (unit >>> 12);
			scratch[size++] = 0x80 | ((unit >>> 6) & 0x3f);
			scratch[size++] = 0x80 | (unit & 0x3f);
		}
		return scratch.subarray(0, size);
	}

	private stored(number: number): Uint8Array {
		const start = this.start.at(number);
		return this.blocks[this.block.at(number)].subarray(start, start + this.size.at(number));
	}

	private store(bytes: Uint8Array): void {
		if (this.blocks.length === 0 || this.used + bytes.length > this.blocks[this.blocks.length - 1].length) {
			this.blocks.push(new Uint8Array(Math.max(BLOCK, bytes.length)));
			this.used = 0;
		}
		this.blocks[this.blocks.length - 1].set(bytes, this.used);
		this.block.push(this.blocks.length - 1);
		this.start.push(this.used);
		this.size.push(bytes.length);
		this.used += bytes.length;
	}

	/** Where the text stands in the table, or the free place for it. */
	private find(bytes: Uint8Array): number {
		const mask = this.table.length - 1;
		let at = hash(bytes) & mask;
		while (this.table[at] !== 0 && !this.equals(this.table[at] - 1, bytes)) at = (at + 1) & mask;
		return at;
	}

	private equals(number: number, bytes: Uint8Array): boolean {
		if (this.size.at(number) !== bytes.length) return false;
		const block = this.blocks[this.block.at(number)];
		const start = this.start.at(number);
		for (let at = 0; at < bytes.length; at++) if (block[start + at] !== bytes[at]) return false;
		return true;
	}

	private widen(): void {
		this.table = new Int32Array(this.table.length * 2);
		for (let number = 0; number < this.length; number++) this.table[this.find(this.stored(number))] = number + 1;
	}
}

/** FNV-1a with a final mix, as codes often differ in their last digits only. */
function hash(bytes: Uint8Array): number {
	let value = 0x811c9dc5;
	for (let at = 0; at < bytes.length; at++) value = imul(value ^ bytes[at], 0x01000193);
	value = imul(value ^ (value >>> 16), 0x85ebca6b);
	return (value ^ (value >>> 13)) >>> 0;
}
