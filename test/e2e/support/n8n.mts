/**
 * A real n8n server as a child process: own user folder (SQLite), own ports on 127.0.0.1, own encryption key.
 * Used by the end-to-end tests and by `npm start`.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { N8nClient } from './client.mts';
import { freePort, repositoryRoot } from './files.mts';
import { until } from '../../support/until.mts';

export interface N8nOptions {
	/** n8n's user folder; a temporary one that `dispose` removes when not given. */
	folder?: string;
	port?: number;
	/** With the editor, whose files are a third of the work of a start, and a process for Code nodes, of which our workflows have none. */
	editor?: boolean;
	/** Put over the server's own settings. */
	env?: Record<string, string>;
}

const readyLimit = 240_000;

/** Node for n8n, which wants 24: the one installed beside it, else the machine's own. */
function nodeForN8n(installed: string): string {
	const windows = process.platform === 'win32';
	const name = `node-${windows ? 'win' : process.platform}-${process.arch}`;
	const own = join(installed, 'node_modules', name, 'bin', windows ? 'node.exe' : 'node');
	if (existsSync(own)) return own;
	if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
	throw new Error(`n8n needs Node 24, and there is no package of it for ${process.platform} ${process.arch}. Install Node 24 and start again.`);
}

export class N8n {
	readonly client: N8nClient;

	readonly logFile: string;

	private child: ChildProcess | undefined;

	private readonly killWithUs = () => this.signal('SIGKILL');

	private constructor(
		readonly folder: string,
		readonly port: number,
		private readonly brokerPort: number,
		private readonly editor: boolean,
		private readonly env: Record<string, string>,
		private readonly temporary: boolean,
	) {
		this.client = new N8nClient(this.url);
		this.logFile = join(folder, 'n8n.log');
	}

	/** Prepares a server without starting it, so that nodes can be installed into its folder first. */
	static async prepare(options: N8nOptions = {}): Promise<N8n> {
		const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'n8n-e2e-'));
		mkdirSync(folder, { recursive: true });
		return new N8n(folder, options.port ?? (await freePort()), await freePort(), options.editor ?? false, options.env ?? {}, !options.folder);
	}

	get url(): string {
		return `http://127.0.0.1:${this.port}`;
	}

	get pid(): number | undefined {
		return this.child?.pid;
	}

	/** Starts the server on its folder and waits until it is ready to take requests. */
	async start(): Promise<void> {
		const installed = join(repositoryRoot(), 'test', 'e2e', 'n8n');
		const log = openSync(this.logFile, 'a');
		const child = spawn(nodeForN8n(installed), [join(installed, 'node_modules', 'n8n', 'bin', 'n8n'), 'start'], {
			cwd: this.folder,
			env: { ...withoutN8n(process.env), ...this.settings(), ...this.env },
			// A group of its own: killing the group also ends n8n's task runner.
			detached: true,
			stdio: ['ignore', log, log],
		});
		closeSync(log);
		this.child = child;
		let ended = '';
		child.once('exit', (code, signal) => {
			ended = `n8n ended with ${signal ?? code}`;
		});
		process.once('exit', this.killWithUs);
		await until(
			`n8n ready on ${this.url}`,
			async () => {
				if (ended) throw new Error(`${ended} while starting:\n${this.logTail()}`);
				const answer = await fetch(`${this.url}/healthz/readiness`).catch(() => undefined);
				return answer?.status === 200 ? true : undefined;
			},
			{ limit: readyLimit },
		);
	}

	/** Clean end: SIGTERM, and the process is gone afterwards. */
	async stop(): Promise<void> {
		await this.end('SIGTERM');
	}

	/** What a power cut does: SIGKILL to the server and its task runner. */
	async kill(): Promise<void> {
		await this.end('SIGKILL');
	}

	/** Ends the server and removes a temporary folder, of which nothing needs a clean end. */
	async dispose(): Promise<void> {
		await this.end(this.temporary ? 'SIGKILL' : 'SIGTERM');
		if (this.temporary) rmSync(this.folder, { recursive: true, force: true });
	}

	logTail(lines = 40): string {
		return existsSync(this.logFile) ? readFileSync(this.logFile, 'utf8').split('\n').slice(-lines).join('\n') : '';
	}

	private async end(how: 'SIGTERM' | 'SIGKILL'): Promise<void> {
		const child = this.child;
		this.child = undefined;
		process.removeListener('exit', this.killWithUs);
		if (!child?.pid || child.exitCode !== null || child.signalCode !== null) return;
		const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
		if (how === 'SIGKILL') signalGroup(child.pid, 'SIGKILL');
		else child.kill('SIGTERM');
		const patience = setTimeout(() => signalGroup(child.pid!, 'SIGKILL'), 30_000);
		await gone;
		clearTimeout(patience);
		signalGroup(child.pid, 'SIGKILL');
	}

	private signal(how: NodeJS.Signals): void {
		if (this.child?.pid) signalGroup(this.child.pid, how);
	}

	private settings(): Record<string, string> {
		return {
			N8N_USER_FOLDER: this.folder,
			N8N_PORT: String(this.port),
			N8N_LISTEN_ADDRESS: '127.0.0.1',
			N8N_HOST: '127.0.0.1',
			N8N_RUNNERS_BROKER_PORT: String(this.brokerPort),
			N8N_ENCRYPTION_KEY: 'local-demonstration-and-tests-only',
			N8N_SECURE_COOKIE: 'false',
			N8N_DIAGNOSTICS_ENABLED: 'false',
			N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
			N8N_TEMPLATES_ENABLED: 'false',
			N8N_PERSONALIZATION_ENABLED: 'false',
			N8N_DYNAMIC_BANNERS_ENABLED: 'false',
			N8N_HIRING_BANNER_ENABLED: 'false',
			// Activation takes effect when the publication outbox is next polled.
			N8N_WORKFLOW_PUBLICATION_OUTBOX_POLL_INTERVAL_MS: '200',
			N8N_LOG_LEVEL: 'info',
			// What Node has compiled is kept for the next start, and goes with the run.
			...(process.env.E2E_INSTALLED ? { NODE_COMPILE_CACHE: join(process.env.E2E_INSTALLED, 'compiled') } : {}),
			...(this.editor ? {} : { N8N_DISABLE_UI: 'true', N8N_RUNNERS_MODE: 'external', N8N_RUNNERS_AUTH_TOKEN: 'no-runner-comes' }),
		};
	}
}

/** The tests' own environment must not steer the server under test. */
function withoutN8n(env: NodeJS.ProcessEnv): Record<string, string> {
	const kept = Object.entries(env).filter(([name, value]) => !/^(N8N_|DB_|NODE_ENV|NODE_OPTIONS|JEST_)/.test(name) && value !== undefined);
	return Object.fromEntries(kept) as Record<string, string>;
}

function signalGroup(pid: number, how: NodeJS.Signals): void {
	try {
		process.kill(-pid, how);
	} catch {
		// The group has ended already.
	}
}
