/** Amounts and days as Czech programs print them. */
import { amountFault, fromMicro, toMicro } from '../../money/micro';
import { isDay } from '../../records/dates';

const SPACES = /[\s\u00a0\u202f\u2007]+/g;

/** An amount as Czech programs print it. Undefined for text that is no amount or could be two: `1.290`. */
export function readAmount(text: string): number | undefined {
	const bare = text
		.replace(SPACES, '')
		.replace(/(Kč|CZK|,-)$/i, '')
		.replace(/^[\u2212\u2013]/, '-');
	const match = /^([+-]?)(\d[\d.,']*)$/.exec(bare);
	if (match === null) return undefined;
	const digits = decimalText(match[2]);
	if (digits === undefined || amountFault(digits) !== undefined) return undefined;
	const size = toMicro(digits);
	return fromMicro(match[1] === '-' ? -size : size) + 0;
}

/** The last separator is the decimal one, where that is certain. */
function decimalText(text: string): string | undefined {
	const [, whole, separator, decimals] = /^([\d.,']*\d)([.,])(\d{1,6})$/.exec(text) ?? [];
	if (whole === undefined) return /^\d+(?:'\d{3})*$/.test(text) ? text.replace(/'/g, '') : undefined;
	const other = separator === ',' ? '.' : ',';
	if (whole.includes(separator)) {
		return whole.includes(other) ? undefined : grouped(`${whole}${separator}${decimals}`, separator);
	}
	if (/[.,']/.test(whole)) {
		const integer = grouped(whole, whole.includes(other) ? other : "'");
		return integer === undefined ? undefined : `${integer}.${decimals}`;
	}
	// 1.290 or 1,290: thousands or thousandths?
	if (decimals.length === 3 && whole !== '0') return undefined;
	return `${whole}.${decimals}`;
}

function grouped(text: string, separator: string): string | undefined {
	const parts = text.split(separator);
	const right =
		parts.length > 1 &&
		parts[0].length <= 3 &&
		parts.every((part, index) => /^\d+$/.test(part) && (index === 0 || part.length === 3));
	return right ? parts.join('') : undefined;
}

/** `14.11.2026`, `4. 1. 2026`, `2026-11-14`, each also with a time of day after it. */
export function readDate(text: string): string | undefined {
	const [, date, month, year] = /^(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4})(?:\s+[\d:.]+)?$/.exec(text.trim()) ?? [];
	const found =
		date === undefined
			? /^(\d{4}-\d{2}-\d{2})(?:[T\s][\d:.]+)?$/.exec(text.trim())?.[1]
			: `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
	return found !== undefined && isDay(found) ? found : undefined;
}
