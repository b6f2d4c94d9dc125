/** What the reader is asked for, and what it tells. */
import type { XmlNode } from './node';

export interface XmlLimits {
	/** Nested elements. */
	depth: number;
	/** Characters of one record. */
	record: number;
	/** Attributes of one element. */
	attributes: number;
	/** Characters of one attribute. */
	attribute: number;
	/** Characters without any complete piece of markup: an endless text, tag or comment. */
	token: number;
	/** Bytes of the whole file; no limit by default. */
	bytes?: number;
}

export const DEFAULT_LIMITS: XmlLimits = {
	depth: 100,
	record: 20_000_000,
	attributes: 500,
	attribute: 1_000_000,
	token: 20_000_000,
};

export interface ReadXmlOptions {
	/**
	 * Namespace URI → canonical prefix ('' for names without one). Several URIs may share a prefix (old versions of a
	 * schema).
	 */
	namespaces: Readonly<Record<string, string>>;
	/**
	 * Canonical names of the elements that are handed over whole, wherever they stand; `root`: the whole document is
	 * one record.
	 */
	records: Pick<ReadonlySet<string>, 'has'> | 'root';
	limits?: Partial<XmlLimits>;
}

/**
 * What the reader tells, in document order. `record`: a whole subtree. `open` and `close`: an element outside of any
 * record, as a shell with name and attributes only; at its `close` its `text` begins what stood beside the records.
 * `path`: the shells around it, from the root.
 */
export interface XmlEvent {
	kind: 'open' | 'record' | 'close';
	node: XmlNode;
	path: readonly XmlNode[];
	/** Line of the opening tag, from 1. */
	line: number;
}
