/** Create, Update, Create or Update and Delete of an agenda. */
import type { IDataObject } from 'n8n-workflow';
import { localToday } from '../../shared/clock';
import type { Operation, OperationTexts } from '../../shared/operation';
import { deliver } from './deliver';
import { readEntries } from './entries';
import type { WriteAction, WrittenAgenda } from './entries';
import { writeFieldsOf } from './fields';
import { recordFromFields } from './panel';
import { readSettings } from './settings';

/** @param many the records in the middle of a sentence, e.g. "orders" */
const TEXTS: Readonly<Record<WriteAction, (many: string) => OperationTexts>> = {
	create: (many) => ({
		name: 'Create',
		value: 'create',
		action: `Create ${many}`,
		description: `Send new ${many} to POHODA, each exactly once; one result per record`,
	}),
	upsert: (many) => ({
		name: 'Create or Update',
		value: 'upsert',
		action: `Create or update ${many}`,
		description: 'Create a new record, or update the current one if it already exists (upsert)',
	}),
	delete: (many) => ({
		name: 'Delete',
		value: 'delete',
		action: `Delete ${many}`,
		description: `Delete ${many} and hand out what was there; only when Really Delete is on`,
	}),
	update: (many) => ({
		name: 'Update',
		value: 'update',
		action: `Update ${many}`,
		description: `Send what differs from ${many} in POHODA; what is given is changed, the rest stays`,
	}),
};

/** One result for each input item, in the same order, whether the record is the item or stands in the panel. */
export function writeOperation(agenda: WrittenAgenda, action: WriteAction, many: string): Operation {
	return {
		...TEXTS[action](many),
		fields: writeFieldsOf(agenda, action),
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
