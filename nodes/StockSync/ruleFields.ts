/** Rules: how items of the source become what the target shall have. */
import type { INodeProperties } from 'n8n-workflow';
import { STOCK_KINDS } from '../../core/records/stock';

const KIND_NAMES: Readonly<Record<(typeof STOCK_KINDS)[number], string>> = {
	card: 'Card (Karta)',
	package: 'Package (Komplet)',
	product: 'Product (Výrobek)',
	service: 'Service (Služba)',
	set: 'Set (Souprava)',
	text: 'Text',
};

export const RULES: INodeProperties = {
	displayName: 'Rules of the Source',
	name: 'rules',
	type: 'collection',
	placeholder: 'Add rule',
	default: {},
	options: [
		{
			displayName: 'Category From',
			name: 'categoryFrom',
			type: 'options',
			options: [
				{ name: 'Category in the E-Shop', value: 'categories' },
				{ name: 'Price Group (Cenová Skupina)', value: 'priceGroup' },
				{ name: 'Storage, Last Part', value: 'storageLeaf', description: 'Členění: Elektro of ZBOŽÍ/Elektro' },
				{ name: 'Storage, Whole', value: 'storage', description: 'Členění: ZBOŽÍ/Elektro' },
			],
			default: 'categories',
		},
		{
			displayName: 'Label of the Register',
			name: 'label',
			type: 'string',
			default: '',
			placeholder: 'e.g. pokl1',
			description:
				'Only items with this label are for the target, as the register itself shows only those; an item with several labels is on several registers',
		},
		{
			displayName: 'Leave Out Kinds',
			name: 'leaveOutKinds',
			type: 'multiOptions',
			options: [...STOCK_KINDS].sort().map((kind) => ({ name: KIND_NAMES[kind], value: kind })),
			default: [],
		},
		{
			displayName: 'Leave Paused Alone',
			name: 'leavePausedAlone',
			type: 'boolean',
			default: true,
			description: 'Whether items that are not active, on either side, are neither changed nor removed',
		},
		{
			displayName: 'Negative Stock',
			name: 'negative',
			type: 'options',
			options: [
				{ name: 'As It Is', value: 'keep' },
				{ name: 'As Zero', value: 'zero' },
			],
			default: 'keep',
		},
		{
			displayName: 'Only for Sale',
			name: 'onlyForSale',
			type: 'boolean',
			default: false,
			description: 'Whether to leave out items that are not for sale (odbyt)',
		},
		{
			displayName: 'Price Level',
			name: 'priceLevel',
			type: 'string',
			default: '',
			placeholder: 'e.g. Sleva 1',
			description: 'Name of the level (cenová hladina) whose price counts; empty: the selling price of the card',
		},
		{
			displayName: 'Price Rounding',
			name: 'priceRounding',
			type: 'number',
			typeOptions: { minValue: 0, numberPrecision: 6 },
			default: 0,
			placeholder: 'e.g. 0.10',
			description: 'Prices become a multiple of it; 0: as they are',
		},
		{
			displayName: 'Prices Without Statement Include VAT',
			name: 'unstatedPricesIncludeVat',
			type: 'boolean',
			default: false,
			description: "Whether prices that do not say whether VAT is in them include it; POHODA's do not",
		},
		{
			displayName: 'Quantity of Sets',
			name: 'setQuantity',
			type: 'options',
			options: [
				{ name: 'As Many as the Parts Allow', value: 'fromParts' },
				{ name: 'As Stated', value: 'asStated' },
				{ name: 'Not Compared', value: 'none' },
			],
			default: 'asStated',
			description: 'What counts as the stock of sets and packages (soupravy a komplety)',
		},
		{
			displayName: 'Reserved Quantity',
			name: 'reserved',
			type: 'options',
			options: [
				{ name: 'Ignore', value: 'ignore' },
				{ name: 'Subtract', value: 'subtract' },
				{ name: 'Subtract With Received Orders', value: 'subtractWithOrders' },
			],
			default: 'ignore',
		},
		{
			displayName: 'Stores (Sklady)',
			name: 'warehouses',
			type: 'string',
			default: '',
			placeholder: 'e.g. PRODEJNA, ZBOŽÍ/Elektro',
			description:
				'Stores or branches of the storage tree to take, separated by commas, the leading one first; empty: all',
		},
		{
			displayName: 'Stores: Cards of One Code',
			name: 'combine',
			type: 'options',
			options: [
				{ name: 'Add Up', value: 'add', description: 'One item; price and name from the leading store' },
				{
					name: 'Keep Apart',
					value: 'separate',
					description: 'Matched by code and store, where the target has stores as well',
				},
				{ name: 'Not Expected', value: 'none', description: 'A code that stands twice is a conflict' },
			],
			default: 'none',
		},
		{
			displayName: 'Units',
			name: 'units',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true },
			placeholder: 'Add Unit',
			default: {},
			description: "How units convert where the sides differ; a card's own bigger units are known",
			options: [
				{
					name: 'rule',
					displayName: 'Unit',
					values: [
						{ displayName: 'From', name: 'from', type: 'string', default: '', placeholder: 'e.g. bal' },
						{
							displayName: 'Factor',
							name: 'factor',
							type: 'number',
							default: 1,
							description: 'How many of the other unit one is',
						},
						{
							displayName: 'Only Code',
							name: 'code',
							type: 'string',
							default: '',
							description: 'Only for this product; empty: for all',
						},
						{ displayName: 'To', name: 'to', type: 'string', default: '', placeholder: 'e.g. ks' },
					],
				},
			],
		},
	],
};
