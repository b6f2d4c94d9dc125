/**
 * Readers side by side. All do the same: read the file, decode it, make one object per receipt, and give the id, the
 * date and the texts of its items to a digest, which must be the same for all.
 */
import { createHash, type Hash } from 'node:crypto';
import { createReadStream, readFileSync } from 'node:fs';
import { XMLParser } from 'fast-xml-parser';
import iconv from 'iconv-lite';
import { SaxesParser } from 'saxes';
import { convert } from 'xmlbuilder2';
import { NAMESPACES } from '../../core/pohoda/constants';
import { readExport } from '../../core/pohoda/export';
import { child, childrenOf, textAt, type XmlNode } from '../../core/xml/node';
import { readXml } from '../../core/xml/read';

const CHUNK = 65_536;

function tell(hash: Hash, id: string, date: string, texts: string[]): void {
	hash.update(`${id}|${date}|${texts.join('|')}\n`);
}

function chunks(file: string): AsyncIterable<Uint8Array> {
	return createReadStream(file, { highWaterMark: CHUNK });
}

/** Header and items of a tree of named nodes. */
function tellTree(hash: Hash, node: XmlNode): void {
	const document = child(node, 'pro:prodejka');
	const items = childrenOf(child(document, 'pro:prodejkaDetail'), 'pro:prodejkaItem');
	const date = textAt(document, 'pro:prodejkaHeader', 'pro:date') ?? '';
	tell(
		hash,
		node.attributes.id,
		date,
		items.map((item) => child(item, 'pro:text')?.text ?? ''),
	);
}

/** core/xml: canonical names, checks, limits, copies of what is kept. */
async function ours(file: string, hash: Hash): Promise<void> {
	for await (const batch of readXml(chunks(file), {
		namespaces: NAMESPACES,
		records: new Set(['dat:dataPackItem']),
	})) {
		for (const { kind, node } of batch) if (kind === 'record') tellTree(hash, node);
	}
}

/** The whole way: canonical records, checked to the haléř, doubled keys found. */
async function whole(file: string, hash: Hash): Promise<void> {
	for await (const read of readExport(chunks(file), { source: 'ekasa', identity: { from: 'extId' } })) {
		if (!read.ok || read.record.recordType !== 'receipt') throw new Error(`${read.place} was not read`);
		const { extra, date, items } = read.record;
		const { item } = extra?.place as { item: string };
		tell(
			hash,
			item,
			date,
			items.map(({ name }) => name),
		);
	}
}

/** saxes with the least that makes a tree: names and texts as they come. */
async function bareSaxes(file: string, hash: Hash): Promise<void> {
	const parser = new SaxesParser();
	const decoder = new TextDecoder('windows-1250');
	const stack: XmlNode[] = [];
	parser.on('opentag', ({ name, attributes }) => {
		if (stack.length === 0 && name !== 'dat:dataPackItem') return;
		const node: XmlNode = { name, attributes: attributes as Record<string, string>, children: [], text: '' };
		stack.at(-1)?.children.push(node);
		stack.push(node);
	});
	const text = (part: string) => {
		const node = stack.at(-1);
		if (node !== undefined) node.text += part;
	};
	parser.on('text', text);
	parser.on('cdata', text);
	parser.on('closetag', () => {
		const node = stack.pop();
		if (node !== undefined && stack.length === 0) tellTree(hash, node);
	});
	for await (const chunk of chunks(file)) parser.write(decoder.decode(chunk, { stream: true }));
	parser.close();
}

type Plain = Record<string, any>;

function list(value: unknown): Plain[] {
	return Array.isArray(value) ? value : [value as Plain];
}

/** What n8n-nodes-pohoda of others does: the whole file as text, then as one object. */
async function xmlbuilder2(file: string, hash: Hash): Promise<void> {
	const root = convert(iconv.decode(readFileSync(file), 'win1250'), { format: 'object' }) as Plain;
	for (const item of list(root['dat:dataPack']['dat:dataPackItem'])) {
		const document = item['pro:prodejka'];
		const texts = list(document['pro:prodejkaDetail']['pro:prodejkaItem']).map((one) => unescape(one['pro:text']));
		tell(hash, item['@id'], document['pro:prodejkaHeader']['pro:date'], texts);
	}
}

/** xmlbuilder2 leaves the five entities as they are. */
function unescape(text: string): string {
	return text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');
}

async function fastXmlParser(file: string, hash: Hash): Promise<void> {
	const parser = new XMLParser({
		ignoreAttributes: false,
		parseTagValue: false,
		parseAttributeValue: false,
		processEntities: { enabled: true, maxTotalExpansions: Infinity },
	});
	const root = parser.parse(iconv.decode(readFileSync(file), 'win1250')) as Plain;
	for (const item of list(root['dat:dataPack']['dat:dataPackItem'])) {
		const document = item['pro:prodejka'];
		const texts = list(document['pro:prodejkaDetail']['pro:prodejkaItem']).map((one) => one['pro:text'] as string);
		tell(hash, item['@_id'], document['pro:prodejkaHeader']['pro:date'], texts);
	}
}

export const READERS: Record<string, (file: string, hash: Hash) => Promise<void>> = {
	'saxes, bare': bareSaxes,
	'core/xml': ours,
	'core/pohoda readExport, checked records': whole,
	'fast-xml-parser 5, whole document': fastXmlParser,
	'xmlbuilder2 convert': xmlbuilder2,
};

/** Reads the file once; the answer is the digest of what was read. */
export async function read(name: string, file: string): Promise<string> {
	const hash = createHash('sha256');
	await READERS[name](file, hash);
	return hash.digest('hex');
}
