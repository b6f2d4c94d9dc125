// npm test: unit, engine and contract tests. With --e2e: the workflows in a real n8n server and the editor in a browser.
// With --another-node: what may differ between versions of Node. Further arguments go to jest. All of --e2e takes the pictures of docs/images; some of it does with E2E_PICTURES=1.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { ensureInstalled, root } from './install.mjs';

/**
 * What another version of Node may answer in another way: the nodes in n8n's engine (streams, HTTP, cryptography), bytes and
 * texts of all formats, dates, normalised texts, and the built package. Not the arithmetic on records (rules, plans, stock,
 * journal), not the stand-ins, not the contracts.
 */
const NODE_DEPENDENT = [
	'test/engine/',
	'test/unit/(text|xml|nodes|money|kasafik|idoklad)/',
	'test/unit/helios/(cells|decode|readSet|roundtrip|sample|write)',
	'test/unit/pohoda/(company|export|exportCases|response|roundtrip|values)\\.',
	'test/unit/records/(dates|hostile|identities|keys)',
	'test/unit/stock/(keyTable|strict)',
	'test/unit/sync/compact',
	'test/unit/package',
];

const given = process.argv.slice(2);
const e2e = given.includes('--e2e');
const anotherNode = given.includes('--another-node');
const args = given.filter((arg) => arg !== '--e2e' && arg !== '--another-node');
if (anotherNode) {
	args.push(...NODE_DEPENDENT);
	process.stdout.write(`Node ${process.version}, only what may differ between versions:\n  ${NODE_DEPENDENT.join('\n  ')}\n`);
}
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
		...args,
	],
	{
		cwd: root,
		stdio: ['inherit', 'ignore', 'inherit'],
		env: { E2E_PICTURES: args.length === 0 ? '1' : '0', ...process.env, SYNC_CONTRACTS_DIR: contracts },
	},
);
if (existsSync(report)) {
	const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(readFileSync(report, 'utf8'));
	process.stdout.write(`${kind}: ${numPassedTests} passed, ${numFailedTests} failed, ${numPendingTests} skipped\n`);
}
process.exitCode = result.status ?? 1;
