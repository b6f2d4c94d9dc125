/** What makes a file an export of sales receipts, and where its documents are. */
import { localName, type XmlNode } from '../xml/node';
import type { XmlEvent } from '../xml/reading';
import { isForeign, shownElement } from './foreignRoots';
import { isRefused } from './refusedList';

/** The file as a whole cannot be used: what it is instead, and what to do. */
export class ExportFileError extends Error {
	override readonly name = 'ExportFileError';
}

/** Answers and files that are mistaken for an export. */
function checkRoot({ name, attributes }: XmlNode): void {
	if (name === 'rsp:responsePack' && isRefused(attributes.state)) {
		throw new ExportFileError(`POHODA refused the export: ${attributes.note || 'it gave no reason'}.`);
	}
	if (['dat:dataPack', 'rsp:responsePack', 'lst:listProdejka', 'pro:prodejka', 'dat:dataPackItem'].includes(name))
		return;
	throw new ExportFileError(
		`This is no export of sales receipts: it begins with ${isForeign(name) ? shownElement(name) : `<${localName(name)}>`} instead of <dataPack>. In eKancelář choose Nastavení pokladny, Pohoda – manuální synchronizace, Export.`,
	);
}

/** Elements around documents that make a file something else than an export. */
export function checkShell(node: XmlNode, path: readonly XmlNode[]): void {
	const { name, attributes } = node;
	if (path.length === 0) checkRoot(node);
	if (name.endsWith('Response')) {
		throw new ExportFileError(
			"This is POHODA's answer to an import, not an export. Read it with File, Read Command-Line Answers, of the POHODA node.",
		);
	}
	if (isRefused(attributes.state) && (name === 'rsp:responsePackItem' || name === 'lst:listProdejka')) {
		throw new ExportFileError(`POHODA refused the export: ${attributes.note || 'it gave no reason'}.`);
	}
}

/** Elements around documents that say nothing themselves. */
const SHELLS = new Set(['dat:dataPack', 'dat:dataPackItem', 'rsp:responsePack', 'rsp:responsePackItem', 'lst:listProdejka', 'rdc:importDetails', 'rdc:detail']);

/** Why something beside the documents is named instead of being passed over: text, or an element that is none of a pack. */
export function strayOf({ kind, node, path }: XmlEvent): string | undefined {
	if (kind === 'close') {
		const text = node.text.trim();
		if (text === '') return undefined;
		return `There is text beside the documents: "${text.slice(0, 60)}". No such thing stands in an export; find out what wrote it there.`;
	}
	const known = kind === 'record' || SHELLS.has(node.name) || !path.every(({ name }) => SHELLS.has(name));
	return known ? undefined : `<${localName(node.name)}> stands beside the documents and is not read.`;
}

/** The prodejky of a record element, and what else is in it. */
export function documentsOf(node: XmlNode): { documents: XmlNode[]; other?: string } {
	if (node.name !== 'dat:dataPackItem') return { documents: [node] };
	const documents: XmlNode[] = [];
	const others: string[] = [];
	const sort = (one: XmlNode, isDocument: boolean) => (isDocument ? documents.push(one) : others.push(localName(one.name)));
	const text = (one: XmlNode) => (one.text.trim() === '' ? [] : [`"${one.text.trim().slice(0, 60)}"`]);
	for (const one of node.children) {
		if (one.name !== 'lst:listProdejka') sort(one, one.name === 'pro:prodejka');
		else {
			for (const listed of one.children) sort(listed, listed.name.endsWith(':prodejka'));
			others.push(...text(one));
		}
	}
	others.push(...text(node));
	return documents.length > 0 && others.length === 0 ? { documents } : { documents, other: others.join(', ') };
}
