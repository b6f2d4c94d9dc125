/** A stock card as POHODA exports it in listStock. */
import type { Settings, StockCard } from '../types.mts';
import { given, type XmlObject } from '../xml.mts';

/** Quantities that orders have spoken for, by id of the card. */
export interface Ordered {
	received: ReadonlyMap<number, string>;
	issued: ReadonlyMap<number, string>;
}

const NOTHING: Ordered = { received: new Map(), issued: new Map() };

/** The content of stk:stockHeader. */
export function stockHeader(card: StockCard, settings: Settings, { received, issued }: Ordered = NOTHING): XmlObject {
	const group = settings.priceGroups.find(({ ids }) => ids === card.priceGroup) ?? settings.priceGroups[0];
	const extId = card.extIds?.[0];
	return given({
		'stk:id': card.id,
		'stk:extId': extId && given({ 'typ:ids': extId.ids, 'typ:exSystemName': extId.exSystemName, 'typ:exSystemText': extId.exSystemText }),
		'stk:stockType': card.kind ?? 'card',
		'stk:code': card.code,
		'stk:EAN': card.ean,
		'stk:PLU': card.plu,
		'stk:isSales': String(card.isSales ?? true),
		'stk:isSerialNumber': 'false',
		'stk:isInternet': String(card.isInternet ?? true),
		'stk:isBatch': 'false',
		'stk:purchasingRateVAT': card.rateVAT,
		'stk:sellingRateVAT': card.rateVAT,
		'stk:name': card.name,
		'stk:unit': card.unit,
		'stk:storage': { 'typ:ids': card.storage ?? card.store },
		'stk:typePrice': group && { 'typ:id': group.id, 'typ:ids': group.ids },
		'stk:weightedPurchasePrice': card.purchasePrice ?? '0',
		'stk:purchasingPrice': card.purchasePrice ?? '0',
		'stk:sellingPrice': card.salePriceWithVAT ? { '@payVAT': 'true', '#': card.salePrice ?? '0' } : (card.salePrice ?? '0'),
		'stk:limitMin': '0',
		'stk:limitMax': '0',
		'stk:mass': '0',
		'stk:count': card.quantity,
		'stk:countReceivedOrders': received.get(card.id) ?? '0',
		'stk:reservation': '0',
		'stk:countIssuedOrders': issued.get(card.id) ?? '0',
		'stk:reclamation': '0',
		'stk:service': '0',
		...card.header,
	});
}

/** Part of restrictionData -> element that it leaves out, in the header or beside it. */
const IN_HEADER: Readonly<Record<string, string>> = {
	relatedFiles: 'stk:relatedFiles',
	relatedLinks: 'stk:relatedLinks',
	pictures: 'stk:pictures',
	categories: 'stk:categories',
	relatedStocks: 'stk:relatedStocks',
	alternativeStocks: 'stk:alternativeStocks',
	intParameters: 'stk:intParameters',
	stockParameters: 'stk:parameters',
};
const BESIDE: Readonly<Record<string, string>> = { stockItem: 'stk:stockDetail', stockPriceItem: 'stk:stockPriceItem' };

/** The element lStk:stock; `without` are the parts that the request does not want. */
export function exportStock(card: StockCard, settings: Settings, version: string, ordered: Ordered, without: ReadonlySet<string>): XmlObject {
	const header = stockHeader(card, settings, ordered);
	for (const part of without) if (IN_HEADER[part]) delete header[IN_HEADER[part]!];
	const wanted = (part: string): XmlObject[string] => (without.has(part) ? undefined : card.parts?.[BESIDE[part]!]);
	return given({
		'@version': version,
		'stk:stockHeader': header,
		'stk:stockDetail': wanted('stockItem'),
		'stk:stockPriceItem': wanted('stockPriceItem'),
	});
}
