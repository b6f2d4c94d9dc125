import type { ResourceModule } from '../../../shared/resources';
import { getManyOf } from '../../list/agenda';
import { writeOperation } from '../../write/operation';

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
				name: 'Create',
				value: 'create',
				action: 'Create orders',
				description: 'Send new orders to POHODA, each exactly once; one result per record',
			},
			run: writeOperation('order', 'create'),
		},
		{
			option: {
				name: 'Delete',
				value: 'delete',
				action: 'Delete orders',
				description: 'Delete orders and hand out what was there; only when Really Delete is on',
			},
			run: writeOperation('order', 'delete'),
		},
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
