/**
 * Exact decimals: amounts, prices, quantities and rates as whole millionths in a bigint. JSON numbers are doubles;
 * they are read by their shortest decimal text; what binary floats leave behind the ninth decimal is dropped.
 */

/** Whole millionths. */
export type Micro = bigint;

export const ONE: Micro = 1_000_000n;
/** 0.01, the haléř. */
export const HALER: Micro = 10_000n;

/**
 * Below 2^33 every number of six decimals is a double of its own, so text, number and Micro convert without loss in
 * all directions. (From there to 2^53 / 10^6 two neighbouring millionths can be the same double.)
 */
export const AMOUNT_LIMIT: Micro = 2n ** 33n * ONE;
const LIMIT_NUMBER = 2 ** 33;
const DECIMAL = /^([+-]?)(\d{1,40}\.?\d{0,40}|\.\d{1,40})(?:[eE]([+-]?\d{1,3}))?$/;

/** A number that cannot be an exact amount; the message says why. */
export class MoneyError extends Error {
	override readonly name = 'MoneyError';
}

/** Reads decimal text; a text as answer says why it cannot be an amount. */
function readDecimal(text: string): Micro | string {
	const match = DECIMAL.exec(text);
	if (!match) return `"${text.slice(0, 40)}" is not a decimal number`;
	const [whole, decimals = ''] = match[2].split('.');
	const digits = (whole + decimals).replace(/^0+/, '');
	if (digits === '') return 0n;
	const significant = digits.replace(/0+$/, '');
	// value = significant × 10^exponent
	const exponent = Number(match[3] ?? 0) - decimals.length + (digits.length - significant.length);
	if (significant.length + exponent > 10) return `${text} is too large for an amount`;
	const size = exponent < -6 ? withoutResidue(significant, -6 - exponent) : BigInt(significant) * 10n ** BigInt(exponent + 6);
	if (size === undefined || (size === 0n && Number(text) === 0)) return `${text} has more than six decimals`;
	if (size >= AMOUNT_LIMIT) return `${text} is too large for an amount`;
	return match[1] === '-' ? -size : size;
}

/**
 * Binary floats leave a residue of their calculations behind (17.400000000000002, 0.1 + 0.2): up to 1e-9 away from a
 * number of six decimals it is that number. A real seventh decimal is none.
 *
 * @param drop how many of the digits stand behind the sixth decimal
 */
function withoutResidue(significant: string, drop: number): Micro | undefined {
	const millionths = BigInt(significant.slice(0, -drop) || '0');
	const rest = significant.slice(-drop).padStart(drop, '0').padEnd(3, '0');
	if (/^(000|0010*$)/.test(rest)) return millionths;
	return rest.startsWith('999') ? millionths + 1n : undefined;
}

function readMicro(value: number | string): Micro | string {
	if (typeof value === 'string') return readDecimal(value);
	if (typeof value !== 'number') return `a ${typeof value} is not a number`;
	if (!Number.isFinite(value)) return `${value} is not a number that can be an amount`;
	if (Math.abs(value) < LIMIT_NUMBER) {
		// The usual case without text: the double nearest to a whole number of millionths.
		const millionths = Math.round(value * 1e6);
		if (millionths / 1e6 === value) return BigInt(millionths);
	}
	return readDecimal(String(value));
}

/**
 * Exact millionths of a number (by its shortest decimal text) or of decimal text as XSD decimal and double write it
 * (point, optional sign and exponent, no spaces).
 * @throws MoneyError for NaN, infinity, other text, more than six decimals (but residue up to 1e-9), and from ±2^33 (8 589 934 592) on.
 */
export function toMicro(value: number | string): Micro {
	const micro = readMicro(value);
	if (typeof micro === 'string') throw new MoneyError(micro);
	return micro;
}

/** Why `toMicro` would refuse the value, or undefined when it is an exact amount. */
export function amountFault(value: number | string): string | undefined {
	const micro = readMicro(value);
	return typeof micro === 'string' ? micro : undefined;
}

/** The number without residue of binary floats, or why it cannot be an amount: what a reader takes over. */
export function exactNumber(value: number): number | string {
	const micro = readMicro(value);
	return typeof micro === 'string' ? micro : fromMicro(micro);
}

