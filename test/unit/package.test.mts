// What is published: metadata, the list of files, that every listed file loads, that dist requires nothing n8n lacks.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { filesBelow, importsOf, root } from '../support/imports.mts';

const HOST = ['n8n-workflow', 'zod', 'luxon', 'crypto'];
const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
	name: string;
	n8n: { nodes: string[]; credentials: string[] };
	dependencies?: object;
	scripts: Record<string, string>;
	[key: string]: unknown;
};
let unpacked = '';
let packedFiles: string[] = [];

beforeAll(() => {
	execFileSync(process.execPath, ['scripts/build.mjs'], { cwd: root });
	unpacked = mkdtempSync(path.join(tmpdir(), 'packed-'));
	const answer = execFileSync('npm', ['pack', '--json', '--pack-destination', unpacked], { cwd: root, encoding: 'utf8' });
	const [{ filename, files }] = JSON.parse(answer) as Array<{ filename: string; files: Array<{ path: string }> }>;
	packedFiles = files.map((file) => file.path).sort();
	execFileSync('tar', ['-xzf', path.join(unpacked, filename), '-C', unpacked]);
}, 180000);

afterAll(() => rmSync(unpacked, { recursive: true, force: true }));

describe('package.json', () => {
	test('has nothing that n8n refuses', () => {
		expect(manifest.dependencies).toBeUndefined();
		for (const key of ['overrides', 'optionalDependencies', 'bundledDependencies']) expect(manifest[key]).toBeUndefined();
		expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
		expect(Object.keys(manifest.scripts).filter((name) => /^(pre|post)|^install$|^prepare/.test(name))).toEqual([]);
		expect(manifest.keywords).toContain('n8n-community-node-package');
	});

	test('lists every node and credential there is', () => {
		const there = [...filesBelow('nodes', /\.node\.ts$/), ...filesBelow('credentials', /\.credentials\.ts$/)];
		const listed = [...manifest.n8n.nodes, ...manifest.n8n.credentials];
		expect(listed.map((file) => file.replace(/^dist\//, '').replace(/\.js$/, '.ts')).sort()).toEqual(there.sort());
	});
});

describe('tarball', () => {
	test('holds dist, workflows and the papers, and nothing else', () => {
		const strange = packedFiles.filter(
			(file) => !/^(dist\/|workflows\/[\w.-]+\.(json|md)$|package\.json$|README\.md$|LICENSE$|CHANGELOG\.md$)/.test(file),
		);
		expect(strange).toEqual([]);
		expect(packedFiles.filter((file) => /test|fixture|\.map$|\.tsx?$/.test(file))).toEqual([]);
		for (const file of ['README.md', 'LICENSE', 'dist/vendor/saxes.js', 'dist/vendor/saxes.LICENSE.txt']) {
			expect(packedFiles).toContain(file);
		}
	});

	test('every listed file loads and its class carries the name that saved workflows refer to', () => {
		// In a process of its own, with only what n8n supplies beside it.
		const script = `
			const Module = require('module');
			const from = ${JSON.stringify(path.join(root, 'package.json'))};
			const host = Module.createRequire(from);
			const load = Module._load;
			Module._load = function (id, parent, main) {
				if (${JSON.stringify(HOST)}.includes(id)) return load.call(this, host.resolve(id), parent, main);
				return load.call(this, id, parent, main);
			};
			const out = {};
			for (const file of ${JSON.stringify([...manifest.n8n.nodes, ...manifest.n8n.credentials])}) {
				const name = require('path').basename(file).split('.')[0];
				const made = new (require(require('path').join(${JSON.stringify(path.join(unpacked, 'package'))}, file))[name])();
				out[name] = made.description ? made.description.name : made.name;
			}
			process.stdout.write(JSON.stringify(out));`;
		const out = execFileSync(process.execPath, ['-e', script], { encoding: 'utf8' });
		expect(JSON.parse(out)).toEqual({
			Ekasa: 'ekasa',
			EkasaTrigger: 'ekasaTrigger',
			Helios: 'helios',
			IDoklad: 'iDoklad',
			IDokladTrigger: 'iDokladTrigger',
			Pohoda: 'pohoda',
			PohodaTrigger: 'pohodaTrigger',
			StockSync: 'stockSync',
			SyncJournal: 'syncJournal',
			EkasaWebhookApi: 'ekasaWebhookApi',
			IDokladOAuth2Api: 'iDokladOAuth2Api',
			PohodaMServerApi: 'pohodaMServerApi',
		});
	});

	test('every icon and codex that is referred to is there', () => {
		for (const file of manifest.n8n.nodes) {
			expect(packedFiles).toContain(file.replace(/\.js$/, '.json'));
			const text = readFileSync(path.join(unpacked, 'package', file), 'utf8');
			const icons = [...text.matchAll(/file:([^"'`]+\.svg)/g)].map((match) => match[1]);
			expect(icons.length).toBeGreaterThanOrEqual(2);
			for (const icon of icons) {
				expect(existsSync(path.join(unpacked, 'package', path.dirname(file), icon))).toBe(true);
			}
		}
	});

	test('dist requires nothing but what n8n supplies and its own files', () => {
		const built = filesBelow('dist', /\.js$/);
		expect(built.length).toBeGreaterThan(30);
		const strange = built.flatMap((file) =>
			importsOf(file).flatMap((id) => {
				if (HOST.includes(id)) return [];
				const own = [id, `${id}.js`, `${id}/index.js`].some(
					(candidate) => candidate.startsWith('dist/') && existsSync(path.join(root, candidate)),
				);
				return own ? [] : [`${file} requires ${id}`];
			}),
		);
		expect(strange).toEqual([]);
	});
});
