import { Builder } from './builder';
import { decodeXml } from './decode';
import { XmlError } from './errors';
import type { XmlNode } from './node';
import { subjectOf, type XmlBytes } from './source';

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

/**
 * Reads XML from chunks of bytes and hands over records as they are complete, those of at most 64 kB of the file
 * together (one by one would cost a tenth of the time for waiting); memory does not grow with the file. Encoding by
 * byte order mark, declaration, HTTP's charset and the bytes themselves (see decodeXml); namespaces by URI; CDATA and the five entities understood; refused are DOCTYPE,
 * truncation, wrong end tags, a bare `&`, undeclared prefixes, illegal characters and what is over the limits.
 *
 * Throws XmlError. What was yielded before must not be used then: only a file that ends well is whole.
 */
export async function* readXml(chunks: XmlBytes, options: ReadXmlOptions): AsyncGenerator<XmlEvent[]> {
	const subject = subjectOf(chunks);
	const builder = new Builder(options, { ...DEFAULT_LIMITS, ...options.limits }, subject);
	const decoding = { line: () => builder.line, subject, charset: chunks.answer?.charset };
	for await (const piece of decodeXml(counted(chunks, options.limits?.bytes), decoding)) {
		builder.write(piece);
		yield builder.take();
	}
	builder.close();
	yield builder.take();
}

async function* counted(chunks: AsyncIterable<Uint8Array>, limit = Infinity): AsyncGenerator<Uint8Array> {
	let bytes = 0;
	for await (const chunk of chunks) {
		bytes += chunk.length;
		if (bytes > limit) {
			throw new XmlError(
				'limit',
				`The file is larger than ${limit} bytes`,
				'Export a shorter period, or raise the limit.',
			);
		}
		yield chunk;
	}
}

/** A small document as a whole, e.g. a status. Throws XmlError. */
export async function readXmlDocument(
	chunks: XmlBytes,
	namespaces: Readonly<Record<string, string>>,
): Promise<XmlNode> {
	const events = readXml(chunks, { namespaces, records: 'root' });
	let root: XmlNode | undefined;
	for await (const [event] of events) root = event?.node ?? root;
	// The reader refuses a document without root element.
	return root as XmlNode;
}
