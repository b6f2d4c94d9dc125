/** What the outside samples hold, and reading them through the reader of whole files. */
import { readExported, type Exported } from '../../../../core/pohoda/agendas/exported';
import { readResponse } from '../../../../core/pohoda/response';
import { chunks } from '../../xml/bytes.mts';

export async function entries(bytes: Uint8Array | string): Promise<Exported[]> {
	const all: Exported[] = [];
	for await (const batch of readExported(chunks(bytes)).entries) all.push(...batch);
	return all;
}

/** What each sample holds: `agenda: count` of an export or import; answers to imports and questions are named. */
export const SAMPLES: Record<string, Record<string, number> | 'answer' | 'refused as a whole'> = {
	'req_bank_cp1250.xml': { 'not read: bank': 1 },
	'req_invoice_basic_utf8.xml': { invoice: 1 },
	'req_invoice_minimal_cp1250.xml': { invoice: 1 },
	'req_list_addressbook_official_cp1250.xml': { 'not read: listAddressBookRequest': 1 },
	'req_prodejka_cp1250.xml': { salesReceipt: 1 },
	'req_stock_price_update_cp1250.xml': { 'not read: stock': 2 },
	'req_stock_update_by_code_utf8.xml': { 'not read: stock': 1 },
	'rsp_denied_cp1250.xml': 'refused as a whole',
	'rsp_invoice_link_ok_utf8.xml': 'answer',
	'rsp_invoice_ok_cp1250.xml': 'answer',
	'rsp_invoice_warning606_v1_cp1250.xml': 'answer',
	'rsp_list_addressbook_utf8.xml': { contact: 3 },
	'rsp_list_invoices_2017_utf8.xml': { invoice: 2 },
	'rsp_list_issued_invoices_utf8.xml': { invoice: 3 },
	'rsp_list_payment_utf8.xml': { paymentForms: 2 },
	'rsp_list_received_orders_utf8.xml': { order: 7 },
	'rsp_list_stock_first10_utf8.xml': { stockItem: 10 },
	'rsp_list_store_utf8.xml': { stores: 3 },
	'rsp_stock_ok_utf8.xml': 'answer',
};

export function counted(list: readonly Exported[]): Record<string, number> {
	const counts: Record<string, number> = {};
	for (const entry of list) {
		const name = entry.ok ? entry.of : `not read: ${entry.element}`;
		counts[name] = (counts[name] ?? 0) + 1;
	}
	return counts;
}

export async function holds(bytes: Uint8Array): Promise<Record<string, number> | string> {
	try {
		return counted(await entries(bytes));
	} catch (error) {
		if (!/Read Command-Line Answers|refused the export/.test(error.message)) throw error;
		const { state, items } = await readResponse(chunks(bytes));
		if (state === 'error' && items.length === 0) return 'refused as a whole';
		return items.every(({ produced, state: own }) => own === 'ok' && produced !== undefined) ? 'answer' : 'unreadable answer';
	}
}
