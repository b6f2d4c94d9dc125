/** dataPacks of any elements: written records, list requests, or what a person sends as it is. */
import { encodeWindows1250 } from '../../text/windows1250';
import { element, type XmlNode } from '../../xml/node';
import { startTag, writeXml } from '../../xml/write';
import { APPLICATION, XML_DECLARATION } from '../constants';
import { PackError, type PackOptions } from '../pack';
import { declarationsFor } from './names';

interface PackItem {
	/** dataPackItem/@id: stable for a retry, unique for new data; at most 64 characters. */
	id: string;
	/** One element, e.g. of writeRecord. */
	node: XmlNode;
}

/**
 * A dataPack of these elements, in real Windows-1250. The same items and options give the same bytes.
 *
 * Throws PackError (no item, an id twice or too long), EncodingError and XmlWriteError for what no check has seen.
 */
export function buildItemPack(items: readonly PackItem[], options: PackOptions): Uint8Array {
	if (items.length === 0) throw new PackError('There is nothing for the pack, and POHODA takes no empty pack.');
	const seen = new Set<string>();
	let text = '';
	for (const { id, node } of items) {
		if (id === '' || [...id].length > 64) {
			throw new PackError(`The id "${id.slice(0, 70)}" has ${[...id].length} characters; POHODA takes 1 to 64.`);
		}
		if (seen.has(id)) throw new PackError(`"${id}" stands twice in one pack.`);
		seen.add(id);
		text += `${writeXml(element('dat:dataPackItem', [node], { version: '2.0', id }))}\n`;
	}
	const root = startTag('dat:dataPack', {
		...declarationsFor(items.map(({ node }) => node)),
		version: '2.0',
		id: options.packId,
		...(options.ico === '' ? {} : { ico: options.ico }),
		...(options.key === undefined ? {} : { key: options.key }),
		...(options.period === undefined ? {} : { period: options.period }),
		application: APPLICATION,
		note: options.note ?? '',
	});
	return encodeWindows1250(`${XML_DECLARATION}${root}\n${text}</dat:dataPack>\n`, { missing: 'refuse' }).bytes;
}
