/** Bytes of a request to text, as an XML parser has to: by the XML declaration, strictly. */
import iconv from 'iconv-lite';

export class NotReadable extends Error {}

const DECLARATION = /^<\?xml\s+version\s*=\s*["']1\.[01]["'](?:\s+encoding\s*=\s*["']([A-Za-z][A-Za-z0-9._-]*)["'])?(?:\s+standalone\s*=\s*["'](?:yes|no)["'])?\s*\?>/;

/** Control characters that XML 1.0 forbids, and U+FFFE, U+FFFF. */
function hasForbidden(text: string): boolean {
	for (let at = 0; at < text.length; at += 1) {
		const code = text.charCodeAt(at);
		if (code >= 0xfffe || (code < 0x20 && code !== 9 && code !== 10 && code !== 13)) return true;
	}
	return false;
}

export interface Decoded {
	text: string;
	/** As declared, lower case; "utf-8" when nothing is declared. */
	encoding: string;
	/** The bytes are declared Windows-1250, yet they read as UTF-8 with multi-byte characters: mojibake in POHODA. */
	looksLikeUtf8: boolean;
}

function readsAsUtf8(bytes: Buffer): boolean {
	if (!bytes.some((byte) => byte >= 0x80)) return false;
	try {
		new TextDecoder('utf-8', { fatal: true }).decode(bytes);
		return true;
	} catch {
		return false;
	}
}

/** Throws NotReadable for a byte order mark, an encoding that mServer does not take, bytes that the encoding has not, and forbidden characters. */
export function decodeRequest(bytes: Buffer): Decoded {
	if ((bytes[0] === 0xef && bytes[1] === 0xbb) || bytes[0] === 0xff || bytes[0] === 0xfe) {
		throw new NotReadable('Invalid at the top level of the document. (Byte order mark before the XML declaration.)');
	}
	const head = bytes.subarray(0, 200).toString('latin1');
	const declaration = DECLARATION.exec(head);
	if (!declaration && head.startsWith('<?xml')) throw new NotReadable('Invalid syntax for an xml declaration.');
	const encoding = (declaration?.[1] ?? 'utf-8').toLowerCase();
	let text: string;
	if (encoding === 'windows-1250' || encoding === 'cp1250') {
		text = iconv.decode(bytes, 'windows-1250');
	} else if (encoding === 'utf-8' || encoding === 'us-ascii') {
		text = iconv.decode(bytes, 'utf-8');
	} else {
		throw new NotReadable('Switch from current encoding to specified encoding not supported.');
	}
	// iconv-lite puts U+FFFD where a byte has no character; nobody writes that character on purpose in these encodings.
	if (text.includes('\ufffd')) throw new NotReadable('An invalid character was found in text content.');
	if (hasForbidden(text)) throw new NotReadable('An invalid character was found in text content.');
	const looksLikeUtf8 = encoding.endsWith('1250') && readsAsUtf8(bytes);
	return { text, encoding, looksLikeUtf8 };
}

/** What POHODA's tables can hold: Windows-1250; everything else becomes a question mark. */
export const asStored = (text: string): string => iconv.decode(iconv.encode(text, 'windows-1250'), 'windows-1250');
