/** Prices in one basis, levels, rounding, units. */
import { divMicro, mulMicro, ONE, roundMicro, toMicro, type Micro } from '../money/micro';
import type { StockItem, StockPrices } from '../records/stock';
import { normalUnit } from './keys';
import type { SourceRules, UnitRule } from './settings';
import { amountOf, withVat } from './vatPrice';

/** Whether VAT is in the selling prices of the item. */
function includesVat(prices: StockPrices, rules: Pick<SourceRules, 'unstatedPricesIncludeVat'>): boolean {
	return prices.saleIncludesVat ?? rules.unstatedPricesIncludeVat;
}

/**
 * A price with VAT. One without becomes net × (100 + rate) / 100, rounded half away from zero to 0.01; undefined where
 * the rate is not known in per cent, or the result is too large for an amount.
 */
export function grossPrice(
	price: number,
	item: Pick<StockItem, 'prices' | 'vatRate'>,
	rules: Pick<SourceRules, 'unstatedPricesIncludeVat'>,
): number | undefined {
	if (item.prices === undefined || includesVat(item.prices, rules) || item.vatRate === null || item.vatRate === 0)
		return price;
	if (item.vatRate === undefined) return undefined;
	return withVat(price, item.vatRate);
}

/** The selling price or that of the level, as the item states it; undefined where it has none. */
export function levelPrice({ prices }: Pick<StockItem, 'prices'>, level: string): number | undefined {
	if (level === '') return prices?.sale;
	return prices?.levels?.find(({ id, name }) => id === level || name === level)?.price;
}

/** A multiple of the step, half away from zero; step 0 changes nothing. */
export function roundPrice(price: number, step: number): number | undefined {
	return step === 0 ? price : amountOf(roundMicro(toMicro(price), toMicro(step)));
}

/**
 * How many of `to` one of `from` is, as a fraction: the item's own bigger units first, then the rules, each way round.
 */
function factor(
	item: Pick<StockItem, 'code' | 'unit' | 'units'>,
	from: string,
	to: string,
	rules: readonly UnitRule[],
): [Micro, Micro] | undefined {
	const same = (a: string, b: string) => normalUnit(a) === normalUnit(b);
	const own = item.units?.find(({ unit }) => same(unit, to))?.coefficient;
	// One bigger unit is `coefficient` of the item's own.
	if (own !== undefined) return [ONE, toMicro(own)];
	for (const rule of [...rules].sort((a, b) => Number(b.code !== undefined) - Number(a.code !== undefined))) {
		if (rule.code !== undefined && rule.code !== item.code) continue;
		if (same(rule.from, from) && same(rule.to, to)) return [toMicro(rule.factor), ONE];
		if (same(rule.from, to) && same(rule.to, from)) return [ONE, toMicro(rule.factor)];
	}
	return undefined;
}

/**
 * The item counted in another unit: quantity times, price divided by the factor, six decimals. The same item where the
 * unit is the same or not stated; undefined where nobody says how the units convert (or the result is too large).
 */
export function inUnit(item: StockItem, unit: string | undefined, rules: readonly UnitRule[]): StockItem | undefined {
	if (unit === undefined || item.unit === undefined || normalUnit(unit) === normalUnit(item.unit)) return item;
	const found = factor(item, item.unit, unit, rules);
	if (found === undefined) return undefined;
	const [many, of] = found;
	const { quantity, prices } = item;
	const count = quantity === undefined ? undefined : amountOf(divMicro(mulMicro(toMicro(quantity), many), of));
	const price = prices?.sale === undefined ? undefined : amountOf(divMicro(mulMicro(toMicro(prices.sale), of), many));
	if ((quantity !== undefined && count === undefined) || (prices?.sale !== undefined && price === undefined))
		return undefined;
	return {
		...item,
		unit,
		...(count === undefined ? {} : { quantity: count }),
		...(price === undefined ? {} : { prices: { ...prices, sale: price } }),
	};
}
