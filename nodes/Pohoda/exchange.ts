/** Changes of one pack, as a person put it together, on their way to POHODA: what became of each item. */
import type { IExecuteFunctions } from 'n8n-workflow';
import type { RawKind } from '../../core/pohoda/agendas/raw';
import { readRawAnswer } from '../../core/pohoda/agendas/rawAnswer';
import type { RawAnswer } from '../../core/pohoda/agendas/rawAnswer';
import { outcomeOf } from '../../core/pohoda/outcome';
import type { Verdict } from '../../core/plan/verdict';
import type { MServer } from '../shared/pohoda/address';
import { once } from '../shared/pohoda/lists';
import type { Reply, XmlAnswer } from '../shared/pohoda/reply';
import { again } from '../shared/http';
import { postXml } from '../shared/pohoda/transport';
import { Sender } from '../shared/sender';
import type { Channel, Outgoing, Sent } from '../shared/sender';
import type { SendWords } from '../shared/sendWords';
import { deniedBy, POHODA_WORDS } from './packChannel';

/** Waits before a pack whose answer got lost is sent once more, in milliseconds. */
const AGAIN_AFTER = [1000, 3000];

/** One pack of changes, ready to go. */
interface ChangePack {
	items: ReadonlyArray<{ id: string; kind: RawKind }>;
	bytes: Uint8Array;
}

interface Change extends Outgoing {
	kind: RawKind;
}

interface Exchanged {
	verdicts: Verdict[];
	answer?: RawAnswer;
	body?: Uint8Array;
}

/** What became of XML that nobody can look up. */
const WORDS: SendWords<Verdict> = {
	...POHODA_WORDS,
	notReached: (reason) => ({
		outcome: 'waiting',
		warnings: [],
		message: `was not sent: POHODA mServer cannot be reached, ${reason}. It goes with the next run.`,
	}),
	unreachable: (reason) => reason,
	unknown: (reason) => ({
		outcome: 'unknown',
		warnings: [],
		message: `was sent, but what became of it is not known: ${reason}. Send it again with the same Identity: POHODA's check for duplicates does an import once only.`,
	}),
};

/**
 * Packs whose bytes a person put together: each is one batch, never parted, and nothing can be looked up. An import whose
 * answer got lost goes once more under the same ids instead: mServer works in order, and its check for duplicates tells what
 * the first one did. Other commands have no such check.
 */
class RawChannel implements Channel<Change> {
	readonly words = WORDS;

	readonly batch = Infinity;

	/** The pack whose turn it is. */
	pack: { bytes: Uint8Array; timeout: number } = { bytes: new Uint8Array(), timeout: 0 };

	/** What POHODA said of it, when that can be read. */
	answered: Pick<Exchanged, 'answer' | 'body'> = {};

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly server: MServer,
	) {}

	async send(items: readonly Change[]): Promise<Sent<Verdict>> {
		const first = await this.post();
		const repeatable = items.every(({ kind }) => kind === 'import');
		const reply = await again(first, repeatable ? AGAIN_AFTER : [], async () => await this.postAgain(), isClear);
		if (reply.kind !== 'ok') return reply;
		const answer = await readAnswer(reply.data);
		if (typeof answer === 'string') return { kind: 'unclear', reason: answer };
		this.answered = { answer, body: reply.data.body };
		return judged(items, answer, reply !== first);
	}

	private async post(): Promise<Reply> {
		const { bytes, timeout } = this.pack;
		return await postXml(this.context, this.server, bytes, { checkDuplicity: true, timeout });
	}

	/** Not reached now says nothing about the first time. */
	private async postAgain(): Promise<Reply> {
		const reply = await this.post();
		return reply.kind === 'ok' ? reply : { kind: 'unclear', reason: reply.reason };
	}
}

const isClear = async (reply: Reply): Promise<boolean> =>
	reply.kind !== 'unclear' && (reply.kind !== 'ok' || typeof (await readAnswer(reply.data)) !== 'string');

/** `repeated`: an earlier request may have done something. */
function judged(items: readonly Change[], answer: RawAnswer, repeated: boolean): Sent<Verdict> {
	const { state, note } = answer.pack;
	const denied = state === 'error' && answer.pack.items.length === 0 ? deniedBy(note) : undefined;
	if (denied !== undefined && !repeated) return denied;
	const verdictOf = ({ documentId, kind }: Change): Verdict => {
		const item = answer.items.get(documentId)?.item;
		const verdict = outcomeOf(item, answer.pack, 'the XML');
		const failed = item?.details.some((detail) => detail.state === 'error') === true;
		const done = item?.state === 'ok' && (item.documentState ?? 'ok') === 'ok' && state === 'ok' && !failed;
		if (kind !== 'command' || verdict.outcome !== 'unknown' || !done) return verdict;
		return { ...verdict, outcome: 'updated', message: 'was carried out by POHODA.' };
	};
	return {
		kind: 'answered',
		verdicts: new Map(items.map((item) => [item.documentId, verdictOf(item)])),
		...(denied === undefined ? {} : { stop: WORDS.denied(denied) }),
	};
}

/** Sends packs one after another; after what stops the transfer the rest waits. */
export class Exchange {
	private readonly channel: RawChannel;

	private readonly sender: Sender<Change>;

	constructor(
		private readonly context: IExecuteFunctions,
		server: MServer,
	) {
		this.channel = new RawChannel(context, server);
		this.sender = new Sender(this.channel);
	}

	/** Whether something may be changed in POHODA by now: from then on results must not be lost in an error of the node. */
	get hasChanged(): boolean {
		return this.sender.touched;
	}

	/** @throws NodeApiError or NodeOperationError for wrong login, right, address or unit, as long as nothing was sent */
	async change({ items, bytes }: ChangePack, timeout: number): Promise<Exchanged> {
		this.channel.pack = { bytes, timeout };
		this.channel.answered = {};
		await this.sender.sendOrThrow(this.context, items.map(({ id, kind }) => ({ documentId: id, kind })));
		return { verdicts: items.map(({ id }) => this.sender.verdicts.get(id) ?? WORDS.unknown('it has no result')), ...this.channel.answered };
	}
}

/** The answer, or why it is none. */
async function readAnswer(reply: XmlAnswer): Promise<RawAnswer | string> {
	try {
		return await readRawAnswer(once(reply));
	} catch (error) {
		return `the answer cannot be read (${error.message})`;
	}
}
