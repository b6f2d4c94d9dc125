import type { IDataObject } from 'n8n-workflow';
import { where } from '../../../../core/idoklad/filter';
import { need } from '../../../shared/idoklad/need';
import { operationError } from '../../../shared/errors';
import { simplifyField } from '../../../shared/properties';
import { eachItem } from '../../../shared/runner';
import type { Operation } from '../../../shared/types';
import { reader } from '../base';
import { idField, idOf } from '../parameters';
import { shortContact } from './shape';

/** Contact → Get, by IČO or by id. */
export const get: Operation = {
	description: [
		{
			displayName: 'Find By',
			name: 'findBy',
			type: 'options',
			options: [
				{ name: 'Company ID (IČO)', value: 'companyId' },
				{ name: 'ID', value: 'id' },
			],
			default: 'companyId',
		},
		{
			displayName: 'Company ID (IČO)',
			name: 'companyId',
			type: 'string',
			required: true,
			displayOptions: { show: { findBy: ['companyId'] } },
			default: '',
			placeholder: 'e.g. 27074358',
		},
		{ ...idField('Contact ID', 'Number by which iDoklad knows the contact'), displayOptions: { show: { findBy: ['id'] } } },
		simplifyField(),
	],
	async execute(items) {
		const client = await reader(this);
		const node = this.getNode();
		return await eachItem(this, items, async (index) => {
			const short = this.getNodeParameter('simplify', index, true) === true ? shortContact : (row: IDataObject) => row;
			if (this.getNodeParameter('findBy', index, 'companyId') === 'id') {
				return [{ json: short(need(node, await client.get<IDataObject>(`/Contacts/${idOf(this, index, 'id', 'Contact ID')}`))) }];
			}
			const ico = String(this.getNodeParameter('companyId', index, '')).trim();
			if (ico === '') throw operationError(node, 'Company ID (IČO) is empty', 'Give the IČO of the contact.', index);
			const [row] = need(
				node,
				await client.list<IDataObject>('/Contacts', { filter: where('IdentificationNumber', 'eq', ico), limit: 1 }),
			);
			if (!row)
				throw operationError(node, `No contact has the IČO ${ico}`, 'Make it with Contact → Create, or check the number.', index);
			return [{ json: short(row) }];
		});
	},
};
