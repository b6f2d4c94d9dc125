/** Items of a document: amounts as POHODA computes them [inferred: rounded to 0.01 for each line], stock, refunds. */
import { decimal, decimalText, isNegative, minus, ONE, plus, times, toHalers, vatInside, vatOnTop, ZERO, type Decimal } from '../amounts.mts';
import { child, textOf, xpathOf, type El } from '../tree.mts';
import { exportOnly } from '../records/exportOnly.mts';
import type { StockCard, StoredItem } from '../types.mts';
import { kept } from '../xml.mts';
import { ERRNO, changed, refusal, type Context } from './context.mts';
import { homeUnitPrice, toHome, type Foreign } from './foreign.mts';
import { reference } from './references.mts';
import { findCard, takeFromStock, type Taken } from './stock.mts';
import { stored } from './header.mts';

export interface ItemOptions {
	/** Date of the document: the meaning of high and low follows it. */
	date: string;
	inStock: boolean;
	/** Goods come in (1), go out (-1), or stay (0). */
	goods: 1 | -1 | 0;
	/** The document is in another currency. */
	foreign?: Foreign;
}

export interface ReadItems {
	items: StoredItem[];
	/** Haléře, as asked for: before short stock made a quantity zero. */
	requested: number;
}

/** Per cent of a rateVAT code in the CZ edition at a date; undefined for the codes of the SK edition. */
export function ratePercent(rate: string, date: string): Decimal | undefined {
	const low = date >= '2024-01-01' ? '12' : date >= '2013-01-01' ? '15' : '14';
	const percents: Record<string, string> = { none: '0', high: date >= '2013-01-01' ? '21' : '20', low, historyHigh: '20', historyLow: date >= '2024-01-01' ? '15' : '14' };
	return percents[rate] === undefined ? undefined : decimal(percents[rate]);
}

interface Amounts {
	net: number;
	vat: number;
	gross: number;
}

/** unitPrice × quantity less discount, to the haléř; the overrides price and priceVAT win where given. */
function amounts(home: El | undefined, quantity: Decimal, unitPrice: Decimal, discount: Decimal, payVAT: boolean, percent: Decimal): Amounts {
	const share = { digits: minus(decimal('100')!, discount).digits, scale: minus(decimal('100')!, discount).scale + 2 };
	const line = toHalers(times(times(quantity, unitPrice), share));
	const override = (name: string): number | undefined => {
		const text = textOf(home, name);
		return text === undefined ? undefined : toHalers(decimal(text)!);
	};
	const price = override('typ:price');
	const priceVAT = override('typ:priceVAT');
	if (price !== undefined) {
		const vat = priceVAT ?? vatOnTop(price, percent);
		return { net: price, vat, gross: price + vat };
	}
	if (payVAT) {
		const vat = priceVAT ?? vatInside(line, percent);
		return { net: line - vat, vat, gross: line };
	}
	const vat = priceVAT ?? vatOnTop(line, percent);
	return { net: line, vat, gross: line + vat };
}

/** POHODA looks for the refunded item, and that not more comes back than was sold. */
function refunded(context: Context, el: El | undefined, quantity: Decimal): number | undefined {
	if (!el) return undefined;
	const id = textOf(el, 'typ:sourceItemId');
	const external = textOf(el, 'typ:sourceItemExtId', 'typ:ids');
	const items = context.state.documents.filter((document) => document.agenda === context.agenda).flatMap((document) => document.items);
	const source = items.find((item) => (id === undefined ? item.extId !== undefined && item.extId === external : item.id === Number(id)));
	if (!source) {
		refusal(context, el, 'Refundovaná položka nebyla nalezena.', ERRNO.invalidValue, id ?? external ?? '', '');
		return undefined;
	}
	const returned = items.filter((item) => item.refundOf === source.id).reduce((sum, item) => plus(sum, decimal(item.quantity)!), quantity);
	if (!isNegative(quantity) || isNegative(plus(decimal(source.quantity)!, returned))) {
		refusal(context, el, 'Refundaci položky nelze provést v požadovaném množství.', ERRNO.invalidValue, decimalText(quantity), '');
	}
	return source.id;
}

/** Elements that are read below; the others are kept as they were sent. */
const READ = new Set('extId text quantity unit coefficient payVAT rateVAT percentVAT discountPercentage homeCurrency foreignCurrency note code stockItem accounting centre activity contract refundItem delivered'.split(' '));

function further(el: El): StoredItem['extra'] {
	const told = exportOnly(`${el.name}Type`);
	const found = el.children.filter((one) => !READ.has(one.local) && !told.has(one.name));
	return found.length ? Object.fromEntries(found.map((one) => [one.name, kept(one)])) : undefined;
}

function cardOf(context: Context, stockEl: El | undefined): { card?: StockCard; missing?: string } {
	if (!stockEl) return {};
	const found = findCard(context, stockEl);
	if (found.missing === undefined) return found;
	if (context.settings.unknownStock === 'error') refusal(context, stockEl, `Zásoba '${found.missing}' nebyla nalezena.`, ERRNO.invalidValue, found.missing, '');
	else changed(context, stockEl, found.missing, '');
	return found;
}

