/**
 * One XML element. Names are canonical `prefix:local`: the prefix belongs to the namespace URI (see the reader's
 * `namespaces`), not to what the file happens to use. An element of an unknown namespace is `{uri}local`, one of no
 * namespace plain `local`. `text` is the character data of a leaf, exactly as it stands, never trimmed.
 */
export interface XmlNode {
	name: string;
	attributes: Record<string, string>;
	children: XmlNode[];
	text: string;
}

/** An element to be written: content is text, child elements, or nothing. */
export function element(
	name: string,
	content: string | XmlNode[] = '',
	attributes: Record<string, string> = {},
): XmlNode {
	return typeof content === 'string'
		? { name, attributes, children: [], text: content }
		: { name, attributes, children: content, text: '' };
}

/** The first child of that name. */
export function child(node: XmlNode | undefined, name: string): XmlNode | undefined {
	if (node === undefined) return undefined;
	for (const one of node.children) if (one.name === name) return one;
	return undefined;
}

/** All children of that name. */
export function childrenOf(node: XmlNode | undefined, name: string): XmlNode[] {
	return node === undefined ? [] : node.children.filter((one) => one.name === name);
}

/** Trimmed text below a path of names; undefined where an element is missing or its text is blank. */
export function textAt(node: XmlNode | undefined, ...path: string[]): string | undefined {
	let current = node;
	for (const name of path) current = child(current, name);
	const text = current?.text.trim();
	return text === '' ? undefined : text;
}

/** `typ:ids` → `ids`. */
export function localName(name: string): string {
	return name.slice(Math.max(name.lastIndexOf('}'), name.lastIndexOf(':')) + 1);
}
