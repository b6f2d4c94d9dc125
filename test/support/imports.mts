// Which file imports what, read from the text: enough for rules about layers.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export const root = path.resolve(__dirname, '../..');

/** Paths from the root, sorted; installed packages are left out. */
export function filesBelow(folder: string, ends: RegExp): string[] {
	return readdirSync(path.join(root, folder), { withFileTypes: true })
		.flatMap((entry) => {
			const name = `${folder}/${entry.name}`;
			if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : filesBelow(name, ends);
			return entry.isFile() && ends.test(entry.name) ? [name] : [];
		})
		.sort();
}

const PATTERN = /(?:^(?:import|export)\b[^;'"`]*?\bfrom\s*|^import\s+|\bimport\s*\(\s*|\brequire\s*\(\s*)(['"])([^'"\n]+)\1/gm;

/** Relative imports come back as paths from the root (without extension), others as they stand. */
export function importsOf(file: string): string[] {
	const text = readFileSync(path.join(root, file), 'utf8');
	return [...text.matchAll(PATTERN)].map(([, , id]) =>
		id.startsWith('.') ? path.posix.normalize(path.posix.join(path.posix.dirname(file), id)) : id,
	);
}

const OFFERED = /^export (?:declare )?(?:default )?(?:abstract )?(?:async )?(?:function\*?|const|let|class|interface|type|enum) (\w+)/gm;
const LISTED = /^export (?:type )?\{([^}]*)\}/gm;
const TAKEN = /^(?:import|export)\s+(?:type\s+)?(\*(?:\s+as\s+\w+)?|\{[^}]*\}|\w+)\s+from\s+['"](\.[^'"]+)['"]|\bimport\(\s*['"](\.[^'"]+)['"]/gm;

/** Names in braces: the one that is taken, and the one that it gets. */
function namesIn(braces: string): Array<[taken: string, given: string]> {
	return braces
		.split(',')
		.map((part) => part.trim().replace(/^type\s+/, ''))
		.filter((part) => part !== '')
		.map((part): [string, string] => {
			const [taken, given = taken] = part.split(/\s+as\s+/);
			return [taken, given];
		});
}

/** What a file exports, by name. */
export function exportsOf(file: string): string[] {
	const text = readFileSync(path.join(root, file), 'utf8');
	const listed = [...text.matchAll(LISTED)].flatMap(([, braces]) => namesIn(braces).map(([, given]) => given));
	return [...[...text.matchAll(OFFERED)].map(([, name]) => name), ...listed];
}

/** What a file imports of others, as "path from the root#name"; `#*` for a whole file. */
export function namesImportedBy(file: string): string[] {
	const text = readFileSync(path.join(root, file), 'utf8');
	return [...text.matchAll(TAKEN)].flatMap(([, what, from, dynamic]) => {
		const to = path.posix.normalize(path.posix.join(path.posix.dirname(file), from ?? dynamic)).replace(/\.m?ts$/, '');
		if (what?.startsWith('{')) return namesIn(what.slice(1, -1)).map(([taken]) => `${to}#${taken}`);
		return [`${to}#*`];
	});
}
