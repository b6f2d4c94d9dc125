/** The results of a write operation: one for each input item, in their order. One book for all targets. */
import type { IBinaryData, IBinaryKeyData, IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Outcome, SyncResult } from '../../core/records/results';
import { FINAL_OUTCOMES } from '../../core/records/results';
import type { Refused } from './entrance';

/** How a target speaks of what its records become. */
export interface ResultWords {
	/** e.g. "POHODA" */
	system: string;
	/** What a preview did not do. */
	done: 'sent' | 'written';
	/** Of records that did: continues "3 of 6 records ". */
	there: string;
	/** Of records that did not get through: continues "3 of 6 records ". */
	missed: string;
}

/** What stands beside a result. */
export interface Shown {
	/** What a preview would send. */
	preview?: string;
	/** What would have become of the record without sending, e.g. held. */
	wouldBe?: Outcome;
	/** The record as the target had it, before it was deleted. */
	previous?: IDataObject;
	deleted?: boolean;
	/** Requests that the run has made, and most that it may. */
	calls?: { used: number; bound?: number };
}

/** So many remarks about a run as a whole are shown. */
const MOST_NOTES = 10;

/** The target, or a file for it, has the record. */
const THERE: readonly Outcome[] = [...FINAL_OUTCOMES, 'written'];

/** Outcomes that leave a person nothing to do. */
const THROUGH: readonly Outcome[] = [...THERE, 'preview'];

/** One result for each input item, in their order, whatever order they are found in. */
export class Results {
	private readonly results: Array<SyncResult | undefined>;

	private readonly shown = new Map<number, Shown>();

	private readonly binaries = new Map<number, IBinaryKeyData>();

	constructor(
		private readonly size: number,
		private readonly words: ResultWords,
	) {
		this.results = new Array<SyncResult | undefined>(size);
	}

	set(index: number, result: SyncResult, shown?: Shown): void {
		this.results[index] = result;
		if (shown !== undefined) this.shown.set(index, shown);
	}

	/** What came in and was no record. */
	noRecords(refused: readonly Refused[]): void {
		for (const { index, result } of refused) this.set(index, result);
	}

	/** In a preview nothing changes the state of a record: what would become of those without document is told beside. */
	previewRest(): void {
		for (const [index, result] of this.results.entries()) {
			if (result === undefined || result.outcome === 'preview') continue;
			const message = `Preview, nothing was ${this.words.done} (${result.outcome}): ${result.message}`;
			this.set(index, { ...result, outcome: 'preview', message }, { ...this.shown.get(index), wouldBe: result.outcome });
		}
	}

	/** A file of the item, under the name of its binary property. */
	attach(index: number, property: string, binary: IBinaryData): void {
		this.binaries.set(index, { ...this.binaries.get(index), [property]: binary });
	}

	/** One paired item for each input item; `more` stands beside every result. */
	items(more: Shown = {}): INodeExecutionData[] {
		return Array.from({ length: this.size }, (_, index) => {
			const binary = this.binaries.get(index);
			return {
				json: { ...this.results[index], ...this.shown.get(index), ...more } as unknown as IDataObject,
				...(binary === undefined ? {} : { binary }),
				pairedItem: { item: index },
			};
		});
	}

	/** Tells in the editor how many records did not get through, and what concerns the run as a whole. */
	hint(context: IExecuteFunctions, notes: readonly string[] = []): void {
		hintResults(context, this.results, this.words, notes);
	}
}

function warn(context: IExecuteFunctions, message: string): void {
	context.addExecutionHints({ message, type: 'warning', location: 'outputPane' });
}

/** The same for results that stand for something else than input items (products of many receipts). */
export function hintResults(
	context: IExecuteFunctions,
	results: ReadonlyArray<SyncResult | undefined>,
	{ there, missed }: ResultWords,
	notes: readonly string[] = [],
): void {
	// Documents that exist, but not as they were sent.
	const others = results.filter((result) => result !== undefined && THERE.includes(result.outcome) && result.warnings.some(({ problem }) => problem));
	if (others.length > 0) {
		warn(
			context,
			`${others.length} of ${results.length} records ${there}, but not as they were sent (problem in their warnings); their messages say what to do. The first: ${others[0]?.message ?? ''}`,
		);
	}
	const open = results.flatMap((result) => (result === undefined || THROUGH.includes(result.outcome) ? [] : [result.outcome]));
	if (open.length > 0) {
		const counts = new Map<string, number>();
		for (const outcome of open) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
		const parts = [...counts].map(([outcome, count]) => `${count} ${outcome}`).join(', ');
		warn(context, `${open.length} of ${results.length} records ${missed}: ${parts}. The message of each item says why and what to do.`);
	}
	for (const note of notes.slice(0, MOST_NOTES)) warn(context, note);
}
