/** Header, lines and summary that business documents share. */
import { guaranteeUnit } from '../../records/stock';
import {
	FOREIGN_ROWS,
	HOME_ROWS,
	PRICE_ROWS,
	readDocument,
	readLine,
	summaryRows,
	writeDocument,
	writeLine,
} from './amounts';
import type { WriteContext } from './context';
import { isBlank } from './write';
import { cost, OPTIONAL_EXTERNAL_ID, itemLink, linkedDocument, parameters } from './parts';
import {
	choice,
	code,
	day,
	digits,
	id,
	integer,
	list,
	number,
	ref,
	text,
	told,
	within,
	type Fields,
	type ListRow,
	type Row,
	type Table,
} from './table';

/**
 * The card of a line (typ:stockItemType); POHODA looks at one key only, in the order id, ids, EAN, PLU. We send the
 * code first: ids are the source's.
 */
export const STOCK_ROWS: Row[] = within('stock', 'stockItem', [
	...ref('store', 'typ:store', 19, { label: 'store (sklad)' }),
	{ ...id('id', 'typ:stockItem/typ:id'), unless: ['code'] },
	code('code', 'typ:stockItem/typ:ids', 64, { label: 'stock code' }),
	...(within('externalId', 'typ:stockItem/typ:extId', OPTIONAL_EXTERNAL_ID) as Row[]).map((row) => ({
		...row,
		unless: ['code'],
	})),
	{ ...code('ean', 'typ:stockItem/typ:EAN', 20, { label: 'EAN' }), unless: ['code'] },
	digits('plu', 'typ:stockItem/typ:PLU', { label: 'PLU', unless: ['code', 'ean'] }),
	code('serialNumber', 'typ:serialNumber', 48),
]) as Row[];

type LinePart =
	| 'delivered'
	| 'transferred'
	| 'coefficient'
	| 'coefficientTold'
	| 'foreign'
	| 'guarantee'
	| 'accounting'
	| 'vatClassification'
	| 'cost'
	| 'expires'
	| 'link'
	| 'linked';

const PARTS: Readonly<Record<LinePart, Row[]>> = {
	delivered: [number('delivered', 'delivered')],
	transferred: [told(number('delivered', 'transferred'))],
	coefficient: [number('unitCoefficient', 'coefficient')],
	coefficientTold: [told(number('unitCoefficient', 'coefficient'))],
	foreign: FOREIGN_ROWS,
	guarantee: [integer('guarantee', 'guarantee'), choice('guaranteeUnit', 'guaranteeType', guaranteeUnit.words)],
	accounting: ref('accounting', 'accounting', 19, { label: 'accounting entry (předkontace)' }),
	vatClassification: ref('vatClassification', 'classificationVAT', 19, { label: 'VAT classification (členění DPH)' }),
	cost: cost(''),
	expires: [day('expires', 'expirationDate')],
	link: itemLink('link'),
	linked: linkedDocument('linkedDocument'),
};

