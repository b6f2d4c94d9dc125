/** What others made is only undone when somebody says so. */
import type { INodeProperties } from 'n8n-workflow';
import type { ResultWarning } from '../../core/records/results';

/** Option of the operations that cancel or delete documents. */
export const FOREIGN: INodeProperties = {
	displayName: 'Also Documents of Others',
	name: 'foreign',
	type: 'boolean',
	default: false,
	description: 'Whether to include documents that a person or another program made; otherwise they are held',
};

export const NOT_OURS: ResultWarning = {
	code: 'notOurs',
	text: 'The document carries no identity of this package: a person or another program made it',
	place: 'extId',
};

/** @param done what was not done, e.g. "cancelled" */
export const foreignHeld = (done: string): string =>
	`was not ${done}: this package did not make it, a person or another program did. Look at it in POHODA; to include such ones, turn on Also Documents of Others in the POHODA node.`;
