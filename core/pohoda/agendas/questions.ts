/**
 * Many questions in one request: each is a list request of its own, so that the answer tells which records belong to
 * which question. POHODA compares as its settings say (case, spaces), so nobody has to guess it from the records.
 */
import { ListError } from '../refusedList';
import type { Agenda } from './agenda';
import { readList, type ReadListOptions } from './answer';
import { declarationsFor } from './names';
import { listElement, type ListOptions } from './request';
import { APPLICATION, XML_DECLARATION } from '../constants';
import { encodeWindows1250 } from '../../text/windows1250';
import { element } from '../../xml/node';
import { startTag, writeXml } from '../../xml/write';

export type Question = Pick<ListOptions, 'kind' | 'filters' | 'parts' | 'extSystem'>;

/** Why POHODA would not understand a question; undefined where it does. */
export function questionFault(agenda: Agenda, question: Question): string | undefined {
	try {
		listElement(agenda.list, { ...question, ico: '' });
		return undefined;
	} catch (error) {
		return error.message;
	}
}

const idOf = (index: number): string => `q${index + 1}`;

/**
 * A dataPack with these questions about one agenda. Send it without the duplicity check: its ids are always the same.
 *
 * Throws ListRequestError for a question that POHODA would not understand.
 */
export function questionPack(agenda: Agenda, questions: readonly Question[], ico: string): Uint8Array {
	const items = questions.map((question, index) =>
		element('dat:dataPackItem', [listElement(agenda.list, { ...question, ico })], { version: '2.0', id: idOf(index) }),
	);
	const root = startTag('dat:dataPack', {
		...declarationsFor(items),
		version: '2.0',
		id: 'questions',
		...(ico === '' ? {} : { ico }),
		application: APPLICATION,
		note: '',
	});
	const text = items.map((item) => `${writeXml(item)}\n`).join('');
	return encodeWindows1250(`${XML_DECLARATION}${root}\n${text}</dat:dataPack>\n`, { missing: 'refuse' }).bytes;
}

/**
 * The records that answer each question, in the order of the questions.
 *
 * Throws as readList; ListError also where a question has no answer, which must not pass for "nothing found".
 */
export async function readQuestions<T>(
	agenda: Agenda,
	count: number,
	chunks: AsyncIterable<Uint8Array>,
	options: ReadListOptions = {},
): Promise<T[][]> {
	const found = new Map<string, T[]>();
	const { info, records } = readList<T>(agenda, chunks, options);
	for await (const { record, question } of records) {
		const known = found.get(question);
		if (known === undefined) found.set(question, [record]);
		else known.push(record);
	}
	const answered = new Set(info.answered);
	return Array.from({ length: count }, (_, index) => {
		const id = idOf(index);
		if (!answered.has(id)) throw new ListError('POHODA did not answer all that was asked.');
		return found.get(id) ?? [];
	});
}
