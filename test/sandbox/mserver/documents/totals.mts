/** Totals of a document: from its items, or from its summary when it has none. */
import { decimal, roundDocument, toHalers, vatInside, vatOnTop } from '../amounts.mts';
import { child, textOf, type El } from '../tree.mts';
import type { RateTotal, StoredDocument, StoredItem } from '../types.mts';
import type { Context } from './context.mts';
import { ratePercent } from './items.mts';

export type Totals = Pick<StoredDocument, 'rates' | 'rounding' | 'total' | 'roundingDocument'>;
type Bucket = keyof StoredDocument['rates'];

/** Historical rates are shown in the columns of today's. */
const BUCKETS: Record<string, Bucket> = { none: 'none', low: 'low', historyLow: 'low', high: 'high', historyHigh: 'high', third: 'third', historyThird: 'third' };
const SUMMARY_FIELDS: ReadonlyArray<[Bucket, string]> = [
	['none', 'None'],
	['low', 'Low'],
	['high', 'High'],
	['third', '3'],
];

const nothing = (): RateTotal => ({ net: 0, vat: 0, gross: 0 });
const emptyRates = (): StoredDocument['rates'] => ({ none: nothing(), low: nothing(), high: nothing(), third: nothing() });

function add(to: RateTotal, part: RateTotal): void {
	to.net += part.net;
	to.vat += part.vat;
	to.gross += part.gross;
}

/** Net = price, VAT = priceVAT, gross = priceSum; what is not given is computed. */
function fromSummary(home: El, date: string): StoredDocument['rates'] {
	const rates = emptyRates();
	const amount = (name: string): number | undefined => {
		const text = textOf(home, `typ:price${name}`);
		return text === undefined ? undefined : toHalers(decimal(text)!);
	};
	for (const [bucket, name] of SUMMARY_FIELDS) {
		const percent = ratePercent(bucket, date) ?? decimal('0')!;
		const net = amount(name);
		const sum = amount(`${name}Sum`);
		if (net !== undefined) {
			const vat = amount(`${name}VAT`) ?? vatOnTop(net, percent);
			add(rates[bucket], { net, vat, gross: net + vat });
		} else if (sum !== undefined) {
			const vat = amount(`${name}VAT`) ?? vatInside(sum, percent);
			add(rates[bucket], { net: sum - vat, vat, gross: sum });
		}
	}
	return rates;
}

/** Computes what POHODA would show under the document. */
export function readTotals(context: Context, summary: El | undefined, items: readonly StoredItem[], date: string): Totals {
	const home = child(summary, `${context.ns}:homeCurrency`);
	const roundingDocument = textOf(summary, `${context.ns}:roundingDocument`) ?? context.settings.roundingDocument;
	let rates = emptyRates();
	if (items.length) for (const item of items) add(rates[BUCKETS[item.rateVAT] ?? 'none'], item);
	else if (home) rates = fromSummary(home, date);
	const sum = Object.values(rates).reduce((total, rate) => total + rate.gross, 0);
	const given = items.length ? undefined : textOf(home, 'typ:round', 'typ:priceRound');
	const total = given === undefined ? roundDocument(sum, roundingDocument) : sum + toHalers(decimal(given)!);
	return { rates, rounding: total - sum, total, roundingDocument };
}
