/** Options of Stock Sync. */
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

const FORMATS: INodePropertyOptions[] = [
	{ name: 'Automatic', value: 'auto' },
	{ name: 'JSON Lines', value: 'jsonLines', description: 'As the nodes of this package write it' },
	{ name: 'KASA FIK Items (CSV)', value: 'kasafik' },
	{
		name: 'POHODA Stock (XML)',
		value: 'pohoda',
		description: 'List export of POHODA, or the file that eKancelář imports',
	},
];

const NEXT_KEYS: INodePropertyOptions[] = [
	{ name: 'Code', value: 'code' },
	{ name: 'EAN', value: 'ean' },
	{ name: 'Nothing', value: 'nothing' },
	{ name: 'PLU', value: 'plu' },
];

const twoWay = { show: { '/mode': ['twoWay'] } };
const oneWay = { show: { '/mode': ['oneWay', 'replacement'] } };

function format(side: 'Source' | 'Target'): INodeProperties {
	return {
		displayName: `${side} Format`,
		name: `${side.toLowerCase()}Format`,
		type: 'options',
		options: FORMATS,
		default: 'auto',
		description: `What the file of the ${side.toLowerCase()} is; automatic goes by its first character`,
	};
}

function binaryField(side: 'Source' | 'Target'): INodeProperties {
	return {
		displayName: `${side} Binary Field`,
		name: `${side.toLowerCase()}Binary`,
		type: 'string',
		default: 'data',
		hint: 'The name of the input binary field that holds the list, where it comes as a file',
	};
}

function nextKey(displayName: string, name: string): INodeProperties {
	return {
		displayName,
		name,
		type: 'options',
		options: NEXT_KEYS,
		default: 'nothing',
		description: 'For items that are still without partner',
	};
}

function flag(displayName: string, name: string, description: string): INodeProperties {
	return { displayName, name, type: 'boolean', default: false, description };
}

function percent(displayName: string, name: string, preset: number, description: string): INodeProperties {
	return {
		displayName,
		name,
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 100 },
		default: preset,
		description,
	};
}

