/** Zásoba (stock.xsd, list_stock.xsd): card, text, service, package, set, product. */
import type { Agenda } from './agenda';
import type { WriteContext } from './context';
import { readRateField, writeRate } from './rates';
import { STOCK_HEADER } from './stockHeader';
import { COMPONENT, PRICE_LEVEL, SERIAL_NUMBER } from './stockParts';
import { isBlank } from './write';
import { list, told, within, type Fields, type Table } from './table';

function readUnits(item: Fields, given: Fields): void {
	const units = [2, 3].flatMap((at) => {
		const unit = given[`$unit${at}`];
		const coefficient = given[`$coefficient${at}`];
		return unit === undefined ? [] : [{ unit, ...(coefficient === undefined ? {} : { coefficient }) }];
	});
	if (units.length > 0) item.units = units;
}

function writeUnits({ units }: Fields, { check }: WriteContext): Fields {
	const list2 = (Array.isArray(units) ? units : []) as Fields[];
	if (list2.length > 2) check.refuse(`units has ${list2.length} entries; POHODA takes two beside the basic unit.`);
	const given: Fields = {};
	list2
		.slice(0, 2)
		.forEach(({ unit, coefficient }, index) =>
			Object.assign(given, { [`$unit${index + 2}`]: unit, [`$coefficient${index + 2}`]: coefficient }),
		);
	return given;
}

/** Needed on create [seen]: without them POHODA takes what the user's settings say, or refuses. */
function remarks(item: Fields, { check, action, ownIds }: WriteContext): void {
	if (action === 'update') return;
	const refs = (ownIds ? item.refs : undefined) as Fields | undefined;
	if ([item.storage, item.warehouse, refs?.storage].every(isBlank)) {
		check.refuse(
			'storage (členění) is missing: POHODA needs to know where the card belongs. Give storage or warehouse.',
		);
	}
	if ([item.priceGroup, refs?.priceGroup].every(isBlank)) {
		check.refuse('price group (cenová skupina) is missing: POHODA needs one for a new card.');
	}
	if (action === 'create' && typeof item.quantity === 'number' && item.quantity !== 0) {
		check.warn({
			code: 'quantityNotImported',
			text: `The quantity ${item.quantity} was not sent: POHODA changes stock by documents only, e.g. a goods received note (příjemka).`,
			place: 'quantity',
		});
	}
}

const TABLE: Table = {
	prefix: 'stk',
	rows: [
		...within('', 'stockHeader', STOCK_HEADER),
		list('components', 'stockDetail/stockItem', COMPONENT, { thereBy: ['id'], label: 'component' }),
		told(list('numbers', 'stockSerialNumber/serialNumberItem', SERIAL_NUMBER)),
		list('prices.levels', 'stockPriceItem/stockPrice', PRICE_LEVEL, { label: 'price level' }),
	],
	afterRead: (item, given, context) => {
		if (given.$ean !== undefined) item.eans = [given.$ean];
		if (typeof given.$storage === 'string') {
			item.storage = given.$storage;
			[item.warehouse] = given.$storage.split('/');
		}
		readUnits(item, given);
		readRateField(item, 'vatRate', 'vatCode', { code: given.$saleRate, value: given.$saleValue }, context);
		readRateField(
			item,
			'purchaseVatRate',
			'purchaseVatCode',
			{ code: given.$purchaseRate, value: given.$purchaseValue },
			context,
		);
	},
	beforeWrite: (item, context) => {
		remarks(item, context);
		const { eans } = item;
		const codes = Array.isArray(eans) ? eans : [];
		if (codes.length > 1) {
			context.check.warn({
				code: 'eansLeftOut',
				text: `A card of POHODA has one EAN; ${String(codes[0])} was sent, ${codes.slice(1, 6).join(', ')} not.`,
				place: 'eans',
			});
		}
		return {
			...writeUnits(item, context),
			$ean: codes[0],
			$storage: item.storage ?? item.warehouse,
			$saleRate: writeRate(item.vatRate, item.vatCode, context, 'vatRate', false).code,
			$purchaseRate: writeRate(item.purchaseVatRate, item.purchaseVatCode, context, 'purchaseVatRate', false).code,
		};
	},
};

export const STOCK_ITEM: Agenda = {
	name: 'stockItem',
	label: 'stock item (zásoba)',
	prefix: 'stk',
	root: 'stock',
	table: TABLE,
	list: {
		prefix: 'lStk',
		name: 'Stock',
		records: ['lStk:stock'],
		versionAttribute: 'stockVersion',
		extSystem: false,
		filter: 'stock',
		paged: true,
		parts: {
			relatedFiles: true,
			relatedLinks: true,
			pictures: true,
			categories: true,
			relatedStocks: true,
			alternativeStocks: true,
			intParameters: true,
			stockItem: true,
			stockAttach: true,
			stockSerialNumber: true,
			stockPriceItem: true,
			stockParameters: true,
			attachments: false,
		},
	},
	actions: ['create', 'update', 'createOrUpdate', 'delete'],
};
