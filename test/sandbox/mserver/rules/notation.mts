/**
 * Notation of the rule tables. They are data, written from the XSD (version_2) by scripts/sandboxRules.mjs and committed,
 * so that without the contracts folder the stand-in is just as strict.
 *
 * A child is `[name, type + occurrence]`: nothing = exactly once, `?` = optional, `*` = any number, `+` = at least one,
 * a number behind `*` or `+` = at most so many. A trailing `~` says that the annotation calls it "export only".
 * `type` is a simple type (`string:240`, `integer:1..`, `double`, `float:-999..999`, `date`, `dateTime`, `enum:a|b`) or
 * the name of a complex type of the tables.
 */
import contract from './contract.json';

/** seq = as listed, or = one of them, all = any order. */
export type Group = readonly [order: 'seq' | 'or' | 'all', occurrence: string, ...parts: Part[]];
export type Child = readonly [name: string, spec: string];
export type Part = Group | Child;

export interface ComplexRule {
	model: Group;
	/** Name -> `type` plus `!` (required) or `?`. */
	attributes: Readonly<Record<string, string>>;
}

/** Text with attributes. */
export interface TextRule {
	content: string;
	attributes: Readonly<Record<string, string>>;
}

export type Rule = ComplexRule | TextRule;

export interface Contract {
	/** Attributes of dataPack and dataPackItem. */
	envelope: Readonly<Record<'pack' | 'item', Readonly<Record<string, string>>>>;
	/** Element of a dataPackItem -> its type. */
	roots: Readonly<Record<string, string>>;
	types: Readonly<Record<string, Rule>>;
}

export const CONTRACT = contract as unknown as Contract;

export interface Occurrence {
	type: string;
	least: number;
	most: number;
	exportOnly: boolean;
}

const OCCURRENCE = /^(.*?)(?:(\?)|([*+])(\d*))?(~?)$/;
const read = new Map<string, Occurrence>();

/** Takes a specification apart; the answers are kept, the tables are small. */
export function occurrence(spec: string): Occurrence {
	const known = read.get(spec);
	if (known) return known;
	const [, type, optional, repeated, most, exportOnly] = OCCURRENCE.exec(spec)!;
	const found = {
		type: type!,
		least: optional || repeated === '*' ? 0 : 1,
		most: repeated ? (most ? Number(most) : Infinity) : 1,
		exportOnly: exportOnly === '~',
	};
	read.set(spec, found);
	return found;
}

export const isChild = (part: Part): part is Child => part[0].includes(':');
