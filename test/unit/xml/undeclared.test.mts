// Documents without byte order mark and declaration: HTTP's charset, then the bytes themselves.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decodeXml } from '../../../core/xml/decode';
import { XmlError } from '../../../core/xml/errors';
import { readXml } from '../../../core/xml/read';
import type { XmlBytes } from '../../../core/xml/source';
import { encodeWindows1250 } from '../../../core/text/windows1250';
import { all, pieces, thrown } from './bytes.mts';

const cp1250 = (text: string): Uint8Array => encodeWindows1250(text, { missing: 'refuse' }).bytes;
const utf8 = (text: string): Uint8Array => Buffer.from(text, 'utf8');
const document = (text: string): string => `<a>${text}</a>`;

async function decoded(bytes: Uint8Array, charset?: string, size = 64): Promise<string> {
	return (await all(decodeXml(pieces(bytes, size), { line: () => 1, charset }))).join('');
}

describe('no declaration', () => {
	test.each(['Příliš žluťoučký kůň', 'ř', 'č', 'ä', '–', '5 °C', '…', '„garáž“', '€', 'Ωμέγα', 'Привет', '🎄', 'KŘÍŽ', 'ČŠ', 'ÚŽASNÝ KÁMEN'])('UTF-8: %s', async (text) => {
		for (const charset of [undefined, 'utf-8', 'x-unknown']) expect(await decoded(utf8(document(text)), charset)).toBe(document(text));
	});

	test.each(['Příliš žluťoučký kůň', 'ř', 'č', 'Hotově', '–', '„garáž“', 'KŘÍŽ', 'ÚŽASNÝ KŮŇ', '€', 'Äpfel', 'KÍŽ, ŘÍŽE'])('Windows-1250: %s', async (text) => {
		for (const charset of [undefined, 'windows-1250', 'x-unknown']) expect(await decoded(cp1250(document(text)), charset)).toBe(document(text));
	});

	test('a few letters that are both: HTTP decides, XML says UTF-8', async () => {
		for (const text of ['ČŠ', 'DÍŽE']) {
			expect(await decoded(cp1250(document(text)), 'windows-1250')).toBe(document(text));
			expect(await decoded(utf8(document(text)))).toBe(document(text));
		}
	});

	test('a server that calls everything UTF-8 does not spoil Windows-1250', async () => {
		expect(await decoded(cp1250(document('Žluťoučký')), 'utf-8')).toBe(document('Žluťoučký'));
	});

	test('a server that calls everything Windows-1250 does not spoil UTF-8', async () => {
		expect(await decoded(utf8(document('Žluťoučký kůň')), 'windows-1250')).toBe(document('Žluťoučký kůň'));
	});

	test('another single-byte charset of HTTP counts', async () => {
		expect(await decoded(Buffer.from('<a>\xbelu\xbbou\xe8k\xfd</a>', 'latin1'), 'ISO-8859-2')).toBe(document('žluťoučký'));
	});

	test('the same in pieces of any size, in either encoding', async () => {
		const letters = fc.array(fc.constantFrom('a', ' ', 'ř', 'č', 'Ú', 'ž', 'Ě', 'š', 'é', '“', '\n'), { minLength: 20, maxLength: 80 });
		await fc.assert(
			fc.asyncProperty(letters, fc.integer({ min: 1, max: 40 }), fc.boolean(), async (text, size, isUtf8) => {
				// Enough that the encoding is no question.
				const whole = document(`Příliš žluťoučký ${text.join('')}`);
				expect(await decoded(isUtf8 ? utf8(whole) : cp1250(whole), undefined, size)).toBe(whole);
			}),
			{ numRuns: 200, seed: 11 },
		);
	});

	test('ASCII before the first letter is not held back', async () => {
		let given = 0;
		async function* endless(): AsyncGenerator<Uint8Array> {
			yield utf8(`<a>${' '.repeat(1000)}`);
			for (; given < 100; given++) yield utf8(' '.repeat(1000));
			yield cp1250('ř</a>');
		}
		const text = decodeXml(endless(), { line: () => 1 });
		await text.next();
		await text.next();
		expect(given).toBeLessThan(3);
		expect((await all(text)).join('').endsWith('ř</a>')).toBe(true);
	});
});

describe('damage is not guessed away', () => {
	test('UTF-8 with one bad byte is no Windows-1250', async () => {
		for (const text of ['Příliš žluťoučký ', 'ř ']) {
			const bytes = Buffer.concat([Buffer.from(`<a>${text}`), Buffer.from([0xf8]), Buffer.from('</a>')]);
			expect(await thrown(decoded(bytes))).toMatchObject({ code: 'encoding', message: expect.stringContaining('begins like UTF-8, but byte 0xF8 is not') });
		}
	});

	test('bytes that neither of them has', async () => {
		expect(await thrown(decoded(Buffer.from('<a>\xf8\x81</a>', 'latin1')))).toMatchObject({ code: 'encoding', message: expect.stringContaining('neither UTF-8 nor Windows-1250') });
	});

	test('what a document declares counts, whatever HTTP says', async () => {
		const declared = '<?xml version="1.0" encoding="Windows-1250"?>';
		expect(await decoded(cp1250(`${declared}<a>Žluť</a>`), 'utf-8')).toContain('Žluť');
		expect(await thrown(decoded(cp1250('<?xml version="1.0" encoding="UTF-8"?><a>Žluť</a>'), 'windows-1250'))).toMatchObject({ code: 'encoding' });
	});
});

describe('words for files and for answers', () => {
	const read = async (text: string, answer?: XmlBytes['answer']): Promise<XmlError> => {
		const chunks = pieces(Buffer.from(text, 'latin1'), 1000);
		const bytes: XmlBytes = answer === undefined ? chunks : Object.assign(chunks, { answer });
		return (await thrown(all(readXml(bytes, { namespaces: {}, records: 'root' })))) as unknown as XmlError;
	};

	test.each([
		['cut off', '<a>'],
		['empty', ''],
		['no XML', 'Chyba'],
		['bad bytes', '<?xml version="1.0" encoding="UTF-8"?><a>\xf8</a>'],
		['a strange encoding', '<?xml version="1.0" encoding="EBCDIC"?><a/>'],
		['a wrong end', '<a></b>'],
		['a doctype', '<!DOCTYPE a [<!ENTITY b "c">]><a/>'],
	])('%s', async (_name, text) => {
		expect((await read(text)).message).toMatch(/file|export/i);
		const { message } = await read(text, {});
		expect(message).not.toMatch(/\bfile\b|export (it|the)/i);
	});

	test('references to characters that XML does not allow get the same advice as the characters', async () => {
		for (const text of ['<a>&#8;</a>', '<a>&#55357;</a>', '<a>\x08</a>']) expect((await read(text)).message).toMatch(/scanned codes/);
	});
});
