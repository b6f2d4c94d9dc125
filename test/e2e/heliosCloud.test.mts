/** The files of Helios into an SFTP folder of a real OpenSSH server, with n8n killed after every step. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { existsSync, mkdirSync, readdirSync, renameSync } from 'node:fs';
import { settings, settle } from './support/helios.mts';
import { FIVE, HeliosSftp, withSsh } from './support/heliosSftp.mts';

const CLOUD = '11-helios-cloud';
/** n8n starts again after each of many kills. */
const PATIENCE = 900_000;
const RECEIPT_FILE = /_Uctenky(Pol|Fin|Uhr|Etal)?\.txt$/;

withSsh('out over SFTP', () => {
	let helios: HeliosSftp;
	const { folders, files } = { folders: 'shops', files: 'out' };
	const path = (...parts: string[]) => helios.ssh.path(...parts);
	const temporary = (folder: string) => helios.ssh.list(folder, '.n8n').filter((name) => name !== 'n8n.txt');
	const shown = (folder: string) => helios.names(folder).map((name) => name.replace(/^.*(?=P\d_)/, ''));
	/** Exports of which something is in the folder, and the ends of their files. */
	const sets = (folder: string) => {
		const found = new Map<string, string[]>();
		for (const name of shown(folder)) found.set(name.slice(0, 18), [...(found.get(name.slice(0, 18)) ?? []), name.slice(18)].sort());
		return found;
	};
	const write = async (setsAs: keyof typeof into) => {
		await settings(helios.stage, CLOUD, { folder: path(into[setsAs]), temporary: path(into[setsAs], '.n8n'), setsAs });
	};
	const into = { folders, files };

	/**
	 * One kill after the other: each run brings to its end what the killed ones left, has two new exports of its own, and is killed at its own step.
	 * `seen` holds what a program that looks into the folder may rely on.
	 */
	const killedAt = async (folder: string, step: string, seen: () => void) => {
		const before = new Set([...temporary(folder), ...helios.names(folder)]);
		const fresh = (list: string[], end: RegExp) => list.filter((name) => !before.has(name) && end.test(name)).length;
		const { connections } = helios.ssh;
		let contact = 0;
		const steps: Record<string, () => boolean> = {
			'before the first contact': () => helios.ssh.connections > connections,
			'one file is up': () => fresh(temporary(folder), RECEIPT_FILE) + fresh(temporary(folder), /\.txt\.part$/) >= 1,
			'one export is up': () => fresh(temporary(folder), RECEIPT_FILE) + fresh(temporary(folder), /\.txt\.part$/) >= 6,
			'one mark is there': () => fresh(temporary(folder), /\.ready$/) >= 1,
			'both marks are there': () => fresh(temporary(folder), /\.ready$/) >= 2,
			'all is renamed': () => fresh(helios.names(folder), RECEIPT_FILE) >= 10,
			'the journal says written': () => {
				if (contact === 0 && fresh(helios.names(folder), RECEIPT_FILE) >= 10) contact = helios.ssh.connections;
				return contact > 0 && helios.ssh.connections > contact;
			},
		};
		const renamed = /^(\d) renamed$/.exec(step)?.[1];
		for (const register of ['P1', 'P2']) await helios.push(register, 2);
		const happened = renamed === undefined ? steps[step]! : () => fresh(helios.names(folder), RECEIPT_FILE) >= Number(renamed);
		await helios.killedWhen(() => helios.export(), happened, seen);
	};

	beforeAll(async () => {
		helios = await HeliosSftp.open();
		for (const folder of [...Object.values(into), 'fetched']) mkdirSync(path(folder));
		await write('folders');
	});

	afterAll(async () => await helios?.close());

	test('a preview uploads nothing; an export is a folder with five whole files', async () => {
		await helios.push('P1', 3);
		expect((await helios.export('Preview')).title).toBe('Preview: nothing was written');
		expect(helios.names(folders)).toEqual([]);
		expect((await helios.export()).message).toContain('3 written');
		expect([...sets(folders).values()]).toEqual([FIVE]);
		expect([temporary(folders), helios.exported(folders), await helios.states()]).toEqual([[], helios.sold, { written: 3 }]);
		expect((await helios.export()).message).toContain('nothing to export');
		expect([...sets(folders).values()]).toEqual([FIVE]);
	});

	test('what a killed run has announced is left alone for a while: it may be alive', async () => {
		await killedAt(folders, 'one file is up', () => expect(sets(folders).size).toBe(1));
		expect(await helios.states()).toEqual({ written: 3, unknown: 4 });
		expect((await helios.export()).message).toContain('nothing to export');
		await settle(helios.stage, CLOUD, 0);
		expect((await helios.export()).message).toContain('4 written');
		expect([helios.exported(folders), temporary(folders)]).toEqual([[...helios.sold].sort(), []]);
	});

	test('as folders, killed after every step: no export is ever half visible, each receipt is exported once', async () => {
		const whole = () => {
			for (const [, ends] of sets(folders)) expect(ends).toEqual(FIVE);
			// A program that reads first-level subfolders sees the temporary folder too.
			if (existsSync(path(folders, '.n8n'))) expect(readdirSync(path(folders, '.n8n')).filter((name) => RECEIPT_FILE.test(name))).toEqual([]);
		};
		for (const step of ['before the first contact', 'one export is up', 'one mark is there', '5 renamed', 'all is renamed', 'the journal says written']) {
			await killedAt(folders, step, whole);
			// Helios takes what it finds at once.
			for (const name of readdirSync(path(folders)).filter((one) => one !== '.n8n')) renameSync(path(folders, name), path('fetched', name));
		}
		await helios.export();
		expect(helios.exported(folders, 'fetched')).toEqual([...helios.sold].sort());
		expect(await helios.states()).toEqual({ written: helios.sold.length });
		expect(temporary(folders).filter((name) => !name.endsWith('.ready'))).toEqual([]);
	}, PATIENCE);

	test('two at once: one goes on, and nothing is exported twice', async () => {
		await settle(helios.stage, CLOUD, undefined);
		await helios.push('P1', 3);
		await Promise.all([helios.export(), helios.export()]);
		await settle(helios.stage, CLOUD, 0);
		await helios.export();
		expect(helios.exported(folders, 'fetched')).toEqual([...helios.sold].sort());
	});

	test('as files, killed between any two renamings: where Uctenky.txt is, the other four are', async () => {
		await write('files');
		const whole = () => {
			for (const [, ends] of sets(files)) if (ends.includes('_Uctenky.txt')) expect(ends).toEqual(FIVE);
		};
		for (const count of [0, 1, 2, 3, 4, 5]) await killedAt(files, count === 0 ? 'both marks are there' : `${count} renamed`, whole);
		await helios.export();
		expect([...sets(files).values()].every((ends) => ends.length === 5)).toBe(true);
		expect(helios.exported(folders, 'fetched', files)).toEqual([...helios.sold].sort());
		expect(await helios.states()).toEqual({ written: helios.sold.length });
	}, PATIENCE);
});
