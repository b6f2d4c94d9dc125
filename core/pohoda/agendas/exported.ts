/**
 * Files with records of any agendas, as POHODA exports them (responsePack with lists) or as others make them for its
 * import (dataPack). What this package has no table for is named and handed out as it is, never left out.
 */
import { isForeign, shownElement } from '../foreignRoots';
import { isRefused, ListError, RefusedLists, strayText } from '../refusedList';
import { readPackHead } from '../response';
import type { ResultWarning } from '../../records/results';
import { localName, type XmlNode } from '../../xml/node';
import { readXml } from '../../xml/read';
import type { XmlEvent } from '../../xml/reading';
import { commandOf, RecordReader, type ListInfo, type ReadListOptions } from './answer';
import { CODE_LISTS, CODE_LIST_NAMES, type CodeListName } from './codeLists';
import { AGENDAS, type AgendaName } from './index';
import { NAMESPACES } from './names';
import { plainData } from '../../xml/plain';
import { entriesOfElement } from './readCodeList';
import type { Fields } from './table';

export type Exported =
	| {
			ok: true;
			/** Name of the agenda, or of the code list. */
			of: AgendaName | CodeListName;
			record: Fields;
			/** What could not be read as it is meant (code `unreadable`); it stands in the record's extra. */
			warnings: ResultWarning[];
			/** Line of the file. */
			line: number;
	  }
	| {
			ok: false;
			/** Local name of the element, e.g. `bank`. */
			element: string;
			/** Why it is no record here. */
			reason: string;
			/** The element as plain data by POHODA's names. */
			extra: unknown;
			line: number;
	  };

const SHELLS = new Set(['dat:dataPack', 'dat:dataPackItem', 'rsp:responsePack', 'rsp:responsePackItem', 'arch:archive']);

/** Elements around records: the packs, their items, and lists. Everything else is handed over whole. */
function isShell(name: string): boolean {
	return SHELLS.has(name) || /^[A-Za-z]+:list[A-Z]\w*(?<!Request|Response)$/.test(name);
}

const RECORDS = { has: (name: string) => !isShell(name) };

const AGENDA_OF: ReadonlyMap<string, AgendaName> = new Map(
	(Object.keys(AGENDAS) as AgendaName[]).flatMap((name) => {
		const { list, prefix, root } = AGENDAS[name];
		return [...list.records, `${prefix}:${root}`].map((element) => [element, name] as const);
	}),
);

const CODE_LIST_OF: ReadonlyMap<string, CodeListName> = new Map(
	CODE_LIST_NAMES.flatMap((name) => CODE_LISTS[name].list.records.map((element) => [element, name] as const)),
);

const isAnswer = (name: string): boolean => name.endsWith('Response') || name === 'rsp:errorDetail';

/** Says what stands in the place of a record. */
function reasonOf({ name }: XmlNode): string {
	const local = localName(name);
	if (isForeign(name)) return `This is no element that POHODA takes: ${shownElement(name)}`;
	if (isAnswer(name)) {
		return `<${local}> is POHODA's answer to an import. Read the file with Read Command-Line Answers as well.`;
	}
	if (local.endsWith('Request')) return `<${local}> is a question to POHODA, not a record.`;
	return `<${local}> is of an agenda that this node does not read into fields; it stands in extra as POHODA writes it.`;
}

class ExportReader {
	readonly info: ListInfo = { lists: 0, answered: [], records: 0 };

	private readonly readers = new Map<AgendaName, RecordReader<Fields>>();

	private begun = false;

	private answers = 0;

	private readonly refused = new RefusedLists();

	constructor(private readonly options: ReadListOptions) {}

	*take(event: XmlEvent): Generator<Exported> {
		const { kind, node, path } = event;
		if (!this.begun) this.begin(event);
		// What became of an import is told by its answer, not by the state of the item around it.
		if (kind === 'record' && isAnswer(node.name)) this.refused.forget();
		const refused = this.refused.reason(event);
		if (refused !== undefined) throw new ListError(`POHODA refused a list: ${refused}`);
		const stray = kind === 'close' ? strayText(node) : undefined;
		if (stray !== undefined) throw new ListError(stray);
		if (kind === 'open') this.shell(node);
		else if (kind === 'record' && node.name !== 'rdc:importDetails' && (path.length > 0 || AGENDA_OF.has(node.name))) yield* this.record(event);
	}

