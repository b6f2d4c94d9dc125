import { XmlError } from './errors';
import { FILE, type Subject } from './source';

/** XML name of an encoding in lower case → label of TextDecoder. What is not here is refused by name. */
const ENCODINGS: Readonly<Record<string, string>> = {
	'utf-8': 'utf-8',
	utf8: 'utf-8',
	'us-ascii': 'utf-8',
	ascii: 'utf-8',
	'windows-1250': 'windows-1250',
	cp1250: 'windows-1250',
	'x-cp1250': 'windows-1250',
	'windows-1252': 'windows-1252',
	'iso-8859-1': 'iso-8859-1',
	'iso-8859-2': 'iso-8859-2',
	'utf-16': 'utf-16',
	'utf-16le': 'utf-16le',
	'utf-16be': 'utf-16be',
};

/** First bytes that say what a file is when it is not XML, in latin1. */
const OTHER_FILES: ReadonlyArray<{
	is: (start: string) => boolean;
	code: 'notXml' | 'html';
	what: string;
	advice: string;
}> = [
	{
		is: (start) => start.startsWith('PK\x03\x04'),
		code: 'notXml',
		what: 'This is a ZIP archive, not XML',
		advice: 'Unpack it and use the XML file that is in it.',
	},
	{
		is: (start) => start.startsWith('\x1f\x8b'),
		code: 'notXml',
		what: 'This is a gzip archive, not XML',
		advice: 'Unpack it and use the XML file that is in it.',
	},
	{
		is: (start) => start.startsWith('%PDF'),
		code: 'notXml',
		what: 'This is a PDF document, not XML',
		advice: 'Export XML.',
	},
	{
		is: (start) => /^(ï»¿)?\s*[{[]/.test(start),
		code: 'notXml',
		what: 'This is JSON, not XML',
		advice: 'Choose the node or operation that takes JSON.',
	},
	{
		is: (start) => /^(ï»¿)?\s*<(!doctype\s+html|html)[\s>]/i.test(start),
		code: 'html',
		what: 'This is a web page, not XML',
		advice: 'The address or the login is wrong: a service answered with a page meant for people.',
	},
];

const BOMS: ReadonlyArray<{ bytes: number[]; label: string }> = [
	{ bytes: [0xef, 0xbb, 0xbf], label: 'utf-8' },
	{ bytes: [0xff, 0xfe], label: 'utf-16le' },
	{ bytes: [0xfe, 0xff], label: 'utf-16be' },
];

/** Label of TextDecoder for an encoding by its name; undefined for what is not supported. */
export function encodingLabel(name: string): string | undefined {
	const known = name.trim().toLowerCase();
	return Object.hasOwn(ENCODINGS, known) ? ENCODINGS[known] : undefined;
}

/**
 * The encoding of a document by its first bytes: byte order mark, else XML declaration. Throws XmlError for
 * what is no XML, for an encoding that is not supported and for a declaration that the bytes contradict.
 *
 * @returns label for TextDecoder, undefined where the document does not say, and the encoding as it names it itself
 */
export function sniffEncoding(head: Uint8Array, subject: Subject = FILE): { label?: string; declared?: string } {
	const { it, again } = subject;
	if (head.length === 0) throw new XmlError('empty', `${it} is empty`, subject === FILE ? 'Export it again.' : again);
	const start = latin1(head);
	const other = OTHER_FILES.find((kind) => kind.is(start));
	if (other) throw new XmlError(other.code, other.what, other.advice);
	const bom = BOMS.find((mark) => mark.bytes.every((byte, index) => head[index] === byte))?.label;
	// UTF-16 without a byte order mark shows by the zero beside "<".
	const wide = bom ?? (start.startsWith('<\0') ? 'utf-16le' : start.startsWith('\0<') ? 'utf-16be' : undefined);
	const text = start.replace(/\0/g, '').replace(/^(ï»¿|ÿþ|þÿ)/, '');
	if (!/^\s*</.test(text)) {
		throw new XmlError('notXml', `${it} does not begin like XML`, subject === FILE ? 'Choose the XML file of the export.' : again);
	}
	const declared = /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([^"']*)["']/.exec(text)?.[1];
	if (declared === undefined) return wide === undefined ? {} : { label: wide };
	const label = encodingLabel(declared);
	if (label === undefined) {
		throw new XmlError(
			'unsupportedEncoding',
			`${it} declares the encoding "${declared}", which is not supported`,
			subject === FILE ? 'Export it as UTF-8 or Windows-1250.' : subject.encoding.replace('{name}', 'UTF-8 or Windows-1250'),
		);
	}
	const contradicted =
		(wide === undefined ? label.startsWith('utf-16') : !wide.startsWith(label) && label !== wide);
	if (contradicted) {
		const really = wide === undefined ? 'has single bytes' : `begins like ${wide.toUpperCase()}`;
		throw new XmlError('encoding', `${it} declares ${declared} but ${really}`, again);
	}
	return { label: wide ?? label, declared };
}

function latin1(bytes: Uint8Array): string {
	let text = '';
	for (const byte of bytes) text += String.fromCharCode(byte);
	return text;
}
