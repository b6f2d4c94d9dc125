// What a source file offers to others is used by others, and what only tests use stands with the tests.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { exportsOf, filesBelow, namesImportedBy, root } from '../support/imports.mts';

const sources = ['core', 'nodes', 'credentials'].flatMap((folder) => filesBelow(folder, /\.ts$/));
const tests = ['test', 'scripts'].flatMap((folder) => filesBelow(folder, /\.m?[tj]s$/));

/** n8n loads these by their paths. */
const isEntry = (file: string) => /\.(node|credentials)\.ts$/.test(file);

const imported = (files: readonly string[]) => new Set(files.flatMap(namesImportedBy));
const offered = sources.filter((file) => !isEntry(file)).flatMap((file) => exportsOf(file).map((name) => ({ file, name })));

const at = ({ file, name }: { file: string; name: string }) => `${file.replace(/\.ts$/, '')}#${name}`;
const all = (file: string) => `${file.replace(/\.ts$/, '')}#*`;

/** How often a name stands in its own file, comments apart. */
function mentions({ file, name }: { file: string; name: string }): number {
	const code = readFileSync(path.join(root, file), 'utf8').replace(/\/\*[^]*?\*\/|\/\/.*$/gm, '');
	return code.match(new RegExp(`\\b${name}\\b`, 'g'))?.length ?? 0;
}

describe('exports', () => {
	const bySources = imported(sources);
	const byTests = imported(tests);
	const alone = offered.filter((one) => !bySources.has(at(one)) && !bySources.has(all(one.file)));

	test('there is something to check', () => {
		expect(offered.length).toBeGreaterThan(500);
		expect(bySources.size).toBeGreaterThan(500);
		expect(namesImportedBy('test/unit/exports.test.mts')).toContain('test/support/imports#exportsOf');
		expect(exportsOf('test/support/imports.mts')).toEqual(expect.arrayContaining(['exportsOf', 'filesBelow']));
	});

	test('nothing is offered that nobody imports', () => {
		expect(alone.filter((one) => !byTests.has(at(one)) && !byTests.has(all(one.file))).map(at)).toEqual([]);
	});

	// A test may take what the file itself uses: an error it expects, options it gives.
	test('nothing is there for tests alone', () => {
		expect(alone.filter((one) => mentions(one) < 2).map(at)).toEqual([]);
	});
});
