import { NodeConnectionTypes } from 'n8n-workflow';
import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { propertiesOf, subtitleOf } from '../shared/panel';
import { runOperation } from '../shared/runner';
import { loadOptions } from './loadOptions';
import { RESOURCES } from './resources';

/** iDoklad, and through it Money S3, S4 and S5. */
export class IDoklad implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'iDoklad',
		name: 'iDoklad',
		icon: { light: 'file:../../icons/idoklad.light.svg', dark: 'file:../../icons/idoklad.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: subtitleOf(RESOURCES),
		description: 'Send till receipts and the price list to iDoklad (and through it to Money S3, S4, S5), each exactly once',
		defaults: { name: 'iDoklad' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'iDokladOAuth2Api', required: true }],
		properties: propertiesOf(RESOURCES, 'salesReceipt'),
	};

	methods = { loadOptions };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation(this, RESOURCES);
	}
}
