/** Receipt files of Helios out of an SFTP folder of a real OpenSSH server into the journal, with n8n killed after every step. */
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { mkdirSync, readFileSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from './support/files.mts';
import { until } from '../support/until.mts';
import { adjust, readAgain, settings } from './support/helios.mts';
import { FIVE, HeliosSftp, withSsh } from './support/heliosSftp.mts';
import { journal, problems } from './support/people.mts';

const IMPORT = '12-helios-import';
const SAMPLE = join(repositoryRoot(), 'test', 'fixtures', 'helios', 'set-a-cash-sale');

withSsh('in over SFTP', () => {
	let helios: HeliosSftp;
	/** Numbers of the receipts that were put into the folder. */
	const put: number[] = [];

	const path = (...parts: string[]) => helios.ssh.path(...parts);
	const names = (folder: string) => helios.names(folder);
	const look = async () => {
		const { status, data } = await helios.stage.client.runByHand(helios.stage.workflow(IMPORT).id, 'Look Now');
		expect({ status, error: data.resultData.error }).toEqual({ status: 'success', error: undefined });
	};
	const imported = async () => (await journal(helios.stage)).filter(({ kind, key }) => kind === 'record' && key.startsWith('helios/'));
	const numbers = async () => (await imported()).map(({ key }) => Number(key.split('/')[2])).sort((a, b) => a - b);
	/** The sample as an export of its own, with one receipt of this number; `files` = how many of the five, Uctenky.txt last. */
	const putSet = (number: number, { folder = 'in', files = 5, age = 0 } = {}) => {
		mkdirSync(path(folder), { recursive: true });
		const all = readdirSync(SAMPLE).filter((name) => name.endsWith('.txt')).sort().reverse();
		for (const name of all.slice(0, files)) {
			const text = readFileSync(join(SAMPLE, name), 'latin1').replaceAll('\t1042\t', `\t${number}\t`);
			const at = path(folder, name.replace('140530', String(100_000 + number)));
			writeFileSync(at, text, 'latin1');
			const time = new Date(Date.now() - age * 60_000);
			utimesSync(at, time, time);
		}
		if (files === 5 && !put.includes(number)) put.push(number);
	};

	beforeAll(async () => {
		helios = await HeliosSftp.open('3-problems');
		await settings(helios.stage, IMPORT, { folder: path('in'), done: path('done'), quietMinutes: 0 });
	});

	beforeEach(() => {
		for (const folder of ['in', 'done']) {
			rmSync(path(folder), { recursive: true, force: true });
			mkdirSync(path(folder));
		}
	});

	afterAll(async () => await helios?.close());

	test('an export becomes a receipt in the journal, and its files are moved', async () => {
		putSet(1042);
		await look();
		expect((await imported()).map(({ key, amount }) => [key, amount])).toEqual([['helios/001~46bba932/1042/2026-03-18', 298]]);
		expect([names('in'), names('done').map((name) => name.split('/')[1]!.slice(19)).sort()]).toEqual([[], FIVE]);
	});

	test('killed after every step: each receipt is in the journal once, and all files go', async () => {
		const moved = (count: number) => () => names('done').length >= count;
		const { ssh } = helios;
		let connections = 0;
		const steps: Array<[string, () => boolean]> = [
			['downloading', () => ssh.connections > connections + 2],
			['marked', () => names('in').some((name) => name.endsWith('.taken'))],
			...[1, 2, 4].map((count): [string, () => boolean] => [`${count} moved`, moved(count)]),
			['all moved, the marks are there', () => names('in').every((name) => name.endsWith('.taken'))],
		];
		for (const [index, [step, happened]] of steps.entries()) {
			rmSync(path('done'), { recursive: true });
			mkdirSync(path('done'));
			putSet(2000 + 2 * index);
			putSet(2001 + 2 * index);
			connections = ssh.connections;
			await helios.killedWhen(look, happened, () => {
				// A file that was touched belongs to a receipt that is stored; a mark says so.
				const files = names('in').filter((name) => name.endsWith('.txt'));
				const gone = new Set(names('done').map((name) => name.split('/')[1]!.slice(0, 19)));
				const marks = names('in').filter((name) => name.endsWith('.taken')).map((name) => name.slice(0, 19));
				expect({ step, unmarked: [...gone].filter((prefix) => files.some((name) => name.startsWith(prefix)) && !marks.includes(prefix)) }).toEqual({ step, unmarked: [] });
			});
		}
		await look();
		expect(await numbers()).toEqual([...put].sort((a, b) => a - b));
		expect([names('in'), (await problems(helios.stage)).filter((text) => text.includes('missing'))]).toEqual([[], []]);
	}, 900_000);

	test('an export without Uctenky.txt is still on its way; after a day it is a problem', async () => {
		putSet(3000, { files: 3 });
		await look();
		expect([names('in').length, (await problems(helios.stage)).filter((text) => text.includes('103000'))]).toEqual([3, []]);
		putSet(3000, { files: 3, age: 25 * 60 });
		await look();
		expect(names('in')).toHaveLength(3);
		expect((await problems(helios.stage)).filter((text) => text.includes('103000_Uctenky.txt: is missing'))).toHaveLength(1);
		putSet(3000);
		await look();
		expect([names('in'), await numbers()]).toEqual([[], [...put].sort((a, b) => a - b)]);
	});

	test('left where they are, the files are read again and change nothing', async () => {
		await settings(helios.stage, IMPORT, { afterwards: 'leave' });
		putSet(1042);
		await look();
		const rows = (await journal(helios.stage)).length;
		await look();
		expect([(await journal(helios.stage)).length, names('in').length]).toEqual([rows, 5]);
	});

	test('from the first-level subfolders and nowhere else, then deleted; killed while deleting', async () => {
		await settings(helios.stage, IMPORT, { afterwards: 'delete', subfolders: true });
		putSet(4001, { folder: 'in/brno' });
		putSet(4002, { folder: 'in/praha' });
		putSet(4003);
		putSet(4004, { folder: 'in/brno/deeper' });
		put.splice(-2);
		await helios.killedWhen(look, () => names('in').filter((name) => name.endsWith('.txt')).length < 18);
		await look();
		expect(names('in').map((name) => name.replace(/[^/]*$/, ''))).toEqual([...Array.from({ length: 5 }, () => ''), ...Array.from({ length: 5 }, () => 'brno/deeper/')]);
		expect(await numbers()).toEqual([...put].sort((a, b) => a - b));
	});

	test('files that are still being written are left for the next run', async () => {
		await settings(helios.stage, IMPORT, { afterwards: 'move', subfolders: false, quietMinutes: 5 });
		putSet(5000, { age: 10 });
		putSet(5000, { files: 1 });
		await look();
		expect(names('in')).toHaveLength(5);
		putSet(5000, { age: 10 });
		await look();
		expect(names('in')).toEqual([]);
	});

	test('what cannot be read is a problem with place and reason, and is read again without the files', async () => {
		await settings(helios.stage, IMPORT, { quietMinutes: 0 });
		await adjust(helios.stage, IMPORT, (node, parameters) => {
			if (node.startsWith('Read Export') || node === 'Read Again') parameters.options = { ...parameters.options, knownGoods: 'none/1' };
		});
		const before = (await imported()).length;
		putSet(6000);
		await look();
		expect([names('in'), (await imported()).length]).toEqual([[], before]);
		const listed = await problems(helios.stage);
		expect(listed.filter((text) => text.includes('001_20260318_106000_Uctenky.txt, line 1'))).toHaveLength(1);
		expect((await readAgain(helios.stage))?.title).toBe('0 receipts are in the journal now');
		await adjust(helios.stage, IMPORT, (node, parameters) => {
			if (node === 'Read Again') parameters.options = {};
		});
		expect((await readAgain(helios.stage))?.title).toBe('1 receipts are in the journal now');
		await until('the receipt', async () => (await imported()).length === before + 1 || undefined);
		expect((await problems(helios.stage)).filter((text) => text.includes('line 1'))).toEqual([]);
	});
});
