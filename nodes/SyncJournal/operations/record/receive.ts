import { DateTime } from 'luxon';
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { localDay } from '../../../../core/records/dates';
import { receiveRecords } from '../../../../core/sync/receive';
import type { Operation } from '../../../shared/operation';
import { item, jsonOf, secondInput } from '../../items';

/**
 * Record → Receive: checks records and says which rows to store (output 1), and what to answer the sender (output 2,
 * always one item). What is known already gives no row, so a delivery can be repeated.
 */
async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<INodeExecutionData[][]> {
	const today = localDay(DateTime.now().toISO());
	const { rows, answer } = receiveRecords(jsonOf(items), jsonOf(secondInput(this)), today);
	if (answer.refused.length > 0) {
		this.addExecutionHints({
			message: `${answer.refused.length} of ${items.length} records were not accepted; they are stored as problems with the reasons.`,
			location: 'outputPane',
		});
	}
	return [rows.map(({ row, index }) => item(row, index)), [item(answer, [...items.keys()])]];
}

export const receive: Operation = {
	name: 'Receive',
	value: 'receive',
	action: 'Receive records',
	description: 'Check what came from tills and make the rows to store and the answer to the sender',
	fields: [
		{
			displayName:
				'Wire <b>Rows</b> to a Data Table insert and <b>Answer</b> below it to the end of the workflow: n8n runs the upper branch first, so the sender hears only of what is stored',
			name: 'receiveNotice',
			type: 'notice',
			default: '',
		},
	],
	execute,
};
