import type { BinaryHelperFunctions, IBinaryData, IExecuteFunctions } from 'n8n-workflow';

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
	return await bytesOf(context, context.helpers.assertBinaryData(itemIndex, property));
}

/** The same of a binary in hand: n8n's helpers look for binaries on the first input only. */
export async function bytesOf(context: { helpers: Pick<BinaryHelperFunctions, 'getBinaryStream'> }, binary: IBinaryData): Promise<AsyncIterable<Uint8Array>> {
	if (binary.id) return (await context.helpers.getBinaryStream(binary.id)) as AsyncIterable<Uint8Array>;
	return only(Buffer.from(binary.data, 'base64'));
}
