import type { SaxesTagPlain } from 'saxes';
import { XmlError } from './errors';
import { ampersandPlace, explain } from './explain';
import type { XmlNode } from './node';
import { Parser } from './parser';
import type { ReadXmlOptions, XmlEvent, XmlLimits } from './read';
import { NO_ATTRIBUTES, Scope, type Known } from './scope';

const NO_CHILDREN = Object.freeze([]) as unknown as XmlNode[];
const NO_PATH: readonly XmlNode[] = [];

/**
 * V8 keeps a whole chunk alive for a slice of it (from 13 characters on): a copy costs less than 64 kB per kept name.
 */
function owned(text: string): string {
	return text.length < 13 ? text : ` ${text}`.slice(1);
}

function isBlank(text: string): boolean {
	for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 32) return false;
	return true;
}

/** Pieces of text → events: saxes finds the markup, this makes records of it. One document per instance. */
export class Builder {
	private readonly parser = new Parser();

	private events: XmlEvent[] = [];

	private scope: Scope;

	/** Open elements of the record that is being collected, outermost first. */
	private readonly stack: XmlNode[] = [];

	private current: XmlNode | undefined;

	/** Names of all open elements. */
	private readonly names: Known[] = [];

	/** The tag before: its name, and whether it was a start tag. */
	private last: Known | undefined;

	private lastWasStart = false;

	private recordLine = 0;

	private recordStart = 0;

	/** Shells around the place, and the lines of their tags. */
	private path: readonly XmlNode[] = NO_PATH;

	private readonly shellLines: number[] = [];

	private depth = 0;

	private attributeCount = 0;

	private declares = false;

	private sawMarkup = false;

	private stalled = 0;

	private piece = '';

	private pieceStart = 0;

	constructor(
		private readonly options: ReadXmlOptions,
		private readonly limits: XmlLimits,
	) {
		this.scope = Scope.root(options.namespaces);
		this.parser.on('error', (error) => this.malformed(error.message));
		this.parser.on('doctype', () => this.refuse('doctype'));
		this.parser.on('attribute', ({ name, value }) => this.attribute(name, value));
		this.parser.on('opentag', (tag) => this.open(tag));
		this.parser.on('closetag', () => this.shut());
		this.parser.on('text', (text) => this.text(text));
		this.parser.on('cdata', (text) => this.text(text));
	}

	get line(): number {
		return this.parser.line;
	}

	write(piece: string): void {
		this.piece = piece;
		this.pieceStart = this.parser.position;
		this.sawMarkup = false;
		this.parser.write(piece);
		this.stalled = this.sawMarkup ? 0 : this.stalled + piece.length;
		if (this.stalled > this.limits.token)
			this.over(`One text, tag or comment is longer than ${this.limits.token} characters`);
		if (this.current !== undefined) this.checkRecord();
	}

	close(): void {
		// saxes does not say that a "&" is what swallowed the rest of the file.
		const entity = this.parser.entity;
		if (entity.length > 12) this.refuse('entity', `&${entity.slice(0, 20)}`, entity);
		this.parser.close();
	}

	take(): XmlEvent[] {
		const events = this.events;
		this.events = [];
		return events;
	}

	private open(tag: SaxesTagPlain): void {
		this.sawMarkup = true;
		this.depth += 1;
		if (this.depth > this.limits.depth) this.over(`Elements are nested deeper than ${this.limits.depth}`);
		if (this.declares) this.scope = this.scope.inner(tag.attributes, this.depth);
		const name = this.recognise(tag) ?? this.refuse('prefix', tag.name);
		const node: XmlNode = { name, attributes: this.attributes(tag), children: NO_CHILDREN, text: '' };
		this.attributeCount = 0;
		this.declares = false;
		if (this.current !== undefined) {
			this.nest(this.current, node);
		} else if (this.options.records === 'root' || this.options.records.has(name)) {
			this.recordLine = this.parser.line;
			this.recordStart = this.parser.position;
			this.current = node;
		} else {
			this.events.push({ kind: 'open', node, path: this.path, line: this.parser.line });
			this.path = [...this.path, node];
			this.shellLines.push(this.parser.line);
		}
	}

