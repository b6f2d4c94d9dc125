/** What iDoklad's operations on canonical records have in common: how they enter, and the results as output items. */
import type { INodeExecutionData } from 'n8n-workflow';
import { SYSTEM } from '../../../core/idoklad/tables';
import type { SyncResult } from '../../../core/records/results';
import { enterTillRecords } from '../../shared/entrance';
import type { Entries } from '../../shared/entrance';
import { Results } from '../../shared/results';
import type { ResultWords } from '../../shared/results';

export const WORDS: ResultWords = { system: SYSTEM, done: 'sent', there: 'are in iDoklad', missed: 'did not get into iDoklad' };

/** The agenda's own currency needs no rate (header.ts); which one that is, is read with the agenda. */
export const readEntries = (items: readonly INodeExecutionData[]): Entries =>
	enterTillRecords(items.map(({ json }) => json), WORDS, { rateByTarget: true });

interface Outcome {
	/** By key. */
	results: ReadonlyMap<string, SyncResult>;
	/** By key: the request that would go. */
	previews?: ReadonlyMap<string, object>;
	preview: boolean;
}

/** One result for each input item, in their order. */
export function resultBook(count: number, { entries, refused }: Entries, { results, previews, preview }: Outcome): Results {
	const book = new Results(count, WORDS);
	book.noRecords(refused);
	for (const { index, record, warnings } of entries) {
		const result = results.get(record.key);
		const request = previews?.get(record.key);
		if (result === undefined) continue;
		const shown = request && { preview: JSON.stringify(request, null, '\t') };
		book.set(index, { ...result, warnings: [...warnings, ...result.warnings] }, shown);
	}
	if (preview) book.previewRest();
	return book;
}
