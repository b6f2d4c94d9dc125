import type { ResourceModule } from '../../../shared/resources';
import { getManyOf } from '../../list/agenda';
import { writeOperation } from '../../write/operation';

export const cashDocument: ResourceModule = {
	option: {
		name: 'Cash Document (Pokladní Doklad)',
		value: 'cashDocument',
		description: 'A receipt or expense of a cash register (pokladna)',
	},
	short: 'Cash Document',
	first: 'getAll',
	operations: [
		{
			option: {
				name: 'Create',
				value: 'create',
				action: 'Create cash documents',
				description: 'Send new cash documents to POHODA, each exactly once; one result per record',
			},
			run: writeOperation('cashDocument', 'create'),
		},
		{
			option: {
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many cash documents',
				description: 'Get cash documents by filters or changed since, as items or as one file',
			},
			run: getManyOf('cashDocument'),
		},
	],
};
