/** The results of a write operation: one for each input item, in their order. */
import type { IBinaryData, IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Outcome, SyncResult } from '../../core/records/results';
import { FINAL_OUTCOMES } from '../../core/records/results';

/** What stands beside a result. */
export interface Shown {
	/** XML that a preview would send. */
	preview?: string;
	/** What would have become of the record without sending, e.g. held. */
	wouldBe?: Outcome;
	/** The record as POHODA had it, before it was deleted. */
	previous?: IDataObject;
	deleted?: boolean;
}

/** One result for each input item, in their order, whatever order they are found in. */
export class Results {
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

	/** In a preview nothing changes the state of a record: what would become of those without document is told beside. */
	previewRest(): void {
		for (const [index, result] of this.results.entries()) {
			if (result === undefined || result.outcome === 'preview') continue;
			const message = `Preview, nothing was sent (${result.outcome}): ${result.message}`;
			this.set(index, { ...result, outcome: 'preview', message }, { ...this.shown.get(index), wouldBe: result.outcome });
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
		this.hintProblems(context);
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

	/** Documents that exist, but not as they were sent. */
	private hintProblems(context: IExecuteFunctions): void {
		const others = this.results.filter((result) => result?.warnings.some(({ problem }) => problem) === true);
		if (others.length === 0) return;
		context.addExecutionHints({
			message: `${others.length} of ${this.size} records are in POHODA, but not as they were sent (problem in their warnings); their messages say what to do. The first: ${others[0]?.message ?? ''}`,
			type: 'warning',
			location: 'outputPane',
		});
	}
}
