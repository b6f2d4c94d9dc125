/** Fields of a contact, and of a document's partner, in the panel. */
import { field, flag, number, POHODA_ID, reference } from './panelField';
import type { PanelField } from './panelField';

const COMPANY = field('company', 'Company (Firma)', 'Name of the firm; for a person fill Name in Additional Fields');

export const CONTACT_MAIN: readonly PanelField[] = [
	{ ...COMPANY, not: ['delete'] },
	field('companyId', 'Company ID (IČO)', 'IČO of the firm', { placeholder: 'e.g. 12345678' }),
];

export const CONTACT_ADDITIONAL: readonly PanelField[] = [
	reference('activity', 'activities'),
	reference('centre', 'centres'),
	field('city', 'City', 'City (obec)'),
	{ ...COMPANY, not: ['create', 'update', 'upsert'] },
	reference('contract', 'contracts'),
	field('country', 'Country', 'Code of the country in POHODA (země)', { placeholder: 'e.g. CZ' }),
	flag('customer', 'Customer', 'Whether it is a customer (odběratel)'),
	number('dueDays', 'Due Days', 'Days until issued invoices are due (splatnost)', { default: 14 }),
	field('email', 'Email', 'E-mail address', { placeholder: 'e.g. info@example.com' }),
	{ ...field('groups', 'Groups', 'Groups (skupiny), separated by commas'), as: 'words' },
	field('mobile', 'Mobile', 'Mobile phone'),
	field('name', 'Name', 'Name of a person (jméno)'),
	field('note', 'Note', 'Note (poznámka)'),
	field('number', 'Number', 'Customer number (číslo)'),
	reference('numberSeries', 'numberSeries'),
	reference('paymentForm', 'paymentForms'),
	field('phone', 'Phone', 'Phone'),
	POHODA_ID,
	reference('priceLevel', 'sellingPrices'),
	field('street', 'Street', 'Street and number (ulice)'),
	flag('supplier', 'Supplier', 'Whether it is a supplier (dodavatel)'),
	field('vatId', 'VAT ID (DIČ)', 'DIČ', { placeholder: 'e.g. CZ12345678' }),
	field('web', 'Website', 'Address of the website'),
	field('zip', 'ZIP', 'Postal code (PSČ)'),
];

/** Collection Partner of documents. */
export const PARTNER: readonly PanelField[] = [
	field('city', 'City', 'City (obec)'),
	field('company', 'Company', 'Name of the firm (firma)'),
	field('companyId', 'Company ID (IČO)', 'IČO of the firm'),
	field('country', 'Country', 'Code of the country in POHODA (země)', { placeholder: 'e.g. CZ' }),
	field('email', 'Email', 'E-mail address', { placeholder: 'e.g. jan@example.com' }),
	flag('linkToContact', 'Link to Contact', 'Whether POHODA links the document to the one contact with this IČO, DIČ or name'),
	field('name', 'Name', 'Name of a person (jméno)'),
	field('phone', 'Phone', 'Phone'),
	field('street', 'Street', 'Street and number (ulice)'),
	field('vatId', 'VAT ID (DIČ)', 'DIČ', { placeholder: 'e.g. CZ12345678' }),
	field('zip', 'ZIP', 'Postal code (PSČ)'),
];
