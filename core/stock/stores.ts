/** Cards of one code in several stores (sklady) → one item with the sum of their stock. */
import { absMicro, AMOUNT_LIMIT, fromMicro, microText, toMicro, type Micro } from '../money/micro';
import { looseIdentity } from '../records/identities';
import type { StockItem } from '../records/stock';
import { keysOf, normalUnit } from './keys';
import type { ListEntry, StockList } from './list';
import { inUnit } from './prices';
import { storeRank } from './rules';
import type { MatchSettings, SourceRules, UnitRule } from './settings';

const SUMMED = ['quantity', 'reserved', 'orderedByCustomers'] as const;
type Totals = Partial<Record<(typeof SUMMED)[number], Micro>>;

/** What the stores that count in one unit have together. */
interface Counted {
	/** As the first of them writes it. */
	unit: string | undefined;
	stores: string[];
	totals: Totals;
}

/** The leading card as JSON (a third of the memory of an object), and the sums so far. */
interface Sum {
	lead: string;
	rank: number;
	store: string;
	place: string;
	origin?: number;
	stores: Set<string>;
	/** By unit in its normal form. */
	counted: Map<string, Counted>;
	left: number;
	doubled?: string;
}

function count(counted: Map<string, Counted>, item: StockItem): void {
	const { unit, warehouse = '' } = item;
	if (SUMMED.every((name) => item[name] === undefined)) return;
	const key = normalUnit(unit ?? '');
	const known: Counted = counted.get(key) ?? { unit, stores: [], totals: {} };
	counted.set(key, known);
	known.stores.push(warehouse === '' ? 'no store' : warehouse);
	for (const name of SUMMED)
		if (item[name] !== undefined) known.totals[name] = (known.totals[name] ?? 0n) + toMicro(item[name]);
}

/** The total counted in the unit of the leading card; undefined where nobody says how it converts. */
function converted(total: Micro, unit: string | undefined, lead: StockItem, rules: readonly UnitRule[]): Micro | undefined {
	if (normalUnit(unit ?? '') === normalUnit(lead.unit ?? '')) return total;
	if (unit === undefined || lead.unit === undefined || absMicro(total) >= AMOUNT_LIMIT) return undefined;
	const to = lead.unit;
	const own = (lead.units ?? []).flatMap((bigger): UnitRule[] =>
		bigger.coefficient === undefined || bigger.coefficient <= 0 ? [] : [{ from: bigger.unit, to, factor: bigger.coefficient }],
	);
	const asCounted: StockItem = { ...lead, unit, units: undefined, prices: undefined, quantity: fromMicro(total) };
	const quantity = inUnit(asCounted, to, [...own, ...rules])?.quantity;
	return quantity === undefined ? undefined : toMicro(quantity);
}

/** The stock of all stores in one unit, or why it cannot be added up: 10 packs are not 10 pieces. */
function together(lead: StockItem, counted: ReadonlyMap<string, Counted>, rules: readonly UnitRule[]): Totals | string {
	const sums: Totals = {};
	for (const { unit, totals } of counted.values()) {
		for (const name of SUMMED) {
			const total = totals[name];
			if (total === undefined) continue;
			const more = counted.size === 1 ? total : converted(total, unit, lead, rules);
			if (more === undefined) return `Its stores count in different units: ${shownStock(lead, counted)}. Add a unit rule (Units) for them.`;
			sums[name] = (sums[name] ?? 0n) + more;
		}
	}
	return sums;
}

/** `2 ks in HLAVNI, 5 krt in PRODEJNA` */
function shownStock({ unit: own }: StockItem, counted: ReadonlyMap<string, Counted>): string {
	const first = normalUnit(own ?? '');
	return [...counted]
		.sort(([a], [b]) => Number(b === first) - Number(a === first) || (a < b ? -1 : 1))
		.map(([, counts]) => counts)
		.map(({ unit, stores, totals }) => `${microText(totals.quantity ?? 0n)} ${unit ?? 'without a unit'} in ${[...stores].sort().join(' and ')}`)
		.join(', ');
}

/** A card whose stock is not known: nothing is done with the item. */
function notAdded({ code, name, eans, plu }: StockItem, reason: string, at: { place: string; origin?: number }): ListEntry {
	const known = { code, name, ...(eans === undefined ? {} : { eans }), ...(plu === undefined ? {} : { plu }) };
	return { ok: false, known, reasons: [reason], ...at };
}

class Adding {
	private readonly sums = new Map<string, Sum>();

	constructor(
		private readonly counts: ReadonlyMap<string, number>,
		private readonly rules: SourceRules,
	) {}

