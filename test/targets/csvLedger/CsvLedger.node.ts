import { NodeConnectionTypes } from 'n8n-workflow';
import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import type { Resource } from '../../../nodes/shared/operation';
import { propertiesOf, subtitleOf } from '../../../nodes/shared/panel';
import { runOperation } from '../../../nodes/shared/runner';
import { CREDENTIAL } from './channel';
import { create } from './create';

const RESOURCES: readonly Resource[] = [{ name: 'Line', value: 'line', description: 'A receipt or the takings of a day', first: create, operations: [create] }];

/** A target made to be thrown away: what a new accounting system costs. */
export class CsvLedger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'CSV Ledger',
		name: 'csvLedger',
		icon: { light: 'file:ledger.light.svg', dark: 'file:ledger.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: subtitleOf(RESOURCES),
		description: 'Write receipts into a ledger of lines',
		defaults: { name: 'CSV Ledger' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: CREDENTIAL, required: true }],
		properties: propertiesOf(RESOURCES, 'line'),
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation(this, RESOURCES);
	}
}
