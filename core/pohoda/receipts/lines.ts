/**
 * Prices of lines such that POHODA computes the till's amounts. POHODA takes unit price, quantity and discount, and
 * computes a line as their product rounded to 0.01 [I: where it rounds is not documented; facts section 10].
 */
import { HALER, ONE, absMicro, fromMicro, toMicro } from '../../money/micro';
import type { Micro } from '../../money/micro';

const HUNDRED = 100n * ONE;

/** Numerator / denominator as a multiple of `step`, half away from zero, in one rounding. */
function roundRatio(numerator: bigint, denominator: bigint, step: Micro): Micro {
	const size = (2n * absMicro(numerator) + denominator * step) / (2n * denominator * step);
	return (numerator < 0n ? -size : size) * step;
}

/** Gross of a line as POHODA computes it: quantity × unit price, less the discount in per cent, rounded to 0.01. */
export function computedGross(quantity: Micro, unitPrice: Micro, discountPercentage: Micro = 0n): Micro {
	return roundRatio(quantity * unitPrice * (HUNDRED - discountPercentage), ONE * HUNDRED, HALER);
}

/** Sum of lines as POHODA rounds a document: to whole crowns half away from zero, or not at all. */
export function computedTotal(lines: readonly Micro[], rounding: 'none' | 'math2one'): Micro {
	const total = lines.reduce((sum, line) => sum + line, 0n);
	return rounding === 'math2one' ? roundRatio(total, 1n, ONE) : total;
}

export interface TillLine {
	quantity: number;
	unitPrice: number;
	discount?: number;
	totalGross: number;
}

interface PricedLine {
	quantity: number;
	unitPrice: number;
	discountPercentage?: number;
	/** How the price came about: as the till has it, after discount, as a discount, or so that the total is right. */
	by: 'till' | 'afterDiscount' | 'discount' | 'total' | 'onePiece';
}

/** The quotient when it has at most six decimals. */
function exactQuotient(a: Micro, b: Micro): Micro | undefined {
	return b !== 0n && (a * ONE) % b === 0n ? (a * ONE) / b : undefined;
}

function discountOf(line: TillLine, quantity: Micro, unitPrice: Micro): Micro | undefined {
	const full = (quantity * unitPrice) / ONE;
	if (full === 0n || (quantity * unitPrice) % ONE !== 0n) return undefined;
	const percentage = exactQuotient(toMicro(line.discount ?? 0) * 100n, full);
	// A float in the XSD, and POHODA shows few decimals: only percentages that a person would write.
	return percentage !== undefined && percentage % 100n === 0n && absMicro(percentage) <= 999n * ONE ? percentage : undefined;
}

/** The price with the fewest decimals, 2 to 6, that gives the line's total. */
function shortestPrice(gross: Micro, quantity: Micro): Micro | undefined {
	for (let step = HALER; step >= 1n; step /= 10n) {
		const price = roundRatio(gross * ONE * (quantity < 0n ? -1n : 1n), absMicro(quantity), step);
		if (computedGross(quantity, price) === gross) return price;
	}
	return undefined;
}

/**
 * Quantity, unit price and perhaps discount of a line from which POHODA computes exactly the till's gross; undefined
 * when there are none. In this order: the till's own price; the price after discount where it has at most six decimals;
 * the till's price with a discount of at most four decimals; the shortest price that gives the total; one piece at the
 * whole price. The last one only for text items: quantities of stock are never changed.
 */
export function priceLine(line: TillLine, textItem: boolean): PricedLine | undefined {
	const quantity = toMicro(line.quantity);
	const unitPrice = toMicro(line.unitPrice);
	const gross = toMicro(line.totalGross);
	if (gross % HALER !== 0n) return undefined;
	const priced = (price: Micro, by: PricedLine['by']): PricedLine => ({ quantity: line.quantity, unitPrice: fromMicro(price), by });
	const discounted = toMicro(line.discount ?? 0) !== 0n;
	if (!discounted && computedGross(quantity, unitPrice) === gross) return priced(unitPrice, 'till');
	if (quantity !== 0n) {
		const exact = exactQuotient(gross, quantity);
		if (exact !== undefined) return priced(exact, discounted ? 'afterDiscount' : 'total');
		const percentage = discounted ? discountOf(line, quantity, unitPrice) : undefined;
		if (percentage !== undefined && computedGross(quantity, unitPrice, percentage) === gross) {
			return { ...priced(unitPrice, 'discount'), discountPercentage: fromMicro(percentage) };
		}
		const shortest = shortestPrice(gross, quantity);
		if (shortest !== undefined) return priced(shortest, 'total');
	}
	if (!textItem) return undefined;
	return { quantity: gross < 0n ? -1 : 1, unitPrice: fromMicro(absMicro(gross)), by: 'onePiece' };
}
