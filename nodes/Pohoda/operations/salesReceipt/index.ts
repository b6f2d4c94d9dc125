import type { ResourceModule } from '../../../shared/resources';
import { create } from './create';
import { getAll } from './getAll';
import { postSalesReceipts } from './postSalesReceipts';

export const salesReceipt: ResourceModule = {
	option: {
		name: 'Sales Receipt (Prodejka)',
		value: 'salesReceipt',
		description: 'A receipt of the till as POHODA keeps it',
	},
	short: 'Sales Receipt',
	first: 'create',
	operations: [
		{
			option: {
				name: 'Create',
				value: 'create',
				action: 'Create sales receipts',
				description: 'Send receipts to POHODA, or make the file for its import wizard; one result per receipt',
			},
			run: create,
		},
		{
			option: {
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many sales receipts',
				description: 'Get documents as POHODA has them, with the keys of the receipts in them',
			},
			run: getAll,
		},
		{
			option: {
				name: 'Post Sales Receipts',
				value: 'postSalesReceipts',
				action: 'Post sales receipts',
				description: 'Let POHODA post the receipts of some days (zaúčtování prodejek); off until confirmed',
			},
			run: postSalesReceipts,
		},
	],
};