export const OPTIONS: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		nextKey('Finally Match By', 'finallyMatchBy'),
		{
			displayName: 'Flow of Sales',
			name: 'flow',
			type: 'string',
			default: '',
			placeholder: 'e.g. pohoda',
			displayOptions: oneWay,
			description: 'Name of the flow that moves the stock in accounting; empty: every flow in Journal State counts',
		},
		flag(
			'Ignore Case',
			'ignoreCase',
			'Whether codes that differ only by capital letters are one code; otherwise such a pair is a conflict',
		),
		flag(
			'Ignore Leading Zeros',
			'ignoreLeadingZeros',
			'Whether 007 and 7 are one code; otherwise such a pair is a conflict',
		),
		flag(
			'Ignore Spaces',
			'ignoreSpaces',
			'Whether codes that differ only by spaces (anywhere, of any kind) or by full-width characters are one code; otherwise such a pair is a conflict',
		),
		{
			displayName: 'Largest File',
			name: 'largestFile',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 2000,
			description: 'Megabytes; a larger file is refused',
		},
		{
			displayName: 'Last State Binary Field',
			name: 'stateBinary',
			type: 'string',
			default: 'state',
			displayOptions: twoWay,
			hint: 'The name of the input binary field, on either input, that holds the state file of the last run',
			description: 'Rows of state may also come as items on either input',
		},
		percent(
			'Most Changed (%)',
			'maxChangedPercent',
			50,
			'If more items of a list would be changed, nothing is let through',
		),
		percent(
			'Most Removed (%)',
			'maxRemovedPercent',
			10,
			'If more items of a list would be removed, nothing is let through',
		),
		{
			displayName: 'Output As',
			name: 'outputAs',
			type: 'options',
			options: [
				{
					name: 'File',
					value: 'file',
					description: 'One JSON Lines file; for long lists, which n8n would keep in every execution',
				},
				{ name: 'Items', value: 'items', description: 'One item per change' },
			],
			default: 'items',
			description: 'How changes and conflicts leave the node',
		},
		flag(
			'Preview Only',
			'previewOnly',
			'Whether to let nothing through and only show what would be done, in the summary and its file',
		),
		{
			displayName: 'Put Output File in Field',
			name: 'outputBinaryField',
			type: 'string',
			default: 'data',
			hint: 'The name of the output binary field to put the file in',
		},
		{
			displayName: 'Registers',
			name: 'registers',
			type: 'string',
			default: '',
			placeholder: 'e.g. P1, P2',
			displayOptions: oneWay,
			description: 'Registers whose sales must be in accounting first, separated by commas; empty: all',
		},
		{
			displayName: 'Removed Here, Changed There',
			name: 'deleted',
			type: 'options',
			options: [
				{ name: 'Conflict', value: 'conflict' },
				{ name: 'Source Wins', value: 'source' },
				{ name: 'Target Wins', value: 'target' },
			],
			default: 'source',
			displayOptions: twoWay,
			description: 'What becomes of an item that one side has removed and the other has changed',
		},
		{
			displayName: 'Sales Before Stock',
			name: 'salesBeforeStock',
			type: 'options',
			options: [
				{ name: 'Not Needed', value: 'notNeeded', description: 'The target is no till' },
				{
					name: 'Stop While Sales Wait',
					value: 'stop',
					description: 'Sales that are not in accounting yet would come back on the shelf',
				},
			],
			default: 'stop',
			displayOptions: oneWay,
			description:
				'Whether sales of the till must be in accounting before its stock is overwritten, see Journal State; matters only when Quantity is compared',
		},
		{
			displayName: 'Similar Codes',
			name: 'similar',
			type: 'options',
			options: [
				{ name: 'Are a Conflict', value: 'conflict', description: 'Most likely one item, written in two ways' },
				{ name: 'Are Two Items', value: 'separate' },
			],
			default: 'conflict',
			description:
				'What to do when a code without partner differs from another one, of either list, only by capital letters, spaces or leading zeros',
		},
		binaryField('Source'),
		format('Source'),
		{
			...flag(
				'Source Lists Only Changes',
				'differential',
				'Whether the source holds only what has changed since last time; then nothing is ever removed, and an empty list is right. A full replacement is the list of the target with these changes.',
			),
			displayOptions: oneWay,
		},
		{
			displayName: 'State As',
			name: 'stateAs',
			type: 'options',
			options: [
				{
					name: 'Changed Rows',
					value: 'rows',
					description: 'Further items on Summary (recordType stockState), to be added to a Data Table',
				},
				{ name: 'File', value: 'file', description: 'The whole state as binary field "state" of the summary' },
			],
			default: 'file',
			displayOptions: twoWay,
			description: 'How the state for the next run leaves the node; it replaces or extends the one that came in',
		},
		binaryField('Target'),
		flag(
			'Target File May Be Missing',
			'targetMayBeMissing',
			'Whether an item without a file for the target means an empty list, as on the first day; otherwise it is read as an item of the list',
		),
		format('Target'),
		nextKey('Then Match By', 'thenMatchBy'),
		{
			displayName: 'Two-Way Limit',
			name: 'twoWayLimit',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 50000,
			displayOptions: twoWay,
			description: 'Items of each list that are compared at most; both lists are in memory',
		},
		{
			displayName: 'When Stopped',
			name: 'whenStopped',
			type: 'options',
			options: [
				{
					name: 'Give Only the Summary',
					value: 'summary',
					description: 'The workflow goes on with outcome "stopped"; look at it',
				},
				{ name: 'Stop the Workflow', value: 'error' },
			],
			default: 'error',
			description:
				'What to do when a guard stops the run: sales that wait, an empty list, too much changed or removed, no confirmation',
		},
	],
};
