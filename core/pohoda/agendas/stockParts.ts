/**
 * Lists of a stock card: prices, pictures, categories, related cards, parameters of the e-shop, parts, serial
 * numbers.
 */
import {
	choice,
	code,
	day,
	digits,
	flag,
	id,
	integer,
	list,
	number,
	ref,
	text,
	told,
	type Row,
	type Table,
} from './table';
import { INTERNET_WORDS } from './words';

/**
 * typ:stockPriceType; STORMWARE shows it on import too, though its own way to change levels is the agenda discount
 * [seen].
 */
export const PRICE_LEVEL: Table = {
	prefix: 'typ',
	rows: [
		{ ...id('id', 'id'), unless: ['name'] },
		code('name', 'ids', 19, { label: 'name of the price level' }),
		number('price', 'price'),
	],
};

/**
 * The attribute default is required; the file must lie in POHODA's folder Dokumenty\<firma>\Obrázky and is named
 * without path.
 */
export const PICTURE: Table = {
	prefix: 'stk',
	rows: [
		flag('$default', '@default'),
		told(id('id', 'id')),
		text('file', 'filepath'),
		text('description', 'description'),
		told(integer('order', 'order')),
	],
	afterRead: (picture, given) => {
		if (given.$default !== undefined) picture.default = given.$default;
	},
	beforeWrite: (picture) => ({ $default: picture.default ?? false }),
};

export const RELATED_FILE: Table = {
	prefix: 'stk',
	rows: [text('file', 'filepath'), text('description', 'description'), told(integer('order', 'order'))],
};

export const RELATED_LINK: Table = {
	prefix: 'stk',
	rows: [text('file', 'addressURL'), text('description', 'description'), told(integer('order', 'order'))],
};

export const CATEGORY: Table = {
	prefix: 'stk',
	rows: [digits('id', '', { label: 'id of the category' }), flag('main', '@main')],
};

const CARD: Row[] = [
	{ ...id('id', 'stockItem/typ:id'), unless: ['code'] },
	code('code', 'stockItem/typ:ids', 64, { label: 'stock code' }),
	{ ...code('ean', 'stockItem/typ:EAN', 20, { label: 'EAN' }), unless: ['code'] },
	digits('plu', 'stockItem/typ:PLU', { label: 'PLU', unless: ['code', 'ean'] }),
];

/** Related and alternative cards (typ:orderStockItemType). */
export const REFERENCE: Table = { prefix: 'typ', rows: [integer('order', 'stockOrder'), ...CARD] };

const VALUE: Table = {
	prefix: 'stk',
	rows: [
		id('id', 'parameterValueID'),
		text('value', 'parameterValue', 255),
		integer('order', 'parameterOrder', { range: [1, 1_000_000] }),
	],
};

export const INTERNET_PARAMETER: Table = {
	prefix: 'stk',
	rows: [
		{ ...id('id', 'intParameterID'), unless: ['name'] },
		text('name', 'intParameterName', 255),
		integer('order', 'intParameterOrder'),
		told(choice('type', 'intParameterType', INTERNET_WORDS)),
		list('values', 'intParameterValues/intParameterValue', VALUE, { label: 'value' }),
	],
};

const storage = ref('storage', 'storage', 255, { label: 'storage (členění)' });

/** Part of a package, set or product. */
export const COMPONENT: Table = {
	prefix: 'stk',
	rows: [
		told(id('id', 'id')),
		told(id('cardId', 'stockInfo/id')),
		...storage,
		code('code', 'code', 64, { required: 'Name the card that is contained.' }),
		told(text('name', 'name', 90)),
		told(number('onStock', 'count')),
		number('quantity', 'quantity'),
		told(text('unit', 'unit', 10)),
		told(integer('order', 'stockOrder')),
	],
};

export const SERIAL_NUMBER: Table = {
	prefix: 'stk',
	rows: [
		id('id', 'id'),
		code('number', 'serialNumber', 48),
		number('quantity', 'count'),
		day('expires', 'expiration'),
		text('note', 'note'),
	],
};
