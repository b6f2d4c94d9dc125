import { SaxesParser, type SaxesTagPlain } from 'saxes';

type Options = { xmlns: false; defaultXMLVersion: '1.0'; forceXMLVersion: true };

/**
 * What of saxes 6 is used beyond its public methods. saxes is bundled at a fixed version; the tests hold this parser to
 * saxes itself, event by event.
 */
interface Internals extends Pick<SaxesParser<Options>, 'on' | 'write' | 'close' | 'line' | 'column' | 'position'> {
	chunk: string;
	/** Next character of the chunk. */
	i: number;
	prevI: number;
	state: number;
	/** Text that is being collected. */
	text: string;
	/** Name of the entity that is being collected. */
	entity: string;
	/** Open elements. */
	tags: SaxesTagPlain[];
	tag: SaxesTagPlain | null;
	closedRoot: boolean;
	textHandler?: (text: string) => void;
	openTagHandler?: (tag: SaxesTagPlain) => void;
	closeTagHandler?: (tag: SaxesTagPlain) => void;
	/** State "in text", at any character of it. */
	sText(): void;
}

const Saxes = SaxesParser as unknown as new (options: Options) => Internals;

const LINE_FEED = 10;
const AMPERSAND = 38;
const SLASH = 47;
const LESS = 60;
const GREATER = 62;
const BRACKET = 93;
/** Numbers of saxes's states "in text" and "after `<`". */
const IN_TEXT = 13;
const AFTER_LESS = 15;

/**
 * A character of text that means only itself: no markup, no `]` (of `]]>`), no carriage return, nothing beyond U+D7FF.
 * NaN, behind the end of the chunk, is none.
 */
function isPlain(code: number): boolean {
	return (
		(code >= 32 && code <= 0xd7ff && code !== LESS && code !== AMPERSAND && code !== BRACKET) ||
		code === LINE_FEED ||
		code === 9
	);
}

/**
 * saxes (XML 1.0, no namespaces) with a short way for what is nearly all of a file: plain text, the end tag of the open
 * element, and the start tag that is expected because it came at this place the last time. Anything else, such as
 * attributes, entities, a wrong guess or the end of a chunk, goes the way of saxes.
 */
export class Parser extends Saxes {
	/**
	 * The start tag (without attributes) that probably comes next; set by the handlers, who get this very object if it
	 * comes.
	 */
	guess: SaxesTagPlain | undefined;

	constructor() {
		super({ xmlns: false, defaultXMLVersion: '1.0', forceXMLVersion: true });
	}

	override sText(): void {
		const { chunk, tags } = this;
		while (tags.length > 0 && this.text === '' && this.i < chunk.length) {
			if (!this.plainText(chunk)) {
				super.sText();
				return;
			}
			if (!this.endTag(chunk) && !this.startTag(chunk)) {
				this.state = AFTER_LESS;
				return;
			}
		}
		if (this.i < chunk.length) super.sText();
	}

	/** Takes text up to and with `<`, if it is plain. */
	private plainText(chunk: string): boolean {
		const start = this.i;
		let less = start;
		let lines = 0;
		let newLine = start - 1 - this.column;
		for (let code = chunk.charCodeAt(less); isPlain(code); code = chunk.charCodeAt(less)) {
			if (code === LINE_FEED) {
				lines += 1;
				newLine = less;
			}
			less += 1;
		}
		if (chunk.charCodeAt(less) !== LESS) return false;
		this.line += lines;
		this.column = less - newLine;
		this.prevI = less;
		this.i = less + 1;
		if (less > start) this.textHandler?.(chunk.slice(start, less));
		return true;
	}

	/** Takes `/name>` of the open element, if that is what comes. */
	private endTag(chunk: string): boolean {
		const { tags } = this;
		const tag = tags[tags.length - 1];
		if (chunk.charCodeAt(this.i) !== SLASH || !this.take(chunk, tag.name, this.i + 1)) return false;
		tags.pop();
		this.tag = tag;
		this.closeTagHandler?.(tag);
		this.closedRoot = tags.length === 0;
		return true;
	}

	/** Takes `name>` of the expected element, if that is what comes. */
	private startTag(chunk: string): boolean {
		const { guess } = this;
		if (guess === undefined || !this.take(chunk, guess.name, this.i)) return false;
		this.tag = guess;
		this.openTagHandler?.(guess);
		this.tags.push(guess);
		return true;
	}

	private take(chunk: string, name: string, at: number): boolean {
		const end = at + name.length;
		if (chunk.charCodeAt(end) !== GREATER || !chunk.startsWith(name, at)) return false;
		this.column += end + 1 - this.i;
		this.prevI = end;
		this.i = end + 1;
		this.state = IN_TEXT;
		return true;
	}
}
