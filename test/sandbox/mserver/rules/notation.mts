/**
 * Notation of the rule tables. They are data, copied by hand from the XSD (version_2), not computed from it: without the
 * contracts folder the stand-in is just as strict.
 *
 * A child is `type` plus occurrence: nothing = exactly once, `?` = optional, `*` = any number, `+` = at least one.
 * A trailing `~` says that the annotation calls the element "export only".
 * `type` is a simple type (`string:240`, `integer:1..`, `double`, `float:-999..999`, `date`, `dateTime`, `boolean`,
 * `enum:a|b`) or the name of a complex type of the tables. `beyond` is an element that POHODA has and the stand-in has not.
 */

export interface ComplexRule {
	/** Prefix of the children's namespace. */
	ns: string;
	/** all = any order; sequence = as listed. */
	order: 'all' | 'sequence';
	/** One set of children, or the alternatives of a choice. */
	variants: ReadonlyArray<Readonly<Record<string, string>>>;
	/** true: the choice may be left out. */
	optional?: boolean;
	/** Name -> `type` plus `!` (required) or `?`. */
	attributes: Readonly<Record<string, string>>;
}

/** Text with attributes. */
export interface TextRule {
	content: string;
	attributes: Readonly<Record<string, string>>;
}

export type Rule = ComplexRule | TextRule;
export type RuleTable = Readonly<Record<string, Rule>>;
type Children = Readonly<Record<string, string>>;

export const all = (ns: string, children: Children, attributes: Children = {}): ComplexRule => ({ ns, order: 'all', variants: [children], attributes });
export const sequence = (ns: string, children: Children, attributes: Children = {}): ComplexRule => ({ ns, order: 'sequence', variants: [children], attributes });
export const choice = (ns: string, variants: readonly Children[], attributes: Children = {}): ComplexRule => ({ ns, order: 'sequence', variants, attributes });
export const text = (content: string, attributes: Children): TextRule => ({ content, attributes });

export interface Occurrence {
	type: string;
	required: boolean;
	repeated: boolean;
	exportOnly: boolean;
}

export function occurrence(spec: string): Occurrence {
	const exportOnly = spec.endsWith('~');
	const body = exportOnly ? spec.slice(0, -1) : spec;
	const mark = /[?*+]$/.exec(body)?.[0] ?? '';
	return { type: mark ? body.slice(0, -1) : body, required: mark === '' || mark === '+', repeated: mark === '*' || mark === '+', exportOnly };
}
