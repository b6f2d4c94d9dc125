import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, test } from '@jest/globals';
import {
	EncodingError,
	decodeWindows1250,
	encodeWindows1250,
	missingCharacters,
	transliterate,
} from '../../../core/text/windows1250';

const UNDEFINED_BYTES = [0x81, 0x83, 0x88, 0x90, 0x98];
const allBytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);
const definedBytes = allBytes.filter((byte) => !UNDEFINED_BYTES.includes(byte));
const refuse = (text: string) => encodeWindows1250(text, { missing: 'refuse' }).bytes;

function encodingErrorOf(attempt: () => unknown): EncodingError {
	try {
		attempt();
	} catch (error) {
		if (error instanceof EncodingError) return error;
	}
	throw new Error('No EncodingError came');
}

describe('table against iconv-lite', () => {
	test.each([...definedBytes])('byte %i', (byte) => {
		const char = iconv.decode(Buffer.of(byte), 'windows-1250');
		expect(decodeWindows1250(Uint8Array.of(byte))).toBe(char);
		expect([...refuse(char)]).toEqual([byte]);
		expect([...iconv.encode(char, 'windows-1250')]).toEqual([byte]);
	});

	test.each(UNDEFINED_BYTES)('byte %i without a meaning is read as control character and refused when written', (byte) => {
		const char = String.fromCharCode(byte);
		expect(decodeWindows1250(Uint8Array.of(byte))).toBe(char);
		expect(() => refuse(char)).toThrow(EncodingError);
	});

	test('exactly 251 characters of Unicode have a code', () => {
		let count = 0;
		for (let code = 0; code <= 0xffff; code += 1) {
			if (missingCharacters(String.fromCharCode(code)).length === 0) count += 1;
		}
		// Characters whose NFC form is another one that has a code (U+212A Kelvin → K, U+0340 ...) come on top.
		const viaNfc = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code)).filter(
			(char) => char.normalize('NFC') !== char && missingCharacters(char).length === 0,
		);
		expect(count - viaNfc.length).toBe(251);
	});
});

describe('encoding', () => {
	test('Czech text has the bytes that windows-1250 prescribes', () => {
		expect(Buffer.from(refuse('Příliš žluťoučký kůň – 5 €')).toString('hex')).toBe(
			Buffer.from([0x50, 0xf8, 0xed, 0x6c, 0x69, 0x9a, 0x20, 0x9e, 0x6c, 0x75, 0x9d, 0x6f, 0x75, 0xe8, 0x6b, 0xfd, 0x20, 0x6b, 0xf9, 0xf2, 0x20, 0x96, 0x20, 0x35, 0x20, 0x80]).toString('hex'),
		);
	});

	test('decomposed letters are composed first', () => {
		expect([...refuse('e\u030C')]).toEqual([0xec]);
		expect(encodeWindows1250('u\u030A', { missing: 'transliterate' })).toEqual({ bytes: Uint8Array.of(0xf9), replaced: [] });
		expect(missingCharacters('s\u030C')).toEqual([]);
	});

	test('text of characters with codes comes back the same, in composed form', () => {
		const arbText = fc.array(fc.constantFrom(...definedBytes), { maxLength: 200 });
		fc.assert(
			fc.property(arbText, (bytes) => {
				const text = decodeWindows1250(Uint8Array.from(bytes));
				expect([...refuse(text)]).toEqual(bytes);
				expect([...refuse(text.normalize('NFD'))]).toEqual(bytes);
				expect(text.normalize('NFC')).toBe(text);
			}),
		);
	});

	test('chunks may be decoded one by one', () => {
		const bytes = iconv.encode('Žluťoučký kůň', 'windows-1250');
		expect([...bytes].map((byte) => decodeWindows1250(Uint8Array.of(byte))).join('')).toBe('Žluťoučký kůň');
	});
});

