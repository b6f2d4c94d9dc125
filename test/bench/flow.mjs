#!/usr/bin/env node
/** 500 receipts through the whole flow in a real n8n, beside the same work without n8n: `node test/bench/flow.mjs`. */
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const outfile = join(root, '.artifacts/flow.mjs');
mkdirSync(dirname(outfile), { recursive: true });
await build({
	entryPoints: [join(root, 'test/bench/flow.mts')],
	outfile,
	bundle: true,
	platform: 'node',
	format: 'esm',
	target: 'node20',
	packages: 'external',
	logLevel: 'warning',
});
process.exitCode = spawnSync(process.execPath, [outfile], { cwd: root, stdio: 'inherit' }).status ?? 1;
