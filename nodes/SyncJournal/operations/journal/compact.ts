import { DateTime } from 'luxon';
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { compactJournal } from '../../../../core/sync/compact';
import type { Operation } from '../../../shared/operation';
import { optionsField } from '../../fields';
import { item, jsonOf } from '../../items';

/**
 * Journal → Compact: rows to insert (output 1), then the id up to which everything is deleted (output 2, one item, none when
 * there is nothing to do). Output 3: ranges of ids (`fromId`, `toId`) that can be deleted before anything is inserted, for a
 * table that is full. Needs the whole table. Killed in between, the journal says the same.
 */
async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<INodeExecutionData[][]> {
	const options = this.getNodeParameter('options', 0, {}) as IDataObject;
	const { rows, free, ...rest } = compactJournal(jsonOf(items), {
		now: DateTime.now().toISO(),
		keepDays: this.getNodeParameter('keepDays', 0) as number,
		keepRecordDays: Number(options.keepRecordDays ?? 14),
		settleMinutes: Number(options.settleMinutes ?? 15),
	});
	return [rows.map((row) => item(row, 0)), rest.deleteUpToId === 0 ? [] : [item(rest, 0)], free.map((range) => item(range, 0))];
}

export const compact: Operation = {
	name: 'Compact',
	value: 'compact',
	action: 'Compact journal',
	description: 'Make the rows to carry over, so that the old ones can be deleted',
	fields: [
		{
			displayName: 'Keep Days',
			name: 'keepDays',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 60,
			description: 'Finished records of the last so many days stay; a receipt that turns up later than that is held, never taken for new',
		},
		optionsField([
			{
				displayName: 'Keep Content Days',
				name: 'keepRecordDays',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 14,
				description: 'The content of finished receipts stays so many days, so that Reconcile knows their payments',
			},
			{
				displayName: 'Leave Alone Minutes',
				name: 'settleMinutes',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 15,
				description: 'Rows younger than this are deleted the next time only, because another writer may still be storing rows before them',
			},
		]),
	],
	execute,
};
