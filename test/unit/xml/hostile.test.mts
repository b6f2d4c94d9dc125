import { describe, expect, test } from '@jest/globals';
import { XmlError } from '../../../core/xml/errors';
import { readXml } from '../../../core/xml/read';
import type { XmlLimits } from '../../../core/xml/reading';
import { all, chunks, cutAt, pieces, thrown } from './bytes.mts';

const LIMITS: Partial<XmlLimits> = {
	depth: 20,
	record: 5000,
	attributes: 10,
	attribute: 1000,
	token: 3000,
	bytes: 100_000,
};

async function* read(source: AsyncIterable<Uint8Array>, limits?: Partial<XmlLimits>) {
	for await (const batch of readXml(source, {
		namespaces: { 'urn:data': 'dat' },
		records: new Set(['dat:item']),
		limits,
	}))
		yield* batch;
}

async function refused(bytes: string | Uint8Array, limits?: Partial<XmlLimits>): Promise<XmlError> {
	const error = await thrown(all(read(chunks(bytes), limits)));
	expect(error).toBeInstanceOf(XmlError);
	return error as unknown as XmlError;
}

const GOOD =
	'<?xml version="1.0" encoding="UTF-8"?>\n<!-- head --><pack xmlns="urn:data" note="a &amp; b">\n<item id="1"><a>x &#233; ě</a><b><![CDATA[c]]></b><c/></item>\n<item/></pack>';

describe('a file that is not whole', () => {
	test('is refused wherever it ends', async () => {
		const bytes = Buffer.from(GOOD);
		await expect(all(read(chunks(bytes)))).resolves.toHaveLength(4);
		for (let length = 1; length < bytes.length; length++) {
			const error = await refused(bytes.subarray(0, length));
			expect(['truncated', 'malformed', 'notXml']).toContain(error.code);
			expect(error.message).toMatch(/[Ee]xport|XML/);
		}
	});

	test('says that it ends too early, and where', async () => {
		const error = await refused(GOOD.slice(0, GOOD.indexOf('<item/>')));
		expect(error.code).toBe('truncated');
		expect(error.line).toBe(4);
		expect(error.message).toBe(
			'Line 4, column 1: The file ends too early. It is not complete: the transfer or the disk stopped halfway. Export the file again; nothing of this one was used.',
		);
	});

	test('a cut inside a multi-byte letter at the very end is a truncation', async () => {
		const bytes = Buffer.from('<item xmlns="urn:data"/>ě');
		expect((await refused(bytes.subarray(0, bytes.length - 1))).code).toBe('truncated');
	});

	test('nothing after the root but comments, and one root', async () => {
		expect((await refused('<item xmlns="urn:data"/>text')).code).toBe('malformed');
		expect((await refused('<item xmlns="urn:data"/><item/>')).code).not.toBe('truncated');
		await expect(all(read(chunks('<item xmlns="urn:data"/> <!-- end -->\n')))).resolves.toHaveLength(1);
	});
});

describe('what is no XML', () => {
	test.each<[string, string | Uint8Array, string, RegExp]>([
		['nothing', '', 'empty', /is empty/],
		['JSON', '{"receipts": []}', 'notXml', /JSON/],
		['a JSON list with BOM', '\ufeff [1]', 'notXml', /JSON/],
		['a web page', '<!DOCTYPE html><html><body>Login</body></html>', 'html', /web page/],
		['a web page without doctype', '\n<html lang="cs"></html>', 'html', /web page/],
		['ZIP', Buffer.from('PK\x03\x04abcdefgh', 'latin1'), 'notXml', /ZIP/],
		['gzip', Buffer.from([0x1f, 0x8b, 8, 0]), 'notXml', /gzip/],
		['PDF', '%PDF-1.7', 'notXml', /PDF/],
		['CSV', 'Datum;Castka\n1.1.2026;5', 'notXml', /does not begin like XML/],
		['white space', '  \n ', 'notXml', /does not begin/],
	])('%s', async (_, bytes, code, message) => {
		const error = await refused(bytes);
		expect(error.code).toBe(code);
		expect(error.message).toMatch(message);
	});
});

