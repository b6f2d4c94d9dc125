/** Answers to list requests: filter, paging, parts, extIds of one external system. */
import { decimal, decimalText, minus, plus, times } from '../amounts.mts';
import { localDate, localTime } from '../clock.mts';
import { exportDocument } from '../documents/exportXml.mts';
import { documentSelection, listedDocuments } from '../documents/select.mts';
import { idField, NO_FILTER, selection, type Fields, type Selection } from '../filters.mts';
import { contactSelection, exportContact } from '../records/contact.mts';
import { stockSelection } from '../records/stock.mts';
import { exportStock, type Ordered } from '../records/stockXml.mts';
import type { State } from '../state.mts';
import { textOf, xpathOf, type El } from '../tree.mts';
import { given, objectAt, textAt, type XmlObject } from '../xml.mts';
import { CODE_LISTS, type Entry } from './codeLists.mts';
import { queries, run, type Query } from './query.mts';

interface Found {
	/** Canonical name of the answer's element and of the records in it. */
	answer: string;
	record: string;
	rows: XmlObject[];
	unknownFilter?: El;
}

/** Runs every group of a request; a record that several of them select comes once. */
function collect<T extends { id: number }>(root: El, records: readonly T[], select: (request: El | undefined) => Selection<T>, show: (record: T, query: Query) => XmlObject): Pick<Found, 'rows' | 'unknownFilter'> {
	const rows = new Map<number, XmlObject>();
	for (const query of queries(root)) {
		const chosen = select(query.request);
		if (chosen.unknownFilter) return { rows: [], unknownFilter: chosen.unknownFilter };
		for (const record of run(records, query, chosen)) if (!rows.has(record.id)) rows.set(record.id, show(record, query));
	}
	return { rows: [...rows.values()] };
}

/** Quantities in orders that are not carried out yet, by card. */
function orderedQuantities(state: State): Ordered {
	const sums = { prijate_objednavky: new Map<number, string>(), vydane_objednavky: new Map<number, string>() };
	for (const document of state.documents) {
		if (document.agenda !== 'prijate_objednavky' && document.agenda !== 'vydane_objednavky') continue;
		if (textAt(document.extra, 'ord:isExecuted') === 'true') continue;
		const sum = sums[document.agenda];
		for (const item of document.items) {
			if (!item.stock) continue;
			const open = minus(times(decimal(item.quantity)!, decimal(item.coefficient)!), decimal(item.delivered ?? '0')!);
			sum.set(item.stock.id, decimalText(plus(decimal(sum.get(item.stock.id) ?? '0')!, open)));
		}
	}
	return { received: sums.prijate_objednavky, issued: sums.vydane_objednavky };
}

const ENTRY_FIELDS: Fields<Entry> = {
	...idField<Entry>(),
	agenda: (el) => ({ xml }) => textAt(xml, 'nms:numericalSeriesHeader', 'nms:agenda') === el.text,
	regNumber: (el) => ({ xml }) => textAt(xml, 'rgn:registrationNumberHeader', 'rgn:regNumber') === el.text,
	stockItem: (el) => ({ xml }) => {
		const item = objectAt(xml, 'rgn:registrationNumberHeader', 'rgn:stockItem');
		const code = textOf(el, 'typ:stockItem', 'typ:ids');
		const storage = textOf(el, 'typ:storage', 'typ:ids');
		return (code === undefined || textAt(item, 'typ:stockItem', 'typ:ids') === code) && (storage === undefined || textAt(item, 'typ:storage', 'typ:ids') === storage);
	},
	extId: () => () => false,
};

function find(state: State, root: El): Found | undefined {
	const { settings } = state;
	const extSystem = root.attributes['extSystem'];
	const codeList = CODE_LISTS[root.name];
	if (codeList) {
		const select = (request: El | undefined): Selection<Entry> => selection(request, ENTRY_FIELDS, settings, ({ xml }) => xml);
		return { ...codeList, ...collect(root, codeList.entries(state, root), select, ({ xml }) => xml) };
	}
	if (root.name === 'lStk:listStockRequest') {
		const ordered = orderedQuantities(state);
		const found = collect(root, settings.stock, (request) => stockSelection(state, request), (card, { without }) => exportStock(card, settings, root.attributes['stockVersion']!, ordered, without));
		return { answer: 'lStk:listStock', record: 'lStk:stock', ...found };
	}
	if (root.name === 'lAdb:listAddressBookRequest') {
		const found = collect(root, state.contacts, (request) => contactSelection(state, request), (contact) => exportContact(contact, extSystem));
		return { answer: 'lAdb:listAddressBook', record: 'lAdb:addressbook', ...found };
	}
	const listed = listedDocuments(state, root);
	if (!listed) return undefined;
	const found = collect(root, listed.documents, (request) => documentSelection(state, request), (document, { wanted }) => exportDocument(document, settings, extSystem, wanted.has('liquidations')));
	return { ...listed, ...found };
}

export interface ListAnswer {
	content: XmlObject;
	refused?: string;
}

/** Content of the responsePackItem for a list request that has passed the rule tables. */
export function answerList(state: State, root: El): ListAnswer {
	const now = state.now();
	const found = find(state, root);
	if (!found) throw new Error(`No list for ${root.name}`);
	const { answer, record, rows, unknownFilter } = found;
	const attributes = { '@version': '2.0', '@dateTimeStamp': localTime(now), '@dateValidFrom': localDate(now) };
	if (unknownFilter) {
		const detail = { 'rdc:state': 'error', 'rdc:errno': 108, 'rdc:note': NO_FILTER, 'rdc:XPath': xpathOf(unknownFilter), 'rdc:valueRequested': unknownFilter.text };
		return { content: { [answer]: { ...attributes, '@state': 'error', 'rdc:importDetails': { 'rdc:detail': detail } } }, refused: NO_FILTER };
	}
	return { content: { [answer]: given({ ...attributes, '@state': 'ok', [record]: rows.length ? rows : undefined }) } };
}
