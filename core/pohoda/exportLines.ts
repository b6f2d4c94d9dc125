/** Amounts of an item: what the file states, else what POHODA would compute; contradictions are reasons. */
import { absMicro, divMicro, fromMicro, HALER, microText, mulMicro, ONE, roundMicro, vatFromGross, type Micro } from '../money/micro';
import type { ReceiptItem } from '../records/types';
import type { ItemReading } from './itemReading';

const HUNDRED = 100n * ONE;
const HOME = 'homeCurrency';
const UNIT_PRICE = [HOME, 'typ:unitPrice'];

/** quantity × price × (100 − discount) / 100, rounded once to 0.01. */
function lineTotal(quantity: Micro, price: Micro, discount: Micro): Micro {
	return roundMicro(quantity * price * (HUNDRED - discount), 10n ** 18n) / 10n ** 14n;
}

interface Line {
	quantity: Micro;
	/** Gross, before discount. */
	unitPrice: Micro;
	/** Discount in per cent. */
	percent: Micro;
	total: Micro;
	net?: Micro;
	vat?: Micro;
}

type Stated = Pick<Line, 'total' | 'net' | 'vat'>;

/** Totals of the line where the file states two of net, VAT and sum, or the sum alone. */
function statedTotals(item: ItemReading): Stated | undefined {
	const sum = item.number(HOME, 'typ:priceSum');
	const [net, vat] = [item.peekNumber(HOME, 'typ:price'), item.peekNumber(HOME, 'typ:priceVAT')];
	if ([net, vat, sum].filter((value) => value !== undefined).length < 2) return sum === undefined ? undefined : { total: sum };
	item.number(HOME, 'typ:price');
	item.number(HOME, 'typ:priceVAT');
	const base = net ?? (sum ?? 0n) - (vat ?? 0n);
	const tax = vat ?? (sum ?? 0n) - base;
	if (sum !== undefined && base + tax !== sum) {
		item.refuse(`price ${microText(base, 2)} + priceVAT ${microText(tax, 2)} = ${microText(base + tax, 2)}, but priceSum is ${microText(sum, 2)}.`);
	}
	return { total: base + tax, net: base, vat: tax };
}

/** A discount that is not the one of the stated totals. POHODA rounds the discounted unit price. */
function checkDiscount(item: ItemReading, computed: Micro, stated: Micro, { percent, quantity }: Line): void {
	if (percent === 0n) return;
	if (computed === stated && percent > 0n && computed !== 0n) item.number('discountPercentage');
	const rounding = HALER + absMicro(quantity) / 200n;
	if (absMicro(computed - stated) <= rounding) return;
	item.refuse(`less ${microText(percent)} % the line gives ${microText(computed, 2)}, but it states ${microText(stated, 2)}.`);
}

/** Net or VAT stated alone is not taken; it must not contradict the line. */
function checkAlone(item: ItemReading, { total, net, vat }: Stated, rate: Micro): void {
	const own = net === undefined || vat === undefined ? vatFromGross(total, fromMicro(rate)) : { net, vat };
	for (const [name, element, expected] of [['price', 'typ:price', own.net], ['priceVAT', 'typ:priceVAT', own.vat]] as const) {
		const alone = item.peekNumber(HOME, element);
		if (alone === undefined || absMicro(alone - expected) <= HALER) continue;
		item.refuse(`${name} is ${microText(alone, 2)}, but the line gives ${microText(expected, 2)}.`);
	}
}

/**
 * Gross of the line: stated by the file, else computed as POHODA does (net lines: net to 0.01, then its VAT to 0.01).
 * undefined with a reason where the price is missing, or not known to include VAT.
 */
export function grossLine(item: ItemReading, quantity: Micro, rate: Micro): Line | undefined {
	const stated = statedTotals(item);
	const price = item.peekNumber(...UNIT_PRICE);
	const percent = item.peekNumber('discountPercentage') ?? 0n;
	if (price === undefined) {
		if (stated !== undefined && quantity !== 0n) return { quantity, percent: 0n, unitPrice: divMicro(stated.total, quantity), ...stated };
		item.refuse('it has no price (unitPrice).');
		return undefined;
	}
	const gross = item.payVat();
	if (gross === undefined) return undefined;
	const line = gross
		? { quantity, percent, unitPrice: price, ...(stated ?? { total: lineTotal(quantity, price, percent) }) }
		: netLine({ quantity, percent, price, rate }, stated);
	// A net price, and one with a surcharge, stays in `extra`: it is not what the record says.
	if (gross && percent >= 0n) item.number(...UNIT_PRICE);
	const computed = lineTotal(quantity, price, percent);
	// The record says a discount as an amount; less than a haléř is none.
	if (percent === 0n || (stated === undefined && percent > 0n && computed !== lineTotal(quantity, price, 0n))) item.number('discountPercentage');
	const compared = gross ? line.total : line.net;
	if (stated !== undefined && compared !== undefined) checkDiscount(item, computed, compared, line);
	if (stated?.net === undefined) checkAlone(item, line, rate);
	return line;
}

function netLine(
	{ quantity, percent, price, rate }: { quantity: Micro; percent: Micro; price: Micro; rate: Micro },
	stated: Stated | undefined,
): Line {
	const net = lineTotal(quantity, price, percent);
	const vat = roundMicro(net * rate, 10n ** 12n) / 10n ** 8n;
	const computed = stated ?? { net, vat, total: net + vat };
	const unitPrice = roundMicro(price * (HUNDRED + rate), 10n ** 8n) / 10n ** 8n;
	// Rounding of net lines moves the total by a haléř or two away from quantity × price; charged was the total.
	const off = absMicro(mulMicro(quantity, unitPrice) - computed.total);
	const moved = percent === 0n && quantity !== 0n && off > HALER && off <= 2n * HALER;
	return { quantity, percent, unitPrice: moved ? divMicro(computed.total, quantity) : unitPrice, ...computed };
}

/**
 * The price is positive, quantity and totals carry the direction; the discount is what quantity × price has more than
 * the total.
 */
export function canonicalLine({ quantity, unitPrice, percent, total, net, vat }: Line): Omit<ReceiptItem, 'line' | 'kind' | 'name' | 'vatRate'> {
	const direction = unitPrice < 0n ? -1n : 1n;
	const signed = direction * quantity;
	const price = direction * unitPrice;
	const taken = percent > 0n ? mulMicro(signed, price) - total : 0n;
	// Rounding of a line of a few hellers can exceed its discount.
	const discount = taken < 0n === signed < 0n ? taken : 0n;
	return {
		quantity: fromMicro(signed),
		// A surcharge (negative discount) is part of the price.
		unitPrice: fromMicro(percent < 0n && signed !== 0n ? divMicro(total, signed) : price),
		...(discount === 0n ? {} : { discount: fromMicro(discount) }),
		...(net === undefined || vat === undefined ? {} : { totalNet: fromMicro(net), totalVat: fromMicro(vat) }),
		totalGross: fromMicro(total),
	};
}
