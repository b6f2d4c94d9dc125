/** Import of any agenda by the element of its dataPackItem. */
import { DOCUMENT_RULES } from './documents/agendas.mts';
import { deleteOrder } from './documents/deleteOrder.mts';
import { importDocument, type Origin } from './documents/import.mts';
import { postSalesVouchers } from './documents/postSales.mts';
import { printRecord } from './documents/print.mts';
import { importContact } from './records/contact.mts';
import { importDiscount } from './records/discount.mts';
import { importStock } from './records/stock.mts';
import type { State } from './state.mts';
import { child, type El } from './tree.mts';
import type { ImportResult } from './types.mts';

type Importer = (state: State, root: El, origin: Origin) => ImportResult;

const IMPORTERS: Readonly<Record<string, Importer>> = {
	'stk:stock': importStock,
	'adb:addressbook': importContact,
	'dis:discount': importDiscount,
	'asv:accountingSalesVouchers': postSalesVouchers,
	'prn:print': printRecord,
	...Object.fromEntries(Object.keys(DOCUMENT_RULES).map((name) => [name, importDocument])),
	'ord:order': (state, root, origin) => (child(root, 'ord:actionType', 'ord:delete') ? deleteOrder : importDocument)(state, root, origin),
};

/** Elements whose answers are not called after them. */
const RESPONSES: Readonly<Record<string, string>> = { 'stk:stock': 'stk:stockItemResponse' };

/** Imports what has passed the rule tables. Nothing is stored where the answer has an error. */
export function importRecord(state: State, root: El, origin: Origin): ImportResult & { element: string } {
	const importer = IMPORTERS[root.name];
	if (!importer) throw new Error(`No importer for ${root.name}`);
	return { element: RESPONSES[root.name] ?? `${root.name}Response`, ...importer(state, root, origin) };
}
