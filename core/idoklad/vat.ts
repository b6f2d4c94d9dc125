/** VAT rates in per cent as the service's VatRateType, from the live table. */
import { ZERO_VAT } from './tables';
import type { VatRate, VatRateType } from './types';

/** Empty dates of the service. */
const NO_DATE = '1753-01-01';

function day(date: string | undefined): string | undefined {
	const text = date?.slice(0, 10);
	return text === undefined || text === NO_DATE ? undefined : text;
}

/**
 * VatRateType of a rate on the day of issue; undefined when the table has no such rate on that day. null (no VAT payer)
 * and 0 are Zero. The same percentage can be another type in another year, so the day decides.
 *
 * @param table rows of GET /VatRates of one country
 */
export function vatRateTypeOf(rate: number | null, date: string, table: readonly VatRate[]): VatRateType | undefined {
	if (rate === null || rate === 0) return ZERO_VAT;
	return table.find(
		(row) => row.Rate === rate && (day(row.DateValidityFrom) ?? '') <= date && date <= (day(row.DateValidityTo) ?? '9999-12-31'),
	)?.RateType;
}
