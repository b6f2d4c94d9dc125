import type { XmlNode } from './node';

/** A text that XML 1.0 cannot hold. The checks before sending find it first; this is the last guard. */
export class XmlWriteError extends Error {
	constructor(
		readonly character: string,
		readonly place: string,
	) {
		super(`The character ${character} in ${place} is not allowed in XML. Remove it from the text.`);
		this.name = 'XmlWriteError';
	}
}

// Tab, line feed, carriage return, U+0020-U+D7FF, U+E000-U+FFFD and what is beyond U+FFFF are allowed, nothing else.
const ILLEGAL = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
/** What needs a second look; most texts have none of it: markup, quotes, control characters, surrogates. */
const SPECIAL = /[^ !#-%'-;=?-\ud7ff\ue000-\ufffd]/;

const IN_TEXT: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#13;' };
const IN_ATTRIBUTE: Record<string, string> = { ...IN_TEXT, '"': '&quot;', '\n': '&#10;', '\t': '&#9;' };

/** Characters of a text that XML 1.0 cannot hold, as `U+0007`, with their positions (UTF-16, from 0). */
export function illegalCharacters(text: string): Array<{ character: string; position: number }> {
	if (!SPECIAL.test(text)) return [];
	return [...text.matchAll(ILLEGAL)].map((match) => ({
		character: `U+${match[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`,
		position: match.index,
	}));
}

function escaped(text: string, table: Record<string, string>, place: string): string {
	if (!SPECIAL.test(text)) return text;
	const [illegal] = illegalCharacters(text);
	if (illegal !== undefined) throw new XmlWriteError(illegal.character, place);
	return text.replace(/[&<>"\r\n\t]/g, (character) => table[character] ?? character);
}

/**
 * The start tag of an element, e.g. of a document's root whose children are streamed. Attributes in their own order;
 * namespaces are declared as attributes (`xmlns:dat`). Throws XmlWriteError.
 */
export function startTag(name: string, attributes: Readonly<Record<string, string>>): string {
	let text = `<${name}`;
	for (const key in attributes) text += ` ${key}="${escaped(attributes[key], IN_ATTRIBUTE, key)}"`;
	return `${text}>`;
}

/**
 * An element as text: no line breaks or indentation are added, because white space inside typ:ids counts for POHODA. An
 * element without content is written as an empty tag. Throws XmlWriteError.
 */
export function writeXml(node: XmlNode): string {
	const { name, children } = node;
	const start = startTag(name, node.attributes);
	if (children.length === 0) {
		if (node.text === '') return `${start.slice(0, -1)}/>`;
		return `${start}${escaped(node.text, IN_TEXT, name)}</${name}>`;
	}
	let text = start;
	for (const one of children) text += writeXml(one);
	return `${text}</${name}>`;
}
