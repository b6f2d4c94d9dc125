/** Zaúčtování prodejek (accountingSalesVouchers.xsd): POHODA posts sales receipts that are not posted yet. */
import { child, childrenOf, element, textAt, type XmlNode } from '../../xml/node';
import { readXml } from '../../xml/read';
import { NAMESPACES } from '../constants';
import { readPackHead, readResponseItem, type ResponseItem, type ResponsePack } from '../response';
import type { RecordFilter } from './filters';
import { filterElements } from './request';
import { ValueCheck } from './valueCheck';

interface PostedDocument {
	/** `voucher` (pokladna) or `receivable` (ostatní pohledávky). */
	agenda: string;
	id: string;
	number: string;
	/** The receipts that it posts. */
	receipts: Array<{ id: string; number: string }>;
}

export interface PostingAnswer {
	pack: ResponsePack;
	/** Absent where POHODA refused the pack as a whole. */
	item?: ResponseItem;
	documents: PostedDocument[];
}

/**
 * The request for the receipts that the filter lets through; reasons where POHODA would not understand it, or where it
 * would mean every receipt.
 *
 * @param centre code of the centre (středisko) for the documents that post
 */
export function postingRequest(
	filter: RecordFilter,
	centre: string | undefined,
): { ok: true; node: XmlNode } | { ok: false; reasons: string[] } {
	const check = new ValueCheck({ cutLongTexts: false, missingCharacters: 'refuse' });
	const nodes = filterElements('document', filter, check);
	const code = centre === undefined ? undefined : check.written(centre, { field: 'centre', element: '', type: 'code', max: 19 }, '');
	if (nodes.length === 0 && check.reasons.length === 0) check.refuse('Say which receipts are meant, e.g. by their days.');
	if (check.reasons.length > 0) return { ok: false, reasons: check.reasons };
	const children = [
		element('asv:recordFilter', nodes),
		...(code === undefined ? [] : [element('asv:centre', [element('typ:ids', code)])]),
	];
	return { ok: true, node: element('asv:accountingSalesVouchers', children, { version: '2.0' }) };
}

function postedBy(node: XmlNode): PostedDocument[] {
	const answer = child(node, 'asv:accountingSalesVouchersResponse');
	return childrenOf(child(answer, 'asv:producedAccountingDocs'), 'asv:accountingDocument').map((one) => ({
		agenda: textAt(one, 'asv:agenda') ?? '',
		id: textAt(one, 'asv:id') ?? '',
		number: textAt(one, 'asv:number') ?? '',
		receipts: childrenOf(child(one, 'asv:linkedDocuments'), 'asv:linkedDocument').map((receipt) => ({
			id: textAt(receipt, 'asv:id') ?? '',
			number: textAt(receipt, 'asv:number') ?? '',
		})),
	}));
}

/** Reads the answer. Throws XmlError and ResponseError for what is none. */
export async function readPosting(chunks: AsyncIterable<Uint8Array>): Promise<PostingAnswer> {
	let answer: PostingAnswer | undefined;
	for await (const batch of readXml(chunks, { namespaces: NAMESPACES, records: new Set(['rsp:responsePackItem']) })) {
		for (const { kind, node } of batch) {
			if (answer === undefined) answer = { pack: readPackHead(node), documents: [] };
			else if (kind === 'record') {
				answer.item = readResponseItem(node);
				answer.documents.push(...postedBy(node));
			}
		}
	}
	return answer ?? { pack: readPackHead({ name: '', attributes: {}, children: [], text: '' }), documents: [] };
}
