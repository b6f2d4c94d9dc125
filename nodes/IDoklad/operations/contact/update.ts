import { updateOperation } from '../changing';
import { CONTACT_FIELDS, shortContact } from './shape';

/** Contact → Update by id. */
export const update = updateOperation({
	path: '/Contacts',
	noun: 'Contact',
	fields: [
		...CONTACT_FIELDS,
		{
			displayName: 'Company ID (IČO)',
			name: 'IdentificationNumber',
			type: 'string' as const,
			default: '',
			placeholder: 'e.g. 27074358',
		},
		{ displayName: 'Name', name: 'CompanyName', type: 'string' as const, default: '' },
	].sort((a, b) => (a.displayName < b.displayName ? -1 : 1)),
	others: "More fields with the names of iDoklad's API",
	simplify: shortContact,
});
