/** One of the two lists while it is matched: a number per item, never the items. */
import { FIELDS, type FieldTable, type FieldValue } from './fields';
import { fingerprint } from './fingerprint';
import { float64, int32, uint16, uint8 } from './grow';
import { keysOf, type Keyed } from './keys';
import type { ListEntry, StockList } from './list';
import { takeSource, takeTarget, type LeftOut } from './rules';
import type { StockItem } from '../records/stock';
import type { ComparedField, MatchKey, StockSettings, Winner } from './settings';

export const FLAG = {
	/** Has a key of a step. */
	keyed: 1,
	/** Not for us to decide, see the conflicts. */
	conflict: 2,
	/** Paused. */
	alone: 4,
	/** Partner with equal fingerprint. */
	same: 8,
} as const;

export type SideName = 'source' | 'target';

/** An entry that takes part in the comparison. */
export interface Member {
	/** Position among the members of the side; the same in every pass. */
	at: number;
	entry: ListEntry;
	/** By the rules; undefined for what cannot be read. */
	item?: StockItem;
	/** Of what cannot be read: it has no key at all, so it may be any item, or none of one of the steps. */
	lost?: 'identity' | 'key';
	alone: boolean;
	reasons?: string[];
}

export interface Counts {
	read: number;
	taken: number;
	unreadable: number;
	leftOut: Partial<Record<LeftOut, number>>;
}

const MOST_REASONS = 3;
/** So many items of the source tell which other fields it has. */
const LOOKED_AT = 100;

/** Fields whose values decide whether there is anything to do. */
const DECIDING: ReadonlySet<Winner> = new Set<Winner>(['source', 'newer', 'conflict']);

export class Side {
	readonly flags = uint8();

	/** Conflict group of a member, see Conflicts; -1 = none. */
	readonly group = int32();

	/** Position of the partner on the other side, -1 = none. */
	readonly partner = int32();

	/** Of the fields that the item states. */
	readonly prints = float64();

	/** Which of the compared fields the item states, one bit each. */
	readonly stated = uint16();

	readonly counts: Counts = { read: 0, taken: 0, unreadable: 0, leftOut: {} };

	/** Keys (`code:A1`) of items that the rules leave out. */
	readonly leftOutKeys = new Set<string>();

	/** An entry that cannot be read and does not say what it is: it may be any item. */
	blind = false;

	/** An item without a key that it could be matched by: it may be one that the other side seems to have alone. */
	vague = false;

	/** Why the first items cannot be read, with their places. */
	readonly firstReasons: string[] = [];

	/** Names of fields that are not canonical, of the first items. */
	readonly strangeFields = new Set<string>();

	/** Compared fields that some item states, one bit each as in `stated`. */
	private everStated = 0;

	private counted = false;

	/** Fields that the settings compare, in the order of their bits. */
	private readonly compared: ComparedField[];

	private readonly fields: FieldTable[];

	private readonly prices: boolean;

	constructor(
		readonly name: SideName,
		private readonly list: StockList,
		private readonly settings: StockSettings,
		/** Whether to remember what the rules leave out. */
		private readonly remember = false,
	) {
		const deciding = settings.fields.filter(({ winner }) => DECIDING.has(winner)).map(({ field }) => field);
		this.compared = [...deciding];
		// 10 packs are not 10 pieces.
		if (deciding.some((field) => FIELDS[field].perUnit) && !deciding.includes('unit')) deciding.push('unit');
		this.fields = deciding.map((field) => FIELDS[field]);
		this.prices = settings.fields.some(({ field }) => field === 'price');
	}

