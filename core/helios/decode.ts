/**
 * Bytes of a receipt file → text. The documentation names no encoding: probably Windows-1250 (VARCHAR columns, Czech Windows of 2006), a newer plug-in may
 * write Unicode [I, facts of the layout]. So it is given, or found: byte order mark, zeros between letters, valid UTF-8, else Windows-1250.
 */
import { encodeWindows1250 } from '../text/windows1250';
import { HeliosSetError } from './errors';

export const READ_ENCODINGS = ['auto', 'windows-1250', 'utf-8', 'utf-16le', 'utf-16be'] as const;
export type ReadEncoding = (typeof READ_ENCODINGS)[number];

/** Bytes decoded at a time: one huge chunk must not become one huge string. */
const PIECE = 65_536;
const BOMS: ReadonlyArray<{ bytes: readonly number[]; label: ReadEncoding }> = [
	{ bytes: [0xef, 0xbb, 0xbf], label: 'utf-8' },
	{ bytes: [0xff, 0xfe], label: 'utf-16le' },
	{ bytes: [0xfe, 0xff], label: 'utf-16be' },
];
/**
 * Czech and Slovak letters of Windows-1250 that would begin a UTF-8 sequence: "SÍŤ" and "BALENÍ…" are well-formed UTF-8 by chance. Sequences that begin with
 * other bytes (of Czech text in UTF-8 all do) are none of Windows-1250.
 */
const CZECH = new Set(encodeWindows1250('ČÉĚÍĎŇÓÔŘŮÚÝáäčéěíďňóô', { missing: 'refuse' }).bytes);

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
	if (first.length === 0) return second;
	const both = new Uint8Array(first.length + second.length);
	both.set(first);
	both.set(second, first.length);
	return both;
}

/** Length of a well-formed UTF-8 sequence, 0 where there is none, undefined where the bytes end inside of one. */
function sequenceLength(bytes: Uint8Array, at: number): number | undefined {
	const first = bytes[at];
	const length = first >= 0xf0 && first < 0xf5 ? 4 : first >= 0xe0 && first < 0xf0 ? 3 : first >= 0xc2 && first < 0xe0 ? 2 : 0;
	for (let next = 1; next < length; next += 1) {
		const byte = bytes[at + next];
		if (byte === undefined) return undefined;
		if ((byte & 0xc0) !== 0x80) return 0;
	}
	return length;
}

/** What the letters beyond ASCII say; undefined while there is none that is complete. */
function byLetters(bytes: Uint8Array): ReadEncoding | undefined {
	let czech = 0;
	for (let at = 0; at < bytes.length; ) {
		const length = bytes[at] < 0x80 ? 1 : sequenceLength(bytes, at);
		if (length === 0) return 'windows-1250';
		if (length === undefined) break;
		if (CZECH.has(bytes[at])) czech += 1;
		else if (length > 1) return restIsUtf8(bytes, at) ? 'utf-8' : 'windows-1250';
		at += length;
	}
	return czech > 0 ? 'windows-1250' : undefined;
}

function restIsUtf8(bytes: Uint8Array, from: number): boolean {
	for (let at = from; at < bytes.length; ) {
		const length = bytes[at] < 0x80 ? 1 : sequenceLength(bytes, at);
		if (length === undefined) return true;
		if (length === 0) return false;
		at += length;
	}
	return true;
}

/** The encoding by the first bytes; undefined = plain ASCII so far. */
function detect(head: Uint8Array): ReadEncoding | undefined {
	const bom = BOMS.find(({ bytes }) => bytes.every((byte, index) => head[index] === byte));
	if (bom) return bom.label;
	if (head.length > 1 && head[0] !== 0 && head[1] === 0) return 'utf-16le';
	if (head.length > 1 && head[0] === 0 && head[1] !== 0) return 'utf-16be';
	return byLetters(head);
}

type Decoder = { decode(bytes?: Uint8Array, options?: { stream: boolean }): string };

function decoded(decoder: Decoder, bytes: Uint8Array | undefined): string | undefined {
	try {
		return bytes === undefined ? decoder.decode() : decoder.decode(bytes, { stream: true });
	} catch {
		return undefined;
	}
}

class Text {
	private decoder: Decoder | undefined;
	private label: string | undefined;
	/** Bytes that were looked at and not decoded yet. */
	private held: Uint8Array = new Uint8Array(0);
	/** The beginning, which alone can carry a mark, is past. */
	private begun = false;

	constructor(
		private readonly name: string,
		encoding: ReadEncoding,
	) {
		if (encoding !== 'auto') this.choose(encoding);
	}

	private choose(label: string): void {
		this.label = label;
		this.decoder = new TextDecoder(label, { fatal: true });
	}

	piece(given: Uint8Array, last: boolean): string {
		let bytes = joined(this.held, given);
		this.held = new Uint8Array(0);
		if (this.decoder === undefined) {
			const label = bytes.length < 4 && !last ? undefined : this.begun ? byLetters(bytes) : detect(bytes);
			if (label === undefined && !last) {
				this.held = bytes;
				if (bytes.length <= 2 * PIECE) return '';
				// Plain ASCII, decoded so far alike in both; the last bytes may be the beginning of a letter.
				this.begun = true;
				this.held = bytes.slice(-4);
				bytes = bytes.subarray(0, -4);
				return this.text(new TextDecoder('utf-8', { fatal: true }), bytes);
			}
			this.choose(label ?? 'windows-1250');
		}
		return this.text(this.decoder as unknown as Decoder, bytes);
	}

	end(): string {
		const rest = this.piece(new Uint8Array(0), true);
		return rest + this.text(this.decoder as unknown as Decoder, undefined);
	}

	private text(decoder: Decoder, bytes: Uint8Array | undefined): string {
		const text = decoded(decoder, bytes);
		if (text !== undefined) return text;
		const label = (this.label ?? 'utf-8').toUpperCase();
		const reason = bytes === undefined ? `ends inside of a character (${label}); it is not complete.` : `looked like ${label}, but some of its bytes are not.`;
		throw new HeliosSetError(`The file ${this.name} ${reason} Choose its Encoding, or have it exported again.`, [{ file: this.name, reason }]);
	}
}

/**
 * Text of a file in pieces of about 64 kB, without byte order mark.
 *
 * @throws HeliosSetError for bytes that do not fit the encoding that was given or found
 */
export async function* decodeFile(name: string, chunks: AsyncIterable<Uint8Array>, encoding: ReadEncoding): AsyncGenerator<string> {
	const text = new Text(name, encoding);
	for await (const chunk of chunks) {
		for (let at = 0; at < chunk.length; at += PIECE) yield text.piece(chunk.subarray(at, at + PIECE), false);
	}
	yield text.end();
}
