/** Which item of one list is which of the other. */
import { Groups, type Group, type MatchReason } from './groups';
import { int32, uint8 } from './grow';
import { KeyTable } from './keyTable';
import type { MatchKey, StockSettings } from './settings';
import { flagAmong, flagSimilar } from './similar';
import { FLAG, type Member, type Side } from './side';

const DOUBLED_SOURCE = 1;
const DOUBLED_TARGET = 2;
const SAME = 4;

/** One step: every key of both lists, and which item has it. */
class Step {
	readonly slots = new KeyTable();

	readonly first = { source: int32(), target: int32() };

	private readonly bits = uint8();

	/** An item has several keys (EANs). */
	private several = false;

	constructor(
		readonly by: MatchKey,
		private readonly source: Side,
		private readonly target: Side,
		private readonly groups: Groups,
	) {}

	async run(): Promise<void> {
		await this.read(this.source);
		await this.read(this.target);
		this.flagDoubled();
		if (this.several) this.flagAmbiguous();
		this.flagTaken();
		this.flagBlocked();
		this.link();
	}

	/** What an earlier step has matched stays matched. */
	private flag(side: Side, at: number, reason: MatchReason, key: string): void {
		if (side.partner.at(at) < 0) this.groups.put(side, at, reason, this.by, key);
	}

	private flagBoth(source: number, target: number, reason: MatchReason, key: string): void {
		this.flag(this.source, source, reason, key);
		this.flag(this.target, target, reason, key);
	}

	private async read(side: Side): Promise<void> {
		for await (const members of side.members()) for (const member of members) this.take(side, member);
	}

	private take(side: Side, member: Member): void {
		const keys = side.keys(member, this.by);
		if (keys.length > 1) this.several = true;
		for (const key of keys) {
			side.mark(member.at, FLAG.keyed);
			const slot = this.slots.put(key);
			if (slot === this.bits.length) {
				this.bits.push(0);
				this.first.source.push(-1);
				this.first.target.push(-1);
			}
			this.enter(side, member, key, slot);
		}
	}

	private enter(side: Side, { at, item }: Member, key: string, slot: number): void {
		const column = this.first[side.name];
		const first = column.at(slot);
		if (first >= 0) {
			this.set(slot, side.name === 'source' ? DOUBLED_SOURCE : DOUBLED_TARGET);
			this.flag(side, first, 'notUnique', key);
			this.flag(side, at, 'notUnique', key);
			return;
		}
		column.put(slot, at);
		if (side.name === 'source') return;
		const source = this.first.source.at(slot);
		if (source >= 0 && item !== undefined && this.source.agrees(source, item)) this.set(slot, SAME);
	}

	private set(slot: number, bit: number): void {
		this.bits.put(slot, this.bits.at(slot) | bit);
	}

	/** Keys of both lists whose items are there once each; with `doubled` the others as well. */
	private *shared(doubled = false): Generator<[slot: number, source: number, target: number, bits: number]> {
		for (let slot = 0; slot < this.slots.length; slot++) {
			const source = this.first.source.at(slot);
			const target = this.first.target.at(slot);
			const bits = this.bits.at(slot);
			if (source >= 0 && target >= 0 && (doubled || (bits & (DOUBLED_SOURCE | DOUBLED_TARGET)) === 0))
				yield [slot, source, target, bits];
		}
	}

	private flagDoubled(): void {
		for (const [slot, source, target, bits] of this.shared(true)) {
			if ((bits & (DOUBLED_SOURCE | DOUBLED_TARGET)) !== 0)
				this.flagBoth(source, target, 'notUnique', this.slots.text(slot));
		}
	}

	/** Items whose keys lead to several items of the other side. */
	private flagAmbiguous(): void {
		const partners = { source: new Map<number, number>(), target: new Map<number, number>() };
		const many = { source: new Set<number>(), target: new Set<number>() };
		const note = (side: 'source' | 'target', at: number, other: number) => {
			const known = partners[side].get(at);
			if (known === undefined) partners[side].set(at, other);
			else if (known !== other) many[side].add(at);
		};
		for (const [, source, target] of this.shared()) {
			note('source', source, target);
			note('target', target, source);
		}
		for (const [slot, source, target] of this.shared()) {
			if (many.source.has(source) || many.target.has(target))
				this.flagBoth(source, target, 'ambiguous', this.slots.text(slot));
		}
	}

	/** Items that share the key with one that an earlier step has matched with another. */
	private flagTaken(): void {
		for (const [slot, source, target] of this.shared()) {
			const matched = this.source.partner.at(source) >= 0 || this.target.partner.at(target) >= 0;
			if (matched && this.source.partner.at(source) !== target)
				this.flagBoth(source, target, 'taken', this.slots.text(slot));
		}
	}

	/** Items whose only possible partner is in conflict, and so on from one to the next. */
	private flagBlocked(): void {
		let more = true;
		while (more) {
			more = false;
			for (const [slot, source, target] of this.shared()) {
				const [here, there] = [this.source.has(source, FLAG.conflict), this.target.has(target, FLAG.conflict)];
				if (!here && !there) continue;
				more ||= here !== there && this.source.partner.at(source) < 0 && this.target.partner.at(target) < 0;
				this.flagBoth(source, target, 'blocked', this.slots.text(slot));
			}
			// With one key for each item nothing goes on from there.
			if (!this.several) return;
		}
	}

	private link(): void {
		for (const [, source, target, bits] of this.shared()) {
			if (!this.source.open(source) || !this.target.open(target)) continue;
			this.source.partner.put(source, target);
			this.target.partner.put(target, source);
			if ((bits & SAME) !== 0) this.target.mark(target, FLAG.same);
		}
	}
}

function anyOpen(side: Side): boolean {
	for (let at = 0; at < side.flags.length; at++) if (side.open(at)) return true;
	return false;
}

/**
 * Matches the lists step by step. Afterwards each member of a side has a partner, is in a conflict group, or is open
 * (only on its side). A key that is not unique is never guessed. The result does not depend on the order of the lists.
 *
 * @param twoWay items of the target may be created in the source as well
 *
 * Memory: in each step the bytes of each key and about 40 more per item. The lists are read once in each step.
 */
export async function matchSides(source: Side, target: Side, settings: StockSettings, twoWay = false): Promise<Group[]> {
	const groups = new Groups();
	const steps: Step[] = [];
	for (const by of settings.match.by) {
		if (source.flags.length > 0 && !anyOpen(source) && !anyOpen(target)) break;
		const step = new Step(by, source, target, groups);
		await step.run();
		steps.push(step);
	}
	const [first] = settings.match.by;
	for (const side of [source, target]) {
		for (let at = 0; at < side.flags.length; at++) {
			if (!side.open(at) || side.has(at, FLAG.keyed)) continue;
			side.vague = true;
			groups.put(side, at, 'noKey', first, '');
		}
	}
	if (settings.match.similar === 'separate' || (!anyOpen(source) && !anyOpen(target))) return groups.finish();
	const separate = settings.rules.combine === 'separate';
	for (const step of steps) flagSimilar(step, source, target, separate, groups);
	const creating = twoWay ? [source, target] : [source];
	for (const step of steps) for (const side of creating) flagAmong(step, side, separate, groups);
	return groups.finish();
}
