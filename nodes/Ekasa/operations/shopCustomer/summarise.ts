import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { tellCustomers, type Found } from '../../../../core/woocommerce/tellCustomers';
import type { Operation } from '../../../shared/operation';
import { itemsField, listIn, optionsOf, textOf } from '../shopFields';

const NONE: Found = { toShop: 0, newInShop: 0, toContacts: 0, newContacts: 0, unclear: [] };

/** Shop Customer → Summarise: the counts of Compare and what the nodes that wrote have answered → one item with what to show. */
async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<INodeExecutionData[]> {
	const { system, previewOnly } = this.getNodeParameter('options', 0, {}) as IDataObject;
	const found = { ...NONE, ...(items[0]?.json as Partial<Found> | undefined) };
	const told = tellCustomers(found, listIn(this, 'results', 'Results'), { system: textOf(system) || 'POHODA', preview: previewOnly === true });
	return [{ json: { ...told }, pairedItem: items.map((_, item) => ({ item })) }];
}

export const summarise: Operation = {
	name: 'Summarise',
	value: 'summarise',
	action: 'Summarise a comparison of customers',
	description: 'Make one text of what Compare found and what became of it, and say whether a person is needed',
	fields: [
		{
			displayName:
				'Wire the output <b>Summary</b> of Compare in. <b>text</b> is for an e-mail, <b>html</b> for the last page of a form; <b>subject</b> and <b>decisions</b> are for whoever decides when <b>needsPerson</b> is more than 0.',
			name: 'summariseNotice',
			type: 'notice',
			default: '',
		},
		itemsField('Results', 'results', 'Items of the nodes that have written, by expression'),
		optionsOf([
			{
				displayName: 'Preview Only',
				name: 'previewOnly',
				type: 'boolean',
				default: false,
				description: 'Whether the run was a preview',
			},
			{
				displayName: 'System',
				name: 'system',
				type: 'string',
				default: 'POHODA',
				description: 'Name of the address book’s system as the text shall call it',
			},
		]),
	],
	execute,
};
