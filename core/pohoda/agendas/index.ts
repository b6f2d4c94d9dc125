/** The agendas by their record types. */
import type { Agenda } from './agenda';
import { CASH_DOCUMENT, SALES_RECEIPT } from './cash';
import { CONTACT } from './contact';
import { INVOICE } from './invoice';
import { GOODS_ISSUE_NOTE, GOODS_RECEIVED_NOTE, OFFER, STOCK_TRANSFER } from './notes';
import { ORDER } from './order';
import { STOCK_ITEM } from './stock';

export const AGENDAS = {
	stockItem: STOCK_ITEM,
	contact: CONTACT,
	order: ORDER,
	invoice: INVOICE,
	cashDocument: CASH_DOCUMENT,
	salesReceipt: SALES_RECEIPT,
	goodsIssueNote: GOODS_ISSUE_NOTE,
	goodsReceivedNote: GOODS_RECEIVED_NOTE,
	stockTransfer: STOCK_TRANSFER,
	offer: OFFER,
} as const satisfies Record<string, Agenda>;

export type AgendaName = keyof typeof AGENDAS;

/** The record without what only POHODA understands: `extra` and `refs` at every level. */
export function simplified<T>(record: T): T {
	if (Array.isArray(record)) return record.map((entry: unknown) => simplified(entry)) as T;
	if (typeof record !== 'object' || record === null) return record;
	const kept = Object.entries(record).filter(([name]) => name !== 'extra' && name !== 'refs');
	return Object.fromEntries(kept.map(([name, value]) => [name, simplified<unknown>(value)])) as T;
}
