import type { ResourceModule } from '../../../shared/resources';
import { get } from './get';

export const company: ResourceModule = {
	option: {
		name: 'Company (Účetní Jednotka)',
		value: 'company',
		description: 'The accounting unit (účetní jednotka) that mServer has open',
	},
	short: 'Company',
	first: 'get',
	operations: [
		{
			option: {
				name: 'Get',
				value: 'get',
				action: 'Get company',
				description: 'Get the accounting unit that is open, its period, and whether it is the expected one',
			},
			run: get,
		},
	],
};
