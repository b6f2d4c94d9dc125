import type { IExecuteFunctions } from 'n8n-workflow';

/** Bytes as the chunks that core reads. */
export async function* only(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
	yield bytes;
}

/**
 * A binary property as chunks of bytes: a stream when n8n keeps binaries outside of the item (files, database, S3),
 * else the base64 text inside it. Nothing beyond one chunk is copied in the first case.
 *
 * @throws NodeOperationError when the item has no such property (n8n's own message names it)
 */
export async function readBinary(
	context: IExecuteFunctions,
	itemIndex: number,
	property: string,
): Promise<AsyncIterable<Uint8Array>> {
	const binary = context.helpers.assertBinaryData(itemIndex, property);
	if (binary.id) {
		const stream = await context.helpers.getBinaryStream(binary.id);
		return stream as AsyncIterable<Uint8Array>;
	}
	return only(Buffer.from(binary.data, 'base64'));
}