	/**
	 * Canonical name of a start tag. The parser hands over the very tag that was expected, so that the usual case costs
	 * no look-up.
	 */
	private recognise(tag: SaxesTagPlain): string | undefined {
		const expected = this.lastWasStart ? this.last?.first : this.last?.next;
		const usual = expected !== undefined && expected.tag === tag && expected.scope === this.scope;
		const known = usual ? expected : this.lookUp(tag.name);
		this.names.push(known);
		this.last = known;
		this.lastWasStart = true;
		this.parser.guess = known.first?.tag;
		return known.name;
	}

	private lookUp(raw: string): Known {
		const seen = this.scope.known(raw);
		if (seen === undefined) return this.scope.learn(raw);
		// Only names that come again are linked: a file of ever new names must not grow a chain of them.
		if (this.last !== undefined) this.last[this.lastWasStart ? 'first' : 'next'] = seen;
		return seen;
	}

	private nest(parent: XmlNode, node: XmlNode): void {
		if (parent.children === NO_CHILDREN) {
			parent.children = [node];
			// Line breaks before the first child are layout.
			if (parent.text !== '' && isBlank(parent.text)) parent.text = '';
		} else {
			parent.children.push(node);
		}
		this.stack.push(parent);
		this.current = node;
	}

	private shut(): void {
		this.sawMarkup = true;
		if (this.scope.depth === this.depth) this.scope = this.scope.outer;
		this.depth -= 1;
		this.last = this.names.pop();
		this.lastWasStart = false;
		this.parser.guess = this.last?.next?.tag;
		const node = this.current;
		if (node === undefined) {
			const shell = this.path[this.path.length - 1];
			this.path = this.path.slice(0, -1);
			this.events.push({ kind: 'close', node: shell, path: this.path, line: this.shellLines.pop() ?? 0 });
			return;
		}
		if (node.children === NO_CHILDREN) {
			node.children = [];
			node.text = owned(node.text);
		}
		this.current = this.stack.pop();
		if (this.current === undefined) {
			this.checkRecord();
			this.events.push({ kind: 'record', node, path: this.path, line: this.recordLine });
		}
	}

	private text(text: string): void {
		this.sawMarkup = true;
		const node = this.current;
		if (node === undefined || (node.children !== NO_CHILDREN && isBlank(text))) return;
		node.text = node.text === '' ? text : node.text + text;
	}

	private attribute(name: string, value: string): void {
		this.sawMarkup = true;
		this.attributeCount += 1;
		if (this.attributeCount > this.limits.attributes)
			this.over(`An element has more than ${this.limits.attributes} attributes`);
		if (value.length > this.limits.attribute)
			this.over(`An attribute is longer than ${this.limits.attribute} characters`);
		if (name.startsWith('xmlns')) this.declares = true;
	}

	private attributes(tag: SaxesTagPlain): Record<string, string> {
		if (this.attributeCount === 0) return NO_ATTRIBUTES;
		const attributes: Record<string, string> = Object.create(null) as Record<string, string>;
		for (const raw of Object.keys(tag.attributes)) {
			if (raw === 'xmlns' || raw.startsWith('xmlns:')) continue;
			const name = this.scope.attribute(raw) ?? this.refuse('prefix', raw);
			if (name in attributes) this.refuse(`duplicate attribute: ${raw}`);
			attributes[name] = owned(tag.attributes[raw]);
		}
		return attributes;
	}

	private checkRecord(): void {
		const length = this.parser.position - this.recordStart;
		if (length > this.limits.record) this.over(`One record is longer than ${this.limits.record} characters`);
	}

	private malformed(message: string): never {
		const said = message.replace(/^\d+:\d+: /, '');
		if (/entity(\.$| name)/.test(said) && !said.startsWith('malformed')) {
			const found = ampersandPlace(this.piece, this.parser.position - this.pieceStart);
			this.refuse('entity', found.near, found.since);
		}
		this.refuse(said);
	}

	/** @param since the text between the place that is meant and the place that saxes has come to */
	private refuse(said: string, near?: string, since?: string): never {
		const { code, what, advice } = explain(said, near);
		const { line, column } = this.parser;
		if (since === undefined) throw new XmlError(code, what, advice, line, Math.max(column, 1));
		const lines = since.split('\n').length - 1;
		throw new XmlError(code, what, advice, line - lines, lines === 0 ? Math.max(column - since.length, 1) : 1);
	}

	private over(what: string): never {
		throw new XmlError(
			'limit',
			what,
			'This is no ordinary export; export it again, or a shorter period.',
			this.parser.line,
			Math.max(this.parser.column, 1),
		);
	}
}
