import type { IBinaryData, IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { DocumentOutcome } from '../../../../core/pohoda/outcome';
import { describeRecord } from '../../../../core/records/describe';
import type { Outcome, SyncResult } from '../../../../core/records/results';
import { FINAL_OUTCOMES } from '../../../../core/records/results';
import type { DocumentDraft } from '../../../../core/rules/draft';
import { resultOf } from '../../../../core/rules/messages';
import type { PlanSettings } from '../../../../core/rules/settings';
import type { Entry } from './entries';

/** A document that may be sent, and the records in it. */
export interface ReadyDocument {
	draft: DocumentDraft;
	entries: Entry[];
	/** Document of the same day that must be there first; then this one is planned anew. */
	after?: string;
}

/** What a preview adds to a result. */
interface Shown {
	/** XML of the document. */
	preview?: string;
	/** What would have become of the record without sending, e.g. held. */
	wouldBe?: Outcome;
}

/** One result for each input item, in their order, whatever order they are found in. */
export class ResultBook {
	private readonly results: Array<SyncResult | undefined>;

	private readonly shown = new Map<number, Shown>();

	private readonly binaries = new Map<number, IBinaryData>();

	constructor(private readonly size: number) {
		this.results = new Array<SyncResult | undefined>(size);
	}

	set(index: number, result: SyncResult, shown?: Shown): void {
		this.results[index] = result;
		if (shown !== undefined) this.shown.set(index, shown);
	}

	/** Records that are settled without a document; `message` continues "Receipt … of …, ". */
	settle(entries: readonly Entry[], plan: PlanSettings, outcome: Outcome, message: string): void {
		for (const entry of entries) {
			const text = `${describeRecord(entry.record)}, ${message}`;
			this.set(entry.index, resultOf(entry, plan, outcome, text, { warnings: entry.warnings }));
		}
	}

	/** The records of one document. */
	settleDocument({ draft, entries }: ReadyDocument, plan: PlanSettings, verdict: DocumentOutcome, shown?: Shown): void {
		const { outcome, id, number, message, warnings } = verdict;
		for (const entry of entries) {
			const result = resultOf(entry, plan, outcome, `${describeRecord(entry.record)}, ${message}`, {
				warnings: [...entry.warnings, ...draft.warnings, ...warnings],
				target: {
					kind: draft.target,
					...(id === undefined ? {} : { id }),
					...(number === undefined ? {} : { number }),
					documentId: draft.documentId,
				},
			});
			this.set(entry.index, result, shown);
		}
	}

	/** In a preview nothing changes the state of a record: what would become of those without document is told beside. */
	previewRest(): void {
		for (const [index, result] of this.results.entries()) {
			if (result === undefined || result.outcome === 'preview') continue;
			const message = `Preview, nothing was sent (${result.outcome}): ${result.message}`;
			this.set(index, { ...result, outcome: 'preview', message }, { wouldBe: result.outcome });
		}
	}

	attach(index: number, binary: IBinaryData): void {
		this.binaries.set(index, binary);
	}

	/** One paired item for each input item; a file lies in `property` of the first item of its pack. */
	items(property: string): INodeExecutionData[] {
		return Array.from({ length: this.size }, (_, index) => {
			const binary = this.binaries.get(index);
			return {
				json: { ...this.results[index], ...this.shown.get(index) } as unknown as IDataObject,
				...(binary === undefined ? {} : { binary: { [property]: binary } }),
				pairedItem: { item: index },
			};
		});
	}

	/** Tells in the editor how many records did not get through; nothing when all did. */
	hint(context: IExecuteFunctions): void {
		const open = this.results.filter(
			(result) => result !== undefined && ![...FINAL_OUTCOMES, 'written', 'preview'].includes(result.outcome),
		);
		if (open.length === 0) return;
		const counts = new Map<string, number>();
		for (const result of open) counts.set(result?.outcome ?? '', (counts.get(result?.outcome ?? '') ?? 0) + 1);
		const parts = [...counts].map(([outcome, count]) => `${count} ${outcome}`).join(', ');
		context.addExecutionHints({
			message: `${open.length} of ${this.size} records did not get into POHODA: ${parts}. The message of each item says why and what to do.`,
			type: 'warning',
			location: 'outputPane',
		});
	}
}