/** An advance that is deducted from an invoice has to be there. */
function checkAdvance(context: Context, el: El): void {
	const source = child(el, 'inv:sourceDocument');
	if (!source) return;
	const id = textOf(source, 'typ:id');
	const number = textOf(source, 'typ:number');
	const found = context.state.documents.some((document) => /zalohove/.test(document.agenda) && (id === undefined ? document.number === number : document.id === Number(id)));
	if (!found) refusal(context, source, 'Zdrojový doklad nebyl nalezen.', ERRNO.invalidValue, id ?? number ?? '', '');
}

function readItem(context: Context, el: El, options: ItemOptions, taken: Taken): { item: StoredItem; requested: number } {
	const { ns, settings } = context;
	const { foreign } = options;
	const at = (name: string): El | undefined => child(el, `${ns}:${name}`);
	const number = (name: string, otherwise: Decimal): Decimal => (at(name) ? decimal(at(name)!.text)! : otherwise);
	if (!at('quantity')) refusal(context, el, 'Není uvedeno množství položky.', ERRNO.invalidValue);
	if (el.local === 'invoiceAdvancePaymentItem') checkAdvance(context, el);
	const { card, missing } = cardOf(context, at('stockItem'));
	const payVAT = at('payVAT') ? at('payVAT')!.text === 'true' : card ? settings.stockPayVat : false;
	const rateVAT = at('rateVAT')?.text ?? card?.rateVAT ?? 'none';
	const rate = ratePercent(rateVAT, options.date);
	if (!rate) refusal(context, at('rateVAT') ?? el, `Sazba DPH '${rateVAT}' není v české verzi k dispozici.`, ERRNO.invalidValue, rateVAT, '');
	const percent = number('percentVAT', rate ?? ZERO);
	const asked = number('quantity', ZERO);
	const coefficient = number('coefficient', ONE);
	const discount = number('discountPercentage', ZERO);
	const prices = at(foreign ? 'foreignCurrency' : 'homeCurrency');
	const unitPriceText = textOf(prices, 'typ:unitPrice');
	// "Pokud není uvedena, bere se jako NULOVÁ."
	const unitPrice = unitPriceText === undefined ? ZERO : decimal(unitPriceText)!;
	if (ns !== 'pre') {
		if (unitPriceText === undefined) context.state.remark(`${xpathOf(el)} has no unitPrice: POHODA takes zero`);
		if (!at('payVAT')) context.state.remark(`${xpathOf(el)} has no payVAT: what POHODA takes depends on its settings`);
	}
	const moves = card && options.goods !== 0;
	const quantity = moves ? takeFromStock(context, at('quantity') ?? el, card, asked, coefficient, options.goods === 1, options.inStock, taken) : asked;
	const inCurrency = amounts(prices, quantity, unitPrice, discount, payVAT, percent);
	const inHome = ({ net, vat }: Amounts): Amounts => {
		const home = { net: toHome(net, foreign!), vat: toHome(vat, foreign!) };
		return { ...home, gross: home.net + home.vat };
	};
	const computed = foreign ? inHome(inCurrency) : inCurrency;
	const requested = quantity === asked ? computed.gross : amounts(prices, asked, unitPrice, discount, payVAT, percent).gross;
	const code = stored(at('code')?.text) ?? card?.code ?? (settings.unknownStock === 'text' ? stored(missing) : undefined);
	const item: StoredItem = {
		id: 0,
		extId: stored(at('extId')?.text),
		text: stored(at('text')?.text) ?? card?.name ?? code ?? '',
		quantity: decimalText(quantity),
		coefficient: decimalText(coefficient),
		unitPrice: decimalText(foreign ? homeUnitPrice(unitPrice, foreign) : unitPrice),
		discountPercentage: decimalText(discount),
		unit: stored(at('unit')?.text) ?? card?.unit,
		payVAT,
		rateVAT,
		percent: decimalText(percent),
		...computed,
		code,
		note: stored(at('note')?.text),
		stock: card && { id: card.id, code: card.code, store: card.store },
		accounting: reference(context, at('accounting'), settings.accountings)?.ids,
		centre: reference(context, at('centre'), settings.centres)?.ids,
		activity: reference(context, at('activity'), settings.activities)?.ids,
		contract: reference(context, at('contract'), settings.contracts)?.ids,
		refundOf: refunded(context, at('refundItem'), asked),
		delivered: ns === 'ord' ? decimalText(number('delivered', ZERO)) : undefined,
		advance: el.local === 'invoiceAdvancePaymentItem' || undefined,
		extra: further(el),
		foreign: foreign && { unitPrice: decimalText(unitPrice), ...inCurrency },
	};
	return { item, requested };
}

/** Reads all items of a document. */
export function readItems(context: Context, elements: readonly El[], options: ItemOptions): ReadItems {
	const taken: Taken = new Map();
	const read = elements.map((el) => readItem(context, el, options, taken));
	return { items: read.map(({ item }) => item), requested: read.reduce((sum, { requested }) => sum + requested, 0) };
}