	/** The entry of the whole group with its last card, none before. */
	add(key: string, { item, place, origin }: Extract<ListEntry, { ok: true }>): ListEntry[] {
		const store = item.warehouse ?? '';
		const rank = storeRank(item, this.rules.warehouses);
		const sum: Sum = this.sums.get(key) ?? {
			lead: '',
			rank: 0,
			store: '',
			place,
			stores: new Set(),
			counted: new Map(),
			left: this.counts.get(key) ?? 1,
		};
		this.sums.set(key, sum);
		if (sum.stores.has(store)) sum.doubled = store;
		// Of two cards in one store, which are refused, the same one leads in any order.
		const ahead = rank === sum.rank && (store < sum.store || (store === sum.store && JSON.stringify(item) < sum.lead));
		if (sum.lead === '' || rank < sum.rank || ahead)
			Object.assign(sum, { lead: JSON.stringify(item), rank, store, place, origin });
		sum.stores.add(store);
		count(sum.counted, item);
		sum.left -= 1;
		if (sum.left > 0) return [];
		this.sums.delete(key);
		return [this.entry(sum)];
	}

	private entry({ lead, place, origin, doubled, counted }: Sum): ListEntry {
		const item = JSON.parse(lead) as StockItem;
		const at = origin === undefined ? { place } : { place, origin };
		const refuse = (reason: string) => notAdded(item, reason, at);
		if (doubled !== undefined) {
			return refuse(
				doubled === ''
					? 'The code stands several times, and no store is named.'
					: `The code stands several times in the store "${doubled}".`,
			);
		}
		const totals = together(item, counted, this.rules.units);
		if (typeof totals === 'string') return refuse(totals);
		for (const field of SUMMED) {
			const total = totals[field];
			if (total === undefined) continue;
			if (absMicro(total) >= AMOUNT_LIMIT) return refuse('The sum of its stock is too large.');
			item[field] = fromMicro(total);
		}
		return { ok: true, item, ...at };
	}
}

/** Keys that are similar to another one of the list → the ways of writing. */
function severalWays(keys: Iterable<string>): Map<string, string> {
	const first = new Map<string, string>();
	const alike = new Map<string, string[]>();
	for (const key of keys) {
		const form = looseIdentity('code', key);
		const one = first.get(form);
		if (one === undefined) first.set(form, key);
		else alike.set(form, [...(alike.get(form) ?? [one]), key]);
	}
	const ways = new Map<string, string>();
	for (const written of alike.values()) for (const key of written) ways.set(key, [...written].sort().join(', '));
	return ways;
}

/** A part of the stock is not the stock. */
function severalWaysEntry({ item, place, origin }: Extract<ListEntry, { ok: true }>, ways: string): ListEntry {
	const reason = `Its code is written in several ways (${ways}), so it is not known what to add up. Write it alike in all stores, or change the options of matching.`;
	return notAdded(item, reason, origin === undefined ? { place } : { place, origin });
}

/**
 * The list with one item per code. Quantities, reservations and orders are added up over the stores that are taken;
 * everything else comes from the leading card (first in `warehouses`, else first by name of the store). A code that
 * stands twice in one store is refused, because one of them is wrong; so are codes that are similar, see MatchSettings.
 */
export function addUpStores(list: StockList, rules: SourceRules, match: MatchSettings): StockList {
	const keyOf = (entry: ListEntry) => {
		if (!entry.ok || (rules.warehouses.length > 0 && storeRank(entry.item, rules.warehouses) < 0)) return undefined;
		return keysOf(entry.item, 'code', match)[0];
	};
	let several: Map<string, number> | undefined;
	let ways = new Map<string, string>();
	const count = async () => {
		const counts = new Map<string, number>();
		for await (const batch of list.open()) {
			for (const entry of batch) {
				const key = keyOf(entry);
				if (key !== undefined) counts.set(key, (counts.get(key) ?? 0) + 1);
			}
		}
		if (match.similar === 'conflict') ways = severalWays(counts.keys());
		for (const [key, many] of counts) if (many === 1) counts.delete(key);
		return counts;
	};
	return {
		madeAt: () => list.madeAt?.(),
		async *open() {
			several ??= await count();
			const adding = new Adding(several, rules);
			for await (const batch of list.open()) {
				yield batch.flatMap((entry): ListEntry[] => {
					const key = keyOf(entry);
					const written = key === undefined ? undefined : ways.get(key);
					if (entry.ok && written !== undefined) return [severalWaysEntry(entry, written)];
					return entry.ok && key !== undefined && several?.has(key) ? adding.add(key, entry) : [entry];
				});
			}
		},
	};
}
