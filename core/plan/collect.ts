/** The records of a run, each once. */
import type { SyncResult } from '../records/results';
import { stableJson } from '../text/digest';
import { RETRY, notSent } from './messages';
import type { PlanInput } from './messages';
import type { Words } from './words';

/** One record with the places where it stands in the input. */
export interface Entry extends PlanInput {
	indexes: number[];
}

/** The same record twice becomes one document; two different ones under one key are a case for a person. */
export function collect(inputs: readonly PlanInput[]): { entries: Map<string, Entry>; torn: Entry[] } {
	const entries = new Map<string, Entry>();
	const torn: Entry[] = [];
	const doubled = new Set<string>();
	for (const [index, { record, sync }] of inputs.entries()) {
		const known = entries.get(record.key);
		if (!known) {
			entries.set(record.key, { record, sync, indexes: [index] });
		} else if (stableJson(known.record) === stableJson(record)) {
			known.indexes.push(index);
		} else {
			torn.push({ record, sync, indexes: [index] });
			doubled.add(record.key);
		}
	}
	for (const key of doubled) {
		const entry = entries.get(key);
		if (entry) torn.push(entry);
		entries.delete(key);
	}
	return { entries, torn };
}

export function tornResult(entry: Entry, words: Words): SyncResult {
	return notSent(entry, words, 'held', [
		{
			code: 'doubledKey',
			text: `two records with different content have its identity (${entry.record.key})`,
			todo: `Find out in the till which one is right, send that one alone and ${RETRY}`,
		},
	]);
}
