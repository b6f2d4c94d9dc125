import { outcomeOf } from '../../core/pohoda/outcome';
import type { DocumentOutcome } from '../../core/pohoda/outcome';
import { buildPack } from '../../core/pohoda/pack';
import { readResponse } from '../../core/pohoda/response';
import type { ResponsePack } from '../../core/pohoda/response';
import type { DocumentDraft } from '../../core/rules/draft';
import { readMembers } from '../../core/rules/members';
import { operationError } from '../shared/errors';
import { chunked, once } from '../shared/pohoda/lists';
import { findByExtIds } from './lookup';
import type { Asker } from './lookup';
import { refusalOf } from '../shared/pohoda/refusals';
import { denied, postXml } from '../shared/pohoda/transport';

export interface SendOptions extends Asker {
	packSize: number;
}

/** This many documents refused one after another, alone and with the same note: it is not about the documents. */
const SAME_NOTE = 3;

/** Packs in the order of sending: one dataPack id each, and returns never before the sales of another register. */
export function packsOf(drafts: readonly DocumentDraft[], size: number): DocumentDraft[][] {
	const groups = new Map<string, DocumentDraft[]>();
	for (const draft of drafts) {
		const group = `${draft.type === 'return' ? 1 : 0} ${draft.packId}`;
		const known = groups.get(group);
		if (known === undefined) groups.set(group, [draft]);
		else known.push(draft);
	}
	const inOrder = [...groups].sort(([a], [b]) => Number(a[0]) - Number(b[0]));
	return inOrder.flatMap(([, group]) => chunked(group, size));
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
export class Sender {
	/** By document id; every draft that was given has one when `send` returns. */
	readonly verdicts = new Map<string, DocumentOutcome>();

	/** Why the rest is not sent. */
	private stopped?: string;

	/** Whether something was handed over to POHODA: from then on results must not be lost in an error of the node. */
	private touched = false;

	private sameNote = { note: '', count: 0 };

	constructor(private readonly options: SendOptions) {}

	/** @throws NodeApiError or NodeOperationError for wrong login, right, address or unit, as long as nothing was sent */
	async send(drafts: readonly DocumentDraft[]): Promise<void> {
		const queue = packsOf(drafts, this.options.packSize);
		for (let pack = queue.shift(); pack !== undefined; pack = queue.shift()) {
			if (this.stopped !== undefined) this.settle(pack, () => stoppedBefore(this.stopped ?? ''));
			else queue.unshift(...(await this.sendPack(pack)));
		}
	}

	/** Sends one pack; what comes back are the parts of it that have to be sent again on their own. */
	private async sendPack(pack: DocumentDraft[]): Promise<DocumentDraft[][]> {
		const { context, server, timeout } = this.options;
		const bytes = buildPack(pack, { packId: pack[0].packId, ico: server.ico, note: pack[0].packId });
		const reply = await postXml(context, server, bytes, { checkDuplicity: true, timeout });
		if (reply.kind === 'unreachable') {
			this.stopped = `mServer cannot be reached, ${reply.reason}`;
			this.settle(pack, () => notReached(reply.reason));
		} else if (reply.kind === 'denied') {
			if (!this.touched) throw denied(context, reply);
			this.stop(pack, `${reply.reason}. ${reply.hint}`);
		} else if (reply.kind === 'unclear') {
			this.touched = true;
			await this.recover(pack, reply.reason);
		} else {
			const answer = await readAnswer(reply.body, pack[0].packId);
			if (typeof answer !== 'string') return await this.judge(pack, answer);
			this.touched = true;
			await this.recover(pack, answer);
		}
		return [];
	}

	private async judge(pack: DocumentDraft[], answer: ResponsePack): Promise<DocumentDraft[][]> {
		if (answer.state === 'error' && answer.items.length === 0) return this.refusedAsWhole(pack, answer);
		this.touched = true;
		this.sameNote = { note: '', count: 0 };
		const items = new Map(answer.items.map((item) => [item.id, item]));
		this.settle(pack, (draft) => outcomeOf(items.get(draft.documentId), answer));
		const open = pack.filter((draft) => this.verdicts.get(draft.documentId)?.outcome === 'unknown');
		const doubled = new Set(answer.items.filter((item) => item.duplicity !== undefined).map(({ id }) => id));
		if (open.length > 0) await this.recover(open, 'the answer does not settle it', doubled);
		return [];
	}

	/** Nothing of the pack was taken: halves until the culprit stands alone, unless the note concerns all. */
	private refusedAsWhole(pack: DocumentDraft[], answer: ResponsePack): DocumentDraft[][] {
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
	private async recover(pack: DocumentDraft[], reason: string, doubled?: ReadonlySet<string>): Promise<void> {
		const agendas = [...new Set(pack.map(({ target }) => target))];
		const ids = pack.map(({ documentId }) => documentId);
		const found = await findByExtIds(this.options, agendas, ids);
		if (found.kind !== 'found') {
			this.stopped = `the answer to an earlier request got lost, and looking up did not work either (${found.reason})`;
			this.settle(pack, () => notKnown(`${reason}; looking it up did not work either (${found.reason})`));
			return;
		}
		const byExtId = new Map(found.documents.flatMap((one) => one.extIds.map((extId) => [extId, one] as const)));
		this.settle(pack, (draft) => {
			const document = byExtId.get(draft.documentId);
			if (document === undefined) return notKnown(`${reason}, and it is not in POHODA so far`);
			const { id, number } = document;
			// A day's document of this number may be another run's, with other receipts: then ours are planned anew.
			const before = doubled?.has(draft.documentId) === true || !holdsTheSame(draft, document.intNote);
			const text = `The answer left it open (${reason}); the document was found in POHODA by its extId.`;
			return {
				outcome: before ? 'duplicate' : 'created',
				id,
				number,
				warnings: [{ code: 'recovered', text }],
				message: `${before ? 'was in POHODA already' : 'was created in POHODA'} as ${number ?? `id ${id}`}. ${text}`,
			};
		});
	}

	private stop(pack: DocumentDraft[], reason: string): void {
		this.stopped = reason;
		this.settle(pack, () => stoppedBefore(reason));
	}

	private settle(pack: DocumentDraft[], verdict: (draft: DocumentDraft) => DocumentOutcome): void {
		for (const draft of pack) this.verdicts.set(draft.documentId, verdict(draft));
	}
}

/** Whether a document found by its extId holds the records of the draft; documents of one record always do. */
function holdsTheSame({ intNote: ours = '' }: DocumentDraft, theirs = ''): boolean {
	const members = new Set(readMembers(theirs));
	const wanted = readMembers(ours);
	return wanted.length === 0 || (wanted.length === members.size && wanted.every((key) => members.has(key)));
}

/** The answer to this pack, or why it is none. */
async function readAnswer(body: Uint8Array, packId: string): Promise<ResponsePack | string> {
	try {
		const answer = await readResponse(once(body));
		// A refused envelope is answered without the id.
		const ours = answer.id === packId || (answer.id === '' && answer.items.length === 0);
		return ours ? answer : `the answer belongs to another transfer ("${answer.id}")`;
	} catch (error) {
		return `the answer cannot be read (${error.message})`;
	}
}
