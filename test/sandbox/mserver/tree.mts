/** XML text to a tree with namespaces resolved by URI. Reading is done by fast-xml-parser, an implementation that core/ does not share. */
import { XMLParser, XMLValidator } from 'fast-xml-parser';

import { NotReadable } from './decode.mts';
import { canonicalName, XSI } from './namespaces.mts';

export interface El {
	/** Canonical: "pro:date". */
	name: string;
	local: string;
	/** Without xmlns and xsi attributes. */
	attributes: Record<string, string>;
	children: El[];
	/** Character data of this element itself. */
	text: string;
	parent?: El;
	/** 1-based among siblings of the same name. */
	position: number;
}

type RawNode = Record<string, unknown>;

const parser = new XMLParser({
	preserveOrder: true,
	ignoreAttributes: false,
	attributeNamePrefix: '',
	parseTagValue: false,
	parseAttributeValue: false,
	trimValues: false,
	processEntities: false,
	cdataPropName: '#cdata',
	ignoreDeclaration: true,
	ignorePiTags: true,
});

const NAMED: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function entities(text: string): string {
	return text.replace(/&([^;]*);?/g, (whole, name: string) => {
		const number = /^#(?:x([0-9a-fA-F]+)|([0-9]+))$/.exec(name);
		if (!whole.endsWith(';') || (!number && !(name in NAMED))) throw new NotReadable(`Reference to undefined entity '${name.slice(0, 20)}'.`);
		if (!number) return NAMED[name]!;
		const code = number[1] ? parseInt(number[1], 16) : parseInt(number[2]!, 10);
		const forbidden = code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) || (code < 0x20 && ![9, 10, 13].includes(code)) || code === 0xfffe || code === 0xffff;
		if (forbidden) throw new NotReadable('Invalid unicode character.');
		return String.fromCodePoint(code);
	});
}

type Scope = Readonly<Record<string, string>>;

function resolve(qualified: string, scope: Scope, isAttribute: boolean): { uri: string; local: string } {
	const colon = qualified.indexOf(':');
	if (colon < 0) return { uri: isAttribute ? '' : (scope[''] ?? ''), local: qualified };
	const prefix = qualified.slice(0, colon);
	if (prefix === 'xml') return { uri: 'http://www.w3.org/XML/1998/namespace', local: qualified.slice(colon + 1) };
	if (!(prefix in scope)) throw new NotReadable(`Reference to undeclared namespace prefix: '${prefix}'.`);
	return { uri: scope[prefix]!, local: qualified.slice(colon + 1) };
}

function element(raw: RawNode, outer: Scope, parent: El | undefined): El {
	const qualified = Object.keys(raw).find((key) => key !== ':@')!;
	const rawAttributes = (raw[':@'] ?? {}) as Record<string, string>;
	const scope: Record<string, string> = { ...outer };
	for (const [key, value] of Object.entries(rawAttributes)) {
		if (key === 'xmlns') scope[''] = entities(value);
		else if (key.startsWith('xmlns:')) scope[key.slice(6)] = entities(value);
	}
	const { uri, local } = resolve(qualified, scope, false);
	const attributes: Record<string, string> = {};
	for (const [key, value] of Object.entries(rawAttributes)) {
		if (key === 'xmlns' || key.startsWith('xmlns:')) continue;
		const attribute = resolve(key, scope, true);
		if (attribute.uri === XSI) continue;
		attributes[canonicalName(attribute.uri, attribute.local)] = entities(value);
	}
	const el: El = { name: canonicalName(uri, local), local, attributes, children: [], text: '', parent, position: 1 };
	const counts = new Map<string, number>();
	for (const node of raw[qualified] as RawNode[]) {
		if ('#text' in node) el.text += entities(String(node['#text']));
		else if ('#cdata' in node) {
			for (const part of node['#cdata'] as RawNode[]) el.text += String(part['#text'] ?? '');
		} else {
			const child = element(node, scope, el);
			child.position = (counts.get(child.name) ?? 0) + 1;
			counts.set(child.name, child.position);
			el.children.push(child);
		}
	}
	return el;
}

/** Throws NotReadable when the text is not well-formed, has a DOCTYPE or an unbound prefix. */
export function parseXml(text: string): El {
	if (/<!DOCTYPE/i.test(text)) throw new NotReadable('DTD is prohibited.');
	const valid = XMLValidator.validate(text);
	if (valid !== true) throw new NotReadable(`${valid.err.msg} (line ${valid.err.line})`);
	const nodes = parser.parse(text) as RawNode[];
	const roots = nodes.filter((node) => !('#text' in node));
	if (roots.length !== 1) throw new NotReadable('Only one top level element is allowed in an XML document.');
	if (nodes.some((node) => '#text' in node && String(node['#text']).trim() !== '')) throw new NotReadable('Invalid at the top level of the document.');
	return element(roots[0]!, {}, undefined);
}

export const child = (el: El | undefined, ...names: string[]): El | undefined =>
	names.reduce<El | undefined>((at, name) => at?.children.find((candidate) => candidate.name === name), el);

export const childrenOf = (el: El | undefined, name: string): El[] => el?.children.filter((candidate) => candidate.name === name) ?? [];

/** Text of a descendant, undefined when it is not there. */
export const textOf = (el: El | undefined, ...names: string[]): string | undefined => child(el, ...names)?.text;

const REPEATED = new Set(['dat:dataPackItem', 'pro:prodejkaItem', 'vch:voucherItem', 'pro:paymentItem']);

/** As POHODA writes it: dat:dataPack/dat:dataPackItem[1]/pro:prodejka/pro:prodejkaHeader/pro:date */
export function xpathOf(el: El): string {
	const step = REPEATED.has(el.name) ? `${el.name}[${el.position}]` : el.name;
	return el.parent ? `${xpathOf(el.parent)}/${step}` : step;
}
