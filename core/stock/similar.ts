/** Items that most likely are one, written in two ways. */
import { LooseIndex } from '../records/identityIndex';
import type { Groups } from './groups';
import { storeForm, type Keyed } from './keys';
import type { MatchKey } from './settings';
import type { Member, Side } from './side';

/** Unmatched items of one side by the loosest forms of their identities; one index for each store that counts. */
class Unmatched {
	private readonly stores = new Map<string, LooseIndex>();

	constructor(
		private readonly by: MatchKey,
		private readonly separate: boolean,
	) {}

	/** The index that concerns an item, and the item's forms in it, each with what is written there. */
	private formsOf(member: Member): { store: string; index: LooseIndex; forms: Map<string, string> } {
		const keyed: Partial<Keyed> = member.item ?? (member.entry.ok ? member.entry.item : (member.entry.known ?? {}));
		const store = this.separate ? storeForm(keyed.warehouse) : '';
		const index = this.stores.get(store) ?? new LooseIndex(this.by);
		this.stores.set(store, index);
		const values = this.by === 'ean' ? (keyed.eans ?? []) : [keyed[this.by] ?? ''];
		return { store, index, forms: new Map(values.map((value) => [index.formOf(value), value])) };
	}

	add(member: Member): void {
		const { index, forms } = this.formsOf(member);
		for (const form of forms.keys()) index.add(form, member.at);
	}

	/** What is like the item: by what they have in common, and which items; `pair` names that question. */
	like(member: Member): Array<{ key: string; pair: string; written: string; items: readonly number[] }> {
		const { store, index, forms } = this.formsOf(member);
		return [...forms].flatMap(([form, written]) =>
			index.formsLike(form).map((other) => {
				// Of a number and its rounding the rounding: it is what they have in common.
				const common = other.length < form.length || (other.length === form.length && other < form) ? other : form;
				const key = this.separate ? `${common}\u0000${store}` : common;
				return { key, pair: `${key}\u0001${other}`, written, items: index.of(other) };
			}),
		);
	}
}

function countUnmatched(side: Side): number {
	let count = 0;
	for (let at = 0; at < side.flags.length; at++) if (side.partner.at(at) < 0) count += 1;
	return count;
}

/**
 * Unmatched items of both sides whose identities differ only by case, spaces, leading zeros or by what programs for
 * tables do to them are a conflict: otherwise one would be created and the other removed. So is an item that is like one
 * that is in conflict already, or like one that both sides have: of that it would be a second record.
 */
export async function flagSimilar(source: Side, target: Side, by: MatchKey, separate: boolean, groups: Groups): Promise<void> {
	const [few, many] = countUnmatched(source) <= countUnmatched(target) ? [source, target] : [target, source];
	if (few.flags.length === 0) return;
	const matched = countUnmatched(few) < few.flags.length;
	if (!matched && countUnmatched(few) === 0) return;
	const ofFew = new Unmatched(by, separate);
	const ofMany = new Unmatched(by, separate);
	if (countUnmatched(few) > 0)
		for await (const members of few.members())
			for (const member of members) if (few.partner.at(member.at) < 0) ofFew.add(member);
	const flag = (side: Side, at: number, key: string, like?: string) => {
		if (side.open(at) || groups.reasonOf(side, at) === 'similar') groups.put(side, at, 'similar', by, key, like);
	};
	const told = new Set<string>();
	for await (const members of many.members()) {
		for (const member of members) {
			const alone = many.partner.at(member.at) < 0;
			if (alone && matched) ofMany.add(member);
			for (const { key, pair, written, items } of ofFew.like(member)) {
				if (alone) flag(many, member.at, key);
				if (alone && told.has(pair)) continue;
				if (alone) told.add(pair);
				for (const at of items) flag(few, at, key, alone ? undefined : written);
			}
		}
	}
	if (!matched) return;
	for await (const members of few.members())
		for (const member of members)
			if (few.partner.at(member.at) >= 0)
				for (const { key, written, items } of ofMany.like(member)) for (const at of items) flag(many, at, key, written);
}
