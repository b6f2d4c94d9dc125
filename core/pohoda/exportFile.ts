/** What makes a file an export of sales receipts, and where its documents are. */
import { localName, type XmlNode } from '../xml/node';
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
		`This is no export of sales receipts: it begins with <${localName(name)}> instead of <dataPack>. In eKancelář choose Nastavení pokladny, Pohoda – manuální synchronizace, Export.`,
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

/** The prodejky of a record element, and why it has none. */
export function documentsOf(node: XmlNode): { documents: XmlNode[]; other?: string } {
	if (node.name !== 'dat:dataPackItem') return { documents: [node] };
	const documents = node.children.flatMap((one) =>
		one.name === 'lst:listProdejka'
			? one.children.filter(({ name }) => name.endsWith(':prodejka'))
			: one.name === 'pro:prodejka'
				? [one]
				: [],
	);
	return documents.length > 0
		? { documents }
		: { documents, other: node.children.map(({ name }) => localName(name)).join(', ') };
}