describe('characters without a code', () => {
	test('are refused with character and position', () => {
		const attempt = () => encodeWindows1250('Pizza 🍕 a ☕\u200B', { missing: 'refuse' });
		expect(attempt).toThrow('windows-1250 does not have: 🍕 (U+1F355) at position 7, ☕ (U+2615) at position 11, U+200B at position 12');
		expect(encodingErrorOf(attempt).characters).toEqual([
			{ char: '🍕', position: 7 },
			{ char: '☕', position: 11 },
			{ char: '\u200B', position: 12 },
		]);
	});

	test('a long list is cut in the message, not in the field', () => {
		const attempt = () => refuse('Я'.repeat(50));
		expect(attempt).toThrow(/at position 10 and 40 more$/);
		expect(encodingErrorOf(attempt).characters).toHaveLength(50);
	});

	test('are listed once each, in order', () => {
		expect(missingCharacters('aЯбЯ🍕š')).toEqual(['Я', 'б', '🍕']);
		expect(missingCharacters('Žluťoučký')).toEqual([]);
	});
});

describe('transliteration', () => {
	test.each([
		['Ñandú crème brûlée', 'Nandú creme brulée'],
		['Ångström, Ærø, œuvre, smørrebrød', 'Angström, AEro, oeuvre, smorrebrod'],
		['ﬁnále ﬀ', 'finále ff'],
		['½ l, 5 m², ㎏, №, Ⅳ, ①', '1/2 l, 5 m2, kg, No, IV, 1'],
		['A→B ≤ 5 ≠ 6 − 1', 'A->B <= 5 != 6 - 1'],
		['tenká\u202Fmezera\u2009a\u3000široká', 'tenká mezera a široká'],
		['£5, ¥7, ₽8, 4,7 kΩ, 3 μm', 'GBP5, JPY7, RUB8, 4,7 kOhm, 3 µm'],
		['Ștefan Țepeș', 'Ştefan Ţepeş'],
		['‐‑‒–—―', '--––——'],
		['‛ab‟ 5′ 6″', '‘ab“ 5\' 6"'],
		['x\u030C\u0301', 'x'],
		['👍🏽 ❤️', '? ?'],
		['👨\u200D👩', '??'],
		['Яблоко', '??????'],
		['\uD83D', '?'],
		['\u0081', '?'],
		['ＡＢＣ１２３', 'ABC123'],
		['5 % … „úvozovky“ – ok', '5 % … „úvozovky“ – ok'],
	])('%s → %s', (text, expected) => {
		expect(transliterate(text).text).toBe(expected);
		expect(decodeWindows1250(encodeWindows1250(text, { missing: 'transliterate' }).bytes)).toBe(expected);
	});

	test('every replacement is reported with its place in the composed text', () => {
		expect(transliterate('e\u030C→🍕\u200Ba').replaced).toEqual([
			{ char: '→', with: '->', position: 2 },
			{ char: '🍕', with: '?', position: 3 },
			{ char: '\u200B', with: '', position: 4 },
		]);
	});

	test('whatever comes in, what goes out can be written, and nothing changes unreported', () => {
		fc.assert(
			fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' })), (text) => {
				const { text: writable, replaced } = transliterate(text);
				expect(missingCharacters(writable)).toEqual([]);
				const { bytes, replaced: reported } = encodeWindows1250(text, { missing: 'transliterate' });
				expect(decodeWindows1250(bytes)).toBe(writable);
				expect(reported).toEqual(replaced);
				const characters = [...text.normalize('NFC')];
				for (const { char, with: substitute, position } of replaced) {
					expect(characters[position - 1]).toBe(char);
					characters[position - 1] = substitute;
				}
				expect(characters.join('')).toBe(writable);
				expect(missingCharacters(text).length === 0).toBe(replaced.length === 0);
				if (replaced.length > 0) expect(() => refuse(text)).toThrow(EncodingError);
			}),
			{ numRuns: 1000 },
		);
	});

	test('every single character of the basic plane can be transliterated', () => {
		for (let code = 0; code <= 0xffff; code += 1) {
			const { text } = transliterate(String.fromCharCode(code));
			if (missingCharacters(text).length > 0) throw new Error(`U+${code.toString(16)} became ${text}`);
		}
	});
});
