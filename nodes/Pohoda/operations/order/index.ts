import type { ResourceModule } from '../../../shared/resources';
import { getManyOf } from '../../list/agenda';

export const order: ResourceModule = {
	option: {
		name: 'Order (Objednávka)',
		value: 'order',
		description: 'A received or issued order',
	},
	short: 'Order',
	first: 'getAll',
	operations: [
		{
			option: {
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many orders',
				description: 'Get orders by filters or changed since, as items or as one file',
			},
			run: getManyOf('order'),
		},
	],
};
