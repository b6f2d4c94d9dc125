/** What Stock Sync shows before its options. Names and values are final: saved workflows refer to them. */
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

const ONE_WAY = ['oneWay', 'replacement'];

const COMPARED: INodePropertyOptions[] = [
	{ name: 'Active', value: 'active' },
	{ name: 'Category', value: 'category' },
	{ name: 'EANs', value: 'eans' },
	{ name: 'Labels', value: 'labels' },
	{ name: 'Name', value: 'name' },
	{ name: 'PLU', value: 'plu' },
	{ name: 'Price', value: 'price', description: 'With VAT; a price without is converted by the rate of the item' },
	{ name: 'Quantity', value: 'quantity', description: 'On stock; goes one way only' },
	{ name: 'Unit', value: 'unit' },
	{ name: 'VAT Rate', value: 'vatRate' },
];

function fieldRules(modes: string[], preset: string[], winner: string): INodeProperties {
	return {
		displayName: 'Fields',
		name: 'fields',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Field',
		displayOptions: { show: { mode: modes } },
		default: { rule: preset.map((field) => ({ field, winner: 'source', tolerance: 0 })) },
		description: 'What is compared. What the source does not state is never touched.',
		options: [
			{
				name: 'rule',
				displayName: 'Field',
				values: [
					{ displayName: 'Field', name: 'field', type: 'options', options: COMPARED, default: 'price' },
					{
						displayName: winner,
						name: 'winner',
						type: 'options',
						options: [
							{ name: 'Conflict', value: 'conflict', description: 'A person decides' },
							{
								name: 'Newer',
								value: 'newer',
								description: 'The item that was changed later, where both sides say when',
							},
							{ name: 'Source', value: 'source' },
							{ name: 'Target', value: 'target' },
						],
						default: 'source',
					},
					{
						displayName: 'Tolerance',
						name: 'tolerance',
						type: 'number',
						typeOptions: { minValue: 0, numberPrecision: 6 },
						default: 0,
						description: 'Numbers that differ by at most so much are equal',
					},
				],
			},
		],
	};
}

const ACTIONS: INodePropertyOptions[] = [
	{ name: 'Create', value: 'create', description: 'Items that are only in the other list' },
	{ name: 'Remove', value: 'remove', description: 'Items that the other list no longer has' },
	{ name: 'Update', value: 'update', description: 'Overwrite fields that differ' },
];

/** Fields in the order in which they are shown. */
export const FIELDS: INodeProperties[] = [
	{
		displayName: 'Mode',
		name: 'mode',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Full Replacement',
				value: 'replacement',
				description: 'The whole new list, for targets that take only that; with a backup',
			},
			{ name: 'One Way', value: 'oneWay', description: 'The differences that give the target what the source says' },
			{
				name: 'Two Ways',
				value: 'twoWay',
				description: 'Changes of both sides since the last run, for price lists; connect accounting to Source',
			},
		],
		default: 'oneWay',
	},
	{
		displayName: 'I Know That All Stock Is Overwritten',
		name: 'confirmReplacement',
		type: 'boolean',
		default: false,
		displayOptions: { show: { mode: ['replacement'] } },
		description:
			'Whether the new list may be let through. In a till it overwrites all stock and cannot be undone; the previous list comes as a backup with the summary.',
	},
	{
		displayName: 'Match By',
		name: 'matchBy',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Code', value: 'code' },
			{ name: 'EAN', value: 'ean' },
			{ name: 'PLU', value: 'plu' },
		],
		default: 'code',
		description:
			'What tells which item of one list is which of the other. A value that is not unique is a conflict, never guessed.',
	},
	fieldRules(ONE_WAY, ['price', 'quantity'], 'Who Wins'),
	fieldRules(['twoWay'], ['price', 'name'], 'Who Wins if Both Have Changed'),
	{
		displayName: 'Allowed Changes',
		name: 'allow',
		type: 'multiOptions',
		options: ACTIONS,
		default: ['create'],
		description: 'What may be done to the target; the rest is only counted',
	},
	{
		displayName: 'Allowed Changes in Source',
		name: 'allowInSource',
		type: 'multiOptions',
		options: ACTIONS,
		default: ['create'],
		displayOptions: { show: { mode: ['twoWay'] } },
		description: 'What may be done to the source; the rest is only counted',
	},
	{
		displayName: 'Journal State',
		name: 'journalState',
		type: 'json',
		default: '[]',
		displayOptions: { show: { mode: ONE_WAY } },
		hint: "e.g. {{ $('Report').all().map(item => item.json) }}",
		description:
			'Items of Sync Journal, Report (or Get Waiting) by expression: quantities are not let through while sales of the till wait. Nothing in it is no permission; where the target is no till choose Not Needed in the option Sales Before Stock.',
	},
];
