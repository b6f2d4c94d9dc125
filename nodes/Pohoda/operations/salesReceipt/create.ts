import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { localToday } from '../../../shared/clock';
import { enterTillRecords } from '../../../shared/entrance';
import type { Entry } from '../../../shared/entrance';
import type { Operation } from '../../../shared/operation';
import { WORDS } from '../../words';
import { CREATE_FIELDS } from './createFields';
import { readSettings } from './createSettings';
import type { CreateSettings } from './createSettings';
import { deliverToMServer } from './deliverToMServer';
import { attachFiles, packFiles, showPreview } from './packFiles';
import { readyDocuments } from './planning';
import { ResultBook } from './resultBook';

async function deliverAsFile(
	context: IExecuteFunctions,
	settings: CreateSettings,
	entries: readonly Entry[],
	book: ResultBook,
): Promise<void> {
	const plan = { ...settings.plan, unit: settings.ico };
	const files = packFiles(readyDocuments(entries, settings, plan, false, book), settings.ico);
	if (settings.preview) {
		await showPreview(context, book, plan, files, settings.outputBinaryField);
		return;
	}
	for (const { fileName, documents } of files) {
		const message = `was written into the file ${fileName}. Import it in POHODA (Soubor, Datová komunikace, XML import) with the check for duplicates switched on, then hand POHODA's answer file to File, Read Command-Line Answers.`;
		for (const document of documents) {
			book.settleDocument(document, plan, { outcome: 'written', warnings: [], message });
		}
	}
	await attachFiles(context, book, files, settings.outputBinaryField);
}

/**
 * Sales Receipt → Create: canonical records in, one result for each in the same order. What the whole call could not do
 * is `waiting` on every record (not reachable) or an error of the node (login, unit, posting rules).
 */
async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<INodeExecutionData[]> {
	const settings = readSettings(this, localToday());
	const { entries, refused } = enterTillRecords(items.map(({ json }) => json), WORDS);
	const book = new ResultBook(items.length);
	book.noRecords(refused);
	if (settings.delivery === 'mServer') await deliverToMServer(this, settings, entries, book);
	else await deliverAsFile(this, settings, entries, book);
	book.hint(this);
	return book.items();
}

export const create: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create sales receipts',
	description: 'Send receipts to POHODA, or make the file for its import wizard; one result per receipt',
	fields: CREATE_FIELDS,
	execute,
};
