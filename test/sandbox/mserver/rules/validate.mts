/** Checks an element against the rule tables: default deny, first violation wins, as MSXML does it. */
import { expandedName } from '../namespaces.mts';
import { xpathOf, type El } from '../tree.mts';
import { BEYOND } from './beyond.mts';
import { CONTRACT, isChild, occurrence, type Group, type Part } from './notation.mts';
import { simpleType } from './simple.mts';

export interface Violation {
	message: string;
	xpath: string;
	/** POHODA's schema has the element, the stand-in does not do it. */
	beyond?: boolean;
}

/** Things that POHODA takes and that a careful sender would not send. */
export type Remarks = string[];

const violation = (el: El, message: string): Violation => ({ message, xpath: xpathOf(el) });

export function checkAttributes(el: El, attributes: Readonly<Record<string, string>>): Violation | undefined {
	for (const name of Object.keys(el.attributes)) {
		if (!Object.hasOwn(attributes, name)) return violation(el, `The attribute '${name}' on the element '${expandedName(el.name)}' is not defined in the DTD/Schema.`);
	}
	for (const [name, spec] of Object.entries(attributes)) {
		const value = el.attributes[name];
		if (value === undefined) {
			if (spec.endsWith('!')) return violation(el, `Required attribute '${name}' is missing. (${expandedName(el.name)})`);
			continue;
		}
		const message = simpleType(spec.slice(0, -1))!(value);
		if (message) return violation(el, `${message} The attribute '${name}' with value '${value}' failed to parse.`);
	}
	return undefined;
}

const unexpected = (el: El, parent: El): Violation =>
	violation(el, `Element '${expandedName(el.name)}' is unexpected according to content model of parent element '${expandedName(parent.name)}'.`);

function checkText(el: El, type: string): Violation | undefined {
	if (el.children.length) return unexpected(el.children[0]!, el);
	const message = simpleType(type)!(el.text);
	return message ? violation(el, `${message} The element '${expandedName(el.name)}' with value '${el.text}' failed to parse.`) : undefined;
}

const specOf = (part: Part): string => part[1] as string;
const partsOf = (group: Group): readonly Part[] => group.slice(2) as Part[];

/** Whether a part may be absent. */
function canBeEmpty(part: Part): boolean {
	if (occurrence(specOf(part)).least === 0) return true;
	if (isChild(part)) return false;
	return part[0] === 'or' ? partsOf(part).some(canBeEmpty) : partsOf(part).every(canBeEmpty);
}

/** Whether a part can begin with an element of this name. */
function startsWith(part: Part, name: string | undefined): boolean {
	if (name === undefined) return false;
	if (isChild(part)) return part[0] === name;
	for (const one of partsOf(part)) {
		if (startsWith(one, name)) return true;
		if (part[0] === 'seq' && !canBeEmpty(one)) return false;
	}
	return false;
}

const firstName = (part: Part): string => (isChild(part) ? part[0] : firstName(partsOf(part)[0]!));

/** Walks the children of one element through its content model; POHODA's schemas never need to look ahead. */
class Walk {
	private at = 0;

	constructor(
		private readonly parent: El,
		private readonly remarks: Remarks,
	) {}

	private get next(): El | undefined {
		return this.parent.children[this.at];
	}

	private incomplete(missing: string): Violation {
		const el = this.next;
		const expecting = `Expecting: ${expandedName(missing)}.`;
		if (el) return violation(el, `${unexpected(el, this.parent).message} ${expecting}`);
		return violation(this.parent, `Element content is incomplete according to the DTD/Schema. (${expandedName(this.parent.name)}) ${expecting}`);
	}

	whole(model: Group): Violation | undefined {
		return this.part(model) ?? (this.next && unexpected(this.next, this.parent));
	}

	private part(part: Part): Violation | undefined {
		const { least, most } = occurrence(specOf(part));
		let times = 0;
		while (times < most && startsWith(part, this.next?.name)) {
			const found = isChild(part) ? this.child(part[1]) : this.once(part);
			if (found) return found;
			times += 1;
		}
		return times < least && !canBeEmpty(part) ? this.incomplete(firstName(part)) : undefined;
	}

	private child(spec: string): Violation | undefined {
		const el = this.next!;
		this.at += 1;
		const { type, exportOnly } = occurrence(spec);
		if (exportOnly) this.remarks.push(`${xpathOf(el)} is for export only`);
		return checkElement(el, type, this.remarks);
	}

	private once(group: Group): Violation | undefined {
		if (group[0] === 'all') return this.inAnyOrder(group);
		if (group[0] === 'or') return this.part(partsOf(group).find((part) => startsWith(part, this.next?.name))!);
		for (const part of partsOf(group)) {
			const found = this.part(part);
			if (found) return found;
		}
		return undefined;
	}

	private inAnyOrder(group: Group): Violation | undefined {
		const left = new Map(partsOf(group).map((part) => [part[0] as string, part]));
		for (let el = this.next; el; el = this.next) {
			const part = left.get(el.name);
			if (!part) return unexpected(el, this.parent);
			left.delete(el.name);
			const found = this.child(specOf(part));
			if (found) return found;
		}
		const missing = [...left.values()].find((part) => !canBeEmpty(part));
		return missing && this.incomplete(firstName(missing));
	}
}

/** Checks one element against a type of the tables; `remarks` collects what is allowed but unwise. */
export function checkElement(el: El, type: string, remarks: Remarks): Violation | undefined {
	if (BEYOND.has(el.name)) return { ...violation(el, `${el.name} is an element of POHODA that this stand-in does not do.`), beyond: true };
	if (simpleType(type)) return checkAttributes(el, {}) ?? checkText(el, type);
	const rule = CONTRACT.types[type]!;
	const found = checkAttributes(el, rule.attributes);
	if (found) return found;
	if ('content' in rule) return checkText(el, rule.content);
	if (el.text.trim() !== '') return violation(el, `Text is not allowed in this context according to DTD/Schema. (${expandedName(el.name)})`);
	return new Walk(el, remarks).whole(rule.model);
}
