/** Stock cards by id and by code, so that a pack with thousands of cards does not search through all of them each time. */
import type { StockCard } from './types.mts';

interface Indexes {
	byId: ReadonlyMap<number, StockCard>;
	/** The same code may stand in several stores. */
	byCode: ReadonlyMap<string, readonly StockCard[]>;
}

export class CardIndex {
	private made?: Indexes & { stock: readonly StockCard[]; length: number };

	/** The indexes of this stock; made anew when it was replaced, has grown, or `forget` was called. */
	of(stock: readonly StockCard[]): Indexes {
		if (this.made?.stock === stock && this.made.length === stock.length) return this.made;
		const byCode = new Map<string, StockCard[]>();
		for (const card of stock) {
			const same = byCode.get(card.code);
			if (same) same.push(card);
			else byCode.set(card.code, [card]);
		}
		this.made = { stock, length: stock.length, byId: new Map(stock.map((card) => [card.id, card])), byCode };
		return this.made;
	}

	forget(): void {
		this.made = undefined;
	}
}
