/** Cells of the item list → values. */
import { amountFault, absMicro, fromMicro, HALER, ONE, toMicro, type Micro } from '../money/micro';
import { withVat } from '../stock/vatPrice';

/** Decimal comma or point. */
const NUMBER = /^[+-]?\d+(?:[.,]\d+)?$/;
/** `1.234,50`, `1.234.567`: points between thousands, and the same with commas. */
const GROUPED = [/^[+-]?\d{1,3}(?:\.\d{3})+,\d+$|^[+-]?\d{1,3}(?:\.\d{3}){2,}$/, /^[+-]?\d{1,3}(?:,\d{3})+\.\d+$|^[+-]?\d{1,3}(?:,\d{3}){2,}$/];

/** What a cell says: without the apostrophe or formula that keeps a number text in a table; the word `null` empties. */
export function plainCell(cell: string): string {
	const text = cell.trim();
	if (text.toLowerCase() === 'null') return '';
	return /^="(.*)"$/.exec(text)?.[1].trim() ?? text;
}

/** The same of a cell that holds a number or a code. */
export function plainCode(cell: string): string {
	return plainCell(cell).replace(/^'+(?=.)/, '').trim();
}

/** Without haléře: `20,-`. What points there are stand between thousands. */
const WHOLE = /^([+-]?\d{1,3}(?:[.,]\d{3})+|[+-]?\d+)[.,][-–—]+$/;

function ungrouped(text: string): string {
	const whole = WHOLE.exec(text)?.[1];
	if (whole !== undefined) return whole.replace(/[.,]/g, '');
	if (GROUPED[0].test(text)) return text.replaceAll('.', '');
	return GROUPED[1].test(text) ? text.replaceAll(',', '') : text;
}

/** A number as Czech tables write it; a text says what is wrong with it, undefined: the cell is empty. */
export function readNumber(cell: string | null | undefined): number | string | undefined {
	const text = (cell ?? '').trim();
	if (text === '') return undefined;
	const plain = ungrouped(
		text
			.replace(/[\s\u00a0\u202f]/g, '')
			.replace(/(?:Kč|CZK)$/i, ''),
	).replace(',', '.');
	if (!NUMBER.test(plain)) return `"${text.slice(0, 40)}" is not a number`;
	const fault = amountFault(plain);
	return fault ?? fromMicro(toMicro(plain));
}

function distance(net: number, rate: number, gross: number): Micro | undefined {
	const expected = withVat(net, rate);
	return expected === undefined ? undefined : absMicro(toMicro(expected) - toMicro(gross));
}

/**
 * The VAT rate in per cent. A number from 1 to less than 2 can be a factor (1.21 = 21 %) or per cent: the prices
 * decide, without both it is a factor. One below 1 can be a fraction (0.21 = 21 %): the prices decide, without both
 * nobody can.
 *
 * @returns undefined for an empty cell; a text for what is no rate
 */
export function readRate(
	cell: string | null | undefined,
	net: number | undefined,
	gross: number | undefined,
): number | string | undefined {
	const given = readNumber(typeof cell === 'string' ? cell.replace(/%\s*$/, '') : cell);
	if (typeof given !== 'number') return given;
	if (given < 0 || given > 100) return `the VAT rate ${given} lies outside of 0 to 100 per cent`;
	if (given === 0 || given >= 2) return given;
	if (given < 1) return readFraction(given, net, gross);
	const factor = fromMicro((toMicro(given) - ONE) * 100n);
	if (net === undefined || gross === undefined) return factor;
	const [asFactor, asPercent] = [distance(net, factor, gross), distance(net, given, gross)];
	return asPercent !== undefined && asFactor !== undefined && asPercent < asFactor ? given : factor;
}

function readFraction(given: number, net: number | undefined, gross: number | undefined): number | string {
	const rate = fromMicro(toMicro(given) * 100n);
	const unclear = `the VAT rate ${given} may be ${rate} % or ${given} %, and the prices do not tell which; write ${rate}`;
	if (net === undefined || gross === undefined) return unclear;
	const [asFraction, asPercent] = [distance(net, rate, gross), distance(net, given, gross)];
	if (asFraction === undefined || asPercent === undefined || asFraction === asPercent) return unclear;
	return asFraction < asPercent ? rate : given;
}

/** Whether the two prices fit the rate, with one haléř for rounding. */
export function pricesFit(net: number, rate: number, gross: number): boolean {
	const off = distance(net, rate, gross);
	return off !== undefined && off <= HALER;
}

/** `A` / `N` as the backoffice writes them; a text says what is wrong with it, undefined: the cell is empty. */
export function readFlag(cell: string | null | undefined): boolean | string | undefined {
	const text = (cell ?? '').trim().toUpperCase();
	if (text === '') return undefined;
	if (['A', 'ANO', '1', 'TRUE', 'PRAVDA'].includes(text)) return true;
	if (['N', 'NE', '0', 'FALSE', 'NEPRAVDA'].includes(text)) return false;
	return `"${(cell ?? '').trim().slice(0, 40)}" is neither A nor N`;
}
