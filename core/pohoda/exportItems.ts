/** Items of a prodejka → canonical items, with gross prices. */
import { absMicro, divMicro, fromMicro, HALER, mulMicro, ONE, roundMicro, toMicro, type Micro } from '../money/micro';
import type { ReceiptItem } from '../records/types';
import type { XmlNode } from '../xml/node';
import type { RecordContext } from './exportAmounts';
import { readNumber } from './values';
import { vatPercent } from './vatRates';

const HUNDRED = 100n * ONE;

/** One item while it is read; a number that is none becomes a reason that names item and element. */
class ItemReading {
	readonly place: string;

	constructor(
		private readonly context: RecordContext,
		readonly node: XmlNode,
		index: number,
	) {
		const text = context.reading.node(node, 'pro:text')?.text.trim();
		this.place = `Item ${index + 1}${text ? ` "${text.slice(0, 40)}"` : ''}`;
	}

	text(...path: string[]): string | undefined {
		return this.context.reading.text(this.node, ...path);
	}

	/** Text that stays in `extra`. */
	peek(...path: string[]): string | undefined {
		return this.context.reading.node(this.node, ...path)?.text.trim() || undefined;
	}

	number(text: string | undefined, name: string): Micro | undefined {
		const value = readNumber(text);
		if (typeof value !== 'string') return value;
		this.refuse(`${name} cannot be read: ${value}.`);
		return 0n;
	}

	refuse(why: string): void {
		this.context.reasons.push(`${this.place}: ${why}`);
	}
}

/** percentVAT wins, then rateVAT/@value of an export, then the code on the day of the document. */
function vatRate(item: ItemReading, { reading, date, vatRates }: RecordContext): number {
	const code = item.text('pro:rateVAT') ?? 'none';
	const percent = item.number(item.text('pro:percentVAT'), 'percentVAT');
	if (percent !== undefined) return fromMicro(percent);
	const stated = item.number(reading.node(item.node, 'pro:rateVAT')?.attributes.value, 'rateVAT');
	if (stated !== undefined) return fromMicro(stated);
	const known = vatPercent(code, date, vatRates);
	if (known === undefined)
		item.refuse(`the VAT rate "${code}" of ${date} comes without per cent. Export it with percentVAT.`);
	return known ?? 0;
}

/** quantity × price × (100 − discount) / 100, rounded once to 0.01. */
function lineTotal(quantity: Micro, price: Micro, discount: Micro): Micro {
	return roundMicro(quantity * price * (HUNDRED - discount), 10n ** 18n) / 10n ** 14n;
}

interface Line {
	quantity: Micro;
	/** Gross, before discount. */
	unitPrice: Micro;
	total: Micro;
	net?: Micro;
	vat?: Micro;
}

/**
 * Gross of the line: stated by the file, else computed as POHODA does (net lines: net to 0.01, then its VAT to 0.01).
 */
function grossLine(item: ItemReading, quantity: Micro, percent: Micro, rate: Micro): Line | undefined {
	const net = item.number(item.text('pro:homeCurrency', 'typ:price'), 'price');
	const vat = item.number(item.text('pro:homeCurrency', 'typ:priceVAT'), 'priceVAT');
	const sum = item.number(item.text('pro:homeCurrency', 'typ:priceSum'), 'priceSum');
	const gross = item.peek('pro:payVAT') === 'true';
	// A net price stays in `extra`: it is not what the record says.
	const unitPath = ['pro:homeCurrency', 'typ:unitPrice'];
	const price = item.number(gross ? item.text(...unitPath) : item.peek(...unitPath), 'unitPrice');
	if (gross) item.text('pro:payVAT');
	const parts = net !== undefined && vat !== undefined ? { net, vat, total: net + vat } : undefined;
	const stated = parts ?? (sum === undefined ? undefined : { total: sum });
	if (price === undefined) {
		if (stated !== undefined && quantity !== 0n)
			return { quantity, unitPrice: divMicro(stated.total, quantity), ...stated };
		item.refuse('it has no price (unitPrice).');
		return undefined;
	}
	if (gross) return { quantity, unitPrice: price, ...(stated ?? { total: lineTotal(quantity, price, percent) }) };
	const lineNet = lineTotal(quantity, price, percent);
	const lineVat = roundMicro(lineNet * rate, 10n ** 12n) / 10n ** 8n;
	const computed = stated ?? { net: lineNet, vat: lineVat, total: lineNet + lineVat };
	const unitPrice = roundMicro(price * (HUNDRED + rate), 10n ** 8n) / 10n ** 8n;
	// Rounding of net lines moves the total by a haléř or two away from quantity × price; charged was the total.
	const off = absMicro(mulMicro(quantity, unitPrice) - computed.total);
	const moved = percent === 0n && quantity !== 0n && off > HALER && off <= 2n * HALER;
	return { quantity, unitPrice: moved ? divMicro(computed.total, quantity) : unitPrice, ...computed };
}

/**
 * The price is positive, quantity and totals carry the direction; the discount is what quantity × price has more than
 * the total.
 */
function canonicalLine(
	{ quantity, unitPrice, total, net, vat }: Line,
	percent: Micro,
): Omit<ReceiptItem, 'line' | 'kind' | 'name' | 'vatRate'> {
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

function readItem(node: XmlNode, index: number, context: RecordContext): ReceiptItem | undefined {
	const item = new ItemReading(context, node, index);
	const rate = vatRate(item, context);
	const quantity = item.number(item.text('pro:quantity'), 'quantity');
	const percent = item.number(item.text('pro:discountPercentage'), 'discountPercentage') ?? 0n;
	if (quantity === undefined) {
		item.refuse('it has no quantity.');
		return undefined;
	}
	const line = grossLine(item, quantity, percent, toMicro(rate));
	if (line === undefined) return undefined;
	const card = context.reading.node(node, 'pro:stockItem') !== undefined;
	const code = item.text('pro:stockItem', 'typ:stockItem', 'typ:ids') ?? item.text('pro:code');
	const ean = item.text('pro:stockItem', 'typ:stockItem', 'typ:EAN');
	const plu = code === undefined ? item.text('pro:stockItem', 'typ:stockItem', 'typ:PLU') : undefined;
	const optional = {
		code: code ?? plu,
		ean,
		unit: item.text('pro:unit'),
		warehouse: item.text('pro:stockItem', 'typ:store', 'typ:ids'),
		note: item.text('pro:note'),
	};
	const rest = { name: item.text('pro:text') ?? code ?? ean ?? plu ?? '', extra: context.reading.rest(node) };
	return {
		line: index + 1,
		kind: !card && line.unitPrice < 0n ? 'discount' : 'goods',
		...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)),
		name: rest.name,
		...canonicalLine(line, percent),
		vatRate: rate,
		...(rest.extra === undefined ? {} : { extra: { pohoda: rest.extra } }),
	};
}

/** All items of a prodejka; those that cannot be read are missing and named in `context.reasons`. */
export function readItems(detail: XmlNode | undefined, context: RecordContext): ReceiptItem[] {
	const nodes = (detail?.children ?? []).filter(({ name }) => name === 'pro:prodejkaItem');
	context.reading.done(...nodes);
	return nodes.flatMap((node, index) => readItem(node, index, context) ?? []);
}
