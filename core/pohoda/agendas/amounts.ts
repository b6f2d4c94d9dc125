/** Amounts of documents: prices of lines, totals by VAT rate, home and foreign currency. */
import { absMicro, fromMicro, toMicro } from '../../money/micro';
import type { ReadContext, WriteContext } from './context';
import { readRate, writeRate } from './rates';
import { addExtra, unread } from './read';
import { micro, RATES, readSums } from './sums';
import { choice, code, flag, id, integer, number, told, type Fields, type Row } from './table';
import { DOCUMENT } from '../../records/document';
import { vatCode } from '../../records/stock';

const HOME = ['unitPrice', 'totalNet', 'totalVat', 'totalGross'] as const;
const ELEMENTS = {
	unitPrice: 'typ:unitPrice',
	totalNet: 'typ:price',
	totalVat: 'typ:priceVAT',
	totalGross: 'typ:priceSum',
} as const;

function amountRows(name: string, element: string): Row[] {
	return HOME.map((field) => {
		const row = number(`$${name}.${field}`, `${element}/${ELEMENTS[field]}`, { label: field });
		return field === 'totalGross' ? told(row) : row;
	});
}

/** Price, discount and VAT of a line, with their `$` values. */
export const PRICE_ROWS: Row[] = [
	flag('$payVAT', 'payVAT'),
	choice('$rateVAT', 'rateVAT', vatCode.words, { label: 'vatRate' }),
	told(number('$rateValue', 'rateVAT/@value')),
	number('$percentVAT', 'percentVAT', { label: 'vatRate' }),
];
export const HOME_ROWS = amountRows('home', 'homeCurrency');
export const FOREIGN_ROWS = amountRows('foreign', 'foreignCurrency');

function amounts(given: Fields, name: string): Fields {
	const found: Fields = {};
	for (const field of HOME) {
		const value = given[`$${name}.${field}`];
		if (value !== undefined) found[field] = value;
	}
	return found;
}

/** Fields of a line: amounts in the home currency for now, foreign ones are put aside until the currency is known. */
export function readLine(line: Fields, given: Fields, context: ReadContext): void {
	const home = amounts(given, 'home');
	const taxed = { net: home.totalNet, vat: home.totalVat };
	const rate = { code: given.$rateVAT, value: given.$rateValue, percent: given.$percentVAT };
	Object.assign(line, home, readRate(rate, context, taxed));
	// The schema's default, false, holds for text lines only; for a card a setting of POHODA decides.
	const unknown = given[unread('$payVAT')] !== undefined || line.stock !== undefined;
	if (given.$payVAT !== undefined) line.priceIncludesVat = given.$payVAT;
	else if (line.unitPrice !== undefined && !unknown) line.priceIncludesVat = false;
	const foreign = amounts(given, 'foreign');
	if (Object.keys(foreign).length > 0) context.foreign.set(line, foreign);
}

/** Whether the document is in another currency than the books. */
function isForeign({ currency }: Fields, home: string): boolean {
	return typeof currency === 'string' && currency !== '' && currency !== home;
}

/** `$` values of a line; a line without a price would be booked with zero. */
export function writeLine(line: Fields, context: WriteContext): Fields {
	const { check, place, root, homeCurrency, lineTotals } = context;
	const rate = writeRate(line.vatRate, line.vatCode, context, 'vatRate', true);
	const linked = line.link !== undefined;
	if (line.unitPrice === undefined && !linked) check.refuse(`${place}unitPrice is missing; POHODA would take 0.`);
	const name = isForeign(root, homeCurrency) ? 'foreign' : 'home';
	const taxed = line.unitPrice === undefined ? {} : { $payVAT: line.priceIncludesVat ?? false };
	const totals = lineTotals ? { [`$${name}.totalNet`]: line.totalNet, [`$${name}.totalVat`]: line.totalVat } : {};
	return {
		...taxed,
		$rateVAT: rate.code,
		$percentVAT: rate.percent,
		[`$${name}.unitPrice`]: line.unitPrice,
		...totals,
		// Left out, POHODA would take the discount of the document's price level.
		$quantity: line.quantity ?? (linked ? undefined : 1),
		$discount: line.discountPercent ?? (linked ? undefined : 0),
	};
}

/** Summary of a document; POHODA computes the amounts itself where there are lines. */
export function summaryRows(element: string, foreign: boolean): Row[] {
	const home = `${element}/homeCurrency`;
	const other = `${element}/foreignCurrency`;
	return [
		choice('roundingMode', `${element}/roundingDocument`, DOCUMENT.roundingMode.words),
		number('$sum.none', `${home}/typ:priceNone`),
		...RATES.flatMap(({ code: rate, name }) => [
			number(`$sum.${rate}.net`, `${home}/typ:${name}`),
			number(`$sum.${rate}.vat`, `${home}/typ:${name}VAT`),
			told(number(`$sum.${rate}.rate`, `${home}/typ:${name}VAT/@rate`)),
			number(`$sum.${rate}.gross`, `${home}/typ:${name}Sum`),
		]),
		number('$sum.round', `${home}/typ:round/typ:priceRound`),
		...(foreign
			? [
					told(id('refs.currency', `${other}/typ:currency/typ:id`)),
					code('$currency', `${other}/typ:currency/typ:ids`, 19, { label: 'currency' }),
					number('$rate', `${other}/typ:rate`, { label: 'rate' }),
					integer('$rateAmount', `${other}/typ:amount`, { label: 'rateAmount' }),
					told(number('$sum.foreign', `${other}/typ:priceSum`)),
				]
			: []),
	];
}

