/** Waiting for what happens, not for a time. */

export const pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

/**
 * Asks again and again until there is an answer other than undefined or false; after the limit an Error that says what was
 * awaited. Milliseconds; it asks often at first, then every `every`.
 */
export async function until<T>(
	what: string,
	ask: () => Promise<T | undefined | false> | T | undefined | false,
	{ limit = 60_000, every = 150 } = {},
): Promise<T> {
	const end = Date.now() + limit;
	for (let wait = 1; ; wait = Math.min(every, wait * 2)) {
		const answer = await ask();
		if (answer !== undefined && answer !== false) return answer;
		if (Date.now() > end) throw new Error(`Waited ${limit / 1000} s in vain: ${what}`);
		await pause(wait);
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
