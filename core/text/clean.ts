/** Texts as every store and form can hold them. */

/** Control characters but line feed, and halves of surrogate pairs: PostgreSQL takes no NUL, and no form shows the others. */
const UNCLEAN = /(?!\n)[\p{Cc}\p{Surrogate}]/gu;
/** Escapes of a JSON text, a surrogate pair as one. */
const ESCAPES = /\\(?:u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|([^u]))/g;
const JSON_SHORT: Readonly<Record<string, string>> = { b: '\b', f: '\f', r: '\r', t: '\t' };
const KEPT = new Set(['\t', '\r', '\n']);

/** A line end of Windows is a line feed, a tab a space; everything else that no store and no form takes becomes \uFFFD. */
export function cleanText(text: string): string {
	return text.replace(/\r\n/g, '\n').replace(/\t/g, ' ').replace(UNCLEAN, '\uFFFD');
}

/**
 * The same in the texts of a JSON text, where they are escaped; tabs and line ends stay, because a row of a file that
 * could not be read is kept here to be read again.
 */
export function cleanJson(json: string): string {
	if (!json.includes('\\')) return json;
	return json.replace(ESCAPES, (escape, high?: string, _low?: string, code?: string, short?: string) => {
		if (high !== undefined) return escape;
		const char = code === undefined ? JSON_SHORT[short ?? ''] : String.fromCharCode(Number.parseInt(code, 16));
		if (char === undefined || KEPT.has(char)) return escape;
		const clean = cleanText(char);
		return clean === char ? escape : clean;
	});
}
