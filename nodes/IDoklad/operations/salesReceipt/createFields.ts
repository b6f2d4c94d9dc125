/** Fields of Sales Receipt → Create. Names that messages mention must stay as they are. */
import type { INodeProperties } from 'n8n-workflow';
import { UNSENT_FISCAL_STATES } from '../../../../core/plan/settings';
import { rulesFields } from '../rulesFields';
import { TILL_GIVES_POK } from '../../../shared/properties';
import { previewOnly, timeOut, whenRunFromEditor } from '../../../shared/transfer';

const OPTIONS: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		{
			displayName: 'Customers',
			name: 'customers',
			type: 'options',
			options: [
				{ name: 'In the Note', value: 'note' },
				{
					name: 'Link the Contact',
					value: 'link',
					description: 'The contact with that IČO, where there is one; costs one call for 25 customers',
				},
			],
			default: 'note',
			description: 'Where the customer of a receipt goes',
		},
		{
			displayName: 'Documents That Are There Twice',
			name: 'doublets',
			type: 'options',
			options: [
				{
					name: 'Delete the Newer',
					value: 'delete',
					description: 'Only when both were sent from here and agree in everything, never an exported or accounted one; what is not proven is told as a problem',
				},
				{ name: 'Report Only', value: 'report' },
			],
			default: 'delete',
			description: 'What to do when iDoklad has two documents of one receipt, because two runs met or an answer was lost',
		},
		{
			displayName: 'High Total Limit',
			name: 'highTotalLimit',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 10000,
			description: 'Above this total in CZK a receipt of a customer with DIČ may belong into the VAT control statement by itself',
		},
		{
			displayName: 'High Totals',
			name: 'highTotal',
			type: 'options',
			options: [
				{ name: 'Hold for a Person', value: 'hold' },
				{ name: 'Send as Sales Receipt', value: 'send' },
			],
			default: 'hold',
			description: 'What to do with receipts over the limit whose customer has a DIČ or IČO',
		},
		{
			displayName: 'Hold EET States',
			name: 'heldFiscalStates',
			type: 'multiOptions',
			options: Object.entries(UNSENT_FISCAL_STATES).map(([value, meaning]) => ({
				name: value,
				value,
				description: `The EET record ${meaning}`,
			})),
			default: ['forSending', 'simplify', 'invalidData', 'commError'],
			description: 'Receipts in these EET states wait for a person, and those with a state that is not known; none chosen: EET stops nothing',
		},
		{
			displayName: 'More Than Two Payments',
			name: 'manyPayments',
			type: 'options',
			options: [
				{ name: 'Hold for a Person', value: 'hold' },
				{ name: 'Merge', value: 'merge', description: 'Cash becomes one payment, all that is not cash another' },
			],
			default: 'hold',
			description: 'What to do with receipts that were paid in more ways than iDoklad takes',
		},
		previewOnly(),
		{
			displayName: 'Stock Movement',
			name: 'stockMover',
			type: 'options',
			options: [
				{
					name: 'By These Documents',
					value: 'thisDocument',
					description: 'Lines refer to price list items by code, and iDoklad moves their stock',
				},
				{ name: 'Elsewhere or None', value: 'other', description: 'Lines refer to no price list item' },
			],
			default: 'other',
			description: 'What moves the stock; only one thing may. Reading the price list costs a call for 200 items.',
		},
		{
			displayName: 'Tag Names or IDs',
			name: 'tags',
			type: 'multiOptions',
			typeOptions: { loadOptionsMethod: 'getTags' },
			default: [],
			description:
				'Tags for every document. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		},
		TILL_GIVES_POK,
		timeOut(100, 'How many seconds to wait for one answer'),
		{
			displayName: 'Wait at Most',
			name: 'waitBudget',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 130,
			description:
				'How many seconds a run may wait altogether when iDoklad counts too many calls (200 a minute); what is not sent then goes with the next run',
		},
	],
};

export const CREATE_FIELDS: INodeProperties[] = [
	...rulesFields(['paymentForm', 'cashRegister', 'centre']),
	{
		displayName: 'Documents',
		name: 'documents',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Per Receipt', value: 'perReceipt', description: 'One document for each receipt' },
			{
				name: 'Per Day',
				value: 'perDay',
				description: 'One cumulative document for each day, register and payment; a late receipt makes a further one',
			},
		],
		default: 'perReceipt',
	},
	{
		displayName: 'Rounding',
		name: 'rounding',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'By iDoklad',
				value: 'byIDoklad',
				description: "The agenda's own rounding has to come to the till's total; it is asked before sending",
			},
			{
				name: 'Own Line',
				value: 'ownLine',
				description: "The till's rounding goes as a line without VAT; for an agenda with rounding off",
			},
		],
		default: 'byIDoklad',
		description: 'Where the rounding of cash comes from. A receipt that the agenda would round to another total is held.',
	},
	whenRunFromEditor(),
	OPTIONS,
];
