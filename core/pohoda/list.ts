/** Looking documents up in POHODA: list requests and their answers. */
import { encodeWindows1250 } from '../text/windows1250';
import { element } from '../xml/node';
import { readXml } from '../xml/read';
import type { XmlEvent } from '../xml/reading';
import { writeXml } from '../xml/write';
import { APPLICATION, declarations, EX_SYSTEM_NAME, NAMESPACES, XML_DECLARATION } from './constants';
import { readListed, type ListAgenda, type ListedDocument } from './listed';
import { isRefused, ListError, RefusedLists, strayText } from './refusedList';
import { readPackHead } from './response';

export type { ListAgenda, ListedDocument } from './listed';

/** Names of an agenda in requests, answers and documents. */
const AGENDAS = {
	salesReceipt: { request: 'Prodejka', version: 'prodejkaVersion' },
	cashDocument: { request: 'Voucher', version: 'voucherVersion' },
} as const;

export interface ListRequest {
	agenda: ListAgenda;
	ico: string;
	/** Documents with one of these extIds (of our system); at most 255 together with `ids`. */
	extIds?: string[];
	/** POHODA's ids. */
	ids?: string[];
	/** YYYY-MM-DD, inclusive. */
	dateFrom?: string;
	dateTill?: string;
	/** Lowest POHODA id of the page; next page = last id + 1. */
	idFrom?: number;
	/** Documents per page, 1 to 10 000. */
	count?: number;
}

const MAX_GROUPS = 255;

/**
 * A dataPack that asks for documents. POHODA answers with extIds only because the request names our system. Send it
 * without the duplicity check: its ids are always the same.
 *
 * Throws ListError for more than 255 documents in one request (limit of the XSD), and for an empty list of them.
 */
export function listDocumentsRequest(request: ListRequest): Uint8Array {
	const { request: name, version } = AGENDAS[request.agenda];
	const period = [
		...(request.dateFrom === undefined ? [] : [element('ftr:dateFrom', request.dateFrom)]),
		...(request.dateTill === undefined ? [] : [element('ftr:dateTill', request.dateTill)]),
	];
	const filters = [
		...(request.ids ?? []).map((id) => [element('ftr:id', id), ...period]),
		...(request.extIds ?? []).map((ids) => [
			element('ftr:extId', [element('typ:ids', ids), element('typ:exSystemName', EX_SYSTEM_NAME)]),
			...period,
		]),
	];
	if (filters.length > MAX_GROUPS) {
		throw new ListError(
			`A request can ask for ${MAX_GROUPS} documents, not ${filters.length}: ask in several requests.`,
		);
	}
	if (filters.length === 0) {
		// An empty list of ids must not become a request for everything.
		if (request.ids !== undefined || request.extIds !== undefined)
			throw new ListError('The list of documents to ask for is empty.');
		filters.push(period);
	}
	const limit = [
		...(request.idFrom === undefined ? [] : [element('ftr:idFrom', String(request.idFrom))]),
		...(request.count === undefined ? [] : [element('ftr:count', String(request.count))]),
	];
	const groups = filters.flatMap((filter) => [
		...(limit.length === 0 ? [] : [element('lst:limit', limit)]),
		element(`lst:request${name}`, filter.length === 0 ? [] : [element('ftr:filter', filter)]),
	]);
	const list = element(`lst:list${name}Request`, groups, {
		version: '2.0',
		[version]: '2.0',
		extSystem: EX_SYSTEM_NAME,
	});
	const pack = element('dat:dataPack', [element('dat:dataPackItem', [list], { version: '2.0', id: 'list' })], {
		...declarations('dat', 'lst', 'ftr', 'typ'),
		version: '2.0',
		id: 'list',
		...(request.ico === '' ? {} : { ico: request.ico }),
		application: APPLICATION,
		note: '',
	});
	return encodeWindows1250(XML_DECLARATION + writeXml(pack), { missing: 'refuse' }).bytes;
}

const DOCUMENTS = new Set(['lst:prodejka', 'lst:voucher', 'pro:prodejka', 'vch:voucher', 'rdc:importDetails']);

/** What of an answer says that there is no list. */
class ListAnswer {
	lists = 0;

	private begun = false;

	private readonly refused = new RefusedLists();

	take(event: XmlEvent): ListedDocument | undefined {
		const { kind, node } = event;
		if (!this.begun) {
			this.begun = true;
			const { note } = readPackHead(node);
			if (isRefused(node.attributes.state)) throw new ListError(note || 'POHODA refused the request without saying why.');
			return undefined;
		}
		const refused = this.refused.reason(event) ?? (kind === 'close' ? strayText(node) : undefined);
		if (refused !== undefined) throw new ListError(refused);
		if (kind === 'record') return node.name === 'rdc:importDetails' ? undefined : readListed(node);
		if (kind === 'open' && /^lst:list(Prodejka|Voucher)$/.test(node.name)) this.lists += 1;
		return undefined;
	}
}

/**
 * Reads an answer to listDocumentsRequest, one document at a time. An empty list ends at once.
 *
 * Throws XmlError (half an answer: what came before must not be taken for the whole), ResponseError (no answer of
 * POHODA), ListError (POHODA refused, or the answer has no list; the message is POHODA's note).
 */
export async function* readDocumentList(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<ListedDocument> {
	const answer = new ListAnswer();
	for await (const batch of readXml(chunks, { namespaces: NAMESPACES, records: DOCUMENTS })) {
		for (const event of batch) {
			const document = answer.take(event);
			if (document !== undefined) yield document;
		}
	}
	if (answer.lists === 0) throw new ListError('POHODA answered without the list that was asked for.');
}
