/** Packs of anything that POHODA imports: one dataPack in a request, what its answer means, and finding documents again. */
import { outcomeOf } from '../../core/pohoda/outcome';
import type { Origin } from '../../core/pohoda/outcome';
import type { PackOptions } from '../../core/pohoda/pack';
import { readResponse } from '../../core/pohoda/response';
import type { ResponsePack } from '../../core/pohoda/response';
import { SYSTEM } from '../../core/pohoda/target';
import type { Denied } from '../../core/plan/reply';
import { once } from '../shared/pohoda/lists';
import type { XmlAnswer } from '../shared/pohoda/reply';
import { refusalOf } from '../shared/pohoda/refusals';
import { postXml } from '../shared/pohoda/transport';
import type { Channel, Outgoing, Sent } from '../shared/sender';
import { sendWords } from '../shared/sendWords';
import type { Trace } from '../shared/sendWords';
import type { Verdict } from '../../core/plan/verdict';
import type { Asker, LookUp } from './lookup';

/** One dataPackItem; its document id is dataPackItem/@id. */
export interface PackItem extends Outgoing {
	/** dataPack/@id */
	packId: string;
}

/** How one sort of thing is packed, and looked up when an answer leaves it open. */
export interface PackForm<T extends PackItem> {
	/** Where a person corrects a value that POHODA does not take. */
	origin: Origin;
	pack(documents: readonly T[], options: PackOptions): Uint8Array;
	/** By document id; what is not mentioned is not in POHODA. */
	find(documents: readonly T[]): Promise<{ kind: 'found'; traces: ReadonlyMap<string, Trace> } | Exclude<LookUp, { kind: 'found' }>>;
	rank?(document: T): number;
}

export const POHODA_WORDS = sendWords(SYSTEM, 'POHODA mServer', 'mServer');

/** One dataPack id in each request. */
export const byPack = ({ packId }: PackItem): string => packId;

/** The note says that no document can pass: it is no matter of one of them. */
export function deniedBy(note: string): Denied | undefined {
	const refusal = refusalOf(note);
	return refusal && { kind: 'denied', reason: refusal.message, hint: refusal.hint };
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

function judged(documents: readonly PackItem[], answer: ResponsePack, origin: Origin): Sent<Verdict> {
	if (answer.state === 'error' && answer.items.length === 0) {
		return deniedBy(answer.note) ?? { kind: 'refusedWhole', note: answer.note, verdict: outcomeOf(undefined, answer) };
	}
	const items = new Map(answer.items.map((item) => [item.id, item]));
	return {
		kind: 'answered',
		verdicts: new Map(documents.map(({ documentId }) => [documentId, outcomeOf(items.get(documentId), answer, origin)])),
		doubled: new Set(answer.items.filter((item) => item.duplicity !== undefined).map(({ id }) => id)),
	};
}

/**
 * Documents over mServer, `batch` of them in a pack, with POHODA's check for duplicates on. mServer works in order, so a
 * look after an unclear answer knows what became of the pack.
 */
export function packChannel<T extends PackItem>({ context, server, timeout }: Asker, batch: number, form: PackForm<T>): Channel<T> {
	return {
		words: POHODA_WORDS,
		batch,
		rank: form.rank,
		group: byPack,
		async send(documents) {
			const [{ packId }] = documents;
			const bytes = form.pack(documents, { packId, ico: server.ico, note: packId });
			const reply = await postXml(context, server, bytes, { checkDuplicity: true, timeout });
			if (reply.kind !== 'ok') return reply;
			const answer = await readAnswer(reply.data, packId);
			return typeof answer === 'string' ? { kind: 'unclear', reason: answer } : judged(documents, answer, form.origin);
		},
		look: async (documents) => await form.find(documents),
	};
}
