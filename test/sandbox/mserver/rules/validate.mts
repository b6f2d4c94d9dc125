/** Checks an element against the rule tables: default deny, first violation wins, as MSXML does it. */
import { expandedName } from '../namespaces.mts';
import { xpathOf, type El } from '../tree.mts';
import { AGENDAS } from './agendas.mts';
import { COMMON } from './common.mts';
import { occurrence, type ComplexRule, type Rule } from './notation.mts';
import { REQUESTS } from './requests.mts';
import { simpleType } from './simple.mts';

export const TABLES: Readonly<Record<string, Rule>> = { ...COMMON, ...AGENDAS, ...REQUESTS };

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
		if (!(name in attributes)) return violation(el, `The attribute '${name}' on the element '${expandedName(el.name)}' is not defined in the DTD/Schema.`);
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

function checkText(el: El, type: string): Violation | undefined {
	if (el.children.length) return violation(el.children[0]!, `Element '${expandedName(el.children[0]!.name)}' is unexpected according to content model of parent element '${expandedName(el.name)}'.`);
	const message = simpleType(type)!(el.text);
	return message ? violation(el, `${message} The element '${expandedName(el.name)}' with value '${el.text}' failed to parse.`) : undefined;
}

const unexpected = (el: El, parent: El): Violation =>
	violation(el, `Element '${expandedName(el.name)}' is unexpected according to content model of parent element '${expandedName(parent.name)}'.`);

const incomplete = (el: El, missing: string): Violation =>
	violation(el, `Element content is incomplete according to the DTD/Schema. (${expandedName(el.name)}) Expecting: ${expandedName(missing)}.`);

/** Sequence and all; `groups` is how often a sequence as a whole may repeat. */
function checkChildren(el: El, rule: ComplexRule, groups: number, remarks: Remarks): Violation | undefined {
	const first = el.children[0]?.local ?? '';
	const variant = rule.variants.length === 1 ? rule.variants[0]! : rule.variants.find((candidate) => Object.keys(candidate)[0] === first);
	if (!variant) return el.children[0] ? unexpected(el.children[0], el) : incomplete(el, `${rule.ns}:${Object.keys(rule.variants[0]!)[0]}`);
	const names = Object.keys(variant);
	const needed = names.filter((name) => occurrence(variant[name]!).required);
	let seen = new Map<string, number>();
	let at = 0;
	let group = 1;
	const missing = (): string | undefined => needed.find((name) => !seen.has(name));
	for (const child of el.children) {
		const index = child.name === `${rule.ns}:${child.local}` ? names.indexOf(child.local) : -1;
		if (index < 0) return unexpected(child, el);
		const spec = occurrence(variant[child.local]!);
		const again = seen.has(child.local) && !spec.repeated;
		if (rule.order === 'sequence' && (index < at || again)) {
			if (++group > groups) return unexpected(child, el);
			const absent = missing();
			if (absent) return incomplete(el, `${rule.ns}:${absent}`);
			seen = new Map();
		} else if (again) return unexpected(child, el);
		at = index;
		seen.set(child.local, (seen.get(child.local) ?? 0) + 1);
		if (spec.exportOnly) remarks.push(`${xpathOf(child)} is for export only`);
		const found = checkElement(child, spec.type, 1, remarks);
		if (found) return found;
	}
	const absent = missing();
	return absent ? incomplete(el, `${rule.ns}:${absent}`) : undefined;
}

/** Checks one element against a type of the tables; `remarks` collects what is allowed but unwise. */
export function checkElement(el: El, type: string, groups: number, remarks: Remarks): Violation | undefined {
	if (type === 'beyond') return { ...violation(el, `${el.name} is an element of POHODA that this stand-in does not do.`), beyond: true };
	if (simpleType(type)) return checkAttributes(el, {}) ?? checkText(el, type);
	const rule = TABLES[type]!;
	const found = checkAttributes(el, rule.attributes);
	if (found) return found;
	if ('content' in rule) return checkText(el, rule.content);
	if (el.text.trim() !== '') return violation(el, `Text is not allowed in this context according to DTD/Schema. (${expandedName(el.name)})`);
	return checkChildren(el, rule, groups, remarks);
}
