import type { IDataObject } from 'n8n-workflow';
import { need } from '../../../shared/idoklad/need';
import { operationError } from '../../../shared/errors';
import { eachItem } from '../../../shared/runner';
import type { Operation } from '../../../shared/types';
import { writer } from '../base';
import { given, idField, idOf, objectOf } from '../parameters';
import { shortInvoice } from './shape';

/** Invoice → Update: PATCH on the collection; what is not named stays. */
export const update: Operation = {
	description: [
		idField('Invoice ID', 'Number by which iDoklad knows the invoice'),
		{
			displayName: 'Fields to Change',
			name: 'fields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			options: [
				{ displayName: 'Date of Maturity', name: 'DateOfMaturity', type: 'string', default: '', placeholder: 'e.g. 2026-11-28' },
				{
					displayName: 'Description',
					name: 'Description',
					type: 'string',
					default: '',
					description: 'A key in brackets at its end belongs to it: without it Create would make the invoice again',
				},
				{ displayName: 'Note', name: 'Note', type: 'string', typeOptions: { rows: 3 }, default: '' },
				{ displayName: 'Order Number', name: 'OrderNumber', type: 'string', default: '', description: 'At most 25 characters' },
				{ displayName: 'Variable Symbol', name: 'VariableSymbol', type: 'string', default: '', description: 'At most 10 digits' },
			],
		},
		{
			displayName: 'Other Fields (JSON)',
			name: 'otherFields',
			type: 'json',
			default: '{}',
			description: "More fields with the names of iDoklad's API, e.g. Items; a null clears a reference",
		},
	],
	async execute(items) {
		const client = await writer(this);
		return await eachItem(this, items, async (index) => {
			const id = idOf(this, index, 'id', 'Invoice ID');
			const patch = {
				...given(this.getNodeParameter('fields', index, {}) as IDataObject),
				...objectOf(this, this.getNodeParameter('otherFields', index, '{}'), 'Other Fields (JSON)', index),
			};
			if (Object.keys(patch).length === 0)
				throw operationError(this.getNode(), 'Nothing is to be changed', 'Add a field under Fields to Change.', index);
			return [
				{
					json: shortInvoice(
						need(this.getNode(), await client.request<IDataObject>('PATCH', '/IssuedInvoices', { body: { ...patch, Id: id } })),
					),
				},
			];
		});
	},
};
