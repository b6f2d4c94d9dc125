#!/usr/bin/env node
/**
 * Reading and writing receipts beside other libraries: `node test/bench/run.mjs` (1,000, 10,000 and 100,000 receipts,
 * about ten minutes; writes docs/bench.md) or `node test/bench/run.mjs --quick` (1,000 and 10,000, prints only).
 * Nothing is asserted but that all readers read, and all writers write, the same.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '../..');
const quick = process.argv.includes('--quick');
const SIZES = quick ? [1000, 10_000] : [1000, 10_000, 100_000];
const RUNS = { 1000: 9, 10_000: 5, 100_000: 3 };
/** Longest time for one process. */
const PATIENCE = 15 * 60_000;

const READERS = [
	'saxes, bare',
	'core/xml',
	'core/pohoda readExport, checked records',
	'fast-xml-parser 5, whole document',
	'xmlbuilder2 convert',
];
const WRITERS = [
	'template strings, streamed',
	'core/pohoda buildPack',
	'fast-xml-parser 5 builder, per receipt',
	'xmlbuilder2, whole document',
];

const work = mkdtempSync(join(tmpdir(), 'ekasa-bench-'));
const bundle = join(work, 'task.cjs');
await build({
	entryPoints: [join(here, 'task.mts')],
	outfile: bundle,
	bundle: true,
	platform: 'node',
	format: 'cjs',
	target: 'node20',
	logLevel: 'error',
});

/** One measurement; undefined when the process ran out of memory or time. */
function task(kind, name, count, runs, file = '') {
	const { status, stdout, stderr } = spawnSync(
		process.execPath,
		[bundle, kind, name, String(count), String(runs), file],
		{
			encoding: 'utf8',
			timeout: PATIENCE,
			maxBuffer: 1e8,
		},
	);
	if (status === 0) return JSON.parse(stdout);
	if (/heap out of memory|Cannot create a string longer|Invalid string length/.test(stderr) || status === null)
		return undefined;
	throw new Error(`${kind} ${name} ${count}: ${stderr.slice(-2000)}`);
}

function xmllint(file) {
	const found = spawnSync('xmllint', ['--version']);
	if (found.error) return undefined;
	// The shell's own clock of its children: user and system seconds, four numbers of the second line.
	const times = execFileSync('bash', ['-c', `xmllint --stream --noout "$0" && times`, file], { encoding: 'utf8' });
	const [user, system] = times
		.trim()
		.split('\n')[1]
		.split(' ')
		.map((text) => {
			const [, minutes, seconds] = /(\d+)m([\d.]+)s/.exec(text);
			return Number(minutes) * 60 + Number(seconds);
		});
	return { cpu: (user + system) * 1000, peak: undefined };
}

function sameOrThrow(what, results) {
	const found = new Set(results.filter(Boolean).map((result) => result.found));
	if (found.size !== 1) throw new Error(`${what}: not all found the same: ${JSON.stringify(results)}`);
}

function cell(result, reference) {
	if (result === undefined) return 'out of memory or time';
	const memory = result.peak === undefined ? '' : `, ${Math.round(result.peak)} MB`;
	return `${(result.cpu / reference.cpu).toFixed(2)}${memory}`;
}

function table(title, names, rows, reference) {
	const lines = [
		`| ${title} | ${SIZES.map((size) => size.toLocaleString('en')).join(' | ')} |`,
		`|---|${SIZES.map(() => '---|').join('')}`,
	];
	for (const name of names) {
		const cells = SIZES.map((size) => cell(rows.get(`${name} ${size}`), rows.get(`${reference} ${size}`)));
		lines.push(`| ${name.startsWith('core/') ? `**${name}**` : name} | ${cells.join(' | ')} |`);
	}
	return lines.join('\n');
}

const say = (text) => process.stderr.write(`${text}\n`);
const reading = new Map();
const writing = new Map();
const bytes = [];
let lint = false;

try {
	sameOrThrow(
		'writers',
		WRITERS.map((name) => task('content', name, 200, 1)),
	);
	for (const size of SIZES) {
		const file = join(work, `${size}.xml`);
		task('file', 'file', size, 1, file);
		bytes.push(statSync(file).size);
		for (const name of READERS) {
			say(`read ${size}: ${name}`);
			reading.set(`${name} ${size}`, task('read', name, size, RUNS[size], file));
		}
		sameOrThrow(
			`readers of ${size}`,
			READERS.map((name) => reading.get(`${name} ${size}`)),
		);
		const limit = xmllint(file);
		lint ||= limit !== undefined;
		reading.set(`xmllint --stream (libxml2, builds no objects) ${size}`, limit);
		for (const name of WRITERS) {
			say(`write ${size}: ${name}`);
			writing.set(`${name} ${size}`, task('write', name, size, RUNS[size]));
		}
		rmSync(file);
	}
} finally {
	rmSync(work, { recursive: true, force: true });
}

const readers = lint ? [...READERS, 'xmllint --stream (libxml2, builds no objects)'] : READERS;
const reference = (rows, name) =>
	SIZES.map((size) => `${Math.round(rows.get(`${name} ${size}`).cpu).toLocaleString('en')} ms`).join(', ');
const text = `# Measured: reading and writing receipts

Made by \`npm run bench\` (\`test/bench/run.mjs\`) with Node ${process.versions.node} on ${cpus().length} cores (${cpus()[0].model.trim()}). Each measurement ran in a
process of its own; numbers are CPU time as a ratio to the first row (best of ${SIZES.map((size) => RUNS[size]).join(', ')} runs), and peak memory of the process. Nothing is
asserted about time: read ratios, on your own machine.

## Reading a dataPack

Files of ${SIZES.map((size, index) => `${size.toLocaleString('en')} receipts (${(bytes[index] / 1e6).toFixed(1)} MB)`).join(', ')}, Windows-1250, three items each. All readers read the file, decode it, make an object
for each receipt and give the same digest of id, date and item texts. The first row took ${reference(reading, READERS[0])}.

${table('reader', readers, reading, READERS[0])}

Of the readers that build objects only those on saxes refuse truncated files, wrong end tags and a bare \`&\`. \`core/xml\` also refuses a
DOCTYPE, resolves namespaces, keeps limits and copies what it hands over. saxes itself is used by its public methods only.
\`readExport\` is the whole way to canonical records: every amount exact, every rule checked, doubled keys found.

## Writing a dataPack

The same receipts to Windows-1250 bytes; all writers write the same elements and texts. The two other builders get core/pohoda's own element tree as plain
objects; making it is part of their rows. The first row took ${reference(writing, WRITERS[0])}.

${table('writer', WRITERS, writing, WRITERS[0])}

\`buildPack\` gives one array of bytes: packs of about 100 go to mServer.
`;
process.stdout.write(`${text}\n`);
if (!quick) writeFileSync(join(root, 'docs/bench.md'), text);
