export type XmlErrorCode =
	/** 0 bytes */
	| 'empty'
	/** not XML at all; the message names what it is */
	| 'notXml'
	| 'html'
	/** bytes that do not fit the declared encoding, or two statements about it that contradict each other */
	| 'encoding'
	| 'unsupportedEncoding'
	| 'doctype'
	| 'truncated'
	| 'wrongEndTag'
	| 'ampersand'
	| 'character'
	| 'prefix'
	| 'limit'
	| 'malformed';

/**
 * A file that is not the XML it claims to be. The message says where, what, and what to do; nothing of such a file may
 * be used, also not the records that came before the place: a truncated file is not a short list.
 */
export class XmlError extends Error {
	constructor(
		readonly code: XmlErrorCode,
		/** What is wrong, one sentence without full stop. */
		readonly what: string,
		/** What a person does about it. */
		readonly advice: string,
		/** From 1; 0 when there is no place. */
		readonly line: number = 0,
		readonly column: number = 0,
	) {
		super(`${line > 0 ? `Line ${line}, column ${column}: ${what}` : what}. ${advice}`);
		this.name = 'XmlError';
	}
}
