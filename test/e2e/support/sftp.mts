/** A small SFTP server in memory (ssh2, which n8n brings along): list, download, upload, rename, delete in flat folders. */
import { generateKeyPairSync } from 'node:crypto';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { join, posix } from 'node:path';
import { repositoryRoot } from './files.mts';

export interface SftpServer {
	port: number;
	/** Content by absolute path; tests read and write it. */
	files: Map<string, Buffer>;
	/** Resolves as soon as something has happened to the files; from then on nothing is answered until `go`. */
	stopWhen(happened: () => boolean): Promise<void>;
	/** Takes requests again; those that came meanwhile are dropped. */
	go(): void;
	stop(): Promise<void>;
}

type Ssh2 = any;

/** Starts the server on 127.0.0.1. Folders exist when they are given or when a file lies in them. */
export async function startSftp(login: { user: string; password: string }, folders: string[]): Promise<SftpServer> {
	const ssh2: Ssh2 = createRequire(join(repositoryRoot(), 'test', 'e2e', 'n8n', 'package.json'))('ssh2');
	const { privateKey } = generateKeyPairSync('rsa', {
		modulusLength: 2048,
		publicKeyEncoding: { type: 'pkcs1', format: 'pem' },
		privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
	});
	const files = new Map<string, Buffer>();
	const known = new Set(['/', ...folders]);
	const gate = new Gate();
	const server = new ssh2.Server({ hostKeys: [privateKey] }, (client: Ssh2) => {
		client.on('error', () => undefined);
		client.on('authentication', (attempt: Ssh2) => {
			const right = attempt.method === 'password' && attempt.username === login.user && attempt.password === login.password;
			if (right) attempt.accept();
			else attempt.reject(['password']);
		});
		client.on('session', (accept: () => Ssh2) => {
			accept().on('sftp', (take: () => Ssh2) => serve(gate.before(take()), files, known, ssh2.utils.sftp));
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		port: (server.address() as AddressInfo).port,
		files,
		stopWhen: (happened) => gate.stopWhen(happened),
		go: () => gate.go(),
		stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
	};
}

/** Stands between the requests and the server. */
class Gate {
	private waiting: { happened: () => boolean; tell: () => void } | undefined;

	private closed = false;

	stopWhen(happened: () => boolean): Promise<void> {
		return new Promise((tell) => (this.waiting = { happened, tell }));
	}

	go(): void {
		this.waiting = undefined;
		this.closed = false;
	}

	/** The stream with its requests behind the gate. */
	before(stream: Ssh2): Ssh2 {
		const on = stream.on.bind(stream);
		stream.on = (event: string, handler: (...request: unknown[]) => void) =>
			on(event, (...request: unknown[]) => {
				if (this.look()) handler(...request);
			});
		return stream;
	}

	/** Whether a request goes on. */
	private look(): boolean {
		if (this.waiting?.happened()) {
			this.closed = true;
			this.waiting.tell();
			this.waiting = undefined;
		}
		return !this.closed;
	}
}

function serve(stream: Ssh2, files: Map<string, Buffer>, folders: Set<string>, codes: Ssh2): void {
	const { OK, EOF, NO_SUCH_FILE, FAILURE } = codes.STATUS_CODE;
	const open = new Map<string, { path: string; listed?: boolean }>();
	let last = 0;
	const handleFor = (path: string) => {
		const handle = Buffer.alloc(4);
		handle.writeUInt32BE((last += 1));
		open.set(handle.toString('hex'), { path });
		return handle;
	};
	const attributes = (path: string) => ({
		mode: folders.has(path) ? 0o040755 : 0o100644,
		uid: 0,
		gid: 0,
		size: files.get(path)?.length ?? 0,
		atime: 1_794_650_000,
		mtime: 1_794_650_000,
	});
	const stat = (id: number, path: string) =>
		folders.has(path) || files.has(path) ? stream.attrs(id, attributes(path)) : stream.status(id, NO_SUCH_FILE);
	stream.on('REALPATH', (id: number, path: string) => stream.name(id, [{ filename: posix.resolve('/', path), longname: '', attrs: {} }]));
	stream.on('STAT', stat);
	stream.on('LSTAT', stat);
	stream.on('FSTAT', (id: number, handle: Buffer) => stat(id, open.get(handle.toString('hex'))?.path ?? ''));
	stream.on('OPENDIR', (id: number, path: string) => {
		const folder = posix.resolve('/', path);
		if (folders.has(folder)) stream.handle(id, handleFor(folder));
		else stream.status(id, NO_SUCH_FILE);
	});
	stream.on('READDIR', (id: number, handle: Buffer) => {
		const entry = open.get(handle.toString('hex'));
		if (!entry || entry.listed) return stream.status(id, entry ? EOF : FAILURE);
		entry.listed = true;
		const names = [...files.keys(), ...folders].filter((path) => path !== '/' && posix.dirname(path) === entry.path);
		const line = (path: string) => `${folders.has(path) ? 'd' : '-'}rw-r--r-- 1 0 0 ${attributes(path).size} Nov 14 12:00 ${posix.basename(path)}`;
		return stream.name(id, names.map((path) => ({ filename: posix.basename(path), longname: line(path), attrs: attributes(path) })));
	});
	stream.on('OPEN', (id: number, path: string, flags: number) => {
		const writing = (flags & codes.OPEN_MODE.WRITE) !== 0;
		if (!writing && !files.has(path)) return stream.status(id, NO_SUCH_FILE);
		if (writing) files.set(path, Buffer.alloc(0));
		return stream.handle(id, handleFor(path));
	});
	stream.on('READ', (id: number, handle: Buffer, offset: number, length: number) => {
		const content = files.get(open.get(handle.toString('hex'))?.path ?? '');
		if (!content) return stream.status(id, FAILURE);
		return offset >= content.length ? stream.status(id, EOF) : stream.data(id, content.subarray(offset, offset + length));
	});
	stream.on('WRITE', (id: number, handle: Buffer, offset: number, data: Buffer) => {
		const path = open.get(handle.toString('hex'))?.path ?? '';
		const before = files.get(path) ?? Buffer.alloc(0);
		files.set(path, Buffer.concat([before.subarray(0, offset), data, before.subarray(offset + data.length)]));
		stream.status(id, OK);
	});
	stream.on('CLOSE', (id: number, handle: Buffer) => {
		open.delete(handle.toString('hex'));
		stream.status(id, OK);
	});
	stream.on('RENAME', (id: number, from: string, to: string) => {
		const content = files.get(from);
		if (!content || files.has(to) || !folders.has(posix.dirname(to))) return stream.status(id, FAILURE);
		files.set(to, content);
		files.delete(from);
		return stream.status(id, OK);
	});
	stream.on('REMOVE', (id: number, path: string) => stream.status(id, files.delete(path) ? OK : NO_SUCH_FILE));
	stream.on('MKDIR', (id: number, path: string) => {
		folders.add(path);
		stream.status(id, OK);
	});
}
