/**
 * Answers with lists of records, one record at a time; also files with such records (exports, imports made by
 * others).
 */
import { isRefused, ListError, RefusedLists, strayText } from '../refusedList';
import { readPackHead } from '../response';
import type { VatPeriod } from '../vatRates';
import { localName, type XmlNode } from '../../xml/node';
import { readXml } from '../../xml/read';
import type { XmlEvent, XmlLimits } from '../../xml/reading';
import { entityKey } from '../../records/entity';
import type { ResultWarning } from '../../records/results';
import type { Agenda } from './agenda';
import type { ReadContext } from './context';
import { NAMESPACES } from './names';
import { readFields } from './read';
import type { Fields } from './table';

export interface ReadListOptions {
	/** First part of the keys; `pohoda` by default. Give each accounting unit its own. */
	source?: string;
	/** Currency of the books, ISO 4217; CZK by default. */
	homeCurrency?: string;
	/** What VAT codes mean by date; Czech rates by default. */
	vatRates?: readonly VatPeriod[];
	limits?: Partial<XmlLimits>;
}

/** What the answer says about itself; complete at the end of the records, mostly already at the first one. */
export interface ListInfo {
	/** POHODA's clock when it made the list: `changedSince` of the next run. */
	dateTimeStamp?: string;
	/** Day that the list holds for. */
	dateValidFrom?: string;
	/** IČO of the unit and version of the program, as the answer states them. */
	ico?: string;
	programVersion?: string;
	/** Lists in the answer, and the ids of the dataPackItems that asked for them. */
	lists: number;
	answered: string[];
	records: number;
	/** Highest POHODA id so far. */
	lastId?: number;
}

export interface Listed<T> {
	record: T;
	/** What could not be read as it is meant (code `unreadable`); it stands in the record's extra. */
	warnings: ResultWarning[];
	/** Line of the file. */
	line: number;
	/** Id of the dataPackItem that asked for it; '' where the file names none. */
	question: string;
}

interface ListAnswer<T> {
	info: ListInfo;
	records: AsyncGenerator<Listed<T>>;
}

/** The dataPackItem that the elements below `path` answer. */
function questionOf(path: XmlEvent['path']): string {
	return path.find(({ name }) => name === 'rsp:responsePackItem')?.attributes.id ?? '';
}

/** State, stamp and refusals of the elements around the records. */
export class AnswerHead {
	readonly info: ListInfo = { lists: 0, answered: [], records: 0 };

	private started = false;

	private file = false;

	private readonly refused = new RefusedLists();

	/** @param lists canonical names of the list elements that are wanted, e.g. `lst:listOrder` */
	constructor(private readonly lists: readonly string[]) {}

	/** Takes every element. Throws ListError where POHODA gave no list, ResponseError for another kind of file. */
	take(event: XmlEvent, isRecord: boolean): void {
		const { kind, node, path } = event;
		if (!this.started && !isRecord) {
			this.started = true;
			this.file = node.name === 'dat:dataPack';
			if (!this.file && !this.lists.includes(node.name)) {
				this.pack(node);
				return;
			}
		}
		const refused = this.refused.reason(event) ?? (kind === 'close' ? strayText(node) : undefined);
		if (refused !== undefined) throw new ListError(refused);
		if (kind === 'open') this.list(node, path);
	}

	/** Throws ListError for an answer without the wanted list, and for a file without a record of the kind. */
	end(label: string): void {
		if (this.info.lists > 0 || this.info.records > 0) return;
		throw new ListError(
			this.file ? `There is no ${label} in the file.` : 'POHODA answered without the list that was asked for.',
		);
	}

	private pack(node: XmlNode): void {
		const { state, note, ico, programVersion } = readPackHead(node);
		if (isRefused(node.attributes.state)) {
			throw new ListError(
				note || (state === 'error' ? 'POHODA refused the request without saying why.' : `POHODA answered the request with the state "${state}".`),
			);
		}
		if (ico !== '') this.info.ico = ico;
		if (programVersion !== '') this.info.programVersion = programVersion;
	}

