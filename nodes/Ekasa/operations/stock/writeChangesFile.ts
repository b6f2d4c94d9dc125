import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { MORE_COLUMNS, changesCsv, sortChanges } from '../../../../core/stock/changesFile';
import { operationError } from '../../../shared/errors';
import type { Operation } from '../../../shared/operation';
import { outputBinaryField } from '../../../shared/properties';

/** Stock → Write Changes File: changes of Stock Sync → one CSV for the target (output 1, none without changes), and the items that the source shall have (output 2). */
async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<INodeExecutionData[][]> {
	const { target, source, others } = sortChanges(items.map(({ json }) => json));
	if (others > 0) {
		throw operationError(this.getNode(), `${others} of ${items.length} items are no changes of Stock Sync`, 'Wire the output Changes of Stock Sync in, as items (Options: Output As).');
	}
	const { outputBinaryField: field, fileName } = this.getNodeParameter('options', 0, {}) as IDataObject;
	const wanted = this.getNodeParameter('moreColumns', 0, []) as string[];
	const pairedItem = items.map((_, item) => ({ item }));
	const records = source.map((json) => ({ json: json as IDataObject, pairedItem }));
	if (target.length === 0) return [[], records];
	const csv = changesCsv(target, MORE_COLUMNS.filter((column) => wanted.includes(column)));
	const name = String(fileName ?? '').trim() || 'changes.csv';
	const binary = await this.helpers.prepareBinaryData(Buffer.from(csv, 'utf8'), name, 'text/csv');
	return [[{ json: { fileName: name, changes: target.length }, binary: { [String(field ?? '').trim() || 'data']: binary }, pairedItem }], records];
}

export const writeChangesFile: Operation = {
	name: 'Write Changes File',
	value: 'writeChangesFile',
	action: 'Write changes of stock as a file',
	description: 'Make one CSV of what Stock Sync would change in a register',
	fields: [
		{
			displayName: 'A line holds the whole item as it shall be, so taking the file twice does no harm. Of a comparison both ways the items for the source come on the second output.',
			name: 'writeChangesNotice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'More Columns',
			name: 'moreColumns',
			type: 'multiOptions',
			options: [
				{ name: 'Labels', value: 'labels' },
				{ name: 'Quantity', value: 'quantity' },
			],
			default: ['quantity'],
			description: 'Columns after action, code, eans, name, unit, vatRate, price and priceIncludesVat',
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
				{
					displayName: 'File Name',
					name: 'fileName',
					type: 'string',
					default: 'changes.csv',
				},
				outputBinaryField(),
			],
		},
	],
	execute,
};
