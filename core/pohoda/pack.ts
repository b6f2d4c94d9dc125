/** Drafts → the bytes of a dataPack, in real Windows-1250. */
import { encodeWindows1250 } from '../text/windows1250';
import type { DocumentDraft } from './receipts/draft';
import { element } from '../xml/node';
import { startTag, writeXml } from '../xml/write';
import { APPLICATION, declarations, XML_DECLARATION } from './constants';
import { writeDocument } from './document';

export interface PackOptions {
	/** dataPack/@id: constant for a source and register; POHODA recognises a document by it and the item id. */
	packId: string;
	/** IČO of the accounting unit, exactly as POHODA has it; '' where a file may go into any unit. */
	ico: string;
	/** Shown in POHODA's agenda XML import log. */
	note?: string;
	/** GUID of the accounting unit, used when there is no IČO. */
	key?: string;
	/** `following` books into the next accounting period. */
	period?: 'current' | 'following';
}

/** A pack that must not be written: what and why. */
export class PackError extends Error {
	override readonly name = 'PackError';
}

function rootTag(options: PackOptions): string {
	return startTag('dat:dataPack', {
		...declarations('dat', 'pro', 'vch', 'typ'),
		version: '2.0',
		id: options.packId,
		...(options.ico === '' ? {} : { ico: options.ico }),
		...(options.key === undefined ? {} : { key: options.key }),
		...(options.period === undefined ? {} : { period: options.period }),
		application: APPLICATION,
		note: options.note ?? '',
	});
}

/** One dataPackItem; refuses what would undo the duplicity check. */
function itemText(draft: DocumentDraft, options: PackOptions, seen: Set<string>): string {
	if (draft.packId !== options.packId) {
		throw new PackError(
			`Document ${draft.documentId} belongs to the pack "${draft.packId}", not to "${options.packId}".`,
		);
	}
	if (seen.has(draft.documentId)) throw new PackError(`Document ${draft.documentId} stands twice in one pack.`);
	seen.add(draft.documentId);
	const item = element('dat:dataPackItem', [writeDocument(draft)], { version: '2.0', id: draft.documentId });
	return `${writeXml(item)}\n`;
}

/** Characters gathered before they are encoded and handed on. */
const CHUNK = 65_536;

/** The text of a dataPack in chunks of about 64 kB, as bytes. */
class PackWriter {
	private readonly seen = new Set<string>();

	private text: string;

	constructor(private readonly options: PackOptions) {
		this.text = `${XML_DECLARATION}${rootTag(options)}\n`;
	}

	/** Bytes, when enough have gathered. */
	add(draft: DocumentDraft): Uint8Array[] {
		this.text += itemText(draft, this.options, this.seen);
		return this.text.length < CHUNK ? [] : [this.flush('')];
	}

	end(): Uint8Array {
		if (this.seen.size === 0)
			throw new PackError('There is no document for the pack, and POHODA takes no empty pack.');
		return this.flush('</dat:dataPack>\n');
	}

	private flush(last: string): Uint8Array {
		const { bytes } = encodeWindows1250(this.text + last, { missing: 'refuse' });
		this.text = '';
		return bytes;
	}
}

/**
 * A dataPack of these drafts. The same drafts and options give the same bytes. The drafts must have passed checkDraft.
 *
 * Throws PackError (no draft, a draft of another pack, a document twice), EncodingError, XmlWriteError, MoneyError.
 */
export function buildPack(drafts: readonly DocumentDraft[], options: PackOptions): Uint8Array {
	const writer = new PackWriter(options);
	const chunks = [...drafts.flatMap((draft) => writer.add(draft)), writer.end()];
	const pack = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.length, 0));
	let at = 0;
	for (const chunk of chunks) {
		pack.set(chunk, at);
		at += chunk.length;
	}
	return pack;
}

/** As buildPack, for many drafts: chunks of about 64 kB, so that neither drafts nor text are in memory at once. */
export async function* buildPackStream(
	drafts: AsyncIterable<DocumentDraft> | Iterable<DocumentDraft>,
	options: PackOptions,
): AsyncGenerator<Uint8Array> {
	const writer = new PackWriter(options);
	for await (const draft of drafts) yield* writer.add(draft);
	yield writer.end();
}
