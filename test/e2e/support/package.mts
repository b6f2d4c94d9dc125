/** The package under test as its users get it: built, packed by npm, installed as a community package. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_NAME, repositoryRoot } from './files.mts';

const SOURCES = ['core', 'nodes', 'credentials', 'icons', 'workflows', 'package.json', 'scripts/build.mjs'];

/**
 * Builds and packs when a source is newer than the tarball; answers the tarball's path in .artifacts/. E2E_TARBALL names
 * a tarball that was made before.
 */
export function packedPackage(): string {
	if (process.env.E2E_TARBALL) return process.env.E2E_TARBALL;
	const root = repositoryRoot();
	const version = (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version;
	const artifacts = join(root, '.artifacts');
	const tarball = join(artifacts, `${PACKAGE_NAME}-${version}.tgz`);
	const newest = Math.max(...SOURCES.map((source) => newestIn(join(root, source))));
	if (existsSync(tarball) && statSync(tarball).mtimeMs > newest) return tarball;
	mkdirSync(artifacts, { recursive: true });
	run(process.execPath, [join(root, 'scripts', 'build.mjs')], root);
	run('npm', ['pack', '--silent', '--pack-destination', artifacts], root);
	return tarball;
}

/**
 * Installs the tarball into a user folder the way n8n keeps community packages; nothing to do when it is there already.
 * E2E_INSTALLED names a folder in which that is done for all files of a run, and n8n has made its database: both are copied.
 */
export function installNodes(userFolder: string, tarball: string): void {
	const folder = join(userFolder, '.n8n', 'nodes');
	const stamp = join(folder, '.installed-from');
	const wanted = `${tarball} ${statSync(tarball).mtimeMs}`;
	if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
	const installed = process.env.E2E_INSTALLED;
	if (installed && installed !== userFolder) {
		cpSync(join(installed, '.n8n'), join(userFolder, '.n8n'), { recursive: true });
		return;
	}
	mkdirSync(folder, { recursive: true });
	writeFileSync(join(folder, 'package.json'), '{"name":"installed-nodes","private":true,"dependencies":{}}\n');
	run('npm', ['install', tarball, '--legacy-peer-deps', '--ignore-scripts', '--no-audit', '--no-fund', '--silent'], folder);
	writeFileSync(stamp, wanted);
}

function newestIn(path: string): number {
	if (!existsSync(path)) return 0;
	const state = statSync(path);
	if (!state.isDirectory()) return state.mtimeMs;
	return Math.max(state.mtimeMs, ...readdirSync(path).map((name) => newestIn(join(path, name))));
}

function run(command: string, args: string[], cwd: string): void {
	const result = spawnSync(command, args, { cwd, encoding: 'utf8', shell: process.platform === 'win32' && command === 'npm' });
	if (result.status === 0) return;
	throw new Error(`${command} ${args.join(' ')} ended with ${result.status ?? result.error?.message}:\n${result.stdout}\n${result.stderr}`);
}
