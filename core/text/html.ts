/** Texts in pages. */

/** A text as it is seen in a page: n8n puts it there as HTML. */
export function escapeHtml(plain: string): string {
	return plain.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** The same where it may stand in an attribute. */
export function escapeAttribute(plain: string): string {
	return escapeHtml(plain).replaceAll('"', '&quot;');
}
