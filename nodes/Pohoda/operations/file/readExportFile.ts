import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { ListInfo } from '../../../../core/pohoda/agendas/answer';
import { readExported } from '../../../../core/pohoda/agendas/exported';
import type { Exported } from '../../../../core/pohoda/agendas/exported';
import { simplified } from '../../../../core/pohoda/agendas/index';
import { readBinary } from '../../../shared/binary';
import { jsonLinesFile } from '../../../shared/jsonLinesFile';
import { inputBinaryField, outputBinaryField } from '../../../shared/properties';
import { eachItem } from '../../../shared/runner';
import type { Operation } from '../../../shared/operation';
import { aboutFile, fileNameOf } from './aboutFile';
import { largestBytes, largestFileField, textOption } from './fileFields';

/** What was read so far. */
class Tally {
	records = 0;

	refused = 0;

	warnings = 0;

	readonly kinds: Record<string, number> = {};

	take(entry: Exported): void {
		const kind = entry.ok ? entry.of : entry.element;
		this.kinds[kind] = (this.kinds[kind] ?? 0) + 1;
		if (entry.ok) {
			this.records += 1;
			this.warnings += entry.warnings.length;
		} else {
			this.refused += 1;
		}
	}
}

function jsonOf(entry: Exported, fileName: string, simplify: boolean): IDataObject {
	if (!entry.ok) {
		const { element, reason, extra, line } = entry;
		const place = `${fileName}, line ${line}`;
		return { outcome: 'refused', element, place, reasons: [reason], extra } as IDataObject;
	}
	const { record, warnings } = entry;
	const shown = simplify ? simplified(record) : record;
	return (warnings.length === 0 ? shown : { ...shown, warnings }) as IDataObject;
}

interface Reading {
	info: ListInfo;
	tally: Tally;
	values(): AsyncGenerator<IDataObject>;
}

async function open(context: IExecuteFunctions, index: number, options: IDataObject, simplify: boolean): Promise<Reading> {
	const property = context.getNodeParameter('binaryPropertyName', index) as string;
	const fileName = fileNameOf(context, index, property);
	const tally = new Tally();
	const { info, entries } = readExported(await readBinary(context, index, property), {
		source: textOption(options.source),
		homeCurrency: textOption(options.homeCurrency),
		limits: { bytes: largestBytes(options.largestFile) },
	});
	async function* values(): AsyncGenerator<IDataObject> {
		for await (const batch of entries) {
			for (const entry of batch) {
				tally.take(entry);
				yield jsonOf(entry, fileName, simplify);
			}
		}
	}
	return { info, tally, values };
}

/** One item with everything as JSON Lines. */
async function asFile(context: IExecuteFunctions, index: number, options: IDataObject): Promise<INodeExecutionData[]> {
	const { info, tally, values } = await open(context, index, options, false);
	const property = context.getNodeParameter('binaryPropertyName', index) as string;
	const base = fileNameOf(context, index, property).replace(/\.[^.]*$/, '');
	// Known when everything is read.
	const about = () => ({
		...(info.ico === undefined ? {} : { ico: info.ico }),
		...(info.dateTimeStamp === undefined ? {} : { dateTimeStamp: info.dateTimeStamp }),
	});
	const fileName = `${base}.jsonl`;
	const binary = await jsonLinesFile(context, values(), fileName, about);
	hint(context, tally);
	const { records, refused, warnings, kinds } = tally;
	return [
		{
			json: { fileName, records, refused, warnings, kinds, ...about() },
			binary: { [textOption(options.outputBinaryField) ?? 'data']: binary },
		},
	];
}

async function asItems(context: IExecuteFunctions, index: number, options: IDataObject): Promise<INodeExecutionData[]> {
	const { tally, values } = await open(context, index, options, options.simplify === true);
	const made: INodeExecutionData[] = [];
	for await (const json of values()) made.push({ json });
	hint(context, tally);
	return made;
}

function hint(context: IExecuteFunctions, { refused, warnings, kinds }: Tally): void {
	if (refused === 0 && warnings === 0) return;
	const parts = [
		...(refused === 0 ? [] : [`${refused} elements are no records of this node (outcome "refused")`]),
		...(warnings === 0 ? [] : [`${warnings} values could not be read as they are meant (warnings of the records)`]),
	];
	const found = Object.entries(kinds).map(([name, count]) => `${count} ${name}`);
	context.addExecutionHints({ message: `${parts.join(', ')}. Found: ${found.join(', ')}.`, location: 'outputPane' });
}

/**
 * File → Read Export File: files with records of any agenda (exports of POHODA's wizard, answers to list requests,
 * imports that others made) → canonical records in the order of the file, as items or as one JSON Lines file for each.
 * What is no record of ours comes as `{ outcome: 'refused', element, place, reasons, extra }` in its place. A file is
 * taken whole or not at all.
 */
async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<INodeExecutionData[]> {
	return await eachItem(this, items, async (index) => {
		const options = this.getNodeParameter('options', index, {}) as IDataObject;
		const fileName = fileNameOf(this, index, this.getNodeParameter('binaryPropertyName', index) as string);
		const read = this.getNodeParameter('outputAs', index, 'items') === 'file' ? asFile : asItems;
		try {
			return await read(this, index, options);
		} catch (error) {
			throw aboutFile(this, index, fileName, error as Error);
		}
	});
}

export const readExportFile: Operation = {
	name: 'Read Export File',
	value: 'readExportFile',
	action: 'Read export file',
	description: 'Get the records of any agenda out of an XML file that POHODA exported',
	fields: [
		inputBinaryField('The name of the input field containing the XML file'),
		{
			displayName: 'Output As',
			name: 'outputAs',
			type: 'options',
			noDataExpression: true,
			options: [
				{ name: 'File', value: 'file', description: 'One JSON Lines file, for long lists' },
				{ name: 'Items', value: 'items', description: 'One item per record' },
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
					displayName: 'Home Currency',
					name: 'homeCurrency',
					type: 'string',
					default: 'CZK',
					placeholder: 'e.g. EUR',
					description: 'Currency of the books',
				},
				largestFileField(),
				outputBinaryField(),
				{
					displayName: 'Simplify',
					name: 'simplify',
					type: 'boolean',
					default: false,
					description: 'Whether to return a simplified version of the response instead of the raw data',
				},
				{
					displayName: 'Source Name',
					name: 'source',
					type: 'string',
					default: 'pohoda',
					placeholder: 'e.g. pohoda',
					description: 'First part of the keys; give each accounting unit its own',
				},
			],
		},
	],
	execute,
};
