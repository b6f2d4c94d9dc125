#!/usr/bin/env node
/**
 * Receipt files of Helios beside other readers and writers of delimited text: `node test/bench/helios.mjs` (1,000,000
 * item rows of 72 columns; about ten minutes) or `--quick` (60,000). Prints Markdown; nothing is asserted but that all
 * read, and all write, the same.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const quick = process.argv.includes('--quick');
const COUNTS = quick ? [6_000, 60_000] : [60_000, 1_000_000];
const MOST = COUNTS[COUNTS.length - 1];
/** A million rows take so long that one run tells as much as the best of several. */
const runsOf = (count) => (count > 100_000 ? 1 : 3);
const PATIENCE = 15 * 60_000;
const READERS = ['udsv', 'core/text', 'papaparse', 'csv-parse', 'split on tabs'];
const WRITERS = ['template strings', 'core/text', 'papaparse'];

const work = mkdtempSync(join(tmpdir(), 'helios-bench-'));
const bundle = join(work, 'task.cjs');
await build({
	entryPoints: [join(here, 'heliosTask.mts')],
	outfile: bundle,
	bundle: true,
	platform: 'node',
	format: 'cjs',
	target: 'node20',
	logLevel: 'error',
});

/** One measurement; undefined when the process ran out of memory or time. */
function task(kind, count, place = '', runs = 1) {
	process.stderr.write(`${kind} ${count}\n`);
	const { status, stdout, stderr } = spawnSync(process.execPath, [bundle, kind, String(count), place, String(runs)], {
		encoding: 'utf8',
		timeout: PATIENCE,
	});
	if (status === 0) return JSON.parse(stdout);
	if (status === null || /heap out of memory/.test(stderr)) return undefined;
	throw new Error(`${kind} ${count}: ${stderr.slice(-2000)}`);
}

function table(title, names, results) {
	const rows = names.map((name) => {
		const cells = COUNTS.map((count) => {
			const [one, first] = [results.get(`${name} ${count}`), results.get(`${names[0]} ${count}`)];
			return one === undefined ? 'out of memory or time' : `${(one.cpu / first.cpu).toFixed(2)}, ${Math.round(one.peak)} MB`;
		});
		return `| ${name.startsWith('core/') ? `**${name}**` : name} | ${cells.join(' | ')} |`;
	});
	return [`| ${title} | ${COUNTS.map((count) => `${count.toLocaleString('en')} rows`).join(' | ')} |`, `|---|${COUNTS.map(() => '---|').join('')}`, ...rows].join('\n');
}

function sameOrThrow(what, results) {
	const found = new Set(results.filter(Boolean).map((one) => one.found));
	if (found.size !== 1) throw new Error(`${what}: not all found the same: ${JSON.stringify(results)}`);
}

const print = (...lines) => process.stdout.write(`${lines.join('\n')}\n`);
const seconds = (one) => (one === undefined ? 'out of memory or time' : `${(one.cpu / 1000).toFixed(1)} s, ${Math.round(one.peak)} MB`);
const results = new Map();
const sets = [];
try {
	for (const count of COUNTS) {
		const folder = join(work, String(count));
		task('makeSet', count, folder);
		const size = Math.round(statSync(join(folder, 'UctenkyPol.txt')).size / 1e6);
		for (const name of READERS) results.set(`${name} ${count}`, task(`read:${name}`, count, folder, runsOf(count)));
		sameOrThrow(`readers of ${count}`, READERS.map((name) => results.get(`${name} ${count}`)));
		for (const name of WRITERS) results.set(`w ${name} ${count}`, task(`write:${name}`, count, '', runsOf(count)));
		sameOrThrow(`writers of ${count}`, WRITERS.map((name) => results.get(`w ${name} ${count}`)));
		sets.push({ count, size, read: task('readSet', count, folder), written: task('writeSet', count) });
		rmSync(folder, { recursive: true });
	}
} finally {
	rmSync(work, { recursive: true, force: true });
}
const writing = new Map([...results].filter(([name]) => name.startsWith('w ')).map(([name, one]) => [name.slice(2), one]));
print(
	`Node ${process.version}, ${cpus().length} × ${cpus()[0].model}; CPU time as a ratio to the first row (best of ${COUNTS.map(runsOf).join(' and ')} runs) and peak memory of a process that does only this.`,
	'',
	`UctenkyPol.txt, 72 columns, Windows-1250. The first row took ${seconds(results.get(`${READERS[0]} ${MOST}`))} for ${MOST.toLocaleString('en')} rows.`,
	'',
	table('rows to cells', READERS, results),
	'',
	`Splitting is no reader: a text with a tab, a quote or a line break breaks it. The first row of the writers took ${seconds(writing.get(`${WRITERS[0]} ${MOST}`))}.`,
	'',
	table('cells to rows', WRITERS, writing),
	'',
	'The whole way, five files: every cell checked against its type, rows joined, canonical records that add up, and what they do not model kept.',
	'',
	'| item rows | UctenkyPol.txt | files to records | records to files |',
	'|---|---|---|---|',
	...sets.map(({ count, size, read, written }) => `| ${count.toLocaleString('en')} | ${size} MB | ${seconds(read)} | ${seconds(written)} |`),
);
