/** The one way to send: in order, batch by batch, one request in flight, each document once. */
import type { IExecuteFunctions } from 'n8n-workflow';
import type { Denied, Limited, Unclear, Unreachable } from '../../core/plan/reply';
import type { Verdict } from '../../core/plan/verdict';
import type { Outcome } from '../../core/records/results';
import { deniedError } from './http';
import { chunked } from './lists';
import type { SendWords, Trace } from './sendWords';

/** What one request carries many of. */
export interface Outgoing {
	/** How the target knows it. */
	documentId: string;
}

/** What came back for one batch. */
export type Sent<V> =
	/**
	 * By document id. What stays `unknown` is looked up. `doubled`: the target called these duplicates, so they were there before.
	 * `stop`: why nothing more may go.
	 */
	| { kind: 'answered'; verdicts: ReadonlyMap<string, V>; doubled?: ReadonlySet<string>; stop?: string }
	/** Nothing of the batch was taken, and it may be because of one document; `verdict` is for one that was alone. */
	| { kind: 'refusedWhole'; note: string; verdict: V }
	| (Unclear & { stop?: string })
	| Unreachable
	| Limited
	| Denied;

/** What the target has of the documents, by document id (what is not mentioned is not there), or why it could not be asked. */
type Found = { traces: ReadonlyMap<string, Trace> } | { reason: string };

/** How one sort of document gets to a target and is found there again. */
export interface Channel<D extends Outgoing, V extends { outcome: Outcome } = Verdict> {
	words: SendWords<V>;
	/** Most documents of one request. */
	batch: number;
	/** Documents of a lower rank go before all of a higher one; 0 where absent. */
	rank?(document: D): number;
	/** Documents of two groups never share a request. */
	group?(document: D): string;
	/** Batches that were refused as a whole are halved so many times in a run; without limit where absent. */
	halvings?: number;
	/** One request for the whole batch. Never throws for what the target says. */
	send(documents: readonly D[]): Promise<Sent<V>>;
	/** Looks up documents whose answer left them open. Absent: they stay `unknown`, for targets that are looked at once after the run (iDoklad's window). */
	look?(documents: readonly D[]): Promise<Found>;
}

/** This many documents refused one after another, alone and with the same note: it is not about the documents. */
const SAME_NOTE = 3;

/** Batches in the order of sending: one group each, and no rank before a lower one. */
export function batchesOf<D>(
	documents: readonly D[],
	{ batch, rank = () => 0, group = () => '' }: { batch: number; rank?(document: NoInfer<D>): number; group?(document: NoInfer<D>): string },
): D[][] {
	const groups = new Map<string, { rank: number; documents: D[] }>();
	for (const document of documents) {
		const at = rank(document);
		const name = `${at} ${group(document)}`;
		const known = groups.get(name);
		if (known === undefined) groups.set(name, { rank: at, documents: [document] });
		else known.documents.push(document);
	}
	const inOrder = [...groups.values()].sort((a, b) => a.rank - b.rank);
	return inOrder.flatMap((one) => chunked(one.documents, batch));
}

/**
 * Sends documents batch by batch and finds out what became of each. Never sends a document twice: after an unclear answer it
 * is looked up, and otherwise left for the next run. What nothing can pass, or does not reach the target, stops the run: the
 * rest waits.
 */
export class Sender<D extends Outgoing, V extends { outcome: Outcome } = Verdict> {
	/** By document id; every document that was given has one when `send` returns. */
	readonly verdicts = new Map<string, V>();

	/** Login, right or plan ended the run. */
	denied?: Denied;

	/** Whether the target may have something of this run by now: from then on results must not be lost in an error of the node. */
	touched = false;

	/** Why the rest is not sent. */
	private stopped?: string;

	private sameNote = { note: '', count: 0 };

	private halvings: number;

	constructor(private readonly channel: Channel<D, V>) {
		this.halvings = channel.halvings ?? Infinity;
	}

	async send(documents: readonly D[]): Promise<void> {
		const queue = batchesOf(documents, this.channel);
		for (let batch = queue.shift(); batch !== undefined; batch = queue.shift()) {
			if (this.stopped === undefined) queue.unshift(...(await this.sendBatch(batch)));
			else this.settle(batch, this.channel.words.stopped(this.stopped));
		}
	}

