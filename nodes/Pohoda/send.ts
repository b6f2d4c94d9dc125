/** Sending anything that POHODA imports, each exactly once, and finding out what became of it. */
import { outcomeOf } from '../../core/pohoda/outcome';
import type { DocumentOutcome, Origin } from '../../core/pohoda/outcome';
import type { PackOptions } from '../../core/pohoda/pack';
import { readResponse } from '../../core/pohoda/response';
import type { ResponsePack } from '../../core/pohoda/response';
import { operationError } from '../shared/errors';
import { chunked, once } from '../shared/pohoda/lists';
import type { Asker, LookUp } from './lookup';
import type { XmlAnswer } from '../shared/pohoda/reply';
import { refusalOf } from '../shared/pohoda/refusals';
import { deniedError } from '../shared/http';
import { postXml } from '../shared/pohoda/transport';

/** One dataPackItem. */
export interface Outgoing {
	/** dataPackItem/@id */
	documentId: string;
	/** dataPack/@id */
	packId: string;
}

/** What POHODA has of something whose answer was unclear. */
export type Trace =
	| {
			/** What became of it: `duplicate` when it was there before this run. */
			outcome: 'created' | 'updated' | 'duplicate';
			id?: string;
			number?: string;
			/** Total of a document of receipts. */
			total?: number;
			/** What was found, continuing "The answer left it open (…); ", e.g. "the document was found in POHODA by its extId". */
			found: string;
			/** Continues the name of the record, e.g. "was created in POHODA"; by the outcome where absent. */
			done?: string;
	  }
	/** Why nothing is known, continuing "what became of it is not known: …, ". */
	| { outcome: 'unknown'; why: string };

type Found = { kind: 'found'; traces: ReadonlyMap<string, Trace> } | Exclude<LookUp, { kind: 'found' }>;

/** How one sort of thing is packed, and looked up when an answer leaves it open. */
export interface Channel<T extends Outgoing> {
	/** Where a person corrects a value that POHODA does not take. */
	origin: Origin;
	pack(documents: readonly T[], options: PackOptions): Uint8Array;
	/** By document id; what is not mentioned is not in POHODA. */
	find(documents: readonly T[]): Promise<Found>;
	/** Documents of a lower rank go before all of a higher one; 0 where absent. */
	rank?(document: T): number;
}

interface SendOptions extends Asker {
	packSize: number;
}

/** This many documents refused one after another, alone and with the same note: it is not about the documents. */
const SAME_NOTE = 3;

/** Packs in the order of sending: one dataPack id each, and no rank before a lower one of another pack. */
export function packsOf<T extends Outgoing>(documents: readonly T[], size: number, rank: (document: T) => number = () => 0): T[][] {
	const groups = new Map<string, { rank: number; documents: T[] }>();
	for (const document of documents) {
		const at = rank(document);
		const group = `${at} ${document.packId}`;
		const known = groups.get(group);
		if (known === undefined) groups.set(group, { rank: at, documents: [document] });
		else known.documents.push(document);
	}
	const inOrder = [...groups.values()].sort((a, b) => a.rank - b.rank);
	return inOrder.flatMap((group) => chunked(group.documents, size));
}

const settled = (outcome: DocumentOutcome['outcome'], message: string): DocumentOutcome => ({
	outcome,
	warnings: [],
	message,
});

const notReached = (reason: string) =>
	settled(
		'waiting',
		`was not sent: POHODA mServer cannot be reached, ${reason}. Nothing is lost; it goes with the next run.`,
	);

const stoppedBefore = (reason: string) =>
	settled('waiting', `was not sent, because the transfer stopped before it: ${reason}. It goes with the next run.`);

const notKnown = (reason: string) =>
	settled(
		'unknown',
		`was sent, but what became of it is not known: ${reason}. The next run looks it up in POHODA and sends it only if it is not there.`,
	);

/**
 * Sends documents pack by pack, one request in flight, and finds out what became of each. Never sends a document twice:
 * after an unclear answer it is looked up by its extId and otherwise left for the next run.
 */
export class Sender<T extends Outgoing> {
	/** By document id; every draft that was given has one when `send` returns. */
	readonly verdicts = new Map<string, DocumentOutcome>();

	/** Why the rest is not sent. */
	private stopped?: string;

	/** Whether something was handed over to POHODA: from then on results must not be lost in an error of the node. */
	private touched = false;

	private sameNote = { note: '', count: 0 };

	constructor(
		private readonly options: SendOptions,
		private readonly channel: Channel<T>,
	) {}

	/** @throws NodeApiError or NodeOperationError for wrong login, right, address or unit, as long as nothing was sent */
	async send(documents: readonly T[]): Promise<void> {
		const queue = packsOf(documents, this.options.packSize, this.channel.rank);
		for (let pack = queue.shift(); pack !== undefined; pack = queue.shift()) {
			if (this.stopped !== undefined) this.settle(pack, () => stoppedBefore(this.stopped ?? ''));
			else queue.unshift(...(await this.sendPack(pack)));
		}
	}

	/** Sends one pack; what comes back are the parts of it that have to be sent again on their own. */
	private async sendPack(pack: T[]): Promise<T[][]> {
		const { context, server, timeout } = this.options;
		const bytes = this.channel.pack(pack, { packId: pack[0].packId, ico: server.ico, note: pack[0].packId });
		const reply = await postXml(context, server, bytes, { checkDuplicity: true, timeout });
		if (reply.kind === 'unreachable') {
			this.stopped = `mServer cannot be reached, ${reply.reason}`;
			this.settle(pack, () => notReached(reply.reason));
		} else if (reply.kind === 'denied') {
			if (!this.touched) throw deniedError(context.getNode(), reply);
			this.stop(pack, `${reply.reason}. ${reply.hint}`);
		} else if (reply.kind === 'unclear') {
			this.touched = true;
			await this.recover(pack, reply.reason);
		} else {
			const answer = await readAnswer(reply.data, pack[0].packId);
			if (typeof answer !== 'string') return await this.judge(pack, answer);
			this.touched = true;
			await this.recover(pack, answer);
		}
		return [];
	}

