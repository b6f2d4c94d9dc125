/** Fields of Raw → Send XML. */
import type { INodeProperties } from 'n8n-workflow';
import { previewOnly, whenRunFromEditor } from '../../../shared/transfer';
import { TIME_OUT } from '../../transferFields';

export const SEND_FIELDS: INodeProperties[] = [
	{
		displayName: 'XML From',
		name: 'xmlFrom',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Binary Field', value: 'binary', description: 'A file of the input item' },
			{ name: 'Text', value: 'text', description: 'Written here or by an expression' },
		],
		default: 'text',
	},
	{
		displayName: 'XML',
		name: 'xml',
		type: 'string',
		typeOptions: { rows: 8 },
		displayOptions: { show: { xmlFrom: ['text'] } },
		default: '',
		placeholder:
			'e.g. <lst:listStoreRequest xmlns:lst="http://www.stormware.cz/schema/version_2/list.xsd" version="2.0" storeVersion="2.0"/>',
		description:
			'One element of an agenda, one dataPackItem, or a whole dataPack. The envelope with the IČO of the credential is made here.',
	},
	{
		displayName: 'Input Binary Field',
		name: 'binaryPropertyName',
		type: 'string',
		displayOptions: { show: { xmlFrom: ['binary'] } },
		default: 'data',
		hint: 'The name of the input field containing the XML file',
	},
	{
		displayName: 'Identity',
		name: 'identity',
		type: 'string',
		default: '',
		placeholder: 'e.g. {{ $json.key }}',
		description:
			'By what POHODA recognizes a change that comes again, such as the order number; not needed for questions and where the XML has IDs of dataPackItems',
	},
	whenRunFromEditor({ preview: 'Show the pack that would be sent; questions are asked all the same' }),
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Allow Query Filter',
				name: 'allowQueryFilter',
				type: 'boolean',
				default: false,
				description:
					'Whether XML with a queryFilter may go. POHODA runs its text as SQL: never let others put text into it.',
			},
			{
				displayName: 'Answer As',
				name: 'answerAs',
				type: 'options',
				options: [
					{ name: 'File', value: 'file', description: 'The XML of POHODA, for long lists; Read Export File reads it' },
					{ name: 'JSON', value: 'json', description: 'In the field answer of each result' },
				],
				default: 'json',
				description: 'How to hand out what POHODA answered in full',
			},
			{
				displayName: 'Note',
				name: 'note',
				type: 'string',
				default: '',
				placeholder: 'e.g. prices of November',
				description: "Shown in POHODA's log of XML imports",
			},
			{
				displayName: 'Pack Identity',
				name: 'packIdentity',
				type: 'string',
				default: 'n8n/raw',
				placeholder: 'e.g. eshop/price-list',
				description: 'Second part of the identity, constant for one source; a dataPack keeps its own ID',
			},
			previewOnly('Whether to change nothing in production runs either and only show what would be sent'),
			{
				displayName: 'Put Output File in Field',
				name: 'outputBinaryField',
				type: 'string',
				default: 'data',
				hint: 'The name of the output binary field to put the file in',
				description: 'Where the answer or the preview goes',
			},
			TIME_OUT,
		],
	},
];
