/** What bytes say about being UTF-8. */

/** Length of the well-formed multi-byte UTF-8 sequence at a place, 0 where there is none. */
export function sequenceLength(bytes: Uint8Array, at: number): number {
	const first = bytes[at];
	const length =
		first >= 0xf0 && first < 0xf5 ? 4 : first >= 0xe0 && first < 0xf0 ? 3 : first >= 0xc2 && first < 0xe0 ? 2 : 0;
	for (let next = 1; next < length; next++) {
		const byte = bytes[at + next];
		if (byte === undefined || byte < 0x80 || byte > 0xbf) return 0;
	}
	const second = bytes[at + 1];
	const overlong = (first === 0xe0 && second < 0xa0) || (first === 0xf0 && second < 0x90);
	const outside = (first === 0xed && second > 0x9f) || (first === 0xf4 && second > 0x8f);
	return overlong || outside ? 0 : length;
}

/** Place of the first byte that is no UTF-8; the length where all are. */
export function invalidUtf8(bytes: Uint8Array): number {
	let at = 0;
	while (at < bytes.length) {
		const length = bytes[at] < 0x80 ? 1 : sequenceLength(bytes, at);
		if (length === 0) return at;
		at += length;
	}
	return at;
}

/** The beginning of a sequence that the end of the bytes cuts. */
export function incompleteEnd(bytes: Uint8Array): Uint8Array {
	for (let back = 1; back <= 3 && back <= bytes.length; back++) {
		const byte = bytes[bytes.length - back];
		if (byte < 0x80) break;
		if (byte >= 0xc0)
			return sequenceLength(bytes, bytes.length - back) === 0 ? bytes.slice(-back) : new Uint8Array(0);
	}
	return new Uint8Array(0);
}

/** So many non-ASCII runs, all of them valid UTF-8, do not happen in a real single-byte text. */
export const PROOF_OF_UTF8 = 4;

/**
 * First bytes of sequences that are letters of Czech, Slovak or German in Windows-1250 (Č É Ě Í Ď Ň Ó Ô Ö Ř Ů Ú Ü Ý ß á ä č
 * é ě í ď): before š ť ž they look like UTF-8 of far scripts. Those of Latin letters with marks in UTF-8 are not among them.
 */
const LETTERS_OF_1250: ReadonlySet<number> = new Set([
	0xc8, 0xc9, 0xcc, 0xcd, 0xcf, 0xd2, 0xd3, 0xd4, 0xd6, 0xd8, 0xd9, 0xda, 0xdc, 0xdd, 0xdf, 0xe1, 0xe4, 0xe8, 0xe9, 0xec, 0xed, 0xef,
]);

interface Evidence {
	/** Valid runs, and those among them that no text in Windows-1250 is likely to have. */
	runs: number;
	clear: number;
	/** Whether a byte is no UTF-8: then nothing behind it was looked at. */
	broken: boolean;
}

/** Looks at the non-ASCII runs up to the first one that is no UTF-8, or until they are proof. */
export function evidenceOf(bytes: Uint8Array, isWhole: boolean): Evidence {
	const found: Evidence = { runs: 0, clear: 0, broken: false };
	for (let at = 0; at < bytes.length && found.runs < PROOF_OF_UTF8; at++) {
		if (bytes[at] < 0x80) continue;
		const length = sequenceLength(bytes, at);
		if (length === 0) {
			// A run that the end of the bytes cuts says nothing.
			found.broken = isWhole ? bytes.length - at > incompleteEnd(bytes).length : bytes.length - at >= 4;
			return found;
		}
		found.runs += 1;
		if (!LETTERS_OF_1250.has(bytes[at])) found.clear += 1;
		at += length - 1;
	}
	return found;
}
