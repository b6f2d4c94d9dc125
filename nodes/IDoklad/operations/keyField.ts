/** The identity that lets a single document be sent twice with one effect. */
import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { plainId } from '../../../core/records/keys';

export function keyField(where: string): INodeProperties {
	return {
		displayName: 'Key',
		name: 'key',
		type: 'string',
		default: '',
		placeholder: 'e.g. eshop/order/10482',
		description: `Identity in your own system. It stands in brackets at the end of ${where}; when a document with it is there already, none is made. Empty: a repeated run makes a second one.`,
	};
}

/** The key as it stands in the document, at most 64 plain characters; undefined when none was given. */
export function keyOf(context: IExecuteFunctions, itemIndex: number): string | undefined {
	const text = String(context.getNodeParameter('key', itemIndex, '') ?? '').trim();
	return text === '' ? undefined : plainId(text);
}
