/** The groups of a list request: limit, filter, parts; and what they select. */
import type { Selection } from '../filters.mts';
import { child, textOf, type El } from '../tree.mts';

export interface Query {
	limit?: El;
	request?: El;
	/** Parts that the request does not want. */
	without: ReadonlySet<string>;
	/** Parts that it wants beside the usual ones. */
	wanted: ReadonlySet<string>;
}

/** The group (limit?, request, restrictionData?) may stand up to 255 times. */
export function queries(root: El): Query[] {
	const found: Array<{ limit?: El; request?: El; restriction?: El }> = [];
	let limit: El | undefined;
	for (const el of root.children) {
		if (el.local === 'limit') limit = el;
		else if (el.local === 'restrictionData') found.at(-1)!.restriction = el;
		else {
			found.push({ limit, request: el });
			limit = undefined;
		}
	}
	const parts = (restriction: El | undefined, text: string): Set<string> => new Set((restriction?.children ?? []).filter((el) => el.text === text).map((el) => el.local));
	if (!found.length) return [{ limit, without: new Set(), wanted: new Set() }];
	return found.map(({ restriction, ...query }) => ({ ...query, without: parts(restriction, 'false'), wanted: parts(restriction, 'true') }));
}

/** Records of one group, by id. */
export function run<T extends { id: number }>(records: readonly T[], { limit }: Query, { test }: Selection<T>): T[] {
	const idFrom = Number(textOf(limit, 'ftr:idFrom') ?? 0);
	const count = Number(textOf(limit, 'ftr:count') ?? Infinity);
	return records
		.filter((record) => record.id >= idFrom && test(record))
		.sort((a, b) => a.id - b.id)
		.slice(0, count);
}

export const hasFilter = (query: Query): boolean => child(query.request, 'ftr:filter') !== undefined;
