import { namespaceOf } from '../../../core/pohoda/constants';

const PREFIXES = ['rsp', 'rdc', 'typ', 'lst', 'pro', 'vch', 'dat', 'ftr'];
const DECLARED = PREFIXES.map((prefix) => `xmlns:${prefix}="${namespaceOf(prefix)}"`).join(' ');

/** A responsePack with these items. */
export function answer(items: string, attributes = 'state="ok" note=""'): string {
	return `<rsp:responsePack version="2.0" id="ekasa/P1" ${attributes} programVersion="14100.1 SQL (1.9.2026)" ico="12345678" ${DECLARED}>${items}</rsp:responsePack>`;
}

/** An answer item with a document. */
export function item(id: string, inner: string, attributes = 'state="ok"'): string {
	return `<rsp:responsePackItem version="2.0" id="${id}" ${attributes}>${inner}</rsp:responsePackItem>`;
}

export function prodejkaResponse(inner: string, state = 'ok'): string {
	return `<pro:prodejkaResponse version="2.0" state="${state}">${inner}</pro:prodejkaResponse>`;
}

export function detail(state: string, errno: number, note: string, rest = ''): string {
	return `<rdc:detail><rdc:state>${state}</rdc:state><rdc:errno>${errno}</rdc:errno><rdc:note>${note}</rdc:note>${rest}</rdc:detail>`;
}

export const details = (...list: string[]): string => `<rdc:importDetails>${list.join('')}</rdc:importDetails>`;
export const produced = (id: number, number: string): string =>
	`<rdc:producedDetails><rdc:id>${id}</rdc:id><rdc:number>${number}</rdc:number></rdc:producedDetails>`;

/** A listProdejka or listVoucher in an answer. */
export function listAnswer(name: string, documents: string, attributes = 'state="ok"'): string {
	return answer(
		item(
			'list',
			`<lst:${name} version="2.0" dateTimeStamp="2026-11-14T10:00:00" dateValidFrom="2026-11-14" ${attributes}>${documents}</lst:${name}>`,
		),
	);
}

/** A dataPack with these items. */
export function dataPack(items: string): string {
	return `<dat:dataPack version="2.0" id="e1" ico="12345678" application="eKancelar" note="" ${DECLARED}>${items}</dat:dataPack>`;
}
