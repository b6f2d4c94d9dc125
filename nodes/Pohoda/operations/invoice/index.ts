import type { ResourceModule } from '../../../shared/resources';
import { getManyOf } from '../../list/agenda';

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
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many invoices',
				description: 'Get invoices by filters or changed since, as items or as one file',
			},
			run: getManyOf('invoice'),
		},
	],
};
