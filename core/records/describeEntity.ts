/** How messages name stock items, contacts and documents. */
import { formatMoney } from '../money/micro';
import { formatDay, isDay } from './dates';

const NAMES: Readonly<Record<string, string>> = {
	stockItem: 'Stock item',
	contact: 'Contact',
	order: 'Order',
	invoice: 'Invoice',
	cashDocument: 'Cash document',
	salesReceipt: 'Sales receipt',
	goodsIssueNote: 'Goods issue note',
	goodsReceivedNote: 'Goods received note',
	stockTransfer: 'Stock transfer',
	offer: 'Offer',
};

const text = (value: unknown): string | undefined =>
	typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, 80) : undefined;

/** Total of a document; 0 of what has none. */
export function amountOf(record: Readonly<Record<string, unknown>>): number {
	const { amount, total } = record;
	return typeof amount === 'number' ? amount : typeof total === 'number' ? total : 0;
}

/** Number, code or IČO by which people know a record; undefined where it has none. */
export function numberOf(record: Readonly<Record<string, unknown>>): string | undefined {
	const { recordType, number, customerOrderNumber, variableSymbol, code, companyId } = record;
	if (recordType === 'stockItem') return text(code);
	if (recordType === 'contact') return text(companyId) ?? text(number);
	return text(number) ?? text(customerOrderNumber) ?? text(variableSymbol);
}

/**
 * `Order 2026001748 of 14 Nov 2026, 1 198.80 Kč`, `Stock item 00123 "Termoska 0,5 l"`,
 * `Contact ACO nábytkové prvky s.r.o. (IČO 55967724)`; by its key where it has neither number nor name.
 */
export function describeEntity(record: Readonly<Record<string, unknown>>): string {
	const { recordType, key, name, company, companyId, date, total, currency } = record;
	const kind = NAMES[String(recordType)] ?? 'Record';
	const number = numberOf(record);
	if (recordType === 'stockItem') {
		return `${kind} ${number ?? text(key) ?? ''}${text(name) === undefined ? '' : ` "${text(name)}"`}`;
	}
	if (recordType === 'contact') {
		const named = text(company) ?? text(name) ?? number ?? text(key) ?? '';
		return `${kind} ${named}${text(companyId) === undefined ? '' : ` (IČO ${text(companyId)})`}`;
	}
	const day = typeof date === 'string' && isDay(date) ? ` of ${formatDay(date)}` : '';
	const sum = typeof total === 'number' ? `, ${formatMoney(total, text(currency) ?? 'CZK')}` : '';
	return `${kind} ${number ?? text(key) ?? ''}${day}${sum}`;
}
