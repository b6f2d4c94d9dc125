/** A real n8n with the Helios workflows over a real OpenSSH server, and n8n killed at a chosen moment. */
import { describe } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { heliosStates } from './helios.mts';
import { OpenSsh, hasOpenSsh } from './openssh.mts';
import { fill, messageOf } from './people.mts';
import { day, receipts } from './shop.mts';
import { SECRETS, Stage } from './stage.mts';
import { pushJson } from './till.mts';

/** Ends of the names of one export, sorted. */
export const FIVE = ['_Uctenky.txt', '_UctenkyEtal.txt', '_UctenkyFin.txt', '_UctenkyPol.txt', '_UctenkyUhr.txt'];

export const withSsh = hasOpenSsh() ? describe : describe.skip;
if (!hasOpenSsh()) console.log('Skipped: Helios over SFTP needs openssh-server (apt-get install openssh-server).');

/** Numbers of the receipts in an Uctenky file (PoradoveCislo). */
export function numbersIn(file: string): number[] {
	return readFileSync(file, 'latin1').trimEnd().split('\r\n').map((line) => Number(line.split('\t')[12]));
}

export class HeliosSftp {
	/** Receipts that the till has pushed, as register and number. */
	readonly sold: string[] = [];

	private constructor(
		readonly ssh: OpenSsh,
		readonly stage: Stage,
	) {}

	static async open(...workflows: string[]): Promise<HeliosSftp> {
		const ssh = await OpenSsh.start();
		const stage = await Stage.open({ credentials: { sftp: ssh.credential } });
		await stage.activate('2a-ekasa-intake', ...workflows);
		const helios = new HeliosSftp(ssh, stage);
		await helios.intake();
		return helios;
	}

	/** New receipts of a register. */
	async push(register: string, count: number): Promise<void> {
		const first = this.sold.filter((one) => one.startsWith(register)).length + 1;
		await pushJson(this.stage.intakeUrl, SECRETS, { receipts: receipts(register, day(0), first, count) });
		for (let number = first; number < first + count; number += 1) this.sold.push(`${register}/${number}`);
	}

	async export(what = 'Export'): Promise<{ title: string; message: string }> {
		const page = await fill(this.stage, 'helios-run-now', { 'What to do': what });
		return { title: page.title, message: messageOf(page) };
	}

	/** How many receipts are in which state of the flow helios. */
	async states(): Promise<Record<string, number>> {
		const counts: Record<string, number> = {};
		for (const state of Object.values(await heliosStates(this.stage))) counts[state] = (counts[state] ?? 0) + 1;
		return counts;
	}

	/** Files below a folder that are not n8n's own. */
	names(...folder: string[]): string[] {
		return this.ssh.list(...folder).filter((name) => !name.startsWith('.n8n'));
	}

	/** Register and number of every receipt in the Uctenky files below the folders, sorted. */
	exported(...folders: string[]): string[] {
		return folders.flatMap((folder) => this.names(folder).filter((name) => name.endsWith('_Uctenky.txt')).flatMap((name) => {
			const [series] = name.slice(name.lastIndexOf('/') + 1).split('_');
			return numbersIn(this.ssh.path(folder, name)).map((number) => `${series}/${number}`);
		})).sort();
	}

	/** A run that is killed (SIGKILL) as soon as something has happened on the server; `dead` looks at what is there before n8n starts again. */
	async killedWhen(run: () => Promise<unknown>, happened: () => boolean, dead?: () => void): Promise<void> {
		const { ssh, stage } = this;
		const stopped = ssh.stopWhen(happened);
		const going = run().catch(() => undefined);
		await stopped;
		await stage.n8n.kill();
		ssh.go();
		await going;
		dead?.();
		await stage.n8n.start();
		await stage.client.signIn();
		await this.intake();
	}

	async close(): Promise<void> {
		await this.stage.close();
		await this.ssh.close();
	}

	/** Waits until what is published answers. */
	private async intake(): Promise<void> {
		await this.stage.client.webhook('/webhook/ekasa-intake/ekasa', { method: 'POST' });
	}
}