	/** Throws ListError for a file without any list or record. */
	end(): void {
		const { lists, records } = this.info;
		if (lists > 0 || records > this.answers) return;
		throw new ListError(
			this.answers > 0
				? "This is POHODA's answer to an import, not an export: read it with Read Command-Line Answers."
				: 'There is no list and no record in the file.',
		);
	}

	private begin({ kind, node }: XmlEvent): void {
		this.begun = true;
		if (kind === 'record' && AGENDA_OF.has(node.name)) return;
		if (kind === 'open' && node.name !== 'rsp:responsePack') return;
		// Throws for what is neither; refused as a whole: POHODA's own words.
		const { state, note, ico, programVersion } = readPackHead(node);
		if (isRefused(node.attributes.state)) {
			throw new ListError(`POHODA refused the export: ${note || (state === 'error' ? 'it gave no reason.' : `its state is "${state}".`)}`);
		}
		if (ico !== '') this.info.ico = ico;
		if (programVersion !== '') this.info.programVersion = programVersion;
	}

	private shell({ name, attributes }: XmlNode): void {
		if (!localName(name).startsWith('list')) return;
		const { dateTimeStamp, dateValidFrom } = attributes;
		this.info.lists += 1;
		if (dateTimeStamp) this.info.dateTimeStamp = dateTimeStamp;
		if (dateValidFrom) this.info.dateValidFrom = dateValidFrom;
	}

	private *record(event: XmlEvent): Generator<Exported> {
		const { node, line } = event;
		const agenda = AGENDA_OF.get(node.name);
		const codeList = CODE_LIST_OF.get(node.name);
		const command = commandOf(node);
		if (command !== undefined) {
			this.info.records += 1;
			yield { ok: false, element: localName(node.name), reason: `${command.text} It stands in extra.`, extra: plainData(node) ?? {}, line };
		} else if (agenda !== undefined) {
			const { record, warnings } = this.reader(agenda).read(event);
			yield { ok: true, of: agenda, record, warnings, line };
		} else if (codeList !== undefined) {
			for (const { warnings = [], ...entry } of entriesOfElement(codeList, node)) {
				this.info.records += 1;
				yield { ok: true, of: codeList, record: { recordType: 'codeListEntry', ...entry }, warnings, line };
			}
		} else {
			this.info.records += 1;
			if (isAnswer(node.name)) this.answers += 1;
			yield { ok: false, element: localName(node.name), reason: reasonOf(node), extra: plainData(node) ?? {}, line };
		}
	}

	private reader(agenda: AgendaName): RecordReader<Fields> {
		const known = this.readers.get(agenda) ?? new RecordReader<Fields>(AGENDAS[agenda], this.info, this.options);
		this.readers.set(agenda, known);
		return known;
	}
}

async function* entriesOf(chunks: AsyncIterable<Uint8Array>, reader: ExportReader, limits: ReadListOptions['limits']) {
	for await (const batch of readXml(chunks, { namespaces: NAMESPACES, records: RECORDS, limits })) {
		const entries: Exported[] = [];
		for (const event of batch) entries.push(...reader.take(event));
		yield entries;
	}
	reader.end();
}

/**
 * Reads a file with records of any agendas and code lists; those of at most 64 kB of the file come together. Memory does
 * not grow with the file. An empty list gives no entry.
 *
 * The entries throw XmlError (cut off, damaged: what came before must not be used), ResponseError (another kind of file)
 * and ListError (POHODA refused a list, or nothing is in it).
 */
export function readExported(
	chunks: AsyncIterable<Uint8Array>,
	options: ReadListOptions = {},
): { info: ListInfo; entries: AsyncGenerator<Exported[]> } {
	const reader = new ExportReader(options);
	return { info: reader.info, entries: entriesOf(chunks, reader, options.limits) };
}
