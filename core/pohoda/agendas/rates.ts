/** VAT rates: POHODA's codes, whose per cent depend on the day, and the per cent of our records. */
import { vatPercent, type VatPeriod } from '../vatRates';
import { vatDay, type ReadContext, type WriteContext } from './context';
import type { Fields } from './table';

/** rateVAT as it stands in POHODA. */
interface GivenRate {
	code?: unknown;
	/** rateVAT/@value of newer exports. */
	value?: unknown;
	/** percentVAT */
	percent?: unknown;
}

/** Net and VAT that are stated beside a rate. */
interface TaxedAmounts {
	net?: unknown;
	vat?: unknown;
}

/** Whether amounts are of another rate: off by more than rounding. */
function contradicts({ net, vat }: TaxedAmounts, rate: number): boolean {
	if (typeof net !== 'number' || typeof vat !== 'number') return false;
	return Math.abs(vat - (net * rate) / 100) > 0.02 + Math.abs(net) * 0.005;
}

function warn(context: ReadContext, text: string): void {
	context.warnings.push({ code: 'contradiction', text, place: 'vatRate' });
}

/**
 * percentVAT wins, then @value, then the code on the day. A code stays a code where its per cent is not known, and
 * beside a per cent that is not its own; where the stated amounts are of another per cent, it is all that is said.
 */
export function readRate(
	{ code, value, percent }: GivenRate,
	context: ReadContext,
	amounts: TaxedAmounts = {},
): { vatRate?: number; vatCode?: string } {
	const day = vatDay(context);
	const known = typeof code !== 'string' ? undefined : code === 'none' ? 0 : day === undefined ? undefined : vatPercent(code, day, context.vatRates);
	const stated = typeof percent === 'number' ? percent : typeof value === 'number' ? value : undefined;
	if (stated !== undefined) {
		if (typeof percent === 'number' && typeof value === 'number' && percent !== value) {
			warn(context, `The VAT rate is ${percent} % by percentVAT and ${value} % by rateVAT/@value; ${percent} % was taken.`);
		} else if (known !== undefined && known !== percent && stated === percent) {
			warn(context, `The VAT rate is ${percent} % by percentVAT, and "${String(code)}" is ${known} % on ${day}; ${percent} % was taken.`);
		}
		return known === undefined || known === stated ? { vatRate: stated } : { vatRate: stated, vatCode: code as string };
	}
	if (typeof code !== 'string') return {};
	if (known === undefined) return { vatCode: code };
	if (!contradicts(amounts, known)) return { vatRate: known };
	warn(
		context,
		`"${code}" is ${known} % on ${day}, but VAT ${String(amounts.vat)} on ${String(amounts.net)} is not: the per cent is not known, the code stays.`,
	);
	return { vatCode: code };
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
