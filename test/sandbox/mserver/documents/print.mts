/** prn:print: a report of one record. POHODA writes a file; with binaryData the PDF also stands in the answer. */
import type { State } from '../state.mts';
import { child, childrenOf, textOf, type El } from '../tree.mts';
import type { Detail, ImportResult } from '../types.mts';
import type { XmlObject } from '../xml.mts';
import { ERRNO, refusal } from './context.mts';

interface Printed {
	id: number;
	number?: string;
	title: string;
}

function find(state: State, agenda: string, id: number): Printed | undefined {
	if (agenda === 'adresar') {
		const contact = state.contacts.find((one) => one.id === id);
		return contact && { id, title: `Adresa ${id}` };
	}
	if (agenda === 'zasoby') {
		const card = state.card(id);
		return card && { id, title: `${card.code} ${card.name}` };
	}
	const document = state.documents.find((one) => one.agenda === agenda && one.id === id);
	return document && { id, number: document.number, title: document.number };
}

/** The smallest PDF with one line of text; characters outside ASCII are left out. */
export function pdfOf(line: string): Buffer {
	const text = line.normalize('NFD').replace(/[^\x20-\x7e]/g, '').replace(/[\\()]/g, '\\$&');
	const stream = `BT /F1 24 Tf 72 720 Td (${text}) Tj ET`;
	const objects = [
		'<< /Type /Catalog /Pages 2 0 R >>',
		'<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
		'<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
		`<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
		'<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
	];
	let body = '%PDF-1.4\n';
	const offsets = objects.map((object, index) => {
		const at = body.length;
		body += `${index + 1} 0 obj\n${object}\nendobj\n`;
		return at;
	});
	const table = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
	return Buffer.from(`${body}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`, 'latin1');
}

function attachment(settings: El, printed: Printed): XmlObject[] {
	const pdf = child(settings, 'prn:pdf');
	// "printer" has priority over "PDF".
	if (!pdf || child(settings, 'prn:printer') || !child(pdf, 'prn:binaryData')) return [];
	const fileName = textOf(pdf, 'prn:fileName')!.split(/[\\/]/).at(-1)!;
	return [{ 'rdc:idReport': textOf(settings, 'prn:report', 'prn:id')!.trim(), 'rdc:data': { '@fileName': fileName, '@code': 'base64', '#': pdfOf(printed.title).toString('base64') } }];
}

export function printRecord(state: State, root: El): ImportResult {
	const details: Detail[] = [];
	const record = child(root, 'prn:record')!;
	const id = textOf(record, 'ftr:filter', 'ftr:id');
	const printed = id === undefined ? undefined : find(state, record.attributes['agenda'] ?? '', Number(id));
	if (!printed) {
		refusal({ details }, record, id === undefined ? 'Není uveden filtr záznamu.' : 'Záznam nebyl nalezen.', ERRNO.invalidValue, id ?? '', '');
		return { details };
	}
	const attachments = childrenOf(root, 'prn:printerSettings').flatMap((settings) => attachment(settings, printed));
	return {
		details,
		produced: { id: printed.id, number: printed.number, action: 'print' },
		further: attachments.length ? { 'rdc:printDetails': { 'rdc:attachments': { 'rdc:attachment': attachments } } } : undefined,
	};
}
