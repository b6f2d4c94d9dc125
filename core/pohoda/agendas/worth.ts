/**
 * What a document will be worth in POHODA, which computes it from its lines: a document that says another total, or whose
 * lines leave open what POHODA would have to guess, is held like a receipt is.
 */
import { absMicro, formatMicro, fromMicro, HALER, mulMicro, ONE, roundMicro, toMicro, type Micro } from '../../money/micro';
import type { ResultWarning } from '../../records/results';
import { documentRounding } from '../values';
import { vatPercent, type VatPeriod } from '../vatRates';
import type { Fields } from './table';

export interface Worth {
	/** With what the lines leave out and the record's own data decide. */
	record: Fields;
	/** Why it must not go: sentences for a person; empty when it may. */
	reasons: string[];
	warnings: ResultWarning[];
	/** Total that POHODA makes of it, in the document's currency; undefined where that cannot be known. */
	total?: number;
}

interface WorthOptions {
	/** Day that VAT rates are told by where the record has none. */
	day?: string;
	vatRates?: readonly VatPeriod[];
}

const list = (value: unknown): Fields[] => (Array.isArray(value) ? (value as Fields[]) : []);

const micro = (value: unknown): Micro | undefined => (typeof value === 'number' ? toMicro(value) : undefined);

const round = (value: Micro): Micro => roundMicro(value, HALER);

/** A line whose price, VAT or quantity comes from somewhere else than the line. */
const isOpen = ({ link, unitPrice }: Fields): boolean => link !== undefined || unitPrice === undefined;

/** Whether POHODA takes the content from another document. */
const isCopy = ({ links, cancels, corrects }: Fields): boolean => list(links).length > 0 || cancels !== undefined || corrects !== undefined;

/** Per cent of a line or row; undefined where nothing tells it. */
function percentOf({ vatRate, vatCode }: Fields, day: string | undefined, table?: readonly VatPeriod[]): number | undefined {
	if (vatRate === null) return 0;
	if (typeof vatRate === 'number') return vatRate;
	return typeof vatCode === 'string' ? vatPercent(vatCode, day ?? '', table) : undefined;
}

/** Quantity × price less discount, rounded to 0.01 as POHODA does. */
function priceOf({ quantity = 1, unitPrice, discountPercent = 0 }: Fields): Micro {
	const full = (toMicro(quantity as number) * toMicro(unitPrice as number) * (100n * ONE - toMicro(discountPercent as number))) / (100n * ONE);
	return round(roundMicro(full, ONE) / ONE);
}

const vatOnTop = (net: Micro, percent: number): Micro => round(mulMicro(net, toMicro(percent)) / 100n);

const grossOf = (price: Micro, percent: number, withVat: boolean): Micro => (withVat ? price : price + vatOnTop(price, percent));

/** The rate that the amounts of the line say, where only one fits; else the only one of the VAT summary. */
function rateFrom(line: Fields, summary: readonly Fields[], percents: readonly number[]): number | null | undefined {
	const [net, gross] = [micro(line.totalNet), micro(line.totalGross)];
	const vat = micro(line.totalVat) ?? (net !== undefined && gross !== undefined ? gross - net : undefined);
	const base = net ?? (gross !== undefined && vat !== undefined ? gross - vat : undefined);
	if (base !== undefined && vat !== undefined && base !== 0n) {
		const fitting = percents.filter((percent) => absMicro(vatOnTop(base, percent) - vat) <= HALER);
		return fitting.length === 1 ? fitting[0] : undefined;
	}
	const [only] = summary;
	return summary.length === 1 ? (only.vatRate as number | null | undefined) : undefined;
}

/** Whether the price has VAT in it, as the amounts of the line say. */
function flagFrom(line: Fields, price: Micro): boolean | undefined {
	const gross = micro(line.totalGross);
	if (gross === price) return true;
	return micro(line.totalNet) === price ? false : undefined;
}

/** One document on its way through the check. */
class Judged {
	readonly reasons: string[] = [];

	readonly warnings: ResultWarning[] = [];

	readonly lines: Fields[];

	private readonly day: string | undefined;

	private readonly summary: Fields[];

	/** Whether what POHODA makes of every line is known. */
	private known: boolean;

	constructor(
		private readonly record: Fields,
		private readonly options: WorthOptions,
	) {
		const day = record.taxDate ?? record.date ?? options.day;
		this.day = typeof day === 'string' ? day : undefined;
		this.summary = list(record.vatSummary);
		this.known = !isCopy(record) && list(record.advances).length === 0;
		this.lines = list(record.items).map((line, index) => this.completed(line, index));
	}

