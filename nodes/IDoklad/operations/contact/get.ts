import { withCompanyId } from '../../delivery/books';
import { findOperation } from '../base';
import { shortContact } from './shape';

/** Contact → Get, by IČO or by id. */
export const get = findOperation({
	path: '/Contacts',
	noun: 'Contact',
	description: 'Find a contact by IČO or ID',
	key: {
		displayName: 'Company ID (IČO)',
		name: 'companyId',
		placeholder: 'e.g. 27074358',
		column: 'IdentificationNumber',
		written: (ico) => withCompanyId([ico]),
		empty: 'Give the IČO of the contact.',
		missing: (ico) => [`No contact has the IČO ${ico}`, 'Make it with Contact → Create, or check the number.'],
	},
	simplify: shortContact,
});
