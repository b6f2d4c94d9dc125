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

/**
 * A dataPack of these drafts. The same drafts and options give the same bytes. The drafts must have passed checkDraft.
 *
 * Throws PackError (no draft, a draft of another pack, a document twice), EncodingError, XmlWriteError, MoneyError.
 */
export function buildPack(drafts: readonly DocumentDraft[], options: PackOptions): Uint8Array {
	if (drafts.length === 0) throw new PackError('There is no document for the pack, and POHODA takes no empty pack.');
	const seen = new Set<string>();
	const items = drafts.map((draft) => itemText(draft, options, seen)).join('');
	return encodeWindows1250(`${XML_DECLARATION}${rootTag(options)}\n${items}</dat:dataPack>\n`, { missing: 'refuse' }).bytes;
}
