import type { DocumentOutcome } from '../../../../core/pohoda/outcome';
import { describeRecord } from '../../../../core/records/describe';
import type { Outcome } from '../../../../core/records/results';
import type { DocumentDraft } from '../../../../core/rules/draft';
import { resultOf } from '../../../../core/rules/messages';
import type { PlanSettings } from '../../../../core/rules/settings';
import { Results } from '../../results';
import type { Shown } from '../../results';
import type { Entry } from './entries';

/** A document that may be sent, and the records in it. */
export interface ReadyDocument {
	draft: DocumentDraft;
	entries: Entry[];
	/** Document of the same day that must be there first; then this one is planned anew. */
	after?: string;
}

/** The results of receipts. */
export class ResultBook extends Results {
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
}
