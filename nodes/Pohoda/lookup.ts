/** Looking documents up in POHODA by the identity under which they were sent. */
import type { IExecuteFunctions } from 'n8n-workflow';
import { listDocumentsRequest, readDocumentList } from '../../core/pohoda/list';
import type { ListedDocument, ListRequest } from '../../core/pohoda/list';
import type { MServer } from '../shared/pohoda/address';
import { chunked } from '../shared/lists';
import { once } from '../shared/pohoda/lists';
import type { Reply } from '../shared/pohoda/reply';
import { operationError } from '../shared/errors';
import { questionRefused } from '../shared/pohoda/refusals';
import { deniedError } from '../shared/http';
import { ask, notAnswered } from '../shared/pohoda/transport';

/** The documents, or why there is no clear answer. */
export type LookUp =
	| { kind: 'found'; documents: ListedDocument[] }
	| Exclude<Reply, { kind: 'ok' }>
	/** POHODA itself refuses the question; `reason` is its note. */
	| { kind: 'refused'; reason: string };

export interface Asker {
	context: IExecuteFunctions;
	server: MServer;
	/** Milliseconds. */
	timeout: number;
}

/** Questions in one request; the XSD allows 255. */
const QUESTIONS = 100;

/** Documents in one page of a list by days; the XSD allows 10 000. */
const PAGE = 1000;

/** One request and its whole answer. */
async function askList(asker: Asker, request: Omit<ListRequest, 'ico'>): Promise<LookUp> {
	const { context, server, timeout } = asker;
	const reply = await ask(context, server, listDocumentsRequest({ ...request, ico: server.ico }), timeout);
	if (reply.kind !== 'ok') return reply;
	const documents: ListedDocument[] = [];
	try {
		for await (const document of readDocumentList(once(reply.data))) documents.push(document);
	} catch (error) {
		// ListError is POHODA's own word; anything else is an answer that cannot be trusted.
		const refused = error.name === 'ListError';
		return refused ? { kind: 'refused', reason: error.message } : { kind: 'unclear', reason: error.message };
	}
	return { kind: 'found', documents };
}

/** Documents with one of these extIds, in whichever of the agendas they are. */
export async function findByExtIds(
	asker: Asker,
	agendas: ReadonlyArray<ListRequest['agenda']>,
	extIds: readonly string[],
): Promise<LookUp> {
	const documents: ListedDocument[] = [];
	for (const agenda of agendas) {
		for (const part of chunked(extIds, QUESTIONS)) {
			const answer = await askList(asker, { agenda, extIds: part });
			if (answer.kind !== 'found') return answer;
			documents.push(...answer.documents);
		}
	}
	return { kind: 'found', documents };
}

/** Documents of an agenda with these ids of POHODA. */
export async function findByIds(asker: Asker, agenda: ListRequest['agenda'], ids: readonly string[]): Promise<LookUp> {
	const documents: ListedDocument[] = [];
	for (const part of chunked(ids, QUESTIONS)) {
		const answer = await askList(asker, { agenda, ids: part });
		if (answer.kind !== 'found') return answer;
		documents.push(...answer.documents);
	}
	return { kind: 'found', documents };
}

/**
 * All documents of an agenda that the filter lets through, page by page in the order of POHODA's ids; at most `limit`
 * of them when it is given.
 */
export async function findAll(
	asker: Asker,
	filter: Omit<ListRequest, 'ico' | 'idFrom' | 'count'>,
	limit = Infinity,
): Promise<LookUp> {
	const documents: ListedDocument[] = [];
	let idFrom: number | undefined;
	while (documents.length < limit) {
		const count = Math.min(PAGE, limit - documents.length);
		const answer = await askList(asker, { ...filter, idFrom, count });
		if (answer.kind !== 'found') return answer;
		const last = Math.max(...answer.documents.map(({ id }) => Number(id)));
		// A page that does not go on is the same one again, and would come for ever.
		if (idFrom !== undefined && !(last >= idFrom)) break;
		documents.push(...answer.documents);
		if (answer.documents.length < count || !Number.isInteger(last)) break;
		idFrom = last + 1;
	}
	return { kind: 'found', documents: documents.slice(0, limit === Infinity ? undefined : limit) };
}

/** The error of the node for a question that got no answer. */
export function lookUpError(context: IExecuteFunctions, found: Exclude<LookUp, { kind: 'found' }>) {
	if (found.kind === 'denied') return deniedError(context.getNode(), found);
	if (found.kind !== 'refused') return notAnswered(context, found);
	const { message, hint } = questionRefused(found.reason);
	return operationError(context.getNode(), message, hint);
}
