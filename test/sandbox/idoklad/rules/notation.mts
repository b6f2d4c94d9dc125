/**
 * Notation of the rule tables: `[! ][? ]type[ min..max][ nonzero][ /pattern/]`. `!` = has to be there, `?` = may be null.
 * Types: int, num, bool, str, date, uuid, email, enum:Name, @Model, and any of them in [ ] for a list. The range is that
 * of the value of int and num, of the length of text and of a list.
 */

/** Property -> rule in this notation. */
export type Model = Readonly<Record<string, string>>;

export interface Rule {
	required: boolean;
	nullable: boolean;
	type: 'int' | 'num' | 'bool' | 'str' | 'date' | 'uuid' | 'email' | 'enum' | 'model' | 'list';
	/** Of an enumeration or a model. */
	name?: string;
	/** Of a list. */
	element?: Rule;
	min: number;
	max: number;
	nonzero: boolean;
	pattern?: RegExp;
}

const FORM = /^(! )?(\? )?(\S+)(?: (\S*?)\.\.(\S*))?( nonzero)?(?: \/(.+)\/)?$/;
const PLAIN = ['int', 'num', 'bool', 'str', 'date', 'uuid', 'email'] as const;
const cache = new Map<string, Rule>();

function typeOf(text: string): Pick<Rule, 'type' | 'name' | 'element'> {
	if (text.startsWith('[')) return { type: 'list', element: ruleOf(text.slice(1, -1)) };
	if (text.startsWith('@')) return { type: 'model', name: text.slice(1) };
	if (text.startsWith('enum:')) return { type: 'enum', name: text.slice(5) };
	const plain = PLAIN.find((type) => type === text);
	if (!plain) throw new TypeError(`Unknown type '${text}' in a rule table`);
	return { type: plain };
}

export function ruleOf(text: string): Rule {
	const known = cache.get(text);
	if (known) return known;
	const match = FORM.exec(text);
	if (!match) throw new TypeError(`'${text}' is no rule`);
	const [, required, nullable, type, min, max, nonzero, pattern] = match;
	const rule: Rule = {
		required: required !== undefined,
		nullable: nullable !== undefined,
		...typeOf(type!),
		min: min ? Number(min) : -Infinity,
		max: max ? Number(max) : Infinity,
		nonzero: nonzero !== undefined,
		pattern: pattern === undefined ? undefined : new RegExp(pattern),
	};
	cache.set(text, rule);
	return rule;
}
