/** Bookkeeping of a run over products: which one ended how. */
import { formatMoney } from '../../../core/money/micro';
import type { Outcome, ResultWarning, SyncResult } from '../../../core/records/results';
import type { PriceListItemPatch, PriceListItemPost, Product } from '../../../core/idoklad/products';
import type { Denied } from '../../../core/plan/reply';
import { SYSTEM } from '../../../core/idoklad/tables';

export interface ProductResults {
	/** By code. */
	results: Map<string, SyncResult>;
	previews: Map<string, object>;
	/** Login or plan stopped the run. */
	denied?: Denied;
}

/** A product that has to be sent. */
export interface Work {
	code: string;
	product: Product;
	/** As it should be in the price list. */
	item: PriceListItemPost;
	/** What goes: all of it, or what differs. */
	body: PriceListItemPost | PriceListItemPatch;
	warnings: ResultWarning[];
}

export class ProductBook {
	readonly out: ProductResults = { results: new Map(), previews: new Map() };

	/** IČO of the agenda. */
	unit?: string;

	set(product: Product, outcome: Outcome, text: string, more: { id?: number; warnings?: ResultWarning[] } = {}): void {
		this.out.results.set(product.code, {
			key: product.code,
			outcome,
			target: {
				system: SYSTEM,
				kind: 'priceListItem',
				number: product.code,
				...(this.unit ? { unit: this.unit } : {}),
				...(more.id === undefined ? {} : { id: String(more.id) }),
			},
			warnings: more.warnings ?? [],
			message: `Product ${product.code} "${product.name}", ${formatMoney(product.price)}, ${text}`,
			amount: product.price,
		});
	}

	wait(some: readonly Work[], reason: string): void {
		for (const { product, warnings } of some)
			this.set(product, 'waiting', `was not sent: ${reason}. It goes with the next run.`, { warnings });
	}
}
