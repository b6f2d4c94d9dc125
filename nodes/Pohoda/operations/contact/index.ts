import type { ResourceModule } from '../../../shared/resources';
import { getManyOf } from '../../list/agenda';
import { writeOperation } from '../../write/operation';

export const contact: ResourceModule = {
	option: {
		name: 'Contact (Adresář)',
		value: 'contact',
		description: 'A firm or person in the address book',
	},
	short: 'Contact',
	first: 'getAll',
	operations: [
		{
			option: {
				name: 'Create',
				value: 'create',
				action: 'Create contacts',
				description: 'Send new contacts to POHODA, each exactly once; one result per record',
			},
			run: writeOperation('contact', 'create'),
		},
		{
			option: {
				name: 'Create or Update',
				value: 'upsert',
				action: 'Create or update contacts',
				description: 'Create a new record, or update the current one if it already exists (upsert)',
			},
			run: writeOperation('contact', 'upsert'),
		},
		{
			option: {
				name: 'Delete',
				value: 'delete',
				action: 'Delete contacts',
				description: 'Delete contacts and hand out what was there; only when Really Delete is on',
			},
			run: writeOperation('contact', 'delete'),
		},
		{
			option: {
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many contacts',
				description: 'Get contacts by filters or changed since, as items or as one file',
			},
			run: getManyOf('contact'),
		},
		{
			option: {
				name: 'Update',
				value: 'update',
				action: 'Update contacts',
				description: 'Send what differs from contacts in POHODA; what is given is changed, the rest stays',
			},
			run: writeOperation('contact', 'update'),
		},
	],
};
