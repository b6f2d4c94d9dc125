/** Elements as plain data by local names, for what a reader has no field for: nothing of them is left out. */
import { localName, type XmlNode } from './node';

export type Plain = Record<string, unknown>;

/** Names that would reach the prototype of an object. */
const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);

/** Name of an element among what is kept. Elements of foreign namespaces keep theirs: a local name alone could be mistaken for a known one. */
export function plainName(name: string): string {
	if (name.startsWith('{')) return name;
	const local = localName(name);
	return FORBIDDEN.has(local) ? `${local}_` : local;
}

/** Adds a value under a name; a second one of that name makes a list. */
export function keep(kept: Plain | undefined, name: string, value: unknown): Plain | undefined {
	if (value === undefined) return kept;
	const target = kept ?? {};
	if (!Object.hasOwn(target, name)) target[name] = value;
	else if (Array.isArray(target[name])) (target[name] as unknown[]).push(value);
	else target[name] = [target[name], value];
	return target;
}

/** `{ '#text': 'x' }` is `x`. */
export function textOnly(kept: Plain | undefined): unknown {
	if (kept === undefined) return undefined;
	const names = Object.keys(kept);
	return names.length === 1 && names[0] === '#text' ? kept['#text'] : kept;
}

/**
 * An element as plain data: a leaf is its text, attributes are `@name`, text beside attributes or elements is `#text`;
 * undefined where nothing is in it.
 */
export function plainData(node: XmlNode): unknown {
	let kept: Plain | undefined;
	for (const name in node.attributes) kept = keep(kept, `@${name}`, node.attributes[name]);
	const text = node.text.trim();
	if (text !== '') kept = keep(kept, '#text', text);
	for (const one of node.children) kept = keep(kept, plainName(one.name), plainData(one));
	return textOnly(kept);
}
