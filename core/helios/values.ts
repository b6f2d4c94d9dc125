/** Values of single cells: every form that a file may have → one normal form, and the check before writing. */
import { isDay } from '../records/dates';
import type { Attribute, Cell } from './structures';

/** Whole numbers of SQL Server. */
const RANGES: Readonly<Record<string, readonly [number, number]>> = {
	INT: [-2_147_483_648, 2_147_483_647],
	SMALLINT: [-32_768, 32_767],
	TINYINT: [0, 255],
};
const WHOLE = /^[+-]?\d{1,15}$/;
const DECIMAL = /^([+-]?)(\d*)(?:[.,](\d*))?$/;
/** `yyyymmdd hh:nn:ss.mmm`; also with a colon before the milliseconds, or the day alone [another page of the same documentation writes so]. */
const DATETIME = /^(\d{4})(\d{2})(\d{2})(?: ([01]\d|2[0-3]):([0-5]\d):([0-5]\d)(?:[.:](\d{3}))?)?$/;
const FIRST_YEAR = 1753;

/** Why a value cannot be taken; continues `"x" `. */
interface CellFault {
	reason: string;
}

function readWhole(cell: string, type: string): Cell | CellFault {
	const [least, most] = RANGES[type];
	const value = WHOLE.test(cell) ? Number(cell) : Number.NaN;
	if (Number.isNaN(value)) return { reason: `is no whole number (${type}).` };
	return value < least || value > most ? { reason: `is outside of ${type} (${least} to ${most}).` } : String(value + 0);
}

/** NUMERIC(19,6) as it should be, the usual case. */
const NORMAL = /^-?(?:0|[1-9]\d{0,12})\.\d{6}$/;

function readDecimal(cell: string, { precision = 0, scale = 0 }: Attribute): Cell | CellFault {
	if (scale === 6 && NORMAL.test(cell) && cell !== '-0.000000') return cell;
	const type = `NUMERIC(${precision},${scale})`;
	const [, sign = '', digits = '', decimals = ''] = DECIMAL.exec(cell) ?? [];
	if (digits === '' && decimals === '') return { reason: `is no number (${type}).` };
	const whole = digits.replace(/^0+(?=\d)/, '') || '0';
	if (/[1-9]/.test(decimals.slice(scale))) return { reason: `has more than ${scale} decimals (${type}).` };
	if (whole.length > precision - scale) return { reason: `is too large (${type}).` };
	const size = `${whole}.${decimals.slice(0, scale).padEnd(scale, '0')}`;
	return sign === '-' && /[1-9]/.test(size) ? `-${size}` : size;
}

function readTime(cell: string): Cell | CellFault {
	const match = DATETIME.exec(cell);
	if (!match) return { reason: 'is no date and time like 20261114 10:15:32.000.' };
	const [, year, month, day, hour = '00', minute = '00', second = '00', milli = '000'] = match;
	if (Number(year) < FIRST_YEAR) return { reason: `lies before ${FIRST_YEAR}, which DATETIME cannot hold.` };
	if (!hasDay(year, month, day)) return { reason: 'is a day that the calendar does not have.' };
	return `${year}${month}${day} ${hour}:${minute}:${second}.${milli}`;
}

/** isDay knows the years 1000 to 2999; the calendar repeats after 400. */
function hasDay(year: string, month: string, day: string): boolean {
	const known = Number(year) > 2999 ? 2000 + (Number(year) % 400) : Number(year);
	return isDay(`${known}-${month}-${day}`);
}

function readBit(cell: string): Cell | CellFault {
	if (cell === '0' || cell === '1') return cell;
	// Delphi writes true as -1.
	if (cell === '-1') return '1';
	const word = cell.toLowerCase();
	return word === 'true' || word === 'false' ? (word === 'true' ? '1' : '0') : { reason: 'is neither 0 nor 1 (BIT).' };
}

/**
 * The cell in its normal form: whole numbers without leading zeros, NUMERIC with all its decimals, BIT 0 or 1, DATETIME `yyyymmdd hh:nn:ss.mmm`. VARCHAR
 * as it is, whatever its length. `""` of another type is NULL.
 */
export function readCell(attribute: Attribute, cell: Cell): Cell | CellFault {
	const { type, nullable } = attribute;
	if (cell === null || (cell === '' && type !== 'VARCHAR')) return nullable ? null : { reason: 'NULL is not allowed here.' };
	if (type === 'VARCHAR') return cell;
	if (type === 'NUMERIC') return readDecimal(cell, attribute);
	if (type === 'BIT') return readBit(cell);
	return type === 'DATETIME' ? readTime(cell) : readWhole(cell, type);
}

/** Characters of a VARCHAR as the column counts them. */
export function lengthOf(text: string): number {
	return text.normalize('NFC').length;
}

/** Why a cell in normal form cannot be written; continues the attribute's name. */
export function cellFault(attribute: Attribute, cell: Cell): string | undefined {
	const { type, length = 0, nullable } = attribute;
	if (cell === null) return nullable ? undefined : 'has no value, and the column needs one';
	if (type === 'VARCHAR') {
		return cell.length > length && lengthOf(cell) > length ? `has ${lengthOf(cell)} characters, the column takes ${length}: "${cell.slice(0, 60)}…"` : undefined;
	}
	const read = readCell(attribute, cell);
	if (typeof read === 'object' && read !== null) return `is "${cell}", which ${read.reason.replace(/\.$/, '')}`;
	return read === cell ? undefined : `is "${cell}", which is not written like that in ${type}`;
}

/** A value of a column that nothing says anything about: NULL where it may be, else empty or zero. */
export function blankCell({ type, nullable, scale = 0 }: Attribute): Cell {
	if (nullable) return null;
	if (type === 'VARCHAR') return '';
	return type === 'NUMERIC' ? `0.${'0'.repeat(scale)}` : type === 'DATETIME' ? '19000101 00:00:00.000' : '0';
}
