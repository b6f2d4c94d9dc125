// Installs what is missing, shows that it is alive, and is quick when nothing is. npm's own hooks are switched off in
// .npmrc (two development packages cannot run theirs), so every command that needs packages calls this first.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

const TREES = {
	development: { folder: root, about: 'development packages (about 1 GB, 1 to 3 minutes)', flags: [] },
	n8n: {
		folder: path.join(root, 'test/e2e/n8n'),
		about: 'a real n8n with its own Node 24 (about 2.4 GB, 3 to 7 minutes, once)',
		flags: ['--legacy-peer-deps', '--ignore-scripts'],
	},
};

/** What decides about the installed packages: another script or file list in package.json is no reason to install again. */
function fingerprint(folder) {
	const { dependencies, devDependencies, overrides } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
	const hash = createHash('sha256').update(JSON.stringify({ dependencies, devDependencies, overrides }));
	const lock = path.join(folder, 'package-lock.json');
	if (existsSync(lock)) hash.update(readFileSync(lock));
	return hash.digest('hex');
}

/** @param {'development' | 'n8n'} which */
export async function ensureInstalled(which) {
	const { folder, about, flags } = TREES[which];
	const stamp = path.join(folder, 'node_modules/.installed-for');
	if (existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint(folder)) return;
	process.stdout.write(`Installing ${about} ...\n`);
	const started = Date.now();
	const seconds = () => Math.round((Date.now() - started) / 1000);
	const beat = setInterval(() => process.stdout.write(`  still installing, ${seconds()} s\n`), 15000);
	try {
		await run('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error', ...flags], folder);
	} finally {
		clearInterval(beat);
	}
	writeFileSync(stamp, fingerprint(folder));
	process.stdout.write(`Installed in ${seconds()} s.\n`);
}

/** Runs a command; its output is shown only when it ends badly. */
function run(command, args, cwd) {
	return new Promise((resolve, reject) => {
		const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'], shell: process.platform === 'win32' });
		let output = '';
		const keep = (chunk) => {
			output = (output + chunk).slice(-20000);
		};
		child.stdout.on('data', keep);
		child.stderr.on('data', keep);
		child.on('error', reject);
		child.on('close', (code) => {
			if (code === 0) resolve(undefined);
			else reject(new Error(`${command} ${args.join(' ')} in ${cwd} ended with code ${code}:\n${output}`));
		});
	});
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
	for (const which of process.argv.slice(2)) await ensureInstalled(which);
}