/** Lines of an agenda: what all have, and the parts that this one has. */
export function lines(prefix: string, parts: readonly LinePart[]): Table {
	const rows: Array<Row | ListRow> = [
		...parts.filter((part) => part === 'link' || part === 'linked').flatMap((part) => PARTS[part]),
		told(id('id', 'id')),
		code('externalId', 'extId', 64),
		text('name', 'text', 90),
		number('$quantity', 'quantity', { label: 'quantity' }),
		...parts.filter((part) => part === 'delivered' || part === 'transferred').flatMap((part) => PARTS[part]),
		text('unit', 'unit', 10),
		...parts.filter((part) => part === 'coefficient' || part === 'coefficientTold').flatMap((part) => PARTS[part]),
		...PRICE_ROWS,
		number('$discount', 'discountPercentage', { label: 'discountPercent', range: [-999, 999] }),
		...HOME_ROWS,
		...parts.filter((part) => part === 'foreign').flatMap((part) => PARTS[part]),
		text('note', 'note', 90),
		code('$code', 'code', 64, { label: 'code' }),
		...parts.filter((part) => part === 'guarantee').flatMap((part) => PARTS[part]),
		...STOCK_ROWS,
		...parts
			.filter((part) => ['accounting', 'vatClassification', 'cost', 'expires'].includes(part))
			.flatMap((part) => PARTS[part]),
		parameters('parameters'),
	];
	return {
		prefix,
		rows,
		afterRead: (line, given, context) => {
			readLine(line, given, context);
			if (given.$quantity !== undefined) line.quantity = given.$quantity;
			if (given.$discount !== undefined && given.$discount !== 0) line.discountPercent = given.$discount;
			const card = (line.stock as Fields | undefined)?.code;
			if (given.$code !== undefined || card !== undefined) line.code = given.$code ?? card;
		},
		beforeWrite: (line, context) => {
			const { check, place } = context;
			const stock = line.stock as Fields | undefined;
			if (
				stock !== undefined &&
				![stock.code, stock.ean, stock.plu, stock.externalId, context.ownIds ? stock.id : undefined].every(isBlank) ===
					false
			) {
				check.refuse(`${place}stock names no card: a code, an EAN or a PLU is needed.`);
			}
			const link = line.link as Fields | undefined;
			if (link !== undefined && isBlank(link.agenda)) check.refuse(`${place}link names no agenda, e.g. receivedOrder.`);
			if (stock === undefined && link === undefined && isBlank(line.name)) {
				check.refuse(`${place}name is missing: a line without a card needs a text.`);
			}
			// A stock card brings its own code.
			return { ...writeLine(line, context), $code: stock === undefined ? line.code : undefined };
		},
	};
}

/** Number series and number of a document. */
export function numbering(max = 32): Row[] {
	return [
		...ref('numberSeries', 'number', 19, { label: 'number series (číselná řada)' }),
		code('number', 'number/typ:numberRequested', max),
	];
}

interface DocumentParts {
	prefix: string;
	/** Root element, e.g. `order`: the others are orderHeader, orderDetail, orderItem, orderSummary. */
	root: string;
	/** Rows before the header, e.g. links. */
	before?: ReadonlyArray<Row | ListRow>;
	/** Rows of the header, relative to it. */
	header: ReadonlyArray<Row | ListRow>;
	lines: Table;
	/** Rows between lines and summary. */
	payments?: ReadonlyArray<Row | ListRow>;
	/** Has a summary, with foreign currency or without; transfers have none. */
	summary: 'foreign' | 'home' | 'none';
	/** Rows after the summary. */
	after?: ReadonlyArray<Row | ListRow>;
	afterRead?: Table['afterRead'];
	beforeWrite?: Table['beforeWrite'];
}

/** The table of a business document. */
export function documentTable(parts: DocumentParts): Table {
	const { prefix, root, before = [], header, lines: of, payments = [], summary, after = [] } = parts;
	return {
		prefix,
		rows: [
			...before,
			...within('', `${root}Header`, header),
			list('items', `${root}Detail/${root}Item`, of, { label: 'item' }),
			...payments,
			...(summary === 'none' ? [] : summaryRows(`${root}Summary`, summary === 'foreign')),
			...after,
		],
		afterRead: (record, given, context) => {
			readDocument(record, given, context);
			parts.afterRead?.(record, given, context);
		},
		beforeWrite: (record, context) => ({
			...writeDocument(record, context, summary),
			...parts.beforeWrite?.(record, context),
		}),
	};
}

/** Whether POHODA takes the content from another document. */
function isCopied({ links, cancels, corrects }: Fields): boolean {
	return (Array.isArray(links) && links.length > 0) || cancels !== undefined || corrects !== undefined;
}

/** Reason for a document without text, unless it takes everything from another one (XSD: needed on create). */
export function needText(record: Fields, { check }: WriteContext): Fields {
	if (isBlank(record.text) && !isCopied(record)) check.refuse('text is missing: POHODA needs a text on the document.');
	return {};
}

/** Reason for a document that POHODA takes only with a partner. */
export function needPartner(record: Fields, { check, ownIds }: WriteContext): Fields {
	const { company, name, externalIds, id: ofContact } = (record.partner ?? {}) as Fields;
	const named = [company, name, ownIds ? ofContact : undefined].some((value) => !isBlank(value));
	if (!named && !(Array.isArray(externalIds) && externalIds.length > 0) && !isCopied(record)) {
		check.refuse('partner is missing: POHODA needs the firm or the name of the other side.');
	}
	return {};
}
