import type { INodeProperties } from 'n8n-workflow';
import { whenRunFromEditor } from '../../../shared/transfer';
import { CREATE_OPTIONS } from './createOptions';
import { POSTING_RULE_FIELDS } from './postingRuleFields';

/** Fields of Sales Receipt → Create. */
export const CREATE_FIELDS: INodeProperties[] = [
	{
		displayName: 'Delivery',
		name: 'delivery',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'mServer',
				value: 'mServer',
				description: 'Send to POHODA over the network and learn at once what became of each document',
			},
			{
				name: 'XML File',
				value: 'xmlFile',
				description: 'Make a file for the import wizard of POHODA (Soubor, Datová komunikace, XML import)',
			},
		],
		default: 'mServer',
		description: 'How the documents get to POHODA',
	},
	{
		displayName: 'Company ID (IČO)',
		name: 'ico',
		type: 'string',
		required: true,
		displayOptions: { show: { delivery: ['xmlFile'] } },
		default: '',
		placeholder: 'e.g. 12345678',
		description: 'IČO of the accounting unit, written exactly as in POHODA; the wizard refuses the file in another unit',
	},
	...POSTING_RULE_FIELDS,
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
				description: 'One document for each day, register and payment; a late receipt makes a further one',
			},
		],
		default: 'perReceipt',
	},
	whenRunFromEditor(),
	CREATE_OPTIONS,
];
