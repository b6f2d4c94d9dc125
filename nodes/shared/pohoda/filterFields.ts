/** POHODA's filters as fields of the panel. */
import type { INodeProperties } from 'n8n-workflow';
import type { FilterName } from '../../../core/pohoda/agendas/agenda';
import { SERIES_AGENDAS } from '../../../core/pohoda/agendas/words';
import { referenceField } from './references';

function textField(name: string, displayName: string, placeholder: string, description: string): INodeProperties {
	return { displayName, name, type: 'string', default: '', placeholder, description };
}

const SEVERAL = 'several separated by commas';

const ID = textField('id', 'ID', 'e.g. 27, 31', `POHODA's own number of the record; ${SEVERAL}`);

const EXTERNAL_ID = textField(
	'externalId',
	'External ID',
	'e.g. 4512',
	`ID of the record in another system (option System of External IDs; ours by default); ${SEVERAL}`,
);

const CHANGED_SINCE = textField(
	'changedSince',
	'Changed Since',
	'e.g. 2026-11-14T10:15:00',
	"The cursor of the list before (from Add End of List, or beside the file): each change comes once. A time of POHODA's clock also does; then records may come again, because a small overlap (option) is asked for. Deleted records are not reported.",
);

const USER_FILTER = textField(
	'userFilter',
	'User Filter',
	'e.g. Pro e-shop',
	'Name of a filter that somebody saved in this agenda of POHODA; holds beside the others',
);

const CODE = textField('code', 'Code', 'e.g. 0012, HR-1', `Code of the stock card; ${SEVERAL}`);

const SERIAL_NUMBER = textField('serialNumber', 'Serial Number or Batch', 'e.g. SN-00012', 'The registration number itself');

const STORAGE = referenceField('storages', {
	name: 'storage',
	description: 'Path in the tree of storages (členění skladů), or the left part of it for a whole branch',
});

const STOCK = [
	CHANGED_SINCE,
	CODE,
	textField('ean', 'EAN', 'e.g. 8594000000017', `Bar code of the card; ${SEVERAL}`),
	EXTERNAL_ID,
	{
		displayName: 'For Internet',
		name: 'forInternet',
		type: 'boolean',
		default: true,
		description: 'Whether the cards are marked for the e-shop (Internet) in POHODA',
	},
	ID,
	textField('name', 'Name', 'e.g. Hrnek', 'Name of the card'),
	textField('plu', 'PLU', 'e.g. 120', `PLU of the card, digits only; ${SEVERAL}`),
	STORAGE,
	referenceField('stores', { name: 'store' }),
	USER_FILTER,
] satisfies INodeProperties[];

const CONTACT = [
	CHANGED_SINCE,
	textField('city', 'City', 'e.g. Brno', 'City of the address'),
	textField('company', 'Company', 'e.g. Novák s.r.o.', 'Name of the firm'),
	textField('companyId', 'Company ID (IČO)', 'e.g. 27074358', `IČO; ${SEVERAL}`),
	textField('number', 'Customer Number', 'e.g. AD00012', 'Number of the record in the address book'),
	EXTERNAL_ID,
	ID,
	textField('name', 'Name', 'e.g. Jan Novák', 'Name of the person'),
	textField('street', 'Street', 'e.g. Dlouhá 12', 'Street and house number'),
	USER_FILTER,
	textField('vatId', 'VAT ID (DIČ)', 'e.g. CZ27074358', `DIČ; ${SEVERAL}`),
	textField('zip', 'ZIP Code', 'e.g. 602 00', 'Postal code (PSČ) as it stands in POHODA'),
] satisfies INodeProperties[];

const DOCUMENT = [
	CHANGED_SINCE,
	textField('companies', 'Companies', 'e.g. Novák s.r.o.; Dlouhý a syn', 'Names of firms, separated by semicolons; documents of any of them'),
	textField('companyIds', 'Company IDs (IČO)', 'e.g. 27074358, 12345678', 'IČO, separated by commas; documents of any of them'),
	textField('dateFrom', 'Date From', 'e.g. 2026-11-01', 'First day of the documents, inclusive'),
	textField('dateTill', 'Date To', 'e.g. 2026-11-30', 'Last day of the documents, inclusive'),
	textField('numbers', 'Document Numbers', 'e.g. 26OP00012, 26OP00013', 'Numbers in POHODA, separated by commas; any of them'),
	EXTERNAL_ID,
	ID,
	USER_FILTER,
] satisfies INodeProperties[];

const SERIES = [
	{
		displayName: 'Agenda',
		name: 'agenda',
		type: 'options',
		options: SERIES_AGENDAS.map((value) => ({ name: value, value })),
		default: 'prodejky',
		description: "Agenda of the series, in POHODA's own words",
	},
	ID,
	{
		displayName: 'Period',
		name: 'period',
		type: 'options',
		options: [
			{ name: 'Current', value: 'current' },
			{ name: 'Following', value: 'following' },
		],
		default: 'current',
		description: 'Accounting period of the series',
	},
] satisfies INodeProperties[];

const REGISTRATION_NUMBER = [
	CHANGED_SINCE,
	{ ...CODE, placeholder: 'e.g. 0012', description: 'Code of the stock card' },
	EXTERNAL_ID,
	ID,
	SERIAL_NUMBER,
	STORAGE,
] satisfies INodeProperties[];

/** Filter of POHODA → fields, sorted by name. */
export const FILTER_FIELDS: Readonly<Record<FilterName, INodeProperties[]>> = {
	stock: STOCK,
	contact: CONTACT,
	document: DOCUMENT,
	id: [ID],
	series: SERIES,
	registrationNumber: REGISTRATION_NUMBER,
};

/** The collection Filters; `without` names fields that have no place here. */
export function filtersField(name: FilterName, without: readonly string[] = []): INodeProperties {
	return {
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add filter',
		default: {},
		options: FILTER_FIELDS[name].filter((field) => !without.includes(field.name)),
	};
}
