/**
 * Lines such that iDoklad computes the till's amounts. It takes quantity and unit price with at most four decimals and no
 * discount on sales receipts; a line with VAT is their product rounded to 0.01 [I]; Recount checks that before sending.
 */
import { HALER, ONE, absMicro, fromMicro, lineGross, toMicro } from '../money/micro';
import type { Micro } from '../money/micro';
import type { ReceiptItem } from '../records/types';

/** 0.0001 */
const STEP: Micro = ONE / 10_000n;

interface LinePrice {
	quantity: number;
	unitPrice: number;
	/** true when the till has another price or quantity on the line. */
	rewritten: boolean;
}

function fits(micro: Micro): boolean {
	return micro % STEP === 0n;
}

/** The price with the fewest decimals, two to four, that gives the line's total. */
function shortestPrice(gross: Micro, quantity: Micro): Micro | undefined {
	const [size, pieces] = [absMicro(gross), absMicro(quantity)];
	for (let step = HALER; step >= STEP; step /= 10n) {
		const price = ((2n * size * ONE + pieces * step) / (2n * pieces * step)) * step;
		if (lineGross(pieces, price, 0n) === size) return price;
	}
	return undefined;
}

/**
 * In this order: the till's own price; the shortest price after discount that gives the total; one piece at the whole
 * price. A line that is linked to the price list (`moved`) keeps its quantity, so the last way is closed for it.
 * undefined when there is none, also for a total with parts of a haléř.
 */
export function linePrice(
	item: Pick<ReceiptItem, 'quantity' | 'unitPrice' | 'discount' | 'totalGross'>,
	moved: boolean,
): LinePrice | undefined {
	const quantity = toMicro(item.quantity);
	const unitPrice = toMicro(item.unitPrice);
	const gross = toMicro(item.totalGross);
	if (gross % HALER !== 0n) return undefined;
	const discounted = toMicro(item.discount ?? 0) !== 0n;
	if (!discounted && fits(quantity) && fits(unitPrice) && lineGross(quantity, unitPrice, 0n) === gross) {
		return { quantity: item.quantity, unitPrice: item.unitPrice, rewritten: false };
	}
	if (quantity !== 0n && fits(quantity) && quantity < 0n === gross < 0n) {
		const price = shortestPrice(gross, quantity);
		if (price !== undefined) return { quantity: item.quantity, unitPrice: fromMicro(price), rewritten: !discounted };
	}
	if (moved) return undefined;
	return { quantity: gross < 0n ? -1 : 1, unitPrice: fromMicro(absMicro(gross)), rewritten: true };
}

/** Gross of a line as iDoklad computes it. */
export function lineTotal(line: { Amount: number; UnitPrice: number }): Micro {
	return lineGross(toMicro(line.Amount), toMicro(line.UnitPrice), 0n);
}

export function linesTotal(lines: ReadonlyArray<{ Amount: number; UnitPrice: number }>): Micro {
	return lines.reduce((total, line) => total + lineTotal(line), 0n);
}

/** In whole units of the currency. */
export function isWhole(amount: Micro): boolean {
	return amount % ONE === 0n;
}

/** Quantity × unit price is in whole haléře, so that nobody has to round. */
export function isExact(line: { Amount: number; UnitPrice: number }): boolean {
	return (toMicro(line.Amount) * toMicro(line.UnitPrice)) % (HALER * ONE) === 0n;
}

/** Lines of one key have one amount. */
export function lineKey(line: { Amount: number; UnitPrice: number }): string {
	return `${line.Amount} × ${line.UnitPrice}`;
}
