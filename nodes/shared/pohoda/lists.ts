import type { XmlBytes } from '../../../core/xml/source';

/** The body of an answer as core reads it, with the charset that HTTP states. */
export function once({ body, charset }: { body: Uint8Array; charset?: string }): XmlBytes {
	async function* bytes(): AsyncGenerator<Uint8Array> {
		yield body;
	}
	return Object.assign(bytes(), { answer: charset === undefined ? {} : { charset } });
}