	/** All members, in batches. The first pass counts and registers them. */
	async *members(): AsyncGenerator<Member[]> {
		const { rules } = this.settings;
		let at = 0;
		for await (const batch of this.list.open()) {
			const members: Member[] = [];
			for (const entry of batch) {
				if (!this.counted) this.counts.read += 1;
				const taken = !entry.ok
					? undefined
					: this.name === 'source'
						? takeSource(entry.item, rules, this.prices)
						: takeTarget(entry.item, rules);
				if (taken?.take === false) {
					if (!this.counted) this.leaveOut(entry, taken.why);
					continue;
				}
				const member: Member =
					taken?.take === true
						? { at, entry, item: taken.item, alone: taken.alone }
						: this.refused(at, entry, taken?.take === 'refused' ? taken.reasons : entry.ok ? [] : entry.reasons);
				at += 1;
				if (!this.counted) this.register(member);
				members.push(member);
			}
			yield members;
		}
		this.counted = true;
	}

	private refused(at: number, entry: ListEntry, reasons: string[]): Member {
		const member: Member = { at, entry, alone: false, reasons };
		const missing = this.settings.match.by.filter((by) => this.keys(member, by).length === 0).length;
		if (missing > 0) member.lost = missing === this.settings.match.by.length ? 'identity' : 'key';
		return member;
	}

	private leaveOut(entry: ListEntry, why: LeftOut): void {
		this.counts.leftOut[why] = (this.counts.leftOut[why] ?? 0) + 1;
		if (!this.remember || !entry.ok) return;
		for (const key of this.allKeys({ at: -1, entry, item: entry.item, alone: false })) this.leftOutKeys.add(key);
	}

	/** Keys of every step, each with the name of its step. */
	allKeys(member: Member): string[] {
		return this.settings.match.by.flatMap((by) =>
			this.keys(member, by)
				.sort()
				.map((key) => `${by}:${key}`),
		);
	}

	private register({ item, alone, entry, lost, reasons }: Member): void {
		this.flags.push(item === undefined ? FLAG.conflict : alone ? FLAG.alone : 0);
		this.partner.push(-1);
		this.group.push(-1);
		if (item === undefined) {
			this.counts.unreadable += 1;
			if (lost === 'identity') this.blind = true;
			if (lost === 'key') this.vague = true;
			if (this.firstReasons.length < MOST_REASONS) this.firstReasons.push(`${entry.place}: ${(reasons ?? []).join(' ')}`);
		} else {
			this.counts.taken += 1;
		}
		if (this.name === 'target') return;
		const values = item === undefined ? [] : this.values(item);
		let stated = 0;
		values.forEach((value, bit) => {
			if (value !== undefined) stated |= 1 << bit;
		});
		this.stated.push(stated);
		this.everStated |= stated;
		if (this.stated.length <= LOOKED_AT) for (const name of Object.keys(item?.extra ?? {})) this.strangeFields.add(name);
		this.prints.push(fingerprint(values.filter((value) => value !== undefined)));
	}

	private values(item: StockItem): FieldValue[] {
		return this.fields.map((field) => field.read(item, this.settings.rules));
	}

	/** Labels of compared fields that no item of the source states. */
	unstated(): string[] {
		if (this.counts.taken === 0) return [];
		return this.compared.flatMap((field, bit) => ((this.everStated & (1 << bit)) === 0 ? [field] : []));
	}

	/** Whether an item of the target has what the source's item at `at` states. */
	agrees(at: number, item: StockItem): boolean {
		const stated = this.stated.at(at);
		const values = this.values(item).filter((_, bit) => (stated & (1 << bit)) !== 0);
		return fingerprint(values) === this.prints.at(at);
	}

	keys({ entry, item }: Member, by: MatchKey): string[] {
		const keyed: Partial<Keyed> = item ?? (entry.ok ? entry.item : (entry.known ?? {}));
		return keysOf(keyed, by, this.settings.match, this.settings.rules.combine === 'separate');
	}

	/** Neither matched nor in conflict. */
	open(at: number): boolean {
		return this.partner.at(at) < 0 && !this.has(at, FLAG.conflict);
	}

	has(at: number, flag: number): boolean {
		return (this.flags.at(at) & flag) !== 0;
	}

	mark(at: number, flag: number): void {
		this.flags.put(at, this.flags.at(at) | flag);
	}
}
