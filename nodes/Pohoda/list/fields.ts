/** Fields that every Get Many of a list has. */
import type { INodeProperties } from 'n8n-workflow';
import { RECORD_OPTIONS, TIMEOUT_OPTION } from '../../shared/pohoda/recordOptions';
import { limitFields, simplifyField } from '../../shared/properties';

/** Records of one request where nothing else is said; POHODA gives 10 000 at most. */
export const PAGE_SIZE = 2000;

const OUTPUT_AS: INodeProperties = {
	displayName: 'Output As',
	name: 'outputAs',
	type: 'options',
	options: [
		{ name: 'File', value: 'file', description: 'One JSON Lines file with all records: for big lists, e.g. for Stock Sync' },
		{ name: 'Items', value: 'items', description: 'One item for each record' },
	],
	default: 'items',
};

const OUTPUT_FIELD: INodeProperties = {
	displayName: 'Put Output File in Field',
	name: 'outputBinaryField',
	type: 'string',
	default: 'data',
	displayOptions: { show: { outputAs: ['file'] } },
	hint: 'The name of the output binary field to put the file in',
};

/** Return All, Limit, Simplify and Output As. */
export function outputFields(): INodeProperties[] {
	return [...limitFields(), simplifyField(), OUTPUT_AS, OUTPUT_FIELD];
}

const PAGE_SIZE_OPTION: INodeProperties = {
	displayName: 'Page Size',
	name: 'pageSize',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 10_000 },
	default: PAGE_SIZE,
	description: 'How many records to ask for at once, 10000 at most',
};

const END_ITEM: INodeProperties = {
	displayName: 'Add End of List',
	name: 'endItem',
	type: 'boolean',
	default: false,
	description:
		'Whether to add one last item with recordType endOfList, the count and the cursor for the next Changed Since, also when there are no records. Files always say it.',
};

/** The collection Options with what suits the list. */
export function optionsField({ records, more }: { records: boolean; more: INodeProperties[] }): INodeProperties {
	const options = [
		END_ITEM,
		PAGE_SIZE_OPTION,
		TIMEOUT_OPTION,
		...(records ? RECORD_OPTIONS : []),
		...more,
	];
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: options.sort((a, b) => (a.displayName < b.displayName ? -1 : 1)),
	};
}
