import type { ResourceModule } from '../../../shared/resources';
import { getManyOf } from '../../list/agenda';

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
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many contacts',
				description: 'Get contacts by filters or changed since, as items or as one file',
			},
			run: getManyOf('contact'),
		},
	],
};
