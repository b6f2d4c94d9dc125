/** Writers side by side: the same receipts as Windows-1250 bytes. What each writes is read back and must say the same. */
import { createHash } from 'node:crypto';
import { XMLBuilder } from 'fast-xml-parser';
import iconv from 'iconv-lite';
import { create } from 'xmlbuilder2';
import { declarations, NAMESPACES } from '../../core/pohoda/constants';
import { writeDocument } from '../../core/pohoda/document';
import { buildPack } from '../../core/pohoda/pack';
import type { DocumentDraft } from '../../core/pohoda/receipts/draft';
import { encodeWindows1250 } from '../../core/text/windows1250';
import type { XmlNode } from '../../core/xml/node';
import { readXml } from '../../core/xml/read';
import { PACK, receipts } from './data.mts';

type Sink = (bytes: Uint8Array) => void;

const ROOT = {
	...declarations('dat', 'pro', 'typ'),
	version: '2.0',
	id: PACK.packId,
	ico: PACK.ico,
	application: 'bench',
	note: '',
};
const HEAD = `<?xml version="1.0" encoding="Windows-1250"?>\n<dat:dataPack ${Object.entries(ROOT)
	.map(([name, value]) => `${name}="${value}"`)
	.join(' ')}>\n`;

async function whole(count: number, sink: Sink): Promise<void> {
	sink(buildPack([...receipts(count)], PACK));
}

const esc = (text: string): string =>
	text.replace(/[&<>]/g, (sign) => (sign === '&' ? '&amp;' : sign === '<' ? '&lt;' : '&gt;'));

function template(draft: DocumentDraft): string {
	const { documentId: id, posting } = draft;
	const items = draft.items.map((item, index) => {
		const card = `<pro:stockItem><typ:store><typ:ids>${esc(item.stock?.store ?? '')}</typ:ids></typ:store><typ:stockItem><typ:ids>${esc(item.stock?.code ?? '')}</typ:ids></typ:stockItem></pro:stockItem>`;
		const code = `<pro:code>${esc(item.code ?? '')}</pro:code>`;
		const rate = 'rate' in item.vat ? item.vat.rate : '';
		return `<pro:prodejkaItem><pro:extId>${esc(id)}/${index + 1}</pro:extId><pro:text>${esc(item.text)}</pro:text><pro:quantity>${item.quantity}</pro:quantity><pro:unit>${esc(item.unit ?? '')}</pro:unit><pro:payVAT>true</pro:payVAT><pro:rateVAT>${rate}</pro:rateVAT><pro:discountPercentage>0</pro:discountPercentage><pro:homeCurrency><typ:unitPrice>${item.unitPrice}</typ:unitPrice></pro:homeCurrency>${item.stock ? card : code}</pro:prodejkaItem>`;
	});
	const form = 'ids' in draft.payments[0].form ? draft.payments[0].form.ids : '';
	const note = draft.note === undefined ? '' : `<pro:note>${esc(draft.note)}</pro:note>`;
	return `<dat:dataPackItem version="2.0" id="${esc(id)}"><pro:prodejka version="2.0"><pro:prodejkaHeader><pro:extId><typ:ids>${esc(id)}</typ:ids><typ:exSystemName>n8n-nodes-ekasa-sync</typ:exSystemName></pro:extId><pro:prodejkaType>saleVoucher</pro:prodejkaType><pro:number><typ:ids>${esc(posting.numberSeries ?? '')}</typ:ids></pro:number><pro:date>${draft.date}</pro:date><pro:accounting><typ:ids>${esc(posting.accounting ?? '')}</typ:ids></pro:accounting><pro:text>${esc(draft.text)}</pro:text><pro:paymentType><typ:ids>${esc(form)}</typ:ids></pro:paymentType><pro:centre><typ:ids>${esc(posting.centre ?? '')}</typ:ids></pro:centre><pro:kasa><typ:ids>${esc(posting.cashRegister ?? '')}</typ:ids></pro:kasa>${note}</pro:prodejkaHeader><pro:prodejkaDetail>${items.join('')}</pro:prodejkaDetail><pro:prodejkaSummary><pro:roundingDocument>${draft.rounding}</pro:roundingDocument></pro:prodejkaSummary></pro:prodejka></dat:dataPackItem>\n`;
}

