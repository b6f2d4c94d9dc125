/** The responsePack as XML in Windows-1250. */
import iconv from 'iconv-lite';
import { create } from 'xmlbuilder2';

import type { ImportResult } from './documents/import.mts';
import { NAMESPACES } from './namespaces.mts';
import type { Settings } from './types.mts';

/** Element names to text, objects or arrays of objects; "@name" is an attribute, "#" the text beside attributes. */
export interface XmlObject {
	[name: string]: XmlValue | undefined;
}
export type XmlValue = string | number | boolean | XmlObject | ReadonlyArray<XmlObject | string>;

export interface AnswerItem {
	id: string;
	state: 'ok' | 'error';
	note?: string;
	/** Any child of responsePackItem. */
	content?: XmlObject;
	/** Answer to an import. */
	response?: ImportResult & { element: string };
	/** Refused by the rule tables. */
	violatesSchema?: boolean;
}

export interface AnswerPack {
	id: string;
	state: 'ok' | 'error';
	note: string;
	items: AnswerItem[];
}

/** Leaves out what is undefined: an element that is not there. */
export function given(object: Record<string, XmlValue | undefined>): XmlObject {
	return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
}

function importContent({ element, document, details }: ImportResult & { element: string }): XmlObject {
	const rows = details.map((detail) =>
		given({
			'rdc:state': detail.state,
			'rdc:errno': detail.errno,
			'rdc:note': detail.note,
			'rdc:XPath': detail.xpath,
			'rdc:valueRequested': detail.requested,
			'rdc:valueProduced': detail.produced,
		}),
	);
	const extId = document?.extIds[0];
	const produced = document && {
		'rdc:id': document.id,
		'rdc:number': document.number,
		'rdc:actionType': 'add',
		...(extId && { 'rdc:extId': given({ 'typ:ids': extId.ids, 'typ:exSystemName': extId.exSystemName, 'typ:exSystemText': extId.exSystemText }) }),
	};
	return {
		[element]: given({
			'@version': '2.0',
			'@state': document ? 'ok' : 'error',
			'rdc:importDetails': rows.length ? { 'rdc:detail': rows } : undefined,
			'rdc:producedDetails': produced,
		}),
	};
}

/** XML text in Windows-1250 bytes; a character that the encoding has not becomes a question mark. */
export function xmlBytes(root: XmlObject): Buffer {
	return iconv.encode(create({ version: '1.0', encoding: 'Windows-1250' }, root as never).end(), 'windows-1250');
}

export function answerBytes(pack: AnswerPack, settings: Settings): Buffer {
	const items = pack.items.map((item) =>
		given({
			'@version': '2.0',
			'@id': item.id,
			'@state': item.state,
			'@note': item.note,
			...(item.content ?? (item.response && importContent(item.response))),
		}),
	);
	const declarations = Object.fromEntries(Object.entries(NAMESPACES).filter(([prefix]) => prefix !== 'dat').map(([prefix, uri]) => [`@xmlns:${prefix}`, uri]));
	return xmlBytes({
		'rsp:responsePack': given({
			...declarations,
			'@version': '2.0',
			'@id': pack.id,
			'@state': pack.state,
			'@programVersion': settings.programVersion,
			'@ico': settings.ico,
			'@key': settings.key,
			'@note': pack.note,
			'rsp:responsePackItem': items.length ? items : undefined,
		}),
	});
}
