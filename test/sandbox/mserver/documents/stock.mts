/** Stock cards behind items of a document. */
import { decimal, decimalText, isLess, isNegative, minus, times, ZERO, type Decimal } from '../amounts.mts';
import { child, textOf, type El } from '../tree.mts';
import type { StockCard } from '../types.mts';
import { changed, ERRNO, refusal, type Context } from './context.mts';

/** Only the key of the highest priority counts: id, ids, EAN, PLU; extId where there is none of them. */
const KEYS: ReadonlyArray<[string, (card: StockCard, text: string) => boolean]> = [
	['typ:id', (card, text) => card.id === Number(text)],
	['typ:ids', (card, text) => card.code === text],
	['typ:EAN', (card, text) => card.ean === text],
	['typ:PLU', (card, text) => card.plu === Number(text)],
];

export interface FoundCard {
	card?: StockCard;
	/** What was asked for, when there is no such card. */
	missing?: string;
}

function byExtId(context: Context, el: El | undefined): FoundCard {
	const ids = textOf(el, 'typ:ids') ?? '';
	const system = textOf(el, 'typ:exSystemName');
	const card = context.settings.stock.find(({ extIds = [] }) => extIds.some((extId) => extId.ids === ids && extId.exSystemName === system));
	return card ? { card } : { missing: ids };
}

/** Finds the card of typ:stockItem; several matches without a store are refused. */
export function findCard(context: Context, el: El): FoundCard {
	const target = child(el, 'typ:stockItem')!;
	const key = KEYS.find(([name]) => child(target, name));
	if (!key) return byExtId(context, child(target, 'typ:extId'));
	const keyEl = child(target, key[0])!;
	const store = textOf(el, 'typ:store', 'typ:ids');
	const inStore = (card: StockCard): boolean => key[0] === 'typ:id' || store === undefined || card.store === store;
	const candidates = key[0] === 'typ:ids' ? context.state.cardsWithCode(keyEl.text) : context.settings.stock;
	const cards = candidates.filter((card) => key[1](card, keyEl.text) && inStore(card));
	if (cards.length === 1) return { card: cards[0] };
	if (cards.length > 1) refusal(context, keyEl, 'Pro daný filtr bylo nalezeno více jak 1 záznam.', ERRNO.invalidValue, keyEl.text, '');
	return cards.length ? { card: cards[0] } : { missing: keyEl.text };
}

/** What the document has taken from each card so far. */
export type Taken = Map<number, Decimal>;

/**
 * Checks the quantity that an item takes out. Short stock: refused with validate/inStock, otherwise the item is kept
 * with quantity zero and warning 603, as the annotation of typ:typeValidate says. Answers the quantity to store.
 */
export function takeFromStock(context: Context, quantityEl: El, card: StockCard, quantity: Decimal, coefficient: Decimal, goesIn: boolean, inStock: boolean, taken: Taken): Decimal {
	const before = taken.get(card.id) ?? ZERO;
	const moved = times(quantity, coefficient);
	const after = goesIn ? minus(before, moved) : minus(before, { digits: -moved.digits, scale: moved.scale });
	const takesOut = isNegative(moved) === goesIn && moved.digits !== 0n;
	if (!takesOut || card.allowNegative || !isLess(decimal(card.quantity)!, after)) {
		taken.set(card.id, after);
		return quantity;
	}
	if (inStock) {
		const note = `Zásoba '${card.code}' není na skladě v požadovaném množství (stav ${decimalText(minus(decimal(card.quantity)!, before))} ${card.unit}).`;
		refusal(context, quantityEl, note, undefined, decimalText(quantity), '');
		return quantity;
	}
	changed(context, quantityEl, decimalText(quantity), '0');
	return ZERO;
}
