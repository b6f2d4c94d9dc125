import type { INodeProperties } from 'n8n-workflow';
import { idField } from '../parameters';
import { keyField } from '../keyField';

const LINE: INodeProperties[] = [
	{ displayName: 'Amount', name: 'amount', type: 'number', default: 1 },
	{ displayName: 'Code', name: 'code', type: 'string', default: '', description: 'At most 20 characters' },
	{ displayName: 'Discount (%)', name: 'discount', type: 'number', typeOptions: { minValue: 0, maxValue: 99.99 }, default: 0 },
	{ displayName: 'Name', name: 'name', type: 'string', default: '' },
	{
		displayName: 'Price List Item ID',
		name: 'priceListItemId',
		type: 'string',
		default: '',
		description: 'A line that refers to a stock item moves its stock',
	},
	{ displayName: 'Unit', name: 'unit', type: 'string', default: '', placeholder: 'e.g. ks' },
	{
		displayName: 'Unit Price',
		name: 'unitPrice',
		type: 'number',
		default: 0,
		description: 'With or without VAT, as Prices Include VAT says',
	},
	{
		displayName: 'VAT Rate (%)',
		name: 'vatRate',
		type: 'number',
		default: 21,
		description: 'In per cent; 0 for a line without VAT',
	},
];

/** Fields of Invoice → Create. */
export const CREATE_FIELDS: INodeProperties[] = [
	idField('Contact ID', 'Customer; Contact → Get finds it by IČO', 'partnerId'),
	{
		displayName: 'Description',
		name: 'description',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. Order 10482',
	},
	{
		displayName: 'Lines',
		name: 'lines',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add line',
		default: {},
		options: [{ displayName: 'Line', name: 'line', values: LINE }],
	},
	{
		displayName: 'Prices Include VAT',
		name: 'pricesWithVat',
		type: 'boolean',
		default: true,
		description: 'Whether Unit Price of the lines is with VAT',
	},
	keyField('the description'),
	{
		displayName: 'Additional Fields',
		name: 'fields',
		type: 'collection',
		placeholder: 'Add field',
		default: {},
		options: [
			{ displayName: 'Date of Issue', name: 'dateOfIssue', type: 'string', default: '', placeholder: 'e.g. 2026-11-14' },
			{ displayName: 'Date of Maturity', name: 'dateOfMaturity', type: 'string', default: '', placeholder: 'e.g. 2026-11-28' },
			{
				displayName: 'Date of Taxing',
				name: 'dateOfTaxing',
				type: 'string',
				default: '',
				placeholder: 'e.g. 2026-11-14',
				description: 'DUZP; the date of issue unless given',
			},
			{ displayName: 'Note', name: 'Note', type: 'string', typeOptions: { rows: 3 }, default: '' },
			{ displayName: 'Order Number', name: 'OrderNumber', type: 'string', default: '', description: 'At most 25 characters' },
			{
				displayName: 'Payment Option Name or ID',
				name: 'PaymentOptionId',
				type: 'options',
				typeOptions: { loadOptionsMethod: 'getPaymentOptions' },
				default: '',
				description:
					'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
			},
			{
				displayName: 'Variable Symbol',
				name: 'VariableSymbol',
				type: 'string',
				default: '',
				description: 'At most 10 digits; the document number unless given',
			},
		],
	},
	{
		displayName: 'Other Fields (JSON)',
		name: 'otherFields',
		type: 'json',
		default: '{}',
		description: "More fields with the names of iDoklad's API, e.g. Tags or NumericSequenceId",
	},
];
