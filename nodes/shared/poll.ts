/** Triggers that ask from time to time: one poll at once, and a memory that moves only with what was handed on. */
import { DateTime } from 'luxon';
import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';

/** Triggers whose poll is under way in this process: n8n starts the next one on time even if this one is not done. */
const underWay = new Set<string>();

/** Part of the poll's time that may be used up before what was found is handed on. */
const SHARE = 0.4;
/** Milliseconds that an answer always has. */
const SHORTEST = 5_000;

/** The time that n8n gives a poll. */
export class PollTime {
	private readonly started = DateTime.utc().toMillis();

	private readonly share: number;

	constructor(context: IPollFunctions) {
		this.share = context.getPollBudgetMs() * SHARE;
	}

	/** Whether to hand on what is there and leave the rest to the next poll. */
	late(): boolean {
		return DateTime.utc().toMillis() - this.started > this.share;
	}

	/** Milliseconds for one answer; never 0, which would mean without limit. */
	timeout(wanted: number): number {
		return Math.max(SHORTEST, Math.min(wanted, this.share));
	}
}

export interface Polled<M> {
	items: INodeExecutionData[];
	/** What the next poll has to know; what is not named stays. */
	memory: Partial<M>;
}

interface PollSource<M> {
	/** What a test run in the editor shows; the memory stays as it is. */
	sample(): Promise<INodeExecutionData[]>;
	/** What is new. Undefined: the service gives no answer now, and the next poll asks for the same. */
	news(memory: Readonly<M>, now: number): Promise<Polled<M> | undefined>;
	/** Milliseconds between two polls, where n8n polls more often. */
	every?: number;
}

/** Polls never come to the second. */
const GRACE = 30_000;

async function pollNow<M extends object>(context: IPollFunctions, source: PollSource<M>): Promise<INodeExecutionData[]> {
	const kept = context.getWorkflowStaticData('node') as M & { polledAt?: number };
	const now = DateTime.utc().toMillis();
	if (source.every !== undefined) {
		if (kept.polledAt !== undefined && now - kept.polledAt < source.every - GRACE) return [];
		kept.polledAt = now;
	}
	const polled = await source.news(kept, now);
	if (polled === undefined) return [];
	Object.assign(kept, polled.memory as IDataObject);
	return polled.items;
}

/**
 * One poll; null when nothing is new. What a source throws leaves the memory as it was: nothing of what it found before
 * that is lost.
 */
export async function pollOnce<M extends object>(context: IPollFunctions, source: PollSource<M>): Promise<INodeExecutionData[][] | null> {
	const filled = (items: INodeExecutionData[]) => (items.length === 0 ? null : [items]);
	if (context.getMode() === 'manual') return filled(await source.sample());
	const name = `${context.getWorkflow().id}/${context.getNode().id}`;
	if (underWay.has(name)) return null;
	underWay.add(name);
	try {
		return filled(await pollNow(context, source));
	} finally {
		underWay.delete(name);
	}
}
