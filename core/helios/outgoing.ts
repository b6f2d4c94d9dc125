/**
 * How the five files of an export get into a folder that Helios reads, so that a run may be killed at any moment: uploaded beside it, marked as whole, then renamed.
 * Without the mark a later run uploads anew; with it, it only goes on renaming.
 */
import { fileName } from './fileNames';
import { HELIOS_FILES } from './structures';
import type { HeliosFile } from './structures';

/** `folders`: an export appears whole, by one renaming; `files`: one file after the other, Uctenky.txt last. */
export const SETS_AS = ['folders', 'files'] as const;
type SetsAs = (typeof SETS_AS)[number];

const PART = '.part';
const markOf = (id: string) => `${id}.ready`;

interface Upload {
	/** Prefix of the export. */
	export: string;
	/** undefined: the mark. */
	file?: HeliosFile;
	path: string;
}

/** What is to be uploaded of these exports, in order: their files, then a mark for each. `there`: names in the temporary folder, where a mark says that it is done. */
export function uploads(exports: readonly string[], there: readonly string[], { temporary, setsAs }: { temporary: string; setsAs: SetsAs }): Upload[] {
	const known = new Set(there);
	const open = exports.filter((id) => !known.has(markOf(id)));
	const pathOf = (id: string, file: HeliosFile) => (setsAs === 'folders' ? `${temporary}/${id}${PART}/${fileName(id, file)}` : `${temporary}/${fileName(id, file)}${PART}`);
	return [
		...open.flatMap((id) => HELIOS_FILES.map((file): Upload => ({ export: id, file, path: pathOf(id, file) }))),
		...open.map((id): Upload => ({ export: id, path: `${temporary}/${markOf(id)}` })),
	];
}

/** What is to be renamed of these exports, in order; `there`: names in the temporary folder after the upload. */
export function renames(exports: readonly string[], there: readonly string[], { temporary, folder }: { temporary: string; folder: string }): Array<{ from: string; to: string }> {
	const isOurs = (name: string) => name.endsWith(PART) && exports.some((id) => name === id + PART || name.startsWith(`${id}_`));
	// Backwards by name, Uctenky.txt comes last.
	const names = there.filter(isOurs).sort().reverse();
	return names.map((name) => ({ from: `${temporary}/${name}`, to: `${folder}/${name.slice(0, -PART.length)}` }));
}
