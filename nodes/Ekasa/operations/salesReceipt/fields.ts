import type { INodeProperties } from 'n8n-workflow';
import { inputBinaryField } from '../../../shared/properties';

/** Megabytes; what the eKasa Trigger lets in by default as well. */
export const LARGEST_FILE = 50;

/** Fields of Read Export File. */
export const readExportFileFields: INodeProperties[] = [
	{
		displayName:
			'For the XML that eKancelář makes for POHODA (Nastavení pokladny, Pohoda – manuální synchronizace, Export). Items without a file pass through unchanged.',
		name: 'exportNotice',
		type: 'notice',
		default: '',
	},
	inputBinaryField('The name of the input field containing the export file'),
	{
		displayName: 'Source Name',
		name: 'source',
		type: 'string',
		default: 'ekasa',
		required: true,
		description:
			'Name of the system that the receipts come from; it is the first part of every key. Do not change it later: the same receipts would look like new ones.',
	},
	{
		displayName: 'Register',
		name: 'register',
		type: 'string',
		default: '',
		placeholder: 'e.g. P1',
		description:
			'Name of the till for receipts that name none themselves. It is part of every key: do not change it later, and give each till another name.',
	},
	{
		displayName: 'Identity From',
		name: 'identity',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'External ID',
				value: 'extId',
				description: 'The extId that the exporting system gave the receipt',
			},
			{
				name: 'Pack Item ID',
				value: 'itemId',
				description: 'The ID of the dataPackItem; only if it stays the same in every export',
			},
			{
				name: 'Pattern in Text',
				value: 'pattern',
				description: 'A number that stands in the text of the receipt',
			},
			{
				name: 'Receipt Number',
				value: 'number',
				description: 'The number of the document',
			},
		],
		default: 'number',
		description:
			'What tells one receipt from another, also when the same file is read twice. A file in which it is missing is refused.',
	},
	{
		displayName: 'Pattern',
		name: 'pattern',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. účtenka č\\. (\\d+)',
		displayOptions: { show: { identity: ['pattern'] } },
		description:
			'Regular expression; its first group (in brackets) is the number. Only text that fits gives a receipt its identity.',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Largest File',
				name: 'largestFile',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: LARGEST_FILE,
				description: 'Megabytes; a larger file is refused',
			},
		],
	},
];
