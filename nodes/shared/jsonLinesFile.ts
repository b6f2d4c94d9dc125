import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';
import { writeJsonLines } from '../../core/text/jsonLines';
import { outgoingStream } from './outgoingStream';

/**
 * Values as a binary with JSON Lines (core/text/jsonLines). They are asked for as n8n writes them away: where it keeps
 * binaries as files, memory does not grow with the list; where it keeps them in the database, S3 or memory, n8n itself
 * puts the whole file together. What the values throw is thrown, and no file is left.
 *
 * @param about what the last line says beside the count; asked for when the values are at an end
 */
export async function jsonLinesFile(
	context: IExecuteFunctions,
	values: AsyncIterable<unknown> | Iterable<unknown>,
	fileName: string,
	about: () => Record<string, unknown> = () => ({}),
): Promise<IBinaryData> {
	const stream = outgoingStream(writeJsonLines(values, { about }));
	return await context.helpers.prepareBinaryData(stream, fileName, 'application/x-ndjson');
}
