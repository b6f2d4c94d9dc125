import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { listOfFile } from '../../../../core/stock/formats';
import { STOCK_FORMATS, type StockFormat } from '../../../shared/stockFormats';
import type { ListEntry, StockList } from '../../../../core/stock/list';
import { writeJsonLines } from '../../../../core/text/jsonLines';
import { readBinary } from '../../../shared/binary';
import { operationError, toNodeError } from '../../../shared/errors';
import { inputBinaryField, outputBinaryField } from '../../../shared/properties';
import { eachItem } from '../../../shared/runner';
import type { Operation } from '../../../shared/operation';

/** Megabytes. */
const LARGEST_FILE = 500;

/**
 * Product → Read Export File: files → one stock item per product, or one JSON Lines file for each. A product that
 * cannot be read comes as `{ outcome: 'refused', place, reasons, code? … }` in its place, so that Stock Sync sees that
 * something is there. A file is taken whole or not at all.
 */
export const readProductExport: Operation = {
	name: 'Read Export File',
	value: 'readExportFile',
	action: 'Read export file of products',
	description: 'Get the items of a price list, such as that of KASA FIK, as stock items',
	fields: [
		{
			displayName:
				'For the item list of KASA FIK (backoffice, Ceník, CSV), stock lists in the shape of POHODA (XML) and JSON Lines. Tills of eKasa give no product list of their own that is documented.',
			name: 'productNotice',
			type: 'notice',
			default: '',
		},
		inputBinaryField('The name of the input field containing the list'),
		{
			displayName: 'Format',
			name: 'format',
			type: 'options',
			noDataExpression: true,
			options: [
				{ name: 'Automatic', value: 'auto', description: 'By the first character of the file' },
				{ name: 'JSON Lines', value: 'jsonLines' },
				{ name: 'KASA FIK Items (CSV)', value: 'kasafik' },
				{ name: 'POHODA Stock (XML)', value: 'pohoda' },
			],
			default: 'auto',
		},
		{
			displayName: 'Output As',
			name: 'outputAs',
			type: 'options',
			noDataExpression: true,
			options: [
				{ name: 'File', value: 'file', description: 'One JSON Lines file, for long lists' },
				{ name: 'Items', value: 'items', description: 'One item per product' },
			],
			default: 'items',
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
				{
					displayName: 'Largest File',
					name: 'largestFile',
					type: 'number',
					typeOptions: { minValue: 1 },
					default: LARGEST_FILE,
					description: 'Megabytes; a larger file is refused',
				},
				outputBinaryField(),
			],
		},
	],
	async execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<INodeExecutionData[]> {
		return await eachItem(this, items, async (index) => await readFile(this, index));
	},
};

function jsonOf(entry: ListEntry): IDataObject {
	if (entry.ok) return entry.item as unknown as IDataObject;
	return { recordType: 'stockItem', outcome: 'refused', ...entry.known, place: entry.place, reasons: entry.reasons };
}

async function* values(list: StockList): AsyncGenerator<IDataObject> {
	for await (const batch of list.open()) for (const entry of batch) yield jsonOf(entry);
}

async function readFile(context: IExecuteFunctions, index: number): Promise<INodeExecutionData[]> {
	const property = context.getNodeParameter('binaryPropertyName', index) as string;
	const options = context.getNodeParameter('options', index, {}) as IDataObject;
	const { fileName = property } = context.helpers.assertBinaryData(index, property);
	const list = listOfFile(STOCK_FORMATS, () => readBinary(context, index, property), {
		format: context.getNodeParameter('format', index, 'auto') as StockFormat,
		largest: Math.max(Number(options.largestFile ?? LARGEST_FILE), 1) * 1024 * 1024,
	});
	try {
		if (context.getNodeParameter('outputAs', index, 'items') === 'file')
			return [await asFile(context, list, fileName, String(options.outputBinaryField ?? '') || 'data')];
		const made: INodeExecutionData[] = [];
		for await (const json of values(list)) made.push({ json });
		return made;
	} catch (error) {
		const { message } = toNodeError(context.getNode(), error as Error, index);
		throw operationError(
			context.getNode(),
			`The file "${fileName}" was not taken. ${message}`,
			'Nothing of it was used. Export it again and hand it in once more.',
			index,
		);
	}
}

async function asFile(
	context: IExecuteFunctions,
	list: StockList,
	fileName: string,
	property: string,
): Promise<INodeExecutionData> {
	const chunks: Uint8Array[] = [];
	let count = 0;
	let refused = 0;
	async function* counted(): AsyncGenerator<IDataObject> {
		for await (const value of values(list)) {
			if (value.outcome === 'refused') refused += 1;
			else count += 1;
			yield value;
		}
	}
	const about = () => (list.madeAt?.() === undefined ? {} : { madeAt: list.madeAt() });
	for await (const chunk of writeJsonLines(counted(), { about })) chunks.push(chunk);
	const binary = await context.helpers.prepareBinaryData(
		Buffer.concat(chunks),
		`${fileName.replace(/\.[^.]*$/, '')}.jsonl`,
		'application/x-ndjson',
	);
	return { json: { fileName, items: count, refused }, binary: { [property]: binary } };
}