/** Streams the text of each receipt; the bytes are checked like ours, nothing becomes "?". */
async function pieceByPiece(count: number, sink: Sink, one: (draft: DocumentDraft) => string): Promise<void> {
	let text = HEAD;
	for (const draft of receipts(count)) {
		text += one(draft);
		if (text.length < 65_536) continue;
		sink(encodeWindows1250(text, { missing: 'refuse' }).bytes);
		text = '';
	}
	sink(encodeWindows1250(`${text}</dat:dataPack>\n`, { missing: 'refuse' }).bytes);
}

/** A draft's document as the plain object that the other builders take. */
function plain(node: XmlNode, sign: string): unknown {
	if (node.children.length === 0) return node.text;
	const object: Record<string, unknown> = Object.fromEntries(
		Object.entries(node.attributes).map(([name, value]) => [`${sign}${name}`, value]),
	);
	for (const one of node.children) {
		const before = object[one.name];
		const value = plain(one, sign);
		object[one.name] =
			before === undefined ? value : Array.isArray(before) ? [...(before as unknown[]), value] : [before, value];
	}
	return object;
}

async function fastXmlParser(count: number, sink: Sink): Promise<void> {
	const builder = new XMLBuilder({ ignoreAttributes: false, suppressEmptyNode: true });
	await pieceByPiece(count, sink, (draft) => {
		const item = {
			'@_version': '2.0',
			'@_id': draft.documentId,
			'pro:prodejka': plain(writeDocument(draft), '@_'),
		};
		return builder.build({ 'dat:dataPackItem': item }) as string;
	});
}

/** One document object model for the whole pack. */
async function xmlbuilder2(count: number, sink: Sink): Promise<void> {
	const items = [...receipts(count)].map((draft) => ({
		'@version': '2.0',
		'@id': draft.documentId,
		'pro:prodejka': plain(writeDocument(draft), '@'),
	}));
	const root = Object.fromEntries(Object.entries(ROOT).map(([name, value]) => [`@${name}`, value]));
	const document = create(
		{ version: '1.0', encoding: 'Windows-1250' },
		{ 'dat:dataPack': { ...root, 'dat:dataPackItem': items } },
	);
	sink(iconv.encode(document.end(), 'win1250'));
}

export const WRITERS: Record<string, (count: number, sink: Sink) => Promise<void>> = {
	'template strings, streamed': async (count, sink) => await pieceByPiece(count, sink, template),
	'core/pohoda buildPack': whole,
	'fast-xml-parser 5 builder, per receipt': fastXmlParser,
	'xmlbuilder2, whole document': xmlbuilder2,
};

/** Writes the receipts once; the number of bytes tells that something was written. */
export async function write(name: string, count: number): Promise<string> {
	let bytes = 0;
	await WRITERS[name](count, (chunk) => (bytes += chunk.length));
	return bytes > count * 1000 ? 'written' : `only ${bytes} bytes`;
}

/** What a writer's output says, as a digest of all its elements and texts. */
export async function content(name: string, count: number): Promise<string> {
	const parts: Uint8Array[] = [];
	await WRITERS[name](count, (chunk) => parts.push(chunk));
	const hash = createHash('sha256');
	const tell = (node: XmlNode): void => {
		hash.update(`${node.name}=${node.text}(`);
		node.children.forEach(tell);
		hash.update(')');
	};
	async function* source() {
		yield* parts;
	}
	for await (const batch of readXml(source(), { namespaces: NAMESPACES, records: new Set(['dat:dataPackItem']) })) {
		for (const { kind, node } of batch) if (kind === 'record') tell(node);
	}
	return hash.digest('hex');
}
