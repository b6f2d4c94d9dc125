/** What became of one document at a target, in the words that continue the name of its record. */
import type { Outcome, ResultWarning } from '../records/results';

export interface Verdict {
	outcome: Outcome;
	/** The target's id of the document. */
	id?: string;
	/** The target's number of the document. */
	number?: string;
	/** Total of the document, where it was looked up: it may be one that was sent before, with another content. */
	total?: number;
	warnings: ResultWarning[];
	/** Predicate of a sentence that begins with the record: "… was created in POHODA as 26PR00012 (id 95)." */
	message: string;
}
