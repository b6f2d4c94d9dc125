/** GET /: what has arrived, for people. Server rendered, everything escaped, no script. */
import { html, Html, NOTHING } from '../http/html.mts';
import { localTime } from '../mserver/clock.mts';
import { STYLE } from '../mserver/pageStyle.mts';
import type { Endpoint } from './api.mts';
import { exactSum } from './documents/prices.mts';
import { enumKey } from './rules/enums.mts';
import type { State } from './state.mts';
import type { Entity, RequestLogEntry, Table } from './types.mts';

const SHOWN = 300;
const REQUESTS = 100;

const THOUSANDS = /\B(?=(\d{3})+(?!\d))/g;

/** 1290 -> "1 290,00" */
function amount(value: number): Html {
	const [whole, cents] = Math.abs(value).toFixed(2).split('.');
	return html`<span class="${value < 0 ? 'money minus' : 'money'}">${value < 0 ? '-' : ''}${whole!.replace(THOUSANDS, '\u00a0')},${cents}</span>`;
}

/** 7500 -> "7 500" */
const count = (value: number): string => String(value).replace(THOUSANDS, '\u00a0');

const number = (value: number): string => String(value).replace('.', ',');
const clock = (instant: string): string => localTime(new Date(instant)).replace('T', ' ');
const nameOf = (state: State, table: Table, id: unknown): string => String(state.find(table, id)?.['Name'] ?? '');

/** A heading that begins with ">" stands over numbers. */
const section = (title: string, count: number, head: readonly string[], rows: Html[], empty: string): Html => html`<section><h2>${title} <small>${count}</small></h2>
${rows.length ? html`<table><thead><tr>${head.map((name) => (name.startsWith('>') ? html`<th class="number">${name.slice(1)}</th>` : html`<th>${name}</th>`))}</tr></thead><tbody>${rows}</tbody></table>` : html`<p class="empty">${empty}</p>`}</section>`;

const itemRow = (item: Entity): Html => html`<tr><td>${item['Name']}</td><td class="number">${number(item['Amount'] as number)} ${item['Unit']}</td><td class="number">${number(item['Prices'].UnitPrice as number)}</td><td class="number">${item['VatRate']} %</td>
<td>${item['ItemType'] === 1 ? 'rounding' : item['PriceListItemId'] ? 'price list' : ''}</td><td class="number">${amount(item['Prices'].TotalWithVat as number)}</td></tr>`;

const details = (document: Entity): Html => {
	const items = document['Items'] as Entity[];
	return html`<details><summary>${items.length} ${items.length === 1 ? 'line' : 'lines'}</summary>
<table class="inner"><tr><th>Name</th><th class="number">Quantity</th><th class="number">Unit price</th><th class="number">VAT</th><th></th><th class="number">Total</th></tr>${items.map(itemRow)}</table>
<dl><dt>Without VAT</dt><dd>${amount(document['Prices'].TotalWithoutVat as number)}</dd><dt>VAT</dt><dd>${amount(document['Prices'].TotalVat as number)}</dd>${document['Note'] ? html`<dt>Note</dt><dd>${document['Note']}</dd>` : NOTHING}</dl></details>`;
};

function receiptRow(state: State, row: Entity): Html {
	const payments = (row['Payments'] as Entity[]).map((payment, index) => html`${index ? ', ' : ''}${nameOf(state, 'PaymentOptions', payment['PaymentOptionId'])} ${amount(payment['Prices'].PaymentAmount as number)}`);
	return html`<tr><td>${row['DocumentNumber']}</td><td class="day">${row['DateOfIssue']}</td><td class="text">${row['Name']}<div class="key">${row['ExternalDocumentNumber']}</div>${details(row)}</td><td>${state.find('SalesPosEquipments', row['SalesPosEquipmentId'])?.['Designation']}</td>
<td>${payments}</td><td class="number total">${amount(row['Prices'].TotalWithVat as number)} ${state.find('Currencies', row['CurrencyId'])?.['Code']}</td><td>${enumKey('ExportedState', row['Exported'] as number)}${row['IsAccounted'] ? ', accounted' : ''}${row['IsCumulative'] ? html`<div class="key">whole day</div>` : NOTHING}</td></tr>`;
}

const invoiceRow = (row: Entity): Html => html`<tr><td>${row['DocumentNumber']}</td><td class="day">${row['DateOfIssue']}</td><td>${row['PartnerAddress']?.NickName}</td><td class="text">${row['Description']}${details(row)}</td><td>${enumKey('PaymentStatus', row['PaymentStatus'] as number)}</td><td class="number total">${amount(row['Prices'].TotalWithVat as number)}</td></tr>`;

