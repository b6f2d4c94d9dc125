import type { ResourceModule } from '../../../shared/resources';
import { getManyOf } from '../../list/agenda';

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
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many offers',
				description: 'Get offers by filters or changed since, as items or as one file',
			},
			run: getManyOf('offer'),
		},
	],
};
