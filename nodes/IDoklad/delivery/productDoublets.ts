/**
 * Looks at the price list after new items were sent: iDoklad takes one code twice, so two runs at once, or a lost answer,
 * can leave an item there twice.
 */
import { PriceIndex } from '../../../core/idoklad/priceIndex';
import { changesOf } from '../../../core/idoklad/products';
import type { ListedPriceItem } from '../../../core/idoklad/products';
import { LIMITS } from '../../../core/idoklad/tables';
import type { IDokladClient } from '../../shared/idoklad/client';
import { readPrices } from './books';
import type { ProductBook, Work } from './productBook';

function told(book: ProductBook, { product, code, warnings }: Work, rows: readonly ListedPriceItem[], gone: ReadonlySet<number>): void {
	const result = book.out.results.get(code);
	const [keep, ...others] = rows;
	if (!result || !keep) return;
	const left = others.filter(({ Id }) => !gone.has(Id));
	const removed = others.filter(({ Id }) => gone.has(Id)).map(({ Id }) => Id);
	const text = `The price list has the code ${code} ${left.length + 1} times; delete all but one (${rows.map(({ Id }) => `Id ${Id}`).join(', ')}), unless another run is at it just now`;
	const more = { id: keep.Id, warnings: left.length > 0 ? [...warnings, { code: 'doubledCode', text }] : warnings };
	if (result.outcome === 'unknown') book.set(product, 'created', 'is in the price list. No clear answer came, and it was found by looking.', more);
	else if (removed.includes(Number(result.target.id)))
		book.set(product, 'duplicate', `is in the price list. Another run made it at the same time; the second one (Id ${removed.join(', ')}) was deleted.`, more);
}

/** The item that this run has made and that is one too many: an older one of another run is the same, so nothing is lost. */
function removable({ item, code }: Work, [keep, ...others]: readonly ListedPriceItem[], before: ReadonlySet<number>, book: ProductBook): number[] {
	if (!keep || before.has(keep.Id) || changesOf(keep, item) !== undefined) return [];
	const { outcome, target } = book.out.results.get(code) ?? {};
	return others.flatMap((row) => (outcome === 'created' && String(row.Id) === target?.id && changesOf(row, item) === undefined ? [row.Id] : []));
}

/**
 * The oldest item of a code stays; a newer one that this run has made is deleted (never one that documents refer to).
 * When the list cannot be read now, the next run tells of doubled codes.
 *
 * @param before the list as it was before sending
 */
export async function settleProducts(
	client: IDokladClient,
	fresh: readonly Work[],
	before: readonly ListedPriceItem[],
	book: ProductBook,
): Promise<void> {
	const sent = fresh.filter(({ code }) => ['created', 'unknown'].includes(book.out.results.get(code)?.outcome ?? ''));
	if (sent.length === 0) return;
	const listed = await readPrices(client);
	if (listed.kind !== 'ok') return;
	const known = new Set(before.map(({ Id }) => Id));
	const index = new PriceIndex(listed.data);
	const doubled = sent.flatMap((work) => removable(work, index.same(work.code), known, book));
	const gone = new Set<number>();
	for (let from = 0; from < doubled.length; from += LIMITS.batch) {
		const Items = doubled.slice(from, from + LIMITS.batch);
		const reply = await client.request('DELETE', '/PriceListItems/Batch/false', { body: { Items } });
		if (reply.kind === 'ok') for (const id of Items) gone.add(id);
	}
	for (const work of sent) told(book, work, index.same(work.code), gone);
}
