import type { SaxesTagPlain } from 'saxes';
import { Scope, type Known } from './scope';

/** Canonical names of tags, and the guess what comes next. */
export class TagNames {
	private scope: Scope;

	/** All open elements. */
	private readonly open: Known[] = [];

	/** The tag before, and whether it was a start tag. */
	private last: Known | undefined;

	private lastWasStart = false;

	constructor(
		private readonly parser: { guess: SaxesTagPlain | undefined },
		namespaces: Readonly<Record<string, string>>,
	) {
		this.scope = Scope.root(namespaces);
	}

	/** The start tag that comes declares namespaces. */
	declare(attributes: Readonly<Record<string, string>>, depth: number): void {
		this.scope = this.scope.inner(attributes, depth);
	}

	/**
	 * Canonical name of a start tag; undefined for an undeclared prefix. The parser hands over the very tag that was
	 * expected, so that the usual case costs no look-up.
	 */
	opened(tag: SaxesTagPlain): string | undefined {
		const expected = this.lastWasStart ? this.last?.first : this.last?.next;
		const usual = expected !== undefined && expected.tag === tag && expected.scope === this.scope;
		const known = usual ? expected : this.lookUp(tag.name);
		this.open.push(known);
		this.last = known;
		this.lastWasStart = true;
		this.parser.guess = known.first?.tag;
		return known.name;
	}

	/** @param depth of the element that ends, from 1 */
	closed(depth: number): void {
		if (this.scope.depth === depth) this.scope = this.scope.outer;
		this.last = this.open.pop();
		this.lastWasStart = false;
		this.parser.guess = this.last?.next?.tag;
	}

	attribute(raw: string): string | undefined {
		return this.scope.attribute(raw);
	}

	private lookUp(raw: string): Known {
		const seen = this.scope.known(raw);
		if (seen === undefined) return this.scope.learn(raw);
		// Only names that come again are linked: a file of ever new names must not grow a chain of them.
		if (this.last !== undefined) this.last[this.lastWasStart ? 'first' : 'next'] = seen;
		return seen;
	}
}
