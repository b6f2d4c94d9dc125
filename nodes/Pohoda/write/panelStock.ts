/** Fields of a stock card in the panel. */
import { choice, field, flag, number, POHODA_ID, reference, rows } from './panelField';
import type { PanelField } from './panelField';

const KINDS = {
	card: 'Card (Karta)',
	package: 'Package (Obal)',
	product: 'Product (Výrobek)',
	service: 'Service (Služba)',
	set: 'Set (Souprava)',
	text: 'Text (Textová)',
};

const VALUE_KINDS = {
	boolean: 'Boolean (Ano/Ne)',
	currency: 'Currency (Měna)',
	date: 'Date (Datum)',
	integer: 'Integer (Celé Číslo)',
	list: 'List (Seznam)',
	memo: 'Memo (Poznámka)',
	number: 'Number (Číslo)',
	text: 'Text',
};

const SHOP_FLAGS = {
	action: 'Action (Akce)',
	clearance: 'Clearance (Výprodej)',
	discount: 'Discount (Sleva)',
	news: 'News (Novinka)',
	preparing: 'Preparing (Připravujeme)',
	recommended: 'Recommended (Doporučujeme)',
};

export const STOCK_MAIN: readonly PanelField[] = [
	field('code', 'Code (Kód)', 'Code of the card (kód); leading zeros count', { placeholder: 'e.g. 00123' }),
	{ ...field('name', 'Name (Název)', 'Name of the card (název)', { placeholder: 'e.g. Termoska 0,5 l' }), not: ['delete'] },
];

export const STOCK_ADDITIONAL: readonly PanelField[] = [
	reference('activity', 'activities'),
	{ ...field('categories', 'Categories (Kategorie)', 'Numbers of e-shop categories, separated by commas; the first one is the main one'), as: 'categories' },
	reference('centre', 'centres'),
	reference('contract', 'contracts'),
	field('description', 'Description', 'Short description for the e-shop'),
	{ ...field('eans', 'EAN', 'Bar code (čárový kód); a card has one'), as: 'words' },
	flag('forInternet', 'For Internet (Internet)', 'Whether the e-shop shows it (internet)'),
	flag('forSale', 'For Sale (Odbyt)', 'Whether it is offered on documents (odbyt)'),
	choice('kind', 'Kind', 'What kind of card it is (typ zásoby); it cannot be changed later', KINDS),
	field('longDescription', 'Long Description', 'Detailed description, HTML allowed'),
	number('maximum', 'Maximum', 'Highest quantity that shall be on stock (horní limit)'),
	number('minimum', 'Minimum', 'Lowest quantity that shall be on stock (dolní limit)'),
	field('note', 'Note', 'Note (poznámka)'),
	{
		...rows(
			'parameters',
			'Parameters',
			'Parameter',
			[
				field('name', 'Name', 'Name of the parameter as POHODA has it'),
				choice('type', 'Type', 'What kind of value it is', VALUE_KINDS),
				field('value', 'Value', 'The value'),
			],
			'User-defined fields (volitelné parametry)',
		),
		as: 'parameters',
	},
	field('plu', 'PLU', 'Number for tills and scales'),
	POHODA_ID,
	field('priceGroup', 'Price Group (Cenová Skupina)', 'Price group (cenová skupina); a new card needs one'),
	rows(
		'prices.levels',
		'Price Levels',
		'Level',
		[reference('name', 'sellingPrices', { displayName: 'Name' }), number('price', 'Price', 'Price in this level')],
		'Prices in the levels of POHODA',
	),
	field('producer', 'Producer', 'Who makes it (výrobce)'),
	number('prices.purchase', 'Purchase Price (Nákupní Cena)', 'Price of purchase (nákupní cena)'),
	number('prices.sale', 'Sale Price (Prodejní Cena)', 'Price of sale (prodejní cena)'),
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
			options: Object.entries(SHOP_FLAGS).map(([value, name]) => ({ name, value })),
		},
	},
	reference('storage', 'storages'),
	reference('warehouse', 'stores'),
	field('unit', 'Unit (MJ)', 'Unit of quantity (MJ)', { placeholder: 'e.g. ks' }),
	number('vatRate', 'VAT Rate', 'VAT on sale in per cent', { default: 21 }),
	number('weight', 'Weight', 'Weight in kilograms (hmotnost)'),
];
