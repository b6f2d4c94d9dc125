/** Collects the members that matching has left in conflict, by what the conflict is about. */
import type { Origin } from './change';
import {
	conflictItem,
	groupConflict,
	originsOf,
	sortConflicts,
	unreadableConflict,
	type ConflictItem,
	type StockConflict,
} from './conflicts';
import type { Group } from './groups';
import { FLAG, type Member, type Side } from './side';

const MAX_ORIGINS = 100;

export class ConflictBook {
	/** All but those of groups, which `finish` adds. */
	readonly conflicts: StockConflict[] = [];

	private readonly grouped = new Map<number, { items: ConflictItem[]; origins: Origin[] }>();

	constructor(private readonly groups: readonly Group[]) {}

	/** Takes a member that is in conflict; false for what is not. */
	takes(side: Side, member: Member): boolean {
		if (!side.has(member.at, FLAG.conflict)) return false;
		if (member.item === undefined) {
			this.conflicts.push(unreadableConflict(side.name, member));
			return true;
		}
		const number = side.group.at(member.at);
		const item = conflictItem(side.name, member);
		const origins = originsOf([side.name, member]);
		if (this.groups[number].reason === 'noKey') {
			// Items without any key have nothing to do with each other.
			this.conflicts.push(groupConflict(this.groups[number], [item], origins));
			return true;
		}
		const found = this.grouped.get(number) ?? { items: [], origins: [] };
		this.grouped.set(number, found);
		found.items.push(item);
		if (found.origins.length < MAX_ORIGINS) found.origins.push(...origins);
		return true;
	}

	/** All conflicts, in an order that does not depend on the order of the lists. */
	finish(): StockConflict[] {
		for (const [number, { items, origins }] of this.grouped)
			this.conflicts.push(groupConflict(this.groups[number], items, origins));
		this.grouped.clear();
		sortConflicts(this.conflicts);
		return this.conflicts;
	}
}
