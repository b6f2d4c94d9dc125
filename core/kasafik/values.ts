/** Cells of the item list → values. */
import { amountFault, absMicro, fromMicro, HALER, ONE, toMicro, type Micro } from '../money/micro';
import { withVat } from '../stock/vatPrice';

/** Grouping spaces (also no-break), decimal comma or point. */
const NUMBER = /^[+-]?\d+(?:[.,]\d+)?$/;

/** A number as Czech tables write it; a text says what is wrong with it, undefined: the cell is empty. */
export function readNumber(cell: string | null | undefined): number | string | undefined {
	const text = (cell ?? '').trim();
	if (text === '') return undefined;
	const plain = text
		.replace(/[\s\u00a0\u202f]/g, '')
		.replace(/Kč$/i, '')
		.replace(',', '.');
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
 * decide, without both it is a factor.
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
	if (given < 1 || given >= 2) return given;
	const factor = fromMicro((toMicro(given) - ONE) * 100n);
	if (net === undefined || gross === undefined) return factor;
	const [asFactor, asPercent] = [distance(net, factor, gross), distance(net, given, gross)];
	return asPercent !== undefined && asFactor !== undefined && asPercent < asFactor ? given : factor;
}

/** Whether the two prices fit the rate, with one haléř for rounding. */
export function pricesFit(net: number, rate: number, gross: number): boolean {
	const off = distance(net, rate, gross);
	return off !== undefined && off <= HALER;
}

/** `A` / `N` as the backoffice writes them. */
export function readFlag(cell: string | null | undefined): boolean | undefined {
	const text = (cell ?? '').trim().toUpperCase();
	if (['A', 'ANO', '1', 'TRUE'].includes(text)) return true;
	return ['N', 'NE', '0', 'FALSE'].includes(text) ? false : undefined;
}
