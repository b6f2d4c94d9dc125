/**
 * One measurement in a process of its own: `task <read|write|content|file> <name> <count> <runs> [file]`. Prints one line
 * of JSON: CPU milliseconds of the best run (the machine may be shared), peak memory in MB, and what was found.
 */
import { writeFileSync } from 'node:fs';
import { buildPack } from '../../core/pohoda/pack';
import { PACK, receipts } from './data.mts';
import { read } from './reading.mts';
import { content, write } from './writing.mts';

async function file(count: number, path: string): Promise<string> {
	writeFileSync(path, buildPack([...receipts(count)], PACK));
	return path;
}

async function main(): Promise<void> {
	const [kind, name, count, runs, path] = process.argv.slice(2);
	const once = {
		read: () => read(name, path),
		write: () => write(name, Number(count)),
		content: () => content(name, Number(count)),
		file: () => file(Number(count), path),
	}[kind];
	if (once === undefined) throw new Error(`No task ${kind}`);
	let best = Infinity;
	let found = '';
	for (let run = 0; run < Number(runs); run++) {
		const before = process.cpuUsage();
		found = await once();
		const { user, system } = process.cpuUsage(before);
		best = Math.min(best, (user + system) / 1000);
	}
	const peak = process.resourceUsage().maxRSS / 1024;
	process.stdout.write(`${JSON.stringify({ cpu: best, peak, found })}\n`);
}

void main();
