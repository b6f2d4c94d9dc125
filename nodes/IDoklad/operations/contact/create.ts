import type { IDataObject } from 'n8n-workflow';
import { normalIdentity } from '../../../../core/records/identities';
import { need } from '../../../shared/idoklad/need';
import { operationError } from '../../../shared/errors';
import { eachItem } from '../../../shared/runner';
import type { Operation } from '../../../shared/operation';
import { withCompanyId } from '../../delivery/books';
import { writer } from '../base';
import { given, objectOf } from '../parameters';
import { CONTACT_FIELDS, shortContact } from './shape';

const CZECH_REPUBLIC = 2;

/** Contact → Create. A contact with the same IČO is handed out instead of a second one. */
export const create: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create contact',
	description: 'Create new ones; what is there already is not made again',
	fields: [
		{ displayName: 'Name', name: 'companyName', type: 'string', required: true, default: '', placeholder: 'e.g. Novák s.r.o.' },
		{
			displayName: 'Company ID (IČO)',
			name: 'companyId',
			type: 'string',
			default: '',
			placeholder: 'e.g. 27074358',
			description:
				'When a contact has it already, none is made and that one is handed out. Empty: a repeated run makes a second contact.',
		},
		{
			displayName: 'Additional Fields',
			name: 'fields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			options: CONTACT_FIELDS,
		},
		{
			displayName: 'Other Fields (JSON)',
			name: 'otherFields',
			type: 'json',
			default: '{}',
			description: "More fields with the names of iDoklad's API, e.g. DeliveryAddresses",
		},
	],
	async execute(items) {
		const client = await writer(this);
		const node = this.getNode();
		return await eachItem(this, items, async (index) => {
			const name = String(this.getNodeParameter('companyName', index, '')).trim();
			const ico = String(this.getNodeParameter('companyId', index, '')).trim();
			if (name === '') throw operationError(node, 'Name is empty', 'Give the name of the company or person.', index);
			if (ico !== '') {
				const [there] = need(node, await client.list<IDataObject>('/Contacts', { filter: withCompanyId([ico]), limit: 1 }));
				if (there) return [{ json: { ...shortContact(there), outcome: 'duplicate' } }];
			}
			const body: IDataObject = {
				CountryId: CZECH_REPUBLIC,
				...given(this.getNodeParameter('fields', index, {}) as IDataObject),
				...objectOf(this, this.getNodeParameter('otherFields', index, '{}'), 'Other Fields (JSON)', index),
				CompanyName: name.slice(0, 200),
				...(ico === '' ? {} : { IdentificationNumber: normalIdentity('companyId', ico) || ico }),
			};
			return [
				{
					json: {
						...shortContact(need(node, await client.request<IDataObject>('POST', '/Contacts', { body }))),
						outcome: 'created',
					},
				},
			];
		});
	},
};
