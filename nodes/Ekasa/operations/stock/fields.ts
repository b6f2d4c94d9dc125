import type { INodeProperties } from 'n8n-workflow';
import { outputBinaryField } from '../../../shared/properties';

/** Fields of Write Import File. */
export const writeImportFileFields: INodeProperties[] = [
	{
		displayName:
			'Makes the XML for eKancelář (Nastavení pokladny, Pohoda – manuální synchronizace, Import). The import overwrites all stock of the register and cannot be undone: make a backup in the eKasa first (Menu, Nápověda, Záloha na USB, Archivace údajů).',
		name: 'stockNotice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'I Know That All Stock Is Overwritten',
		name: 'confirmOverwrite',
		type: 'boolean',
		default: false,
		description: 'Whether the file may be made; without it the node says only what it would hold',
	},
	{
		displayName: 'Stock From',
		name: 'stockFrom',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'File', value: 'file', description: 'JSON Lines, as Stock Sync and Get Many make it' },
			{ name: 'Items', value: 'items', description: 'Stock items, or changes of Stock Sync in mode Full Replacement' },
		],
		default: 'items',
	},
	{
		displayName: 'Input Binary Field',
		name: 'binaryPropertyName',
		type: 'string',
		default: 'data',
		required: true,
		displayOptions: { show: { stockFrom: ['file'] } },
		hint: 'The name of the input field containing the list',
	},
	{
		displayName: 'Current Stock Binary Field',
		name: 'backupField',
		type: 'string',
		default: 'backup',
		hint: 'The name of the input field with the stock that the register has now; it leaves with the new file as backup',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Characters Outside Windows-1250',
				name: 'missingCharacters',
				type: 'options',
				options: [
					{ name: 'Refuse the Item', value: 'refuse' },
					{ name: 'Replace by Similar Ones', value: 'transliterate' },
				],
				default: 'transliterate',
			},
			{
				displayName: 'Company ID (IČO)',
				name: 'ico',
				type: 'string',
				default: '',
				placeholder: 'e.g. 12345678',
			},
			{
				displayName: 'Cut Long Texts',
				name: 'cutLongTexts',
				type: 'boolean',
				default: false,
				description: 'Whether to cut names that are longer than 90 characters instead of refusing the item',
			},
			{
				displayName: 'Items That Cannot Be Written',
				name: 'refused',
				type: 'options',
				options: [
					{
						name: 'Leave Out',
						value: 'leaveOut',
						description: 'They will be missing in the register after the import',
					},
					{ name: 'Make No File', value: 'stop' },
				],
				default: 'stop',
			},
			{
				displayName: 'Prices',
				name: 'prices',
				type: 'options',
				options: [
					{ name: 'As Given', value: 'asGiven', description: 'Each says whether VAT is in it' },
					{ name: 'With VAT', value: 'withVat' },
					{ name: 'Without VAT', value: 'withoutVat' },
				],
				default: 'asGiven',
			},
			outputBinaryField(),
		],
	},
];
