/** What the target of a flow has, for whoever writes its numbers back. */
import { entriesOf } from './entry';
import { foldJournal } from './fold';

interface TargetOf {
	key: string;
	/** Of the document in the target; '' where a person gave none. */
	targetId: string;
	targetNumber: string;
}

/** Records that are in the target as far as the journal knows, also those that have changed since. The flow's own rows are enough. */
export function targetsOf(journal: readonly unknown[], flow: string): TargetOf[] {
	return entriesOf(foldJournal(journal), flow)
		.filter(({ inTarget }) => inTarget)
		.map(({ key, targetId, targetNumber }) => ({ key, targetId, targetNumber }));
}
