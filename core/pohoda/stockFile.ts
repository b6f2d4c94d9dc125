/**
 * The stock list that eKancelář imports (Nastavení pokladny, Pohoda – manuální synchronizace, Import): the maker says
 * that it is an export of the stock from POHODA [D], so it is written in the shape of POHODA's list export,
 * responsePack with listStock, where quantities stand; an import file of POHODA has none. Which of its elements
 * eKancelář reads is not documented [I].
 */
import { APPLICATION, declarations, XML_DECLARATION } from './constants';
import { STOCK_ITEM } from './agendas/stock';
import { ValueCheck } from './agendas/valueCheck';
import { writeFields } from './agendas/write';
import { VAT_RATES } from './vatRates';
import { microText, toMicro } from '../money/micro';
import type { ResultWarning } from '../records/results';
import type { StockItem } from '../records/stock';
import { withoutVat, withVat } from '../stock/vatPrice';
import { encodeWindows1250 } from '../text/windows1250';
import { element, type XmlNode } from '../xml/node';
import { startTag, writeXml } from '../xml/write';

export interface StockFileOptions {
	/** Local time without offset, as POHODA states it: 2026-11-15T05:00:00. */
	madeAt: string;
	/** IČO of the firm; '' = not stated. */
	ico: string;
	prices: 'asGiven' | 'withVat' | 'withoutVat';
	cutLongTexts: boolean;
	missingCharacters: 'refuse' | 'transliterate';
}

/** What became of an item: refused with reasons, or written with warnings. */
export interface WrittenCard {
	code: string;
	name: string;
	reasons: string[];
	warnings: ResultWarning[];
}

/** What a till can use of a card; levels, pictures and texts of the e-shop stay in accounting. */
const FIELDS = [
	'kind',
	'code',
	'eans',
	'plu',
	'forSale',
	'name',
	'nameSuffix',
	'shortName',
	'unit',
	'units',
	'vatRate',
	'vatCode',
	'warehouse',
	'storage',
	'priceGroup',
	'minimum',
	'maximum',
	'producer',
	'note',
] as const satisfies ReadonlyArray<keyof StockItem>;

const CHUNK = 65_536;

function priceOf(
	{ prices, vatRate }: StockItem,
	wanted: StockFileOptions['prices'],
	check: ValueCheck,
): StockItem['prices'] {
	const sale = prices?.sale;
	if (sale === undefined) return undefined;
	// Without the attribute POHODA means without VAT.
	const gross = prices?.saleIncludesVat === true;
	const wantsGross = wanted === 'asGiven' ? gross : wanted === 'withVat';
	if (gross === wantsGross || vatRate === null) return { sale, saleIncludesVat: wantsGross };
	if (vatRate === undefined) {
		check.refuse('vatRate in per cent is missing, so the price cannot be converted.');
		return undefined;
	}
	const converted = wantsGross ? withVat(sale, vatRate) : withoutVat(sale, vatRate);
	if (converted === undefined) check.refuse(`The price ${sale} is too large.`);
	return { sale: converted, saleIncludesVat: wantsGross };
}

/** Rate in per cent and quantities, which POHODA only tells: the table of the agenda does not write them. */
function complete(header: XmlNode, { vatRate, quantity, reserved }: StockItem): XmlNode {
	const told = (name: string, value: number | undefined) =>
		value === undefined ? [] : [element(`stk:${name}`, microText(toMicro(value)))];
	const children = header.children.map((child) =>
		child.name === 'stk:sellingRateVAT' && typeof vatRate === 'number'
			? { ...child, attributes: { value: microText(toMicro(vatRate)) } }
			: child,
	);
	return { ...header, children: [...children, ...told('count', quantity), ...told('reservation', reserved)] };
}

function cardOf(item: StockItem, options: StockFileOptions, check: ValueCheck): XmlNode | undefined {
	const card: Record<string, unknown> = { kind: 'card' };
	for (const name of FIELDS) if (item[name] !== undefined) card[name] = item[name];
	card.prices = priceOf(item, options.prices, check);
	const node = writeFields('lStk:stock', card, STOCK_ITEM.table, {
		check,
		place: '',
		// A card for a till needs no storage and no price group.
		action: 'update',
		ownIds: false,
		lineTotals: false,
		day: options.madeAt.slice(0, 10),
		vatRates: VAT_RATES.CZ,
		homeCurrency: 'CZK',
		root: card,
	});
	if (node === undefined || check.reasons.length > 0) return undefined;
	const children = node.children.map((child) => (child.name === 'stk:stockHeader' ? complete(child, item) : child));
	return { ...node, attributes: { version: '2.0' }, children };
}

function head({ madeAt, ico }: StockFileOptions): string {
	const pack = startTag('rsp:responsePack', {
		...declarations('rsp', 'lStk', 'stk', 'typ'),
		version: '2.0',
		id: 'stock',
		state: 'ok',
		note: '',
		programVersion: APPLICATION,
		...(ico === '' ? {} : { ico }),
	});
	const item = startTag('rsp:responsePackItem', { version: '2.0', id: 'stock', state: 'ok' });
	const list = startTag('lStk:listStock', {
		version: '2.0',
		dateTimeStamp: madeAt,
		dateValidFrom: madeAt.slice(0, 10),
		state: 'ok',
	});
	return `${XML_DECLARATION}${pack}\n${item}${list}\n`;
}

/**
 * Writes the file in chunks of about 64 kB, in Windows-1250; the same items and options give the same bytes. Every item
 * is told to `told`, with the reasons if it cannot be written; a code that comes a second time is refused.
 */
export async function* writeStockFile(
	items: AsyncIterable<StockItem> | Iterable<StockItem>,
	options: StockFileOptions,
	told: (card: WrittenCard) => void,
): AsyncGenerator<Uint8Array> {
	const seen = new Set<string>();
	let text = head(options);
	for await (const item of items) {
		const check = new ValueCheck(options);
		if (seen.has(item.code)) check.refuse(`The code ${item.code} stands twice in the list.`);
		seen.add(item.code);
		const node = cardOf(item, options, check);
		if (node !== undefined) text += `${writeXml(node)}\n`;
		told({ code: item.code, name: item.name, reasons: check.reasons, warnings: check.warnings });
		if (text.length < CHUNK) continue;
		yield encodeWindows1250(text, { missing: 'refuse' }).bytes;
		text = '';
	}
	yield encodeWindows1250(`${text}</lStk:listStock></rsp:responsePackItem></rsp:responsePack>\n`, { missing: 'refuse' })
		.bytes;
}
