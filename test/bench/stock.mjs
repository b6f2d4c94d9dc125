#!/usr/bin/env node
/**
 * Comparing stock lists, beside n8n's own Compare Datasets: `node test/bench/stock.mjs` (up to 1,000,000 items and two
 * files of 400,000; about eight minutes on a quiet machine) or `--quick` (up to 100,000, two files of 20,000; Compare
 * Datasets only with 10,000). Prints Markdown; nothing is asserted but that all find the same.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const quick = process.argv.includes('--quick');
const BASE = join(here, '../e2e/n8n/node_modules/n8n-nodes-base/dist');
/** Longest time for one process, in minutes. */
const PATIENCE = quick ? 3 : 5;
const TASK = 'stockTask.mts';

const work = mkdtempSync(join(tmpdir(), 'stock-bench-'));
const bundle = join(work, 'task.cjs');
await build({
	entryPoints: [join(here, TASK)],
	outfile: bundle,
	bundle: true,
	platform: 'node',
	format: 'cjs',
	target: 'node20',
	logLevel: 'error',
	external: ['n8n-workflow'],
});

/** One measurement, or why there is none: the process ran out of memory or time. */
function task(kind, count, ...files) {
	const { status, stdout, stderr, error } = spawnSync(process.execPath, [bundle, kind, String(count), ...files], {
		encoding: 'utf8',
		timeout: PATIENCE * 60_000,
		env: { ...process.env, NODE_PATH: join(here, '../../node_modules') },
	});
	if (status === 0) return JSON.parse(stdout);
	if (error?.code === 'ETIMEDOUT') return { failed: `not done in ${PATIENCE} minutes` };
	if (status === null || /heap out of memory/.test(stderr)) return { failed: 'out of memory' };
	throw new Error(`${kind} ${count}: ${stderr.slice(-2000)}`);
}

const shown = ({ failed, cpu, peak }) => failed ?? `${(cpu / 1000).toFixed(1)} s, ${Math.round(peak)} MB`;
const print = (...lines) => process.stdout.write(`${lines.join('\n')}\n`);
const numberOf = (count) => count.toLocaleString('en');

print(
	`Node ${process.version}, ${cpus().length} × ${cpus()[0].model}; CPU time and peak memory of a process that does only this.`,
	'',
);
print('| items on each side, matched by code | 1 % changed | all changed |', '|---|---|---|');
for (const count of quick ? [10_000, 100_000] : [10_000, 100_000, 1_000_000]) {
	const few = task('core', count);
	if (few.found !== `${count / 100} changed`) throw new Error(few.found);
	print(`| ${numberOf(count)} | ${shown(few)} | ${shown(task('coreAll', count))} |`);
}

print('', '| items through a node | Stock Sync | Compare Datasets (n8n) |', '|---|---|---|');
for (const count of [10_000, 100_000]) {
	const ours = task('node', count);
	const there = existsSync(BASE) && !(quick && count > 10_000);
	const theirs = there ? task('compareDatasets', count, BASE) : undefined;
	if (theirs?.found !== undefined && theirs.found !== ours.found)
		throw new Error(`${ours.found}, Compare Datasets: ${theirs.found}`);
	print(`| ${numberOf(count)} | ${shown(ours)} | ${there ? shown(theirs) : 'not run'} |`);
}

print(
	'',
	'| two POHODA files, through the node, output as file | size of each | the readers alone, each file twice | Stock Sync |',
	'|---|---|---|---|',
);
{
	const count = quick ? 20_000 : 400_000;
	const files = ['source', 'target'].map((side) => join(work, `${side}-${count}.xml`));
	task('sourceFile', count, files[0]);
	task('targetFile', count, files[1]);
	const size = Math.round(statSync(files[0]).size / 1e6);
	print(
		`| ${numberOf(count)} items | ${size} MB | ${shown(task('readTwice', count, ...files))} | ${shown(task('files', count, ...files))} |`,
	);
	for (const file of files) rmSync(file);
}
rmSync(work, { recursive: true });