/** Plain decimal text without exponent: as many decimals as needed, at least `minDecimals` (0 to 6). */
export function microText(micro: Micro, minDecimals = 0): string {
	const digits = (micro < 0n ? -micro : micro).toString().padStart(7, '0');
	const decimals = digits.slice(-6).replace(/0+$/, '').padEnd(minDecimals, '0');
	return `${micro < 0n ? '-' : ''}${digits.slice(0, -6)}${decimals === '' ? '' : `.${decimals}`}`;
}

/**
 * The JSON number of exactly this value.
 * @throws MoneyError when no double has it (sums of 2^33 and more that carry millionths).
 */
export function fromMicro(micro: Micro): number {
	const number = Number(micro) / 1e6;
	if (absMicro(micro) < AMOUNT_LIMIT) return number;
	const text = microText(micro);
	if (!Number.isSafeInteger(Math.trunc(number)) || String(Number(text)) !== text) {
		throw new MoneyError(`${text} is too large for an exact number`);
	}
	return Number(text);
}

/** a / b as a whole number, half away from zero. */
function divideRounded(a: bigint, b: bigint): bigint {
	const negative = a < 0n !== b < 0n;
	const [dividend, divisor] = [a < 0n ? -a : a, b < 0n ? -b : b];
	const size = (2n * dividend + divisor) / (2n * divisor);
	return negative ? -size : size;
}

/** a × b, rounded half away from zero at six decimals. */
export function mulMicro(a: Micro, b: Micro): Micro {
	return divideRounded(a * b, ONE);
}

/**
 * a / b, rounded half away from zero at six decimals.
 * @throws MoneyError for b = 0.
 */
export function divMicro(a: Micro, b: Micro): Micro {
	if (b === 0n) throw new MoneyError('An amount cannot be divided by zero');
	return divideRounded(a * ONE, b);
}

/**
 * Rounds half away from zero to a multiple of `step`, e.g. `HALER` for 0.01.
 * @throws MoneyError for a step that is not positive.
 */
export function roundMicro(micro: Micro, step: Micro): Micro {
	if (step <= 0n) throw new MoneyError('A rounding step must be positive');
	return divideRounded(micro, step) * step;
}

/** Size without sign. */
export function absMicro(micro: Micro): Micro {
	return micro < 0n ? -micro : micro;
}

/**
 * Exact sum of amounts.
 * @throws MoneyError when one of them is no exact amount.
 */
export function sum(values: readonly number[]): number {
	return fromMicro(values.reduce((total, value) => total + toMicro(value), 0n));
}

/**
 * VAT out of a gross amount: gross × rate / (100 + rate), rounded half away from zero to 0.01 (Czech VAT Act 235/2004,
 * section 37); net is the rest, so net + vat = gross always. Rate in per cent; null (no VAT payer) or 0: no VAT.
 * @throws MoneyError for a negative rate or one that is no exact number.
 */
export function vatFromGross(gross: Micro, rate: number | null): { net: Micro; vat: Micro } {
	const percent = rate === null ? 0n : toMicro(rate);
	if (percent < 0n) throw new MoneyError(`VAT rate ${rate} is negative`);
	const vat = divideRounded(gross * percent, (100n * ONE + percent) * HALER) * HALER;
	return { net: gross - vat, vat };
}

/**
 * Total of a receipt's line: quantity × price per unit − discount of the line, rounded once, half away from zero, to
 * 0.01.
 */
export function lineGross(quantity: Micro, unitPrice: Micro, discount: Micro): Micro {
	return divideRounded(quantity * unitPrice - discount * ONE, ONE * HALER) * HALER;
}

/** An amount for people: `1 290.00 Kč`, `-12.50 EUR`; at least two decimals, thousands by plain spaces. */
export function formatMicro(amount: Micro, currency = 'CZK'): string {
	const [whole, decimals] = microText(amount, 2).split('.');
	return `${whole.replace(/\B(?=(?:\d{3})+$)/g, ' ')}.${decimals} ${currency === 'CZK' ? 'Kč' : currency}`;
}

/** As `formatMicro`. A number that is no exact amount is shown as it is: a message about it must still be possible. */
export function formatMoney(amount: number, currency = 'CZK'): string {
	const micro = readMicro(amount);
	if (typeof micro === 'string') return `${amount} ${currency === 'CZK' ? 'Kč' : currency}`;
	return formatMicro(micro, currency);
}
