import type { ResourceModule } from '../../../shared/resources';
import { getManyOf } from '../../list/agenda';
import { writeOperation } from '../../write/operation';

export const goodsIssueNote: ResourceModule = {
	option: {
		name: 'Goods Issue Note (Výdejka)',
		value: 'goodsIssueNote',
		description: 'A document by which goods leave the store',
	},
	short: 'Goods Issue Note',
	first: 'getAll',
	operations: [
		{
			option: {
				name: 'Create',
				value: 'create',
				action: 'Create goods issue notes',
				description: 'Send new goods issue notes to POHODA, each exactly once; one result per record',
			},
			run: writeOperation('goodsIssueNote', 'create'),
		},
		{
			option: {
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many goods issue notes',
				description: 'Get goods issue notes by filters or changed since, as items or as one file',
			},
			run: getManyOf('goodsIssueNote'),
		},
	],
};
