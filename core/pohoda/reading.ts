/** What of an element was used, so that the rest can be kept by name: nothing a source says is dropped silently. */
import { fromMicro, type Micro } from '../money/micro';
import { child, localName, type XmlNode } from '../xml/node';
import { keep, plainName, textOnly, type Plain } from '../xml/plain';
import { readNumber } from './values';

/** Elements of a prodejka that hold elements: text in them means something that is not known. */
const CONTAINERS = new Set(
	'prodejka prodejkaHeader prodejkaDetail prodejkaItem roundingItem prodejkaPayments paymentItem paymentAdvanced prodejkaSummary homeCurrency round extId partnerIdentity address country paymentType labels label stockItem store EET detailEET eKasa cancelDocument sourceDocument linkedDocuments link refundItem accounting centre activity contract priceLevel'.split(
		' ',
	),
);

/** Residue of binary floats (17.400000000000002) says nothing. */
const RESIDUE = 1e-9;

/** Trimmed text of an element without others in it. */
function leafText(leaf: XmlNode | undefined): string | undefined {
	return leaf === undefined || leaf.children.length > 0 ? undefined : leaf.text.trim() || undefined;
}

export class Reading {
	private readonly texts = new Set<XmlNode>();

	private readonly attributes = new Map<XmlNode, Set<string>>();

	private readonly whole = new Set<XmlNode>();

	/** Texts in elements that hold elements, as `note: "…"`; filled by rest. */
	readonly misplaced: string[] = [];

	/** The element at a path. */
	node(node: XmlNode | undefined, ...path: string[]): XmlNode | undefined {
		let current = node;
		for (const name of path) current = child(current, name);
		return current;
	}

	/** Trimmed text at a path, which stays in the rest; undefined where it is missing, blank, or not all of the element. */
	peek(node: XmlNode | undefined, ...path: string[]): string | undefined {
		return leafText(this.node(node, ...path));
	}

	/** As peek, and the text is used. */
	text(node: XmlNode | undefined, ...path: string[]): string | undefined {
		const leaf = this.node(node, ...path);
		const text = leafText(leaf);
		if (leaf !== undefined && text !== undefined) this.texts.add(leaf);
		return text;
	}

	/** A number at a path as readNumber gives it; used when the text says no more than the number does. */
	number(node: XmlNode | undefined, ...path: string[]): Micro | string | undefined {
		const leaf = this.node(node, ...path);
		const text = leafText(leaf);
		const value = readNumber(text);
		if (leaf !== undefined && typeof value === 'bigint' && Math.abs(Number(text) - fromMicro(value)) <= RESIDUE) this.texts.add(leaf);
		return value;
	}

	/** Text of an attribute, which is used; undefined where it is missing or blank. */
	attribute(node: XmlNode | undefined, name: string): string | undefined {
		const value = node?.attributes[name]?.trim() || undefined;
		if (node !== undefined && value !== undefined) this.attributes.set(node, (this.attributes.get(node) ?? new Set()).add(name));
		return value;
	}

	/** An element and all that is in it is used. */
	done(...nodes: Array<XmlNode | undefined>): void {
		for (const node of nodes) if (node !== undefined) this.whole.add(node);
	}

	/** What is in a node and was not used, by local names; undefined when nothing is left. */
	rest(node: XmlNode): Plain | undefined {
		const used = this.attributes.get(node);
		let left: Plain | undefined;
		for (const name in node.attributes) if (used?.has(name) !== true) left = keep(left, `@${name}`, node.attributes[name]);
		const text = this.texts.has(node) ? '' : node.text.trim();
		if (text !== '') {
			left = keep(left, '#text', text);
			const name = localName(node.name);
			if (node.children.length > 0 || CONTAINERS.has(name)) this.misplaced.push(`${name}: "${text.slice(0, 40)}"`);
		}
		for (const one of node.children) {
			const inner = this.whole.has(one) ? undefined : textOnly(this.rest(one));
			if (inner !== undefined) left = keep(left, plainName(one.name), inner);
		}
		return left;
	}
}

/** An element as plain data: for a record that could not be read, so that a person sees it. */
export function toPlainData(node: XmlNode): Plain {
	return new Reading().rest(node) ?? {};
}

/** Without what is undefined; undefined where nothing is left. */
export function defined<T extends object>(values: T): Partial<T> | undefined {
	let left: Partial<T> | undefined;
	for (const name in values) if (values[name] !== undefined) (left ??= {} as Partial<T>)[name] = values[name];
	return left;
}
