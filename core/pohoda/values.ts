/** Numbers, flags and roundings of POHODA's XML. */
import { roundMicro, toMicro, amountFault, type Micro } from '../money/micro';

/** Nearly all numbers: exact as a double, too. */
const PLAIN = /^-?\d{1,9}(\.\d{1,6})?$/;
/** No amount is longer, and the pattern below is slow on endless digits. */
const LONGEST = 60;
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

/**
 * A number of the XSD types float and double, exact to six decimals (more are rounded half away from zero); a decimal
 * comma and spaces between thousands, which no XSD allows, are not taken.
 *
 * @returns undefined for a missing element; a text that says why for what is no number
 */
export function readNumber(text: string | undefined): Micro | string | undefined {
	if (text === undefined) return undefined;
	if (PLAIN.test(text)) return toMicro(Number(text));
	if (text.length > LONGEST || !NUMBER.test(text)) return `"${text.slice(0, 40)}" is not a number`;
	const fault = amountFault(text);
	return fault === undefined ? toMicro(text) : (rounded(/e/i.test(text) ? Number(text).toFixed(12) : text) ?? fault);
}

/**
 * A plain decimal with more than six decimals, as exports of doubles have (41.3223140495868); undefined when that is
 * not what it is.
 */
function rounded(text: string): Micro | undefined {
	const [, sign, whole, six, seventh] = /^([+-]?)(\d*)\.(\d{6})(\d)\d*$/.exec(text) ?? [];
	if (seventh === undefined) return undefined;
	const cut = `${whole}.${six}`;
	if (amountFault(cut) !== undefined) return undefined;
	const size = toMicro(cut) + (seventh >= '5' ? 1n : 0n);
	return sign === '-' ? -size : size;
}

/** Steps and directions of typeRoundingDocument. */
const ROUNDINGS: Readonly<Record<string, { step: Micro; direction: 'math' | 'up' | 'down' }>> = {
	math2one: { step: 1_000_000n, direction: 'math' },
	math2half: { step: 500_000n, direction: 'math' },
	math2tenth: { step: 100_000n, direction: 'math' },
	math5cent: { step: 50_000n, direction: 'math' },
	up2one: { step: 1_000_000n, direction: 'up' },
	up2half: { step: 500_000n, direction: 'up' },
	up2tenth: { step: 100_000n, direction: 'up' },
	down2one: { step: 1_000_000n, direction: 'down' },
	down2half: { step: 500_000n, direction: 'down' },
	down2tenth: { step: 100_000n, direction: 'down' },
};

/** What roundingDocument adds to an amount; undefined for a mode that is not known. A return mirrors its sale. */
export function documentRounding(amount: Micro, mode: string): Micro | undefined {
	if (mode === 'none') return 0n;
	if (!Object.hasOwn(ROUNDINGS, mode)) return undefined;
	const { step, direction } = ROUNDINGS[mode];
	if (direction === 'math') return roundMicro(amount, step) - amount;
	// BigInt division cuts towards zero.
	const cut = (amount / step) * step;
	if (direction === 'down' || cut === amount) return cut - amount;
	return cut + (amount < 0n ? -step : step) - amount;
}

/** typ:boolean, or xsd:boolean; undefined for a word that is neither. */
export function readFlag(text: string): boolean | undefined {
	if (text === 'true' || text === '1') return true;
	return text === 'false' || text === '0' ? false : undefined;
}
