/** Items that most likely are one, written in two ways. */
import { LooseIndex } from '../records/identityIndex';
import type { Groups } from './groups';
import { KeyTable } from './keyTable';
import type { MatchKey } from './settings';
import type { Side, SideName } from './side';

/** The keys of one step of matching, and which item of each side has them (-1 = none). */
interface StepKeys {
	by: MatchKey;
	slots: KeyTable;
	first: Readonly<Record<SideName, { at(slot: number): number }>>;
}

/** Keys by their loosest forms; one index for each store that counts. */
class LooseKeys {
	private readonly stores = new Map<string, LooseIndex>();

	constructor(
		private readonly by: MatchKey,
		private readonly separate: boolean,
	) {}

	/** What similar keys of one store have in common. */
	common(text: string): { form: string; store: string } {
		const { form, store } = this.formOf(text);
		return { form, store };
	}

	private formOf(text: string): { store: string; index: LooseIndex; form: string } {
		const end = this.separate ? text.lastIndexOf('\u0000') : -1;
		const [key, store] = end < 0 ? [text, ''] : [text.slice(0, end), text.slice(end + 1)];
		const index = this.stores.get(store) ?? new LooseIndex(this.by);
		this.stores.set(store, index);
		return { store, index, form: index.formOf(key) };
	}

	add(text: string, slot: number): void {
		const { index, form } = this.formOf(text);
		index.add(form, slot);
	}

	/** What is like the key: by what they have in common, and which slots; `pair` names that question. */
	like(text: string): Array<{ key: string; pair: string; slots: readonly number[] }> {
		const { store, index, form } = this.formOf(text);
		return index.formsLike(form).map((other) => {
			// Of a number and its rounding the rounding: it is what they have in common.
			const common = other.length < form.length || (other.length === form.length && other < form) ? other : form;
			const key = this.separate ? `${common}\u0000${store}` : common;
			return { key, pair: `${form}\u0001${key}\u0001${other}`, slots: index.of(other) };
		});
	}
}

function count(length: number, counts: (slot: number) => boolean): number {
	let many = 0;
	for (let slot = 0; slot < length; slot++) if (counts(slot)) many += 1;
	return many;
}

/**
 * Unmatched items whose identities differ only by case, spaces, leading zeros or by what programs for tables do to them
 * from one of the other side are a conflict: otherwise one would be created and the other removed. So is an item that is
 * like one that is in conflict already, or like one that both sides have: of that it would be a second record.
 */
export function flagSimilar(keys: StepKeys, source: Side, target: Side, separate: boolean, groups: Groups): void {
	flagAlone(keys, [source, target], separate, groups);
	flagAlone(keys, [target, source], separate, groups);
}

/** Unmatched items of one side that are like any of the other. */
function flagAlone({ by, slots, first }: StepKeys, [one, other]: readonly [Side, Side], separate: boolean, groups: Groups): void {
	const [here, there] = [first[one.name], first[other.name]];
	const isAlone = (slot: number) => here.at(slot) >= 0 && one.partner.at(here.at(slot)) < 0;
	const isThere = (slot: number) => there.at(slot) >= 0;
	const [alone, all] = [isAlone, isThere].map((counts) => count(slots.length, counts));
	if (alone === 0 || all === 0) return;
	const flag = (side: Side, at: number, key: string) => {
		if (side.open(at) || groups.reasonOf(side, at) === 'similar') groups.put(side, at, 'similar', by, key);
	};
	const flagBoth = (mine: number, theirs: number, key: string) => {
		flag(one, here.at(mine), key);
		if (other.partner.at(there.at(theirs)) < 0) flag(other, there.at(theirs), key);
		else groups.noteLike(by, key, slots.text(theirs).split('\u0000')[0]);
	};
	const indexAlone = alone <= all;
	const index = new LooseKeys(by, separate);
	const [few, many] = indexAlone ? [isAlone, isThere] : [isThere, isAlone];
	for (let slot = 0; slot < slots.length; slot++) if (few(slot)) index.add(slots.text(slot), slot);
	const told = new Set<string>();
	for (let slot = 0; slot < slots.length; slot++) {
		if (!many(slot)) continue;
		for (const { key, pair, slots: found } of index.like(slots.text(slot))) {
			// Of thousands that are all alike each is flagged once, not once for each other.
			const alike = told.has(pair) ? found.slice(0, 1) : found;
			told.add(pair);
			for (const at of alike) flagBoth(indexAlone ? at : slot, indexAlone ? slot : at, key);
		}
	}
}

/**
 * Open items of one side that are like each other: each would be created on the other side, and they are most likely one.
 * Most lists have none, and their forms are told apart without an index.
 */
export function flagAmong({ by, slots, first }: StepKeys, side: Side, separate: boolean, groups: Groups): void {
	const here = first[side.name];
	const isOpen = (slot: number) => here.at(slot) >= 0 && side.open(here.at(slot));
	const index = new LooseKeys(by, separate);
	const forms = new KeyTable();
	const doubled = new Set<number>();
	let rounded = false;
	for (let slot = 0; slot < slots.length; slot++) {
		if (!isOpen(slot)) continue;
		const { form, store } = index.common(slots.text(slot));
		if (form === '') continue;
		rounded ||= form.includes('E+');
		const known = forms.length;
		const number = forms.put(`${form}\u0000${store}`);
		if (number < known) doubled.add(number);
	}
	if (doubled.size === 0 && !rounded) return;
	const alike: number[] = [];
	for (let slot = 0; slot < slots.length; slot++) {
		if (!isOpen(slot)) continue;
		const { form, store } = index.common(slots.text(slot));
		if (form === '' || (!rounded && !doubled.has(forms.put(`${form}\u0000${store}`)))) continue;
		index.add(slots.text(slot), slot);
		alike.push(slot);
	}
	for (const slot of alike) {
		for (const { key, slots: found } of index.like(slots.text(slot))) {
			const other = found.find((one) => here.at(one) !== here.at(slot));
			if (other === undefined) continue;
			// Both: of a number and its rounding only one may ask for the other.
			for (const at of [slot, other]) groups.put(side, here.at(at), 'similar', by, key);
		}
	}
}
