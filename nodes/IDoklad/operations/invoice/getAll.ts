import { where } from '../../../../core/idoklad/filter';
import { getManyOperation } from '../base';
import { dayOf } from '../parameters';
import { SHORT_COLUMNS, shortInvoice } from './shape';

/** Invoice → Get Many; the list knows no filter by variable symbol or order number. */
export const getAll = getManyOperation({
	path: '/IssuedInvoices',
	many: 'invoices',
	select: SHORT_COLUMNS,
	simplify: shortInvoice,
	filters: [
		{
			displayName: 'Changed Since',
			name: 'changedSince',
			type: 'string',
			default: '',
			placeholder: 'e.g. 2026-11-14',
			description: 'Day (UTC) of the last change',
		},
		{ displayName: 'Contact ID', name: 'partnerId', type: 'string', default: '', placeholder: 'e.g. 5512' },
		{ displayName: 'Date From', name: 'dateFrom', type: 'string', default: '', placeholder: 'e.g. 2026-11-01' },
		{ displayName: 'Date To', name: 'dateTo', type: 'string', default: '', placeholder: 'e.g. 2026-11-30' },
		{ displayName: 'Description Contains', name: 'description', type: 'string', default: '' },
		{ displayName: 'Document Number', name: 'documentNumber', type: 'string', default: '', placeholder: 'e.g. 20260012' },
		{ displayName: 'Paid', name: 'paid', type: 'boolean', default: false, description: 'Whether the invoice is paid' },
	],
	where(context, filters, index) {
		const since = dayOf(context, filters.changedSince, 'Changed Since', index);
		const from = dayOf(context, filters.dateFrom, 'Date From', index);
		const to = dayOf(context, filters.dateTo, 'Date To', index);
		return [
			...(since ? [where('DateLastChange', 'gte', since)] : []),
			...(filters.partnerId ? [where('PartnerId', 'eq', Number(filters.partnerId))] : []),
			...(from ? [where('DateOfIssue', 'gte', from)] : []),
			...(to ? [where('DateOfIssue', 'lte', to)] : []),
			...(filters.description ? [where('Description', 'ct', String(filters.description))] : []),
			...(filters.documentNumber ? [where('DocumentNumber', 'eq', String(filters.documentNumber))] : []),
			...(typeof filters.paid === 'boolean' ? [where('IsPaid', 'eq', filters.paid)] : []),
		];
	},
});