describe('encodings that do not fit', () => {
	const cp1250 = Buffer.concat([
		Buffer.from('<?xml version="1.0" encoding="UTF-8"?>\n<item xmlns="urn:data">\n<a>P'),
		Buffer.from([0xf8, 0xed]),
		Buffer.from('li</a></item>'),
	]);

	test('Windows-1250 bytes that are declared UTF-8 are named with byte and line', async () => {
		for (let at = 0; at <= cp1250.length; at++) {
			const error = (await thrown(all(read(cutAt(cp1250, at))))) as unknown as XmlError;
			expect(error.code).toBe('encoding');
			expect(error.line).toBe(3);
			expect(error.message).toContain('declares UTF-8 but byte 0xF8 is not; it is probably Windows-1250');
			expect(error.message).toContain('Export it again');
		}
	});

	test.each([
		[[0xc0, 0xaf]],
		[[0xe0, 0x80, 0x80]],
		[[0xed, 0xa0, 0x80]],
		[[0xf4, 0x90, 0x80, 0x80]],
		[[0xf8, 0x88, 0x80, 0x80]],
		[[0x80]],
		[[0xc3, 0x28]],
	])('no UTF-8: %j', async (bytes) => {
		const document = Buffer.concat([
			Buffer.from('<?xml version="1.0" encoding="UTF-8"?><item xmlns="urn:data">'),
			Buffer.from(bytes),
			Buffer.from('</item>'),
		]);
		expect((await refused(document)).code).toBe('encoding');
		const split = (await thrown(all(read(pieces(document, 1))))) as unknown as XmlError;
		expect(split.code).toBe('encoding');
	});

	test('UTF-8 bytes that are declared Windows-1250 are refused instead of read as wrong letters', async () => {
		const error = await refused(
			'<?xml version="1.0" encoding="Windows-1250"?><item xmlns="urn:data"><a>Příliš žluťoučký</a></item>',
		);
		expect(error.code).toBe('encoding');
		expect(error.message).toContain('declares Windows-1250 but its letters are UTF-8');
	});

	test('real Windows-1250 with rare letters side by side is not mistaken for UTF-8', async () => {
		const bytes = Buffer.concat([
			Buffer.from('<?xml version="1.0" encoding="Windows-1250"?><item xmlns="urn:data">'),
			// "Ă©Ă­Ă©" would be valid UTF-8; the "ř " after it is not
			Buffer.from([0xc3, 0xa9, 0xc3, 0xad, 0xc3, 0xa9, 0x20, 0xf8, 0x20, 0xc3, 0xa9, 0xc3, 0xa9]),
			Buffer.from('</item>'),
		]);
		await expect(all(read(chunks(bytes)))).resolves.toHaveLength(1);
	});

	test.each<[string, Uint8Array, RegExp]>([
		[
			'UTF-8 BOM, Windows-1250 declared',
			Buffer.from('\ufeff<?xml version="1.0" encoding="Windows-1250"?><a/>'),
			/declares Windows-1250 but begins like UTF-8/,
		],
		[
			'UTF-16 declared in single bytes',
			Buffer.from('<?xml version="1.0" encoding="UTF-16"?><a/>'),
			/declares UTF-16 but has single bytes/,
		],
		[
			'UTF-16 that declares UTF-8',
			Buffer.from('\ufeff<?xml version="1.0" encoding="UTF-8"?><a/>', 'utf16le'),
			/declares UTF-8 but begins like UTF-16LE/,
		],
	])('%s', async (_, bytes, message) => {
		const error = await refused(bytes);
		expect(error.code).toBe('encoding');
		expect(error.message).toMatch(message);
	});

	test('an encoding that nobody knows here is named', async () => {
		const error = await refused('<?xml version="1.0" encoding="EBCDIC-CP-US"?><a/>');
		expect(error.code).toBe('unsupportedEncoding');
		expect(error.message).toContain('EBCDIC-CP-US');
		expect((await refused('<?xml version="1.0" encoding="constructor"?><a/>')).code).toBe('unsupportedEncoding');
	});
});

