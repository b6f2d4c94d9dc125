/** Asks the agenda how it rounds before anything is sent; as few questions as there are kinds of payment. */
import type { RequestDraft } from '../../../core/idoklad/draft';
import { judge, probe } from '../../../core/idoklad/recount';
import type { RecountAnswer, RecountRequest } from '../../../core/idoklad/recount';
import type { Reply } from '../../../core/plan/reply';
import type { Fate } from '../../../core/idoklad/results';
import { roundingClasses, roundingReason } from '../../../core/idoklad/rounding';
import type { RoundingClass, RoundingWay } from '../../../core/idoklad/rounding';
import type { Books } from '../../../core/idoklad/types';

export type AskRecount = (request: RecountRequest) => Promise<Reply<RecountAnswer>>;

interface Checked {
	/** To be sent. */
	drafts: RequestDraft[];
	/** By documentId: held or waiting. */
	fates: Map<string, Fate>;
}

interface Answers {
	ways: Map<string, RoundingWay | undefined>;
	/** Lines that iDoklad computes in another way. */
	wrong: Map<string, number>;
	/** Class → why nobody answered. */
	unanswered: Map<string, string>;
}

async function ask(classes: readonly RoundingClass[], books: Books, recount: AskRecount, questions: number): Promise<Answers> {
	const answers: Answers = { ways: new Map(), wrong: new Map(), unanswered: new Map() };
	for (const [index, one] of classes.entries()) {
		answers.ways.set(one.key, one.predicted);
		if (index >= questions) {
			if (one.predicted === undefined)
				answers.unanswered.set(one.key, 'how the agenda rounds with these payments is asked in the next run');
			continue;
		}
		const asked = probe(one, books.vatRates);
		const reply = await recount(asked);
		if (reply.kind === 'ok') {
			const { way, wrong } = judge(asked, reply.data);
			answers.ways.set(one.key, way ?? one.predicted);
			for (const [line, amount] of wrong) answers.wrong.set(line, amount);
		} else if (reply.kind !== 'refused' || one.predicted === undefined) {
			answers.unanswered.set(one.key, reply.kind === 'refused' ? `Recount was refused (${reply.message})` : reply.reason);
		}
	}
	return answers;
}

/**
 * Sorts out what the agenda would round in another way than the till (held), and what could not be asked (waiting).
 *
 * @param questions most calls of Recount
 */
export async function checkRounding(
	drafts: readonly RequestDraft[],
	books: Books,
	recount: AskRecount,
	questions: number,
): Promise<Checked> {
	const classes = roundingClasses(drafts, books.agenda, books.paymentOptions);
	const answers = await ask(classes, books, recount, questions);
	const classOf = new Map(
		classes.flatMap(({ key, drafts: members }) => members.map(({ documentId }) => [documentId, key] as const)),
	);
	const checked: Checked = { drafts: [], fates: new Map() };
	for (const draft of drafts) {
		const key = classOf.get(draft.documentId);
		const unanswered = key === undefined ? undefined : answers.unanswered.get(key);
		const currency = books.currencies.find(({ Id }) => Id === draft.request.CurrencyId)?.Code ?? 'CZK';
		const reason = key === undefined ? undefined : roundingReason(draft, answers.ways.get(key), answers.wrong, currency);
		if (unanswered !== undefined) checked.fates.set(draft.documentId, { outcome: 'waiting', reason: unanswered });
		else if (reason)
			checked.fates.set(draft.documentId, { outcome: 'held', code: reason.code, reason: reason.text, todo: reason.todo });
		else checked.drafts.push(draft);
	}
	return checked;
}
