import type { XmlBytes } from '../../../core/xml/source';

/** The list in parts of at most `size`. */
export function chunked<T>(list: readonly T[], size: number): T[][] {
	const parts: T[][] = [];
	for (let from = 0; from < list.length; from += size) parts.push(list.slice(from, from + size));
	return parts;
}

/** The body of an answer as core reads it, with the charset that HTTP states. */
export function once({ body, charset }: { body: Uint8Array; charset?: string }): XmlBytes {
	async function* bytes(): AsyncGenerator<Uint8Array> {
		yield body;
	}
	return Object.assign(bytes(), { answer: charset === undefined ? {} : { charset } });
}
