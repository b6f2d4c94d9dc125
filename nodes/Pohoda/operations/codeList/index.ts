import type { ResourceModule } from '../../../shared/resources';
import { getCodeList } from '../../list/codeList';

export const codeList: ResourceModule = {
	option: {
		name: 'Code List (ČÍselník)',
		value: 'codeList',
		description: 'Číselníky: stores, number series, payment forms, centres and the like',
	},
	short: 'Code List',
	first: 'getAll',
	operations: [
		{
			option: {
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many code list entries',
				description: 'Get the entries of a code list with their codes',
			},
			run: getCodeList,
		},
	],
};
