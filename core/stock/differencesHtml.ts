/** What would be done, for the page on which a person consents. */
import { escapeAttribute } from '../text/html';
import type { StockSummary } from './summary';

/** As text of a page; n8n would take two braces for an expression. */
const esc = (text: string): string => escapeAttribute(text).replaceAll('{', '&#123;').replaceAll('}', '&#125;');

/** Counts, then a table of the first differences. */
export function differencesHtml({ create, update, remove, same, conflicts, wouldHave = [] }: Pick<StockSummary, 'create' | 'update' | 'remove' | 'same' | 'conflicts' | 'wouldHave'>): string {
	const all = create + update + remove;
	const open = conflicts === 0 ? '' : `, <b>${conflicts} conflicts</b> (left as they are in the register)`;
	const more = wouldHave.length < all ? `<p>The first ${wouldHave.length} of ${all}:</p>` : '';
	const rows = wouldHave.map(({ code, message }) => `<tr><td>${esc(code)}</td><td>${esc(message)}</td></tr>`);
	return `<p><b>${create}</b> to create, <b>${update}</b> to update, <b>${remove}</b> to remove, ${same} stay as they are${open}.</p>${more}<table><tr><th>Code</th><th>What would be done</th></tr>${rows.join('')}</table>`;
}
