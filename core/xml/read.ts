import { Builder } from './builder';
import { decodeXml } from './decode';
import { XmlError } from './errors';
import type { XmlNode } from './node';
import { DEFAULT_LIMITS, type ReadXmlOptions, type XmlEvent } from './reading';
import { subjectOf, type XmlBytes } from './source';

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
