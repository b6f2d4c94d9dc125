import type { ResourceModule } from '../../../shared/resources';
import { getManyOf } from '../../list/agenda';
import { writeOperation } from '../../write/operation';

export const invoice: ResourceModule = {
	option: {
		name: 'Invoice (Faktura)',
		value: 'invoice',
		description: 'An issued or received invoice of any kind, with its state of payment',
	},
	short: 'Invoice',
	first: 'getAll',
	operations: [
		{
			option: {
				name: 'Create',
				value: 'create',
				action: 'Create invoices',
				description: 'Send new invoices to POHODA, each exactly once; one result per record',
			},
			run: writeOperation('invoice', 'create'),
		},
		{
			option: {
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many invoices',
				description: 'Get invoices by filters or changed since, as items or as one file',
			},
			run: getManyOf('invoice'),
		},
	],
};
