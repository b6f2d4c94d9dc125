/** Places in the repository and small helpers around files, ports and processes. */
import { randomInt } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
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

/**
 * Where servers listen that are started a while after their port was chosen, or again and again. Below the ports of outgoing
 * connections (32768 and up), each of which could take it meanwhile, and apart for each of jest's workers.
 */
const SPAN = 4000;
const FIRST_PORT = 20_000 + SPAN * (Number(process.env.JEST_WORKER_ID ?? 0) % 3);
let last = randomInt(SPAN);

/** A TCP port that is free on 127.0.0.1 and that nobody else here is given. */
export async function freePort(): Promise<number> {
	for (let tried = 0; tried < SPAN; tried += 1) {
		last = (last + 1) % SPAN;
		if (await isPortFree(FIRST_PORT + last)) return FIRST_PORT + last;
	}
	throw new Error(`No port from ${FIRST_PORT} to ${FIRST_PORT + SPAN - 1} is free.`);
}

/** Whether nothing listens on this port of 127.0.0.1. */
export function isPortFree(port: number): Promise<boolean> {
	return new Promise((resolve) => {
		const server = createServer();
		server.once('error', () => resolve(false));
		server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
	});
}
