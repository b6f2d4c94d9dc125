/** GET /: what has arrived, for people. Server rendered, everything escaped, no script. */
import { html, Html, NOTHING } from '../http/html.mts';
import { localTime } from './clock.mts';
import { agendaSections } from './pageAgendas.mts';
import { amount, section } from './pageParts.mts';
import { STYLE } from './pageStyle.mts';
import type { State } from './state.mts';
import type { RequestLogEntry, StoredDocument } from './types.mts';

const clock = (instant: string): string => localTime(new Date(instant)).replace('T', ' ');

const TYPES: Record<string, string> = { saleVoucher: 'Prodejka', deposit: 'Vklad', withdrawal: 'Výběr', receipt: 'Příjmový PD', expense: 'Výdajový PD' };

const paymentOf = (document: StoredDocument): Html =>
	document.payments.length ? html`${document.payments.map((payment, index) => html`${index ? ', ' : ''}${payment.form} ${amount(payment.received)}`)}` : html`${document.payment ?? ''}`;

const itemRow = (item: StoredDocument['items'][number]): Html => html`<tr>
<td>${item.code}</td><td>${item.text}</td><td class="number">${item.quantity.replace('.', ',')} ${item.unit}</td><td class="number">${item.unitPrice.replace('.', ',')}</td>
<td class="number">${item.discountPercentage === '0' ? '' : `${item.discountPercentage.replace('.', ',')} %`}</td><td class="number">${item.percent} %</td><td>${item.stock ? 'stock' : 'text'}</td><td class="number">${amount(item.gross)}</td></tr>`;

const details = (document: StoredDocument): Html => html`<details><summary>${document.items.length} ${document.items.length === 1 ? 'item' : 'items'}</summary>
${document.items.length ? html`<table class="inner"><tr><th>Code</th><th>Text</th><th class="number">Quantity</th><th class="number">Unit price</th><th class="number">Discount</th><th class="number">VAT</th><th>Kind</th><th class="number">Total</th></tr>${document.items.map(itemRow)}</table>` : NOTHING}
<dl><dt>Rounding</dt><dd>${amount(document.rounding)} (${document.roundingDocument})</dd><dt>Předkontace</dt><dd>${document.accounting}</dd>
<dt>External system</dt><dd>${document.extIds.map((extId) => extId.exSystemName).join(', ')}</dd><dt>Pack / item</dt><dd>${document.packId} / ${document.itemId}</dd>
${document.partner ? html`<dt>Customer</dt><dd>${Object.values(document.partner).join(', ')}</dd>` : NOTHING}
${document.note ? html`<dt>Note</dt><dd>${document.note}</dd>` : NOTHING}${document.intNote ? html`<dt>Internal note</dt><dd>${document.intNote}</dd>` : NOTHING}</dl></details>`;

const documentRow = (document: StoredDocument): Html => html`<tr>
<td>${document.number}</td><td class="day">${document.date}</td><td>${TYPES[document.type] ?? document.type}</td><td class="text">${document.text}${document.extIds.map((extId) => html`<div class="key">${extId.ids}</div>`)}${document.warnings.map((warning) => html`<div class="warning">${warning}</div>`)}</td>
<td>${document.cashRegister}</td><td>${paymentOf(document)}</td><td class="number total">${amount(document.movement)}</td><td>${details(document)}</td><td class="when">${clock(document.receivedAt)}</td></tr>`;

/** Sums of a day, by kasa or pokladna and by form of payment. */
function dayRows(documents: readonly StoredDocument[]): Html[] {
	const rows = new Map<string, { day: string; register: string; form: string; count: number; sum: number }>();
	for (const document of documents) {
		const cash = document.agenda === 'pokladna' ? 'Pokladna' : (document.payment ?? '');
		const parts = document.payments.length ? document.payments.map((payment) => ({ form: payment.form, sum: payment.received })) : [{ form: cash, sum: document.movement }];
		for (const { form, sum } of parts) {
			const key = [document.date, document.cashRegister ?? '', form].join('\0');
			const row = rows.get(key) ?? { day: document.date, register: document.cashRegister ?? '', form, count: 0, sum: 0 };
			rows.set(key, { ...row, count: row.count + 1, sum: row.sum + sum });
		}
	}
	return [...rows.entries()].sort(([a], [b]) => (a < b ? 1 : -1)).map(([, row]) => html`<tr><td class="day">${row.day}</td><td>${row.register}</td><td>${row.form}</td><td class="number">${row.count}</td><td class="number total">${amount(row.sum)}</td></tr>`);
}

