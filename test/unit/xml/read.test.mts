import { describe, expect, test } from '@jest/globals';
import { readXml, readXmlDocument } from '../../../core/xml/read';
import type { ReadXmlOptions, XmlEvent } from '../../../core/xml/reading';
import { all, chunks, cutAt, pieces } from './bytes.mts';

const NAMESPACES = { 'urn:data': 'dat', 'urn:type': 'typ', 'urn:type:old': 'typ' };
const OPTIONS: ReadXmlOptions = { namespaces: NAMESPACES, records: new Set(['dat:item']) };

async function read(...parts: Array<string | Uint8Array>): Promise<XmlEvent[]> {
	return (await all(readXml(chunks(...parts), OPTIONS))).flat();
}

async function records(...parts: Array<string | Uint8Array>) {
	return (await read(...parts)).filter(({ kind }) => kind === 'record');
}

describe('records', () => {
	test('come one by one with the shells around them and their line', async () => {
		const events = await read(
			'<d:pack xmlns:d="urn:data" id="1">\n  <d:group n="g">\n    <d:item id="a"><d:x>1</d:x></d:item>\n    <d:item id="b"/>\n  </d:group>\n</d:pack>\n',
		);
		expect(events.map(({ kind, node, line }) => [kind, node.name, line])).toEqual([
			['open', 'dat:pack', 1],
			['open', 'dat:group', 2],
			['record', 'dat:item', 3],
			['record', 'dat:item', 4],
			['close', 'dat:group', 2],
			['close', 'dat:pack', 1],
		]);
		expect(events[2].path.map(({ name, attributes }) => [name, { ...attributes }])).toEqual([
			['dat:pack', { id: '1' }],
			['dat:group', { n: 'g' }],
		]);
		expect(events[2].node.children[0]).toEqual({ name: 'dat:x', attributes: {}, children: [], text: '1' });
	});

	test('an element of a record name inside a record belongs to it', async () => {
		const [one, ...more] = await records('<p xmlns="urn:data"><item><item>in</item></item></p>');
		expect(more).toEqual([]);
		expect(one.node.children[0].name).toBe('dat:item');
	});

	test('the root can be a record, and a document can be read whole', async () => {
		expect(await records('<item xmlns="urn:data"/>')).toHaveLength(1);
		const root = await readXmlDocument(chunks('<a><b>x</b></a>'), {});
		expect(root.children[0].text).toBe('x');
	});
});

describe('namespaces', () => {
	test('count by URI: any prefix, the default namespace, two URIs of one schema', async () => {
		for (const text of [
			'<dat:pack xmlns:dat="urn:data" xmlns:typ="urn:type"><dat:item><typ:ids>x</typ:ids></dat:item></dat:pack>',
			'<a:pack xmlns:a="urn:data" xmlns:b="urn:type"><a:item><b:ids>x</b:ids></a:item></a:pack>',
			'<pack xmlns="urn:data" xmlns:t="urn:type:old"><item><t:ids>x</t:ids></item></pack>',
			'<pack xmlns="urn:data"><item><ids xmlns="urn:type">x</ids></item></pack>',
			'<typ:pack xmlns:typ="urn:data" xmlns:dat="urn:type"><typ:item><dat:ids>x</dat:ids></typ:item></typ:pack>',
		]) {
			const [{ node }] = await records(text);
			expect([node.name, node.children[0].name, node.children[0].text]).toEqual(['dat:item', 'typ:ids', 'x']);
		}
	});

	test('a prefix declared anew deeper in the tree holds there and nowhere else', async () => {
		const [{ node }] = await records(
			'<p:pack xmlns:p="urn:data"><p:item><p:a xmlns:p="urn:type"><p:b/></p:a><p:c/><x xmlns="urn:type"><y xmlns=""/></x></p:item></p:pack>',
		);
		const [a, c, x] = node.children;
		expect([a.name, a.children[0].name, c.name, x.name, x.children[0].name]).toEqual([
			'typ:a',
			'typ:b',
			'dat:c',
			'typ:x',
			'y',
		]);
	});

	test('unknown namespaces keep their URI; attributes without prefix have none; declarations are no attributes', async () => {
		const [{ node }] = await records(
			'<item xmlns="urn:data" xmlns:q="urn:q" xmlns:t="urn:type" a="1" t:b="2" q:c="3" xml:lang="cs"><q:z/></item>',
		);
		expect({ ...node.attributes }).toEqual({ a: '1', 'typ:b': '2', '{urn:q}c': '3', 'xml:lang': 'cs' });
		expect(node.children[0].name).toBe('{urn:q}z');
	});

	test('names like __proto__ and constructor are names', async () => {
		const [{ node }] = await records('<item xmlns="urn:data"><constructor/><__proto__>1</__proto__></item>');
		expect(node.children.map(({ name }) => name)).toEqual(['dat:constructor', 'dat:__proto__']);
	});
});

