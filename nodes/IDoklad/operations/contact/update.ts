import type { IDataObject } from 'n8n-workflow';
import { need } from '../../../shared/idoklad/need';
import { operationError } from '../../../shared/errors';
import { eachItem } from '../../../shared/runner';
import type { Operation } from '../../../shared/types';
import { writer } from '../base';
import { given, idField, idOf, objectOf } from '../parameters';
import { CONTACT_FIELDS, shortContact } from './shape';

/** Contact → Update by id: PATCH on the collection; what is not named stays. */
export const update: Operation = {
	description: [
		idField('Contact ID', 'Number by which iDoklad knows the contact'),
		{
			displayName: 'Fields to Change',
			name: 'fields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			options: [
				...CONTACT_FIELDS,
				{
					displayName: 'Company ID (IČO)',
					name: 'IdentificationNumber',
					type: 'string' as const,
					default: '',
					placeholder: 'e.g. 27074358',
				},
				{ displayName: 'Name', name: 'CompanyName', type: 'string' as const, default: '' },
			].sort((a, b) => (a.displayName < b.displayName ? -1 : 1)),
		},
		{
			displayName: 'Other Fields (JSON)',
			name: 'otherFields',
			type: 'json',
			default: '{}',
			description: "More fields with the names of iDoklad's API",
		},
	],
	async execute(items) {
		const client = await writer(this);
		return await eachItem(this, items, async (index) => {
			const id = idOf(this, index, 'id', 'Contact ID');
			const patch = {
				...given(this.getNodeParameter('fields', index, {}) as IDataObject),
				...objectOf(this, this.getNodeParameter('otherFields', index, '{}'), 'Other Fields (JSON)', index),
			};
			if (Object.keys(patch).length === 0)
				throw operationError(this.getNode(), 'Nothing is to be changed', 'Add a field under Fields to Change.', index);
			return [
				{
					json: shortContact(
						need(this.getNode(), await client.request<IDataObject>('PATCH', '/Contacts', { body: { ...patch, Id: id } })),
					),
				},
			];
		});
	},
};
