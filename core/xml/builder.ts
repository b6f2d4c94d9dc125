import { SaxesParser, type SaxesTagPlain } from 'saxes';
import type { XmlNode } from './node';
import type { ReadXmlOptions, XmlEvent, XmlLimits } from './reading';
import { Refusals } from './refusals';
import { owned, Scope } from './scope';
import type { Subject } from './source';

const NO_ATTRIBUTES: Record<string, string> = Object.freeze({});
const NO_CHILDREN = Object.freeze([]) as unknown as XmlNode[];
const NO_PATH: readonly XmlNode[] = [];
/** Characters that are kept of text beside records: enough to say what it is. */
const SHELL_TEXT = 200;

function isBlank(text: string): boolean {
	for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 32) return false;
	return true;
}

/** Pieces of text → events: saxes finds the markup, this makes records of it. One document per instance. */
export class Builder {
	private readonly parser = new SaxesParser({ xmlns: false, defaultXMLVersion: '1.0', forceXMLVersion: true });

	private readonly wrong: Refusals;

	private scope: Scope;

	private events: XmlEvent[] = [];

	/** Open elements of the record that is being collected, outermost first. */
	private readonly stack: XmlNode[] = [];

	private current: XmlNode | undefined;

	private recordLine = 0;

	private recordStart = 0;

	/** Shells around the place, and the lines of their tags. */
	private path: readonly XmlNode[] = NO_PATH;

	private readonly shellLines: number[] = [];

	private depth = 0;

	private attributeCount = 0;

	private declares = false;

	/** Characters of the document so far. saxes's own position is right only while it reads a piece, not between two. */
	private given = 0;

	/** Position behind the last tag, attribute or text. */
	private complete = 0;

	constructor(
		private readonly options: ReadXmlOptions,
		private readonly limits: XmlLimits,
		subject?: Subject,
	) {
		this.wrong = new Refusals(this.parser, subject);
		this.scope = Scope.root(options.namespaces);
		// Not one handler more: with the eighth V8 makes a slow object of the parser, and reading takes three times as long.
		this.parser.on('error', (error) => this.wrong.malformed(error.message));
		this.parser.on('doctype', () => this.wrong.refuse('doctype'));
		this.parser.on('attribute', ({ name, value }) => this.attribute(name, value));
		this.parser.on('opentag', (tag) => this.open(tag));
		this.parser.on('closetag', () => this.shut());
		this.parser.on('text', (text) => this.text(text, 1));
		this.parser.on('cdata', (text) => this.text(text, 0));
	}

	get line(): number {
		return this.parser.line;
	}

	write(piece: string): void {
		this.wrong.reading(piece, this.complete);
		this.parser.write(piece);
		this.given += piece.length;
		if (this.given - this.complete > this.limits.token)
			this.wrong.over(`One text, tag or comment is longer than ${this.limits.token} characters`);
		if (this.current !== undefined) this.checkRecord(this.given);
	}

	close(): void {
		this.wrong.ending(this.complete);
		this.parser.close();
	}

	take(): XmlEvent[] {
		const events = this.events;
		this.events = [];
		return events;
	}

	private completed(): void {
		this.complete = this.parser.position;
	}

	private open(tag: SaxesTagPlain): void {
		this.completed();
		this.depth += 1;
		if (this.depth > this.limits.depth) this.wrong.over(`Elements are nested deeper than ${this.limits.depth}`);
		if (this.declares) this.scope = this.scope.inner(tag.attributes, this.depth);
		const name = this.scope.element(tag.name) ?? this.wrong.refuse('prefix', tag.name);
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
		this.completed();
		if (this.scope.depth === this.depth) this.scope = this.scope.outer;
		this.depth -= 1;
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
			this.checkRecord(this.parser.position);
			this.events.push({ kind: 'record', node, path: this.path, line: this.recordLine });
		}
	}

	/** @param read characters that were read behind the text: the `<` that ends it */
	private text(text: string, read: number): void {
		this.complete = this.parser.position - read;
		const node = this.current;
		if (node === undefined) {
			const shell = this.path[this.path.length - 1];
			if (shell !== undefined && shell.text.length < SHELL_TEXT && !isBlank(text)) shell.text += text.slice(0, SHELL_TEXT);
			return;
		}
		if (node.children !== NO_CHILDREN && isBlank(text)) return;
		node.text = node.text === '' ? text : node.text + text;
	}

	private attribute(name: string, value: string): void {
		this.completed();
		this.attributeCount += 1;
		if (this.attributeCount > this.limits.attributes)
			this.wrong.over(`An element has more than ${this.limits.attributes} attributes`);
		if (value.length > this.limits.attribute)
			this.wrong.over(`An attribute is longer than ${this.limits.attribute} characters`);
		if (name.startsWith('xmlns')) this.declares = true;
	}

	private attributes(tag: SaxesTagPlain): Record<string, string> {
		if (this.attributeCount === 0) return NO_ATTRIBUTES;
		const attributes: Record<string, string> = Object.create(null) as Record<string, string>;
		for (const raw of Object.keys(tag.attributes)) {
			if (raw === 'xmlns' || raw.startsWith('xmlns:')) continue;
			const name = this.scope.attribute(raw) ?? this.wrong.refuse('prefix', raw);
			if (name in attributes) this.wrong.refuse(`duplicate attribute: ${raw}`);
			attributes[name] = owned(tag.attributes[raw]);
		}
		return attributes;
	}

	private checkRecord(end: number): void {
		if (end - this.recordStart > this.limits.record) this.wrong.over(`One record is longer than ${this.limits.record} characters`);
	}
}
