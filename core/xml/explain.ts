import type { XmlErrorCode } from './errors';
import { FILE, type Subject } from './source';

type Explanation = { code: XmlErrorCode; what: string; advice: string };

/**
 * What saxes says → what a person needs to know. The first match counts; `*` stands for the name or text at the place,
 * `{it}` for the file or answer, `{again}` for what a person does about damage.
 */
const EXPLANATIONS: ReadonlyArray<{ said: RegExp } & Explanation> = [
	{
		said: /^(unclosed tag|unexpected end|document must contain a root)/,
		code: 'truncated',
		what: '{it} ends too early',
		advice: 'It is not complete: the transfer or the disk stopped halfway. {again}',
	},
	{
		said: /closing tag|close tag/,
		code: 'wrongEndTag',
		what: 'An end tag does not belong to the element that is open',
		advice: 'It was damaged or edited by hand. {again}',
	},
	{
		said: /^entity/,
		code: 'ampersand',
		what: 'A "&" stands by itself, or names an entity that XML does not know, near "*"',
		advice: 'In XML it must be written "&amp;". The program that made it has to be mended; a file can also be corrected at that place.',
	},
	{
		said: /^malformed character entity/,
		code: 'character',
		what: 'A character reference names a character that XML does not allow',
		advice: 'Such characters come from scanned codes, till keyboards and halves of an emoji: correct the name or the note where it was entered. {again}',
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
		what: '{it} has a DOCTYPE',
		advice: 'Exports never have one, and it can make a reader fetch or multiply foreign text, so it is refused.',
	},
	{
		said: /^prefix/,
		code: 'prefix',
		what: 'The name "*" has a prefix that is not declared (xmlns)',
		advice: 'It was damaged or put together by hand. {again}',
	},
];

/** What to do about damage that the reader found in the middle. */
const againOf = (subject: Subject): string => (subject === FILE ? 'Export the file again; nothing of this one was used.' : subject.again);

/** @param said message of saxes, or one of entity, doctype, prefix */
export function explain(said: string, near: string | undefined, subject: Subject = FILE): Explanation {
	const again = againOf(subject);
	const known = EXPLANATIONS.find((one) => one.said.test(said));
	if (known === undefined) return { code: 'malformed', what: `This is not well-formed XML: ${said.replace(/\.$/, '')}`, advice: again };
	const what = known.what.replace('{it}', subject.it).replace('*', () => near ?? '');
	return { code: known.code, what, advice: known.advice.replace('{again}', again) };
}

/** Where the "&" stands that the parser complains about only at the next ";". */
export function ampersandPlace(piece: string, position: number): { near: string; since: string } {
	const at = piece.lastIndexOf('&', position);
	if (at < 0) return { near: '&', since: '' };
	return { near: piece.slice(at, at + 20), since: piece.slice(at, position) };
}

/** Characters behind a "&" that may be an entity whose end is missing because the file was cut. */
const LONGEST_ENTITY = 12;

/** Comments and instructions that are complete. */
const PASSED = /^(\s*(<!--[^]*?-->|<\?[^]*?\?>))+/;

/**
 * From a "&" that nothing ends to the end of the document; undefined where there is none.
 *
 * @param unfinished what the document ends in, from behind its last tag, attribute or text
 */
export function openAmpersand(unfinished: string): string | undefined {
	const last = unfinished.replace(/\r\n?/g, '\n').replace(PASSED, '');
	const at = last.indexOf('&', last.lastIndexOf(';') + 1);
	if (at < 0 || last.length - at <= LONGEST_ENTITY + 1) return undefined;
	// In a comment, CDATA or an instruction a "&" means itself.
	return /<[!?]/.test(last.slice(0, at)) ? undefined : last.slice(at);
}
