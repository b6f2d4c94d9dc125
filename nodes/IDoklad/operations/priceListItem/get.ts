import { findOperation } from '../base';
import { shortItem } from './shape';

/** Price List Item → Get, by id or by code. Codes need not be unique there: the older item is the one that Create or Update keeps. */
export const get = findOperation({
	path: '/PriceListItems',
	noun: 'Price List Item',
	description: 'Find an item by code or ID',
	key: {
		displayName: 'Code',
		name: 'code',
		placeholder: 'e.g. 00123',
		column: 'Code',
		empty: 'Give the code of the item.',
		missing: (code) => [`The price list has no item with the code ${code}`, 'Check the code; it is compared exactly.'],
	},
	simplify: shortItem,
});
