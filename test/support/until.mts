import { setImmediate as turn } from 'node:timers/promises';

/** Waits for a condition, never for a time; the limit only keeps a test that fails from waiting for ever. */
export async function until(what: string, holds: () => boolean): Promise<void> {
	const end = Date.now() + 30_000;
	while (!holds()) {
		if (Date.now() > end) throw new Error(`Waited in vain: ${what}`);
		await turn();
	}
}

/** The code of the error of a client that gives up, which it does when the condition holds. */
export async function giveUp(send: (leaving: AbortSignal) => Promise<unknown>, what: string, holds: () => boolean): Promise<unknown> {
	const leaving = new AbortController();
	const code = send(leaving.signal).then(
		() => 'it was answered',
		({ code: why }: { code?: string }) => why,
	);
	await until(what, holds);
	leaving.abort();
	return await code;
}
