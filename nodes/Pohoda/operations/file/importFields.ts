/** Fields of File → Build Import File. */
import type { INodeProperties } from 'n8n-workflow';
import { previewOnly, whenRunFromEditor } from '../../../shared/transfer';
import { CONFIRM_EET, EET } from '../../eetFields';
import { CUT_LONG_TEXTS, MISSING_CHARACTERS, OUTPUT_FIELD } from '../../transferFields';

export const IMPORT_FIELDS: INodeProperties[] = [
	{
		displayName: 'Agenda',
		name: 'agenda',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Cash Document (Pokladní Doklad)', value: 'cashDocument' },
			{ name: 'Contact (Adresář)', value: 'contact' },
			{ name: 'Goods Issue Note (Výdejka)', value: 'goodsIssueNote' },
			{ name: 'Goods Received Note (Příjemka)', value: 'goodsReceivedNote' },
			{ name: 'Invoice (Faktura)', value: 'invoice' },
			{ name: 'Offer (Nabídka)', value: 'offer' },
			{ name: 'Order (Objednávka)', value: 'order' },
			{ name: 'Stock Item (Zásoba)', value: 'stockItem' },
			{ name: 'Stock Transfer (Převodka)', value: 'stockTransfer' },
		],
		default: 'order',
		description: 'What the input items are; for receipts of a till choose Sales Receipt, Create, XML File',
	},
	{
		displayName: 'Company ID (IČO)',
		name: 'ico',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 12345678',
		description: 'IČO of the accounting unit, written exactly as in POHODA; the wizard refuses the file in another unit',
	},
	{
		displayName: 'Records That Are There',
		name: 'existing',
		type: 'options',
		displayOptions: { show: { agenda: ['contact', 'stockItem'] } },
		options: [
			{ name: 'Leave as They Are', value: 'leave', description: 'POHODA only adds what it does not have' },
			{ name: 'Update', value: 'update', description: 'POHODA changes the fields that the record has' },
		],
		default: 'leave',
		description: 'What POHODA shall do with records that it finds: cards by their code, contacts as chosen in Match By',
	},
	whenRunFromEditor({ preview: 'Show the file; the records do not count as written', verb: 'write' }),
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			MISSING_CHARACTERS,
			{
				displayName: 'Check Stock',
				name: 'checkStock',
				type: 'boolean',
				default: true,
				description: 'Whether POHODA refuses documents whose stock is short; off, it writes the quantity 0 for such items',
			},
			{ ...CONFIRM_EET, displayOptions: { show: { '/agenda': ['cashDocument', 'invoice'] } } },
			CUT_LONG_TEXTS,
			{ ...EET, displayOptions: { show: { '/agenda': ['cashDocument', 'invoice'] } } },
			{
				displayName: 'Match By',
				name: 'matchBy',
				type: 'options',
				displayOptions: { show: { '/agenda': ['contact'] } },
				options: [
					{ name: 'Company ID (IČO)', value: 'companyId' },
					{ name: 'Name', value: 'name', description: 'The firm, else the name of the person' },
				],
				default: 'companyId',
				description: 'By what POHODA finds contacts that it has already',
			},
			previewOnly('Whether to only show the file in production runs as well'),
			{ ...OUTPUT_FIELD, description: 'Where the XML file goes: on the first record of each file' },
			{
				displayName: 'Source Name',
				name: 'source',
				type: 'string',
				default: 'pohoda',
				placeholder: 'e.g. pohoda',
				description: 'Source whose IDs are IDs of this POHODA; IDs of other sources are not written',
			},
		],
	},
];
