/** The responsePack as XML in Windows-1250. */
import iconv from 'iconv-lite';

import { NAMESPACES } from './namespaces.mts';
import type { ImportResult, Settings } from './types.mts';
import { given, xmlText, type XmlObject } from './xml.mts';

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

function importContent({ element, produced, details, further }: ImportResult & { element: string }): XmlObject {
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
	const extId = produced?.extId;
	return {
		[element]: given({
			'@version': '2.0',
			'@state': details.some((detail) => detail.state === 'error') ? 'error' : 'ok',
			'rdc:importDetails': rows.length ? { 'rdc:detail': rows } : undefined,
			'rdc:producedDetails':
				produced &&
				given({
					'rdc:id': produced.id,
					'rdc:number': produced.number,
					'rdc:code': produced.code,
					'rdc:actionType': produced.action,
					'rdc:extId': extId && given({ 'typ:ids': extId.ids, 'typ:exSystemName': extId.exSystemName, 'typ:exSystemText': extId.exSystemText }),
				}),
			...further,
		}),
	};
}

/** XML text in Windows-1250 bytes; a character that the encoding has not becomes a question mark. */
export function xmlBytes(root: XmlObject): Buffer {
	return iconv.encode(xmlText(root, 'Windows-1250'), 'windows-1250');
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
