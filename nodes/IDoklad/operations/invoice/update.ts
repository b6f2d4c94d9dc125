import { updateOperation } from '../changing';
import { shortInvoice } from './shape';

/** Invoice → Update by id. */
export const update = updateOperation({
	path: '/IssuedInvoices',
	noun: 'Invoice',
	fields: [
		{ displayName: 'Date of Maturity', name: 'DateOfMaturity', type: 'string', default: '', placeholder: 'e.g. 2026-11-28' },
		{
			displayName: 'Description',
			name: 'Description',
			type: 'string',
			default: '',
			description: 'A key in brackets at its end belongs to it: without it Create would make the invoice again',
		},
		{ displayName: 'Note', name: 'Note', type: 'string', typeOptions: { rows: 3 }, default: '' },
		{ displayName: 'Order Number', name: 'OrderNumber', type: 'string', default: '', description: 'At most 25 characters' },
		{ displayName: 'Variable Symbol', name: 'VariableSymbol', type: 'string', default: '', description: 'At most 10 digits' },
	],
	others: "More fields with the names of iDoklad's API, e.g. Items; a null clears a reference",
	simplify: shortInvoice,
});
