/** Items of the source that wait for their partner, as bytes. */
import type { StockItem } from '../records/stock';
import { Packed } from './packed';
import type { Member } from './side';

/** What a pair needs of the source's item beside what is compared. */
const IDENTITY = ['code', 'name', 'eans', 'plu', 'warehouse', 'updatedAt'] as const;
const COMPARED = ['unit', 'units', 'vatRate', 'quantity', 'active', 'labels', 'categories'] as const;

type Kept = [place: string, origin: number | null, item: StockItem];

function reduced(item: StockItem): Partial<StockItem> {
	const kept: Record<string, unknown> = {};
	for (const name of [...IDENTITY, ...COMPARED]) if (item[name] !== undefined) kept[name] = item[name];
	const { sale, saleIncludesVat } = item.prices ?? {};
	if (sale !== undefined) kept.prices = { sale, saleIncludesVat };
	return kept;
}

export class Waiting {
	private readonly packed: Packed;

	/**
	 * @param size members of the source
	 * @param whole keep all of each item; else only what is compared and what names it
	 */
	constructor(
		size: number,
		private readonly whole: boolean,
	) {
		this.packed = new Packed(size);
	}

	/** Does nothing for what is there already. */
	put({ at, entry }: Member, item: StockItem): void {
		if (this.packed.has(at)) return;
		const kept: Kept = [entry.place, entry.origin ?? null, this.whole ? item : (reduced(item) as StockItem)];
		this.packed.put(at, kept);
	}

	at(at: number): (Member & { item: StockItem }) | undefined {
		const found = this.packed.at(at) as Kept | undefined;
		if (found === undefined) return undefined;
		const [place, origin, item] = found;
		const entry = { ok: true as const, item, place, ...(origin === null ? {} : { origin }) };
		return { at, item, alone: false, entry };
	}
}
