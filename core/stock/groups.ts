/** What conflicts of matching are about. */
import type { MatchKey } from './settings';
import { FLAG, type Side } from './side';

/** In the order in which they count where several apply. */
const REASONS = ['notUnique', 'ambiguous', 'taken', 'blocked', 'similar', 'noKey'] as const;
export type MatchReason = (typeof REASONS)[number];

/** What a conflict is about; its members carry its number. */
export interface Group {
	reason: MatchReason;
	by: MatchKey;
	/** As it was compared, with the store behind U+0000 where that counts; see groupConflict for what is shown. */
	key: string;
	/** Of something similar: how an item is written that both sides have. */
	like?: string;
}

const nameOf = (reason: MatchReason, by: MatchKey, key: string): string => `${REASONS.indexOf(reason)}${by} ${key}`;

/** Conflict groups by number, the same ones whatever the order of the lists. */
export class Groups {
	private readonly all: Group[] = [];

	private readonly numbers = new Map<string, number>();

	private readonly names: string[] = [];

	private readonly likes = new Map<string, string>();

	put(side: Side, at: number, reason: MatchReason, by: MatchKey, key: string): void {
		side.mark(at, FLAG.conflict);
		const name = nameOf(reason, by, key);
		const before = side.group.at(at);
		if (before >= 0 && this.names[before] <= name) return;
		let number = this.numbers.get(name);
		if (number === undefined) {
			number = this.all.push({ reason, by, key }) - 1;
			this.numbers.set(name, number);
			this.names.push(name);
		}
		side.group.put(at, number);
	}

	/** Why an item is in conflict; undefined where it is in no group. */
	reasonOf(side: Side, at: number): MatchReason | undefined {
		return this.all[side.group.at(at)]?.reason;
	}

	/** What is similar by the key is like an item that both sides have, written so. */
	noteLike(by: MatchKey, key: string, like: string): void {
		const name = nameOf('similar', by, key);
		const other = this.likes.get(name);
		if (other === undefined || like < other) this.likes.set(name, like);
	}

	/** All groups, once there are no more. */
	finish(): Group[] {
		for (const [name, like] of this.likes) {
			const number = this.numbers.get(name);
			if (number !== undefined) this.all[number].like = like;
		}
		return this.all;
	}
}
