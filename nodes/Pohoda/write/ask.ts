/** Looking records up before and after they are written: one question for each record, many in one request. */
import { AGENDAS } from '../../../core/pohoda/agendas/index';
import type { Agenda } from '../../../core/pohoda/agendas/agenda';
import type { RecordFilter } from '../../../core/pohoda/agendas/filters';
import { spellingsOf } from '../../../core/pohoda/agendas/matching';
import { questionPack, readQuestions } from '../../../core/pohoda/agendas/questions';
import type { Question } from '../../../core/pohoda/agendas/questions';
import type { Fields } from '../../../core/pohoda/agendas/table';
import { chunked } from '../../shared/lists';
import { once } from '../../shared/pohoda/lists';
import { ask } from '../../shared/pohoda/transport';
import { lookUpError } from '../lookup';
import type { Asker, LookUp } from '../lookup';
import type { Asked } from '../unit';
import type { WrittenAgenda } from './entries';

/** Questions in one request. */
const QUESTIONS = 100;

export function questionOf(record: Fields, filter: RecordFilter, name: WrittenAgenda): Question {
	const agenda: Agenda = AGENDAS[name];
	return { filters: spellingsOf(filter), ...(agenda.list.kind === undefined ? {} : { kind: String(record.type) }) };
}

type Answers = { kind: 'found'; records: Fields[][] } | Exclude<LookUp, { kind: 'found' }>;

async function askPart(asker: Asker, agenda: Agenda, questions: readonly Question[], source: string): Promise<Answers> {
	const { context, server, timeout } = asker;
	const reply = await ask(context, server, questionPack(agenda, questions, server.ico), timeout);
	if (reply.kind !== 'ok') return reply;
	try {
		return { kind: 'found', records: await readQuestions<Fields>(agenda, questions.length, once(reply.data), { source }) };
	} catch (error) {
		// ListError is POHODA's own word; anything else is an answer that cannot be trusted.
		const refused = error.name === 'ListError';
		return refused ? { kind: 'refused', reason: error.message } : { kind: 'unclear', reason: error.message };
	}
}

/** The records that answer each question, in the order of the questions; nothing is asked where there is no question. */
export async function askRecords(
	asker: Asker,
	agenda: Agenda,
	questions: readonly Question[],
	source: string,
): Promise<Answers> {
	const records: Fields[][] = [];
	for (const part of chunked(questions, QUESTIONS)) {
		const answer = await askPart(asker, agenda, part, source);
		if (answer.kind !== 'found') return answer;
		records.push(...answer.records);
	}
	return { kind: 'found', records };
}

/**
 * The same before anything was sent: login, right or a refused question are errors of the node.
 *
 * @throws NodeApiError or NodeOperationError
 */
export function answersOf(asker: Asker, found: Answers): Asked<Fields[][]> {
	if (found.kind === 'found') return { ok: true, value: found.records };
	if (found.kind === 'denied' || found.kind === 'refused') throw lookUpError(asker.context, found);
	return { ok: false, reason: found.reason };
}
