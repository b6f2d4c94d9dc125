import { DateTime } from 'luxon';
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { confirmResults } from '../../../../core/sync/exports';
import type { Operation } from '../../../shared/operation';
import { FLOW, RUN_ID, SETTLE, optionsField, runIdOf } from '../../fields';
import { jsonOf, secondInput } from '../../items';

/** Export → Confirm: the results as they came, with their files; `export.confirmed` says of each export of this run whether its files may leave. */
async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<INodeExecutionData[][]> {
	const options = this.getNodeParameter('options', 0, {}) as IDataObject;
	const answered = confirmResults(jsonOf(items), jsonOf(secondInput(this)), {
		flow: this.getNodeParameter('flow', 0) as string,
		runId: runIdOf(this, options.runId),
		now: DateTime.now().toISO(),
		settleMinutes: Number(options.settleMinutes ?? 15),
		together: options.together === true,
	});
	return [answered.map((json, index) => ({ ...items[index], json, pairedItem: index }))];
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
				'Give it the results, and the journal as it is some seconds <b>after</b> they were announced in it (Results with <i>Announce</i>): of two runs that took the same records, the one that announced them first goes on. <b>export.confirmed</b> says which files may leave.',
			name: 'confirmNotice',
			type: 'notice',
			default: '',
		},
		FLOW,
		optionsField([
			RUN_ID,
			SETTLE,
			{
				displayName: 'Together',
				name: 'together',
				type: 'boolean',
				default: false,
				description: 'Whether the files are handed over together, as one ZIP: none leaves when one may not',
			},
		]),
	],
	execute,
};