function isZero(values: Fields): boolean {
	return Object.values(values).every((value) => value === 0);
}

/** Puts the amounts of a whole document into its own currency, those of the books into `home`. */
export function readDocument(record: Fields, given: Fields, context: ReadContext): void {
	const currency = given.$currency;
	const sums = readSums(record, given, context);
	const lines = [...((record.items ??= []) as Fields[]), ...((record.advances ?? []) as Fields[])];
	if (typeof currency !== 'string') {
		record.currency = context.homeCurrency;
		Object.assign(record, sums);
		for (const line of lines) keepForeign(line, context.foreign.get(line));
		// A rate says nothing without its currency.
		for (const name of ['$rate', '$rateAmount', '$sum.foreign']) {
			const value = given[name];
			if (value !== undefined && value !== 0) addExtra(record, name.replace('$sum.foreign', 'foreignTotal').replace('$', ''), value);
		}
		return;
	}
	record.currency = currency;
	if (given.$rate !== undefined) record.rate = given.$rate;
	if (given.$rateAmount !== undefined) record.rateAmount = given.$rateAmount;
	if (Object.keys(sums).length > 0) record.home = sums;
	if (given['$sum.foreign'] !== undefined) record.total = given['$sum.foreign'];
	for (const line of lines) {
		const home: Fields = {};
		for (const field of HOME) {
			if (line[field] !== undefined) home[field] = line[field];
			delete line[field];
		}
		if (Object.keys(home).length > 0) line.home = home;
		Object.assign(line, context.foreign.get(line));
	}
}

/** Zeros in another currency, as POHODA writes them into documents of the home currency, say nothing. */
function keepForeign(line: Fields, foreign: Fields | undefined): void {
	if (foreign === undefined || isZero(foreign)) return;
	addExtra(line, 'foreignCurrency', foreign);
}

/** Adds a row of the VAT summary; what the summary of POHODA has no place for is a reason. */
function writeVatRow(row: Fields, given: Fields, context: WriteContext): void {
	const { check } = context;
	const known = check.reasons.length;
	const { code: rate } = writeRate(row.vatRate, row.vatCode, context, 'vatSummary', false);
	const [net, vat, gross] = [micro(row.net), micro(row.vat), micro(row.gross)];
	const amount = `vatSummary has ${String(row.gross)}`;
	if (net + vat !== gross || (rate === 'none' && vat !== 0n)) {
		check.refuse(`${amount} with net ${String(row.net)} and VAT ${String(row.vat)}${rate === 'none' ? ' at 0 %' : ''}, which do not make it.`);
	} else if (rate === 'none') {
		given['$sum.none'] = fromMicro(micro(given['$sum.none']) + gross);
	} else if (RATES.some(({ code: one }) => one === rate)) {
		for (const [part, value] of Object.entries({ net, vat, gross })) {
			const name = `$sum.${String(rate)}.${part}`;
			given[name] = fromMicro(micro(given[name]) + value);
		}
	} else if (check.reasons.length === known) {
		const named = rate === undefined ? 'without a VAT rate' : `at the rate "${String(rate)}"`;
		check.refuse(`${amount} ${named}; POHODA takes totals without lines at none, low, high and third only. Send the document with lines.`);
	}
}

/** `$` values of a document: its currency, and its totals where there are no lines to compute them from. */
export function writeDocument(record: Fields, context: WriteContext, summary: 'foreign' | 'home' | 'none'): Fields {
	const { homeCurrency, check } = context;
	const given: Fields = {};
	const foreign = isForeign(record, homeCurrency);
	if (foreign && summary !== 'foreign') {
		check.refuse(`currency is ${String(record.currency)}; POHODA takes this kind of document in ${homeCurrency} only.`);
	}
	if (foreign) Object.assign(given, { $currency: record.currency, $rate: record.rate, $rateAmount: record.rateAmount });
	const lines = record.items;
	if ((Array.isArray(lines) && lines.length > 0) || !Array.isArray(record.vatSummary)) return given;
	if (foreign) {
		check.refuse('A document in another currency needs lines: POHODA takes totals in the home currency only.');
		return given;
	}
	for (const row of record.vatSummary as Fields[]) writeVatRow(row, given, context);
	if (record.rounding !== undefined) given['$sum.round'] = record.rounding;
	return given;
}

/** Total as it moves a cash box or till: what leaves is negative. */
export function movedAmount(record: Fields, leaves: boolean): void {
	const { total } = record;
	if (typeof total !== 'number') return;
	record.amount = leaves ? fromMicro(-absMicro(toMicro(total))) + 0 : total;
}
