/** Values kept as bytes by number: outside the heap, a fraction of what the objects take. */
const BLOCK = 1 << 20;
/** Bytes of UTF-8 for one UTF-16 unit, at most. */
const WIDEST = 3;

export class Packed {
	private readonly encoder = new TextEncoder();

	private readonly decoder = new TextDecoder();

	private readonly blocks: Uint8Array[] = [];

	/** Bytes used of the last block. */
	private used = 0;

	private readonly block: Int32Array;

	private readonly start: Int32Array;

	private readonly length: Int32Array;

	/** @param size numbers go from 0 to size - 1 */
	constructor(size: number) {
		this.block = new Int32Array(size);
		this.start = new Int32Array(size);
		this.length = new Int32Array(size);
	}

	/** @param value plain JSON data */
	put(at: number, value: unknown): void {
		const text = JSON.stringify(value);
		const room = text.length * WIDEST;
		if (this.blocks.length === 0 || this.used + room > this.blocks[this.blocks.length - 1].length) {
			this.blocks.push(new Uint8Array(Math.max(BLOCK, room)));
			this.used = 0;
		}
		const last = this.blocks.length - 1;
		const { written } = this.encoder.encodeInto(text, this.blocks[last].subarray(this.used));
		this.block[at] = last;
		this.start[at] = this.used;
		this.length[at] = written;
		this.used += written;
	}

	has(at: number): boolean {
		return this.length[at] > 0;
	}

	/** The value put there; undefined where there is none. */
	at(at: number): unknown {
		if (!this.has(at)) return undefined;
		const start = this.start[at];
		return JSON.parse(
			this.decoder.decode(this.blocks[this.block[at]].subarray(start, start + this.length[at])),
		) as unknown;
	}
}
