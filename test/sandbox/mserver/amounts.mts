/**
 * Exact decimals of the stand-in: an integer and the number of its decimal places. Money that is stored is an integer
 * number of haléře (1/100 Kč). Written apart from core/money on purpose: the stand-in has to catch our mistakes.
 */

export interface Decimal {
	digits: bigint;
	/** Decimal places. */
	scale: number;
}

const LEXICAL = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/;

const power = (exponent: number): bigint => 10n ** BigInt(exponent);

/** Reads the lexical form of xsd:double without going through a binary number; undefined when it is none (INF and NaN included). */
export function decimal(text: string): Decimal | undefined {
	const match = LEXICAL.exec(text.trim());
	if (!match) return undefined;
	const [, sign, whole, fraction = '', exponent = '0'] = match;
	if (whole === '' && fraction === '') return undefined;
	let digits = BigInt(`${whole}${fraction}` || '0');
	let scale = fraction.length - Number(exponent);
	if (scale < 0) {
		digits *= power(-scale);
		scale = 0;
	}
	return { digits: sign === '-' ? -digits : digits, scale };
}

export const ZERO: Decimal = { digits: 0n, scale: 0 };
export const ONE: Decimal = { digits: 1n, scale: 0 };

export const times = (a: Decimal, b: Decimal): Decimal => ({ digits: a.digits * b.digits, scale: a.scale + b.scale });

export function plus(a: Decimal, b: Decimal): Decimal {
	const scale = Math.max(a.scale, b.scale);
	return { digits: a.digits * power(scale - a.scale) + b.digits * power(scale - b.scale), scale };
}

export const minus = (a: Decimal, b: Decimal): Decimal => plus(a, { digits: -b.digits, scale: b.scale });

export const isNegative = (a: Decimal): boolean => a.digits < 0n;

/** a < b */
export const isLess = (a: Decimal, b: Decimal): boolean => isNegative(minus(a, b));

/** Quotient of two integers, half away from zero. */
export function divideRounded(numerator: bigint, denominator: bigint): bigint {
	const negative = numerator < 0n !== denominator < 0n;
	const n = numerator < 0n ? -numerator : numerator;
	const d = denominator < 0n ? -denominator : denominator;
	const quotient = (2n * n + d) / (2n * d);
	return negative ? -quotient : quotient;
}

/** To haléře, half away from zero. */
export function toHalers(a: Decimal): number {
	if (a.scale <= 2) return Number(a.digits * power(2 - a.scale));
	return Number(divideRounded(a.digits, power(a.scale - 2)));
}

/** Plain text without exponent and without trailing zeros. */
export function decimalText(a: Decimal): string {
	const negative = a.digits < 0n;
	const padded = (negative ? -a.digits : a.digits).toString().padStart(a.scale + 1, '0');
	const whole = padded.slice(0, padded.length - a.scale);
	const fraction = a.scale ? padded.slice(padded.length - a.scale).replace(/0+$/, '') : '';
	const text = fraction ? `${whole}.${fraction}` : whole;
	return negative && text !== '0' ? `-${text}` : text;
}

/** 129000 -> "1290.00" */
export const moneyText = (halers: number): string => {
	const sign = halers < 0 ? '-' : '';
	const absolute = Math.abs(halers);
	return `${sign}${Math.trunc(absolute / 100)}.${String(absolute % 100).padStart(2, '0')}`;
};

/** VAT inside a gross amount: gross × rate / (100 + rate), to the haléř (method valid in CZ since 1 Oct 2019). */
export function vatInside(grossHalers: number, percent: Decimal): number {
	const hundred = 100n * power(percent.scale);
	return Number(divideRounded(BigInt(grossHalers) * percent.digits, hundred + percent.digits));
}

/** VAT on top of a net amount, to the haléř. */
export function vatOnTop(netHalers: number, percent: Decimal): number {
	return Number(divideRounded(BigInt(netHalers) * percent.digits, 100n * power(percent.scale)));
}

const STEPS: Record<string, number> = { one: 100, half: 50, tenth: 10, '5cent': 5 };

/** Rounds a document's total as its roundingDocument says; unknown and "none" leave it alone. */
export function roundDocument(halers: number, rounding: string): number {
	const match = /^(math|up|down)2?(one|half|tenth|5cent)$/.exec(rounding);
	if (!match) return halers;
	const step = STEPS[match[2]!]!;
	const absolute = Math.abs(halers);
	const parts = absolute / step;
	const whole = match[1] === 'math' ? Math.floor(parts + 0.5) : match[1] === 'up' ? Math.ceil(parts) : Math.floor(parts);
	return Math.sign(halers) * whole * step;
}