describe('markup that must not pass', () => {
	test.each<[string, string, string, RegExp]>([
		['DOCTYPE', '<!DOCTYPE a [<!ENTITY x "y">]><item xmlns="urn:data">&x;</item>', 'doctype', /DOCTYPE/],
		[
			'DOCTYPE with a system id',
			'<!DOCTYPE pack SYSTEM "file:///etc/passwd"><item xmlns="urn:data"/>',
			'doctype',
			/DOCTYPE/,
		],
		['undeclared entity', '<item xmlns="urn:data">&nbsp;</item>', 'ampersand', /near "&nbsp;/],
		['bare &', '<item xmlns="urn:data">\n<a>Novák & syn</a>;</item>', 'ampersand', /^Line 2, .*near "& syn<\/a>/],
		['bare & in an attribute', '<item xmlns="urn:data" a="x & y;"/>', 'ampersand', /near "& y;/],
		[
			'bare & and no semicolon any more',
			'<item xmlns="urn:data">\n<a>Novák & syn</a></item>',
			'ampersand',
			/^Line 2, .*near "& syn<\/a>/,
		],
		['wrong end tag', '<item xmlns="urn:data"><a></b></item>', 'wrongEndTag', /end tag/],
		['crossed end tags', '<pack xmlns="urn:data"><item><a></item></a></pack>', 'wrongEndTag', /end tag/],
		['control character', '<item xmlns="urn:data">a\x07b</item>', 'character', /character/],
		['reference to a control character', '<item xmlns="urn:data">&#7;</item>', 'character', /character/],
		['U+FFFE', '<item xmlns="urn:data">\ufffe</item>', 'character', /character/],
		['prefix without declaration', '<p:item xmlns="urn:data"/>', 'prefix', /"p:item"/],
		['empty prefix', '<pack xmlns="urn:data"><:item/></pack>', 'prefix', /":item"/],
		['attribute prefix without declaration', '<item xmlns="urn:data" p:a="1"/>', 'prefix', /"p:a"/],
		['attribute twice', '<item xmlns="urn:data" a="1" a="2"/>', 'malformed', /duplicate attribute/],
		[
			'attribute twice under two prefixes',
			'<item xmlns="urn:data" xmlns:p="urn:p" xmlns:q="urn:p" p:a="1" q:a="2"/>',
			'malformed',
			/duplicate attribute/,
		],
		['attribute without quotes', '<item xmlns="urn:data" a=1/>', 'malformed', /unquoted/],
		['< in an attribute', '<item xmlns="urn:data" a="<"/>', 'character', /character/],
		[']]> in text', '<item xmlns="urn:data">]]></item>', 'malformed', /\]\]>/],
		['declaration not at the start', ' <?xml version="1.0"?><item xmlns="urn:data"/>', 'malformed', /declaration/],
	])('%s', async (_, text, code, message) => {
		const error = await refused(text);
		expect(error.code).toBe(code);
		expect(error.message).toMatch(message);
		const bytewise = (await thrown(all(read(pieces(Buffer.from(text), 1))))) as unknown as XmlError;
		expect(bytewise.code).toBe(code);
	});

	const LONG = 'x'.repeat(600);

	test.each<[string, string, string, RegExp]>([
		['a "&" that nothing ends in an attribute', '<item xmlns="urn:data" a="x & y and on and on', 'ampersand', /^Line 1, column 636: .*near "& y and on/],
		['the same behind a comment with one', '<item xmlns="urn:data"><!-- a & b --><?p & ?>\nx & y and on and on', 'ampersand', /^Line 2, column 3: .*near "& y and on/],
		['the beginning of an entity', '<item xmlns="urn:data">x &amp', 'truncated', /ends too early/],
		['a "&" in a comment', '<item xmlns="urn:data"><!-- a & b and on and on', 'truncated', /ends too early/],
		['a "&" in CDATA', '<item xmlns="urn:data">x<![CDATA[ a & b and on and on', 'truncated', /ends too early/],
		['a "&" in an instruction', '<item xmlns="urn:data">x <?p a & b and on and on', 'truncated', /ends too early/],
	])('%s, and there the file ends', async (_, text, code, message) => {
		for (const size of [1, 7, 100_000]) {
			const error = (await thrown(all(read(pieces(Buffer.from(`<!--${LONG}-->${text}`), size))))) as unknown as XmlError;
			expect(error.code).toBe(code);
			expect(error.message).toMatch(message);
		}
	});

	test('the place is right in whatever piece it is', async () => {
		const text = `<item xmlns="urn:data" a="${LONG}">\n<a>Novák & syn</a>;</item>`;
		for (const size of [1, 50, 600, 100_000])
			expect((await thrown(all(read(pieces(Buffer.from(text), size))))).message).toMatch(/^Line 2, column 9: .*near "& syn<\/a>/);
	});

	test('a record closed by a wrong end tag is not handed over', async () => {
		const seen: string[] = [];
		const reading = (async () => {
			for await (const event of read(chunks('<pack xmlns="urn:data"><item id="1"><a></item></pack>')))
				seen.push(event.kind);
		})();
		expect((await thrown(reading)).code).toBe('wrongEndTag');
		expect(seen).not.toContain('record');
	});
});

describe('limits', () => {
	const inner = (text: string) => `<pack xmlns="urn:data"><item>${text}</item></pack>`;

	test.each<[string, string, RegExp]>([
		['nesting', inner('<a>'.repeat(30) + '</a>'.repeat(30)), /nested deeper than 20/],
		['a giant attribute', inner(`<a b="${'x'.repeat(1001)}"/>`), /attribute is longer than 1000/],
		[
			'many attributes',
			inner(`<a ${Array.from({ length: 11 }, (_, n) => `a${n}="1"`).join(' ')}/>`),
			/more than 10 attributes/,
		],
		['a giant record', inner('<a>text</a>'.repeat(600)), /record is longer than 5000/],
	])('%s', async (_, text, message) => {
		const error = await refused(text, LIMITS);
		expect(error.code).toBe('limit');
		expect(error.message).toMatch(message);
		expect((await refused(text.slice(0, text.length / 2), LIMITS)).code).toMatch(/limit|truncated/);
	});

	test.each<[string, string, string]>([
		['attribute', '<pack xmlns="urn:data"><item a="', 'x'],
		['text', '<pack xmlns="urn:data"><item>', 'x'],
		['comment', '<pack xmlns="urn:data"><!--', 'x'],
		['tag name', '<pack xmlns="urn:data"><', 'x'],
		['entity', '<pack xmlns="urn:data"><item>&', 'x'],
		['white space between elements', '<pack xmlns="urn:data">', ' '],
	])('an endless %s is given up, not collected', async (_, start, endless) => {
		let given = 0;
		async function* source() {
			yield Buffer.from(start + ' '.repeat(600 - start.length).trim());
			for (;;) {
				given += 1000;
				if (given > 200_000) throw new Error('was read on and on');
				yield Buffer.from(endless.repeat(1000));
			}
		}
		const error = (await thrown(all(read(source(), { token: 3000 })))) as unknown as XmlError;
		expect(error.code).toBe('limit');
		expect(given).toBeLessThan(10_000);
	});

	test('what came before counts neither for a record nor for a text', async () => {
		const before = `<pack xmlns="urn:data" a="${'x'.repeat(600)}">`;
		const source = () => pieces(Buffer.from(`${before}<item>${'y'.repeat(290)}</item></pack>`), 400);
		await expect(all(read(source(), { record: 300, token: 700 }))).resolves.toHaveLength(3);
		expect((await thrown(all(read(source(), { record: 290 })))).message).toMatch(/record is longer than 290/);
	});

	test('bytes of the whole file', async () => {
		const error = await refused(`<pack xmlns="urn:data">${'<item/>'.repeat(20_000)}</pack>`, LIMITS);
		expect(error.code).toBe('limit');
		expect(error.message).toContain('100000 bytes');
	});

	test('a bomb of names does not stay in memory, and an ordinary large file passes', async () => {
		const names = Array.from({ length: 30_000 }, (_, n) => `<e${n}/>`).join('');
		await expect(all(read(chunks(`<pack xmlns="urn:data">${names}</pack>`)))).resolves.toHaveLength(60_002);
	});
});
