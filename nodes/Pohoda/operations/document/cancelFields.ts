/** Fields of Document → Cancel. */
import type { INodeProperties } from 'n8n-workflow';
import { documentFields } from './documentFields';

export const CANCEL_FIELDS: INodeProperties[] = [
	...documentFields('cancel'),
	{
		displayName: 'Confirm Cancellation',
		name: 'confirm',
		type: 'boolean',
		default: false,
		description: 'Whether the document may be cancelled; it cannot be undone, only booked anew',
	},
	{
		displayName: 'When Run From the Editor',
		name: 'whenRunFromEditor',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Preview', value: 'preview', description: 'Show what would be sent; nothing is' },
			{ name: 'Send', value: 'send', description: 'Send as a production run does' },
		],
		default: 'preview',
		description: 'Production runs send, unless the option Preview Only is on',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Date',
				name: 'date',
				type: 'string',
				default: '',
				placeholder: 'e.g. 2026-11-14',
				description: 'Day of the cancelling document; POHODA takes today where it is empty',
			},
			{
				displayName: 'Generation',
				name: 'generation',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: 1,
				description: 'Raise it to cancel once more after somebody deleted the cancelling document in POHODA',
			},
			{
				displayName: 'Preview Only',
				name: 'previewOnly',
				type: 'boolean',
				default: false,
				description: 'Whether to send nothing in production runs either and only show what would be sent',
			},
			{
				displayName: 'Time-Out',
				name: 'timeout',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: 120,
				description: 'How many seconds to wait for an answer',
			},
		],
	},
];
