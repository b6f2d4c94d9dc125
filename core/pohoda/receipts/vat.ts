/** VAT rates of lines as POHODA wants them. */
import { VAT_RATES } from '../vatRates';
import type { DraftItem } from './draft';

/** Czech rates of their time that no code stands for (core/pohoda/vatRates.ts): they go as percentVAT. */
const WITHOUT_CODE: ReadonlyArray<{ rate: number; from: string; to: string }> = [{ rate: 10, from: '2015-01-01', to: '2023-12-31' }];

/** No till that this package reads is older, so a correction is not either. */
const OLDEST_CORRECTION = '2013-01-01';

/**
 * A rate of a line on its document's day in POHODA's terms; undefined when that rate does not apply there.
 * null (no VAT payer) and 0 are `none`. A return may carry a rate of an earlier time: as percentVAT, because the codes
 * mean the rates of the document's own day. (percentVAT must be enabled in POHODA's Globální nastavení [D].)
 */
export function vatOf(rate: number | null, date: string, correction: boolean): DraftItem['vat'] | undefined {
	if (rate === null || rate === 0) return { rate: 'none' };
	const now = VAT_RATES.CZ.find(({ from }) => from <= date);
	if (rate === now?.high) return { rate: 'high' };
	if (rate === now?.low) return { rate: 'low' };
	const earlier = VAT_RATES.CZ.filter(({ from }) => from >= OLDEST_CORRECTION && from <= date);
	const allowed =
		WITHOUT_CODE.some((one) => one.rate === rate && one.from <= date && (correction || date <= one.to)) ||
		(correction && earlier.some(({ high, low }) => rate === high || rate === low));
	return allowed ? { percent: rate } : undefined;
}
