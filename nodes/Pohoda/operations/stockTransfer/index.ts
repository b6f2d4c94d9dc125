import type { ResourceModule } from '../../../shared/resources';
import { getManyOf } from '../../list/agenda';
import { writeOperation } from '../../write/operation';

export const stockTransfer: ResourceModule = {
	option: {
		name: 'Stock Transfer (Převodka)',
		value: 'stockTransfer',
		description: 'A document by which goods move between stores',
	},
	short: 'Stock Transfer',
	first: 'getAll',
	operations: [
		{
			option: {
				name: 'Create',
				value: 'create',
				action: 'Create stock transfers',
				description: 'Send new stock transfers to POHODA, each exactly once; one result per record',
			},
			run: writeOperation('stockTransfer', 'create'),
		},
		{
			option: {
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many stock transfers',
				description: 'Get stock transfers by filters or changed since, as items or as one file',
			},
			run: getManyOf('stockTransfer'),
		},
	],
};
