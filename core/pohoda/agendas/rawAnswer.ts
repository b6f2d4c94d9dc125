/** POHODA's answer as plain data beside its meaning, for what a person sent as it is. */
import { readPackHead, readResponseItem, type ResponseItem, type ResponsePack } from '../response';
import { localName } from '../../xml/node';
import { readXml } from '../../xml/read';
import type { XmlLimits } from '../../xml/reading';
import { NAMESPACES } from './names';
import { plainData } from '../../xml/plain';

export interface RawAnswerItem {
	item: ResponseItem;
	/** Local name of the element in it, e.g. `listStock`, `invoiceResponse`; '' where there is none. */
	element: string;
	/** Its elements as plain data by POHODA's names. */
	answer: unknown;
}

export interface RawAnswer {
	/** Without the items of `items`: those stand in it too. */
	pack: ResponsePack;
	/** By id of the dataPackItem. */
	items: ReadonlyMap<string, RawAnswerItem>;
}

/**
 * Reads a whole answer, lists included: all of it is in memory.
 *
 * Throws XmlError (no XML, half an answer, over the limits) and ResponseError (another kind of XML).
 */
export async function readRawAnswer(
	chunks: AsyncIterable<Uint8Array>,
	limits: Partial<XmlLimits> = {},
): Promise<RawAnswer> {
	let pack: ResponsePack | undefined;
	const items = new Map<string, RawAnswerItem>();
	const options = { namespaces: NAMESPACES, records: new Set(['rsp:responsePackItem']), limits };
	for await (const batch of readXml(chunks, options)) {
		for (const { kind, node } of batch) {
			if (pack === undefined) pack = readPackHead(node);
			else if (kind === 'record') {
				const item = readResponseItem(node);
				pack.items.push(item);
				const [first] = node.children;
				const element = first === undefined ? '' : localName(first.name);
				items.set(item.id, { item, element, answer: plainData({ ...node, attributes: {} }) ?? {} });
			}
		}
	}
	return { pack: pack ?? readPackHead({ name: '', attributes: {}, children: [], text: '' }), items };
}
