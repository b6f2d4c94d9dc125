/** Changes of one pack, as a person put it together, on their way to POHODA: what became of each item. */
import type { IExecuteFunctions } from 'n8n-workflow';
import type { RawKind } from '../../core/pohoda/agendas/raw';
import { readRawAnswer } from '../../core/pohoda/agendas/rawAnswer';
import type { RawAnswer } from '../../core/pohoda/agendas/rawAnswer';
import { outcomeOf } from '../../core/pohoda/outcome';
import type { DocumentOutcome } from '../../core/pohoda/outcome';
import { operationError } from '../shared/errors';
import type { MServer } from '../shared/pohoda/address';
import { once } from '../shared/pohoda/lists';
import { refusalOf } from '../shared/pohoda/refusals';
import type { Reply, XmlAnswer } from '../shared/pohoda/reply';
import { again, deniedError } from '../shared/http';
import { postXml } from '../shared/pohoda/transport';

/** Waits before a pack whose answer got lost is sent once more, in milliseconds. */
const AGAIN_AFTER = [1000, 3000];

/** One pack of changes, ready to go. */
export interface ChangePack {
	items: ReadonlyArray<{ id: string; kind: RawKind }>;
	bytes: Uint8Array;
}

export interface Exchanged {
	verdicts: DocumentOutcome[];
	answer?: RawAnswer;
	body?: Uint8Array;
}

const settled = (outcome: DocumentOutcome['outcome'], message: string): DocumentOutcome => ({ outcome, warnings: [], message });

/** Sends packs one after another; after what stops the transfer the rest waits. */
export class Exchange {
	private stopped?: string;

	private touched = false;

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly server: MServer,
	) {}

	/** Whether something may be changed in POHODA by now: from then on results must not be lost in an error of the node. */
	get hasChanged(): boolean {
		return this.touched;
	}

	/** @throws NodeApiError or NodeOperationError for wrong login, right, address or unit, as long as nothing was sent */
	async change(pack: ChangePack, timeout: number): Promise<Exchanged> {
		if (this.stopped !== undefined) return all(pack, 'waiting', stoppedBefore(this.stopped));
		const reply = await this.post(pack, timeout);
		if (reply.kind === 'unreachable') {
			this.stopped = reply.reason;
			return all(pack, 'waiting', `was not sent: POHODA mServer cannot be reached, ${reply.reason}. It goes with the next run.`);
		}
		if (reply.kind === 'denied') {
			if (!this.touched) throw deniedError(this.context.getNode(), reply);
			this.stopped = `${reply.reason}. ${reply.hint}`;
			return all(pack, 'waiting', stoppedBefore(this.stopped));
		}
		if (reply.kind === 'unclear') return all(pack, 'unknown', notKnown(reply.reason));
		const answer = await readAnswer(reply.data);
		if (typeof answer === 'string') return all(pack, 'unknown', notKnown(answer));
		return { ...this.judged(pack, answer), body: reply.data.body };
	}

	/**
	 * An import whose answer got lost goes once more under the same ids: mServer works in order, and its check for
	 * duplicates tells what the first one did. Other commands have no such check.
	 */
	private async post(pack: ChangePack, timeout: number): Promise<Reply> {
		const { context, server } = this;
		const post = async () => await postXml(context, server, pack.bytes, { checkDuplicity: true, timeout });
		const first = await post();
		if (first.kind === 'unclear') this.touched = true;
		const repeatable = pack.items.every(({ kind }) => kind === 'import');
		const once = async (): Promise<Reply> => {
			this.touched = true;
			const reply = await post();
			// Not reached now says nothing about the first time.
			return reply.kind === 'ok' ? reply : { kind: 'unclear', reason: reply.reason };
		};
		const clear = async (reply: Reply) => reply.kind !== 'unclear' && (reply.kind !== 'ok' || typeof (await readAnswer(reply.data)) !== 'string');
		return await again(first, repeatable ? AGAIN_AFTER : [], once, clear);
	}

	private judged(pack: ChangePack, answer: RawAnswer): Exchanged {
		const { state, note, items } = answer.pack;
		if (state === 'error' && items.length === 0) {
			const refusal = refusalOf(note);
			if (refusal !== undefined) {
				if (!this.touched) throw operationError(this.context.getNode(), refusal.message, refusal.hint);
				this.stopped = `${refusal.message}. ${refusal.hint}`;
			}
		} else {
			this.touched = true;
		}
		const verdicts = pack.items.map(({ id, kind }) => {
			const item = answer.items.get(id)?.item;
			const verdict = outcomeOf(item, answer.pack, 'the XML');
			const failed = item?.details.some((detail) => detail.state === 'error') === true;
			const done = item?.state === 'ok' && (item.documentState ?? 'ok') === 'ok' && state === 'ok' && !failed;
			if (kind !== 'command' || verdict.outcome !== 'unknown' || !done) return verdict;
			return { ...verdict, outcome: 'updated' as const, message: 'was carried out by POHODA.' };
		});
		return { verdicts, answer };
	}
}

function all(pack: ChangePack, outcome: DocumentOutcome['outcome'], message: string): Exchanged {
	return { verdicts: pack.items.map(() => settled(outcome, message)) };
}

function stoppedBefore(reason: string): string {
	return `was not sent, because the transfer stopped before it: ${reason}. It goes with the next run.`;
}

function notKnown(reason: string): string {
	return `was sent, but what became of it is not known: ${reason}. Send it again with the same Identity: POHODA's check for duplicates does an import once only.`;
}

/** The answer, or why it is none. */
export async function readAnswer(reply: XmlAnswer): Promise<RawAnswer | string> {
	try {
		return await readRawAnswer(once(reply));
	} catch (error) {
		return `the answer cannot be read (${error.message})`;
	}
}
