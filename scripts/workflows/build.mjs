// What a workflow module says (nodes, wires, texts) becomes the JSON that n8n imports.
import { createHash } from 'node:crypto';

/** The same name gives the same id, so that making a workflow again changes nothing. UUID version 5 in form. */
export function idOf(...names) {
	const hex = createHash('sha1').update(names.join('\n')).digest('hex');
	return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Text of an expression as n8n stores it. Backslashes are the expression's own; ${} puts a part in. */
export const js = (strings, ...parts) => `={{ ${String.raw({ raw: strings.raw }, ...parts)} }}`;

/** Text of JavaScript, for a part of an expression. */
export const part = (strings, ...parts) => String.raw({ raw: strings.raw }, ...parts);

/** A node of any type at its place. `more`: what stands beside the parameters (onError, executeOnce, webhookId, …). */
export const node = (type, typeVersion, position, parameters = {}, more = {}) => ({
	type: type.startsWith('@') ? `n8n-nodes-ekasa-sync.${type.slice(1)}` : `n8n-nodes-base.${type}`,
	...{ typeVersion, position, parameters, more },
});

/** Types whose nodes n8n keeps an address for. */
const ADDRESSED = ['form', 'formTrigger', 'webhook', 'emailSend', 'wait'].map((type) => `n8n-nodes-base.${type}`);

/** Conditions and assignments have ids too. */
function withIds(value, ...path) {
	if (Array.isArray(value)) return value.map((one, index) => withIds(one, ...path, index));
	if (value === null || typeof value !== 'object') return value;
	const { id, ...rest } = value;
	const inner = Object.fromEntries(Object.entries(rest).map(([name, one]) => [name, withIds(one, ...path, name)]));
	return id === null ? { id: idOf(...path), ...inner } : value.id === undefined ? inner : { id, ...inner };
}

/** `'Name'` is a wire into the first input, `'Name#1'` into the second; outputs are listed in order, each a name or several. */
function wiresOf(wires) {
	const end = (text) => {
		const [name, index = '0'] = text.split('#');
		return { node: name, type: 'main', index: Number(index) };
	};
	return Object.fromEntries(
		Object.entries(wires).map(([from, outputs]) => [from, { main: [outputs].flat().map((output) => (output === null ? [] : [output].flat().map(end))) }]),
	);
}

/** Nodes and wires as n8n has them. `file` makes the ids. */
export function graph(file, { nodes, wires }) {
	return {
		nodes: Object.entries(nodes).map(([name, { type, typeVersion, position, parameters, more }]) => ({
			id: idOf(file, name),
			...{ name, type, typeVersion, position },
			parameters: withIds(parameters, file, name),
			...(ADDRESSED.includes(type) ? { webhookId: idOf(file, name, 'webhook') } : {}),
			...more,
		})),
		connections: wiresOf(wires),
	};
}

/**
 * A workflow file. `texts`: what people read in it, by language; `draw(texts)` gives `nodes` by name, `wires`, and where they differ from the
 * usual `settings` and `pinData`.
 */
export const workflow = (file, texts, draw) => ({
	file,
	make(language = 'en') {
		const t = texts[language];
		const { settings, pinData = {}, ...drawn } = draw(t);
		return {
			name: t.name,
			...graph(file, drawn),
			settings: { executionOrder: 'v1', timezone: 'Europe/Prague', binaryMode: 'separate', ...settings },
			pinData,
		};
	},
});
