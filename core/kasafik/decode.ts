/** Bytes of a table → text: UTF-8, else Windows-1250 as spreadsheet programs save it. */
import { decodeWindows1250 } from '../text/windows1250';
import { ItemsCsvError } from './errors';

const HEAD = 65_536;

/** What of TextDecoder is used (TypeScript's library for the host has no type of it). */
interface Decoder {
	decode(bytes?: Uint8Array, options?: { stream: boolean }): string;
}

/** Decoding without an exception; undefined: the bytes are no UTF-8. */
function utf8(decoder: Decoder, bytes?: Uint8Array): string | undefined {
	try {
		return bytes === undefined ? decoder.decode() : decoder.decode(bytes, { stream: true });
	} catch {
		return undefined;
	}
}

class Pieces {
	private decoder: Decoder | undefined;

	constructor(head: Uint8Array) {
		const decoder = new TextDecoder('utf-8', { fatal: true });
		// Letters of a Czech list show in its first 64 kB, mostly in its first line.
		if (utf8(decoder, head) !== undefined) this.decoder = new TextDecoder('utf-8', { fatal: true });
	}

	text(bytes?: Uint8Array): string {
		if (this.decoder === undefined) return bytes === undefined ? '' : decodeWindows1250(bytes);
		const text = utf8(this.decoder, bytes);
		if (text === undefined)
			throw new ItemsCsvError(
				'The file is not UTF-8 all through, or ends inside a character: it is damaged. Export it again.',
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
