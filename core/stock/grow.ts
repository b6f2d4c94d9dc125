/** Number columns that grow: a million entries in a few megabytes. */

type Column = Float64Array | Int32Array | Uint16Array | Uint8Array;

class Growing<A extends Column> {
	length = 0;

	private column: A;

	constructor(private readonly make: (size: number) => A) {
		this.column = make(1024);
	}

	push(value: number): number {
		if (this.length === this.column.length) {
			const wider = this.make(this.length * 2);
			wider.set(this.column);
			this.column = wider;
		}
		this.column[this.length] = value;
		this.length += 1;
		return this.length - 1;
	}

	at(index: number): number {
		return this.column[index];
	}

	put(index: number, value: number): void {
		this.column[index] = value;
	}
}

export const float64 = () => new Growing((size) => new Float64Array(size));
export const int32 = () => new Growing((size) => new Int32Array(size));
export const uint16 = () => new Growing((size) => new Uint16Array(size));
export const uint8 = () => new Growing((size) => new Uint8Array(size));
