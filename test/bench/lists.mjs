#!/usr/bin/env node
/**
 * Lists of stock items out of POHODA, from mServer and from a file, beside the readers that other nodes use: `node
 * test/bench/lists.mjs` (25,000 and 100,000; about five minutes) or `--quick` (2,000 and 10,000). Prints Markdown; nothing
 * is asserted but that all find the same.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const quick = process.argv.includes('--quick');
const SIZES = quick ? [2000, 10_000] : [25_000, 100_000];
/** Longest time for one process. */
const PATIENCE = 12 * 60_000;

const TASKS = [
	['getManyFile', 'POHODA → Stock Item → Get Many, as file (pages of 2,000 from mServer)'],
	['getManyItems', 'the same, as items'],
	['readFile', 'POHODA → File → Read Export File, as file'],
	['fastXmlParser', 'fast-xml-parser 5, whole file'],
	['xmlbuilder2', 'xmlbuilder2 convert, whole file (as the existing community node does)'],
];

const work = mkdtempSync(join(tmpdir(), 'lists-bench-'));
const bundle = join(work, 'task.cjs');
await build({
	entryPoints: [join(here, 'listsTask.mts')],
	outfile: bundle,
	bundle: true,
	platform: 'node',
	format: 'cjs',
	target: 'node20',
	logLevel: 'error',
	external: ['n8n-workflow'],
});
const env = { ...process.env, NODE_PATH: join(here, '../../node_modules') };

/** One measurement; undefined when the process ran out of memory or time. */
function task(kind, count, where) {
	const { status, stdout, stderr } = spawnSync(process.execPath, [bundle, kind, String(count), where], {
		encoding: 'utf8',
		timeout: PATIENCE,
		env,
	});
	if (status === 0) return JSON.parse(stdout);
	if (status === null || /heap out of memory|Cannot create a string longer|Invalid string length/.test(stderr)) return undefined;
	throw new Error(`${kind} ${count}: ${stderr.slice(-2000)}`);
}

const rows = new Map(TASKS.map(([kind, name]) => [kind, [name]]));
const sizes = [];
try {
	for (const count of SIZES) {
		const file = join(work, `${count}.xml`);
		task('file', count, file);
		const server = spawn(process.execPath, [bundle, 'serve', String(count)], { env, stdio: ['ignore', 'pipe', 'inherit'] });
		const [line] = await once(server.stdout, 'data');
		const url = String(line).trim();
		const results = TASKS.map(([kind]) => {
			process.stderr.write(`${count}: ${kind}\n`);
			return task(kind, count, kind.startsWith('getMany') ? url : file);
		});
		server.kill();
		const found = new Set(results.filter(Boolean).map((result) => result.found));
		if (found.size !== 1) throw new Error(`not all found the same: ${JSON.stringify(results)}`);
		const [reference] = results;
		sizes.push(
			`${count.toLocaleString('en')} (${Math.round(statSync(file).size / 1e6)} MB of XML, ${Math.round(reference.size)} MB of JSON Lines, ${(reference.cpu / 1000).toFixed(1)} s)`,
		);
		TASKS.forEach(([kind], at) => {
			const one = results[at];
			rows.get(kind).push(one === undefined ? 'out of memory or time' : `${(one.cpu / reference.cpu).toFixed(2)}, ${Math.round(one.peak)} MB`);
		});
		rmSync(file);
	}
} finally {
	rmSync(work, { recursive: true, force: true });
}

process.stdout.write(
	[
		`Node ${process.versions.node}, ${cpus().length} × ${cpus()[0].model.trim()}. CPU time as a ratio to the first row, and peak memory of a process that does only this.`,
		'',
		`| stock items | ${sizes.join(' | ')} |`,
		`|---|${sizes.map(() => '---|').join('')}`,
		...[...rows.values()].map((cells) => `| ${cells.join(' | ')} |`),
		'',
	].join('\n'),
);
