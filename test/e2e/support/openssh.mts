/**
 * A real SFTP server: OpenSSH's sshd on 127.0.0.1 with its own configuration, host key and login key, run by whoever runs the tests. Before it stands a
 * proxy that can stop the traffic at a chosen moment, so that n8n can be killed in the middle of something.
 */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { freePort } from './files.mts';
import { until } from '../../support/until.mts';
import type { CredentialData } from './stage.mts';

const SSHD = '/usr/sbin/sshd';

/** Whether this machine has OpenSSH's server and key generator. */
export const hasOpenSsh = (): boolean => existsSync(SSHD) && existsSync('/usr/bin/ssh-keygen');

export class OpenSsh {
	/** Folder that the tests use; clients name it by this absolute path. */
	readonly folder: string;

	/** Connections that clients have made; n8n makes one for each node that runs. */
	connections = 0;

	private stop: (() => boolean) | undefined;

	private stopped: (() => void) | undefined;

	private readonly sockets = new Set<Socket>();

	private constructor(
		private readonly home: string,
		private readonly end: () => Promise<void>,
		readonly credential: CredentialData,
	) {
		this.folder = join(home, 'files');
	}

	static async start(): Promise<OpenSsh> {
		const home = mkdtempSync(join(tmpdir(), 'openssh-e2e-'));
		const at = (name: string) => join(home, name);
		mkdirSync(at('files'));
		for (const name of ['host', 'login']) execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', at(name)]);
		const user = userInfo().username;
		// Where sshd gives up its rights; a package installation that never started the service has not made it.
		if (user === 'root') mkdirSync('/run/sshd', { recursive: true, mode: 0o755 });
		const port = await freePort();
		const lines = [
			...[`Port ${port}`, 'ListenAddress 127.0.0.1', `HostKey ${at('host')}`, `PidFile ${at('pid')}`, `AuthorizedKeysFile ${at('login.pub')}`],
			...['StrictModes no', 'UsePAM no', 'PasswordAuthentication no', 'PermitRootLogin prohibit-password', `AllowUsers ${user}`],
			...['Subsystem sftp internal-sftp', 'ForceCommand internal-sftp', 'LogLevel QUIET'],
		];
		writeFileSync(at('config'), `${lines.join('\n')}\n`);
		const child = spawn(SSHD, ['-D', '-e', '-f', at('config')], { stdio: ['ignore', 'ignore', 'inherit'] });
		await until('sshd to listen', () => reachable(port));
		const proxy = createServer();
		await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
		const end = async () => {
			await new Promise<void>((resolve) => proxy.close(() => resolve()));
			const gone = new Promise((resolve) => child.once('exit', resolve));
			child.kill('SIGTERM');
			await gone;
		};
		const { port: proxyPort } = proxy.address() as AddressInfo;
		const data = { host: '127.0.0.1', port: proxyPort, username: user, password: '', privateKey: readFileSync(at('login'), 'utf8'), passphrase: '' };
		const server = new OpenSsh(home, end, { name: 'SFTP (OpenSSH)', data });
		proxy.on('connection', (client) => server.serve(client, port));
		return server;
	}

	/** Stops the traffic as soon as `happened` is true; resolves when it has. Later connections are stopped too, until `go`. */
	async stopWhen(happened: () => boolean): Promise<void> {
		await new Promise<void>((resolve) => {
			this.stopped = resolve;
			this.stop = happened;
		});
	}

	/** Lets traffic through again; what hangs is cut. */
	go(): void {
		this.stop = undefined;
		for (const socket of this.sockets) socket.destroy();
	}

	path(...parts: string[]): string {
		return join(this.folder, ...parts);
	}

	/** Files and folders below a folder, by path from there, sorted; [] when it is not there. */
	list(...folder: string[]): string[] {
		const at = this.path(...folder);
		return existsSync(at) ? (readdirSync(at, { recursive: true }) as string[]).filter((name) => statSync(join(at, name)).isFile()).sort() : [];
	}

	read(...parts: string[]): Buffer {
		return readFileSync(this.path(...parts));
	}

	async close(): Promise<void> {
		this.go();
		await this.end();
		rmSync(this.home, { recursive: true, force: true });
	}

	private serve(client: Socket, port: number): void {
		this.connections += 1;
		const server = connect(port, '127.0.0.1');
		for (const [one, other] of [[client, server], [server, client]] as const) {
			this.sockets.add(one);
			one.on('error', () => other.destroy());
			one.on('close', () => (this.sockets.delete(one), other.destroy()));
		}
		const halted = () => {
			if (!this.stop?.()) return false;
			this.stop = () => true;
			this.stopped?.();
			return true;
		};
		client.on('data', (bytes) => halted() || server.write(bytes));
		server.on('data', (bytes) => halted() || client.write(bytes));
	}
}

async function reachable(port: number): Promise<true | undefined> {
	return await new Promise((resolve) => {
		const socket = connect(port, '127.0.0.1', () => (socket.destroy(), resolve(true)));
		socket.once('error', () => resolve(undefined));
	});
}
