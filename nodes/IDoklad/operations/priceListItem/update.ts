import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { need } from '../../../shared/idoklad/need';
import { operationError } from '../../../shared/errors';
import { eachItem } from '../../../shared/runner';
import type { Operation } from '../../../shared/types';
import { writer } from '../base';
import { given, idField, idOf, objectOf } from '../parameters';
import { shortItem } from './shape';

const FIELDS: INodeProperties = {
	displayName: 'Fields to Change',
	name: 'fields',
	type: 'collection',
	placeholder: 'Add field',
	default: {},
	options: [
		{ displayName: 'Code', name: 'Code', type: 'string', default: '', description: 'At most 20 characters' },
		{ displayName: 'EAN', name: 'BarCode', type: 'string', default: '', description: 'At most 20 characters' },
		{ displayName: 'Name', name: 'Name', type: 'string', default: '' },
		{ displayName: 'Price', name: 'Price', type: 'number', default: 0, description: 'As Price Type says' },
		{
			displayName: 'Price Type',
			name: 'PriceType',
			type: 'options',
			options: [
				{ name: 'With VAT', value: 0 },
				{ name: 'Without VAT', value: 1 },
			],
			default: 0,
		},
		{ displayName: 'Unit', name: 'Unit', type: 'string', default: '', placeholder: 'e.g. ks' },
	],
};

/** Price List Item → Update by id: PATCH on the collection; what is not named stays. */
export const update: Operation = {
	description: [
		idField('Price List Item ID', 'Number by which iDoklad knows the price list item'),
		FIELDS,
		{
			displayName: 'Other Fields (JSON)',
			name: 'otherFields',
			type: 'json',
			default: '{}',
			description: "More fields with the names of iDoklad's API, e.g. VatRateType or IsStockItem",
		},
	],
	async execute(items) {
		const client = await writer(this);
		return await eachItem(this, items, async (index) => {
			const id = idOf(this, index, 'id', 'Price List Item ID');
			const patch = {
				...given(this.getNodeParameter('fields', index, {}) as IDataObject),
				...objectOf(this, this.getNodeParameter('otherFields', index, '{}'), 'Other Fields (JSON)', index),
			};
			if (Object.keys(patch).length === 0)
				throw operationError(this.getNode(), 'Nothing is to be changed', 'Add a field under Fields to Change.', index);
			return [
				{
					json: shortItem(
						need(this.getNode(), await client.request<IDataObject>('PATCH', '/PriceListItems', { body: { ...patch, Id: id } })),
					),
				},
			];
		});
	},
};
