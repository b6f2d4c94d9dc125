import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { resultRows } from '../../../../core/sync/results';
import type { Operation } from '../../../shared/operation';
import { FLOW, RUN_ID, RUN_MODE, optionsField, runIdOf, runMode } from '../../fields';
import { item, jsonOf } from '../../items';

/** Record → Results: what a target answered becomes rows. Previews store nothing. */
async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<INodeExecutionData[][]> {
	const options = this.getNodeParameter('options', 0, {}) as IDataObject;
	const { rows, skipped } = resultRows(jsonOf(items), {
		flow: this.getNodeParameter('flow', 0) as string,
		runId: runIdOf(this, options.runId),
		mode: runMode(this, options.mode),
		announce: options.announce === true,
	});
	if (skipped.length > 0) {
		this.addExecutionHints({
			message: `${skipped.length} items are no results, so nothing was stored for them and their records go again with the next run. ${skipped[0].reason}`,
			location: 'outputPane',
		});
	}
	return [rows.map(({ row, index }) => item(row, index))];
}

export const results: Operation = {
	name: 'Results',
	value: 'results',
	action: 'Store results of records',
	description: 'Make rows of what a target node answered',
	fields: [FLOW, optionsField([
			{
				displayName: 'Announce',
				name: 'announce',
				type: 'boolean',
				default: false,
				description: 'Whether to store only what was made for an export, as unclear, before its files leave: a run that stops then is repeated with the same files',
			},
			RUN_ID,
			RUN_MODE,
		])],
	execute,
};
