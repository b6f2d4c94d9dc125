import type { INodeProperties } from 'n8n-workflow';
import { pick } from '../base';

export const shortContact = pick({
	id: 'Id',
	name: 'CompanyName',
	companyId: 'IdentificationNumber',
	vatId: 'VatIdentificationNumber',
	email: 'Email',
	phone: 'Phone',
	street: 'Street',
	city: 'City',
	zip: 'PostalCode',
	countryId: 'CountryId',
});

/** Fields of a contact beside its name; the names are iDoklad's own. */
export const CONTACT_FIELDS: INodeProperties[] = [
	{ displayName: 'City', name: 'City', type: 'string', default: '' },
	{
		displayName: 'Country ID',
		name: 'CountryId',
		type: 'number',
		default: 2,
		description: 'Number of the country in iDoklad (2 is the Czech Republic, 1 Slovakia)',
	},
	{ displayName: 'Email', name: 'Email', type: 'string', placeholder: 'name@email.com', default: '' },
	{ displayName: 'First Name', name: 'Firstname', type: 'string', default: '' },
	{ displayName: 'Last Name', name: 'Surname', type: 'string', default: '' },
	{ displayName: 'Note', name: 'Note', type: 'string', typeOptions: { rows: 3 }, default: '' },
	{ displayName: 'Phone', name: 'Phone', type: 'string', default: '' },
	{ displayName: 'Postal Code', name: 'PostalCode', type: 'string', default: '' },
	{ displayName: 'Street', name: 'Street', type: 'string', default: '' },
	{ displayName: 'VAT ID (DIČ)', name: 'VatIdentificationNumber', type: 'string', default: '', placeholder: 'e.g. CZ12345678' },
	{ displayName: 'Website', name: 'Www', type: 'string', default: '' },
];
