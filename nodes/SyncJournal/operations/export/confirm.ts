import { DateTime } from 'luxon';
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { confirmExports } from '../../../../core/sync/exports';
import type { Operation } from '../../../shared/operation';
import { FLOW, RUN_ID, SETTLE, optionsField, runIdOf } from '../../fields';
import { item, jsonOf } from '../../items';

/** Export → Confirm: one item for each export that this run has announced, with whether its files may leave. */
async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<INodeExecutionData[][]> {
	const options = this.getNodeParameter('options', 0, {}) as IDataObject;
	const confirmed = confirmExports(jsonOf(items), {
		flow: this.getNodeParameter('flow', 0) as string,
		runId: runIdOf(this, options.runId),
		now: DateTime.now().toISO(),
		settleMinutes: Number(options.settleMinutes ?? 15),
	});
	return [confirmed.map((one) => item(one, [...items.keys()]))];
}

export const confirm: Operation = {
	name: 'Confirm',
	value: 'confirm',
	action: 'Confirm exports',
	description: 'Say which exports that this run has announced may leave, so that of two runs at once one gives way',
	subtitle: 'Confirm Exports',
	fields: [
		{
			displayName:
				'Give it the journal as it is some seconds <b>after</b> the results were stored as <i>unknown</i>: of two runs that took the same records, the one that announced them first goes on',
			name: 'confirmNotice',
			type: 'notice',
			default: '',
		},
		FLOW,
		optionsField([RUN_ID, SETTLE]),
	],
	execute,
};
