/** Numbers and leftovers of POHODA's XML. */
import { roundMicro, toMicro, amountFault, type Micro } from '../money/micro';
import { localName, type XmlNode } from '../xml/node';

/** Nearly all numbers: exact as a double, too. */
const PLAIN = /^-?\d{1,9}(\.\d{1,6})?$/;
/** No amount is longer, and the pattern below is slow on endless digits. */
const LONGEST = 60;
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

/**
 * A number of the XSD types float and double, exact to six decimals (more are rounded half away from zero); a decimal
 * comma and spaces between thousands, which no XSD allows, are not taken.
 *
 * @returns undefined for a missing element; a text that says why for what is no number
 */
export function readNumber(text: string | undefined): Micro | string | undefined {
	if (text === undefined) return undefined;
	if (PLAIN.test(text)) return toMicro(Number(text));
	if (text.length > LONGEST || !NUMBER.test(text)) return `"${text.slice(0, 40)}" is not a number`;
	const fault = amountFault(text);
	return fault === undefined ? toMicro(text) : (rounded(/e/i.test(text) ? Number(text).toFixed(12) : text) ?? fault);
}

/**
 * A plain decimal with more than six decimals, as exports of doubles have (41.3223140495868); undefined when that is
 * not what it is.
 */
function rounded(text: string): Micro | undefined {
	const [, sign, whole, six, seventh] = /^([+-]?)(\d*)\.(\d{6})(\d)\d*$/.exec(text) ?? [];
	if (seventh === undefined) return undefined;
	const cut = `${whole}.${six}`;
	if (amountFault(cut) !== undefined) return undefined;
	const size = toMicro(cut) + (seventh >= '5' ? 1n : 0n);
	return sign === '-' ? -size : size;
}

/** Steps and directions of typeRoundingDocument. */
const ROUNDINGS: Readonly<Record<string, { step: Micro; direction: 'math' | 'up' | 'down' }>> = {
	math2one: { step: 1_000_000n, direction: 'math' },
	math2half: { step: 500_000n, direction: 'math' },
	math2tenth: { step: 100_000n, direction: 'math' },
	math5cent: { step: 50_000n, direction: 'math' },
	up2one: { step: 1_000_000n, direction: 'up' },
	up2half: { step: 500_000n, direction: 'up' },
	up2tenth: { step: 100_000n, direction: 'up' },
	down2one: { step: 1_000_000n, direction: 'down' },
	down2half: { step: 500_000n, direction: 'down' },
	down2tenth: { step: 100_000n, direction: 'down' },
};

/** What roundingDocument adds to an amount; undefined for a mode that is not known. A return mirrors its sale. */
export function documentRounding(amount: Micro, mode: string): Micro | undefined {
	if (mode === 'none') return 0n;
	if (!Object.hasOwn(ROUNDINGS, mode)) return undefined;
	const { step, direction } = ROUNDINGS[mode];
	if (direction === 'math') return roundMicro(amount, step) - amount;
	// BigInt division cuts towards zero.
	const cut = (amount / step) * step;
	if (direction === 'down' || cut === amount) return cut - amount;
	return cut + (amount < 0n ? -step : step) - amount;
}

/**
 * Reads an element tree and remembers what was read, so that the rest can be kept by name: nothing a source says is
 * dropped silently.
 */
export class Reading {
	private readonly seen = new Set<XmlNode>();

	/** Trimmed text at a path below a node, remembered as read; undefined where it is missing or blank. */
	text(node: XmlNode | undefined, ...path: string[]): string | undefined {
		const leaf = this.node(node, ...path);
		if (leaf === undefined || leaf.children.length > 0) return undefined;
		this.seen.add(leaf);
		return leaf.text.trim() || undefined;
	}

	/** The element at a path, not remembered. */
	node(node: XmlNode | undefined, ...path: string[]): XmlNode | undefined {
		let current = node;
		for (const name of path) current = current?.children.find((one) => one.name === name);
		return current;
	}

	/** Remembers an element and all that is in it as read. */
	done(...nodes: Array<XmlNode | undefined>): void {
		for (const node of nodes) if (node !== undefined) this.seen.add(node);
	}

	/** What is in a node and was not read, by local names; undefined when nothing is left. */
	rest(node: XmlNode): Record<string, unknown> | undefined {
		const left: Record<string, unknown> = {};
		for (const one of node.children) {
			if (this.seen.has(one)) continue;
			const value = one.children.length > 0 ? this.rest(one) : leaf(one);
			if (value !== undefined) put(left, nameOf(one), value);
		}
		return Object.keys(left).length > 0 ? left : undefined;
	}
}

/** Elements of foreign namespaces keep theirs: a local name alone could be mistaken for POHODA's. */
function nameOf(node: XmlNode): string {
	const name = node.name.startsWith('{') ? node.name : localName(node.name);
	// As a key it would change the prototype of the object instead of standing in it.
	return name === '__proto__' ? '_proto_' : name;
}

function leaf(node: XmlNode): unknown {
	const attributes = Object.entries(node.attributes);
	if (attributes.length === 0) return node.text === '' ? undefined : node.text;
	return { ...Object.fromEntries(attributes.map(([name, value]) => [`@${name}`, value])), '#text': node.text };
}

function put(target: Record<string, unknown>, name: string, value: unknown): void {
	if (!Object.hasOwn(target, name)) target[name] = value;
	else if (Array.isArray(target[name])) (target[name] as unknown[]).push(value);
	else target[name] = [target[name], value];
}

/** An element as plain data: for a record that could not be read, so that a person sees it. */
export function toPlainData(node: XmlNode): Record<string, unknown> {
	return new Reading().rest(node) ?? {};
}
