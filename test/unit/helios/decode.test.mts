import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decodeFile } from '../../../core/helios/decode';
import type { ReadEncoding } from '../../../core/helios/decode';
import { HeliosSetError } from '../../../core/helios/errors';
import { encodeWindows1250 } from '../../../core/text/windows1250';

async function* pieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
	for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function decode(bytes: Uint8Array, encoding: ReadEncoding = 'auto', size = 65_536): Promise<string> {
	let text = '';
	for await (const piece of decodeFile('a.txt', pieces(bytes, size), encoding)) text += piece;
	return text;
}

const cp1250 = (text: string) => encodeWindows1250(text, { missing: 'refuse' }).bytes;
const utf16 = (text: string, big: boolean) => {
	const bytes = Buffer.from(text, 'utf16le');
	return big ? bytes.swap16() : bytes;
};
const CZECH = '1\t"Příliš žluťoučký kůň"\t2\r\n';

describe('found out', () => {
	test.each<[string, Uint8Array, string]>([
		['Windows-1250', cp1250(CZECH), CZECH],
		['UTF-8', Buffer.from(CZECH), CZECH],
		['UTF-8 with mark', Buffer.from(`\ufeff${CZECH}`), CZECH],
		['UTF-16 LE with mark', utf16(`\ufeff${CZECH}`, false), CZECH],
		['UTF-16 BE with mark', utf16(`\ufeff${CZECH}`, true), CZECH],
		['UTF-16 LE without mark', utf16(CZECH, false), CZECH],
		['UTF-16 BE without mark', utf16(CZECH, true), CZECH],
		['plain ASCII', Buffer.from('1\t2\n'), '1\t2\n'],
		['nothing', new Uint8Array(0), ''],
		['two bytes', Buffer.from('1\n'), '1\n'],
		['only a mark', Buffer.from('\ufeff'), ''],
		// Capitals whose bytes are well-formed UTF-8, too.
		['Windows-1250 that looks like UTF-8', cp1250('1\t"SÍŤ RŮŽE"\n'), '1\t"SÍŤ RŮŽE"\n'],
		['Windows-1250 with a dash behind a capital', cp1250('1\t"BALENÍ… BÍLÝ–ČERNÝ"\n'), '1\t"BALENÍ… BÍLÝ–ČERNÝ"\n'],
		['Windows-1250 with one letter at the very end', cp1250('1\té'), '1\té'],
		['UTF-8 with Š and Ž', Buffer.from('1\t"ŠŽ"\n'), '1\t"ŠŽ"\n'],
		['UTF-8 with a long dash', Buffer.from('1\t"a – b"\n'), '1\t"a – b"\n'],
	])('%s', async (_name, bytes, text) => {
		for (const size of [65_536, 7, 1]) expect(await decode(bytes, 'auto', size)).toBe(text);
	});

	test('the first letter comes late, after hundreds of kilobytes', async () => {
		const ascii = '1\t"abc"\t2.000000\r\n'.repeat(20_000);
		expect(await decode(cp1250(ascii + CZECH))).toBe(ascii + CZECH);
		expect(await decode(Buffer.from(ascii + CZECH), 'auto', 1000)).toBe(ascii + CZECH);
	});

	test('any Czech text in both encodings, in any pieces', async () => {
		const letters = fc.constantFrom(...'aZ0 \t"ÁČĎÉĚÍŇÓŘŠŤÚŮÝŽáčďéěíňóřšťúůýž');
		const text = fc.array(letters, { maxLength: 60 }).map((parts) => parts.join(''));
		await fc.assert(
			fc.asyncProperty(text, fc.integer({ min: 1, max: 20 }), async (given, size) => {
				expect(await decode(Buffer.from(given), 'utf-8', size)).toBe(given);
				expect(await decode(cp1250(given), 'windows-1250', size)).toBe(given);
				// Found out.
				expect(await decode(cp1250(given), 'auto', size)).toBe(given);
				expect(await decode(Buffer.from(given), 'auto', size)).toBe(given);
			}),
			{ numRuns: 500 },
		);
	});
});

describe('given', () => {
	test('is taken, and never seen through', async () => {
		expect(await decode(Buffer.from('ř'), 'windows-1250')).toBe('Ĺ™');
		expect(await decode(utf16(CZECH, false), 'utf-16le')).toBe(CZECH);
	});

	test.each<[string, Uint8Array, ReadEncoding, RegExp]>([
		['UTF-8 that is none', cp1250(CZECH), 'utf-8', /UTF-8, but some of its bytes are not.*Encoding/],
		['a character that is cut off', Buffer.from('a€').subarray(0, 3), 'utf-8', /ends inside of a character/],
		['UTF-16 of an odd length', Buffer.from('abc'), 'utf-16le', /ends inside of a character/],
		['UTF-8 whose end is something else', Buffer.concat([Buffer.from('ěšč '.repeat(30_000)), cp1250('ěšč ')]), 'auto', /UTF-8, but some of its bytes are not/],
	])('%s: the file is refused whole', async (_name, bytes, encoding, message) => {
		const error = await decode(bytes, encoding).catch((one: unknown) => one);
		expect(error).toBeInstanceOf(HeliosSetError);
		expect((error as HeliosSetError).message).toMatch(message);
		expect((error as HeliosSetError).faults).toMatchObject([{ file: 'a.txt' }]);
	});
});
