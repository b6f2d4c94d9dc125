/** Get Many of any list of POHODA: as items, or as one JSON Lines file. */
import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import type { RecordFilter } from '../../../core/pohoda/agendas/filters';
import type { ResultWarning } from '../../../core/records/results';
import { operationError } from '../../shared/errors';
import { jsonLinesFile } from '../../shared/jsonLinesFile';
import { chunked } from '../../shared/lists';
import { allRecords } from '../../shared/pohoda/pages';
import type { About, Asker, Question } from '../../shared/pohoda/pages';
import { TIMEOUT } from '../../shared/pohoda/recordOptions';
import { connect } from '../../shared/pohoda/transport';
import { eachItem } from '../../shared/runner';
import type { Operation, OperationTexts } from '../../shared/operation';
import { outputFields, PAGE_SIZE } from './fields';

/** What one input item asks for. */
export interface Subject<T> {
	/** Name of the list, for the file. */
	name: string;
	label: string;
	kind?: string;
	/** Filters; of more than one each record fits one of them. */
	filters: readonly RecordFilter[];
	/** Lists that come whole have no pages. */
	paged: boolean;
	question(filters: readonly RecordFilter[]): Question<T>;
	/** Whether the record is more than the list before brought; it is asked of every record. */
	isNews?(record: T): boolean;
	/** Text for Changed Since of the next list; asked for at the end. */
	cursor?(since: string): string;
	/** The record as it leaves the node, and what could not be read as it is meant. */
	shown(record: T): { json: IDataObject; warnings?: readonly ResultWarning[] };
}

interface GetManyForm<T> {
	texts: Pick<OperationTexts, 'action' | 'description'>;
	/** Fields before and after those that every list has. */
	before: INodeProperties[];
	after: INodeProperties[];
	subject(context: IExecuteFunctions, itemIndex: number, ico: string): Subject<T>;
}

/** Filters in one request; the XSD allows 255. */
const FILTERS = 100;

interface Options {
	timeout?: number;
	pageSize?: number;
	endItem?: boolean;
}

interface Reading {
	about: About;
	count: number;
	warnings: ResultWarning[];
}

async function* answers<T>(
	asker: Asker,
	{ filters, paged, question }: Subject<T>,
	{ pageSize, limit, about }: { pageSize: number; limit: number; about: About },
): AsyncGenerator<T> {
	if (filters.length <= 1) {
		yield* allRecords(asker, question(filters), { pageSize: paged ? pageSize : undefined, limit, about });
		return;
	}
	// A record that fits two of the filters comes once.
	const known = new Set<string>();
	for (const part of chunked(filters, FILTERS)) {
		const one = question(part);
		for await (const record of allRecords(asker, one, { about })) {
			const id = one.idOf(record);
			if (id !== undefined && known.has(id)) continue;
			if (id !== undefined) known.add(id);
			if (known.size <= limit) yield record;
			else about.limited = true;
		}
	}
}

async function* shownRecords<T>(
	records: AsyncGenerator<T>,
	subject: Subject<T>,
	reading: Reading,
): AsyncGenerator<IDataObject> {
	for await (const record of records) {
		if (subject.isNews?.(record) === false) continue;
		const { json, warnings = [] } = subject.shown(record);
		reading.count += 1;
		reading.warnings.push(...warnings.slice(0, 10 - Math.min(10, reading.warnings.length)));
		yield warnings.length === 0 ? json : { ...json, warnings: warnings as unknown as IDataObject[] };
	}
}

function tell(context: IExecuteFunctions, { label }: { label: string }, { warnings }: Reading): void {
	if (warnings.length === 0) return;
	const [{ text }] = warnings;
	context.addExecutionHints({
		message: `Some values of ${label} could not be read as they are meant; they stand in the records' warnings. The first: ${text}`,
		location: 'outputPane',
	});
}

/** The operation that reads a list for each input item. */
export function getManyOperation<T>({ texts, before, after, subject: subjectOf }: GetManyForm<T>): Operation {
	async function one(context: IExecuteFunctions, index: number): Promise<INodeExecutionData[]> {
		const server = await connect(context);
		const options = context.getNodeParameter('options', index, {}) as Options;
		const returnAll = context.getNodeParameter('returnAll', index, false) === true;
		const limit = returnAll ? Infinity : (context.getNodeParameter('limit', index, 50) as number);
		const { pageSize = PAGE_SIZE, timeout = TIMEOUT } = options;
		if (!Number.isInteger(pageSize) || pageSize < 1 || pageSize > 10_000) {
			throw operationError(context.getNode(), `Page Size is ${pageSize}`, 'POHODA gives 1 to 10000 records at once.', index);
		}
		const subject = subjectOf(context, index, server.ico);
		const reading: Reading = { about: {}, count: 0, warnings: [] };
		const asker: Asker = { context, server, timeout: timeout * 1000 };
		const records = shownRecords(answers(asker, subject, { pageSize, limit, about: reading.about }), subject, reading);
		const made =
			context.getNodeParameter('outputAs', index, 'items') === 'file'
				? await asFile(context, index, subject, reading, records)
				: await asItems(subject, reading, records, options.endItem === true);
		tell(context, subject, reading);
		return made;
	}
	return {
		name: 'Get Many',
		value: 'getAll',
		...texts,
		fields: [...before, ...outputFields(), ...after],
		async execute(items) {
			return await eachItem(this, items, async (index) => await one(this, index));
		},
	};
}

function aboutList<T>({ name, kind }: Subject<T>, { about }: Reading): IDataObject {
	const { dateTimeStamp, limited, ...unit } = about;
	// Who goes on from the time of a list that Limit cut off would miss the rest.
	const end = limited ? { limited } : { dateTimeStamp };
	return { list: name, ...(kind === undefined ? {} : { kind }), ...end, ...unit };
}

function cursorOf<T>({ cursor }: Subject<T>, { about: { dateTimeStamp, limited } }: Reading): IDataObject {
	return cursor === undefined || dateTimeStamp === undefined || limited ? {} : { cursor: cursor(dateTimeStamp) };
}

async function asItems<T>(
	subject: Subject<T>,
	reading: Reading,
	records: AsyncGenerator<IDataObject>,
	endItem: boolean,
): Promise<INodeExecutionData[]> {
	const made: INodeExecutionData[] = [];
	for await (const json of records) made.push({ json });
	if (endItem) {
		const { count } = reading;
		made.push({ json: { recordType: 'endOfList', count, ...aboutList(subject, reading), ...cursorOf(subject, reading) } });
	}
	return made;
}

async function asFile<T>(
	context: IExecuteFunctions,
	index: number,
	subject: Subject<T>,
	reading: Reading,
	records: AsyncGenerator<IDataObject>,
): Promise<INodeExecutionData[]> {
	const field = (context.getNodeParameter('outputBinaryField', index, 'data') as string).trim() || 'data';
	const fileName = `pohoda-${subject.kind ?? subject.name}.jsonl`;
	// Stock Sync asks for madeAt: sales after that moment are not in the list.
	const about = () => ({ ...aboutList(subject, reading), madeAt: reading.about.dateTimeStamp });
	const binary = await jsonLinesFile(context, records, fileName, about);
	const json = { fileName, count: reading.count, ...aboutList(subject, reading), ...cursorOf(subject, reading) };
	return [{ json, binary: { [field]: binary } }];
}
