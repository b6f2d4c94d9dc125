import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { filterOf } from '../../../../core/pohoda/agendas/matching';
import type { MatchBy } from '../../../../core/pohoda/agendas/matching';
import { buildItemPack } from '../../../../core/pohoda/agendas/pack';
import { creationId, ourExternalId, updateId } from '../../../../core/pohoda/agendas/transfer';
import { sha256Hex } from '../../../../core/text/digest';
import { localToday } from '../../../shared/clock';
import { unitOfFile } from '../../../shared/companyId';
import type { Operation } from '../../../shared/operation';
import { isPreview } from '../../../shared/transfer';
import { batchesOf } from '../../../shared/sender';
import { byPack } from '../../packChannel';
import { RecordBook } from '../../write/book';
import { composeNew } from '../../write/compose';
import type { Ready } from '../../write/compose';
import { generationOf, readEntries } from '../../write/entries';
import type { Entry, WrittenAgenda } from '../../write/entries';
import { readEet } from '../../write/settings';
import type { WriteSettings } from '../../write/settings';
import { textOption } from './fileFields';
import { IMPORT_FIELDS } from './importFields';

interface Settings extends WriteSettings {
	ico: string;
}

function settingsOf(context: IExecuteFunctions): Settings {
	const options = context.getNodeParameter('options', 0, {}) as IDataObject;
	const agenda = context.getNodeParameter('agenda', 0) as WrittenAgenda;
	const matched = agenda === 'stockItem' || agenda === 'contact';
	const update = matched && context.getNodeParameter('existing', 0, 'leave') === 'update';
	const usual: MatchBy = agenda === 'stockItem' ? 'code' : 'companyId';
	return {
		agenda,
		action: update ? 'upsert' : 'create',
		preview: isPreview(context, options),
		packSize: Infinity,
		timeout: 0,
		cutLongTexts: options.cutLongTexts === true,
		missingCharacters: options.missingCharacters === 'refuse' ? 'refuse' : 'transliterate',
		outputBinaryField: textOption(options.outputBinaryField) ?? 'data',
		checkPeriod: false,
		...(matched ? { matchBy: (agenda === 'contact' && (options.matchBy as MatchBy)) || usual } : {}),
		confirmed: false,
		foreign: false,
		cards: 'none',
		checkStock: options.checkStock !== false,
		...readEet(context, options),
		source: textOption(options.source) ?? 'pohoda',
		today: localToday(),
		ico: unitOfFile(context),
	};
}

/** The dataPackItem of a record, or a result that says why there is none. */
function composed(entry: Entry, settings: Settings, book: RecordBook): Ready[] {
	const { agenda, matchBy, action, today } = settings;
	const generation = generationOf(entry);
	const ours = ourExternalId(creationId(entry.record.key, generation));
	const filter = matchBy === undefined ? undefined : filterOf(agenda, entry.record, matchBy, ours);
	if (filter === undefined && action === 'upsert') {
		book.refuse(entry, [`It cannot be found in POHODA: it has no ${matchBy === 'code' ? 'code' : matchBy === 'name' ? 'name' : 'IČO'}.`]);
		return [];
	}
	const made = composeNew(entry, settings, filter);
	if (!made.ok) {
		if (made.held) book.hold(entry, made.reasons, made.warnings);
		else book.refuse(entry, made.reasons, made.warnings);
		return [];
	}
	if (action === 'create') return [made.ready];
	// A later change of the same record is another item for the check for duplicates.
	const change = { before: null, after: { ...entry.record, sync: undefined }, day: today };
	return [{ ...made.ready, documentId: updateId(entry.record.key, change, generation) }];
}

/** The first of several records of one identity; the others would be refused by the pack as a whole. */
function once(ready: readonly Ready[], book: RecordBook): Ready[] {
	const seen = new Set<string>();
	return ready.filter(({ documentId, entry }) => {
		if (!seen.has(documentId)) return seen.add(documentId);
		book.refuse(entry, [`The same record (${documentId}) came twice in this run; the first one is in the file.`]);
		return false;
	});
}

async function attach(context: IExecuteFunctions, pack: Ready[], settings: Settings, book: RecordBook): Promise<void> {
	const [{ packId, entry: first }] = pack;
	const items = pack.map(({ documentId: id, node }) => ({ id, node }));
	const bytes = buildItemPack(items, { packId, ico: settings.ico, note: packId });
	// From the content alone: the same batch is the same file, also on a retry.
	const place = packId.replace(/[^A-Za-z0-9.-]+/g, '-').slice(0, 40);
	const fileName = `pohoda_${place}_${sha256Hex(bytes).slice(0, 8)}.xml`;
	const text = settings.preview
		? `would be written into the file ${fileName}; this is a preview.`
		: `was written into the file ${fileName}. Import it in POHODA (Soubor, Datová komunikace, XML import) with the check for duplicates switched on, then hand POHODA's answer file to Read Command-Line Answers.`;
	for (const { entry, documentId, warnings, total } of pack) {
		book.settle(entry, settings.preview ? 'preview' : 'written', text, { documentId, warnings, total });
	}
	const body = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	book.attach(first.index, settings.outputBinaryField, await context.helpers.prepareBinaryData(body, fileName, 'application/xml'));
}

/**
 * File → Build Import File: canonical records of one agenda → a file for POHODA's import wizard or its command line, one
 * for each source of records; one result per record, `written`. The same records and parameters give the same bytes
 * (with Update: on the same day).
 */
async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<INodeExecutionData[]> {
	const settings = settingsOf(this);
	const { entries, refused } = readEntries(settings.agenda, settings.action, items.map(({ json }) => json));
	const book = new RecordBook(items.length, settings.ico, settings.action);
	book.noRecords(refused);
	const ready = once(entries.flatMap((entry) => composed(entry, settings, book)), book);
	for (const pack of batchesOf(ready, { batch: settings.packSize, group: byPack })) await attach(this, pack, settings, book);
	book.hint(this);
	return book.items();
}

export const buildImportFile: Operation = {
	name: 'Build Import File',
	value: 'buildImportFile',
	action: 'Build import file',
	description: "Make the XML file of records of any agenda for POHODA's import; one result per record",
	fields: IMPORT_FIELDS,
	execute,
};
