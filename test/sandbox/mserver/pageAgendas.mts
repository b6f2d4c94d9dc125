/** Sections of the page beside the receipts: orders, invoices, notes of goods, offers, contacts, stock. */
import { html, NOTHING, type Html } from '../http/html.mts';
import { localTime } from './clock.mts';
import { amount, section } from './pageParts.mts';
import { addressOf } from './records/contact.mts';
import type { State } from './state.mts';
import type { Agenda, StockCard, StoredContact, StoredDocument } from './types.mts';
import { textAt } from './xml.mts';

interface Part {
	id: string;
	title: string;
	agendas: readonly Agenda[];
}

const PARTS: readonly Part[] = [
	{ id: 'orders', title: 'Objednávky (orders)', agendas: ['prijate_objednavky', 'vydane_objednavky'] },
	{ id: 'invoices', title: 'Faktury (invoices)', agendas: ['vydane_faktury', 'vydane_zalohove_faktury', 'ostatni_pohledavky', 'prijate_faktury', 'prijate_zalohove_faktury', 'ostatni_zavazky'] },
	{ id: 'goods', title: 'Výdejky, příjemky, převodky (goods)', agendas: ['vydejky', 'prijemky', 'prevod'] },
	{ id: 'offers', title: 'Nabídky (offers)', agendas: ['vydane_nabidky', 'prijate_nabidky'] },
];

const AGENDA_NAMES: Readonly<Record<string, string>> = {
	prijate_objednavky: 'Přijatá objednávka',
	vydane_objednavky: 'Vydaná objednávka',
	vydane_faktury: 'Vydaná faktura',
	vydane_zalohove_faktury: 'Vydaná zálohová faktura',
	ostatni_pohledavky: 'Ostatní pohledávka',
	prijate_faktury: 'Přijatá faktura',
	prijate_zalohove_faktury: 'Přijatá zálohová faktura',
	ostatni_zavazky: 'Ostatní závazek',
	vydejky: 'Výdejka',
	prijemky: 'Příjemka',
	prevod: 'Převodka',
	vydane_nabidky: 'Vydaná nabídka',
	prijate_nabidky: 'Přijatá nabídka',
};

/** What there is to say about the state of a document. */
function stateOf(document: StoredDocument): Html | string {
	if (document.storno !== undefined) return document.storno === 'cancelledDocument' ? 'stornováno' : 'storno';
	if (document.extra && textAt(document.extra, 'ord:isExecuted') === 'true') return 'vyřízeno';
	if (!/faktury|pohledavky|zavazky/.test(document.agenda)) return document.targetStore === undefined ? '' : html`→ ${document.targetStore}`;
	const rest = document.total - (document.paid ?? 0);
	return rest === 0 ? html`uhrazeno ${document.paidOn ?? ''}` : html`k likvidaci ${amount(rest)}`;
}

const symbolOf = (document: StoredDocument): string =>
	Object.entries(document.extra ?? {})
		.filter(([name]) => /:(symVar|numberOrder)$/.test(name))
		.map(([, text]) => String(text))
		.join(', ');

const documentRow = (details: (document: StoredDocument) => Html) => (document: StoredDocument): Html => html`<tr>
<td>${document.number}</td><td class="day">${document.date}</td><td>${AGENDA_NAMES[document.agenda]}</td><td class="text">${document.text}${document.extIds.map((extId) => html`<div class="key">${extId.ids}</div>`)}${document.warnings.map((warning) => html`<div class="warning">${warning}</div>`)}</td>
<td>${document.partner?.['company'] ?? document.partner?.['name'] ?? ''}</td><td>${symbolOf(document)}</td><td>${stateOf(document)}</td><td class="number total">${amount(document.total)}</td><td>${details(document)}</td></tr>`;

const contactRow = (contact: StoredContact): Html => html`<tr><td class="number">${contact.id}</td><td>${addressOf(contact, 'company')}</td><td>${addressOf(contact, 'name')}</td><td>${addressOf(contact, 'ico')}</td>
<td>${addressOf(contact, 'street')}, ${addressOf(contact, 'zip')} ${addressOf(contact, 'city')}</td><td>${textAt(contact.header, 'adb:email') ?? ''}</td><td>${contact.extIds.map((extId) => html`<div class="key">${extId.exSystemName}: ${extId.ids}</div>`)}</td></tr>`;

const price = (text: string | undefined): string => (text ?? '').replace('.', ',');

const cardRow = (card: StockCard): Html => html`<tr><td>${card.code}</td><td>${card.name}</td><td>${card.ean}</td><td>${card.storage ?? card.store}</td><td class="number">${price(card.purchasePrice)}</td>
<td class="number">${price(card.salePrice)}${card.salePrice === undefined || card.salePriceWithVAT ? NOTHING : html` <small>bez DPH</small>`}</td><td class="when">${card.changedAt ? localTime(new Date(card.changedAt)).replace('T', ' ') : ''}</td><td class="number total">${price(card.quantity)} ${card.unit}</td></tr>`;

/** `shown` rows of each at most, the newest first; `details` is the fold-out of a document's items. */
export function agendaSections(state: State, shown: number, details: (document: StoredDocument) => Html): Array<{ id: string; title: string; markup: Html }> {
	const row = documentRow(details);
	const documents = PARTS.map(({ id, title, agendas }) => {
		const its = state.documents.filter(({ agenda }) => agendas.includes(agenda));
		const rows = its.slice(-shown).reverse().map(row);
		return { id, title, markup: section(id, title, its.length, ['Number', 'Date', 'Kind', 'Text', 'Partner', 'Symbol', 'State', '>Total', 'Items'], rows, 'Nothing here yet.') };
	});
	const { stock } = state.settings;
	const contacts = [...state.contacts].slice(-shown).reverse().map(contactRow);
	return [
		...documents,
		{ id: 'contacts', title: 'Adresář (contacts)', markup: section('contacts', 'Adresář (contacts)', state.contacts.length, ['>Id', 'Firm', 'Name', 'IČO', 'Address', 'E-mail', 'In other systems'], contacts, 'Nobody here yet.') },
		{
			id: 'stock',
			title: 'Zásoby (stock)',
			markup: section('stock', `Zásoby (stock)${stock.length > shown ? ` (the first ${shown} are shown)` : ''}`, stock.length, ['Code', 'Name', 'EAN', 'Store', '>Bought for', '>Sold for', 'Changed', '>Quantity'], stock.slice(0, shown).map(cardRow), 'No stock cards.'),
		},
	];
}
