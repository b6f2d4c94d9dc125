import type { ResourceModule } from '../../../shared/resources';
import { getManyOf } from '../../list/agenda';

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
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many cash documents',
				description: 'Get cash documents by filters or changed since, as items or as one file',
			},
			run: getManyOf('cashDocument'),
		},
	],
};
