import { updateOperation } from '../changing';
import { shortItem } from './shape';

/** Price List Item → Update by id. */
export const update = updateOperation({
	path: '/PriceListItems',
	noun: 'Price List Item',
	fields: [
		{ displayName: 'Code', name: 'Code', type: 'string', default: '', description: 'At most 20 characters' },
		{ displayName: 'EAN', name: 'BarCode', type: 'string', default: '', description: 'At most 20 characters' },
		{ displayName: 'Name', name: 'Name', type: 'string', default: '' },
		{ displayName: 'Price', name: 'Price', type: 'number', default: 0, description: 'As Price Type says' },
		{
			displayName: 'Price Type',
			name: 'PriceType',
			type: 'options',
			options: [
				{ name: 'With VAT', value: 0 },
				{ name: 'Without VAT', value: 1 },
			],
			default: 0,
		},
		{ displayName: 'Unit', name: 'Unit', type: 'string', default: '', placeholder: 'e.g. ks' },
	],
	others: "More fields with the names of iDoklad's API, e.g. VatRateType or IsStockItem",
	simplify: shortItem,
});
