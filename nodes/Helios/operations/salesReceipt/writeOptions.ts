/** Options of Write Export Files. Names that messages of core/helios mention must stay as they are. */
import type { INodeProperties } from 'n8n-workflow';
import { ITEM_KINDS } from '../../../../core/records/types';
import { UNSENT_FISCAL_STATES } from '../../../../core/plan/settings';
import { DOCUMENT_TYPES, GOODS_GROUP, ITEM_TYPES, PAYMENTS, SIGNS, code } from './codeFields';
import { TILL_GIVES_POK, textField } from '../../../shared/properties';
import { previewOnly } from '../../../shared/transfer';

export const WRITE_OPTIONS: INodeProperties[] = [
	textField('Author', 'author', 'Autor of receipts that name no cashier', 'e.g. pokladna1'),
	{
		displayName: 'Characters the Files Cannot Hold',
		name: 'missingCharacters',
		type: 'options',
		options: [
			{ name: 'Refuse the Receipt', value: 'refuse', description: 'The message lists the characters' },
			{ name: 'Replace by Similar Ones', value: 'transliterate', description: 'Each replacement is a warning of the result' },
		],
		default: 'refuse',
		description: 'What to do with characters outside of Windows-1250, such as emoji',
	},
	{
		displayName: 'Cut Long Texts',
		name: 'cutLongTexts',
		type: 'boolean',
		default: false,
		description: 'Whether to cut names that are longer than their column (with a warning) instead of refusing the receipt; codes are never cut',
	},
	{
		displayName: 'Date in File Names',
		name: 'prefixDate',
		type: 'options',
		options: [
			{ name: 'Year, Day, Month', value: 'yyyyddmm', description: 'As the pattern in the documentation says' },
			{ name: 'Year, Month, Day', value: 'yyyymmdd', description: 'As every other date in the documentation' },
		],
		default: 'yyyymmdd',
	},
	DOCUMENT_TYPES,
	{
		displayName: 'Encoding',
		name: 'encoding',
		type: 'options',
		options: [
			{ name: 'UTF-8', value: 'utf-8' },
			{ name: 'Windows-1250', value: 'windows-1250' },
		],
		default: 'windows-1250',
		description: 'The documentation names none; Windows-1250 is the most probable one',
	},
	{
		displayName: 'Etalon Prices',
		name: 'etalons',
		type: 'boolean',
		default: true,
		description: 'Whether each item has a row in UctenkyEtal.txt, with its own price as reference price',
	},
	code('Exact Rounding Code', 'exactCode', 2, 'Zaokrouhleni of receipts that the till did not round'),
	textField(
		'Export Time',
		'exportTime',
		'Stands in the file names and in DatumExportu. Empty: now. To make an earlier export again with the same names and contents, give its time or its prefix, and the same records.',
		'e.g. 001_20261114_101532',
	),
	{
		displayName: 'Financial Items',
		name: 'financialKinds',
		type: 'multiOptions',
		options: ITEM_KINDS.map((kind) => ({ name: kind, value: kind })),
		default: ['discount', 'tip', 'advance', 'singlePurposeVoucher', 'multiPurposeVoucher', 'other'],
		description: 'Kinds of items that go into UctenkyFin.txt, without a goods card',
	},
	GOODS_GROUP,
	{
		displayName: 'Goods Without Code',
		name: 'goodsWithoutCode',
		type: 'options',
		options: [
			{ name: 'Refuse the Receipt', value: 'refuse' },
			{ name: 'Use a Substitute Card', value: 'substitute', description: 'The card of Substitute Goods Card, with a warning' },
			{ name: 'Write as Financial Item', value: 'financialItem', description: 'Into UctenkyFin.txt, by name' },
		],
		default: 'financialItem',
		description: 'What to do with goods, services and packaging that have no code',
	},
	{
		displayName: 'Hold EET States',
		name: 'heldFiscalStates',
		type: 'multiOptions',
		options: Object.entries(UNSENT_FISCAL_STATES).map(([value, meaning]) => ({ name: value, value, description: `The EET record ${meaning}` })),
		default: ['forSending', 'simplify', 'invalidData', 'commError'],
		description: 'Receipts in these EET states wait for a person, and those with a state that is not known; none chosen: EET stops nothing',
	},
	{
		displayName: 'Home Currency in Val Columns',
		name: 'homeValues',
		type: 'options',
		options: [
			{ name: 'Repeat the Amounts', value: 'repeat' },
			{ name: 'Zero', value: 'zero' },
		],
		default: 'repeat',
		description: 'What the columns of the foreign currency hold on a receipt in CZK',
	},
	ITEM_TYPES,
	{
		displayName: 'Line Breaks in Names',
		name: 'lineBreaks',
		type: 'options',
		options: [
			{ name: 'Keep', value: 'keep' },
			{ name: 'Replace by Space', value: 'space' },
		],
		default: 'space',
		description: 'Line breaks and tabs inside of names; notes keep theirs',
	},
	{
		displayName: 'Line Ends',
		name: 'lineEnd',
		type: 'options',
		options: [
			{ name: 'CRLF (Windows)', value: 'crlf' },
			{ name: 'LF', value: 'lf' },
		],
		default: 'crlf',
	},
	{
		displayName: 'Number Pattern',
		name: 'numberPattern',
		type: 'string',
		default: '^(\\d+)$',
		placeholder: 'e.g. (\\d+)$',
		description: "PoradoveCislo is a whole number. Regular expression whose first group takes it out of the till's number; a receipt that does not fit is refused.",
	},
	PAYMENTS,
	{
		displayName: 'Payments of Returns',
		name: 'returnPayments',
		type: 'options',
		options: [
			{ name: 'Given Back (Vraceno 1)', value: 'givenBack' },
			{ name: 'Paid (Vraceno 0)', value: 'paid' },
		],
		default: 'paid',
		description: 'What Vraceno says on the payments of a return; nothing published says it. Both are read.',
	},
	{
		displayName: 'Period Begins in Month',
		name: 'firstMonth',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 12 },
		default: 1,
		description: 'First month of the accounting period (období), 1 for the calendar year',
	},
	textField('Place of the Files', 'place', 'Where the files will be, as the message of a written receipt names it; empty: not said', 'e.g. /helios'),
	previewOnly('Whether to write nothing down as exported in production runs either and only show the files'),
	{
		displayName: 'Put Output File in Field',
		name: 'outputBinaryField',
		type: 'string',
		default: 'data',
		hint: 'The name of the output binary field to put the ZIP in',
		description: 'Where the ZIP goes. Five files lie in fields called Uctenky, UctenkyPol, UctenkyFin, UctenkyUhr and UctenkyEtal.',
	},
	{
		displayName: 'Quotes in Texts',
		name: 'quotes',
		type: 'options',
		options: [
			{ name: 'Doubled', value: 'double', description: 'As in other text files of this kind; the documentation says nothing' },
			{ name: 'Written as Apostrophes', value: 'apostrophe' },
		],
		default: 'double',
	},
	code('Rounding Code', 'roundedCode', 0, 'Zaokrouhleni of receipts that the till rounded to whole crowns'),
	code('Series Type', 'seriesType', 0, 'TypCiselneRady'),
	textField('Shop Identifier', 'shopId', 'BKIdent, globální identifikátor prodejny, of receipts whose shop is none', 'e.g. 6F9619FF-8B86-4D01-B42D-00CF4FC964FF'),
	SIGNS,
	textField('Substitute Goods Card', 'substituteGoods', 'Code of the card for Goods Without Code: Use a Substitute Card', 'e.g. 100/999999'),
	TILL_GIVES_POK,
	textField('Warehouse', 'warehouse', 'Sklad of receipts, and of goods that name none', 'e.g. 001'),
];
