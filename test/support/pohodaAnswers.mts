// Answers of POHODA as XML text, put together by hand so that tests do not share code with what they test.
import { encodeWindows1250 } from '../../core/text/windows1250';

const NAMESPACES = ['response:rsp', 'documentresponse:rdc', 'type:typ', 'list:lst', 'prodejka:pro', 'voucher:vch']
	.map((pair) => pair.split(':'))
	.map(([file, prefix]) => `xmlns:${prefix}="http://www.stormware.cz/schema/version_2/${file}.xsd"`)
	.join(' ');

export const bytesOf = (xml: string): Buffer => Buffer.from(encodeWindows1250(xml, { missing: 'refuse' }).bytes);

export function answerXml(id: string, items: string[], more: { state?: string; note?: string } = {}): string {
	const { state = 'ok', note = '' } = more;
	return `<?xml version="1.0" encoding="Windows-1250"?>\n<rsp:responsePack version="2.0" id="${id}" state="${state}" note="${note}" ico="12345678" programVersion="14105.5 SQL (12.1.2026)" ${NAMESPACES}>${items.join('')}</rsp:responsePack>`;
}

export function createdItem(id: string, number: string, pohodaId = '95', details = ''): string {
	return `<rsp:responsePackItem version="2.0" id="${id}" state="ok"><pro:prodejkaResponse version="2.0" state="ok">${details}<rdc:producedDetails><rdc:id>${pohodaId}</rdc:id><rdc:number>${number}</rdc:number><rdc:actionType>add</rdc:actionType></rdc:producedDetails></pro:prodejkaResponse></rsp:responsePackItem>`;
}

export function detail(state: string, errno: number, note: string): string {
	return `<rdc:importDetails><rdc:detail><rdc:state>${state}</rdc:state><rdc:errno>${errno}</rdc:errno><rdc:note>${note}</rdc:note></rdc:detail></rdc:importDetails>`;
}

export function refusedItem(id: string, errno: number, note: string): string {
	return `<rsp:responsePackItem version="2.0" id="${id}" state="ok"><pro:prodejkaResponse version="2.0" state="error">${detail('error', errno, note)}</pro:prodejkaResponse></rsp:responsePackItem>`;
}

/** Without `pohodaId` the document was deleted since. */
export function duplicateItem(id: string, number: string, pohodaId?: string): string {
	const there = pohodaId === undefined ? '' : `<rsp:id>${pohodaId}</rsp:id>`;
	return `<rsp:responsePackItem version="2.0" id="${id}" state="error" note="Záznam byl již importován."><rsp:errorDetail><rsp:recordDuplicity><rsp:agendaType>prodejky</rsp:agendaType>${there}<rsp:number>${number}</rsp:number></rsp:recordDuplicity></rsp:errorDetail></rsp:responsePackItem>`;
}

export function listedDocument(document: { id: string; number: string; extId: string; intNote?: string; date?: string }): string {
	const { id, number, extId, intNote = '', date = '2026-11-14' } = document;
	return `<lst:prodejka version="2.0"><pro:prodejkaHeader><pro:id>${id}</pro:id><pro:extId><typ:ids>${extId}</typ:ids><typ:exSystemName>n8n-nodes-ekasa-sync</typ:exSystemName></pro:extId><pro:number><typ:numberRequested>${number}</typ:numberRequested></pro:number><pro:date>${date}</pro:date><pro:intNote>${intNote}</pro:intNote></pro:prodejkaHeader></lst:prodejka>`;
}

export function listAnswer(documents: string[]): string {
	const item = `<rsp:responsePackItem version="2.0" id="list" state="ok"><lst:listProdejka version="2.0" state="ok">${documents.join('')}</lst:listProdejka></rsp:responsePackItem>`;
	return answerXml('list', [item]);
}
