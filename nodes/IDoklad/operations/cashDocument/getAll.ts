import { where } from '../../../../core/idoklad/filter';
import { getManyOperation, pick } from '../base';
import { dayOf } from '../parameters';

const shortVoucher = pick({
	id: 'Id',
	number: 'DocumentNumber',
	date: 'DateOfTransaction',
	name: 'Name',
	movementType: 'MovementType',
	total: 'Prices.TotalWithVat',
	cashRegisterId: 'CashRegisterId',
	currencyId: 'CurrencyId',
	exported: 'Exported',
});

/** Cash Document (pokladní doklad) → Get Many. */
export const getAll = getManyOperation({
	path: '/CashVouchers',
	many: 'cash documents',
	select: 'Id,DocumentNumber,DateOfTransaction,Name,MovementType,Prices,CashRegisterId,CurrencyId,Exported',
	simplify: shortVoucher,
	filters: [
		{ displayName: 'Cash Register ID', name: 'cashRegisterId', type: 'string', default: '', placeholder: 'e.g. 5' },
		{ displayName: 'Date From', name: 'dateFrom', type: 'string', default: '', placeholder: 'e.g. 2026-11-01' },
		{ displayName: 'Date To', name: 'dateTo', type: 'string', default: '', placeholder: 'e.g. 2026-11-30' },
		{
			displayName: 'Direction',
			name: 'movementType',
			type: 'options',
			options: [
				{ name: 'Into the Cash Register', value: 1 },
				{ name: 'Out of It', value: -1 },
			],
			default: 1,
		},
	],
	where(context, filters, index) {
		const from = dayOf(context, filters.dateFrom, 'Date From', index);
		const to = dayOf(context, filters.dateTo, 'Date To', index);
		return [
			...(filters.cashRegisterId ? [where('CashRegisterId', 'eq', Number(filters.cashRegisterId))] : []),
			...(from ? [where('DateOfTransaction', 'gte', from)] : []),
			...(to ? [where('DateOfTransaction', 'lte', to)] : []),
			...(typeof filters.movementType === 'number' ? [where('MovementType', 'eq', filters.movementType)] : []),
		];
	},
});
