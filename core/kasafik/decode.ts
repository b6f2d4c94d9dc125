/** Bytes of a table → text: UTF-16 ("Unicode text" of spreadsheet programs), UTF-8, else Windows-1250 as they save CSV. */
import { decodeWindows1250 } from '../text/windows1250';
import { ItemsCsvError } from './errors';

const HEAD = 65_536;

/** What of TextDecoder is used (TypeScript's library for the host has no type of it). */
interface Decoder {
	decode(bytes?: Uint8Array, options?: { stream: boolean }): string;
}

/** By its mark, or by the zero bytes that letters of the first line have in it. */
function utf16(head: Uint8Array): string | undefined {
	const [a, b, c, d] = head;
	if ((a === 0xff && b === 0xfe) || (a !== 0 && b === 0 && c !== 0 && d === 0)) return 'utf-16le';
	return (a === 0xfe && b === 0xff) || (a === 0 && b !== 0 && c === 0 && d !== 0) ? 'utf-16be' : undefined;
}

/** Decoding without an exception; undefined: the bytes are not of that encoding. */
function decoded(decoder: Decoder, bytes?: Uint8Array): string | undefined {
	try {
		return bytes === undefined ? decoder.decode() : decoder.decode(bytes, { stream: true });
	} catch {
		return undefined;
	}
}

class Pieces {
	private decoder: Decoder | undefined;

	private readonly name: string;

	constructor(head: Uint8Array) {
		const wide = utf16(head);
		this.name = wide === undefined ? 'UTF-8' : 'UTF-16';
		const decoder = new TextDecoder(wide ?? 'utf-8', { fatal: true });
		// Letters of a Czech list show in its first 64 kB, mostly in its first line.
		if (wide !== undefined || decoded(decoder, head) !== undefined)
			this.decoder = new TextDecoder(wide ?? 'utf-8', { fatal: true });
	}

	text(bytes?: Uint8Array): string {
		if (this.decoder === undefined) return bytes === undefined ? '' : decodeWindows1250(bytes);
		const text = decoded(this.decoder, bytes);
		if (text === undefined)
			throw new ItemsCsvError(
				`The file is not ${this.name} all through, or ends inside a character: it is damaged. Export it again.`,
			);
		return text;
	}
}

function joined(parts: readonly Uint8Array[], size: number): Uint8Array {
	const all = new Uint8Array(size);
	let at = 0;
	for (const part of parts) {
		all.set(part, at);
		at += part.length;
	}
	return all;
}

/**
 * The text of a file in pieces. The first piece holds the first line whole if that has less than 64 kB.
 *
 * @throws ItemsCsvError for bytes that change their encoding on the way
 */
export async function* decodeTable(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
	const parts: Uint8Array[] = [];
	let size = 0;
	let pieces: Pieces | undefined;
	for await (const chunk of chunks) {
		if (pieces !== undefined) {
			yield pieces.text(chunk);
			continue;
		}
		parts.push(chunk);
		size += chunk.length;
		if (size < HEAD) continue;
		const head = joined(parts, size);
		pieces = new Pieces(head);
		yield pieces.text(head);
	}
	if (pieces === undefined) {
		const all = joined(parts, size);
		pieces = new Pieces(all);
		yield pieces.text(all);
	}
	yield pieces.text();
}
