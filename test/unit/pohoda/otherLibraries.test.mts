// Our bytes read by fast-xml-parser, and what xmlbuilder2 writes read by us: two implementations that share no code with core/xml.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { XMLParser } from 'fast-xml-parser';
import iconv from 'iconv-lite';
import { create } from 'xmlbuilder2';
import { APPLICATION, declarations } from '../../../core/pohoda/constants';
import { writeDocument } from '../../../core/pohoda/document';
import { readExport, type ReadRecord } from '../../../core/pohoda/export';
import { buildPack } from '../../../core/pohoda/pack';
import type { DocumentDraft } from '../../../core/pohoda/receipts/draft';
import { element, type XmlNode } from '../../../core/xml/node';
import { all, chunks } from '../xml/bytes.mts';
import { drafts, PACK } from './drafts.mts';

const OPTIONS = { source: 'ekasa', register: 'P1', identity: { from: 'extId' as const } };
const packs = fc.uniqueArray(drafts('salesReceipt'), { minLength: 1, maxLength: 3, selector: ({ documentId }) => documentId });

/** The whole pack as elements. */
function tree(list: readonly DocumentDraft[]): XmlNode {
	const items = list.map((one) => element('dat:dataPackItem', [writeDocument(one)], { version: '2.0', id: one.documentId }));
	return element('dat:dataPack', items, { ...declarations('dat', 'pro', 'vch', 'typ'), version: '2.0', id: PACK.packId, ico: PACK.ico, application: APPLICATION, note: '' });
}

const parser = new XMLParser({ preserveOrder: true, ignoreAttributes: false, attributeNamePrefix: '', parseTagValue: false, parseAttributeValue: false, trimValues: false, htmlEntities: true, ignoreDeclaration: true });

type Raw = Record<string, unknown>;

function seen(raw: Raw): XmlNode {
	const name = Object.keys(raw).find((key) => key !== ':@')!;
	const inside = raw[name] as Raw[];
	const children = inside.filter((one) => !('#text' in one)).map(seen);
	// Between elements stands nothing but our line ends.
	const text = inside.map((one) => one['#text'] ?? '').join('');
	return element(name, children.length > 0 ? children : text, (raw[':@'] ?? {}) as Record<string, string>);
}

function writtenByXmlbuilder2(root: XmlNode): Uint8Array {
	const document = create({ version: '1.0', encoding: 'Windows-1250' });
	type Builder = { ele(name: string, attributes: Record<string, string>): Builder; txt(text: string): Builder };
	const add = (at: Builder, { name, attributes, children, text }: XmlNode): void => {
		const made = at.ele(name, attributes);
		if (text !== '') made.txt(text);
		for (const one of children) add(made, one);
	};
	add(document as unknown as Builder, root);
	return new Uint8Array(iconv.encode(document.end(), 'windows-1250'));
}

describe('a pack of generated receipts', () => {
	test('says to fast-xml-parser what we meant', () => {
		fc.assert(
			fc.property(packs, (list) => {
				const [raw] = parser.parse(iconv.decode(Buffer.from(buildPack(list, PACK)), 'windows-1250')) as Raw[];
				expect(seen(raw!)).toEqual(tree(list));
			}),
			{ numRuns: 40 },
		);
	});

	test('is read the same when xmlbuilder2 has written it', async () => {
		await fc.assert(
			fc.asyncProperty(packs, async (list) => {
				const [ours, theirs] = await Promise.all([buildPack(list, PACK), writtenByXmlbuilder2(tree(list))].map(async (bytes) => await all(readExport(chunks(bytes), OPTIONS))));
				// Theirs stands in one line.
				const withoutLine = (read: ReadRecord) => ({ ...read, place: read.place.replace(/, line \d+$/, '') });
				expect(theirs!.map(withoutLine)).toEqual(ours!.map(withoutLine));
				expect(ours!.length).toBe(list.length);
			}),
			{ numRuns: 40 },
		);
	});
});
