/** Which fields the panel offers for each agenda, and where they belong in the record. */
import type { INodeProperties } from 'n8n-workflow';
import { INVOICE_TYPES } from '../../../core/records/invoice';
import { STOCK_KINDS } from '../../../core/records/stock';
import { referenceField } from '../../shared/pohoda/references';
import type { ReferenceList } from '../../shared/pohoda/references';
import type { WriteAction, WrittenAgenda } from './entries';

export interface PanelField {
	/** Path in the record, e.g. `prices.sale`. */
	path: string;
	property: INodeProperties;
	/** How the value is read where it is not simply taken. */
	as?: 'words' | 'rows' | 'flags' | 'categories' | 'parameters';
	/** Operations without it. */
	not?: readonly WriteAction[];
}

type More = Partial<INodeProperties>;

function field(path: string, displayName: string, description: string, more: More = {}): PanelField {
	const name = more.name ?? path.split('.').join('_');
	return { path, property: { displayName, name, type: 'string', default: '', description, ...more } as INodeProperties };
}

const number = (path: string, displayName: string, description: string, more: More = {}): PanelField =>
	field(path, displayName, description, { type: 'number', default: 0, ...more });

const flag = (path: string, displayName: string, description: string): PanelField =>
	field(path, displayName, description, { type: 'boolean', default: true });

const choice = (path: string, displayName: string, description: string, words: Readonly<Record<string, string>>, more: More = {}): PanelField =>
	field(path, displayName, description, {
		type: 'options',
		options: Object.entries(words)
			.map(([value, name]) => ({ name, value }))
			.sort((a, b) => (a.name < b.name ? -1 : 1)),
		default: Object.keys(words)[0],
		...more,
	});

const reference = (path: string, list: ReferenceList, more: More = {}): PanelField => ({
	path,
	property: referenceField(list, { ...more, name: path.split('.').join('_') }),
});

const rows = (path: string, displayName: string, entry: string, fields: readonly PanelField[], description: string): PanelField => ({
	path,
	as: 'rows',
	property: {
		displayName,
		name: path.split('.').join('_'),
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		default: {},
		description,
		options: [{ displayName: entry, name: 'row', values: fields.map(({ property }) => property) }],
	},
});

const DAY = { placeholder: 'e.g. 2026-11-14' };
const POHODA_ID: PanelField = {
	...field('id', 'POHODA ID', 'Number of the record in POHODA, for Match By: POHODA ID'),
	not: ['create'],
};

/** Words → names as people read them: `issuedInvoice` is Issued Invoice. */
const titled = (words: readonly string[]): Record<string, string> =>
	Object.fromEntries(
		words.map((word) => [word, word.replace(/([A-Z])/g, ' $1').replace(/^./, (first) => first.toUpperCase())]),
	);

const KEY = field('id', 'Document Key', 'What identifies the document and never changes, e.g. the number of the order in the e-shop. The same key is never sent twice.', {
	name: 'documentKey',
	required: true,
	placeholder: 'e.g. 2026001748',
});

const DATE = field('date', 'Date', 'Day of the document', { required: true, ...DAY });

const typeField = (words: Record<string, string>): PanelField => choice('type', 'Type', 'What kind of document it is', words);

/** Visible fields. */
export const MAIN: Readonly<Record<WrittenAgenda, readonly PanelField[]>> = {
	stockItem: [
		field('code', 'Code', 'Code of the card (kód); leading zeros count', { placeholder: 'e.g. 00123' }),
		{ ...field('name', 'Name', 'Name of the card (název)', { placeholder: 'e.g. Termoska 0,5 l' }), not: ['delete'] },
	],
	contact: [
		{ ...field('company', 'Company', 'Name of the firm (firma); for a person fill Name in Additional Fields'), not: ['delete'] },
		field('companyId', 'Company ID (IČO)', 'IČO of the firm', { placeholder: 'e.g. 12345678' }),
	],
	order: [
		typeField({ receivedOrder: 'Received (Přijatá)', issuedOrder: 'Issued (Vydaná)' }),
		{ ...KEY, not: ['delete'] },
		{ ...DATE, not: ['delete'] },
	],
	invoice: [typeField(titled(INVOICE_TYPES)), KEY, DATE],
	cashDocument: [typeField({ receipt: 'Receipt (Příjem)', expense: 'Expense (Výdej)' }), KEY, DATE],
	goodsIssueNote: [KEY, DATE],
	goodsReceivedNote: [KEY, DATE],
	stockTransfer: [reference('targetStore', 'stores', { displayName: 'Target Store', description: 'Store (sklad) that the goods go to' }), KEY, DATE],
	offer: [typeField({ issuedOffer: 'Issued (Vydaná)', receivedOffer: 'Received (Přijatá)' }), KEY, DATE],
};

