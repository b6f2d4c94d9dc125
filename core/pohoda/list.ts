/** Looking documents up in POHODA: list requests and their answers. */
import { absMicro, fromMicro, type Micro } from '../money/micro';
import { encodeWindows1250 } from '../text/windows1250';
import { child, childrenOf, element, textAt, type XmlNode } from '../xml/node';
import { readXml, type XmlEvent } from '../xml/read';
import { writeXml } from '../xml/write';
import { APPLICATION, declarations, EX_SYSTEM_NAME, NAMESPACES, XML_DECLARATION } from './constants';
import { readPackHead } from './response';
import { readNumber } from './values';

export type ListAgenda = 'salesReceipt' | 'cashDocument';

/** Names of an agenda in requests, answers and documents. */
const AGENDAS = {
	salesReceipt: { request: 'Prodejka', version: 'prodejkaVersion' },
	cashDocument: { request: 'Voucher', version: 'voucherVersion' },
} as const;

export interface ListRequest {
	agenda: ListAgenda;
	ico: string;
	/** Documents with one of these extIds (of our system); at most 255 together with `ids`. */
	extIds?: string[];
	/** POHODA's ids. */
	ids?: string[];
	/** YYYY-MM-DD, inclusive. */
	dateFrom?: string;
	dateTill?: string;
	/** Lowest POHODA id of the page; next page = last id + 1. */
	idFrom?: number;
	/** Documents per page, 1 to 10 000. */
	count?: number;
}

export interface ListedItem {
	text?: string;
	code?: string;
	ean?: string;
	extId?: string;
	quantity?: number;
	/** Gross of the line, signed as the document. */
	total?: number;
}

/** A document as POHODA exports it, with what flows ask for; the rest is in `node`. */
export interface ListedDocument {
	agenda: ListAgenda;
	/** POHODA's id. */
	id: string;
	number?: string;
	date?: string;
	/** prodejkaType or voucherType. */
	type?: string;
	text?: string;
	note?: string;
	intNote?: string;
	/** Those of our system. */
	extIds: string[];
	/** Kasa of a sales receipt, pokladna of a cash document. */
	cashRegister?: string;
	/** Payment form of the header. */
	payment?: string;
	/** One for each payment; of a header's payment form the whole total. Signed. */
	payments: Array<{ form: string; amount: number }>;
	/** Gross with rounding, signed as it moves the till (expense and withdrawal negative); undefined where POHODA states none. */
	total?: number;
	items: ListedItem[];
	node: XmlNode;
}

/** POHODA did not give the list: its note says why. */
export class ListError extends Error {
	override readonly name = 'ListError';
}

const MAX_GROUPS = 255;

/**
 * A dataPack that asks for documents. POHODA answers with extIds only because the request names our system. Send it without the duplicity check: its ids are always the
 * same.
 *
 * Throws ListError for more than 255 documents in one request (limit of the XSD).
 */
export function listDocumentsRequest(request: ListRequest): Uint8Array {
	const { request: name, version } = AGENDAS[request.agenda];
	const period = [
		...(request.dateFrom === undefined ? [] : [element('ftr:dateFrom', request.dateFrom)]),
		...(request.dateTill === undefined ? [] : [element('ftr:dateTill', request.dateTill)]),
	];
	const filters = [
		...(request.ids ?? []).map((id) => [element('ftr:id', id), ...period]),
		...(request.extIds ?? []).map((ids) => [
			element('ftr:extId', [element('typ:ids', ids), element('typ:exSystemName', EX_SYSTEM_NAME)]),
			...period,
		]),
	];
	if (filters.length > MAX_GROUPS) {
		throw new ListError(`A request can ask for ${MAX_GROUPS} documents, not ${filters.length}: ask in several requests.`);
	}
	if (filters.length === 0) filters.push(period);
	const limit = [
		...(request.idFrom === undefined ? [] : [element('ftr:idFrom', String(request.idFrom))]),
		...(request.count === undefined ? [] : [element('ftr:count', String(request.count))]),
	];
	const groups = filters.flatMap((filter) => [
		...(limit.length === 0 ? [] : [element('lst:limit', limit)]),
		element(`lst:request${name}`, filter.length === 0 ? [] : [element('ftr:filter', filter)]),
	]);
	const list = element(`lst:list${name}Request`, groups, { version: '2.0', [version]: '2.0', extSystem: EX_SYSTEM_NAME });
	const pack = element('dat:dataPack', [element('dat:dataPackItem', [list], { version: '2.0', id: 'list' })], {
		...declarations('dat', 'lst', 'ftr', 'typ'),
		version: '2.0',
		id: 'list',
		...(request.ico === '' ? {} : { ico: request.ico }),
		application: APPLICATION,
		note: '',
	});
	return encodeWindows1250(XML_DECLARATION + writeXml(pack), { missing: 'refuse' }).bytes;
}

/** A number of an export as Micro; 0 where there is none. */
function amountAt(node: XmlNode | undefined, ...path: string[]): Micro {
	const value = readNumber(textAt(node, ...path));
	return typeof value === 'bigint' ? value : 0n;
}

const SUMS = ['typ:priceNone', 'typ:priceLowSum', 'typ:priceHighSum', 'typ:price3Sum'];

function formOf(node: XmlNode | undefined): string | undefined {
	return textAt(node, 'typ:ids') ?? textAt(node, 'typ:paymentType');
}

function defined<T extends object>(value: T): T {
	return Object.fromEntries(Object.entries(value).filter(([, content]) => content !== undefined)) as T;
}