	/** The same where a denial is an error of the node. @throws NodeApiError or NodeOperationError as long as nothing was touched */
	async sendOrThrow(context: IExecuteFunctions, documents: readonly D[]): Promise<void> {
		await this.send(documents);
		if (this.denied !== undefined && !this.touched) throw deniedError(context.getNode(), this.denied);
	}

	/** Sends one batch; what comes back are the parts of it that have to be sent again on their own. */
	private async sendBatch(batch: D[]): Promise<D[][]> {
		const { words } = this.channel;
		const sent = await this.channel.send(batch);
		if (sent.kind === 'refusedWhole') return this.refusedWhole(batch, sent);
		if (sent.kind === 'answered') await this.judge(batch, sent);
		else if (sent.kind === 'unclear') {
			this.touched = true;
			this.stopped = sent.stop;
			await this.recover(batch, sent.reason);
		} else if (sent.kind === 'denied') {
			this.denied = sent;
			this.stopped = words.denied(sent);
			this.settle(batch, words.stopped(this.stopped));
		} else {
			this.stopped = words.unreachable(sent.reason);
			this.settle(batch, words.notReached(sent.reason));
		}
		return [];
	}

	private async judge(batch: D[], { verdicts, doubled, stop }: Extract<Sent<V>, { kind: 'answered' }>): Promise<void> {
		this.touched = true;
		this.stopped = stop;
		this.sameNote = { note: '', count: 0 };
		for (const { documentId } of batch) {
			this.verdicts.set(documentId, verdicts.get(documentId) ?? this.channel.words.unknown('the answer does not mention it'));
		}
		const open = batch.filter(({ documentId }) => this.verdicts.get(documentId)?.outcome === 'unknown');
		if (open.length > 0 && this.channel.look) await this.recover(open, 'the answer does not settle it', doubled);
	}

	/** Nothing of the batch was taken: halves until the culprit stands alone, unless the note concerns all. */
	private refusedWhole(batch: D[], { note, verdict }: Extract<Sent<V>, { kind: 'refusedWhole' }>): D[][] {
		const { system, stopped } = this.channel.words;
		if (batch.length > 1 && this.halvings === 0) {
			this.settle(batch, stopped(`${system} refused a batch of ${batch.length} documents as a whole (${note})`));
			return [];
		}
		if (batch.length > 1) {
			this.halvings -= 1;
			const half = Math.ceil(batch.length / 2);
			return [batch.slice(0, half), batch.slice(half)];
		}
		this.touched = true;
		this.settle(batch, verdict);
		const count = note === this.sameNote.note ? this.sameNote.count + 1 : 1;
		this.sameNote = { note, count };
		if (count >= SAME_NOTE) this.stopped = `${system} refuses one document after another with the same words, ${note}`;
		return [];
	}

	/** The answer got lost or says nothing: a look-up now knows what became of the batch. `doubled` were there before. */
	private async recover(batch: D[], reason: string, doubled?: ReadonlySet<string>): Promise<void> {
		const { words } = this.channel;
		const { traced } = words;
		if (this.channel.look === undefined || traced === undefined) {
			this.settle(batch, words.unknown(reason));
			return;
		}
		const found = await this.channel.look(batch);
		const answered = (id: string) => this.verdicts.get(id);
		if (!('traces' in found)) {
			this.stopped = `the answer to an earlier request got lost, and looking up did not work either (${found.reason})`;
			const why = `${reason}; looking it up did not work either (${found.reason})`;
			for (const { documentId: id } of batch) this.verdicts.set(id, traced(undefined, why, false, answered(id)));
			return;
		}
		for (const { documentId: id } of batch) {
			const trace = found.traces.get(id) ?? { outcome: 'unknown', why: `it is not in ${words.system} so far` };
			this.verdicts.set(id, traced(trace, reason, doubled?.has(id) === true, answered(id)));
		}
	}

	private settle(batch: readonly D[], verdict: V): void {
		for (const { documentId } of batch) this.verdicts.set(documentId, verdict);
	}
}