const SHARED: readonly PanelField[] = [
	reference('activity', 'activities'),
	reference('centre', 'centres'),
	reference('contract', 'contracts'),
	field('internalNote', 'Internal Note', 'Note that is not printed'),
	field('note', 'Note', 'Note (poznámka)'),
	field('number', 'Number', 'Number of the document; POHODA gives one from the series where it is empty'),
	reference('numberSeries', 'numberSeries'),
	field('text', 'Text', 'Text of the document, up to 240 characters'),
];
const PAID: readonly PanelField[] = [reference('paymentForm', 'paymentForms'), reference('priceLevel', 'sellingPrices')];
const MONEY: readonly PanelField[] = [
	field('currency', 'Currency', 'Currency of the prices, ISO 4217', { default: 'CZK', placeholder: 'e.g. EUR' }),
	number('rate', 'Exchange Rate', 'Units of the home currency for one unit of the currency'),
];
const POSTED: readonly PanelField[] = [
	field('accounting', 'Accounting Entry', 'Code of the accounting entry (předkontace)'),
	field('taxDate', 'Tax Date', 'Day of the taxable supply (DUZP)', DAY),
	reference('vatClassification', 'vatClasses', { displayName: 'VAT Classification' }),
];

/** Fields of the collection Additional Fields. */
export const ADDITIONAL: Readonly<Record<WrittenAgenda, readonly PanelField[]>> = {
	stockItem: [
		{ ...field('categories', 'Categories', 'Numbers of e-shop categories, separated by commas; the first one is the main one'), as: 'categories' },
		field('description', 'Description', 'Short description for the e-shop'),
		{ ...field('eans', 'EAN', 'Bar code; a card has one'), as: 'words' },
		flag('forInternet', 'For Internet', 'Whether the e-shop shows it (internet)'),
		flag('forSale', 'For Sale', 'Whether it is offered on documents (odbyt)'),
		choice('kind', 'Kind', 'What kind of card it is; it cannot be changed later', titled(STOCK_KINDS)),
		field('longDescription', 'Long Description', 'Detailed description, HTML allowed'),
		number('maximum', 'Maximum', 'Highest quantity that shall be on stock'),
		number('minimum', 'Minimum', 'Lowest quantity that shall be on stock'),
		field('note', 'Note', 'Note (poznámka)'),
		{
			...rows(
			'parameters',
			'Parameters',
			'Parameter',
			[
				field('name', 'Name', 'Name of the parameter as POHODA has it'),
				choice('type', 'Type', 'What kind of value it is', titled(['text', 'memo', 'currency', 'boolean', 'number', 'integer', 'date', 'list'])),
				field('value', 'Value', 'The value'),
			],
			'User-defined fields (volitelné parametry)',
			),
			as: 'parameters',
		},
		field('plu', 'PLU', 'Number for tills and scales'),
		POHODA_ID,
		field('priceGroup', 'Price Group', 'Price group (cenová skupina); a new card needs one'),
		rows(
			'prices.levels',
			'Price Levels',
			'Level',
			[field('name', 'Name', 'Name of the price level (cenová hladina)'), number('price', 'Price', 'Price in this level')],
			'Prices in the levels of POHODA',
		),
		field('producer', 'Producer', 'Who makes it'),
		number('prices.purchase', 'Purchase Price', 'Price of purchase (nákupní cena)'),
		number('prices.sale', 'Sale Price', 'Price of sale (prodejní cena)'),
		flag('prices.saleIncludesVat', 'Sale Price Includes VAT', 'Whether the sale price is with VAT'),
		{
			path: 'shop',
			as: 'flags',
			property: {
				displayName: 'Shop Flags',
				name: 'shop',
				type: 'multiOptions',
				default: [],
				description: 'What the e-shop shows about it; flags that are not chosen stay as they are',
				options: ['action', 'clearance', 'discount', 'news', 'preparing', 'recommended'].map((value) => ({
					name: value[0].toUpperCase() + value.slice(1),
					value,
				})),
			},
		},
		reference('storage', 'storages'),
		reference('warehouse', 'stores'),
		field('unit', 'Unit', 'Unit of quantity (MJ)', { placeholder: 'e.g. ks' }),
		number('vatRate', 'VAT Rate', 'VAT on sale in per cent', { default: 21 }),
		number('weight', 'Weight', 'Weight in kilograms'),
	],
	contact: [
		field('city', 'City', 'City (obec)'),
		field('country', 'Country', 'Code of the country in POHODA', { placeholder: 'e.g. CZ' }),
		flag('customer', 'Customer', 'Whether it is a customer (odběratel)'),
		number('dueDays', 'Due Days', 'Days until issued invoices are due (splatnost)', { default: 14 }),
		field('email', 'Email', 'E-mail address', { placeholder: 'e.g. info@example.com' }),
		{ ...field('groups', 'Groups', 'Groups (skupiny), separated by commas'), as: 'words' },
		field('mobile', 'Mobile', 'Mobile phone'),
		field('name', 'Name', 'Name of a person'),
		field('note', 'Note', 'Note (poznámka)'),
		field('number', 'Number', 'Customer number'),
		reference('paymentForm', 'paymentForms'),
		field('phone', 'Phone', 'Phone'),
		POHODA_ID,
		reference('priceLevel', 'sellingPrices'),
		field('street', 'Street', 'Street and number (ulice)'),
		flag('supplier', 'Supplier', 'Whether it is a supplier (dodavatel)'),
		field('vatId', 'VAT ID (DIČ)', 'DIČ', { placeholder: 'e.g. CZ12345678' }),
		field('web', 'Website', 'Address of the website'),
		field('zip', 'ZIP', 'Postal code (PSČ)'),
	],
	order: [
		...SHARED,
		...PAID,
		...MONEY,
		field('customerOrderNumber', 'Customer Order Number', "Number that the customer or the e-shop gave it (číslo objednávky)"),
		field('dateTill', 'Date Until', 'Day until which it shall be done', DAY),
		POHODA_ID,
		flag('reserved', 'Reserve Stock', 'Whether the goods are reserved (rezervovat)'),
	],
	invoice: [
		...SHARED,
		...PAID,
		...MONEY,
		...POSTED,
		reference('bankAccount.code', 'bankAccounts'),
		field('corrects.number', 'Corrected Invoice', 'Number of the invoice that a corrective tax document corrects'),
		field('dueDate', 'Due Date', 'Day of payment (splatnost)', DAY),
		field('orderNumber', 'Order Number', 'Number of the order (číslo objednávky)'),
		field('originalNumber', 'Original Number', "The supplier's number of a received invoice"),
		field('variableSymbol', 'Variable Symbol', 'Variable symbol (variabilní symbol)'),
	],
	cashDocument: [...SHARED, ...MONEY, ...POSTED, reference('cashAccount', 'cashRegisters')],
	goodsIssueNote: [...SHARED, ...PAID, field('orderNumber', 'Order Number', 'Number of the order')],
	goodsReceivedNote: [...SHARED],
	stockTransfer: SHARED.filter(({ path }) => path !== 'centre'),
	offer: [...SHARED, ...PAID, ...MONEY, field('validTill', 'Valid Until', 'Last day of the offer', DAY)],
};

