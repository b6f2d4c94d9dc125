/** Fields of every operation that sends something to POHODA. */
import type { INodeProperties } from 'n8n-workflow';
import { timeOut } from '../shared/transfer';

export const MISSING_CHARACTERS: INodeProperties = {
	displayName: 'Characters POHODA Cannot Store',
	name: 'missingCharacters',
	type: 'options',
	options: [
		{
			name: 'Refuse the Document',
			value: 'refuse',
			description: 'The message lists the characters',
		},
		{
			name: 'Replace by Similar Ones',
			value: 'transliterate',
			description: 'Each replacement is a warning of the result',
		},
	],
	default: 'transliterate',
	description: 'What to do with characters outside Windows-1250, such as emoji',
};

export const CUT_LONG_TEXTS: INodeProperties = {
	displayName: 'Cut Long Texts',
	name: 'cutLongTexts',
	type: 'boolean',
	default: false,
	description:
		'Whether to cut texts that are longer than POHODA takes (with a warning) instead of refusing the document',
};

export const PACK_SIZE: INodeProperties = {
	displayName: 'Pack Size',
	name: 'packSize',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 1000 },
	default: 100,
	description: 'How many documents travel in one request',
};

export const OUTPUT_FIELD: INodeProperties = {
	displayName: 'Put Output File in Field',
	name: 'outputBinaryField',
	type: 'string',
	default: 'data',
	hint: 'The name of the output binary field to put the XML in',
	description: 'Where the XML file (or the preview of what would be sent) goes',
};

export const TIME_OUT: INodeProperties = timeOut(
	120,
	'How many seconds to wait for an answer; mServer works through its requests one after another',
);
