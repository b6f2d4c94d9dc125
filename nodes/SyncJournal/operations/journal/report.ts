import { DateTime } from 'luxon';
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { reportJournal } from '../../../../core/sync/report';
import type { Operation } from '../../../shared/operation';
import { MEGABYTE } from '../../../shared/values';
import { ANY_FLOW, optionsField } from '../../fields';
import { item, jsonOf } from '../../items';


/** Journal → Report: one item for each flow: does it run, what was sent, what waits, what is missing. */
async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<INodeExecutionData[][]> {
	const options = this.getNodeParameter('options', 0, {}) as IDataObject;
	const reports = reportJournal(jsonOf(items), {
		flow: this.getNodeParameter('flow', 0, '') as string,
		now: DateTime.now().toISO(),
		intervalHours: Number(options.intervalHours ?? 6),
		limitBytes: Number(options.limitMegabytes ?? 200) * MEGABYTE,
	});
	return [reports.map((one) => item(one, 0))];
}

export const report: Operation = {
	name: 'Report',
	value: 'report',
	action: 'Report on flows',
	description: 'Say for each flow whether it runs, what was sent, what waits and what is missing',
	fields: [
		ANY_FLOW,
		optionsField([
			{
				displayName: 'Hours Between Runs',
				name: 'intervalHours',
				type: 'number',
				typeOptions: { minValue: 0.25 },
				default: 6,
				description: 'How often the flow runs by itself; after twice that time without a run it is reported as NOT RUNNING',
			},
			{
				displayName: 'Room of Data Tables (MB)',
				name: 'limitMegabytes',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: 200,
				description: "What n8n allows all Data Tables together: 200 unless N8N_DATA_TABLES_MAX_SIZE_BYTES says otherwise",
			},
		]),
	],
	execute,
};
