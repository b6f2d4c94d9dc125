#!/usr/bin/env node
/**
 * Lists of stock items out of POHODA, from mServer and from a file, beside the readers that other nodes use: `node
 * test/bench/lists.mjs` (25,000, 100,000 and, without the other readers, 400,000; about eight minutes) or `--quick` (2,000
 * and 10,000). Prints Markdown; nothing is asserted but that all find the same.
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
const SIZES = quick ? [2000, 10_000] : [25_000, 100_000, 400_000];
/** Sizes that whole-document readers can hold. */
const LARGEST_WHOLE = 100_000;
/** MB of heap after which V8 has to collect what nobody holds any more; otherwise it takes its time. */
const SMALL_HEAP = 96;
/** Longest time for one process. */
const PATIENCE = 12 * 60_000;

const TASKS = [
	{ kind: 'getManyFile', name: 'POHODA → Stock Item → Get Many, as file (pages of 2,000 from mServer)' },
	{ kind: 'getManyFile', heap: SMALL_HEAP, name: `the same with a heap of ${SMALL_HEAP} MB` },
	{ kind: 'getManyBuffer', name: 'the same where n8n keeps binaries in its database' },
	{ kind: 'getManyItems', name: 'the same, as items' },
	{ kind: 'readFile', name: 'POHODA → File → Read Export File, as file' },
	{ kind: 'readFile', heap: SMALL_HEAP, name: `the same with a heap of ${SMALL_HEAP} MB` },
	{ kind: 'fastXmlParser', whole: true, name: 'fast-xml-parser 5, whole file' },
	{ kind: 'xmlbuilder2', whole: true, name: 'xmlbuilder2 convert, whole file (as the existing community node does)' },
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
function task(kind, count, where, heap) {
	const limit = heap === undefined ? [] : [`--max-old-space-size=${heap}`];
	const { status, stdout, stderr } = spawnSync(process.execPath, [...limit, bundle, kind, String(count), where], {
		encoding: 'utf8',
		timeout: PATIENCE,
		env,
	});
	if (status === 0) return JSON.parse(stdout);
	if (status === null || /heap out of memory|Cannot create a string longer|Invalid string length/.test(stderr)) return undefined;
	throw new Error(`${kind} ${count}: ${stderr.slice(-2000)}`);
}

const rows = TASKS.map(({ name }) => [name]);
const sizes = [];
try {
	for (const count of SIZES) {
		const file = join(work, `${count}.xml`);
		task('file', count, file);
		const server = spawn(process.execPath, [bundle, 'serve', String(count)], { env, stdio: ['ignore', 'pipe', 'inherit'] });
		const [line] = await once(server.stdout, 'data');
		const url = String(line).trim();
		const results = TASKS.map(({ kind, heap, whole }) => {
			if (whole && count > LARGEST_WHOLE) return 'not run';
			process.stderr.write(`${count}: ${kind}${heap ? ` ${heap} MB` : ''}\n`);
			return task(kind, count, kind.startsWith('getMany') ? url : file, heap) ?? 'out of memory or time';
		});
		server.kill();
		const found = new Set(results.filter((one) => typeof one !== 'string').map((one) => one.found));
		if (found.size !== 1) throw new Error(`not all found the same: ${JSON.stringify(results)}`);
		const [reference] = results;
		sizes.push(
			`${count.toLocaleString('en')} (${Math.round(statSync(file).size / 1e6)} MB of XML, ${Math.round(reference.size)} MB of JSON Lines, ${(reference.cpu / 1000).toFixed(1)} s)`,
		);
		results.forEach((one, at) => {
			rows[at].push(typeof one === 'string' ? one : `${(one.cpu / reference.cpu).toFixed(2)}, ${Math.round(one.peak)} MB`);
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
		...rows.map((cells) => `| ${cells.join(' | ')} |`),
		'',
	].join('\n'),
);