/** Collection Partner of documents. */
export const PARTNER: readonly PanelField[] = [
	field('city', 'City', 'City (obec)'),
	field('company', 'Company', 'Name of the firm (firma)'),
	field('companyId', 'Company ID (IČO)', 'IČO of the firm'),
	field('country', 'Country', 'Code of the country in POHODA', { placeholder: 'e.g. CZ' }),
	field('email', 'Email', 'E-mail address', { placeholder: 'e.g. jan@example.com' }),
	flag('linkToContact', 'Link to Contact', 'Whether POHODA links the document to the one contact with this IČO, DIČ or name'),
	field('name', 'Name', 'Name of a person'),
	field('phone', 'Phone', 'Phone'),
	field('street', 'Street', 'Street and number (ulice)'),
	field('vatId', 'VAT ID (DIČ)', 'DIČ', { placeholder: 'e.g. CZ12345678' }),
	field('zip', 'ZIP', 'Postal code (PSČ)'),
];

/** A line of a document. */
export const LINE: readonly PanelField[] = [
	field('code', 'Code', 'Code of the product (kód); lines with a card move stock'),
	choice('kind', 'Kind', 'Goods need a card, others are text', { goods: 'Goods', service: 'Service', discount: 'Discount', other: 'Other' }),
	field('name', 'Name', 'Text of the line'),
	flag('priceIncludesVat', 'Price Includes VAT', 'Whether the unit price is with VAT'),
	number('quantity', 'Quantity', 'How many', { default: 1 }),
	field('store', 'Store', 'Store (sklad) of the card, where the same code is in several'),
	field('unit', 'Unit', 'Unit of quantity (MJ)', { placeholder: 'e.g. ks' }),
	number('unitPrice', 'Unit Price', 'Price of one'),
	number('vatRate', 'VAT Rate', 'VAT in per cent', { default: 21 }),
];

/** The fields of one operation. */
export const fieldsOf = (fields: readonly PanelField[], action: WriteAction): PanelField[] =>
	fields.filter(({ not }) => !not?.includes(action));
