/** Create, Update, Create or Update and Delete of an agenda. */
import type { IDataObject } from 'n8n-workflow';
import { localToday } from '../../shared/clock';
import type { Operation } from '../../shared/types';
import { deliver } from './deliver';
import { readEntries } from './entries';
import type { WriteAction, WrittenAgenda } from './entries';
import { writeFieldsOf } from './fields';
import { recordFromFields } from './panel';
import { readSettings } from './settings';

/** One result for each input item, in the same order, whether the record is the item or stands in the panel. */
export function writeOperation(agenda: WrittenAgenda, action: WriteAction): Operation {
	return {
		description: writeFieldsOf(agenda, action),
		async execute(items) {
			const settings = readSettings(this, agenda, action, localToday());
			const fromFields = this.getNodeParameter('recordSource', 0, 'items') === 'fields';
			const inputs: IDataObject[] = items.map(({ json }, index) =>
				fromFields ? { ...recordFromFields(this, agenda, action, index), ...(json.sync === undefined ? {} : { sync: json.sync }) } : json,
			);
			const { entries, refused } = readEntries(agenda, action, inputs, settings.emptying);
			const book = await deliver(this, settings, entries, items.length);
			book.noRecords(refused);
			book.hint(this);
			return book.items();
		},
	};
}
