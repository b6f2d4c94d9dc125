/** Looking up what a record means in POHODA, before anything is sent. */
import { AGENDAS } from '../../../core/pohoda/agendas/index';
import type { RecordFilter } from '../../../core/pohoda/agendas/filters';
import { describeMissing, filterOf } from '../../../core/pohoda/agendas/matching';
import { questionFault } from '../../../core/pohoda/agendas/questions';
import type { Fields } from '../../../core/pohoda/agendas/table';
import { creationId, ourExternalId } from '../../../core/pohoda/agendas/transfer';
import type { Asker } from '../lookup';
import type { Asked } from '../unit';
import { answersOf, askRecords, questionOf } from './ask';
import type { RecordBook } from './book';
import { traceFilter } from './compose';
import type { Sought } from './decide';
import { generationOf } from './entries';
import type { Entry } from './entries';
import type { WriteSettings } from './settings';

/** Sent or written into a file before, and nobody knows whether it arrived. */
const isUnclear = ({ sync }: Entry): boolean => sync?.previous === 'unknown' || sync?.previous === 'written';

/** What a record is looked up by; refuses those that would have to be and cannot. */
function filterFor(entry: Entry, settings: WriteSettings, book: RecordBook): { go: boolean; filter?: RecordFilter } {
	const { agenda, action, matchBy, source } = settings;
	if (matchBy === undefined) {
		const filter = isUnclear(entry) ? traceFilter(entry, settings) : undefined;
		return { go: true, ...(filter === undefined ? {} : { filter }) };
	}
	const { record } = entry;
	if (matchBy === 'id' && record.source !== undefined && record.source !== source) {
		book.refuse(entry, [`its id is one of ${record.source}, not of this POHODA (${source}). Match it by something else.`]);
		return { go: false };
	}
	const filter = filterOf(agenda, record, matchBy, ourExternalId(creationId(record.key, generationOf(entry))));
	if (filter === undefined) {
		// A new contact without IČO has nothing that it could double; POHODA knows it by its key.
		if (action === 'create' || (action === 'upsert' && agenda === 'contact')) return { go: true };
		book.refuse(entry, [`${describeMissing(matchBy)}.`]);
		return { go: false };
	}
	const fault = questionFault(AGENDAS[agenda], questionOf(record, filter, agenda));
	if (fault !== undefined) book.refuse(entry, [`it cannot be looked up: ${fault}`]);
	return fault === undefined ? { go: true, filter } : { go: false };
}

/** A record that fits several spellings of one filter comes with each. */
function once(records: readonly Fields[]): Fields[] {
	return [...new Map(records.map((record) => [String(record.id), record])).values()];
}

/**
 * What POHODA has of each record; records that cannot be looked up are refused in the book.
 *
 * @throws NodeApiError or NodeOperationError when POHODA refuses the question
 */
export async function seek(asker: Asker, entries: readonly Entry[], settings: WriteSettings, book: RecordBook): Promise<Asked<Sought[]>> {
	const wanted: Array<Omit<Sought, 'found'>> = entries.flatMap((entry) => {
		const { go, filter } = filterFor(entry, settings, book);
		return go ? [{ entry, ...(filter === undefined ? {} : { filter }) }] : [];
	});
	const questions = wanted.flatMap(({ entry, filter }) => (filter === undefined ? [] : [questionOf(entry.record, filter, settings.agenda)]));
	const answers = answersOf(asker, await askRecords(asker, AGENDAS[settings.agenda], questions, settings.source));
	if (!answers.ok) return answers;
	const records = answers.value[Symbol.iterator]();
	const sought = wanted.map((one): Sought => ({ ...one, found: one.filter === undefined ? [] : once(records.next().value ?? []) }));
	return { ok: true, value: sought };
}
