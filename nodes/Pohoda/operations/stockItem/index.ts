import type { ResourceModule } from '../../../shared/resources';
import { getManyOf } from '../../list/agenda';
import { writeOperation } from '../../write/operation';

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
				name: 'Create',
				value: 'create',
				action: 'Create stock items',
				description: 'Send new stock items to POHODA, each exactly once; one result per record',
			},
			run: writeOperation('stockItem', 'create'),
		},
		{
			option: {
				name: 'Create or Update',
				value: 'upsert',
				action: 'Create or update stock items',
				description: 'Create a new record, or update the current one if it already exists (upsert)',
			},
			run: writeOperation('stockItem', 'upsert'),
		},
		{
			option: {
				name: 'Delete',
				value: 'delete',
				action: 'Delete stock items',
				description: 'Delete stock items and hand out what was there; only when Really Delete is on',
			},
			run: writeOperation('stockItem', 'delete'),
		},
		{
			option: {
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many stock items',
				description: 'Get stock items by filters or changed since, as items or as one file',
			},
			run: getManyOf('stockItem'),
		},
		{
			option: {
				name: 'Update',
				value: 'update',
				action: 'Update stock items',
				description: 'Send what differs from stock items in POHODA; what is given is changed, the rest stays',
			},
			run: writeOperation('stockItem', 'update'),
		},
	],
};
