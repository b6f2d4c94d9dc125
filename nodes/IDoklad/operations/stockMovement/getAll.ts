import { where } from '../../../../core/idoklad/filter';
import { getManyOperation, pick } from '../base';
import { dayOf } from '../parameters';

export const shortMovement = pick({
	id: 'Id',
	priceListItemId: 'PriceListItemId',
	amount: 'Amount',
	date: 'DateOfMovement',
	note: 'Note',
});

/** Stock Movement → Get Many. */
export const getAll = getManyOperation({
	path: '/StockMovements',
	many: 'stock movements',
	simplify: shortMovement,
	filters: [
		{ displayName: 'Date From', name: 'dateFrom', type: 'string', default: '', placeholder: 'e.g. 2026-11-01' },
		{ displayName: 'Date To', name: 'dateTo', type: 'string', default: '', placeholder: 'e.g. 2026-11-30' },
		{ displayName: 'Price List Item ID', name: 'priceListItemId', type: 'string', default: '', placeholder: 'e.g. 109438' },
	],
	where(context, filters, index) {
		const from = dayOf(context, filters.dateFrom, 'Date From', index);
		const to = dayOf(context, filters.dateTo, 'Date To', index);
		return [
			...(from ? [where('DateOfMovement', 'gte', from)] : []),
			...(to ? [where('DateOfMovement', 'lte', to)] : []),
			...(filters.priceListItemId ? [where('PriceListItemId', 'eq', Number(filters.priceListItemId))] : []),
		];
	},
});
