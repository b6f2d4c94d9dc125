import { setTimeout as delay } from 'node:timers/promises';

/** The waits of slow answers: they end after their time, when a test lets them go, or when the stand-in stops. */
export class Waits {
	private held = new AbortController();

	async wait(milliseconds: number, stopping: AbortSignal): Promise<void> {
		await delay(milliseconds, undefined, { signal: AbortSignal.any([stopping, this.held.signal]) }).catch(() => undefined);
	}

	/** Ends those that have begun, so that no test has to guess how long something takes. */
	release(): void {
		this.held.abort();
		this.held = new AbortController();
	}
}
