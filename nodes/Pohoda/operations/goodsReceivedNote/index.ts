import type { ResourceModule } from '../../../shared/resources';
import { getManyOf } from '../../list/agenda';
import { writeOperation } from '../../write/operation';

export const goodsReceivedNote: ResourceModule = {
	option: {
		name: 'Goods Received Note (Příjemka)',
		value: 'goodsReceivedNote',
		description: 'A document by which goods come into the store',
	},
	short: 'Goods Received Note',
	first: 'getAll',
	operations: [
		{
			option: {
				name: 'Create',
				value: 'create',
				action: 'Create goods received notes',
				description: 'Send new goods received notes to POHODA, each exactly once; one result per record',
			},
			run: writeOperation('goodsReceivedNote', 'create'),
		},
		{
			option: {
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many goods received notes',
				description: 'Get goods received notes by filters or changed since, as items or as one file',
			},
			run: getManyOf('goodsReceivedNote'),
		},
	],
};
