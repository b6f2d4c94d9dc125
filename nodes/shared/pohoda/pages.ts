/** Lists of POHODA, asked for page by page and handed out record by record. */
import type { ListInfo } from '../../../core/pohoda/agendas/answer';
import type { XmlError } from '../../../core/xml/errors';
import type { MServer } from './address';
import { operationError } from '../errors';
import { once } from './lists';
import { refusalOf } from './refusals';
import type { Reply } from './reply';
import { deniedError } from '../http';
import { ask, notAnswered, postXml } from './transport';
import type { Caller } from '../http';

export interface Asker {
	context: Caller;
	server: MServer;
	/** Milliseconds for one answer. */
	timeout: number;
	/** Do not ask a second time when no clear answer comes: somebody is waiting before the panel. */
	hasty?: boolean;
}

/** Part of a list; both absent = all of it at once. */
export interface Part {
	/** Lowest POHODA id, inclusive. */
	idFrom?: number;
	/** 1 to 10 000. */
	count?: number;
}

/** One question and how its answers are read. */
export interface Question<T> {
	/** For messages, e.g. `stock item (zásoba)`. */
	label: string;
	/** @throws ListRequestError when POHODA would not understand it */
	request(part: Part): Uint8Array;
	read(chunks: AsyncIterable<Uint8Array>): { info: ListInfo; records: AsyncGenerator<T> };
	/** POHODA's id, by which pages go on. */
	idOf(record: T): string | undefined;
}

/** Records as they are read; `info` is complete when they are at an end. */
export interface Page<T> {
	kind: 'page';
	info: ListInfo;
	records: AsyncGenerator<T>;
}

/** One request. The records may throw what core's readers throw: listError makes an error of the node of it. */
export async function askPage<T>(
	{ context, server, timeout, hasty }: Asker,
	question: Question<T>,
	part: Part = {},
): Promise<Page<T> | Exclude<Reply, { kind: 'ok' }>> {
	const request = question.request(part);
	const reply =
		hasty === true
			? await postXml(context, server, request, { checkDuplicity: false, timeout })
			: await ask(context, server, request, timeout);
	return reply.kind === 'ok' ? { kind: 'page', ...question.read(once(reply.data)) } : reply;
}

/** The error of the node for a question that was not answered. */
export function pageError(context: Caller, reply: Exclude<Reply, { kind: 'ok' }>) {
	return reply.kind === 'denied' ? deniedError(context.getNode(), reply) : notAnswered(context, reply);
}

/** The error of the node for what core says about a request or an answer; a list is whole or an error. */
function listError(context: Caller, label: string, error: Error) {
	const { name, message } = error;
	if (name === 'ListRequestError') return operationError(context.getNode(), `POHODA cannot be asked for this: ${message}`);
	if (name === 'ListError') {
		const known = refusalOf(message) ?? {
			message: `POHODA gave no list of ${label}: ${message.replace(/\s+/g, ' ').trim()}`,
			hint: 'Check the filters and the rights of the POHODA user. Nothing was changed.',
		};
		return operationError(context.getNode(), known.message, known.hint);
	}
	if (name === 'PageError') return operationError(context.getNode(), message, (error as PageError).hint);
	if (name === 'XmlError' || name === 'ResponseError') {
		const cut = (error as Partial<XmlError>).code === 'truncated';
		const hint = cut
			? 'An answer that is cut off is no short list, so nothing of it was handed out. Run it again; with a smaller Page Size if it stays so.'
			: 'Nothing of the answer was handed out.';
		return operationError(context.getNode(), `POHODA's list of ${label} cannot be used: ${message}`, hint);
	}
	return error;
}

/** Pages that do not follow each other: records would be missing. */
class PageError extends Error {
	override readonly name = 'PageError';

	readonly hint = 'Set Page Size to 10000, or narrow the list by filters so that it comes in one page.';
}

/**
 * One page, checked so that the next one begins behind its last record: ids from `idFrom` on and, when another page has to
 * follow, rising (that POHODA sorts by id is assumed, not documented). `next` is set at the end if there may be more.
 */
export class CheckedPage<T> {
	next?: number;

	constructor(
		private readonly question: Question<T>,
		private readonly page: Page<T>,
		private readonly part: Part,
	) {}

	async *records(): AsyncGenerator<T> {
		const { idFrom = 0, count } = this.part;
		let [last, rising, records] = [0, true, 0];
		for await (const record of this.page.records) {
			records += 1;
			const id = Number(this.question.idOf(record));
			if (id < idFrom) {
				throw new PageError(`POHODA was asked for ${this.question.label} from id ${idFrom} on and gave ${id}`);
			}
			if (!(id > last)) rising = false;
			last = Math.max(last, id);
			yield record;
		}
		if (count === undefined || records < count) return;
		if (!rising) {
			throw new PageError(`POHODA gave a page of ${this.question.label} that is not in the order of ids`);
		}
		this.next = last + 1;
	}
}

/** What is known of a list when its first page is there. */
export interface About {
	/** POHODA's clock when the first page was made: what changes while the others are read is in the next question. */
	dateTimeStamp?: string;
	ico?: string;
	programVersion?: string;
	/** The list ends at the limit that was set; POHODA may have more. */
	limited?: true;
}

/**
 * All records of a list, at most `limit`, in the order of POHODA's ids. `about` is filled with the first page.
 *
 * @throws NodeApiError or NodeOperationError for whatever keeps the list from being whole
 */
export async function* allRecords<T>(
	asker: Asker,
	question: Question<T>,
	{ pageSize, limit = Infinity, about = {} }: { pageSize?: number; limit?: number; about?: About },
): AsyncGenerator<T> {
	let idFrom: number | undefined;
	let left = limit;
	while (left > 0) {
		const part = pageSize === undefined ? {} : { idFrom, count: Math.min(pageSize, left) };
		const page = await pageOf(asker, question, part);
		const checked = new CheckedPage(question, page, part);
		for await (const record of guarded(asker.context, question.label, checked.records())) {
			about.dateTimeStamp ??= page.info.dateTimeStamp;
			if (left <= 0) about.limited = true;
			else {
				left -= 1;
				yield record;
			}
		}
		about.dateTimeStamp ??= page.info.dateTimeStamp;
		about.ico ??= page.info.ico;
		about.programVersion ??= page.info.programVersion;
		if (checked.next === undefined) return;
		idFrom = checked.next;
	}
	about.limited = true;
}

async function pageOf<T>(asker: Asker, question: Question<T>, part: Part): Promise<Page<T>> {
	const page = await guardedCall(asker.context, question.label, async () => await askPage(asker, question, part));
	if (page.kind !== 'page') throw pageError(asker.context, page);
	return page;
}

async function guardedCall<R>(context: Caller, label: string, call: () => Promise<R>): Promise<R> {
	try {
		return await call();
	} catch (error) {
		throw listError(context, label, error as Error);
	}
}

/** The same records; what core finds wrong with the answer becomes the error of the node. */
export async function* guarded<T>(context: Caller, label: string, records: AsyncGenerator<T>): AsyncGenerator<T> {
	try {
		yield* records;
	} catch (error) {
		throw listError(context, label, error as Error);
	}
}
