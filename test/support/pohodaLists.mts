// Answers of POHODA with lists, and a mServer (nock) that pages through them as POHODA does. Put together by hand: shares
// no code with what is tested.
import nock from 'nock';
import { bytesOf } from './pohodaAnswers.mts';

const SCHEMA = 'http://www.stormware.cz/schema/version_2';
const NAMESPACES = Object.entries({
	rsp: 'response',
	rdc: 'documentresponse',
	typ: 'type',
	lst: 'list',
	lStk: 'list_stock',
	stk: 'stock',
	lAdb: 'list_addBook',
	adb: 'addressbook',
	inv: 'invoice',
	sto: 'store',
	nms: 'numericalSeries',
})
	.map(([prefix, file]) => `xmlns:${prefix}="${SCHEMA}/${file}.xsd"`)
	.join(' ');

/** A whole answer with one list. */
export function listXml(list: string, records: string[], stamp = '2026-11-20T12:00:00'): string {
	return (
		`<?xml version="1.0" encoding="Windows-1250"?>\n<rsp:responsePack version="2.0" id="list" state="ok" note="" ico="12345678" programVersion="14105.5 SQL (12.1.2026)" ${NAMESPACES}>` +
		`<rsp:responsePackItem version="2.0" id="list" state="ok"><${list} version="2.0" dateTimeStamp="${stamp}" dateValidFrom="${stamp.slice(0, 10)}" state="ok">${records.join('')}</${list}></rsp:responsePackItem></rsp:responsePack>`
	);
}

export interface Card {
	id: number;
	code: string;
	name?: string;
	price?: number;
	count?: number;
	/** POHODA's time of the last change. */
	changed?: string;
}

export function card({ id, code, name = `Zboží ${code}`, price = 100, count = 5 }: Card): string {
	return (
		`<lStk:stock version="2.0"><stk:stockHeader><stk:id>${id}</stk:id><stk:stockType>card</stk:stockType><stk:code>${code}</stk:code><stk:sellingRateVAT value="21">high</stk:sellingRateVAT>` +
		`<stk:name>${name}</stk:name><stk:unit>ks</stk:unit><stk:storage><typ:id>1</typ:id><typ:ids>HLAVNÍ/Elektro</typ:ids></stk:storage><stk:sellingPrice payVAT="true">${price}</stk:sellingPrice><stk:count>${count}</stk:count></stk:stockHeader></lStk:stock>`
	);
}

const inside = (xml: string, element: string): string | undefined => new RegExp(`<${element}>([^<]*)</${element}>`).exec(xml)?.[1];

export interface Played {
	/** Bodies of the requests, as text. */
	requests: string[];
	cards: Card[];
	/** POHODA's clock. */
	now: string;
	/** Called before each answer, e.g. to change something while a list is being read. */
	before?: (request: string, count: number) => void;
	/** What to answer instead. */
	instead?: (request: string, count: number) => { status?: number; body: string } | undefined;
}

/** A mServer with stock cards: filters code and lastChanges (inclusive), idFrom and count, order of ids. */
export function playStock(url: string, cards: Card[], now = '2026-11-20T12:00:00'): Played {
	const played: Played = { requests: [], cards, now };
	nock(url)
		.persist()
		.post('/xml')
		.reply((_path, body) => {
			const request = Buffer.from(String(body), /^[0-9a-f]+$/.test(String(body)) ? 'hex' : 'latin1').toString('latin1');
			played.requests.push(request);
			played.before?.(request, played.requests.length);
			const other = played.instead?.(request, played.requests.length);
			if (other !== undefined) return [other.status ?? 200, bytesOf(other.body)];
			const since = inside(request, 'ftr:lastChanges') ?? '';
			const codes = [...request.matchAll(/<ftr:code>([^<]*)</g)].map(([, code]) => code);
			const fitting = played.cards
				.filter(({ changed = '', code }) => changed >= since && (codes.length === 0 || codes.includes(code)))
				.filter(({ id }) => id >= Number(inside(request, 'ftr:idFrom') ?? 0))
				.sort((a, b) => a.id - b.id)
				.slice(0, Number(inside(request, 'ftr:count') ?? 1e9));
			return [200, bytesOf(listXml('lStk:listStock', fitting.map(card), played.now))];
		});
	return played;
}
