// npm test: unit, engine and contract tests. With --e2e: the workflows in a real n8n server and the editor in a browser.
// Further arguments go to jest.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { ensureInstalled, root } from './install.mjs';

const args = process.argv.slice(2);
const e2e = args.includes('--e2e');
await ensureInstalled('development');
if (e2e) await ensureInstalled('n8n');

const contracts = path.resolve(root, process.env.SYNC_CONTRACTS_DIR ?? '../shared');
if (!existsSync(path.join(contracts, 'pohoda/xsd/data.xsd'))) {
	process.stdout.write(
		'Skipped: checks against the POHODA XSDs. Set SYNC_CONTRACTS_DIR to a folder with pohoda/xsd to run them.\n',
	);
}
const kind = e2e ? 'e2e' : 'unit';
const report = path.join(root, '.artifacts', `tests-${kind}.json`);
mkdirSync(path.dirname(report), { recursive: true });
rmSync(report, { force: true });
const jest = path.join(root, 'node_modules/jest/bin/jest.js');
const result = spawnSync(
	process.execPath,
	[
		jest,
		...['--config', e2e ? 'jest.e2e.config.cjs' : 'jest.config.cjs', '--json', `--outputFile=${report}`],
		...args.filter((arg) => arg !== '--e2e'),
	],
	{ cwd: root, stdio: ['inherit', 'ignore', 'inherit'], env: { ...process.env, SYNC_CONTRACTS_DIR: contracts } },
);
if (existsSync(report)) {
	const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(readFileSync(report, 'utf8'));
	process.stdout.write(`${kind}: ${numPassedTests} passed, ${numFailedTests} failed, ${numPendingTests} skipped\n`);
}
process.exitCode = result.status ?? 1;