	private async judge(pack: T[], answer: ResponsePack): Promise<T[][]> {
		if (answer.state === 'error' && answer.items.length === 0) return this.refusedAsWhole(pack, answer);
		this.touched = true;
		this.sameNote = { note: '', count: 0 };
		const items = new Map(answer.items.map((item) => [item.id, item]));
		this.settle(pack, ({ documentId }) => outcomeOf(items.get(documentId), answer, this.channel.origin));
		const open = pack.filter(({ documentId }) => this.verdicts.get(documentId)?.outcome === 'unknown');
		const doubled = new Set(answer.items.filter((item) => item.duplicity !== undefined).map(({ id }) => id));
		if (open.length > 0) await this.recover(open, 'the answer does not settle it', doubled);
		return [];
	}

	/** Nothing of the pack was taken: halves until the culprit stands alone, unless the note concerns all. */
	private refusedAsWhole(pack: T[], answer: ResponsePack): T[][] {
		const refusal = refusalOf(answer.note);
		if (refusal) {
			const { context } = this.options;
			if (!this.touched) throw operationError(context.getNode(), refusal.message, refusal.hint);
			this.stop(pack, `${refusal.message}. ${refusal.hint}`);
			return [];
		}
		if (pack.length > 1) {
			const half = Math.ceil(pack.length / 2);
			return [pack.slice(0, half), pack.slice(half)];
		}
		this.settle(pack, () => outcomeOf(undefined, answer));
		const count = answer.note === this.sameNote.note ? this.sameNote.count + 1 : 1;
		this.sameNote = { note: answer.note, count };
		this.touched = true;
		if (count >= SAME_NOTE) this.stopped = `POHODA refuses one document after another with the same words, ${answer.note}`;
		return [];
	}

	/**
	 * The answer got lost or says nothing: mServer works in order, so a look-up now knows what became of the pack.
	 * `doubled` were there before.
	 */
	private async recover(pack: T[], reason: string, doubled?: ReadonlySet<string>): Promise<void> {
		const found = await this.channel.find(pack);
		if (found.kind !== 'found') {
			this.stopped = `the answer to an earlier request got lost, and looking up did not work either (${found.reason})`;
			const why = `${reason}; looking it up did not work either (${found.reason})`;
			this.settle(pack, ({ documentId }) => withAnswer(notKnown(why), this.verdicts.get(documentId)));
			return;
		}
		this.settle(pack, ({ documentId }) => {
			const trace = found.traces.get(documentId) ?? { outcome: 'unknown', why: 'it is not in POHODA so far' };
			return withAnswer(verdictOf(trace, reason, doubled?.has(documentId) === true), this.verdicts.get(documentId));
		});
	}

	private stop(pack: T[], reason: string): void {
		this.stopped = reason;
		this.settle(pack, () => stoppedBefore(reason));
	}

	private settle(pack: T[], verdict: (document: T) => DocumentOutcome): void {
		for (const document of pack) this.verdicts.set(document.documentId, verdict(document));
	}
}

const DONE = { created: 'was created in POHODA', updated: 'was updated in POHODA', duplicate: 'was in POHODA already' };

/** The verdict on something that was looked up; `before`: POHODA called it a duplicate. */
function verdictOf(trace: Trace, reason: string, before: boolean): DocumentOutcome {
	if (trace.outcome === 'unknown') return notKnown(`${reason}, and ${trace.why}`);
	const { id, number, total } = trace;
	const outcome = before ? 'duplicate' : trace.outcome;
	const text = `The answer left it open (${reason}); ${trace.found}.`;
	const done = (before ? undefined : trace.done) ?? DONE[outcome];
	const name = number ?? (id === undefined ? undefined : `id ${id}`);
	return {
		outcome,
		...(id === undefined ? {} : { id }),
		...(number === undefined ? {} : { number }),
		...(total === undefined ? {} : { total }),
		warnings: [{ code: 'recovered', text }],
		message: `${done}${name === undefined ? '' : ` as ${name}`}. ${text}`,
	};
}

/** What the answer said of it stays: POHODA's id and number where the look-up gave none, and its remarks. */
function withAnswer(verdict: DocumentOutcome, answered: DocumentOutcome | undefined): DocumentOutcome {
	if (answered === undefined) return verdict;
	const { id, number, warnings } = answered;
	const problems = warnings.filter(({ problem }) => problem).map(({ text, code }) => `${text} [${code}]`);
	const told = problems.length === 0 ? '' : ` POHODA said about it: ${problems.join('; ')}. Compare the document in POHODA with what was sent.`;
	return {
		...(id === undefined ? {} : { id }),
		...(number === undefined ? {} : { number }),
		...verdict,
		warnings: [...verdict.warnings, ...warnings],
		message: `${verdict.message}${told}`,
	};
}

/** The answer to this pack, or why it is none. */
async function readAnswer(reply: XmlAnswer, packId: string): Promise<ResponsePack | string> {
	try {
		const answer = await readResponse(once(reply));
		// A refused envelope is answered without the id.
		const ours = answer.id === packId || (answer.id === '' && answer.items.length === 0);
		return ours ? answer : `the answer belongs to another transfer ("${answer.id}")`;
	} catch (error) {
		return `the answer cannot be read (${error.message})`;
	}
}
