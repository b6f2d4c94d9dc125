/** A text as it is seen in a page: n8n puts it there as HTML. */
export function escapeHtml(plain: string): string {
	return plain.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
