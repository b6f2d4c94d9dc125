/** What every document that is ready to be sent has, whatever the target makes of it. */
import type { ResultWarning } from '../records/results';

export interface Draft {
	/** How the target knows it: the record's key (plain, at most 64, else a digest), with the generation from 2 on; of a day its group and number. */
	documentId: string;
	/** Records in it: one, or those of a day × register × way of paying. */
	keys: string[];
	/** Accounting day, YYYY-MM-DD. */
	date: string;
	/** Of the till, with rounding; signed as it moves the till. */
	total: number;
	warnings: ResultWarning[];
}
