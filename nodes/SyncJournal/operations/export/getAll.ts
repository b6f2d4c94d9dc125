import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { listExports } from '../../../../core/sync/exports';
import { limitFields } from '../../../shared/properties';
import type { Operation } from '../../../shared/operation';
import { FLOW, dayField, optionsField } from '../../fields';
import { dayOf, item, jsonOf } from '../../items';

/** Export → Get Many: the log, newest first, one item for each export. */
async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<INodeExecutionData[][]> {
	const { since } = this.getNodeParameter('filters', 0, {}) as IDataObject;
	const lines = listExports(jsonOf(items), this.getNodeParameter('flow', 0) as string, since ? dayOf(since) : '');
	const limit = this.getNodeParameter('returnAll', 0, false) === true ? lines.length : (this.getNodeParameter('limit', 0, 50) as number);
	return [lines.slice(0, limit).map((one) => item(one, 0))];
}

export const getAll: Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many exports',
	description: 'Get the log of exports, newest first',
	subtitle: 'Get Exports',
	fields: [FLOW, ...limitFields(), optionsField([dayField('Since', 'since', 'Only exports of this day and later')], 'Filters', 'filters')],
	execute,
};
