/** One item of a prodejka while it is read. */
import type { Micro } from '../money/micro';
import type { XmlNode } from '../xml/node';
import type { RecordContext } from './exportAmounts';
import { readFlag, readNumber } from './values';

/** Names of own elements, made once each. */
const OWN = { pro: new Map<string, string>(), typ: new Map<string, string>() };

/** A number that is none becomes a reason that names item and element. Paths begin without the prefix of the item's own elements. */
export class ItemReading {
	readonly place: string;

	constructor(
		readonly context: RecordContext,
		readonly node: XmlNode,
		readonly index: number,
		private readonly prefix: 'pro' | 'typ',
	) {
		const text = this.peek('text');
		this.place = `Item ${index + 1}${text ? ` "${text.slice(0, 40)}"` : ''}`;
	}

	/** Whether it names a stock card. */
	get hasCard(): boolean {
		return this.context.reading.node(this.node, ...this.path(['stockItem'])) !== undefined;
	}

	/** Text that is used. */
	text(...path: string[]): string | undefined {
		return this.context.reading.text(this.node, ...this.path(path));
	}

	/** Text that stays in `extra`. */
	peek(...path: string[]): string | undefined {
		return this.context.reading.peek(this.node, ...this.path(path));
	}

	/** A number that is used. */
	number(...path: string[]): Micro | undefined {
		return this.known(this.context.reading.number(this.node, ...this.path(path)), path);
	}

	/** A number that stays in `extra`. */
	peekNumber(...path: string[]): Micro | undefined {
		return this.known(readNumber(this.peek(...path)), path);
	}

	/** A number in an attribute of an own element. */
	attribute(element: string, name: string): Micro | undefined {
		const { reading } = this.context;
		const node = reading.node(this.node, ...this.path([element]));
		return this.known(readNumber(reading.attribute(node, name)), [`${element}/@${name}`]);
	}

	/** Whether the price includes VAT; undefined with a reason where that is not known. */
	payVat(): boolean | undefined {
		const text = this.peek('payVAT');
		const flag = text === undefined ? undefined : readFlag(text);
		if (flag === true) this.text('payVAT');
		if (flag !== undefined) return flag;
		if (text !== undefined) {
			this.refuse(`payVAT is "${text.slice(0, 40)}", which is neither true nor false, so it is not known whether the price includes VAT.`);
			return undefined;
		}
		// The schema's default, false, holds for text items only.
		if (!this.hasCard) return false;
		this.refuse(
			'it names a stock card and has no payVAT, so it is not known whether the price includes VAT (a setting in POHODA decides). Export it with payVAT.',
		);
		return undefined;
	}

	refuse(why: string): void {
		const reason = `${this.place}: ${why}`;
		if (!this.context.reasons.includes(reason)) this.context.reasons.push(reason);
	}

	private path([own, ...rest]: string[]): string[] {
		const names = OWN[this.prefix];
		let name = names.get(own);
		if (name === undefined) names.set(own, (name = `${this.prefix}:${own}`));
		return [name, ...rest];
	}

	private known(value: Micro | string | undefined, path: readonly string[]): Micro | undefined {
		if (typeof value !== 'string') return value;
		this.refuse(`${path[path.length - 1].replace(/^.*:/, '')} cannot be read: ${value}.`);
		return 0n;
	}
}
