/** Amounts and sections of the page. */
import { html, type Html } from '../http/html.mts';
import { moneyText } from './amounts.mts';

const CZECH_NUMBER = /\B(?=(\d{3})+(?!\d))/g;

/** 129000 -> "1 290,00" as POHODA shows it. */
export function amount(halers: number): Html {
	const [whole, cents] = moneyText(halers).split('.');
	return html`<span class="${halers < 0 ? 'money minus' : 'money'}">${whole!.replace(CZECH_NUMBER, '\u00a0')},${cents}</span>`;
}

/** A heading that begins with ">" stands over numbers. */
export const section = (id: string, title: string, count: number, head: readonly string[], rows: Html[], empty: string): Html => html`<section id="${id}"><h2>${title} <small>${count}</small></h2>
${rows.length ? html`<table><thead><tr>${head.map((name) => (name.startsWith('>') ? html`<th class="number">${name.slice(1)}</th>` : html`<th>${name}</th>`))}</tr></thead><tbody>${rows}</tbody></table>` : html`<p class="empty">${empty}</p>`}</section>`;
