/** A return whose sale is not where it should be: a sale goes before its return. */
import { ENTERED_BY_HAND } from './decisions';
import type { Outcome } from '../records/results';
import type { Receipt } from '../records/types';
import { originalName } from './messages';
import type { PlanInput, Reason } from './messages';
import type { OriginalIndex } from './originals';
import type { Words } from './words';

/**
 * Why a return is not sent now; undefined when it may go. A person's Retry lets it go where only its sale is in question.
 *
 * @param outcomeOf what was decided about a record of this run
 */
export function returnWaits(
	{ record, sync }: PlanInput & { record: Receipt },
	originals: OriginalIndex,
	outcomeOf: (key: string) => Outcome | undefined,
	{ system, done, missing }: Words,
): { outcome: 'held' | 'waiting'; reason: Reason } | undefined {
	if (record.type !== 'return') return undefined;
	const found = originals.find(record, sync?.originals);
	if (found.kind === 'none') return undefined;
	const asked = sync?.previous === 'retry' || sync?.previous === 'sendAgain';
	if (found.kind === 'several') {
		const text = `it returns ${originalName(record)}, and several receipts may be meant: ${found.names.join('; ')}`;
		const todo = 'Let the till name the day of the sale and send it again from there, or choose Retry in the Problems form: then it goes without a link to one of them.';
		return asked ? undefined : { outcome: 'held', reason: { code: 'original', text, todo } };
	}
	const { key, known } = found;
	const outcome = outcomeOf(key);
	const name = originalName(record, known);
	if (outcome === 'unchanged' || known?.state === 'voided') {
		const todo = `Find out in the till what was returned; enter it in ${system} by hand and choose ${ENTERED_BY_HAND} in the Problems form.`;
		return { outcome: 'held', reason: { code: 'original', text: `it returns ${name}, which was voided and not ${done}`, todo } };
	}
	const notThere = outcome === undefined ? known?.state === 'open' && !originals.has(key) && !asked : outcome !== 'duplicate';
	if (!notThere) return undefined;
	const todo = `It goes with the next run after that one was ${done}.`;
	return { outcome: 'waiting', reason: { code: 'original', text: `it returns ${name}, which is ${missing}`, todo } };
}
