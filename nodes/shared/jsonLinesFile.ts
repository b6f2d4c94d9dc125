import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';
import { writeJsonLines } from '../../core/text/jsonLines';

/**
 * Values as a binary with JSON Lines (core/text/jsonLines). They are written as they come; memory holds the bytes of the
 * file, and while they are put together each piece is given up when it is copied.
 *
 * @param about what the last line says beside the count; asked for when the values are at an end
 */
export async function jsonLinesFile(
	context: IExecuteFunctions,
	values: AsyncIterable<unknown> | Iterable<unknown>,
	fileName: string,
	about: () => Record<string, unknown> = () => ({}),
): Promise<IBinaryData> {
	const pieces: Uint8Array[] = [];
	let size = 0;
	for await (const piece of writeJsonLines(values, { about })) {
		pieces.push(piece);
		size += piece.length;
	}
	const bytes = Buffer.allocUnsafe(size);
	for (let at = size, piece = pieces.pop(); piece !== undefined; piece = pieces.pop()) {
		at -= piece.length;
		bytes.set(piece, at);
	}
	return await context.helpers.prepareBinaryData(bytes, fileName, 'application/x-ndjson');
}
