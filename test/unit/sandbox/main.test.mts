import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import axios from 'axios';
import { buildSync } from 'esbuild';

test('runs by itself: prints its address, takes its options, ends on SIGTERM', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'mserver-'));
	try {
		const outfile = join(folder, 'main.cjs');
		buildSync({ entryPoints: [join(__dirname, '../../sandbox/main.mts')], bundle: true, platform: 'node', format: 'cjs', outfile });
		const child = spawn(process.execPath, [outfile, '--port', '0', '--ico', '87654326', '--user', 'pokus', '--password', 'tajné', '--data', join(folder, 'data.json')], { stdio: ['ignore', 'pipe', 'inherit'] });
		const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
		const line = await new Promise<string>((resolve) => child.stdout.once('data', (data: Buffer) => resolve(data.toString())));
		expect(line).toMatch(/user pokus, IČO 87654326/);
		expect(line).not.toContain('tajné');
		const url = /http:\/\/127\.0\.0\.1:\d+/.exec(line)![0];
		const login = Buffer.from('pokus:tajné').toString('base64');
		expect((await axios.get(`${url}/status?companyDetail`, { headers: { 'STW-Authorization': `Basic ${login}` } })).status).toBe(200);
		child.kill('SIGTERM');
		expect(await ended).toBe(0);
	} finally {
		rmSync(folder, { recursive: true });
	}
});
