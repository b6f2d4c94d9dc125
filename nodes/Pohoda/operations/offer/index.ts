import type { ResourceModule } from '../../../shared/resources';
import { getManyOf } from '../../list/agenda';
import { writeOperation } from '../../write/operation';

export const offer: ResourceModule = {
	option: {
		name: 'Offer (Nabídka)',
		value: 'offer',
		description: 'An issued or received offer',
	},
	short: 'Offer',
	first: 'getAll',
	operations: [
		{
			option: {
				name: 'Create',
				value: 'create',
				action: 'Create offers',
				description: 'Send new offers to POHODA, each exactly once; one result per record',
			},
			run: writeOperation('offer', 'create'),
		},
		{
			option: {
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many offers',
				description: 'Get offers by filters or changed since, as items or as one file',
			},
			run: getManyOf('offer'),
		},
	],
};
