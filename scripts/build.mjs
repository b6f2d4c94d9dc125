// Builds dist/: types are checked, every source file becomes one readable JavaScript file at the same path, libraries
// that n8n does not supply are bundled once into dist/vendor, icons and codex files are copied.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
process.chdir(root);
const require = createRequire(import.meta.url);

/** Supplied by n8n at run time; test/unit/package.test.mts holds dist to the same list. */
const HOST = ['n8n-workflow', 'zod', 'luxon', 'crypto'];
/** Library → names used of it. Named exports keep the bundles small. */
const VENDOR = { saxes: ['SaxesParser'] };
/** Licence texts travel with the bundles. saxes ships none in its package; the text is the ISC licence it names. */
const LICENCES = {
	saxes: () =>
		[
			'saxes: The ISC License',
			'Copyright (c) Isaac Z. Schlueter and Contributors',
			'Permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby granted, provided that the above copyright notice and this permission notice appear in all copies.',
			'THE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES WITH REGARD TO THIS SOFTWARE INCLUDING ALL IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS. IN NO EVENT SHALL THE AUTHOR BE LIABLE FOR ANY SPECIAL, DIRECT, INDIRECT, OR CONSEQUENTIAL DAMAGES OR ANY DAMAGES WHATSOEVER RESULTING FROM LOSS OF USE, DATA OR PROFITS, WHETHER IN AN ACTION OF CONTRACT, NEGLIGENCE OR OTHER TORTIOUS ACTION, ARISING OUT OF OR IN CONNECTION WITH THE USE OR PERFORMANCE OF THIS SOFTWARE.',
			`xmlchars:\n${readFileSync('node_modules/xmlchars/LICENSE', 'utf8')}`,
		].join('\n\n'),
};

function files(folder, ends) {
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile() && entry.name.endsWith(ends))
		.map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
		.sort();
}

const separate = {
	name: 'separate',
	setup(b) {
		b.onResolve({ filter: /.*/ }, ({ path: id, kind, importer }) => {
			if (kind === 'entry-point') return undefined;
			if (id.startsWith('.') || HOST.includes(id)) return { path: id, external: true };
			if (!(id in VENDOR)) return { errors: [{ text: `${id} is neither supplied by n8n nor listed in VENDOR` }] };
			const to = path.relative(path.dirname(path.relative('.', importer)), `vendor/${id}`);
			return { path: to.startsWith('.') ? to : `./${to}`, external: true };
		});
	},
};

const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
const listed = [...manifest.n8n.nodes, ...manifest.n8n.credentials].map((file) =>
	file.replace(/^dist\//, '').replace(/\.js$/, '.ts'),
);

/** What the listed files import, and what those import: nothing else is shipped. */
function reachable(entries) {
	const found = new Set(entries);
	for (const file of found) {
		for (const [, id] of readFileSync(file, 'utf8').matchAll(/\bfrom '(\.[^']+)'/g)) {
			const base = path.posix.join(path.posix.dirname(file), id);
			const target = [`${base}.ts`, `${base}/index.ts`].find((candidate) => existsSync(candidate));
			if (target === undefined) throw new Error(`${file} imports ${id}, which is not there`);
			found.add(target);
		}
	}
	return [...found].sort();
}

const sources = reachable(listed);
mkdirSync('.artifacts', { recursive: true });
writeFileSync(
	'.artifacts/tsconfig.build.json',
	JSON.stringify({ extends: '../tsconfig.json', compilerOptions: { typeRoots: ['../node_modules/@types'] }, include: [], files: listed.map((file) => `../${file}`) }),
);
execFileSync(process.execPath, [require.resolve('typescript/bin/tsc'), '-p', '.artifacts/tsconfig.build.json'], { stdio: 'inherit' });
rmSync('dist', { recursive: true, force: true });

const common = { bundle: true, target: 'node20', format: 'cjs', charset: 'utf8', legalComments: 'inline', logLevel: 'warning' };
await build({ ...common, platform: 'node', plugins: [separate], entryPoints: sources, outdir: 'dist', outbase: '.' });

for (const [id, names] of Object.entries(VENDOR)) {
	await build({
		...common,
		platform: 'neutral',
		mainFields: ['module', 'main'],
		outfile: `dist/vendor/${id}.js`,
		stdin: { contents: `export { ${names.join(', ')} } from '${id}'`, resolveDir: root },
	});
	writeFileSync(`dist/vendor/${id}.LICENSE.txt`, `${LICENCES[id]()}\n`);
}

const codex = listed.map((file) => file.replace(/\.ts$/, '.json')).filter((file) => existsSync(file));
for (const file of [...files('icons', '.svg'), ...codex]) {
	const to = path.join('dist', file);
	mkdirSync(path.dirname(to), { recursive: true });
	cpSync(file, to);
}
process.stdout.write(`built ${sources.length} files into dist/\n`);
