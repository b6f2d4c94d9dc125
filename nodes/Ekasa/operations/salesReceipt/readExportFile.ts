import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { ExportFileError, readExport } from '../../../../core/pohoda/export';
import type { ReadExportOptions, ReadRecord } from '../../../../core/pohoda/export';
import { XmlError } from '../../../../core/xml/errors';
import { readBinary } from '../../../shared/binary';
import { operationError, toNodeError } from '../../../shared/errors';
import { eachItem } from '../../../shared/runner';
import type { Operation } from '../../../shared/operation';
import { MEGABYTE } from '../../../shared/values';
import { LARGEST_FILE, readExportFileFields } from './fields';


/**
 * Files → one item per document, in the order of the file: a canonical record (receipt or cash movement) whose
 * `extra.place` says where it stood, or `{ outcome: 'refused', place, reasons, key?, fileName, raw }` for a document
 * that cannot be taken. An item without files passes through unchanged, so that records pushed as JSON take the same way.
 *
 * A file is taken whole or not at all: one that turns out to be cut off in the middle gives no receipts, because its
 * first half looks like a complete short list.
 */
export const readExportFile: Operation = {
	name: 'Read Export File',
	value: 'readExportFile',
	action: 'Read export file of sales receipts',
	description: 'Get one item per receipt of an XML export; receipts that cannot be read come as refused items with the reason',
	fields: readExportFileFields,
	async execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<INodeExecutionData[]> {
		return await eachItem(this, items, async (index, item) => {
			if (Object.keys(item.binary ?? {}).length === 0) return [{ json: item.json }];
			try {
				return await readFile(this, index);
			} catch (error) {
				const nodeError = toNodeError(this.getNode(), error as Error, index);
				if (!this.continueOnFail()) throw nodeError;
				return [refusedFile(item, nodeError.message)];
			}
		});
	},
};

async function readFile(context: IExecuteFunctions, index: number): Promise<INodeExecutionData[]> {
	const property = context.getNodeParameter('binaryPropertyName', index) as string;
	const options = readOptions(context, index);
	const fileName = context.helpers.assertBinaryData(index, property).fileName ?? property;
	const chunks = bytesOf(context, index, property);
	const made: INodeExecutionData[] = [];
	try {
		for await (const read of readExport(chunks, options)) made.push({ json: toJson(read, fileName) });
	} catch (error) {
		throw aboutFile(context, index, fileName, error as Error);
	}
	if (made.length > 0) return made;
	throw aboutFile(context, index, fileName, new ExportFileError(NO_RECEIPTS));
}

/** Opens the file only when somebody reads: options that are refused before must not leave it open. */
async function* bytesOf(context: IExecuteFunctions, index: number, property: string): AsyncGenerator<Uint8Array> {
	yield* await readBinary(context, index, property);
}

const NO_RECEIPTS =
	'There is no receipt in it. Export a period with sales; if there were none, there is nothing to do.';

function readOptions(context: IExecuteFunctions, index: number): ReadExportOptions {
	const text = (name: string) => String(context.getNodeParameter(name, index, '') ?? '').trim();
	const source = text('source');
	if (source === '') {
		throw operationError(
			context.getNode(),
			'Source Name is empty',
			'Fill it in, e.g. ekasa: it is the first part of the key that tells the receipts of one system from those of another.',
			index,
		);
	}
	const register = text('register');
	const { largestFile } = context.getNodeParameter('options', index, {}) as IDataObject;
	const megabytes = Number(largestFile ?? LARGEST_FILE);
	return {
		source,
		...(register === '' ? {} : { register }),
		identity: {
			from: text('identity') as ReadExportOptions['identity']['from'],
			pattern: text('pattern'),
		},
		limits: { bytes: (megabytes > 0 ? megabytes : LARGEST_FILE) * MEGABYTE },
	};
}

/** With "On Error: Continue": an item that Receive understands, so that the file is seen among what was refused. */
function refusedFile({ json, binary }: INodeExecutionData, message: string): INodeExecutionData {
	const fileName = Object.values(binary ?? {})[0]?.fileName ?? '';
	return {
		json: { outcome: 'refused', place: fileName, reasons: [message], fileName, error: message, raw: { fileName, ...json } },
	};
}

function toJson(read: ReadRecord, fileName: string): IDataObject {
	if (!read.ok) {
		const { place, reasons, key, raw } = read;
		return {
			outcome: 'refused',
			place: `${fileName}, ${place}`,
			reasons,
			...(key === undefined ? {} : { key }),
			fileName,
			raw: raw as IDataObject,
		};
	}
	// The content hash leaves `place` out: the same receipt from another file is the same receipt.
	const place = {
		...(read.record.extra?.place as IDataObject | undefined),
		file: fileName,
		document: read.place,
		...(read.warnings.length > 0 ? { warnings: read.warnings } : {}),
	};
	return { ...read.record, extra: { ...read.record.extra, place } } as unknown as IDataObject;
}

/** What concerns the whole file names it and says that nothing of it was taken. */
function aboutFile(context: IExecuteFunctions, index: number, fileName: string, error: Error) {
	if (error instanceof XmlError || error instanceof ExportFileError) {
		return operationError(
			context.getNode(),
			`The file "${fileName}" was not taken. ${error.message}`,
			'Nothing of this file was stored or sent. Put it right and hand it in again; receipts that are known already will be recognised.',
			index,
		);
	}
	return toNodeError(context.getNode(), error, index);
}
