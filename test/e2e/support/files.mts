/** Places in the repository and small helpers around files, ports and processes. */
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';

export const PACKAGE_NAME = 'n8n-nodes-ekasa-sync';

/** The repository: the nearest folder upwards from the working folder whose package.json carries our name. */
export function repositoryRoot(): string {
	for (let folder = process.cwd(); ; folder = dirname(folder)) {
		const file = join(folder, 'package.json');
		if (existsSync(file) && (JSON.parse(readFileSync(file, 'utf8')) as { name?: string }).name === PACKAGE_NAME) {
			return folder;
		}
		if (folder === dirname(folder)) throw new Error(`Run this inside the ${PACKAGE_NAME} repository.`);
	}
}

/** A TCP port that is free on 127.0.0.1 at this moment. */
export function freePort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const server = createServer();
		server.once('error', reject);
		server.listen(0, '127.0.0.1', () => {
			const { port } = server.address() as AddressInfo;
			server.close(() => resolve(port));
		});
	});
}

/** Whether nothing listens on this port of 127.0.0.1. */
export function isPortFree(port: number): Promise<boolean> {
	return new Promise((resolve) => {
		const server = createServer();
		server.once('error', () => resolve(false));
		server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
	});
}
