/** HTML by template literal: everything that is put in is escaped, unless it is markup of this module already. */

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

export const escapeHtml = (value: unknown): string => String(value ?? '').replace(/[&<>"']/g, (character) => ENTITIES[character]!);

/** Markup that is already escaped. */
export class Html {
	constructor(readonly markup: string) {}
}

export function html(parts: TemplateStringsArray, ...values: unknown[]): Html {
	const render = (value: unknown): string => (value instanceof Html ? value.markup : Array.isArray(value) ? value.map(render).join('') : escapeHtml(value));
	return new Html(parts.reduce((text, part, index) => text + part + (index < values.length ? render(values[index]) : ''), ''));
}

export const NOTHING = new Html('');
