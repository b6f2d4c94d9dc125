/** Stock items → the item list that KASA FIK imports (CSV, UTF-8). */
import { microText, toMicro } from '../../core/money/micro';
import type { StockItem } from '../../core/records/stock';
import { withoutVat, withVat } from '../../core/stock/vatPrice';
import { writeDelimited } from '../../core/text/delimited';
import { COLUMNS, SOURCE, type ColumnName } from '../../core/kasafik/columns';

type WrittenItem = { ok: true; row: string } | { ok: false; reasons: string[] };

const NO_STOCK = new Set(['text', 'service']);

function flag(value: boolean | undefined): string | null {
	return value === undefined ? null : value ? 'A' : 'N';
}

function number(value: number | undefined): string | null {
	return value === undefined ? null : microText(toMicro(value));
}

/** Both prices, or why they cannot be told. */
function prices({ prices: given, vatRate }: StockItem): { net?: number; gross?: number } | string {
	const sale = given?.sale;
	if (sale === undefined) return {};
	if (vatRate === undefined) return 'The VAT rate in per cent is missing: the list holds prices with and without VAT.';
	const rate = vatRate ?? 0;
	const other = given?.saleIncludesVat === true ? withoutVat(sale, rate) : withVat(sale, rate);
	if (other === undefined) return `The price ${sale} is too large.`;
	return given?.saleIncludesVat === true ? { net: other, gross: sale } : { net: sale, gross: other };
}

/** The first line. */
export const ITEMS_HEADER = writeDelimited(Object.values(COLUMNS), [], { delimiter: ',', end: '\n' });

/**
 * One line of the list. The code stands in PLU; labels and the id only where they are those of KASA FIK itself or were
 * given as labels; a price that does not say that VAT is in it is one without.
 */
export function writeItem(item: StockItem): WrittenItem {
	const both = prices(item);
	const reasons = typeof both === 'string' ? [both] : [];
	const commas = (item.labels ?? []).filter((label) => label.includes(','));
	if (commas.length > 0) reasons.push(`The label "${commas[0]}" has a comma, which separates labels in the list.`);
	if (typeof both === 'string' || reasons.length > 0) return { ok: false, reasons };
	const stocked = item.extra?.[COLUMNS.stocked];
	const cells: Record<ColumnName, string | null> = {
		id: item.source === SOURCE ? (item.id ?? null) : null,
		plu: item.code,
		name: item.name,
		net: number(both.net),
		gross: number(both.gross),
		vatRate: number(item.vatRate ?? (item.vatRate === null ? 0 : undefined)),
		category: (item.categories?.find(({ main }) => main) ?? item.categories?.[0])?.id ?? null,
		labels: item.labels === undefined ? null : item.labels.join(','),
		stocked:
			typeof stocked === 'string' ? stocked : flag(item.kind === undefined ? undefined : !NO_STOCK.has(item.kind)),
		shown: flag(item.active),
		note: item.note ?? null,
		unit: item.unit ?? null,
	};
	const row = (Object.keys(COLUMNS) as ColumnName[]).map((column) => (cells[column] === '' ? null : cells[column]));
	return { ok: true, row: writeDelimited(row, [], { delimiter: ',', end: '\n' }) };
}
