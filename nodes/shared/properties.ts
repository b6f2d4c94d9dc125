/** Fields that several nodes show in the same words. */
import type { INodeProperties } from 'n8n-workflow';

/** Name of the binary property that an operation reads. */
export function inputBinaryField(hint: string): INodeProperties {
	return {
		displayName: 'Input Binary Field',
		name: 'binaryPropertyName',
		type: 'string',
		default: 'data',
		required: true,
		hint,
		description: 'Name of the binary property of the input item that holds the file',
	};
}

/** Name of the binary property that an operation writes. */
export function outputBinaryField(): INodeProperties {
	return {
		displayName: 'Put Output File in Field',
		name: 'outputBinaryField',
		type: 'string',
		default: 'data',
		hint: 'The name of the output binary field to put the file in',
	};
}

/** Return All and Limit of a Get Many. */
export function limitFields(): INodeProperties[] {
	return [
		{
			displayName: 'Return All',
			name: 'returnAll',
			type: 'boolean',
			default: false,
			description: 'Whether to return all results or only up to a given limit',
		},
		{
			displayName: 'Limit',
			name: 'limit',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 50,
			displayOptions: { show: { returnAll: [false] } },
			description: 'Max number of results to return',
		},
	];
}

/** Simplify of outputs with many fields. */
export function simplifyField(): INodeProperties {
	return {
		displayName: 'Simplify',
		name: 'simplify',
		type: 'boolean',
		default: true,
		description: 'Whether to return a simplified version of the response instead of the raw data',
	};
}

/** A text that is empty by default. */
export const textField = (displayName: string, name: string, description: string, placeholder: string): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: '',
	placeholder,
	description,
});

/** Of the nodes that send receipts: whether a sale without fiscal data is one that was not registered. */
export const TILL_GIVES_POK: INodeProperties = {
	displayName: 'The Till Gives a POK',
	name: 'tillGivesPok',
	type: 'boolean',
	default: false,
	description: 'Whether every sale that is paid in person carries the POK of EET from 1 January 2027 on: one that has no fiscal data 48 hours after it goes all the same and is listed as a problem',
};
