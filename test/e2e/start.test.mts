/** `npm start -- --once`: sample receipts arrive in the stand-in, and a second start goes on from there. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { freePort, isPortFree, repositoryRoot } from './support/files.mts';

const home = mkdtempSync(join(tmpdir(), 'demo-'));

afterAll(() => rmSync(home, { recursive: true, force: true }));

async function start(): Promise<{ status: number | null; output: string }> {
	let port = await freePort();
	while (!(await isPortFree(port + 1)) || !(await isPortFree(port + 2))) port = await freePort();
	const args = ['scripts/start.mjs', '--once', '--no-install', '--port', String(port)];
	const { NODE_ENV: _test, ...env } = process.env;
	const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: repositoryRoot(), encoding: 'utf8', env: { ...env, DEMO_HOME: home } });
	return { status, output: stdout + stderr };
}

test('starts on an empty folder, sends samples, says where to look, stops', async () => {
	const { status, output } = await start();
	expect(output).toContain('43 documents have arrived in the stand-in for POHODA');
	expect(output).toContain('12 receipts of register P9 have arrived in the stand-in for iDoklad');
	expect(output).toMatch(/Problems +http:\/\/127\.0\.0\.1:\d+\/form\/sync-problems/);
	expect(status).toBe(0);
});

test('starts again on what is there, also on another port', async () => {
	const { status, output } = await start();
	expect(output).not.toContain('pushes');
	expect(output).toContain('Stopped.');
	expect(status).toBe(0);
});

test('an unknown option or port is answered with what to do', () => {
	const run = (...args: string[]) => spawnSync(process.execPath, ['scripts/start.mjs', ...args], { cwd: repositoryRoot(), encoding: 'utf8' });
	expect(run('--port', 'x')).toMatchObject({ status: 1, stderr: expect.stringContaining('give a number') });
	expect(run('--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('--reset') });
});