	private list({ name, attributes }: XmlNode, path: XmlEvent['path']): void {
		if (!this.lists.includes(name)) return;
		this.info.lists += 1;
		this.info.answered.push(questionOf(path));
		const { dateTimeStamp, dateValidFrom } = attributes;
		if (dateTimeStamp) this.info.dateTimeStamp = dateTimeStamp;
		if (dateValidFrom) this.info.dateValidFrom = dateValidFrom;
	}
}

/** A command about a record; undefined for a record. What only adds is one, whatever it is matched by. */
export function commandOf({ name, children }: XmlNode): { word: 'delete' | 'update'; text: string } | undefined {
	const action = children.find((one) => localName(one.name) === 'actionType')?.children[0];
	const word = action === undefined ? undefined : localName(action.name);
	if (word !== 'delete' && word !== 'update') return undefined;
	return { word, text: `<${localName(name)}> is a command to ${word} a record in POHODA, not a record.` };
}

/** Elements of one agenda → records. */
export class RecordReader<T> {
	private readonly context: ReadContext;

	private readonly source: string;

	private readonly keyStart: string;

	constructor(
		private readonly agenda: Agenda,
		private readonly info: ListInfo,
		{ source = 'pohoda', homeCurrency = 'CZK', vatRates }: ReadListOptions,
	) {
		this.source = source;
		this.keyStart = entityKey(source, agenda.name, '');
		this.context = { vatRates, homeCurrency, root: {}, warnings: [], foreign: new Map() };
	}

	read({ node, path, line }: XmlEvent): Listed<T> {
		const { agenda, info, source, context } = this;
		// A change has fields of its record; a deletion has none.
		const command = commandOf(node);
		if (command?.word === 'delete') throw new ListError(`Line ${line}: ${command.text}`);
		// First what identifies it, then the fields.
		const root: Fields = { recordType: agenda.name, key: '', source };
		context.day = (info.dateValidFrom ?? info.dateTimeStamp)?.slice(0, 10);
		context.root = root;
		context.warnings = [];
		context.foreign.clear();
		readFields(node, agenda.table, context, root);
		root.key = this.keyOf(root, path);
		info.records += 1;
		const id = Number(root.id);
		if (Number.isSafeInteger(id) && id > (info.lastId ?? 0)) info.lastId = id;
		return { record: root as T, warnings: context.warnings, line, question: questionOf(path) };
	}

	/** By id, number or code; in a file of imports by the id of its dataPackItem, else by its place. */
	private keyOf({ id, number, code }: Fields, path: XmlEvent['path']): string {
		const item = path[path.length - 1]?.attributes;
		const known = id ?? number ?? code ?? (path.length > 1 ? item?.id : undefined) ?? this.info.records + 1;
		const text = String(known);
		return /^[\w.~-]{1,64}$/.test(text) ? this.keyStart + text : entityKey(this.source, this.agenda.name, text);
	}
}

async function* recordsOf<T>(
	agenda: Agenda,
	chunks: AsyncIterable<Uint8Array>,
	options: ReadListOptions,
	head: AnswerHead,
): AsyncGenerator<Listed<T>> {
	const reader = new RecordReader<T>(agenda, head.info, options);
	const wanted = new Set([...agenda.list.records, `${agenda.prefix}:${agenda.root}`]);
	const records = new Set([...wanted, 'rdc:importDetails']);
	for await (const batch of readXml(chunks, { namespaces: NAMESPACES, records, limits: options.limits })) {
		for (const event of batch) {
			const isRecord = event.kind === 'record' && wanted.has(event.node.name);
			head.take(event, isRecord);
			if (isRecord) yield reader.read(event);
		}
	}
	head.end(agenda.label);
}

/**
 * Reads the answer to a list request, or a file of records of this agenda (responsePack, dataPack, list). Memory
 * holds one record. `info` fills while the records are
 * read.
 *
 * The records throw XmlError (half an answer: what came before must not be taken for the whole), ResponseError
 * (another kind of file) and ListError (POHODA refused, with its
 * own words, or there is no such list in the answer).
 */
export function readList<T>(
	agenda: Agenda,
	chunks: AsyncIterable<Uint8Array>,
	options: ReadListOptions = {},
): ListAnswer<T> {
	const { prefix, name } = agenda.list;
	const head = new AnswerHead([`${prefix}:list${name}`, `lst:list${name}`]);
	return { info: head.info, records: recordsOf<T>(agenda, chunks, options, head) };
}
