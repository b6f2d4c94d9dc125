/** Lines of an order and the cards of POHODA: an order goes only when every product has its card (seed 003). */
import type { BusinessDocument, DocumentItem } from '../../records/document';

interface UnpairedItem {
	/** From 1. */
	line: number;
	code?: string;
	name?: string;
	/** For people: why it has no card. */
	reason: string;
}

/** Transport, discounts, tips … are text lines unless they name a card themselves. */
function needsCard({ kind = 'goods', stock }: DocumentItem): boolean {
	return kind === 'goods' || stock !== undefined;
}

function codeOf({ stock, code }: DocumentItem): string | undefined {
	return (stock?.code ?? code)?.trim() || undefined;
}

/**
 * Lines of goods that no card belongs to: without a code, or with a code that is not known. Lines of other kinds
 * (service, discount …) count only when they name a card. A
 * line that names its card by POHODA's id, EAN or PLU counts as paired.
 *
 * @param knownCodes codes of the cards, as POHODA has them (leading zeros and case count)
 */
export function unpairedItems(
	order: Pick<BusinessDocument, 'items'>,
	knownCodes: { has(code: string): boolean },
): UnpairedItem[] {
	return order.items.flatMap((item, index): UnpairedItem[] => {
		if (
			!needsCard(item) ||
			(item.stock?.code === undefined && (item.stock?.id ?? item.stock?.ean ?? item.stock?.plu) !== undefined)
		)
			return [];
		const code = codeOf(item);
		if (code !== undefined && knownCodes.has(code)) return [];
		const named = item.name === undefined ? '' : ` "${item.name.slice(0, 60)}"`;
		const reason =
			code === undefined
				? `line ${index + 1}${named} has no code`
				: `line ${index + 1}${named}: POHODA has no stock item with the code ${code}`;
		return [
			{
				line: index + 1,
				...(code === undefined ? {} : { code }),
				...(item.name === undefined ? {} : { name: item.name }),
				reason,
			},
		];
	});
}

/**
 * The order with its goods linked to their cards, so that stock is reserved or moved. Lines that have a card already,
 * and lines of other kinds, stay as they are.
 *
 * @param store where POHODA shall look for the codes; the same code may stand in several stores
 */
export function pairItems<T extends Pick<BusinessDocument, 'items'>>(order: T, store?: string): T {
	const items = order.items.map((item) => {
		const code = codeOf(item);
		if (item.stock !== undefined || !needsCard(item) || code === undefined) return item;
		return { ...item, stock: { ...(store === undefined ? {} : { store }), code } };
	});
	return { ...order, items };
}
