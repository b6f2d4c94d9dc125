/**
 * What stands for a character that windows-1250 does not have. Data; everything that Unicode itself decomposes
 * (à → a, ﬁ → fi, ½ → 1/2, ㎏ → kg) needs no entry.
 */

/** Several characters → one text. */
const GROUPS: ReadonlyArray<readonly [characters: string, text: string]> = [
	['\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u202F\u205F\u3000\u2028\u2029', ' '],
	['\u2010\u2011\u2043\u2212\u02D7\u00AF\u02C9', '-'],
	['\u2012', '–'],
	['\u2015\u2E3A', '—'],
	['\u201B', '‘'],
	['\u02BC\u02BB\u02BD', '’'],
	['\u201F', '“'],
	['\u2032\u02B9\u2035', "'"],
	['\u2033\u02BA\u3003', '"'],
	['\u2044\u2215', '/'],
	['\u2219\u22C5\u30FB', '·'],
	['●◦▪■□▫○⁌⁍', '•'],
	['★☆✱⁎∗', '*'],
	['→➔➜⟶', '->'],
	['←⟵', '<-'],
	['↔', '<->'],
	['⇒', '=>'],
	['≤⩽', '<='],
	['≥⩾', '>='],
	['≠', '!='],
	['≈∼', '~'],
	['¡', '!'],
	['¿', '?'],
	['¢', 'c'],
	['£', 'GBP'],
	['¥', 'JPY'],
	['₽', 'RUB'],
	['₴', 'UAH'],
	['₺', 'TRY'],
	['₹', 'INR'],
	['₩', 'KRW'],
	['₫', 'VND'],
	['₪', 'ILS'],
	['฿', 'THB'],
	['₿', 'BTC'],
	['æǽ', 'ae'],
	['ÆǼ', 'AE'],
	['œ', 'oe'],
	['Œ', 'OE'],
	['øǿ', 'o'],
	['ØǾ⌀∅', 'O'],
	['ð', 'd'],
	['Ð', 'D'],
	['þ', 'th'],
	['Þ', 'Th'],
	['ẞ', 'SS'],
	['ı', 'i'],
	['ħ', 'h'],
	['Ħ', 'H'],
	['ŋ', 'n'],
	['Ŋ', 'N'],
	['ŧ', 't'],
	['Ŧ', 'T'],
	['ĸ', 'k'],
	['ƒ', 'f'],
	// Romanian: comma below; windows-1250 has the cedilla.
	['ș', 'ş'],
	['Ș', 'Ş'],
	['ț', 'ţ'],
	['Ț', 'Ţ'],
	// Greek letters that are units.
	['\u03BC', 'µ'],
	['\u03A9', 'Ohm'],
	['\uFFFD', '?'],
];

/** Marks, format characters (joiners, direction, tags) and skin tones: nothing stands for them. */
const INVISIBLE = /^[\p{M}\p{Cf}\p{Emoji_Modifier}]$/u;

let table: ReadonlyMap<string, string> | undefined;

/** The text that stands for one character, or undefined. */
export function substituteOf(char: string): string | undefined {
	table ??= new Map(GROUPS.flatMap(([characters, text]) => [...characters].map((one) => [one, text] as const)));
	return table.get(char) ?? (INVISIBLE.test(char) ? '' : undefined);
}
