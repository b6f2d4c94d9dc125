/** Cards of one code in several stores (sklady) → one item with the sum of their stock. */
import { absMicro, AMOUNT_LIMIT, fromMicro, toMicro } from '../money/micro';
import type { StockItem } from '../records/stock';
import { keysOf } from './keys';
import type { ListEntry, StockList } from './list';
import { storeRank } from './rules';
import type { MatchSettings, SourceRules } from './settings';

const SUMMED = ['quantity', 'reserved', 'orderedByCustomers'] as const;

/** The leading card as JSON (a third of the memory of an object), and the sums so far. */
interface Sum {
	lead: string;
	rank: number;
	store: string;
	place: string;
	origin?: number;
	stores: Set<string>;
	totals: Partial<Record<(typeof SUMMED)[number], bigint>>;
	left: number;
	doubled?: string;
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
		const sum = this.sums.get(key) ?? {
			lead: '',
			rank: 0,
			store: '',
			place,
			stores: new Set(),
			totals: {},
			left: this.counts.get(key) ?? 1,
		};
		this.sums.set(key, sum);
		if (sum.stores.has(store)) sum.doubled = store;
		// Of two cards in one store, which are refused, the same one leads in any order.
		const ahead = rank === sum.rank && (store < sum.store || (store === sum.store && JSON.stringify(item) < sum.lead));
		if (sum.lead === '' || rank < sum.rank || ahead)
			Object.assign(sum, { lead: JSON.stringify(item), rank, store, place, origin });
		sum.stores.add(store);
		for (const name of SUMMED)
			if (item[name] !== undefined) sum.totals[name] = (sum.totals[name] ?? 0n) + toMicro(item[name]);
		sum.left -= 1;
		if (sum.left > 0) return [];
		this.sums.delete(key);
		return [this.entry(sum)];
	}

	private entry({ lead, place, origin, doubled, totals }: Sum): ListEntry {
		const item = JSON.parse(lead) as StockItem;
		const at = origin === undefined ? { place } : { place, origin };
		const { code, name, eans, plu } = item;
		const known = { code, name, ...(eans === undefined ? {} : { eans }), ...(plu === undefined ? {} : { plu }) };
		const refuse = (reason: string): ListEntry => ({ ok: false, known, reasons: [reason], ...at });
		if (doubled !== undefined) {
			return refuse(
				doubled === ''
					? 'The code stands several times, and no store is named.'
					: `The code stands several times in the store "${doubled}".`,
			);
		}
		for (const field of SUMMED) {
			const total = totals[field];
			if (total === undefined) continue;
			if (absMicro(total) >= AMOUNT_LIMIT) return refuse('The sum of its stock is too large.');
			item[field] = fromMicro(total);
		}
		return { ok: true, item, ...at };
	}
}

/**
 * The list with one item per code. Quantities, reservations and orders are added up over the stores that are taken;
 * everything else comes from the leading card (first in `warehouses`, else first by name of the store). A code that
 * stands twice in one store is refused, because one of them is wrong.
 */
export function addUpStores(list: StockList, rules: SourceRules, match: MatchSettings): StockList {
	const keyOf = (entry: ListEntry) => {
		if (!entry.ok || (rules.warehouses.length > 0 && storeRank(entry.item, rules.warehouses) < 0)) return undefined;
		return keysOf(entry.item, 'code', match)[0];
	};
	let several: Map<string, number> | undefined;
	const count = async () => {
		const counts = new Map<string, number>();
		for await (const batch of list.open()) {
			for (const entry of batch) {
				const key = keyOf(entry);
				if (key !== undefined) counts.set(key, (counts.get(key) ?? 0) + 1);
			}
		}
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
					return entry.ok && key !== undefined && several?.has(key) ? adding.add(key, entry) : [entry];
				});
			}
		},
	};
}
