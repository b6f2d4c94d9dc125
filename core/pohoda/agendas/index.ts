/** The agendas by their record types, and typed readers of them. */
import type { Contact } from '../../records/contact';
import type { CashDocument, Invoice } from '../../records/invoice';
import type { GoodsIssueNote, GoodsReceivedNote, Offer, SalesReceipt, StockTransfer } from '../../records/notes';
import type { Order } from '../../records/order';
import type { StockItem } from '../../records/stock';
import type { Agenda } from './agenda';
import { readList, type ListAnswer, type ReadListOptions } from './answer';
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

interface AgendaRecords {
	stockItem: StockItem;
	contact: Contact;
	order: Order;
	invoice: Invoice;
	cashDocument: CashDocument;
	salesReceipt: SalesReceipt;
	goodsIssueNote: GoodsIssueNote;
	goodsReceivedNote: GoodsReceivedNote;
	stockTransfer: StockTransfer;
	offer: Offer;
}

/** As readList, by the name of the agenda and with its type of records. */
export function readAgenda<N extends AgendaName>(
	name: N,
	chunks: AsyncIterable<Uint8Array>,
	options: ReadListOptions = {},
): ListAnswer<AgendaRecords[N]> {
	return readList<AgendaRecords[N]>(AGENDAS[name], chunks, options);
}

/** The record without what only POHODA understands: `extra` and `refs` at every level. */
export function simplified<T>(record: T): T {
	if (Array.isArray(record)) return record.map((entry: unknown) => simplified(entry)) as T;
	if (typeof record !== 'object' || record === null) return record;
	const kept = Object.entries(record).filter(([name]) => name !== 'extra' && name !== 'refs');
	return Object.fromEntries(kept.map(([name, value]) => [name, simplified<unknown>(value)])) as T;
}
