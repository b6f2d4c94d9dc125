/**
 * A real PostgreSQL on 127.0.0.1 with a folder, a port and a database of its own, for n8n to keep its data in.
 * PostgreSQL refuses to run as root, so root's tests run it as the user `postgres` that Debian's package makes.
 */
import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { freePort } from './files.mts';
import { until } from '../../support/until.mts';

const VERSIONS = '/usr/lib/postgresql';
const NAME = 'n8n';

/** Folder of PostgreSQL's programs on this machine, newest version first. */
export function postgresPrograms(): string | undefined {
	const versions = existsSync(VERSIONS) ? readdirSync(VERSIONS).sort((a, b) => Number(b) - Number(a)) : [];
	return versions.map((version) => join(VERSIONS, version, 'bin')).find((folder) => existsSync(join(folder, 'initdb')));
}

function idOf(what: '-u' | '-g'): number {
	return Number(execFileSync('id', [what, 'postgres'], { encoding: 'utf8' }).trim());
}

export class Postgres {
	private constructor(
		readonly port: number,
		private readonly home: string,
		private readonly child: ChildProcess,
		private readonly programs: string,
	) {}

	static async start(programs: string): Promise<Postgres> {
		const home = mkdtempSync(join(tmpdir(), 'postgres-e2e-'));
		const owner = userInfo().uid === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : {};
		if (owner.uid !== undefined) chownSync(home, owner.uid, owner.gid);
		const data = join(home, 'data');
		const made = spawnSync(join(programs, 'initdb'), ['-D', data, '-U', NAME, '--auth=trust', '-E', 'UTF8', '--no-sync'], { ...owner, cwd: home, encoding: 'utf8' });
		if (made.status !== 0) throw new Error(`initdb ended with ${made.status}: ${made.stderr}`);
		const port = await freePort();
		const quick = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'].flatMap((setting) => ['-c', setting]);
		const own = ['-c', 'listen_addresses=127.0.0.1', '-c', `unix_socket_directories=${home}`, '-c', 'logging_collector=on', '-c', `log_directory=${home}`, '-c', 'log_filename=log'];
		const child = spawn(join(programs, 'postgres'), ['-D', data, '-p', String(port), ...own, ...quick], { ...owner, cwd: home, stdio: 'ignore' });
		const server = new Postgres(port, home, child, programs);
		process.once('exit', server.killWithUs);
		await until('PostgreSQL to answer', () => {
			if (child.exitCode !== null) throw new Error(`PostgreSQL ended with ${child.exitCode}: ${server.log()}`);
			return server.ask('select 1', 'postgres').status === 0 ? true : undefined;
		});
		const created = server.ask(`create database ${NAME}`, 'postgres');
		if (created.status !== 0) throw new Error(`The database was not made: ${created.stderr}`);
		return server;
	}

	/** What n8n needs to keep everything here. */
	get env(): Record<string, string> {
		return {
			...{ DB_TYPE: 'postgresdb', DB_POSTGRESDB_HOST: '127.0.0.1', DB_POSTGRESDB_PORT: String(this.port) },
			...{ DB_POSTGRESDB_DATABASE: NAME, DB_POSTGRESDB_USER: NAME, DB_POSTGRESDB_PASSWORD: NAME },
		};
	}

	/** The server's own log. */
	log(): string {
		const file = join(this.home, 'log');
		return existsSync(file) ? readFileSync(file, 'utf8') : '';
	}

	async stop(): Promise<void> {
		process.removeListener('exit', this.killWithUs);
		if (this.child.exitCode === null) {
			const gone = new Promise((resolve) => this.child.once('exit', resolve));
			// SIGINT ends open sessions and closes the files.
			this.child.kill('SIGINT');
			await gone;
		}
		rmSync(this.home, { recursive: true, force: true });
	}

	private ask(sql: string, database: string) {
		return spawnSync(join(this.programs, 'psql'), ['-h', '127.0.0.1', '-p', String(this.port), '-U', NAME, '-d', database, '-c', sql], { encoding: 'utf8' });
	}

	private readonly killWithUs = () => this.child.kill('SIGQUIT');
}
