// Makes workflows/*.json from scripts/workflows/<file>.mjs. With --check it writes nothing and fails when a file is another than it would make.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const sources = path.join(here, 'workflows');
const folder = path.join(here, '../workflows');

/** JSON by file name, of every module that is a workflow: its name begins with a number. */
export async function makeAll(language = 'en') {
	const names = readdirSync(sources).filter((name) => /^\d/.test(name));
	const all = await Promise.all(names.map(async (name) => (await import(`./workflows/${name}`)).default));
	return Object.fromEntries(all.map(({ file, make }) => [`${file}.json`, `${JSON.stringify(make(language), null, '\t')}\n`]));
}

const made = await makeAll();
const there = readdirSync(folder).filter((name) => name.endsWith('.json'));
const other = [...new Set([...Object.keys(made), ...there])].filter((name) => made[name] === undefined || !there.includes(name) || readFileSync(path.join(folder, name), 'utf8') !== made[name]);
if (!process.argv.includes('--check')) {
	for (const name of other.filter((one) => made[one])) writeFileSync(path.join(folder, name), made[name]);
	process.stdout.write(`${other.length} of ${Object.keys(made).length} written: ${other.join(', ')}\n`);
} else if (other.length > 0) {
	process.stderr.write(`Not what scripts/workflows makes (run node scripts/workflows.mjs): ${other.join(', ')}\n`);
	process.exitCode = 1;
}
