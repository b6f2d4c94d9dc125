/** A client of the stand-in for its tests: real bytes over real HTTP. */
import axios, { type AxiosResponse } from 'axios';
import { XMLParser } from 'fast-xml-parser';
import iconv from 'iconv-lite';

import { startMServer, type MServer, type MServerOptions } from '../../sandbox/mserver/index.mts';

const NS = 'http://www.stormware.cz/schema/version_2/';
const PREFIXES: Record<string, string> = { dat: 'data', pro: 'prodejka', vch: 'voucher', typ: 'type', lst: 'list', ftr: 'filter', acu: 'accountingunit' };
const declarations = Object.entries(PREFIXES)
	.map(([prefix, file]) => `xmlns:${prefix}="${NS}${file}.xsd"`)
	.join(' ');

export const DAY = '2026-11-14';

/** A clock that stands still, in the accounting year of the tests. */
export const now = (): Date => new Date('2026-11-14T11:00:00Z');

export const start = (options: MServerOptions = {}): Promise<MServer> => startMServer({ now, ...options });

export interface PackOptions {
	id?: string;
	/** Replaces the attributes of dataPack as a whole. */
	attributes?: string;
	encoding?: string;
}

/** XML text of a dataPack around ready items. */
export function packXml(items: string, { id = 'pack-1', attributes, encoding = 'Windows-1250' }: PackOptions = {}): string {
	const given = attributes ?? `version="2.0" id="${id}" ico="12345678" application="test" note=""`;
	return `<?xml version="1.0" encoding="${encoding}"?>\n<dat:dataPack ${given} ${declarations}>${items}</dat:dataPack>`;
}

export const packItem = (id: string, content: string): string => `<dat:dataPackItem id="${id}" version="2.0">${content}</dat:dataPackItem>`;

export const line = (gross: string | number, more = ''): string =>
	`<pro:prodejkaItem><pro:text>Káva</pro:text><pro:quantity>1</pro:quantity><pro:payVAT>true</pro:payVAT><pro:rateVAT>low</pro:rateVAT><pro:homeCurrency><typ:unitPrice>${gross}</typ:unitPrice></pro:homeCurrency>${more}</pro:prodejkaItem>`;

export const stockLine = (code: string, quantity: string | number, price: string | number): string =>
	`<pro:prodejkaItem><pro:quantity>${quantity}</pro:quantity><pro:payVAT>true</pro:payVAT><pro:rateVAT>high</pro:rateVAT><pro:homeCurrency><typ:unitPrice>${price}</typ:unitPrice></pro:homeCurrency><pro:stockItem><typ:stockItem><typ:ids>${code}</typ:ids></typ:stockItem></pro:stockItem></pro:prodejkaItem>`;

export interface ProdejkaParts {
	date?: string;
	header?: string;
	items?: string;
	payments?: string;
	rounding?: string;
	summary?: string;
}

export function prodejka({ date = DAY, header = '', items = line('100.00'), payments = '', rounding = 'none', summary = '' }: ProdejkaParts = {}): string {
	return (
		`<pro:prodejka version="2.0"><pro:prodejkaHeader><pro:date>${date}</pro:date><pro:text>Účtenka</pro:text>${header}</pro:prodejkaHeader>` +
		`${items && `<pro:prodejkaDetail>${items}</pro:prodejkaDetail>`}${payments && `<pro:prodejkaPayments>${payments}</pro:prodejkaPayments>`}` +
		`<pro:prodejkaSummary><pro:roundingDocument>${rounding}</pro:roundingDocument>${summary}</pro:prodejkaSummary></pro:prodejka>`
	);
}

export const paid = (form: string, received: string): string => `<pro:paymentItem><pro:paymentType><typ:ids>${form}</typ:ids></pro:paymentType><pro:received>${received}</pro:received></pro:paymentItem>`;

export const bytesOf = (xml: string, encoding = 'windows-1250'): Buffer => iconv.encode(xml, encoding);

export const LOGIN = `Basic ${Buffer.from('api:heslo').toString('base64')}`;

export interface PostOptions {
	checkDuplicity?: boolean;
	headers?: Record<string, string | undefined>;
	/** Until the client gives up. */
	leaving?: AbortSignal;
}

/** Posts bytes to /xml; every status is an answer. */
export function post(server: MServer, body: Buffer, { checkDuplicity, headers = {}, leaving }: PostOptions = {}): Promise<AxiosResponse<ArrayBuffer>> {
	return axios.post<ArrayBuffer>(`${server.url}/xml`, body, {
		headers: {
			'Content-Type': 'text/xml',
			'STW-Authorization': LOGIN,
			'STW-Application': 'test',
			...(checkDuplicity ? { 'STW-Check-Duplicity': 'true' } : {}),
			...headers,
		},
		responseType: 'arraybuffer',
		validateStatus: () => true,
		timeout: 20000,
		signal: leaving,
	});
}

export interface Answer {
	/** Attributes of responsePack. */
	id: string;
	state: string;
	note: string;
	items: AnswerItem[];
	/** The answer as text. */
	text: string;
}

export interface AnswerDetail {
	state: string;
	errno?: string;
	note: string;
	XPath?: string;
	valueRequested?: string;
	valueProduced?: string;
}

export interface AnswerItem {
	id: string;
	state: string;
	note?: string;
	/** State of the prodejkaResponse or voucherResponse. */
	response?: string;
	details: AnswerDetail[];
	produced?: { id: string; number: string };
	duplicity: Array<{ agendaType: string; dateCreate: string; id?: string; number: string }>;
	/** The child element. */
	content?: Record<string, any>;
}

const LISTS = new Set(['responsePackItem', 'detail', 'recordDuplicity', 'prodejka', 'voucher', 'prodejkaItem', 'voucherItem', 'paymentItem']);
const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '@', removeNSPrefix: true, parseTagValue: false, parseAttributeValue: false, isArray: (name) => LISTS.has(name) });

export function readAnswer(body: ArrayBuffer | Buffer): Answer {
	const text = iconv.decode(Buffer.from(body as ArrayBuffer), 'windows-1250');
	const pack = (parser.parse(text) as { responsePack: Record<string, any> }).responsePack;
	const items = ((pack['responsePackItem'] ?? []) as Array<Record<string, any>>).map((item): AnswerItem => {
		const name = Object.keys(item).find((key) => !key.startsWith('@') && key !== 'errorDetail');
		const content = name === undefined ? undefined : (item[name] as Record<string, any>);
		return {
			id: item['@id'],
			state: item['@state'],
			note: item['@note'],
			response: content?.['@state'],
			details: content?.['importDetails']?.detail ?? [],
			produced: content?.['producedDetails'],
			duplicity: item['errorDetail']?.recordDuplicity ?? [],
			content,
		};
	});
	return { id: pack['@id'], state: pack['@state'], note: pack['@note'], items, text };
}

/** Posts XML text in the encoding it declares and reads the answer. */
export async function exchange(server: MServer, xml: string, options: PostOptions = {}): Promise<Answer> {
	const response = await post(server, bytesOf(xml), options);
	if (response.status !== 200) throw new Error(`HTTP ${response.status}`);
	return readAnswer(response.data);
}

/** Imports one document; answers its item. */
export async function importOne(server: MServer, content: string, options: PostOptions & { itemId?: string } = {}): Promise<AnswerItem> {
	const answer = await exchange(server, packXml(packItem(options.itemId ?? 'item-1', content)), options);
	return answer.items[0]!;
}
