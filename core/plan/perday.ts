/** One document for each day × register × way of paying, instead of one for each receipt. */
import { batchId, dayPrefix, numberedId } from './dayIdentity';
import type { Draft } from './draft';
import type { Existing } from './existing';
import type { PlanSettings } from './settings';
import type { DayMember, PerDay, Planned } from './target';

/** In the order of issue, and always the same for the same receipts. */
function inOrder(a: DayMember, b: DayMember): number {
	const [x, y] = [a, b].map(({ receipt }) => [receipt.issuedAt ?? '', receipt.number.padStart(20, '0'), receipt.key]);
	for (const [part, text] of x.entries()) if (text !== y[part]) return text < y[part] ? -1 : 1;
	return 0;
}

function groupBy<T>(list: readonly T[], keyOf: (one: T) => string): T[][] {
	const groups = new Map<string, T[]>();
	for (const one of list) {
		const key = keyOf(one);
		const group = groups.get(key);
		if (group) group.push(one);
		else groups.set(key, [one]);
	}
	return [...groups.values()];
}

/**
 * Per Day documents of receipts that are not yet in one. Numbers that the target has are skipped, so what comes late
 * makes a supplement; two runs at once may take the same number, and then the target refuses the second, which looks
 * again. Returns stand as negative lines in the day on which they were made.
 *
 * @param days documents that the target has, whose numbers are taken
 */
export function dayDocuments<D extends Draft>(
	members: ReadonlyArray<DayMember<D>>,
	{ alike, join }: PerDay<D>,
	{ dayNumbering, maxMembers }: Pick<PlanSettings, 'dayNumbering' | 'maxMembers'>,
	days: Existing['days'],
): Array<Planned<D>> {
	const taken = new Set(days.map(({ documentId }) => documentId));
	const batches = dayNumbering === 'batch';
	const documents: Array<Planned<D>> = [];
	const groupOf = ({ receipt, generation, batch }: DayMember<D>) => `${dayPrefix(receipt, generation)}${batches ? `\n${batch ?? ''}` : ''}`;
	for (const group of groupBy(members, groupOf)) {
		const prefix = dayPrefix(group[0].receipt, group[0].generation);
		let n = 1;
		let after: string | undefined;
		for (const same of groupBy([...group].sort(inOrder), alike)) {
			for (let from = 0; from < same.length; from += maxMembers) {
				const chunk = same.slice(from, from + maxMembers);
				while (!batches && taken.has(numberedId(prefix, n))) n += 1;
				const id = batches ? batchId(prefix, chunk, n) : numberedId(prefix, n);
				const indexes = chunk.flatMap((member) => member.indexes);
				documents.push({ draft: join(chunk, id, n), indexes, ...(after === undefined ? {} : { after }) });
				if (!batches) after = id;
				n += 1;
			}
		}
	}
	return documents;
}
