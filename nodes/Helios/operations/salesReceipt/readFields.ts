/** Fields of Read Export Files. Names that messages of core/helios mention must stay as they are. */
import type { INodeProperties } from 'n8n-workflow';
import { ITEM_KINDS } from '../../../../core/records/types';
import { DOCUMENT_TYPES, GOODS_GROUP, ITEM_TYPES, PAYMENTS, SIGNS } from './codeFields';

const READ_OPTIONS: INodeProperties[] = [
	DOCUMENT_TYPES,
	{
		displayName: 'Encoding',
		name: 'encoding',
		type: 'options',
		options: [
			{ name: 'Find Out', value: 'auto', description: 'By the byte order mark and the letters, else Windows-1250' },
			{ name: 'UTF-16 BE', value: 'utf-16be' },
			{ name: 'UTF-16 LE', value: 'utf-16le' },
			{ name: 'UTF-8', value: 'utf-8' },
			{ name: 'Windows-1250', value: 'windows-1250' },
		],
		default: 'auto',
		description: 'The documentation names none',
	},
	{
		displayName: 'Financial Item Kind',
		name: 'financialKind',
		type: 'options',
		options: ITEM_KINDS.map((kind) => ({ name: kind, value: kind })),
		default: 'other',
		description: 'What the rows of UctenkyFin.txt are',
	},
	GOODS_GROUP,
	ITEM_TYPES,
	{
		displayName: 'Known Goods',
		name: 'knownGoods',
		type: 'string',
		default: '',
		placeholder: "e.g. {{ $('Cards').all().map(row => row.json.code) }}",
		description:
			'Codes of the goods cards that the target has, separated by commas, e.g. 100/000123, as a list, or as rows with a column "code" (Data Table). Empty: not checked. Other goods get the substitute card, or the receipt is refused.',
	},
	{
		displayName: 'Known Packs',
		name: 'knownPacks',
		type: 'string',
		default: '',
		placeholder: 'e.g. 300/000001, 300/000002',
		description: 'Codes of the packs (balíčky) that the target has, given like Known Goods; empty: not checked',
	},
	{
		displayName: 'Pack Amounts',
		name: 'packAmounts',
		type: 'options',
		options: [
			{ name: 'All Rows', value: 'all' },
			{ name: 'Row of the Pack', value: 'packs', description: 'The rows of its parts are kept, but are no items' },
			{ name: 'Rows of Its Parts', value: 'parts', description: 'The row of the pack is kept, but is no item' },
		],
		default: 'all',
		description: 'Which rows of a pack (balíček) carry its amount; with the wrong choice receipts do not add up',
	},
	PAYMENTS,
	{
		displayName: 'Register From',
		name: 'registerFrom',
		type: 'options',
		options: [
			{ name: 'Series', value: 'series', description: 'Řada účtenek, e.g. 001' },
			{ name: 'Shop and Series', value: 'shopAndSeries', description: 'BKIdent and řada účtenek, where shops use the same series' },
		],
		default: 'series',
		description: 'What becomes the register of the receipts; their keys tell shops apart in both cases',
	},
	{
		displayName: 'Set Apart By',
		name: 'folder',
		type: 'string',
		default: '',
		placeholder: 'e.g. {{ $json.folder }}',
		description:
			'Something that the files of one folder have in common, for exports of several shops that have the same name. Empty: the directory that the binary names.',
	},
	SIGNS,
	{
		displayName: 'Substitute Goods Card',
		name: 'substituteGoods',
		type: 'string',
		default: '',
		placeholder: 'e.g. 100/999999',
		description: 'Sběrná karta zboží: stands for goods that are not in Known Goods. It cannot be changed on the receipt after the import.',
	},
	{
		displayName: 'Substitute Pack',
		name: 'substitutePack',
		type: 'string',
		default: '',
		placeholder: 'e.g. 300/999999',
		description: 'Sběrný balíček zboží: stands for packs that are not in Known Packs',
	},
	{
		displayName: 'Take Long Texts',
		name: 'takeLongTexts',
		type: 'boolean',
		default: false,
		description: 'Whether to take texts that are longer than their column (with a warning) instead of refusing the receipt; a damaged row often shows as one',
	},
];

/** Fields of Sales Receipt → Read Export Files. */
export const READ_FIELDS: INodeProperties[] = [
	{
		displayName:
			'Takes every file called like 001_20261114_101532_Uctenky.txt out of all binary fields of all items, any number of exports at once. Items without a file pass through unchanged.',
		name: 'readNotice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Source Name',
		name: 'source',
		type: 'string',
		default: 'helios',
		required: true,
		description:
			'Name of the system that the receipts come from; it is the first part of every key. Do not change it later: the same receipts would look like new ones.',
	},
	{
		displayName: 'Check Only',
		name: 'checkOnly',
		type: 'boolean',
		default: false,
		description: 'Whether to give one report for each export, and what cannot be read, instead of receipts',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: READ_OPTIONS,
	},
];