const voucherRow = (state: State, row: Entity): Html => html`<tr><td>${row['DocumentNumber']}</td><td class="day">${row['DateOfTransaction']}</td><td>${row['MovementType'] === 1 ? 'Příjem' : 'Výdej'}</td><td>${row['Name']}</td><td>${nameOf(state, 'CashRegisters', row['CashRegisterId'])}</td><td class="number total">${amount(row['Prices'].TotalWithVat as number)}</td></tr>`;

function priceListRow(state: State, row: Entity): Html {
	const balance = exactSum(state.table('StockMovements').filter((movement) => movement['PriceListItemId'] === row.Id).map((movement) => movement['Amount'] as number));
	return html`<tr><td>${row['Code']}</td><td>${row['Name']}</td><td>${row['BarCode']}</td><td class="number total">${amount(row['Price'] as number)}</td><td>${row['Unit']}</td><td class="number">${row['IsStockItem'] ? number(balance) : ''}</td></tr>`;
}

const requestRow = (entry: RequestLogEntry): Html => html`<tr class="${entry.status < 400 && entry.answered ? '' : 'bad'}"><td class="when">${clock(entry.at)}</td><td>${entry.method} ${entry.path}</td><td>${entry.answered ? entry.status : 'no answer'}</td><td>${entry.counted ? 'counts' : ''}</td>
<td class="number">${entry.items}</td><td>${entry.app}</td><td class="number">${entry.milliseconds} ms</td><td>${entry.fault}</td></tr>`;

const newest = (rows: readonly Entity[]): Entity[] => [...rows].reverse().slice(0, SHOWN);
const title = (name: string, rows: readonly unknown[]): string => (rows.length > SHOWN ? `${name} (the newest ${SHOWN} are shown)` : name);

/** `refresh`: seconds after which the page loads itself again, 0 = never. */
export function renderPage({ state, webhooks }: Endpoint, refresh: number): string {
	const { agenda } = state.settings;
	const [receipts, invoices, vouchers, prices] = [state.table('SalesReceipts'), state.table('IssuedInvoices'), state.table('CashVouchers'), state.table('PriceListItems')];
	const turnover = exactSum(receipts.map((row) => row['Prices'].TotalWithVatHc as number));
	const body = html`<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>iDoklad stand-in: ${agenda.name}</title>
${refresh ? html`<meta http-equiv="refresh" content="${refresh}">` : NOTHING}<style>${new Html(STYLE)}</style></head><body>
<header><h1>iDoklad <span>stand-in for API v3</span></h1>
<p>${agenda.name}, IČO ${agenda.ico}, rounding ${enumKey('Round', agenda.rounding)}, plan until ${agenda.planTill}. This is not iDoklad: it checks what arrives the way iDoklad does and shows it.</p>
<nav>${refresh ? html`<a href="/">Stop refreshing</a> every ${refresh} s` : html`<a href="/?refresh=3">Refresh every 3 s</a>`}</nav></header>
<div class="tiles"><div><b>${receipts.length}</b>sales receipts</div><div><b>${amount(turnover)}</b>Kč on them</div><div><b>${count(state.meter.used)} / ${count(state.meter.limit)}</b>calls this month</div><div><b>${state.meter.thisMinute} / ${state.settings.callsPerMinute}</b>calls this minute</div><div><b>${webhooks.deliveries.length}</b>webhook deliveries</div></div>
${section(title('Sales receipts (Prodejky)', receipts), receipts.length, ['Number', 'Date', 'Name', 'POS', 'Payment', '>Total', 'State'], newest(receipts).map((row) => receiptRow(state, row)), 'Nothing has arrived yet.')}
${section(title('Price list (Ceník)', prices), prices.length, ['Code', 'Name', 'EAN', '>Price', 'Unit', '>Stock'], newest(prices).map((row) => priceListRow(state, row)), 'No items.')}
${section(title('Invoices (Faktury vydané)', invoices), invoices.length, ['Number', 'Date', 'Customer', 'Description', 'Payment', '>Total'], newest(invoices).map(invoiceRow), 'No invoices.')}
${section(title('Cash vouchers (Pokladní doklady)', vouchers), vouchers.length, ['Number', 'Date', 'Kind', 'Name', 'Pokladna', '>Total'], newest(vouchers).map((row) => voucherRow(state, row)), 'No cash vouchers.')}
${section('Requests', state.requests.length, ['When', 'Request', 'Status', 'Quota', '>Entries', 'Application', '>Time', 'Fault'], [...state.requests].reverse().slice(0, REQUESTS).map(requestRow), 'No requests yet.')}
${section('Remarks', state.remarks.length, ['What a careful client would not send'], state.remarks.map((text) => html`<tr><td>${text}</td></tr>`), 'Nothing to remark.')}
</body></html>
`;
	return body.markup;
}
