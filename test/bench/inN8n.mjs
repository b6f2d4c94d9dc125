/** Runs a measurement of this folder, written in TypeScript, in a process of its own. */
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

export async function measure(name) {
	const outfile = join(root, `.artifacts/${name}.mjs`);
	mkdirSync(dirname(outfile), { recursive: true });
	await build({
		entryPoints: [join(root, `test/bench/${name}.mts`)],
		outfile,
		bundle: true,
		platform: 'node',
		format: 'esm',
		target: 'node20',
		packages: 'external',
		logLevel: 'warning',
	});
	process.exitCode = spawnSync(process.execPath, [outfile, ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' }).status ?? 1;
}
