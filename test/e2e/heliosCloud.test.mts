/** The files of Helios over a real OpenSSH server, out and in, with n8n killed at the worst moments. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { cpSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot, until } from './support/files.mts';
import { adjust, heliosStates, readAgain, settings, settle } from './support/helios.mts';
import { OpenSsh, hasOpenSsh } from './support/openssh.mts';
import { fill, journal, messageOf, problems } from './support/people.mts';
import { day, receipts } from './support/shop.mts';
import { SECRETS, Stage } from './support/stage.mts';
import { pushJson } from './support/till.mts';

const CLOUD = '11-helios-cloud';
const IMPORT = '12-helios-import';
const FIVE = ['_Uctenky.txt', '_UctenkyEtal.txt', '_UctenkyFin.txt', '_UctenkyPol.txt', '_UctenkyUhr.txt'];
const SAMPLE = join(repositoryRoot(), 'test', 'fixtures', 'helios', 'set-a-cash-sale');
const withSsh = hasOpenSsh() ? describe : describe.skip;
if (!hasOpenSsh()) console.log('Skipped: Helios over SFTP needs openssh-server (apt-get install openssh-server).');

withSsh('over SFTP', () => {
	let ssh: OpenSsh;
	let stage: Stage;
	let next = 1;

	const push = async (count: number) => {
		const sold = receipts('P1', day(0), next, count);
		next += count;
		await pushJson(stage.intakeUrl, SECRETS, { receipts: sold });
	};
	const exportNow = async () => messageOf(await fill(stage, 'helios-run-now', { 'What to do': 'Export' }));
	const names = (...folder: string[]) => ssh.list(...folder).filter((name) => !name.startsWith('.n8n'));
	const temporary = () => ssh.list('out', '.n8n').filter((name) => name !== 'n8n.txt');
	/** Numbers of all receipts in the Uctenky files that lie in the folder. */
	const exported = (folder = 'out') =>
		names(folder).filter((name) => name.endsWith('_Uctenky.txt')).flatMap((name) =>
			readFileSync(ssh.path(folder, name), 'latin1').trimEnd().split('\r\n').map((line) => Number(line.split('\t')[12])),
		).sort((a, b) => a - b);
	const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);
	const stateCounts = async () => {
		const counts: Record<string, number> = {};
		for (const state of Object.values(await heliosStates(stage))) counts[state] = (counts[state] ?? 0) + 1;
		return counts;
	};
	/** A run that is killed as soon as something has happened on the server. */
	const killedWhen = async (run: () => Promise<unknown>, happened: () => boolean) => {
		const stopped = ssh.stopWhen(happened);
		const going = run().catch(() => undefined);
		await stopped;
		await stage.n8n.kill();
		ssh.go();
		await going;
		await stage.n8n.start();
		await stage.client.signIn();
		await stage.client.webhook('/webhook/ekasa-intake/ekasa', { method: 'POST' });
	};

	beforeAll(async () => {
		ssh = await OpenSsh.start();
		stage = await Stage.open({ credentials: { sftp: ssh.credential } });
		await stage.activate('2a-ekasa-intake', '3-problems');
		for (const folder of ['out', 'in', 'done']) mkdirSync(ssh.path(folder));
		await settings(stage, CLOUD, { folder: ssh.path('out'), temporary: ssh.path('out', '.n8n') });
		await settings(stage, IMPORT, { folder: ssh.path('in'), done: ssh.path('done'), quietMinutes: 0 });
		await stage.client.webhook('/webhook/ekasa-intake/ekasa', { method: 'POST' });
	});

	afterAll(async () => {
		await stage?.close();
		await ssh?.close();
	});

	describe('out', () => {
		test('a preview uploads nothing; an export puts five whole files under their names', async () => {
			await push(3);
			expect((await fill(stage, 'helios-run-now', { 'What to do': 'Preview' })).title).toBe('Preview: nothing was written');
			expect(names('out')).toEqual([]);
			expect(await exportNow()).toContain('3 written');
			const found = names('out');
			expect(found.map((name) => name.replace(/^P1_\d{8}_\d{6}/, ''))).toEqual(FIVE);
			expect([temporary(), exported(), await stateCounts()]).toEqual([[], upTo(3), { written: 3 }]);
			expect(await exportNow()).toContain('nothing to export');
			expect(names('out')).toEqual(found);
		});

		test('killed while uploading: nothing is to be seen, and the next run makes the same export', async () => {
			await push(3);
			const before = names('out');
			await killedWhen(exportNow, () => temporary().length >= 2);
			expect([names('out'), await stateCounts()]).toEqual([before, { written: 3, unknown: 3 }]);
			const [half] = temporary();
			// Its run may still be at work, as far as another one knows.
			expect(await exportNow()).toContain('nothing to export');
			await settle(stage, CLOUD, 0);
			expect(await exportNow()).toContain('3 written');
			expect([exported(), temporary(), await stateCounts()]).toEqual([upTo(6), [], { written: 6 }]);
			expect(names('out')).toContain(half!.replace('.part', ''));
		});

		test.each([
			['while renaming', 1],
			['after renaming, before the journal knows', 5],
		])('killed %s: the next run finishes, and Helios may have fetched the files already', async (_when, count) => {
			await settle(stage, CLOUD, undefined);
			const known = new Set(names('out'));
			const fresh = () => names('out').filter((name) => !known.has(name));
			const first = next;
			await push(3);
			await killedWhen(exportNow, () => fresh().length >= count);
			const fetched = fresh();
			expect(fetched.length).toBe(count);
			mkdirSync(ssh.path('fetched'), { recursive: true });
			for (const name of fetched) renameSync(ssh.path('out', name), ssh.path('fetched', name));
			await settle(stage, CLOUD, 0);
			expect(await exportNow()).toContain('3 written');
			const all = [...fetched, ...fresh()].map((name) => name.replace(/^P1_\d{8}_\d{6}/, '')).sort();
			expect(all).toEqual(FIVE);
			for (const name of fetched) renameSync(ssh.path('fetched', name), ssh.path('out', name));
			expect([exported(), temporary(), await stateCounts()]).toEqual([upTo(first + 2), [], { written: first + 2 }]);
		});

		test('two at once: one goes on, and nothing is exported twice', async () => {
			await settle(stage, CLOUD, undefined);
			await push(3);
			await Promise.all([exportNow(), exportNow()]);
			await settle(stage, CLOUD, 0);
			await exportNow();
			expect([exported(), temporary()]).toEqual([upTo(next - 1), []]);
		});

		test('as folders: an export appears at once', async () => {
			await settings(stage, CLOUD, { folder: ssh.path('shops'), temporary: ssh.path('shops.n8n'), setsAs: 'folders' });
			mkdirSync(ssh.path('shops'));
			await push(2);
			await exportNow();
			const [folder, ...others] = readdirSync(ssh.path('shops'));
			expect([others, names('shops', folder!)]).toEqual([[], FIVE.map((end) => `${folder}${end}`)]);
		});
	});

	describe('in', () => {
		const look = async () => expect((await stage.client.runByHand(stage.workflow(IMPORT).id, 'Look Now')).status).toBe('success');
		const imported = async () => (await journal(stage)).filter(({ kind, key }) => kind === 'record' && key.startsWith('helios/'));
		const put = (from: string, ...to: string[]) => cpSync(from, ssh.path(...to), { recursive: true, filter: (name) => !name.endsWith('.json') && !name.endsWith('.n8n') });

		beforeEach(() => {
			for (const folder of ['in', 'done']) {
				rmSync(ssh.path(folder), { recursive: true, force: true });
				mkdirSync(ssh.path(folder));
			}
		});

		test('the sample becomes a receipt in the journal, and its files are moved', async () => {
			put(SAMPLE, 'in');
			await look();
			expect((await imported()).map(({ key, amount }) => [key, amount])).toEqual([['helios/001~46bba932/1042/2026-03-18', 298]]);
			expect([names('in'), names('done').map((name) => name.split('/')[1]!.slice(19)).sort()]).toEqual([[], FIVE]);
		});

		test('killed while moving: each receipt is there once, and the rest of the files goes too', async () => {
			const before = (await imported()).length;
			put(ssh.path('out'), 'in');
			const sets = names('in').length / 5;
			await killedWhen(look, () => names('done').length >= 1);
			expect(names('in').length).toBeGreaterThan(0);
			await look();
			const after = await imported();
			expect(new Set(after.map(({ key }) => key)).size).toBe(after.length);
			expect(after.length - before).toBe(exported().length);
			expect([names('in'), names('done').length]).toEqual([[], sets * 5]);
			expect((await problems(stage)).filter((text) => text.includes('missing'))).toEqual([]);
		});

		test('left where they are, the files are read again and change nothing', async () => {
			await settings(stage, IMPORT, { afterwards: 'leave' });
			put(SAMPLE, 'in');
			await look();
			const rows = (await journal(stage)).length;
			await look();
			expect([(await journal(stage)).length, names('in').length]).toEqual([rows, 5]);
		});

		test('from the first-level subfolders and nowhere else; two shops may use one name; then deleted', async () => {
			await settings(stage, IMPORT, { afterwards: 'delete', subfolders: true });
			for (const shop of ['brno', 'praha']) {
				put(ssh.path('shops', readdirSync(ssh.path('shops'))[0]!), 'in', shop);
				for (const name of names('in', shop)) {
					const text = readFileSync(ssh.path('in', shop, name), 'latin1').replaceAll('""', `"${shop}"`);
					if (name.endsWith('_Uctenky.txt')) writeFileSync(ssh.path('in', shop, name), text, 'latin1');
				}
			}
			put(SAMPLE, 'in');
			put(SAMPLE, 'in', 'brno', 'deeper');
			const before = (await imported()).length;
			await look();
			expect(names('in').filter((name) => !name.includes('001_20260318'))).toEqual([]);
			expect(names('in')).toHaveLength(10);
			expect((await imported()).length).toBeGreaterThan(before);
		});

		test('files that are still being written are left for the next run', async () => {
			await settings(stage, IMPORT, { afterwards: 'move', subfolders: false, quietMinutes: 5 });
			put(SAMPLE, 'in');
			const old = new Date(Date.now() - 10 * 60_000);
			for (const name of names('in').slice(1)) utimesSync(ssh.path('in', name), old, old);
			await look();
			expect(names('in')).toHaveLength(5);
			for (const name of names('in')) utimesSync(ssh.path('in', name), old, old);
			await look();
			expect(names('in')).toEqual([]);
		});

		test('what cannot be read is a problem with place and reason, and is read again without the files', async () => {
			await settings(stage, IMPORT, { quietMinutes: 0 });
			await adjust(stage, IMPORT, (node, parameters) => {
				if (node.startsWith('Read Export') || node === 'Read Again') parameters.options = { ...parameters.options, knownGoods: 'none/1' };
			});
			for (const name of readdirSync(SAMPLE)) {
				if (name.endsWith('.txt')) writeFileSync(ssh.path('in', name), readFileSync(join(SAMPLE, name), 'latin1').replaceAll('\t1042\t', '\t1043\t'), 'latin1');
			}
			const before = (await imported()).length;
			await look();
			expect([names('in'), (await imported()).length]).toEqual([[], before]);
			const listed = await problems(stage);
			expect(listed.filter((text) => text.includes('001_20260318_140530_Uctenky.txt, line 1'))).toHaveLength(1);
			expect((await readAgain(stage))?.title).toBe('0 receipts are in the journal now');
			await adjust(stage, IMPORT, (node, parameters) => {
				if (node === 'Read Again') parameters.options = {};
			});
			expect((await readAgain(stage))?.title).toBe('1 receipts are in the journal now');
			await until('the receipt', async () => (await imported()).length === before + 1 || undefined);
			expect((await problems(stage)).filter((text) => text.includes('line 1'))).toEqual([]);
			expect(await readAgain(stage)).toBeUndefined();
		});
	});
});
