/** dis:discount: prices of a card by level, as the tab Slevy has them. */
import { decimal, decimalText } from '../amounts.mts';
import { ERRNO, isRefused, refusal, type Context } from '../documents/context.mts';
import { findCard } from '../documents/stock.mts';
import type { State } from '../state.mts';
import { child, childrenOf, textOf, type El } from '../tree.mts';
import type { ImportResult, Span, StockCard } from '../types.mts';
import { objectAt, textAt, type XmlObject } from '../xml.mts';

/** Levels of a card, with the changed ones in their place. */
function withLevels(card: StockCard, changes: ReadonlyMap<string, XmlObject>): XmlObject {
	const before = objectAt(card.parts, 'stk:stockPriceItem')?.['stk:stockPrice'];
	const levels = new Map(([before].flat() as Array<XmlObject | undefined>).flatMap((level) => (level ? [[textAt(level, 'typ:ids') ?? '', level] as const] : [])));
	for (const [name, level] of changes) levels.set(name, level);
	return { ...card.parts, 'stk:stockPriceItem': { 'stk:stockPrice': [...levels.values()] } };
}

function read(context: Context, el: El): { card: StockCard; changes: Map<string, XmlObject> } | undefined {
	const stockEl = child(el, 'dis:stockItem')!;
	const { card, missing } = findCard(context, stockEl);
	if (!card) refusal(context, stockEl, `Zásoba '${missing}' nebyla nalezena.`, ERRNO.invalidValue, missing, '');
	const changes = new Map<string, XmlObject>();
	for (const item of childrenOf(child(el, 'dis:discounts'), 'dis:discountsItem')) {
		const levelEl = child(item, 'dis:filter', 'dis:priceLevel')!;
		const ids = textOf(levelEl, 'typ:ids');
		const level = context.settings.sellingPrices.find((one) => one.ids === ids || one.id === Number(textOf(levelEl, 'typ:id')));
		const price = child(item, 'dis:price');
		if (!level) refusal(context, levelEl, `Cenová hladina '${ids ?? ''}' nebyla nalezena.`, ERRNO.invalidValue, ids ?? '', '');
		else if (!price) refusal(context, item, 'This stand-in knows prices of levels only.', ERRNO.invalidValue);
		else changes.set(level.ids, { 'typ:id': level.id, 'typ:ids': level.ids, 'typ:price': decimalText(decimal(price.text)!) });
	}
	return card && { card, changes };
}

export function importDiscount(state: State, root: El, origin: { packId: string; itemId: string; period: Span }): ImportResult {
	const context: Context = { state, settings: state.settings, period: origin.period, agenda: 'prodejky', ns: 'dis', details: [] };
	const { details } = context;
	const found = childrenOf(root, 'dis:discountStockItem').map((el) => read(context, el));
	if (isRefused(context)) return { details };
	const cards = found.flatMap((one) => one ?? []);
	for (const { card, changes } of cards) {
		card.parts = withLevels(card, changes);
		state.changedCard(card);
		state.logImport({ packId: origin.packId, itemId: origin.itemId, recordId: card.id, agenda: 'zasoby' });
	}
	return { details, produced: { id: cards[0]!.card.id, code: cards[0]!.card.code, action: 'update' } };
}
