/** VAT rates: POHODA's codes, whose per cent depend on the day, and the per cent of our records. */
import { vatPercent, type VatPeriod } from '../vatRates';
import { vatDay, type ReadContext, type WriteContext } from './context';
import type { Fields } from './table';

/** rateVAT as it stands in POHODA. */
export interface GivenRate {
	code?: unknown;
	/** rateVAT/@value of newer exports. */
	value?: unknown;
	/** percentVAT */
	percent?: unknown;
}

/** percentVAT wins, then @value, then the code on the day; a code without known per cent stays a code. */
export function readRate(
	{ code, value, percent }: GivenRate,
	context: ReadContext,
): { vatRate?: number; vatCode?: string } {
	if (typeof percent === 'number') return { vatRate: percent };
	if (typeof value === 'number') return { vatRate: value };
	if (typeof code !== 'string') return {};
	if (code === 'none') return { vatRate: 0 };
	const day = vatDay(context);
	const known = day === undefined ? undefined : vatPercent(code, day, context.vatRates);
	return known === undefined ? { vatCode: code } : { vatRate: known };
}

const CODES = ['high', 'low', 'third'] as const;

function codeOn(rate: number, day: string | undefined, table?: readonly VatPeriod[]): string | undefined {
	if (day === undefined) return undefined;
	return CODES.find((code) => vatPercent(code, day, table) === rate);
}

/** Rates of a day, for messages: `21, 12, 0`. */
function ratesOn(day: string, table?: readonly VatPeriod[]): string {
	const rates = CODES.map((code) => vatPercent(code, day, table)).filter((rate) => rate !== undefined);
	return [...rates, 0].join(', ');
}

/**
 * What POHODA is told about a rate: its code on the day, else the per cent (percentVAT) where the agenda takes them.
 * Reasons go to the check.
 *
 * @param label what the rate is of, for messages
 */
export function writeRate(
	rate: unknown,
	code: unknown,
	context: WriteContext,
	label: string,
	takesPercent: boolean,
): { code?: unknown; percent?: number } {
	const { check, place, vatRates } = context;
	if (rate === undefined) return { code };
	if (rate === null || rate === 0) return { code: 'none' };
	if (typeof rate !== 'number') {
		check.refuse(`${place}${label} must be a number.`);
		return {};
	}
	const day = vatDay(context);
	const where = `${place}${label} is ${rate} %`;
	const found = codeOn(rate, day, vatRates);
	if (found !== undefined && code !== undefined && code !== found) {
		check.refuse(
			`${where}, which is "${found}" on ${day}, but the code says "${String(code)}". Leave one of them out.`,
		);
	}
	if (found !== undefined) return { code: found };
	if (takesPercent) return { percent: rate };
	check.refuse(
		day === undefined
			? `${where}; POHODA's code for it depends on the day: give the day.`
			: `${where}; on ${day} POHODA knows ${ratesOn(day, vatRates)} %.`,
	);
	return {};
}

/** A rate whose per cent and code have fields of their own names (stock cards). */
export function readRateField(
	record: Fields,
	rateField: string,
	codeField: string,
	given: GivenRate,
	context: ReadContext,
): void {
	const { vatRate, vatCode } = readRate(given, context);
	if (vatRate !== undefined) record[rateField] = vatRate;
	if (vatCode !== undefined) record[codeField] = vatCode;
}
