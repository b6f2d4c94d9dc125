/** Chunks of bytes for the readers. */

export async function* chunks(...parts: Array<string | Uint8Array>): AsyncGenerator<Uint8Array> {
	for (const part of parts) yield typeof part === 'string' ? Buffer.from(part, 'utf8') : part;
}

/** The same bytes, cut into pieces of one size. */
export async function* pieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
	for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** Cut in two at a place. */
export async function* cutAt(bytes: Uint8Array, at: number): AsyncGenerator<Uint8Array> {
	yield bytes.subarray(0, at);
	yield bytes.subarray(at);
}

export async function all<T>(source: AsyncIterable<T>): Promise<T[]> {
	const list: T[] = [];
	for await (const one of source) list.push(one);
	return list;
}

/** What reading throws; fails the test when it does not. */
export async function thrown(reading: Promise<unknown>): Promise<Error & Record<string, unknown>> {
	try {
		await reading;
	} catch (error) {
		return error;
	}
	throw new Error('Nothing was thrown');
}
