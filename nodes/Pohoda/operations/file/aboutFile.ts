/** Errors that concern a whole file. */
import type { IExecuteFunctions } from 'n8n-workflow';
import { operationError, toNodeError } from '../../../shared/errors';

/** Core's errors about the content of a file; others (n8n's own, programming) are no matter of the file. */
const OF_THE_FILE = new Set(['XmlError', 'ListError', 'ResponseError', 'TextFileError', 'JsonLinesError', 'RawXmlError']);

/** Names the file and says that nothing of it was taken. */
export function aboutFile(context: IExecuteFunctions, index: number, fileName: string, error: Error) {
	if (!OF_THE_FILE.has(error.name)) return toNodeError(context.getNode(), error, index);
	return operationError(
		context.getNode(),
		`The file "${fileName}" was not taken. ${error.message}`,
		'Nothing of this file was used. Put it right, or export it again, and hand it in once more.',
		index,
	);
}

/** Name of the file for messages. */
export function fileNameOf(context: IExecuteFunctions, index: number, property: string): string {
	return context.helpers.assertBinaryData(index, property).fileName ?? property;
}
