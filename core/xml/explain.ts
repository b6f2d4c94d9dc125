import type { XmlErrorCode } from './errors';

const EXPORT_AGAIN = 'Export the file again; nothing of this one was used.';

type Explanation = { code: XmlErrorCode; what: string; advice: string };

/**
 * What saxes says → what a person needs to know. The first match counts; `*` stands for the name or text at the place.
 */
const EXPLANATIONS: ReadonlyArray<{ said: RegExp } & Explanation> = [
	{
		said: /^(unclosed tag|unexpected end|document must contain a root)/,
		code: 'truncated',
		what: 'The file ends too early',
		advice: `It is not complete: the download or the disk stopped halfway. ${EXPORT_AGAIN}`,
	},
	{
		said: /closing tag|close tag/,
		code: 'wrongEndTag',
		what: 'An end tag does not belong to the element that is open',
		advice: `The file was damaged or edited by hand. ${EXPORT_AGAIN}`,
	},
	{
		said: /^entity/,
		code: 'ampersand',
		what: 'A "&" stands by itself, or names an entity that XML does not know, near "*"',
		advice: 'In XML it must be written "&amp;". The program that made the file has to be mended; or correct that place and use the file.',
	},
	{
		said: /^malformed character entity/,
		code: 'character',
		what: 'A character reference names a character that XML does not allow',
		advice: EXPORT_AGAIN,
	},
	{
		said: /^disallowed character\.$/,
		code: 'character',
		what: 'There is a character that XML does not allow here',
		advice: 'Such characters come from scanned codes and till keyboards: correct the name of the product or the note in the till and export again.',
	},
	{
		said: /^doctype/,
		code: 'doctype',
		what: 'The file has a DOCTYPE',
		advice: 'Exports never have one, and it can make a reader fetch or multiply foreign text, so it is refused.',
	},
	{
		said: /^prefix/,
		code: 'prefix',
		what: 'The name "*" has a prefix that is not declared (xmlns)',
		advice: `The file was damaged or put together by hand. ${EXPORT_AGAIN}`,
	},
];

/** @param said message of saxes, or one of entity, doctype, prefix */
export function explain(said: string, near: string | undefined): Explanation {
	const known = EXPLANATIONS.find((one) => one.said.test(said));
	if (known) return { code: known.code, what: known.what.replace('*', () => near ?? ''), advice: known.advice };
	return { code: 'malformed', what: `This is not well-formed XML: ${said.replace(/\.$/, '')}`, advice: EXPORT_AGAIN };
}

/** Where the "&" stands that the parser complains about only at the next ";". */
export function ampersandPlace(piece: string, position: number): { near: string; since: string } {
	const at = piece.lastIndexOf('&', position);
	if (at < 0) return { near: '&', since: '' };
	return { near: piece.slice(at, at + 20), since: piece.slice(at, position) };
}
