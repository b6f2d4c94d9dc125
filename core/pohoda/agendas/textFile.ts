/** Text files of unknown encoding. */
import { decodeWindows1250 } from '../../text/windows1250';

/** A file that cannot be the table that is meant; the message says why and what to do. */
export class TextFileError extends Error {
	override readonly name = 'TextFileError';
}

function utf8(bytes: Uint8Array): string | undefined {
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		return undefined;
	}
}

/** Text of a file: by its byte order mark, else UTF-8 where the bytes are UTF-8, else Windows-1250. */
export function decodeText(bytes: Uint8Array): string {
	if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
	if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
	return (utf8(bytes) ?? decodeWindows1250(bytes)).replace(/^\ufeff/, '');
}

/** All bytes of a file. Throws TextFileError beyond the limit. */
export async function wholeFile(chunks: AsyncIterable<Uint8Array>, max: number): Promise<Uint8Array> {
	const parts: Uint8Array[] = [];
	let size = 0;
	for await (const chunk of chunks) {
		size += chunk.length;
		if (size > max) throw new TextFileError(`The file is larger than ${max} bytes. Export a shorter period.`);
		parts.push(chunk);
	}
	const bytes = new Uint8Array(size);
	let at = 0;
	for (const part of parts) {
		bytes.set(part, at);
		at += part.length;
	}
	return bytes;
}
