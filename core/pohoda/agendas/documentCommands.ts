/** Commands about one document that is in POHODA: print it, cancel it (storno). */
import { child, childrenOf, element, type XmlNode } from '../../xml/node';
import { readXml } from '../../xml/read';
import { readPackHead, readResponseItem } from '../response';
import type { AgendaName } from './index';
import { NAMESPACES } from './names';

export interface DocumentKind {
	agenda: AgendaName;
	/** Kind in POHODA's words, where the agenda has kinds. */
	kind?: string;
	/** The agenda in the words of print.xsd. */
	print: string;
	/** Whether the XSD has cancelDocument for it. */
	cancel: boolean;
}

/** Documents that can be printed, and those that can be cancelled (print.xsd, invoice.xsd, prodejka.xsd, voucher.xsd). */
export const DOCUMENT_KINDS = {
	cashDocument: { agenda: 'cashDocument', print: 'pokladna', cancel: true },
	goodsIssueNote: { agenda: 'goodsIssueNote', print: 'vydejky', cancel: false },
	goodsReceivedNote: { agenda: 'goodsReceivedNote', print: 'prijemky', cancel: false },
	issuedAdvanceInvoice: { agenda: 'invoice', kind: 'issuedAdvanceInvoice', print: 'vydane_zalohove_faktury', cancel: true },
	issuedInvoice: { agenda: 'invoice', kind: 'issuedInvoice', print: 'vydane_faktury', cancel: true },
	issuedOffer: { agenda: 'offer', kind: 'issuedOffer', print: 'vydane_nabidky', cancel: false },
	issuedOrder: { agenda: 'order', kind: 'issuedOrder', print: 'vydane_objednavky', cancel: false },
	receivedInvoice: { agenda: 'invoice', kind: 'receivedInvoice', print: 'prijate_faktury', cancel: true },
	receivedOrder: { agenda: 'order', kind: 'receivedOrder', print: 'prijate_objednavky', cancel: false },
	salesReceipt: { agenda: 'salesReceipt', print: 'prodejky', cancel: true },
	stockTransfer: { agenda: 'stockTransfer', print: 'prevod', cancel: false },
} as const satisfies Record<string, DocumentKind>;
export type DocumentKindName = keyof typeof DOCUMENT_KINDS;

interface PrintJob {
	document: DocumentKindName;
	/** POHODA's id. */
	id: string;
	/** Number of the report, from its properties in POHODA. */
	report: string;
	/** Where POHODA writes the PDF on its own computer before it is in the answer; it is removed then. */
	file: string;
}

/** prn:print with the PDF in the answer. */
export function printElement({ document, id, report, file }: PrintJob): XmlNode {
	const record = element('prn:record', [element('ftr:filter', [element('ftr:id', id)])], {
		agenda: DOCUMENT_KINDS[document].print,
	});
	const pdf = element('prn:pdf', [
		element('prn:fileName', file),
		element('prn:binaryData', [element('prn:responseXml', 'true'), element('prn:removeFile', 'true')]),
	]);
	const settings = element('prn:printerSettings', [element('prn:report', [element('prn:id', report)]), pdf]);
	return element('prn:print', [record, settings], { version: '1.0' });
}

/** cancelDocument of one document; the day of the cancelling document is POHODA's today unless it is given. */
export function cancelElement(document: DocumentKindName, id: string, date?: string): XmlNode {
	const { agenda } = DOCUMENT_KINDS[document];
	const [prefix, root] = { invoice: ['inv', 'invoice'], salesReceipt: ['pro', 'prodejka'], cashDocument: ['vch', 'voucher'] }[
		agenda as 'invoice' | 'salesReceipt' | 'cashDocument'
	];
	const source = element('typ:sourceDocument', [element('typ:id', id)]);
	const kind = DOCUMENT_KINDS[document] as DocumentKind;
	const type = kind.kind === undefined ? [] : [element(`${prefix}:invoiceType`, kind.kind)];
	const header = date === undefined ? [] : [element(`${prefix}:${root}Header`, [...type, element(`${prefix}:date`, date)])];
	return element(`${prefix}:${root}`, [element(`${prefix}:cancelDocument`, [source]), ...header], { version: '2.0' });
}

/** The PDF did not come; the message is POHODA's own, or says what is missing. */
class PrintError extends Error {
	override readonly name = 'PrintError';
}

/** Characters of one PDF in base64. */
const LARGEST = 100_000_000;

/**
 * The PDF in an answer to printElement, in base64 without white space.
 *
 * Throws PrintError, XmlError and ResponseError.
 */
export async function readPrint(chunks: AsyncIterable<Uint8Array>): Promise<{ fileName: string; base64: string }> {
	const options = {
		namespaces: NAMESPACES,
		records: new Set(['rsp:responsePackItem']),
		limits: { record: LARGEST, token: LARGEST },
	};
	let item: XmlNode | undefined;
	let begun = false;
	for await (const batch of readXml(chunks, options)) {
		for (const { kind, node } of batch) {
			if (!begun) {
				begun = true;
				const { state, note } = readPackHead(node);
				if (state === 'error') throw new PrintError(note || 'POHODA refused without saying why.');
			} else if (kind === 'record') item ??= node;
		}
	}
	if (item === undefined) throw new PrintError('POHODA answered nothing about the print.');
	const { note, state, documentState, details } = readResponseItem(item);
	if (state === 'error' || documentState === 'error') {
		throw new PrintError([note, ...details.map((detail) => detail.note)].filter(Boolean).join(' ') || 'POHODA gave no reason.');
	}
	const attachments = child(child(child(item, 'prn:printResponse'), 'rdc:printDetails'), 'rdc:attachments');
	const data = childrenOf(attachments, 'rdc:attachment').map((one) => child(one, 'rdc:data'))[0];
	const base64 = (data?.text ?? '').replace(/\s+/g, '');
	if (data === undefined || base64 === '') throw new PrintError('POHODA printed, but its answer has no PDF.');
	return { fileName: data.attributes.fileName ?? '', base64 };
}
