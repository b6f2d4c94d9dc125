import type { DocumentOutcome } from '../../../../core/pohoda/outcome';
import { describeRecord } from '../../../../core/records/describe';
import type { Outcome } from '../../../../core/records/results';
import type { DocumentDraft } from '../../../../core/pohoda/receipts/draft';
import { compareFound, differsText } from '../../../../core/plan/found';
import { problemTexts, resultOf, warningsByKey } from '../../../../core/plan/messages';
import type { PlanSettings } from '../../../../core/plan/settings';
import { SYSTEM } from '../../../../core/pohoda/target';
import type { Entry } from '../../../shared/entrance';
import { Results } from '../../../shared/results';
import type { Shown } from '../../../shared/results';
import { WORDS } from '../../words';

/** A document that may be sent, and the records in it. */
export interface ReadyDocument {
	draft: DocumentDraft;
	entries: Entry[];
	/** Document of the same day that must be there first; then this one is planned anew. */
	after?: string;
}

/** The results of receipts. */
export class ResultBook extends Results {
	constructor(size: number) {
		super(size, WORDS);
	}

	/** Records that are settled without a document; `message` continues "Receipt … of …, ". */
	settle(entries: readonly Entry[], { unit }: Pick<PlanSettings, 'unit'>, outcome: Outcome, message: string): void {
		for (const entry of entries) {
			const text = `${describeRecord(entry.record)}, ${message}`;
			this.set(entry.index, resultOf(entry, { system: SYSTEM, unit }, outcome, text, { warnings: entry.warnings }));
		}
	}

	/** The records of one document; of one that was found with another total, those with another content are `changed`. */
	settleDocument({ draft, entries }: ReadyDocument, { unit }: Pick<PlanSettings, 'unit'>, verdict: DocumentOutcome, shown?: Shown): void {
		const { id, number, total, warnings } = verdict;
		const different = total === undefined ? undefined : compareFound({ members: draft.keys, total }, entries);
		const warningsOf = warningsByKey(draft);
		const exists = ['created', 'duplicate', 'written'].includes(verdict.outcome);
		for (const entry of entries) {
			const own = warningsOf(entry.record.key);
			const differs = different?.get(entry.record.key);
			const outcome = differs ? 'changed' : verdict.outcome;
			const message = differs ? differsText(entry, differs, SYSTEM, `as ${number ?? draft.documentId}`) : `${verdict.message}${exists ? problemTexts(own) : ''}`;
			const result = resultOf(entry, { system: SYSTEM, unit }, outcome, `${describeRecord(entry.record)}, ${message}`, {
				warnings: [...entry.warnings, ...own, ...warnings],
				target: {
					kind: draft.target,
					...(id === undefined ? {} : { id }),
					...(number === undefined ? {} : { number }),
					documentId: draft.documentId,
				},
			});
			this.set(entry.index, { ...result, ...(differs?.has ? { has: differs.has } : {}) }, shown);
		}
	}
}
