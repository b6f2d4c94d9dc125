/** POHODA's answer: responsePack, the same for mServer, the command line and the file of the import wizard. */
import { child, childrenOf, localName, textAt, type XmlNode } from '../xml/node';
import { readXml } from '../xml/read';
import { NAMESPACES } from './constants';
import { shownElement } from './foreignRoots';

export interface ResponseDetail {
	/** ok, warning, error */
	state: string;
	/** POHODA's number, e.g. 606. */
	errno?: number;
	note: string;
	xpath?: string;
	requested?: string;
	produced?: string;
}

export interface Duplicity {
	/** POHODA's name of the agenda, e.g. prodejky. */
	agendaType: string;
	dateCreate?: string;
	/** Missing: the document was deleted since. */
	id?: string;
	number?: string;
}

interface Produced {
	id: string;
	number?: string;
	code?: string;
	actionType?: string;
	extId?: string;
}

export interface ResponseItem {
	/** dataPackItem/@id */
	id: string;
	/** ok, error */
	state: string;
	note: string;
	/** Name of the answer element without "Response", e.g. prodejka, voucher. */
	agenda?: string;
	/** State of the document in that answer element. */
	documentState?: string;
	details: ResponseDetail[];
	produced?: Produced;
	/** Present (maybe empty) when the duplicity check refused the document. */
	duplicity?: Duplicity[];
	/** An export, e.g. lst:listProdejka. */
	list?: XmlNode;
}

export interface ResponsePack {
	/** dataPack/@id */
	id: string;
	state: string;
	note: string;
	programVersion: string;
	ico: string;
	key: string;
	items: ResponseItem[];
}

/** A file that is XML, but no answer of POHODA. */
export class ResponseError extends Error {
	override readonly name = 'ResponseError';
}

function readDetail(node: XmlNode): ResponseDetail {
	const errno = Number(textAt(node, 'rdc:errno'));
	return {
		state: textAt(node, 'rdc:state') ?? '',
		...(Number.isInteger(errno) ? { errno } : {}),
		note: textAt(node, 'rdc:note') ?? '',
		...present({
			xpath: textAt(node, 'rdc:XPath'),
			requested: textAt(node, 'rdc:valueRequested'),
			produced: textAt(node, 'rdc:valueProduced'),
		}),
	};
}

/** Without fields that hold undefined. */
function present<T extends Record<string, unknown>>(values: T): { [K in keyof T]?: NonNullable<T[K]> } {
	return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
		[K in keyof T]?: NonNullable<T[K]>;
	};
}

function readProduced(node: XmlNode | undefined): Produced | undefined {
	const id = textAt(node, 'rdc:id');
	if (id === undefined) return undefined;
	return {
		id,
		...present({
			number: textAt(node, 'rdc:number'),
			code: textAt(node, 'rdc:code'),
			actionType: textAt(node, 'rdc:actionType'),
			extId: textAt(node, 'rdc:extId', 'typ:ids'),
		}),
	};
}

function readDuplicity(node: XmlNode): Duplicity {
	return {
		agendaType: textAt(node, 'rsp:agendaType') ?? '',
		...present({
			dateCreate: textAt(node, 'rsp:dateCreate'),
			id: textAt(node, 'rsp:id'),
			number: textAt(node, 'rsp:number'),
		}),
	};
}

/** One responsePackItem. */
export function readResponseItem(node: XmlNode): ResponseItem {
	const { id = '', state = '', note = '' } = node.attributes;
	const item: ResponseItem = { id, state, note, details: [] };
	for (const answer of node.children) {
		const local = localName(answer.name);
		if (local === 'errorDetail') {
			item.duplicity = childrenOf(answer, 'rsp:recordDuplicity').map(readDuplicity);
			continue;
		}
		if (local.startsWith('list')) item.list = answer;
		else item.agenda = local.replace(/Response$/, '');
		item.documentState = answer.attributes.state;
		item.details.push(...childrenOf(child(answer, 'rdc:importDetails'), 'rdc:detail').map(readDetail));
		item.produced = readProduced(child(answer, 'rdc:producedDetails')) ?? item.produced;
	}
	return item;
}

/** What a file is whose root is no responsePack. */
function notAnAnswer(root: string): ResponseError {
	if (root === 'dat:dataPack') {
		return new ResponseError(
			'This is a file for POHODA (dataPack), not its answer. After an import the answer lies in the folder Response beside the imported file, under the same name.',
		);
	}
	return new ResponseError(`This is no answer of POHODA: it begins with ${shownElement(root)} instead of <rsp:responsePack>.`);
}

/** The head of an answer; throws ResponseError when it is none. */
export function readPackHead({ name, attributes }: XmlNode): ResponsePack {
	if (name !== 'rsp:responsePack') throw notAnAnswer(name);
	const { id = '', state = '', note = '', programVersion = '', ico = '', key = '' } = attributes;
	return { id, state, note, programVersion, ico, key, items: [] };
}

/**
 * Reads an answer. States are taken as they stand, also unknown ones; schemas of before 2010 are understood too.
 *
 * Throws XmlError (no XML, half an answer, a web page) and ResponseError (another kind of XML).
 */
export async function readResponse(chunks: AsyncIterable<Uint8Array>): Promise<ResponsePack> {
	let pack: ResponsePack | undefined;
	for await (const batch of readXml(chunks, { namespaces: NAMESPACES, records: new Set(['rsp:responsePackItem']) })) {
		for (const { kind, node } of batch) {
			if (pack === undefined) pack = readPackHead(node);
			else if (kind === 'record') pack.items.push(readResponseItem(node));
		}
	}
	// A document without root element does not get here: the reader refuses it.
	return pack ?? readPackHead({ name: '', attributes: {}, children: [], text: '' });
}
