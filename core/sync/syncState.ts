/** What travels with a record from the journal to its target and back to the journal. */
import type { SyncState } from '../records/results';
import { exportOf } from './claims';
import { putSomething } from './entry';
import type { Entry } from './entry';
import type { Fold } from './fold';

interface RunOf {
	flow: string;
	runId: string;
	mode: 'manual' | 'automatic';
	/** Whether a record may go on although another flow has sent it. */
	allowSecondSystem?: boolean;
}

/** Other flows in which the key has reached the target, or is in a file that may have. */
function sentElsewhere(fold: Fold, flow: string, others: readonly string[], key: string): string[] {
	return others.filter((other) => {
		const entry = other === flow ? undefined : fold.flows.get(other)?.get(key);
		return entry?.unsure?.state === 'written' || putSomething(entry?.sent);
	});
}

/** Contents beside the one that is offered: a run that was killed may have sent one of them. */
function otherVersions(fold: Fold, { key, offer, unsure }: Entry): NonNullable<SyncState['versions']> {
	const versions = [...(fold.records.get(key)?.versions.values() ?? [])];
	// What went out last is known where the answer was unclear: another content of the same amount is not in question.
	return versions
		.filter((row) => row.hash !== offer?.hash && !(unsure && row.amount === offer?.amount))
		.map(({ hash, amount }) => ({ hash, amount }));
}

/** What travels with a record to its target and back. */
export function syncOf(fold: Fold, others: readonly string[], entry: Entry, options: RunOf): SyncState {
	const { flow, runId, mode, allowSecondSystem = false } = options;
	const { state, said, unsure, attempts, generation } = entry;
	// A person who chose Retry for a record that another system has has decided.
	const asked = allowSecondSystem || state === 'retry' || state === 'sendAgain';
	const sentTo = asked ? [] : sentElsewhere(fold, flow, others, entry.key);
	const hash = entry.offer?.hash ?? '';
	const versions = otherVersions(fold, entry);
	// Held on entry because it is older than the journal: it may have been sent before.
	const old = entry.offer?.state === 'held';
	// What is in a finished export goes into a new one.
	const made = entry.claim && unsure?.state === 'unknown' ? exportOf(entry.claim) : undefined;
	return {
		...{ flow, runId, mode, attempt: attempts, generation },
		previous: (unsure && said !== 'written') || old ? 'unknown' : unsure ? said : state,
		...(hash === '' ? {} : { hash }),
		...(versions.length === 0 ? {} : { versions }),
		...(entry.sent ? { sent: true } : {}),
		...(unsure?.state === 'written' ? { batch: unsure.runId } : {}),
		...(unsure?.state === 'written' && unsure.targetId !== '' ? { documentId: unsure.targetId } : {}),
		...(made === undefined ? {} : { export: { id: made.id, time: made.time, by: made.by } }),
		...(sentTo.length === 0 ? {} : { sentTo }),
	};
}
