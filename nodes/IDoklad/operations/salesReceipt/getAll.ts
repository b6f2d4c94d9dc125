import { oneOf, where } from '../../../../core/idoklad/filter';
import { getManyOperation } from '../base';
import { dayOf, idsOf } from '../parameters';
import { SHORT_COLUMNS, shortReceipt } from './shape';

/** Sales Receipt → Get Many; the list knows no filter by external number or change. */
export const getAll = getManyOperation({
	path: '/SalesReceipts',
	many: 'sales receipts',
	select: SHORT_COLUMNS,
	simplify: shortReceipt,
	filters: [
		{
			displayName: 'Date From',
			name: 'dateFrom',
			type: 'string',
			default: '',
			placeholder: 'e.g. 2026-11-01',
			description: 'First day of issue',
		},
		{
			displayName: 'Date To',
			name: 'dateTo',
			type: 'string',
			default: '',
			placeholder: 'e.g. 2026-11-30',
			description: 'Last day of issue',
		},
		{
			displayName: 'Exported',
			name: 'exported',
			type: 'options',
			options: [
				{ name: 'Changed After Export', value: 2 },
				{ name: 'No', value: 0 },
				{ name: 'Yes', value: 1 },
			],
			default: 0,
			description: 'Whether the accounting program has it (the flag belongs to that program)',
		},
		{
			displayName: 'Name Contains',
			name: 'name',
			type: 'string',
			default: '',
			placeholder: 'e.g. ekasa/P1/',
			description: 'Part of the name; it holds the identity of the receipt',
		},
		{
			displayName: 'Tag IDs',
			name: 'tagIds',
			type: 'string',
			default: '',
			placeholder: 'e.g. 4, 17',
			description: 'Documents with one of these tags',
		},
	],
	where(context, filters, index) {
		const from = dayOf(context, filters.dateFrom, 'Date From', index);
		const to = dayOf(context, filters.dateTo, 'Date To', index);
		const tags = idsOf(context, filters.tagIds, 'Tag IDs', index);
		return [
			...(from ? [where('DateOfIssue', 'gte', from)] : []),
			...(to ? [where('DateOfIssue', 'lte', to)] : []),
			...(typeof filters.exported === 'number' ? [where('Exported', 'eq', filters.exported)] : []),
			...(filters.name ? [where('Name', 'ct', String(filters.name))] : []),
			...(tags.length > 0 ? [oneOf('TagIds', tags)] : []),
		];
	},
});
