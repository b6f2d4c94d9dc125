/** Options of every list of records. */
import type { INodeProperties } from 'n8n-workflow';
import { OVERLAP } from './filterValues';

/** Seconds. */
export const TIMEOUT = 120;

export const TIMEOUT_OPTION: INodeProperties = {
	displayName: 'Time-Out',
	name: 'timeout',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: TIMEOUT,
	description: 'How many seconds to wait for an answer; big pages of a busy POHODA take minutes',
};

/** How records are read, sorted by name. */
export const RECORD_OPTIONS: INodeProperties[] = [
	{
		displayName: 'Home Currency',
		name: 'homeCurrency',
		type: 'string',
		default: 'CZK',
		description: 'Currency of the books, e.g. EUR in Slovakia',
	},
	{
		displayName: 'Overlap (Seconds)',
		name: 'overlap',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: OVERLAP,
		description: 'How much further back than Changed Since to ask, so that nothing that was being saved just then is missed',
	},
	{
		displayName: 'Source',
		name: 'source',
		type: 'string',
		default: 'pohoda',
		description: 'First part of the keys of the records; give each accounting unit its own',
	},
	{
		displayName: 'System of External IDs',
		name: 'extSystem',
		type: 'string',
		default: '',
		placeholder: 'e.g. woocommerce',
		description: 'Name of the system whose IDs the records bring and by which External ID filters; ours when empty',
	},
];
