import { DateTime } from 'luxon';
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { exportRecords } from '../../../../core/sync/exports';
import type { Operation } from '../../../shared/operation';
import { FLOW, RUN_ID, RUN_MODE, optionsField, runIdOf, runMode } from '../../fields';
import { RowPairing, item, jsonOf } from '../../items';

/** Export → Get: the records of an export that was written before, as they were then (output 1), and the run's own row (output 2). */
async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<INodeExecutionData[][]> {
	const options = this.getNodeParameter('options', 0, {}) as IDataObject;
	const rows = jsonOf(items);
	const { records, run } = exportRecords(rows, {
		flow: this.getNodeParameter('flow', 0) as string,
		id: String(this.getNodeParameter('export', 0) ?? '').trim(),
		mode: runMode(this, options.mode),
		runId: runIdOf(this, options.runId),
		now: DateTime.now().toISO(),
	});
	const pairing = new RowPairing(rows);
	return [records.map(({ record, sync }) => item({ ...record, sync }, pairing.indexOf(record.key))), [item(run, 0)]];
}

export const get: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get an export',
	description: 'Get the records of an earlier export as they were then, to make the same files again',
	subtitle: 'Get Export',
	fields: [
		FLOW,
		{
			displayName: 'Export',
			name: 'export',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 001_20261114_101532',
			description: 'Prefix of its files, as the log (Get Many) shows it',
		},
		optionsField([RUN_ID, RUN_MODE]),
	],
	execute,
};