function listedItem(node: XmlNode, prefix: string, sign: bigint): ListedItem {
	const at = (...path: string[]) => textAt(node, `${prefix}:${path[0]}`, ...path.slice(1));
	const quantity = readNumber(at('quantity'));
	const home = child(node, `${prefix}:homeCurrency`);
	const priced = textAt(home, 'typ:priceSum') !== undefined || textAt(home, 'typ:price') !== undefined;
	const total = textAt(home, 'typ:priceSum') === undefined ? amountAt(home, 'typ:price') + amountAt(home, 'typ:priceVAT') : amountAt(home, 'typ:priceSum');
	return defined({
		text: at('text'),
		code: at('stockItem', 'typ:stockItem', 'typ:ids') ?? at('code'),
		ean: at('stockItem', 'typ:stockItem', 'typ:EAN'),
		extId: at('extId'),
		quantity: typeof quantity === 'bigint' ? fromMicro(sign * quantity) : undefined,
		total: priced ? fromMicro(sign * total) : undefined,
	});
}

/** A listed prodejka or voucher (as list.xsd exports it, its children in the agenda's own namespace). */
export function readListed(node: XmlNode): ListedDocument {
	const agenda: ListAgenda = node.name.endsWith(':voucher') ? 'cashDocument' : 'salesReceipt';
	const [prefix, kind] = agenda === 'cashDocument' ? ['vch', 'voucher'] : ['pro', 'prodejka'];
	const header = child(node, `${prefix}:${kind}Header`);
	const at = (...path: string[]) => textAt(header, `${prefix}:${path[0]}`, ...path.slice(1));
	const type = at(`${kind}Type`);
	const leaves = type === 'expense' || type === 'withdrawal';
	const home = child(child(node, `${prefix}:${kind}Summary`), `${prefix}:homeCurrency`);
	const stated = SUMS.reduce((total, name) => total + amountAt(home, name), amountAt(home, 'typ:round', 'typ:priceRound'));
	const sign = leaves && stated > 0n ? -1n : 1n;
	const signed = leaves ? -absMicro(stated) : stated;
	const total = home === undefined ? undefined : fromMicro(signed);
	const payment = formOf(child(header, `${prefix}:paymentType`));
	const parts = childrenOf(child(node, 'pro:prodejkaPayments'), 'pro:paymentItem').map((one) => ({
		form: formOf(child(one, 'pro:paymentType')) ?? '',
		amount: fromMicro(amountAt(one, child(one, 'pro:receivedHomeCurrency') ? 'pro:receivedHomeCurrency' : 'pro:received') - amountAt(one, 'pro:returned')),
	}));
	const whole = payment === undefined || total === undefined ? [] : [{ form: payment, amount: total }];
	const extIds = childrenOf(header, `${prefix}:extId`)
		.filter((one) => (textAt(one, 'typ:exSystemName') ?? EX_SYSTEM_NAME) === EX_SYSTEM_NAME)
		.flatMap((one) => textAt(one, 'typ:ids') ?? []);
	return defined({
		agenda,
		id: at('id') ?? '',
		number: at('number', 'typ:numberRequested'),
		date: at('date'),
		type,
		text: at('text'),
		note: at('note'),
		intNote: at('intNote'),
		extIds,
		cashRegister: at(agenda === 'cashDocument' ? 'cashAccount' : 'kasa', 'typ:ids'),
		payment,
		payments: parts.length > 0 ? parts : whole,
		total,
		items: childrenOf(child(node, `${prefix}:${kind}Detail`), `${prefix}:${kind}Item`).map((one) => listedItem(one, prefix, sign)),
		node,
	});
}

const DOCUMENTS = new Set(['lst:prodejka', 'lst:voucher', 'pro:prodejka', 'vch:voucher', 'rdc:importDetails']);

/** What of an answer says that there is no list. */
class ListAnswer {
	lists = 0;

	private begun = false;

	take({ kind, node, path }: XmlEvent): ListedDocument | undefined {
		if (kind === 'close') return undefined;
		if (!this.begun) {
			this.begun = true;
			const pack = readPackHead(node);
			if (pack.state === 'error') throw new ListError(pack.note || 'POHODA refused the request without saying why.');
		} else if (kind === 'record') {
			if (node.name !== 'rdc:importDetails') return readListed(node);
			const notes = childrenOf(node, 'rdc:detail').map((detail) => textAt(detail, 'rdc:note'));
			if (path.some((shell) => shell.attributes.state === 'error')) throw new ListError(notes.filter(Boolean).join(' '));
		} else if (/^lst:list(Prodejka|Voucher)$/.test(node.name)) {
			this.lists += 1;
		} else if (node.name === 'rsp:responsePackItem' && node.attributes.state === 'error' && node.attributes.note) {
			throw new ListError(node.attributes.note);
		}
		return undefined;
	}
}

/**
 * Reads an answer to listDocumentsRequest, one document at a time. An empty list ends at once.
 *
 * Throws XmlError (half an answer: what came before must not be taken for the whole), ResponseError (no answer of POHODA), ListError (POHODA refused, or the answer has no
 * list; the message is POHODA's note).
 */
export async function* readDocumentList(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<ListedDocument> {
	const answer = new ListAnswer();
	for await (const batch of readXml(chunks, { namespaces: NAMESPACES, records: DOCUMENTS })) {
		for (const event of batch) {
			const document = answer.take(event);
			if (document !== undefined) yield document;
		}
	}
	if (answer.lists === 0) throw new ListError('POHODA answered without the list that was asked for.');
}
