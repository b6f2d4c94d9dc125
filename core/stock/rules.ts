/** Items of the source → what the target shall have; which items of the target are concerned. */
import { absMicro, AMOUNT_LIMIT, fromMicro, ONE, toMicro } from '../money/micro';
import { compareIdentities } from '../records/identities';
import type { StockItem, StockKind } from '../records/stock';
import { normalText, storeForm } from './keys';
import { grossPrice, levelPrice, roundPrice } from './prices';
import type { SourceRules } from './settings';

export const LEFT_OUT = {
	kind: 'kind',
	warehouse: 'store',
	notForSale: 'not for sale',
	label: 'without the label of the register',
} as const;
export type LeftOut = keyof typeof LEFT_OUT;

type Taken =
	| {
			take: true;
			item: StockItem;
			/** Paused: neither changed nor removed. */
			alone: boolean;
	  }
	| { take: false; why: LeftOut }
	| { take: 'refused'; reasons: string[] };

/** Kinds that have no stock. */
const STOCKLESS: ReadonlySet<StockKind | undefined> = new Set<StockKind>(['text', 'service']);
const SETS: ReadonlySet<StockKind | undefined> = new Set<StockKind>(['set', 'package']);

/**
 * Position of the item's store among those to take (0 = leading), -1 when it is none of them. An entry is a store or a
 * branch of the storage tree ("ZBOŽÍ/Elektro").
 */
export function storeRank(
	{ warehouse, storage }: Pick<StockItem, 'warehouse' | 'storage'>,
	warehouses: readonly string[],
): number {
	const path = storeForm(storage ?? warehouse);
	const store = storeForm(warehouse);
	return warehouses.findIndex((given) => {
		const wanted = storeForm(given);
		return wanted === store || wanted === path || path.startsWith(`${wanted}/`);
	});
}

/** As many as the parts on stock allow; undefined where they are not known. */
function fromParts({ components }: StockItem): number | undefined {
	if (components === undefined || components.length === 0) return undefined;
	let most: bigint | undefined;
	for (const { quantity, onStock } of components) {
		if (quantity === undefined || onStock === undefined || quantity <= 0) return undefined;
		const stock = toMicro(onStock);
		const many = stock <= 0n ? 0n : stock / toMicro(quantity);
		if (most === undefined || many < most) most = many;
	}
	return most === undefined ? undefined : fromMicro(most * ONE);
}

/** What can be sold; undefined for what has no stock or whose stock is not known. */
function available(item: StockItem, { reserved, negative, setQuantity }: SourceRules): number | undefined {
	if (STOCKLESS.has(item.kind)) return undefined;
	if (SETS.has(item.kind) && setQuantity !== 'asStated') return setQuantity === 'none' ? undefined : fromParts(item);
	if (item.quantity === undefined) return undefined;
	if (reserved === 'ignore') return negative === 'zero' && item.quantity < 0 ? 0 : item.quantity;
	const orders = reserved === 'subtractWithOrders' ? toMicro(item.orderedByCustomers ?? 0) : 0n;
	const left = toMicro(item.quantity) - toMicro(item.reserved ?? 0) - orders;
	if (left < 0n && negative === 'zero') return 0;
	return absMicro(left) < AMOUNT_LIMIT ? fromMicro(left) : undefined;
}

const CATEGORIES: Readonly<Record<SourceRules['categoryFrom'], (item: StockItem) => string | undefined>> = {
	categories: () => undefined,
	storage: ({ storage }) => storage,
	storageLeaf: ({ storage }) => storage?.split('/').pop(),
	priceGroup: ({ priceGroup }) => priceGroup,
};

/** The item with its price by the rules, or why there is none. */
function priced(item: StockItem, rules: SourceRules): StockItem | string {
	const stated = levelPrice(item, rules.priceLevel);
	if (stated === undefined) {
		if (item.prices?.sale === undefined) return item;
		return `It has no price of the level "${rules.priceLevel}"`;
	}
	const gross = grossPrice(stated, item, rules);
	if (gross === undefined)
		return `Its price with VAT cannot be computed: the price is ${stated} without VAT and the VAT rate is ${item.vatCode ? `only "${item.vatCode}"` : 'not stated'}`;
	const price = roundPrice(gross, rules.priceRounding);
	if (price === undefined) return `Its price ${gross} is too large`;
	if (price === item.prices?.sale && item.prices.saleIncludesVat === true) return item;
	return { ...item, prices: { ...item.prices, sale: price, saleIncludesVat: true } };
}

/**
 * An item of the source as the target shall have it: available quantity, price with VAT by level and rounding,
 * category.
 *
 * @param prices whether prices are compared: without that a price that cannot be computed does not matter
 */
export function takeSource(given: StockItem, rules: SourceRules, prices: boolean): Taken {
	const { leaveOutKinds, warehouses, onlyForSale, label, leavePausedAlone, categoryFrom } = rules;
	if (given.kind !== undefined && leaveOutKinds.includes(given.kind)) return { take: false, why: 'kind' };
	if (warehouses.length > 0 && storeRank(given, warehouses) < 0) return { take: false, why: 'warehouse' };
	if (onlyForSale && given.forSale === false) return { take: false, why: 'notForSale' };
	if (label !== '' && !hasLabel(given, label)) {
		const other = given.labels?.find((one) => compareIdentities('code', one, label) === 'similar');
		if (other === undefined) return { take: false, why: 'label' };
		const reason = `It has the label "${other}", and the label of the register is "${label}": write it alike.`;
		return { take: 'refused', reasons: [reason] };
	}
	const item = prices ? priced(given, rules) : given;
	if (typeof item === 'string') return { take: 'refused', reasons: [`${item}.`] };
	const alone = leavePausedAlone && item.active === false;
	const quantity = available(item, rules);
	const category = CATEGORIES[categoryFrom](item);
	if (quantity === item.quantity && category === undefined) return { take: true, item, alone };
	const categories = category === undefined ? item.categories : [{ id: category, main: true }];
	return { take: true, item: { ...item, quantity, ...(categories === undefined ? {} : { categories }) }, alone };
}

function hasLabel({ labels }: StockItem, label: string): boolean {
	return labels !== undefined && labels.some((one) => normalText(one) === normalText(label));
}

/** Items of the target in other stores are none of our business; the rest may be changed. */
export function takeTarget(item: StockItem, { warehouses, leavePausedAlone }: SourceRules): Taken {
	if (warehouses.length > 0 && item.warehouse !== undefined && storeRank(item, warehouses) < 0)
		return { take: false, why: 'warehouse' };
	return { take: true, item, alone: leavePausedAlone && item.active === false };
}

/** An item of a list that other registers share, and that carries only their labels, is never removed. */
export function mayBeRemoved(item: StockItem, { label }: SourceRules): boolean {
	return label === '' || item.labels === undefined || hasLabel(item, label);
}
