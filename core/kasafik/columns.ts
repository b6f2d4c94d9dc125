/**
 * Columns of the item list of KASA FIK (backoffice, Ceník, import and export of items as CSV).
 *
 * Header and three rows are printed in the maker's manual [D]; the meaning of a column is inferred from its name and
 * those rows [I]. "DPH sazba" stands there as a factor (1.21), as per cent (10) and as 0.
 */
export const COLUMNS = {
	id: 'ID',
	plu: 'PLU',
	name: 'Název',
	net: 'Cena bez DPH',
	gross: 'Cena s DPH',
	vatRate: 'DPH sazba',
	category: 'Název kategorie',
	labels: 'Štítky',
	/** A: the till keeps its stock. */
	stocked: 'Sklady',
	/** A: shown on the till. */
	shown: 'Zobrazovat',
	note: 'Poznámka',
	unit: 'Jednotka',
} as const;

export type ColumnName = keyof typeof COLUMNS;

/** What a list must have to be one of KASA FIK. */
export const REQUIRED: readonly ColumnName[] = ['plu', 'name'];

/** Header cells are compared without case, diacritics and spaces at the ends: programs for tables change them. */
export function headerKey(cell: string): string {
	return cell.normalize('NFD').replace(/\p{M}/gu, '').trim().toLowerCase();
}

/** Name of the source of items, first part of their keys. */
export const SOURCE = 'kasafik';
