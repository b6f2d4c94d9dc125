import { where } from '../../../../core/idoklad/filter';
import { getManyOperation } from '../base';
import { dayOf } from '../parameters';
import { shortContact } from './shape';

/** Contact → Get Many. */
export const getAll = getManyOperation({
	path: '/Contacts',
	many: 'contacts',
	select: 'Id,CompanyName,IdentificationNumber,VatIdentificationNumber,Email,Phone,Street,City,PostalCode,CountryId',
	simplify: shortContact,
	filters: [
		{
			displayName: 'Changed Since',
			name: 'changedSince',
			type: 'string',
			default: '',
			placeholder: 'e.g. 2026-11-14',
			description: 'Day (UTC) of the last change',
		},
		{ displayName: 'Company ID (IČO)', name: 'companyId', type: 'string', default: '', placeholder: 'e.g. 27074358' },
		{ displayName: 'Email', name: 'email', type: 'string', placeholder: 'name@email.com', default: '' },
		{ displayName: 'Name Contains', name: 'name', type: 'string', default: '' },
		{ displayName: 'VAT ID (DIČ)', name: 'vatId', type: 'string', default: '', placeholder: 'e.g. CZ27074358' },
	],
	where(context, filters, index) {
		const since = dayOf(context, filters.changedSince, 'Changed Since', index);
		return [
			...(since ? [where('DateLastChange', 'gte', since)] : []),
			...(filters.companyId ? [where('IdentificationNumber', 'eq', String(filters.companyId))] : []),
			...(filters.email ? [where('Email', 'eq', String(filters.email))] : []),
			...(filters.name ? [where('CompanyName', 'ct', String(filters.name))] : []),
			...(filters.vatId ? [where('VatIdentificationNumber', 'eq', String(filters.vatId))] : []),
		];
	},
});
