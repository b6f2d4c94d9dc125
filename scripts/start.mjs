// npm start: the whole thing on this machine. Installs what is missing, builds the package, starts stand-ins for POHODA and
// iDoklad and a real n8n with nodes, credentials and workflows in place, sends sample receipts, and says where to look.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ensureInstalled, root } from './install.mjs';

const HELP = `npm start [-- options]
  --port <n>      n8n's port (default 5678; the stand-ins for POHODA and iDoklad take the next two)
  --reset         forget everything of earlier starts (n8n's database in .home/) and begin anew
  --no-install    do not install missing packages
  --once          stop again as soon as everything is up and the sample receipts have arrived
`;

const { values: options } = parseArgs({
	options: {
		port: { type: 'string', default: '5678' },
		reset: { type: 'boolean', default: false },
		'no-install': { type: 'boolean', default: false },
		once: { type: 'boolean', default: false },
		help: { type: 'boolean', default: false },
	},
});

if (options.help) {
	process.stdout.write(HELP);
	process.exit(0);
}
if (Number(process.versions.node.split('.')[0]) < 20) {
	process.stderr.write(`Node ${process.versions.node} is too old: install Node 20 or newer (https://nodejs.org).\n`);
	process.exit(1);
}
const port = Number(options.port);
if (!Number.isInteger(port) || port < 1024 || port > 65_000) {
	process.stderr.write(`--port ${options.port}: give a number from 1024 to 65000.\n`);
	process.exit(1);
}

if (!options['no-install']) {
	await ensureInstalled('development');
	await ensureInstalled('n8n');
}

// DEMO_HOME: the end-to-end test starts in a folder of its own.
const home = process.env.DEMO_HOME ?? path.join(root, '.home');
if (options.reset && existsSync(home)) rmSync(home, { recursive: true, force: true });

const artifacts = path.join(root, '.artifacts');
mkdirSync(artifacts, { recursive: true });
const bundle = path.join(artifacts, 'demo.mjs');
const { build } = await import('esbuild');
await build({
	entryPoints: [path.join(root, 'test/e2e/support/demo.mts')],
	outfile: bundle,
	bundle: true,
	platform: 'node',
	format: 'esm',
	target: 'node20',
	packages: 'external',
	logLevel: 'warning',
});

// The child gets Ctrl-C from the terminal itself and stops n8n and the stand-in; here we only wait for it.
process.on('SIGINT', () => undefined);
const child = spawn(process.execPath, [bundle], {
	cwd: root,
	stdio: 'inherit',
	env: { ...process.env, DEMO_HOME: home, DEMO_PORT: String(port), DEMO_ONCE: options.once ? '1' : '' },
});
process.on('SIGTERM', () => child.kill('SIGTERM'));
child.on('exit', (code) => {
	process.exitCode = code ?? 1;
});
