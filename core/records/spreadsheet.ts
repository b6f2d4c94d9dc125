/**
 * What programs for tables make of a code that looks like a number: lost zeros (007 → 7, 90.750 → 90.75 or 90,75),
 * rounding with an exponent (8594001234561 → 8.594E+12), nothing but zeros behind the fifteenth digit.
 */

/** Digits that such programs keep. */
const KEPT = 15;
/** Longer ones are no code that somebody wrote. */
const LONGEST_EXPONENT = 30;

const DECIMAL = /^(\d+)[.,](\d+)$/;
/** As tables write it: one digit, `E+12`; Java writes `8.594E12`. */
const NOTATION = /^(\d)(?:[.,](\d+))?E\+(\d{1,3})$|^(\d)[.,](\d+)E(\d{1,3})$/;
/** A code that is read as a number: 1E5 → 100000. */
const EXPONENT = /^(\d{1,6})E(\d{1,2})$/;

function withoutEnd(digits: string): string {
	return digits.replace(/0+$/, '');
}

function cut(digits: string): string {
	return digits.length > KEPT ? digits.slice(0, KEPT).padEnd(digits.length, '0') : digits;
}

/**
 * The form that a number has in common with what is left of it in a table; other texts stay as they are.
 *
 * @param text in capitals, without spaces
 */
export function tidyNumber(text: string): string {
	const exponent = EXPONENT.exec(text);
	if (exponent && Number(exponent[2]) <= LONGEST_EXPONENT) return tidyNumber(exponent[1] + '0'.repeat(Number(exponent[2])));
	const notation = NOTATION.exec(text);
	if (notation) {
		const digits = (notation[1] ?? notation[4]) + (notation[2] ?? notation[5] ?? '');
		return /^0/.test(digits) ? text : `${withoutEnd(digits)}E+${Number(notation[3] ?? notation[6])}`;
	}
	const decimal = DECIMAL.exec(text);
	if (decimal) {
		const [whole, rest] = [decimal[1].replace(/^0+(?=\d)/, ''), withoutEnd(decimal[2])];
		return rest === '' ? cut(whole) : `${whole}.${rest}`;
	}
	return /^\d+$/.test(text) ? cut(text.replace(/^0+(?=\d)/, '')) : text;
}

/** A whole number: its digits without zeros at the end, and the power of ten of the first one. */
export interface Significant {
	digits: string;
	exponent: number;
	/** It was written with an exponent: there may have been more digits. */
	rounded: boolean;
}

/** @param tidy as `tidyNumber` gives it; undefined for what is no whole number of two digits or more */
export function significant(tidy: string): Significant | undefined {
	const notation = /^(\d+)E\+(\d+)$/.exec(tidy);
	if (notation) return { digits: notation[1], exponent: Number(notation[2]), rounded: true };
	if (!/^[1-9]\d+$/.test(tidy)) return undefined;
	return { digits: withoutEnd(tidy), exponent: tidy.length - 1, rounded: false };
}

/** The number rounded to so many digits, half up, as one text: `8594E+12`. */
export function roundedTo({ digits, exponent }: Significant, many: number): string {
	if (digits.length <= many) return `${digits}E+${exponent}`;
	const up = digits.charCodeAt(many) >= 53;
	const kept = up ? String(BigInt(digits.slice(0, many)) + 1n) : digits.slice(0, many);
	return `${withoutEnd(kept)}E+${exponent + kept.length - many}`;
}
