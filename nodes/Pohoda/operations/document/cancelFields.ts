/** Fields of Document → Cancel. */
import type { INodeProperties } from 'n8n-workflow';
import { previewOnly, whenRunFromEditor } from '../../../shared/transfer';
import { FOREIGN } from '../../foreign';
import { TIME_OUT } from '../../transferFields';
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
	whenRunFromEditor(),
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			FOREIGN,
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
			previewOnly(),
			TIME_OUT,
		],
	},
];
