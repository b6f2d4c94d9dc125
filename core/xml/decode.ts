import { XmlError } from './errors';
import { sniffEncoding } from './sniff';
import { FILE, type Subject } from './source';
import { joined, Undeclared } from './undeclared';
import { incompleteEnd, invalidUtf8, PROOF_OF_UTF8, sequenceLength } from './utf8';

/** Bytes that are looked at before the encoding is decided. */
const HEAD = 512;
/** Bytes decoded at a time: one huge chunk must not become one huge string. */
const PIECE = 65_536;

interface DecodeOptions {
	/** The line the reader has come to, for messages. */
	line: () => number;
	/** What the bytes are, for messages. */
	subject?: Subject;
	/** Charset that HTTP states; counts where the document itself says nothing. */
	charset?: string;
}

/**
 * Bytes of an XML document → its text in pieces of at most 64 kB. The encoding comes from the byte order mark, else the
 * XML declaration, else as Undeclared says. Throws XmlError for what is no XML and for bytes that do not fit.
 */
export async function* decodeXml(chunks: AsyncIterable<Uint8Array>, options: DecodeOptions): AsyncGenerator<string> {
	const decoding = new Decoding(options);
	let head: Uint8Array | undefined = new Uint8Array(0);
	for await (const chunk of chunks) {
		const bytes: Uint8Array = head === undefined ? chunk : joined(head, chunk);
		head = head !== undefined && bytes.length < HEAD ? bytes : undefined;
		if (head === undefined) yield* decoding.pieces(bytes);
	}
	yield* decoding.pieces(head ?? new Uint8Array(0), true);
}

/** One document on its way from bytes to text. */
class Decoding {
	private decoder?: PieceDecoder;

	private undeclared?: Undeclared;

	constructor(private readonly options: DecodeOptions) {}

	*pieces(bytes: Uint8Array, isWhole = false): Generator<string> {
		if (this.decoder === undefined && this.undeclared === undefined) this.begin(bytes.subarray(0, HEAD));
		if (this.undeclared === undefined) {
			yield* this.decoder?.pieces(bytes) ?? [];
		} else {
			yield* this.guessed(this.undeclared, bytes, isWhole);
		}
		if (isWhole) this.decoder?.end();
	}

	private begin(head: Uint8Array): void {
		const { label, declared } = sniffEncoding(head, this.options.subject);
		if (label === undefined) this.undeclared = new Undeclared(this.options.charset);
		else this.decoder = new PieceDecoder({ label, declared }, this.options);
	}

	private *guessed(undeclared: Undeclared, bytes: Uint8Array, isWhole: boolean): Generator<string> {
		const known = undeclared.take(bytes, isWhole);
		if (known === undefined) {
			yield* new PieceDecoder({ label: 'utf-8' }, this.options).pieces(undeclared.ascii());
			return;
		}
		this.undeclared = undefined;
		this.decoder = new PieceDecoder({ label: known.label }, this.options);
		yield* this.decoder.pieces(known.bytes);
	}
}

/** Bytes that Windows-1250 does not have; decoders make control characters of them. */
const NOT_IN_1250 = /[\u0081\u0083\u0088\u0090\u0098]/;

class PieceDecoder {
	private readonly decoder: { decode(bytes?: Uint8Array, options?: { stream: boolean }): string };

	private readonly singleByte: boolean;

	/** Non-ASCII runs of a single-byte text that happen to be valid UTF-8; -1 once one was not. */
	private lookedLikeUtf8 = 0;

	/** The incomplete UTF-8 sequence at the end of the last piece. */
	private tail: Uint8Array = new Uint8Array(0);

	private readonly label: string;

	private readonly declared: string | undefined;

	private readonly line: () => number;

	private readonly subject: Subject;

	constructor({ label, declared }: { label: string; declared?: string }, { line, subject = FILE }: DecodeOptions) {
		this.label = label;
		this.declared = declared;
		this.line = line;
		this.subject = subject;
		this.decoder = new TextDecoder(label, { fatal: true });
		// What nobody declared was looked at before it came here.
		this.singleByte = declared !== undefined && !label.startsWith('utf-');
	}

	*pieces(chunk: Uint8Array): Generator<string> {
		for (let at = 0; at < chunk.length; at += PIECE) yield this.decode(chunk.subarray(at, at + PIECE));
	}

	end(): void {
		if (this.text(undefined) === undefined) {
			const { it, again } = this.subject;
			throw new XmlError('truncated', `${it} ends inside a character`, `It is not complete. ${again}`, this.line(), 1);
		}
	}

	private decode(piece: Uint8Array): string {
		const text = this.text(piece);
		if (text === undefined || (this.label === 'windows-1250' && this.declared === undefined && NOT_IN_1250.test(text))) throw this.misfit(piece);
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
		const { it, again, encoding } = this.subject;
		if (this.label !== 'utf-8') {
			const what = this.declared === undefined ? 'declares no encoding, and its bytes are neither UTF-8 nor Windows-1250' : `declares ${this.declared} but its bytes are not`;
			return new XmlError('encoding', `${it} ${what}`, again, this.line(), 1);
		}
		const bytes = joined(this.tail, piece);
		const at = invalidUtf8(bytes);
		const byte = `0x${(bytes[at] ?? 0).toString(16).toUpperCase().padStart(2, '0')}`;
		const line = this.line() + lines(bytes.subarray(0, at));
		if (this.declared === undefined) {
			return new XmlError('encoding', `${it} declares no encoding and begins like UTF-8, but byte ${byte} is not`, again, line, 1);
		}
		const what = `${it} declares ${this.declared} but byte ${byte} is not; it is probably Windows-1250`;
		return new XmlError('encoding', what, encoding.replace('{name}', 'Windows-1250'), line, 1);
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
				const { it, encoding } = this.subject;
				const what = `${it} declares ${this.declared} but its letters are UTF-8`;
				throw new XmlError('encoding', what, encoding.replace('{name}', 'UTF-8'), this.line() + lines(piece.subarray(0, at)), 1);
			}
		}
	}
}

function lines(bytes: Uint8Array): number {
	let count = 0;
	for (const byte of bytes) if (byte === 10) count += 1;
	return count;
}
