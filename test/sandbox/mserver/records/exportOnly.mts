/** Elements that the annotations of the schema call export only: taken from a sender and left alone. */
import { CONTRACT, isChild, occurrence, type Part } from '../rules/notation.mts';

function collect(part: Part, into: Set<string>): void {
	if (isChild(part)) {
		if (occurrence(part[1]).exportOnly) into.add(part[0]);
	} else for (const one of part.slice(2) as Part[]) collect(one, into);
}

const known = new Map<string, ReadonlySet<string>>();

/** Names of the children of a type of the tables that are for export only. */
export function exportOnly(type: string): ReadonlySet<string> {
	const found = known.get(type);
	if (found) return found;
	const names = new Set<string>();
	const rule = CONTRACT.types[type];
	if (rule && 'model' in rule) collect(rule.model, names);
	known.set(type, names);
	return names;
}
