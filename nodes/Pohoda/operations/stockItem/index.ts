import type { ResourceModule } from '../../../shared/resources';
import { getManyOf } from '../../list/agenda';

export const stockItem: ResourceModule = {
	option: {
		name: 'Stock Item (Zásoba)',
		value: 'stockItem',
		description: 'A card of stock (skladová karta) with prices, quantity and what e-shops need',
	},
	short: 'Stock Item',
	first: 'getAll',
	operations: [
		{
			option: {
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many stock items',
				description: 'Get stock items by filters or changed since, as items or as one file',
			},
			run: getManyOf('stockItem'),
		},
	],
};
