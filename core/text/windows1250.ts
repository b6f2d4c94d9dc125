/**
 * windows-1250, the documented encoding of POHODA's XML. Exact bytes both ways; a character without a code is refused
 * or transliterated, and always reported.
 *
 * The five bytes without a meaning (81, 83, 88, 90, 98) are read as the control characters U+0081 ... U+0098, as the
 * WHATWG Encoding Standard has it, so that nothing is lost while reading; they are refused when written.
 */
import { substituteOf } from './transliteration';

const UNDEFINED_BYTES = [0x81, 0x83, 0x88, 0x90, 0x98];
/** Characters that the message of an EncodingError lists; its field lists all of them. */
const LISTED = 10;

let decoder: InstanceType<typeof TextDecoder> | undefined;
let codes: Uint8Array | undefined;

/** Text of windows-1250 bytes; every byte is one character, so chunks may be decoded one by one. */
export function decodeWindows1250(bytes: Uint8Array): string {
	decoder ??= new TextDecoder('windows-1250');
	return decoder.decode(bytes);
}

/** Byte of each UTF-16 unit; 0 = none (and NUL itself). */
function codeTable(): Uint8Array {
	if (codes) return codes;
	const table = new Uint8Array(0x10000);
	const characters = decodeWindows1250(Uint8Array.from({ length: 256 }, (_, byte) => byte));
	for (let byte = 0; byte < 256; byte += 1) {
		if (!UNDEFINED_BYTES.includes(byte)) table[characters.charCodeAt(byte)] = byte;
	}
	codes = table;
	return table;
}

function hasCode(char: string): boolean {
	return char.length === 1 && (char === '\0' || codeTable()[char.charCodeAt(0)] !== 0);
}

/** A character that was replaced. */
interface Replacement {
	char: string;
	with: string;
	/** Place in the text in composed form (NFC), counted from 1 in code points: an ě or an emoji is one. */
	position: number;
}

/** A text has characters that windows-1250 does not have. */
export class EncodingError extends Error {
	override readonly name = 'EncodingError';

	constructor(readonly characters: ReadonlyArray<{ char: string; position: number }>) {
		const listed = characters.slice(0, LISTED).map(({ char, position }) => `${nameOf(char)} at position ${position}`);
		const more = characters.length > LISTED ? ` and ${characters.length - LISTED} more` : '';
		super(`Characters that windows-1250 does not have: ${listed.join(', ')}${more}`);
	}
}

function nameOf(char: string): string {
	const code = char.codePointAt(0) ?? 0;
	const hex = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
	return /[\p{C}\p{M}\p{Z}]/u.test(char) ? hex : `${char} (${hex})`;
}

/** Letter without marks, else Unicode's compatibility form, if windows-1250 has all of it. */
function replacementOf(char: string): string {
	const substitute = substituteOf(char);
	if (substitute !== undefined) return substitute;
	for (const form of ['NFD', 'NFKD'] as const) {
		const parts = [...char.normalize(form)];
		if (parts.length === 1 && parts[0] === char) continue;
		const text = parts.map((part) => (hasCode(part) ? part : substituteOf(part)));
		if (text.every((part) => part !== undefined) && text.join('') !== '') return text.join('').trim() || ' ';
	}
	return '?';
}

function missingIn(text: string): Array<{ char: string; position: number }> {
	return [...text].map((char, index) => ({ char, position: index + 1 })).filter(({ char }) => !hasCode(char));
}

/** The different characters of the text that windows-1250 does not have, in order of appearance. */
export function missingCharacters(text: string): string[] {
	return [...new Set(missingIn(text.normalize('NFC')).map(({ char }) => char))];
}

/**
 * Text in composed form (NFC) that windows-1250 can hold: marks that it does not have are taken off, common symbols
 * written out, anything else becomes `?`. Each replacement is reported; nothing else changes.
 */
export function transliterate(text: string): { text: string; replaced: Replacement[] } {
	const replaced: Replacement[] = [];
	const characters = [...text.normalize('NFC')].map((char, index) => {
		if (hasCode(char)) return char;
		const substitute = replacementOf(char);
		replaced.push({ char, with: substitute, position: index + 1 });
		return substitute;
	});
	return { text: characters.join(''), replaced };
}

/** Bytes when every character has a code. Such text is in NFC already: windows-1250 has no combining marks. */
function encodePlain(text: string): Uint8Array | undefined {
	const table = codeTable();
	const bytes = new Uint8Array(text.length);
	for (let index = 0; index < text.length; index += 1) {
		const unit = text.charCodeAt(index);
		const byte = table[unit];
		if (byte === 0 && unit !== 0) return undefined;
		bytes[index] = byte;
	}
	return bytes;
}

/**
 * windows-1250 bytes of a text, in composed form (NFC).
 * @throws EncodingError with 'refuse' when a character has no code; it lists characters and positions.
 */
export function encodeWindows1250(
	text: string,
	{ missing }: { missing: 'refuse' | 'transliterate' },
): { bytes: Uint8Array; replaced: Replacement[] } {
	const plain = encodePlain(text) ?? encodePlain(text.normalize('NFC'));
	if (plain) return { bytes: plain, replaced: [] };
	if (missing === 'refuse') throw new EncodingError(missingIn(text.normalize('NFC')));
	const { text: writable, replaced } = transliterate(text);
	const bytes = encodePlain(writable);
	if (!bytes) throw new EncodingError(missingIn(writable));
	return { bytes, replaced };
}
