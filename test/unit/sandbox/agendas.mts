/** XML of the further agendas for the tests of the stand-in. */
import { expect } from '@jest/globals';

import type { MServer } from '../../sandbox/mserver/index.mts';
import { pohodaSchemas, validate } from '../../support/xsd.mts';
import { DAY, exchange, packItem, type AnswerItem } from './helpers.mts';

const BASE = 'http://www.stormware.cz/schema/version_2/';
const FILES: Record<string, string> = {
	dat: 'data', typ: 'type', lst: 'list', ftr: 'filter', acu: 'accountingunit', pro: 'prodejka', vch: 'voucher', adb: 'addressbook', stk: 'stock', ord: 'order',
	inv: 'invoice', ofr: 'offer', vyd: 'vydejka', pri: 'prijemka', pre: 'prevodka', lStk: 'list_stock', lAdb: 'list_addBook', lCen: 'list_centre',
	lAcv: 'list_activity', lCon: 'list_contract', prn: 'print', asv: 'accountingSalesVouchers', dis: 'discount',
};

/** A pack with every namespace bound. */
export const pack = (items: string, id = 'pack-1'): string =>
	`<?xml version="1.0" encoding="Windows-1250"?><dat:dataPack version="2.0" id="${id}" ico="12345678" application="test" note="" ${Object.entries(FILES)
		.map(([prefix, file]) => `xmlns:${prefix}="${BASE}${file}.xsd"`)
		.join(' ')}>${items}</dat:dataPack>`;

let sent = 0;

/** Sends one element in a pack of its own; answers its item. */
export async function send(server: MServer, content: string, options: { itemId?: string; checkDuplicity?: boolean } = {}): Promise<AnswerItem> {
	const itemId = options.itemId ?? `item-${++sent}`;
	const answer = await exchange(server, pack(packItem(itemId, content), itemId), { checkDuplicity: options.checkDuplicity });
	return answer.items[0]!;
}

/** Records of a list, always as an array. */
export async function list(server: MServer, request: string): Promise<Array<Record<string, any>>> {
	const { content } = await send(server, request);
	const rows = Object.entries(content ?? {}).find(([name]) => !name.startsWith('@'))?.[1] ?? [];
	return [rows].flat() as Array<Record<string, any>>;
}

export const stockRequest = (filter = '', more = ''): string =>
	`<lStk:listStockRequest version="2.0" stockVersion="2.0">${more}<lStk:requestStock>${filter && `<ftr:filter>${filter}</ftr:filter>`}</lStk:requestStock></lStk:listStockRequest>`;

export const contactRequest = (filter = ''): string =>
	`<lAdb:listAddressBookRequest version="2.0" addressBookVersion="2.0" extSystem="shop"><lAdb:requestAddressBook>${filter && `<ftr:filter>${filter}</ftr:filter>`}</lAdb:requestAddressBook></lAdb:listAddressBookRequest>`;

export const documentRequest = (name: string, kind = '', filter = '', restriction = ''): string =>
	`<lst:list${name}Request version="2.0" ${name[0]!.toLowerCase()}${name.slice(1)}Version="2.0" ${kind} extSystem="shop"><lst:request${name}>${filter && `<ftr:filter>${filter}</ftr:filter>`}</lst:request${name}>${restriction && `<lst:restrictionData>${restriction}</lst:restrictionData>`}</lst:list${name}Request>`;

export const action = (ns: string, what: 'add' | 'update' | 'delete', filter: string, attributes = ''): string =>
	`<${ns}:actionType><${ns}:${what} ${attributes}>${filter && `<ftr:filter>${filter}</ftr:filter>`}</${ns}:${what}></${ns}:actionType>`;

export const stock = (header: string, actionType = '', after = ''): string =>
	`<stk:stock version="2.0">${actionType}${header && `<stk:stockHeader>${header}</stk:stockHeader>`}${after}</stk:stock>`;

export const newCard = (code: string, more = ''): string =>
	`<stk:stockType>card</stk:stockType><stk:code>${code}</stk:code><stk:name>Lžička č. ${code}</stk:name><stk:storage><typ:ids>ZBOŽÍ/Kuchyň</typ:ids></stk:storage><stk:typePrice><typ:ids>Zboží</typ:ids></stk:typePrice>${more}`;

export const contact = (address: string, actionType = '', more = ''): string =>
	`<adb:addressbook version="2.0">${actionType}<adb:addressbookHeader><adb:identity>${address}</adb:identity>${more}</adb:addressbookHeader></adb:addressbook>`;

export const item = (ns: string, name: string, code: string, quantity: string | number, price: string | number, more = ''): string =>
	`<${ns}:${name}Item><${ns}:quantity>${quantity}</${ns}:quantity><${ns}:payVAT>true</${ns}:payVAT><${ns}:rateVAT>high</${ns}:rateVAT><${ns}:homeCurrency><typ:unitPrice>${price}</typ:unitPrice></${ns}:homeCurrency>${code && `<${ns}:stockItem><typ:stockItem><typ:ids>${code}</typ:ids></typ:stockItem></${ns}:stockItem>`}${more}</${ns}:${name}Item>`;

/** order, invoice, offer, vydejka, prijemka. */
export const document = (ns: string, name: string, header: string, items: string, { before = '', summary = '' } = {}): string =>
	`<${ns}:${name} version="2.0">${before}<${ns}:${name}Header><${ns}:date>${DAY}</${ns}:date><${ns}:text>Zkouška</${ns}:text>${header}</${ns}:${name}Header>${items && `<${ns}:${name}Detail>${items}</${ns}:${name}Detail>`}<${ns}:${name}Summary><${ns}:roundingDocument>none</${ns}:roundingDocument>${summary}</${ns}:${name}Summary></${ns}:${name}>`;

export const PARTNER = (ns: string): string => `<${ns}:partnerIdentity><typ:address><typ:company>Růžička s.r.o.</typ:company><typ:ico>01234567</typ:ico></typ:address></${ns}:partnerIdentity>`;

type Documents = Record<string, Uint8Array[]>;

/**
 * Gathers what the servers of a test file took and answered, to have it validated in one go: compiling the schemas is what
 * takes the time. Without the schemas there is nothing to check by.
 */
export function gatherXml(): { xsd: (documents: Uint8Array[], schema: string) => Promise<Array<{ valid: boolean; errors: string[] }>>; check: () => Promise<void> } {
	const gathered: Documents = {};
	return {
		xsd: (documents, schema) => {
			(gathered[schema] ??= []).push(...documents);
			return Promise.resolve(documents.map(() => ({ valid: true, errors: [] })));
		},
		check: async () => {
			if (pohodaSchemas() === undefined) return;
			for (const [schema, documents] of Object.entries(gathered)) {
				const results = await validate(documents, schema);
				expect(results.flatMap(({ errors }) => errors)).toEqual([]);
			}
		},
	};
}
