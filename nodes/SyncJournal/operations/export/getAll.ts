import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { listExports } from '../../../../core/sync/exports';
import type { Operation } from '../../../shared/types';
import { FLOW } from '../../fields';
import { item, jsonOf } from '../../items';

/** Export → Get Many: the log, newest first, one item for each export. */
async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<INodeExecutionData[][]> {
	const lines = listExports(jsonOf(items), this.getNodeParameter('flow', 0) as string);
	const limit = this.getNodeParameter('returnAll', 0, false) === true ? lines.length : (this.getNodeParameter('limit', 0, 50) as number);
	return [lines.slice(0, limit).map((one) => item(one, 0))];
}

export const getAll: Operation = {
	description: [
		FLOW,
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
			description: 'Max number of results to return',
			displayOptions: { show: { returnAll: [false] } },
		},
	],
	execute,
};
