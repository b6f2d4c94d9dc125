import { XmlError } from './errors';
import { EXPORT_AGAIN, sniffEncoding } from './sniff';

/** Bytes that are looked at before the encoding is decided. */
const HEAD = 512;
/** Bytes decoded at a time: one huge chunk must not become one huge string. */
const PIECE = 65_536;
/** So many non-ASCII runs, all of them valid UTF-8, do not happen in a real single-byte text. */
const PROOF_OF_UTF8 = 4;

/**
 * Bytes of an XML document → its text in pieces of at most 64 kB. The encoding comes from the byte order mark, else the
 * XML declaration, else it is UTF-8. Throws XmlError for a file that is no XML and for bytes that do not fit.
 *
 * @param line the line the reader has come to, for messages
 */
export async function* decodeXml(chunks: AsyncIterable<Uint8Array>, line: () => number): AsyncGenerator<string> {
	let head: Uint8Array = new Uint8Array(0);
	let decoder: PieceDecoder | undefined;
	for await (const chunk of chunks) {
		if (decoder === undefined) {
			head = joined(head, chunk);
			if (head.length < HEAD) continue;
			decoder = new PieceDecoder(sniffEncoding(head.subarray(0, HEAD)), line);
			yield* decoder.pieces(head);
		} else {
			yield* decoder.pieces(chunk);
		}
	}
	if (decoder === undefined) {
		decoder = new PieceDecoder(sniffEncoding(head.subarray(0, HEAD)), line);
		yield* decoder.pieces(head);
	}
	decoder.end();
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
	const both = new Uint8Array(first.length + second.length);
	both.set(first);
	both.set(second, first.length);
	return both;
}

class PieceDecoder {
	private readonly decoder: { decode(bytes?: Uint8Array, options?: { stream: boolean }): string };

	private readonly singleByte: boolean;

	/** Non-ASCII runs of a single-byte text that happen to be valid UTF-8; -1 once one was not. */
	private lookedLikeUtf8 = 0;

	/** The incomplete UTF-8 sequence at the end of the last piece. */
	private tail: Uint8Array = new Uint8Array(0);

	private readonly label: string;

	private readonly declared: string | undefined;

	constructor(
		encoding: { label: string; declared: string | undefined },
		private readonly line: () => number,
	) {
		const { label } = encoding;
		this.label = label;
		this.declared = encoding.declared;
		this.decoder = new TextDecoder(label, { fatal: true });
		this.singleByte = !label.startsWith('utf-');
	}

	*pieces(chunk: Uint8Array): Generator<string> {
		for (let at = 0; at < chunk.length; at += PIECE) yield this.decode(chunk.subarray(at, at + PIECE));
	}

	end(): void {
		if (this.text(undefined) === undefined) {
			throw new XmlError(
				'truncated',
				'The file ends inside a character',
				`It is not complete. ${EXPORT_AGAIN}`,
				this.line(),
				1,
			);
		}
	}

	private decode(piece: Uint8Array): string {
		const text = this.text(piece);
		if (text === undefined) throw this.misfit(piece);
		if (this.label === 'utf-8') this.tail = incompleteEnd(piece.length < 4 ? joined(this.tail, piece) : piece);
		else if (this.singleByte && this.lookedLikeUtf8 >= 0) this.suspectUtf8(piece);
		return text;
	}

	private text(piece: Uint8Array | undefined): string | undefined {
		try {
			return piece === undefined ? this.decoder.decode() : this.decoder.decode(piece, { stream: true });
		} catch {
			return undefined;
		}
	}

	private misfit(piece: Uint8Array): XmlError {
		const says =
			this.declared === undefined
				? `declares no encoding, which means ${this.label.toUpperCase()},`
				: `declares ${this.declared}`;
		if (this.label !== 'utf-8') {
			return new XmlError('encoding', `The file ${says} but its bytes are not`, EXPORT_AGAIN, this.line(), 1);
		}
		const bytes = joined(this.tail, piece);
		const at = invalidUtf8(bytes);
		const byte = `0x${(bytes[at] ?? 0).toString(16).toUpperCase().padStart(2, '0')}`;
		return new XmlError(
			'encoding',
			`The file ${says} but byte ${byte} is not; the file is probably Windows-1250`,
			'Export it again, or correct the encoding in its first line to Windows-1250.',
			this.line() + lines(bytes.subarray(0, at)),
			1,
		);
	}

	/** A file that says Windows-1250 and holds UTF-8 would be read without a word, every "ř" as two wrong letters. */
	private suspectUtf8(piece: Uint8Array): void {
		for (let at = 0; at < piece.length; at++) {
			if (piece[at] < 0x80) continue;
			const length = sequenceLength(piece, at);
			if (length === 0) {
				// A sequence cut by the end of the piece proves nothing.
				if (piece.length - at < 4) return;
				this.lookedLikeUtf8 = -1;
				return;
			}
			this.lookedLikeUtf8 += 1;
			at += length - 1;
			if (this.lookedLikeUtf8 >= PROOF_OF_UTF8) {
				throw new XmlError(
					'encoding',
					`The file declares ${this.declared} but its letters are UTF-8`,
					'Export it again, or correct the encoding in its first line to UTF-8.',
					this.line() + lines(piece.subarray(0, at)),
					1,
				);
			}
		}
	}
}

function lines(bytes: Uint8Array): number {
	let count = 0;
	for (const byte of bytes) if (byte === 10) count += 1;
	return count;
}

/** Length of the well-formed multi-byte UTF-8 sequence at a place, 0 where there is none. */
function sequenceLength(bytes: Uint8Array, at: number): number {
	const first = bytes[at];
	const length =
		first >= 0xf0 && first < 0xf5 ? 4 : first >= 0xe0 && first < 0xf0 ? 3 : first >= 0xc2 && first < 0xe0 ? 2 : 0;
	for (let next = 1; next < length; next++) {
		const byte = bytes[at + next];
		if (byte === undefined || byte < 0x80 || byte > 0xbf) return 0;
	}
	const second = bytes[at + 1];
	const overlong = (first === 0xe0 && second < 0xa0) || (first === 0xf0 && second < 0x90);
	const outside = (first === 0xed && second > 0x9f) || (first === 0xf4 && second > 0x8f);
	return overlong || outside ? 0 : length;
}

function invalidUtf8(bytes: Uint8Array): number {
	let at = 0;
	while (at < bytes.length) {
		const length = bytes[at] < 0x80 ? 1 : sequenceLength(bytes, at);
		if (length === 0) return at;
		at += length;
	}
	return at;
}

function incompleteEnd(bytes: Uint8Array): Uint8Array {
	for (let back = 1; back <= 3 && back <= bytes.length; back++) {
		const byte = bytes[bytes.length - back];
		if (byte < 0x80) break;
		if (byte >= 0xc0)
			return sequenceLength(bytes, bytes.length - back) === 0 ? bytes.slice(-back) : new Uint8Array(0);
	}
	return new Uint8Array(0);
}
