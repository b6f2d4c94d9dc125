// Which file imports what, read from the text: enough for rules about layers.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export const root = path.resolve(__dirname, '../..');

export function filesBelow(folder: string, ends: RegExp): string[] {
	return readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile() && ends.test(entry.name))
		.map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
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
