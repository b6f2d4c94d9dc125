/** Which row of the last state tells of which item. */
import { looseIdentity } from '../records/identities';
import type { Member, SideName } from './side';
import type { StateEntry, SyncState } from './state';

export interface KnownRow {
	entry: StateEntry;
	/**
	 * The row has a key that is only similar (kept while capitals or spaces did not count): it tells what the lists agreed
	 * in, `several` items claim it then, and of an item of one side only nobody knows what became of it.
	 */
	like?: 'one' | 'several';
}

/** What keys that are similar have in common; undefined for EANs, which were always compared in one form. */
function looseKey(key: string): string | undefined {
	const [by, ...rest] = key.split(':');
	if (by !== 'code' && by !== 'plu') return undefined;
	const [text, store = ''] = rest.join(':').split('\u0000');
	const form = looseIdentity(by, text);
	return form === '' ? undefined : `${by}:${form}\u0000${store}`;
}

type Lists = Readonly<Record<SideName, readonly Member[]>>;
const SIDES = ['source', 'target'] as const;

/** By side the rows of its members. A row whose own item is on one of the sides is no other item's. */
export function knownRows(
	members: Lists,
	keysOf: (side: SideName, member: Member) => string[],
	state: SyncState,
): Record<SideName, Array<KnownRow | undefined>> {
	const own = new Set<StateEntry>();
	const exact = (side: SideName, member: Member): KnownRow | undefined => {
		for (const key of keysOf(side, member)) {
			const entry = side === 'source' ? state.ofSource(key) : state.ofTarget(key);
			if (entry === undefined) continue;
			own.add(entry);
			return { entry };
		}
		return undefined;
	};
	const rows = {
		source: members.source.map((member) => exact('source', member)),
		target: members.target.map((member) => exact('target', member)),
	};
	const left = [...state.entries.values()].filter((entry) => !own.has(entry));
	if (left.length === 0) return rows;
	for (const side of SIDES) addSimilar(rows[side], members[side], (member) => keysOf(side, member), left, side);
	return rows;
}

function addSimilar(
	rows: Array<KnownRow | undefined>,
	members: readonly Member[],
	keysOf: (member: Member) => string[],
	left: readonly StateEntry[],
	side: SideName,
): void {
	const known = new Map<string, StateEntry[]>();
	for (const entry of left) {
		const form = looseKey(side === 'source' ? entry.key : entry.targetKey);
		if (form !== undefined) known.set(form, [...(known.get(form) ?? []), entry]);
	}
	const claims = new Map<StateEntry, number>();
	const found = members.map((member, at) => {
		if (rows[at] !== undefined) return [];
		const entries = [...new Set(keysOf(member).flatMap((key) => known.get(looseKey(key) ?? '') ?? []))];
		for (const entry of entries) claims.set(entry, (claims.get(entry) ?? 0) + 1);
		return entries;
	});
	found.forEach((entries, at) => {
		if (entries.length === 0) return;
		const one = entries.length === 1 && claims.get(entries[0]) === 1;
		rows[at] = { entry: entries[0], like: one ? 'one' : 'several' };
	});
}
