/** What rateVAT meant on a day. The codes follow the edition of POHODA and the date of the document. */

export interface VatPeriod {
	/** First day, YYYY-MM-DD. */
	from: string;
	high: number;
	low: number;
	/** Only where the code exists (SK edition). */
	third?: number;
}

/**
 * Newest first. CZ: Act 235/2004 with its changes; the 10 % of 2015-2023 had no code that the schema documents, so it
 * comes as percentVAT. SK: Act 222/2004 Z. z.; that low is 19 % and third 5 % from 2025 on is inferred from a Slovak
 * connector.
 */
export const VAT_RATES: Readonly<Record<'CZ' | 'SK', readonly VatPeriod[]>> = {
	CZ: [
		{ from: '2024-01-01', high: 21, low: 12 },
		{ from: '2013-01-01', high: 21, low: 15 },
		{ from: '2012-01-01', high: 20, low: 14 },
		{ from: '2010-01-01', high: 20, low: 10 },
		{ from: '2008-01-01', high: 19, low: 9 },
		{ from: '2004-05-01', high: 19, low: 5 },
		{ from: '1995-01-01', high: 22, low: 5 },
	],
	SK: [
		{ from: '2025-01-01', high: 23, low: 19, third: 5 },
		{ from: '2023-01-01', high: 20, low: 10, third: 5 },
		{ from: '2011-01-01', high: 20, low: 10 },
	],
};

/**
 * Per cent of a code on a day; undefined where the table does not say (history…, third in CZ, a day before the table).
 */
export function vatPercent(code: string, date: string, table: readonly VatPeriod[] = VAT_RATES.CZ): number | undefined {
	if (code === 'none') return 0;
	const period = table.find(({ from }) => from <= date);
	if (code !== 'high' && code !== 'low' && code !== 'third') return undefined;
	return period?.[code];
}
