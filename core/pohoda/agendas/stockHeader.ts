/** Rows of a stock card's header (stockHeaderType of stock.xsd). */
import { STOCK_ITEM, guaranteeUnit, vatCode } from '../../records/stock';
import { cost, externalIds, labels, parameters } from './parts';
import { CATEGORY, INTERNET_PARAMETER, PICTURE, REFERENCE, RELATED_FILE, RELATED_LINK } from './stockParts';
import {
	choice,
	code,
	digits,
	flag,
	id,
	integer,
	list,
	number,
	ref,
	text,
	told,
	type ListRow,
	type Row,
} from './table';

const PRICES: Row[] = [
	told(number('prices.weightedPurchase', 'weightedPurchasePrice')),
	number('prices.purchase', 'purchasingPrice'),
	flag('prices.purchaseIncludesVat', 'purchasingPrice/@payVAT'),
	number('prices.sale', 'sellingPrice'),
	flag('prices.saleIncludesVat', 'sellingPrice/@payVAT'),
	told(choice('priceFixation', 'fixation', STOCK_ITEM.priceFixation.words)),
];

/** Stock quantities: POHODA changes them by documents only. */
const QUANTITIES: Row[] = [
	told(number('quantity', 'count')),
	told(number('quantityToIssue', 'countIssue')),
	told(number('orderedByCustomers', 'countReceivedOrders')),
	told(number('reserved', 'reservation')),
	told(number('orderedFromSuppliers', 'countIssuedOrders')),
	told(number('inClaims', 'reclamation')),
	told(number('inService', 'service')),
];

const SHOP: Row[] = [
	flag('shop.news', 'news'),
	flag('shop.clearance', 'clearanceSale'),
	flag('shop.action', 'sale'),
	flag('shop.recommended', 'recommended'),
	flag('shop.discount', 'discount'),
	flag('shop.preparing', 'prepare'),
	text('shop.availability', 'availability', 64),
	text('shop.shipping', 'handlingInformation', 64),
	text('description', 'description'),
	text('longDescription', 'description2'),
];

const LISTS: ListRow[] = [
	list('pictures', 'pictures/picture', PICTURE, { changedById: true, label: 'picture' }),
	list('categories', 'categories/idCategory', CATEGORY, { label: 'category' }),
	list('files', 'relatedFiles/relatedFile', RELATED_FILE, { thereBy: ['order'], label: 'file' }),
	list('links', 'relatedLinks/relatedLink', RELATED_LINK, { thereBy: ['order'], label: 'link' }),
	list('related', 'relatedStocks/idStocks', REFERENCE, { changedById: true, label: 'related item' }),
	list('alternatives', 'alternativeStocks/idStocks', REFERENCE, { changedById: true, label: 'alternative item' }),
	list('internetParameters', 'intParameters/intParameter', INTERNET_PARAMETER, {
		changedById: true,
		label: 'internet parameter',
	}),
];

export const STOCK_HEADER: Array<Row | ListRow> = [
	told(id('id', 'id')),
	externalIds('extId', 1),
	choice('kind', 'stockType', STOCK_ITEM.kind.words, {
		required: 'POHODA needs to know whether it is a card, a service, a text …',
	}),
	code('code', 'code', 64, { required: 'Give the product code.' }),
	code('$ean', 'EAN', 20, { label: 'EAN' }),
	digits('plu', 'PLU', { label: 'PLU' }),
	flag('forSale', 'isSales'),
	flag('serialNumbered', 'isSerialNumber'),
	flag('forInternet', 'isInternet'),
	flag('batched', 'isBatch'),
	choice('$purchaseRate', 'purchasingRateVAT', vatCode.words, { label: 'purchaseVatRate' }),
	told(number('$purchaseValue', 'purchasingRateVAT/@value')),
	choice('$saleRate', 'sellingRateVAT', vatCode.words, { label: 'vatRate' }),
	told(number('$saleValue', 'sellingRateVAT/@value')),
	text('name', 'name', 90, { required: 'Give the name of the product.' }),
	text('nameSuffix', 'nameComplement', 90),
	text('unit', 'unit', 10),
	text('$unit2', 'unit2', 10, { label: 'second unit' }),
	text('$unit3', 'unit3', 10, { label: 'third unit' }),
	number('$coefficient2', 'coefficient2', { label: 'coefficient of the second unit' }),
	number('$coefficient3', 'coefficient3', { label: 'coefficient of the third unit' }),
	{ ...id('refs.storage', 'storage/typ:id'), unless: ['storage', 'warehouse'] },
	code('$storage', 'storage/typ:ids', undefined, { label: 'storage (členění)' }),
	...ref('priceGroup', 'typePrice', 19, { label: 'price group (cenová skupina)' }),
	...PRICES,
	...QUANTITIES,
	number('minimum', 'limitMin'),
	number('maximum', 'limitMax'),
	number('weight', 'mass'),
	number('volume', 'volume'),
	id('supplierId', 'supplier/typ:id', { label: 'supplier' }),
	text('orderName', 'orderName', 90),
	number('orderQuantity', 'orderQuantity'),
	text('shortName', 'shortName', 24),
	choice('guaranteeUnit', 'guaranteeType', guaranteeUnit.words),
	integer('guarantee', 'guarantee'),
	text('producer', 'producer', 90),
	...cost(''),
	...SHOP,
	...LISTS,
	text('note', 'note'),
	flag('marked', 'markRecord'),
	labels('labels'),
	parameters('parameters'),
];
