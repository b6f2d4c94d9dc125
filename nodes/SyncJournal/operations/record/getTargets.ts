import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { targetsOf } from '../../../../core/sync/targets';
import type { Operation } from '../../../shared/operation';
import { FLOW } from '../../fields';
import { RowPairing, item, jsonOf } from '../../items';

/** Record → Get Targets: what the target of a flow has, one item per record that is there. */
async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<INodeExecutionData[]> {
	const rows = jsonOf(items);
	const pairing = new RowPairing(rows);
	return targetsOf(rows, this.getNodeParameter('flow', 0) as string).map((one) => item(one, pairing.indexOf(one.key)));
}

export const getTargets: Operation = {
	name: 'Get Targets',
	value: 'getTargets',
	action: 'Get what the target has of records',
	description: 'Get ID and number of the documents that a flow has in its target, to write them back',
	fields: [FLOW],
	execute,
};