	/** Total that POHODA makes; undefined where it cannot be known. */
	total(): Micro | undefined {
		const { lines, summary, record } = this;
		if (!this.known) return undefined;
		if (lines.length === 0) return summary.reduce((sum, { gross }) => sum + (micro(gross) ?? 0n), micro(record.rounding) ?? 0n);
		let sum = 0n;
		for (const line of lines) {
			const percent = percentOf(line, this.day, this.options.vatRates);
			if (percent === undefined) return undefined;
			sum += grossOf(priceOf(line), percent, line.priceIncludesVat === true);
		}
		const { roundingMode } = record;
		return sum + (typeof roundingMode === 'string' ? (documentRounding(sum, roundingMode) ?? 0n) : (micro(record.rounding) ?? 0n));
	}

	/** A line with what its own amounts decide; what POHODA would guess is a reason. */
	private completed(line: Fields, index: number): Fields {
		if (isOpen(line)) {
			this.known = false;
			return line;
		}
		const place = `line ${index + 1}${typeof line.name === 'string' ? ` "${line.name.slice(0, 40)}"` : ''}`;
		return this.withFlag(this.withRate(line, place), place);
	}

	private withRate(line: Fields, place: string): Fields {
		if (line.vatRate !== undefined || line.vatCode !== undefined) return line;
		const { vatRates } = this.options;
		const percents = ['high', 'low', 'third', 'none'].flatMap((code) => vatPercent(code, this.day ?? '', vatRates) ?? []);
		const found = rateFrom(line, this.summary, percents);
		if (found !== undefined) {
			this.decided(place, `the VAT rate ${found === null ? 'of no VAT payer' : `${found} %`}`);
			return { ...line, vatRate: found };
		}
		// A card has its own rate.
		if (line.stock === undefined) {
			this.reasons.push(`${place} has no VAT rate (vatRate), and POHODA would take 0 % for it. Send the rate; null for a shop that is no VAT payer.`);
		}
		return line;
	}

	private withFlag(line: Fields, place: string): Fields {
		if (line.priceIncludesVat !== undefined) return line;
		const percent = percentOf(line, this.day, this.options.vatRates);
		const price = priceOf(line);
		if (percent === 0 || price === 0n) return line;
		const found = flagFrom(line, price);
		if (found !== undefined) {
			this.decided(place, `a price ${found ? 'with' : 'without'} VAT`);
			return { ...line, priceIncludesVat: found };
		}
		if (line.stock !== undefined) {
			this.warnings.push({ code: 'priceWithoutVat', text: `${place} does not say whether its price has VAT in it; it is sent as a price without VAT.`, place: 'priceIncludesVat' });
		} else if (line.vatRate !== undefined || line.vatCode !== undefined) {
			this.reasons.push(`${place} does not say whether its price has VAT in it (priceIncludesVat), and POHODA would add VAT. Send true or false.`);
		}
		return line;
	}

	private decided(place: string, what: string): void {
		this.warnings.push({ code: 'decidedByAmounts', text: `${place} does not say it itself; its amounts mean ${what}, and so it is sent.` });
	}
}

/** The total that the document states: of a cash document also as the amount that moves. */
function statedBy({ total, amount, vatSummary, rounding, items }: Fields): Micro | undefined {
	if (typeof total === 'number') return toMicro(total);
	if (typeof amount === 'number') return absMicro(toMicro(amount));
	const rows = list(vatSummary);
	if (rows.length === 0 || list(items).length === 0) return undefined;
	return rows.reduce((sum, { gross }) => sum + (micro(gross) ?? 0n), micro(rounding) ?? 0n);
}

/**
 * Looks at what a new document says about its amounts and at what POHODA will make of it. A difference of one haléř for
 * each line is how systems round (a warning with both amounts); a larger one holds the document.
 */
export function worthOf(record: Fields, options: WorthOptions = {}): Worth {
	const judged = new Judged(record, options);
	const { reasons, warnings, lines } = judged;
	const completed = lines.length === 0 ? record : { ...record, items: lines };
	if (reasons.length > 0) return { record: completed, reasons, warnings };
	const made = judged.total();
	const stated = statedBy(record);
	if (made === undefined) return { record: completed, reasons, warnings };
	const total = fromMicro(made);
	const difference = stated === undefined ? 0n : absMicro(stated - made);
	if (stated === undefined || difference === 0n) return { record: completed, reasons, warnings, total };
	const currency = typeof record.currency === 'string' ? record.currency : 'CZK';
	const says = `the document says ${formatMicro(stated, currency)}, and POHODA would make ${formatMicro(made, currency)} of its ${lines.length === 0 ? 'amounts: it has no lines' : 'lines'}`;
	if (difference <= HALER * BigInt(lines.length)) {
		warnings.push({ code: 'totalDiffers', text: `${says}.`, place: 'total', requested: String(fromMicro(stated)), produced: String(total) });
	} else {
		reasons.push(`${says}. Correct the total or the lines where the document is made.`);
	}
	return { record: completed, reasons, warnings, total };
}
