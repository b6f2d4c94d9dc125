import { where } from '../../../../core/idoklad/filter';
import { getManyOperation } from '../base';
import { dayOf } from '../parameters';
import { SHORT_COLUMNS, shortItem } from './shape';

/** Price List Item → Get Many; the list knows no filter by EAN. */
export const getAll = getManyOperation({
	path: '/PriceListItems',
	many: 'price list items',
	select: SHORT_COLUMNS,
	simplify: shortItem,
	filters: [
		{
			displayName: 'Changed Since',
			name: 'changedSince',
			type: 'string',
			default: '',
			placeholder: 'e.g. 2026-11-14',
			description: 'Day (UTC) of the last change',
		},
		{ displayName: 'Code', name: 'code', type: 'string', default: '', placeholder: 'e.g. 00123' },
		{ displayName: 'Name Contains', name: 'name', type: 'string', default: '' },
		{
			displayName: 'With Stock Movement',
			name: 'moved',
			type: 'boolean',
			default: true,
			description: 'Whether the item has stock movements',
		},
	],
	where(context, filters, index) {
		const since = dayOf(context, filters.changedSince, 'Changed Since', index);
		return [
			...(since ? [where('DateLastChange', 'gte', since)] : []),
			...(filters.code ? [where('Code', 'eq', String(filters.code))] : []),
			...(filters.name ? [where('Name', 'ct', String(filters.name))] : []),
			...(typeof filters.moved === 'boolean' ? [where('HasStockMovement', 'eq', filters.moved)] : []),
		];
	},
});