const requestRow = (entry: RequestLogEntry): Html => html`<tr class="${entry.status === 200 && entry.answered ? '' : 'bad'}">
<td class="when">${clock(entry.at)}</td><td>${entry.method} ${entry.path}</td><td>${entry.answered ? entry.status : 'no answer'}</td><td>${entry.operation}</td><td>${entry.packId}</td><td class="number">${entry.items}</td>
<td>${entry.application}</td><td>${entry.checkDuplicity ? 'checked' : ''}</td><td class="number">${entry.milliseconds} ms</td><td>${entry.fault}</td></tr>`;

const SHOWN = 300;

/** `refresh`: seconds after which the page loads itself again, 0 = never. */
export function renderPage(state: State, refresh: number): string {
	const { settings } = state;
	const documents = state.documents.filter(({ agenda }) => agenda === 'prodejky' || agenda === 'pokladna');
	const newest = [...documents].reverse();
	const refusedRows = [...state.refused].reverse().slice(0, SHOWN).map((item) => html`<tr><td class="when">${clock(item.at)}</td><td>${item.kind}</td><td>${item.packId}</td><td>${item.itemId}</td><td>${item.note}</td></tr>`);
	const turnover = documents.reduce((sum, document) => sum + (document.type === 'saleVoucher' ? document.total : 0), 0);
	const more = documents.length > SHOWN ? ` (the newest ${SHOWN} are shown)` : '';
	const sections = agendaSections(state, SHOWN, details);
	const links = [{ id: 'receipts', title: 'Prodejky' }, ...sections, { id: 'refused', title: 'Refused' }, { id: 'requests', title: 'Requests' }];
	const body = html`<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>POHODA stand-in: ${settings.company}</title>
${refresh ? html`<meta http-equiv="refresh" content="${refresh}">` : NOTHING}<style>${new Html(STYLE)}</style></head><body>
<header><h1>POHODA <span>stand-in for mServer</span></h1>
<p>${settings.company}, IČO ${settings.ico}, accounting period ${settings.period.from} to ${settings.period.till}. This is not POHODA: it checks what arrives the way POHODA does and shows it.</p>
<nav>${refresh ? html`<a href="/">Stop refreshing</a> every ${refresh} s` : html`<a href="/?refresh=3">Refresh every 3 s</a>`}<br>${links.map(({ id, title }) => html`<a href="#${id}">${title}</a> `)}</nav></header>
<div class="tiles"><div><b>${documents.length}</b>receipts and cash documents</div><div><b>${amount(turnover)}</b>Kč on sales receipts</div><div><b>${state.refused.length}</b>refused</div><div><b>${state.counters.xml}</b>requests with XML</div></div>
${section('receipts', `Prodejky, Pokladna (sales receipts, cash documents)${more}`, documents.length, ['Number', 'Date', 'Type', 'Text', 'Kasa', 'Payment', '>Total', 'Items', 'Received'], newest.slice(0, SHOWN).map(documentRow), 'Nothing has arrived yet.')}
${section('days', 'Totals per day', new Set(documents.map((document) => document.date)).size, ['Date', 'Kasa', 'Payment', '>Documents', '>Sum'], dayRows(documents), 'Nothing to add up yet.')}
${sections.map((one) => one.markup)}
${section('refused', 'Refused', state.refused.length, ['When', 'Why', 'Pack', 'Item', 'Note'], refusedRows, 'Nothing was refused.')}
${section('requests', 'Requests', state.requests.length, ['When', 'Request', 'Status', 'Kind', 'Pack', '>Items', 'Application', 'Duplicity', '>Time', 'Fault'], [...state.requests].reverse().slice(0, 100).map(requestRow), 'No requests yet.')}
</body></html>
`;
	return body.markup;
}