describe('text', () => {
	test('CDATA, entities and character references are resolved, also mixed and with the end tag of a record inside', async () => {
		const [{ node }] = await records(
			'<item xmlns="urn:data"><a>x &amp; <![CDATA[</item> & ]]]]><![CDATA[>]]>&lt;&#x160;&#353;&quot;&apos;&gt;</a><!-- <item> --></item>',
		);
		expect(node.children[0].text).toBe('x & </item> & ]]><Šš"\'>');
	});

	test('white space of a leaf is kept, layout between elements is not, line ends become \\n', async () => {
		const [{ node }] = await records('<item xmlns="urn:data">\r\n  <a> x\r\ny </a>\r\n  <b>  </b>\r\n</item>');
		expect(node.text).toBe('');
		expect(node.children.map(({ text }) => text)).toEqual([' x\ny ', '  ']);
	});

	test('text beside elements is kept', async () => {
		const [{ node }] = await records('<item xmlns="urn:data">a<b/>c</item>');
		expect(node.text).toBe('ac');
	});
});

describe('encodings', () => {
	const body = '<item xmlns="urn:data"><a>Příliš žluťoučký kůň €</a></item>';
	const text = 'Příliš žluťoučký kůň €';
	const decoder = new TextDecoder('windows-1250');
	const codes = new Map(Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte]));
	const cp1250 = (source: string) => Uint8Array.from([...source].map((char) => codes.get(char) ?? 63));
	const utf16 = (source: string, big: boolean) => {
		const bytes = Buffer.from(source, 'utf16le');
		return big ? bytes.swap16() : bytes;
	};
	const documents: Array<[string, Uint8Array]> = [
		['UTF-8 without declaration', Buffer.from(body)],
		['UTF-8 with BOM', Buffer.from(`\ufeff${body}`)],
		['UTF-8 with BOM and declaration', Buffer.from(`\ufeff<?xml version="1.0" encoding="utf-8"?>${body}`)],
		['Windows-1250', cp1250(`<?xml version="1.0" encoding="Windows-1250"?>${body}`)],
		[
			'windows-1250, single quotes',
			cp1250(`<?xml version='1.0' encoding='windows-1250' standalone='yes'?>\n${body}`),
		],
		['UTF-16 LE by BOM', utf16(`\ufeff<?xml version="1.0" encoding="UTF-16"?>${body}`, false)],
		['UTF-16 BE by BOM', utf16(`\ufeff<?xml version="1.0" encoding="UTF-16"?>${body}`, true)],
		['UTF-16 LE without BOM', utf16(`<?xml version="1.0" encoding="UTF-16LE"?>${body}`, false)],
	];

	test.each(documents)('%s, cut at every byte', async (_, bytes) => {
		for (let at = 0; at <= bytes.length; at++) {
			const [{ node }] = (await all(readXml(cutAt(bytes, at), OPTIONS)))
				.flat()
				.filter(({ kind }) => kind === 'record');
			expect(node.children[0].text).toBe(text);
		}
	});

	test.each(documents)('%s, byte by byte', async (_, bytes) => {
		const [{ node }] = (await all(readXml(pieces(bytes, 1), OPTIONS)))
			.flat()
			.filter(({ kind }) => kind === 'record');
		expect(node.children[0].text).toBe(text);
	});

	test('ISO-8859-2', async () => {
		const bytes = Buffer.concat([
			Buffer.from('<?xml version="1.0" encoding="ISO-8859-2"?><item xmlns="urn:data"><a>'),
			Buffer.from([0xa9, 0xb9, 0xbe]),
			Buffer.from('</a></item>'),
		]);
		expect((await records(bytes))[0].node.children[0].text).toBe('Ššž');
	});

	test('one chunk of many megabytes is cut, a multi-byte letter across the cut stays whole', async () => {
		const inner = 'ě'.repeat(300_000);
		const [{ node }] = await records(`<item xmlns="urn:data"><a>x${inner}</a></item>`);
		expect(node.children[0].text).toBe(`x${inner}`);
	});

	test('characters beyond U+FFFF survive every cut', async () => {
		const bytes = Buffer.from('<item xmlns="urn:data"><a>😀𝄞</a></item>');
		for (let at = 0; at <= bytes.length; at++) {
			const [event] = (await all(readXml(cutAt(bytes, at), OPTIONS)))
				.flat()
				.filter(({ kind }) => kind === 'record');
			expect(event.node.children[0].text).toBe('😀𝄞');
		}
	});
});
