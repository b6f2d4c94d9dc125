/** What reader and writer of a record know beyond the record itself. */
import type { ResultWarning } from '../../records/results';
import type { VatPeriod } from '../vatRates';
import type { ValueCheck } from './valueCheck';
import type { Fields } from './row';

interface Context {
	/** Day that VAT codes are read by where the record has none. */
	day?: string;
	/** Czech rates where absent. */
	vatRates?: readonly VatPeriod[];
	/** Currency of the books, ISO 4217. */
	homeCurrency: string;
	/** The record as a whole, also while one of its lines is worked on. */
	root: Fields;
}

export interface ReadContext extends Context {
	warnings: ResultWarning[];
	/** Amounts of lines in the document's currency, until it is known what the document's currency is. */
	foreign: Map<Fields, Fields>;
}

export interface WriteContext extends Context {
	check: ValueCheck;
	/** Where the writer is, for messages: `item 2: `. */
	place: string;
	action: 'create' | 'update' | 'createOrUpdate';
	/** Ids of the record are POHODA's own. */
	ownIds: boolean;
	/** Rows of the record itself whose element goes without content where it has no value. */
	emptied?: ReadonlySet<string>;
	/** Send the totals of lines too, instead of letting POHODA compute them from prices. */
	lineTotals: boolean;
}

/** Day that decides about VAT rates: of the taxable supply, else of the document, else the given one. */
export function vatDay({ root, day }: Context): string | undefined {
	const found = root.taxDate ?? root.date ?? day;
	return typeof found === 'string' ? found : undefined;
}
