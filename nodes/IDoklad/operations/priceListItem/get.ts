import type { IDataObject } from 'n8n-workflow';
import { where } from '../../../../core/idoklad/filter';
import { need } from '../../../shared/idoklad/need';
import { operationError } from '../../../shared/errors';
import { simplifyField } from '../../../shared/properties';
import { eachItem } from '../../../shared/runner';
import type { Operation } from '../../../shared/types';
import { reader } from '../base';
import { idField, idOf } from '../parameters';
import { shortItem } from './shape';

/** Price List Item → Get, by id or by code. */
export const get: Operation = {
	description: [
		{
			displayName: 'Find By',
			name: 'findBy',
			type: 'options',
			options: [
				{ name: 'Code', value: 'code' },
				{ name: 'ID', value: 'id' },
			],
			default: 'code',
		},
		{
			displayName: 'Code',
			name: 'code',
			type: 'string',
			required: true,
			displayOptions: { show: { findBy: ['code'] } },
			default: '',
			placeholder: 'e.g. 00123',
		},
		{
			...idField('Price List Item ID', 'Number by which iDoklad knows the price list item'),
			displayOptions: { show: { findBy: ['id'] } },
		},
		simplifyField(),
	],
	async execute(items) {
		const client = await reader(this);
		const node = this.getNode();
		return await eachItem(this, items, async (index) => {
			const short = this.getNodeParameter('simplify', index, true) === true ? shortItem : (row: IDataObject) => row;
			if (this.getNodeParameter('findBy', index, 'code') === 'id') {
				return [
					{
						json: short(
							need(node, await client.get<IDataObject>(`/PriceListItems/${idOf(this, index, 'id', 'Price List Item ID')}`)),
						),
					},
				];
			}
			const code = String(this.getNodeParameter('code', index, '')).trim();
			if (code === '') throw operationError(node, 'Code is empty', 'Give the code of the item.', index);
			// Codes need not be unique there: the older item is the one that Create or Update keeps.
			const [row] = need(
				node,
				await client.list<IDataObject>('/PriceListItems', { filter: where('Code', 'eq', code), limit: 1 }),
			);
			if (!row)
				throw operationError(
					node,
					`The price list has no item with the code ${code}`,
					'Check the code; it is compared exactly.',
					index,
				);
			return [{ json: short(row) }];
		});
	},
};
